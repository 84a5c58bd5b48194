"""The bot of production in the demo workspace, told of incidents; its mirror holds what a test puts there."""

from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from threading import Event

from bot_in_town import EVERYBODY
from migrated import migrated

from bot.cli.doors import open_socket
from bot.demo.workspace.people import SECURITY_ROOM
from bot.domain.events import SignUpEvent
from bot.domain.hourly_counts import HOUR, hour_of
from bot.domain.incidents import Incident, IncidentKind, Opened, Recovered, Updated
from bot.domain.question import Log
from bot.domain.window import Window
from bot.settings import given
from bot.wiring.house import build_house
from bot.wiring.speakers import build_speakers
from bot.wiring.watching import build_watch

NOW = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
CHANNEL = SECURITY_ROOM.id
MANY = 5


class MovingClock:
    """A present that moves when it is told to."""

    def __init__(self, present=NOW):
        self.present = present

    def now(self):
        return self.present

    def forward(self, **span):
        self.present += timedelta(**span)


class PlainJudge:
    """Opens where five people of one provider or country fail within an hour, and ends after a whole hour with fewer.

    What the watch does with what a judge finds is tested with it; how well real ones judge is tested elsewhere.
    """

    def __init__(self, dimensions, *, sensitivity, incidents):
        names = [dimension.name for dimension in dimensions]
        self.name = "provider" if "provider" in names else "country"
        self.place = names.index(self.name)
        self.hours = {}
        self.open = {incident.dims: incident for incident in incidents if incident.is_open}

    def recall(self, history):
        self.hours |= {update.hour: update for update in history}

    def poll(self, now, updates):
        self.recall(updates)
        hour = self.newest(now)
        found = {}
        for row in self.hours[hour].rows if hour in self.hours else ():
            dims = ((self.name, row.dims[self.place]),)
            attempts, people = found.get(dims, (0, 0))
            found[dims] = attempts + row.attempts, people + row.people
        return [*self.unusual(now, hour, found), *self.over(now, hour, found)]

    def newest(self, now):
        """The hour that is judged."""
        return hour_of(now)

    def unusual(self, now, hour, found):
        for dims, (attempts, people) in found.items():
            if people < MANY:
                continue
            known = self.open.get(dims)
            change = Updated if known else Opened
            first = known or Incident(
                id=f"{dims[0][1]} {hour.isoformat()}",
                kind=IncidentKind.FAILURE,
                dims=dims,
                since=hour,
                opened_at=now,
                last_hour=hour,
                window_end=hour,
                window_hours=1,
                observed=people,
                expected=0.4,
                attempts=attempts,
                failures=people,
                share=1.0,
            )
            self.open[dims] = replace(first, last_hour=hour, observed=max(first.observed, people), attempts=attempts)
            if self.open[dims] != known:
                yield change(self.open[dims])

    def over(self, now, hour, found):
        for dims, incident in list(self.open.items()):
            if found.get(dims, (0, 0))[1] < MANY and hour > incident.last_hour:
                del self.open[dims]
                yield Recovered(replace(incident, recovered_at=now))


class PatientJudge(PlainJudge):
    """Judges the newest hour it was told of: for those who left that is not the present one."""

    def newest(self, now):
        return max(self.hours, default=hour_of(now))


@dataclass
class Watched:
    """A bot and what a test may do to its world."""

    workspace: object
    house: object
    speakers: object
    watch: object
    clock: MovingClock
    stored: int = 0
    channel: str = CHANNEL
    log: Log = Log.SIGN_UPS

    def fail(self, people, *, provider="Google", app="store", minutes=0):
        """So many people fail just now."""
        self.store(people, provider, app, 50126, minutes)

    def leave(self, people, *, provider="Google", app="store", minutes=0):
        """So many people are asked for a passcode, and may or may not come back with it."""
        self.store(people, provider, app, 1002013, minutes)

    def succeed(self, people, *, provider="Google", app="store", minutes=0):
        self.store(people, provider, app, 0, minutes)

    def come_back(self, people, *, provider="Google", app="store", code=0, minutes=0):
        """The first people of all get in after all, or are asked once more."""
        rows = [self.row(n, people - n, provider, app, code, minutes) for n in range(people)]
        self.house.mirror.store(Log.SIGN_UPS, [replace(row, id=f"{row.id} again") for row in rows])

    def store(self, people, provider, app, code, minutes):
        rows = [self.row(self.stored + n, people - n, provider, app, code, minutes) for n in range(people)]
        self.stored += people
        self.house.mirror.store(Log.SIGN_UPS, rows)

    def row(self, number, seconds, provider, app, code, minutes):
        """One event of one person, so many minutes from now and seconds before that."""
        return SignUpEvent(
            id=f"row-{number}",
            at=self.clock.now() + timedelta(minutes=minutes, seconds=-seconds),
            correlation_id=f"try-{number}",
            app_id=app,
            app_name=app.title(),
            stage="userCreation" if code == 0 else "credentialFederation",
            provider=provider,
            identifier=f"person-{number}@example.com",
            error_code=code,
            raw=b"{}",
        )

    def hold(self):
        """A refresh that found everything until now."""
        now = self.clock.now()
        self.house.mirror.mark(self.log, Window(now - 30 * HOUR, now), now)

    def look(self):
        """A refresh, and the round of the watch after it."""
        self.hold()
        return self.watch.run(self.log)

    @property
    def posts(self):
        """What stands in the channel itself, oldest first."""
        return [post for post in self.workspace.channel(self.channel).messages if not post.is_reply]

    def thread(self, post):
        """The replies in a message's thread."""
        return [each for each in self.workspace.thread(self.channel, post.ts) if each.ts != post.ts]

    def fresh(self, post):
        """A message as it stands now."""
        return next(each for each in self.posts if each.ts == post.ts)

    def records(self):
        return self.house.incidents.report(self.channel, Window(NOW - 1000 * HOUR, NOW + 1000 * HOUR)).opened


def settings_in(workspace, folder, **more):
    """Settings of a bot in `workspace` whose Graph is never asked, and whose database is there."""
    credentials, database = workspace.credentials, folder / "mirror.sqlite3"
    if not database.exists():
        migrated(database)
    usual = {
        "tenant_id": "tenant",
        "client_id": "client",
        "client_secret": "secret",
        "slack_bot_token": credentials.bot_token,
        "slack_app_token": credentials.app_token,
        "slack_url": workspace.api_url,
        "allowed_users": ",".join(sorted(EVERYBODY)),
        "alert_channels": CHANNEL,
        "database": database,
    }
    return given(usual | more)


@contextmanager
def watched_in(workspace, folder, *, clock=None, judge=PlainJudge, door=False, **more):
    """The bot of production; with `door`, connected by Socket Mode."""
    clock = clock or MovingClock()
    with closing(build_house(settings_in(workspace, folder, **more), clock=clock)) as house:
        speakers = build_speakers(house, signed=False)
        watch = replace(build_watch(house, speakers.incidents), new_detector=judge)
        bot = Watched(workspace, house, speakers, watch, clock)
        try:
            if door:
                with open_socket(house, speakers, Event()):
                    yield bot
            else:
                yield bot
        finally:
            speakers.stop(5)
