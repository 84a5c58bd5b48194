"""The demo town and the bot of production on one clock that is moved hour by hour, and what happens meanwhile."""

from contextlib import closing, contextmanager
from dataclasses import asdict
from datetime import timedelta
from zoneinfo import ZoneInfo

from bot_in_town import EVERYBODY
from incidents_in_town import CHANNEL, MovingClock

from bot.demo.clock import TenantClock
from bot.demo.town import running_tenant
from bot.demo.workspace import running_workspace
from bot.domain.question import Log
from bot.domain.window import Window
from bot.language.parser import parse
from bot.settings import given
from bot.wiring.house import build_house
from bot.wiring.speakers import build_speakers
from bot.wiring.watching import build_watch

STEP = timedelta(hours=1)


class TownClock(TenantClock, MovingClock):
    """A present that the tenant and the bot share."""

    def __init__(self, present):
        TenantClock.__init__(self, present)
        MovingClock.__init__(self, present)

    now = MovingClock.now


class Life:
    """What happened: for each round the changes, and what stood in the channel after it."""

    def __init__(self, tenant, workspace, folder, clock):
        self.tenant = tenant
        self.workspace = workspace
        self.folder = folder
        self.clock = clock
        self.began = clock.present
        self.rounds = []

    def go_on(self, until):
        """A bot that is started now lives until then; `report` is what its ledger tells of all that time."""
        with closing(build_house(self._settings(), clock=self.clock, throttled=False)) as house:
            speakers = build_speakers(house, signed=False)
            watch = build_watch(house, speakers.incidents)
            while self.clock.present < until:
                self.clock.present += STEP
                house.refresh.run(Log.SIGN_UPS)
                self._note(watch.run(Log.SIGN_UPS))
            self.report = house.incidents.report(CHANNEL, Window(self.began, until))
            speakers.stop(1)

    def answer(self, command):
        """What the bot answers to it now."""
        with closing(build_house(self._settings(), clock=self.clock, throttled=False)) as house:
            house.directory.bindings(calls=[])
            understood = parse(command, self.clock.present, ZoneInfo("UTC"), house.ask.known_names())
            return house.ask.answer(understood.question, ZoneInfo("UTC"), now=self.clock.present)

    def when(self, kind):
        """The moments of the rounds in which something of a kind (`Opened`, say) was found, each as often as it was."""
        return [now for now, changes, _ in self.rounds for change in changes if type(change).__name__ == kind]

    def _note(self, changes):
        posts = [post for post in self.workspace.channel(CHANNEL).messages if not post.is_reply]
        self.rounds.append((self.clock.present, changes, [post.text for post in posts]))

    def _settings(self):
        tenant, credentials = self.tenant, self.workspace.credentials
        return given(
            asdict(tenant.whereabouts)
            | {
                "slack_bot_token": credentials.bot_token,
                "slack_app_token": credentials.app_token,
                "slack_url": self.workspace.api_url,
                "allowed_users": ",".join(sorted(EVERYBODY)),
                "alert_channels": CHANNEL,
                "database": self.folder / "mirror.sqlite3",
            }
        )


@contextmanager
def life_in(options, folder, since, until):
    """A town whose story is told up to `until`, its clock at `since`."""
    clock = TownClock(until)
    with running_workspace() as workspace, running_tenant(options, clock=clock) as tenant:
        clock.present = since
        yield Life(tenant, workspace, folder, clock)
