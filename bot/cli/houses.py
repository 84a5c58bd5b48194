"""The house that a command works in: the configured one, or one on a demo tenant inside this process."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.settings import Settings, given, load
from bot.wiring.clocks import StoppedClock, SystemClock
from bot.wiring.house import House, build_house


@contextmanager
def opened_house(*, demo: bool = False, now: datetime | None = None) -> Iterator[House]:
    """The house, closed at the end; `now` is the present that somebody pretends. Raises `SettingsError`, `MirrorError`.

    A pretended future gets a mirror of its own: the real one must not believe that it holds rows yet to come.
    """
    clock = StoppedClock(now) if now else SystemClock()
    with TemporaryDirectory(prefix="gatehouse-") as folder:
        aside = Path(folder) / "mirror.sqlite3"
        if demo:
            with demo_settings(aside, now) as settings, closing(build_house(settings, clock=clock)) as house:
                yield house
            return
        settings = load()
        if clock.now() > SystemClock().now():
            settings = settings.model_copy(update={"database": aside})
        with closing(build_house(settings, clock=clock)) as house:
            yield house


@contextmanager
def demo_settings(database: Path, now: datetime | None = None, *, throttle: bool = True) -> Iterator[Settings]:
    """Settings of a demo tenant that lives as long as the block; with `now` its clock stands still there.

    What is set in the environment does not matter to it.
    """
    from bot.demo.options import TenantOptions  # noqa: PLC0415  # a real tenant needs no demo server
    from bot.demo.town import running_tenant  # noqa: PLC0415  # as above

    options = TenantOptions(now=now, frozen=now is not None, throttle=throttle)
    with running_tenant(options) as tenant:
        yield given(
            {
                "tenant_id": tenant.tenant_id,
                "client_id": tenant.client_id,
                "client_secret": tenant.client_secret,
                "graph_url": tenant.graph_url,
                "login_url": tenant.login_url,
                "database": database,
            }
        )
