"""What people find when they open Gatehouse, from Settings."""

from bot.desk.digest_ports import Rooms
from bot.desk.home import HomeDesk
from bot.desk.subscription_rights import SubscriptionRights
from bot.wiring.clockwork import build_subscription
from bot.wiring.house import House
from bot.wiring.watching import alert_channels


def build_home(house: House, rooms: Rooms) -> HomeDesk:
    """Reads the house's memory; of Slack it asks who is in a private channel, and of Microsoft nothing."""
    channel = house.settings.digest_channel
    return HomeDesk(
        kept=house.kept,
        subscriptions=house.subscriptions,
        rights=SubscriptionRights(rooms),
        standing=(build_subscription(house.settings, channel),) if channel else (),
        incidents=house.incidents,
        channels=[channel.id for channel in alert_channels(house.settings)],
        store=house.mirror,
    )
