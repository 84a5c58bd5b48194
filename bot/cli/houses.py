"""The house that a command works in: the configured one, or one on a demo tenant inside this process."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.errors import SettingsError
from bot.settings import Settings, given, load
from bot.wiring.house import House, build_house


@contextmanager
def opened_house(*, demo: bool | None = None, now: datetime | None = None) -> Iterator[House]:
    """The house, closed at the end; `now` is where the clock of a demo tenant stands still, if it is to.

    `demo` is None for commands that know no demo tenant. Raises `SettingsError` and `MirrorError`.
    """
    with ExitStack() as opened:
        settings = opened.enter_context(demo_settings(now)) if demo else load()
        if demo is False and not settings.tenant_id:
            raise SettingsError(
                "GATEHOUSE_TENANT_ID is not set. docs/settings.md says what belongs there. "
                "To try this without a tenant, add --demo."
            )
        house = build_house(settings, throttled=not demo)
        opened.callback(house.close)
        yield house


@contextmanager
def demo_settings(now: datetime | None) -> Iterator[Settings]:
    """Settings of a demo tenant that lives as long as the block, and of a mirror of its own.

    It does not throttle, as nobody should wait for a demo, and nothing in the environment matters to it.
    """
    from bot.demo.options import TenantOptions  # noqa: PLC0415  # a real tenant needs no demo server
    from bot.demo.town import running_tenant  # noqa: PLC0415  # a real tenant needs no demo server

    options = TenantOptions(now=now, frozen=now is not None, throttle=False)
    with TemporaryDirectory(prefix="gatehouse-") as folder, running_tenant(options) as tenant:
        yield given(asdict(tenant.whereabouts) | {"database": Path(folder) / "mirror.sqlite3"})
