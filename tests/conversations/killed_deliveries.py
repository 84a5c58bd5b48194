"""A program of its own that posts digests in the demo workspace over HTTP, and is killed at a given moment of it."""

import os
import signal
from dataclasses import dataclass, replace
from datetime import timedelta

from processes import alone

from bot.desk.delivery import DeliveryDesk
from bot.desk.owners import Owners
from bot.domain.digest_parts import Stretch
from bot.domain.digests import Circumstances, compose
from bot.mirror.ledger import SqlLedger
from bot.mirror.subscriptions import SqlSubscriptions
from bot.render import Renderer
from handlers.announce import SlackAnnouncer
from handlers.web_api import web_client

MOMENTS = ("before the claim", "between claim and post", "between post and close")


@dataclass(frozen=True)
class Still:
    """A present that stays."""

    present: object

    def now(self):
        return self.present


class Composer:
    """Digests of days on which nobody came."""

    def compose(self, subscription, days):
        zone = subscription.cadence.zone
        stretch = Stretch(days, days.window(zone), ())
        known = Circumstances(zone=zone.key, as_of=stretch.window.until, complete=True)
        return compose(stretch, None, known, app_name=lambda attempt: attempt.app_id)


class Everybody:
    """Nobody has departed."""

    def departed(self, user):
        return None


class DyingLedger:
    """A ledger whose program ends at its claim."""

    def __init__(self, ledger, moment):
        self.ledger = ledger
        self.moment = moment

    def __getattr__(self, name):
        return getattr(self.ledger, name)

    def claim(self, *given):
        die_at(MOMENTS[0], self.moment)
        taken = self.ledger.claim(*given)
        die_at(MOMENTS[1], self.moment)
        return taken


class DyingAnnouncer:
    """An announcer whose program ends when Slack has taken the post."""

    def __init__(self, announcer, moment):
        self.announcer = announcer
        self.moment = moment

    def digest(self, subscription, digest):
        self.announcer.digest(subscription, digest)
        die_at(MOMENTS[2], self.moment)
        raise AssertionError("it was to die before this")


def die_at(moment, wanted):
    if moment == wanted:
        os.kill(os.getpid(), signal.SIGKILL)


def desk_on(path, credentials, api_url, present):
    """The desk of a program that has just been started."""
    ledger, kept, clock = SqlLedger(path), SqlSubscriptions(path), Still(present)
    announcer = SlackAnnouncer(web_client(credentials.bot_token, api_url, timeout=30), Renderer())
    owners = Owners(ledger, announcer, Everybody(), clock)
    return DeliveryDesk(kept.all, Composer(), ledger, announcer, owners, clock)


def kill_at_each_moment(path, workspace, present):
    """Three programs, each of which posts one of the subscriptions and is killed at one of the moments."""
    arguments = (path, workspace.credentials, workspace.api_url, present)
    assert alone(_kill, *arguments) == 0


def post_in_two_programs(path, workspace, present):
    """Two programs post what is owed at the same moment."""
    arguments = (path, workspace.credentials, workspace.api_url, present)
    assert alone(_post_twice, *arguments) == 0


def _post_twice(path, credentials, api_url, present):
    lives = []
    for _ in range(2):
        life = os.fork()  # of a process that runs nothing else
        if not life:
            desk_on(path, credentials, api_url, present).post_owed()
            os._exit(0)
        lives.append(life)
    assert [os.waitpid(life, 0)[1] for life in lives] == [0, 0]


def _kill(path, credentials, api_url, present):
    for number, moment in enumerate(MOMENTS, 1):
        life = os.fork()  # of a process that runs nothing else
        if not life:
            desk = desk_on(path, credentials, api_url, present + timedelta(seconds=number))
            mine = desk.wanted()[number - 1]
            dying = replace(
                desk, ledger=DyingLedger(desk.ledger, moment), announcer=DyingAnnouncer(desk.announcer, moment)
            )
            dying.post_owed_of(mine)
            os._exit(1)
        _, status = os.waitpid(life, 0)
        assert os.WIFSIGNALED(status), moment
        assert os.WTERMSIG(status) == signal.SIGKILL
