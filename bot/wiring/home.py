"""What people find when they open Gatehouse, from Settings."""

from bot.desk.home import HomeDesk
from bot.wiring.clockwork import build_subscription
from bot.wiring.house import House
from bot.wiring.watching import alert_channels


def build_home(house: House) -> HomeDesk:
    """Reads the house's memory; nothing is asked of any network."""
    channel = house.settings.digest_channel
    return HomeDesk(
        kept=house.kept,
        subscriptions=house.subscriptions,
        standing=(build_subscription(house.settings, channel),) if channel else (),
        incidents=house.incidents,
        channels=[channel.id for channel in alert_channels(house.settings)],
        store=house.mirror,
    )
