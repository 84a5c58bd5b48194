"""The real desk, mirror and Graph client on the demo tenant, behind the real bot."""

from contextlib import closing, contextmanager
from dataclasses import asdict

from bot_in_town import NOW, bot_in, open_http

from bot.demo.options import TenantOptions
from bot.demo.town import running_tenant
from bot.settings import given
from bot.wiring.house import build_house


@contextmanager
def whole_bot_in(workspace, folder, **choices):
    """The bot of production in `workspace`, whose answers come from the demo tenant; `choices` as of `bot_in`."""
    with (
        running_tenant(TenantOptions(now=NOW, frozen=True, throttle=False)) as tenant,
        closing(build_house(_settings(tenant, folder), throttled=False)) as house,
        bot_in(workspace, ask=house.ask, signed=True, **choices) as bot,
        open_http(bot),
    ):
        yield bot


def _settings(tenant, folder):
    return given(asdict(tenant.whereabouts) | {"database": folder / "mirror.sqlite3"})
