"""Subscriptions behind the bot of the tests: kept in a real database, posted in the demo workspace."""

from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime

from bot.demo.options import TenantOptions
from bot.demo.town import running_tenant
from bot.desk.delivery import DeliveryDesk
from bot.desk.owners import Owners
from bot.desk.subscription_rights import SubscriptionRights
from bot.desk.subscriptions import SubscriptionDesk
from bot.errors import GraphUnreachable
from bot.mirror.ledger import SqlLedger
from bot.mirror.subscriptions import SqlSubscriptions
from bot.settings import given
from bot.wiring.house import build_house
from handlers.announce import SlackAnnouncer
from handlers.destinations import Destinations
from handlers.memberships import Memberships
from handlers.subscriptions import Subscriptions

NOW = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)


@dataclass
class MovedClock:
    """A present that moves only when it is told to."""

    present: datetime = NOW

    def now(self):
        return self.present


class NoDigests:
    """Composes nothing, for bots of which nobody wants a digest."""

    def check(self, kind):
        """Any kind may be subscribed to."""

    def compose(self, subscription, days):
        raise GraphUnreachable("There is no tenant behind this bot.")


def subscriptions_on(path, client, renderer, roster, composer=None):
    """What people may do with subscriptions, by a clock of their own."""
    clock = MovedClock()
    ledger, kept, announcer = SqlLedger(path), SqlSubscriptions(path), SlackAnnouncer(client, renderer)
    deliveries = DeliveryDesk(
        wanted=kept.all,
        composer=composer or NoDigests(),
        ledger=ledger,
        announcer=announcer,
        owners=Owners(ledger, announcer, roster, clock),
        clock=clock,
    )
    memberships = Memberships(client)
    return Subscriptions(
        desk=SubscriptionDesk(kept, deliveries, ledger, clock, SubscriptionRights(memberships)),
        destinations=Destinations(client, memberships),
        renderer=renderer,
        clock=clock,
    )


@contextmanager
def running_house(folder):
    """Everything but Slack, on the demo tenant as of NOW."""
    with running_tenant(TenantOptions(now=NOW, frozen=True, throttle=False)) as tenant:
        settings = given(asdict(tenant.whereabouts) | {"database": folder / "mirror.sqlite3"})
        with closing(build_house(settings, clock=MovedClock(), throttled=False)) as house:
            yield house
