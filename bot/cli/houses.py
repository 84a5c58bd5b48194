"""The house that a command works in: the configured one, or one on a demo tenant inside this process."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
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
    with TemporaryDirectory(prefix="gatehouse-") as folder, ExitStack() as opened:
        aside = Path(folder) / "mirror.sqlite3"
        if demo:
            settings = opened.enter_context(demo_settings(aside, now))
        elif clock.now() > SystemClock().now():
            settings = load().model_copy(update={"database": aside})
        else:
            settings = load()
        house = build_house(settings, clock=clock, throttled=not demo)
        opened.callback(house.close)
        yield house


@contextmanager
def demo_settings(database: Path, now: datetime | None = None) -> Iterator[Settings]:
    """Settings of a demo tenant that lives as long as the block; with `now` its clock stands still there.

    It does not throttle, as nobody should wait for a demo, and nothing in the environment matters to it.
    """
    from bot.demo.options import TenantOptions  # noqa: PLC0415  # a real tenant needs no demo server
    from bot.demo.town import running_tenant  # noqa: PLC0415  # as above

    options = TenantOptions(now=now, frozen=now is not None, throttle=False)
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
