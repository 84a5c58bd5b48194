"""Builds what people may do with subscriptions."""

from bot.desk.digest_ports import Rooms
from bot.desk.subscription_rights import SubscriptionRights
from bot.desk.subscriptions import SubscriptionDesk
from bot.wiring.announcing import build_announcer
from bot.wiring.clockwork import build_delivery_desk, build_subscription
from bot.wiring.house import House
from handlers.destinations import Destinations
from handlers.roster import Roster
from handlers.subscriptions import Subscriptions


def build_subscriptions(house: House, destinations: Destinations, rooms: Rooms, roster: Roster) -> Subscriptions:
    """The commands about subscriptions, and the rights that they ask for."""
    channel = house.settings.digest_channel
    of_settings = build_subscription(house.settings, channel) if channel else None
    deliveries = build_delivery_desk(house, build_announcer(house), roster, None)
    return Subscriptions(
        desk=SubscriptionDesk(
            kept=house.subscriptions,
            deliveries=deliveries,
            ledger=house.ledger,
            clock=house.clock,
            rights=SubscriptionRights(rooms),
            of_settings=of_settings,
        ),
        destinations=destinations,
        renderer=house.renderer,
        clock=house.clock,
    )
