"""Digest desks over a real ledger, an announcer that writes down what it posts, and processes that post at once."""

import os
from dataclasses import dataclass
from datetime import date, time
from pathlib import Path
from zoneinfo import ZoneInfo

from desk_deliveries import Roster
from desk_town import StillClock, desks_on, rounded
from processes import alone, together

from bot.desk.delivery import DeliveryDesk
from bot.desk.digest import DigestDesk
from bot.desk.finding import Finder
from bot.desk.owners import Owners
from bot.desk.reconciliation import Reconciliation
from bot.domain.cadence import Cadence, Every
from bot.domain.days import Days
from bot.domain.providers import SOCIAL
from bot.domain.subscriptions import Subscription, of_settings
from bot.errors import SlackError
from bot.mirror.ledger import SqlLedger

BERLIN = ZoneInfo("Europe/Berlin")
AT_NINE = of_settings("C1", Cadence(Every.DAILY, time(9), BERLIN))


class Noticeboard:
    """An announcer that keeps what it posts in a file, one line for each, as a channel would over restarts."""

    def __init__(self, file, error=None):
        self.file = Path(file)
        self.error = error
        self.digests = []
        self.notices = []

    def digest(self, subscription, digest):
        if self.error:
            raise self.error
        with self.file.open("a") as lines:
            lines.write(f"{subscription.to.id} {digest.days.first}\n")
        self.digests.append(digest)
        return f"{len(self.posted())}.0"

    def standing(self, subscription, period):
        raise SlackError("Slack does not let Gatehouse look.", code="missing_scope")

    def tell(self, notice):
        if self.error:
            raise self.error
        self.notices.append(notice)

    def posted(self):
        """Channel and day of each post so far."""
        return self.file.read_text().splitlines() if self.file.exists() else []

    def days(self):
        return [line.split()[1] for line in self.posted()]


@dataclass
class Digests:
    """The desk that composes and the one that posts, of one subscription."""

    subscription: Subscription
    composer: DigestDesk
    delivery: DeliveryDesk

    def owed(self):
        return [days.first for days in self.delivery.owed(self.subscription)]

    def post_owed(self):
        return [days.first for _, days in self.delivery.post_owed()]

    def compose(self, day):
        return self.composer.compose(self.subscription, Days.one(day) if isinstance(day, date) else day)

    def post_by_hand(self, digest):
        return self.delivery.post_by_hand(self.subscription, digest)

    def unconfirmed(self):
        return self.delivery.unconfirmed(self.subscription)


def numbers_of(digest):
    """The numbers that a recount of raw rows gives too."""
    said = digest.to_json()
    kept = {name: said[name] for name in ("totals", "rates", "funnel", "apps", "providers")}
    kept["compare"] = {name: said["compare"][name] for name in ("totals", "rates")}
    kept["reasons"] = [
        {name: reason[name] for name in ("error_code", "attempts", "before")} for reason in said["reasons"]
    ]
    return rounded(kept)


def digest_desk(desk, board, subscription=AT_NINE, clock=None):
    """A desk that posts on `board` and keeps its ledger beside the mirror."""
    clock = clock or desk.clock
    finder = Finder(desk.reader, desk.directory, SOCIAL)
    composer = DigestDesk(
        finder=finder,
        store=desk.mirror,
        directory=desk.directory,
        clock=clock,
        reconciliation=Reconciliation(desk.usage, desk.mirror),
    )
    ledger = SqlLedger(desk.mirror.path)
    delivery = DeliveryDesk(
        wanted=lambda: [subscription],
        composer=composer,
        ledger=ledger,
        announcer=board,
        owners=Owners(ledger, board, Roster(), clock),
        clock=clock,
    )
    return Digests(subscription, composer, delivery)


# Processes of their own


class Whereabouts:
    """What a process needs to know of a tenant."""

    def __init__(self, tenant):
        self.graph_url = self.login_url = tenant.graph_url
        self.tenant_id, self.client_id, self.client_secret = tenant.tenant_id, tenant.client_id, tenant.client_secret


def post_together(tenant, desk, board, contestants=2):
    """Several processes post what is owed, starting at the same moment; what each of them says it posted."""
    arguments = (Whereabouts(tenant), desk.mirror.path, board.file, desk.clock.now())
    return together(_post, *arguments, contestants=contestants)


def post_and_die(tenant, desk, board):
    """A process that is killed after its claim and before its post."""
    return alone(_die_posting, Whereabouts(tenant), desk.mirror.path, board.file, desk.clock.now())


def _post(where, path, file, present, start):
    with desks_on(where, path.parent / f"process-{os.getpid()}", clock=StillClock(present)) as made:
        desk = digest_desk(made.on(path), Noticeboard(file))
        start.wait()
        return [day.isoformat() for day in desk.post_owed()]


class Fatal(Noticeboard):
    """A process that ends, with no time for goodbyes, when it is about to post."""

    def digest(self, subscription, digest):
        os._exit(9)


def _die_posting(where, path, file, present):
    with desks_on(where, path.parent / f"process-{os.getpid()}", clock=StillClock(present)) as made:
        digest_desk(made.on(path), Fatal(file)).post_owed()
