"""The whole town in this process: the tenant, the workspace with its page, and one clock that both go by."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.demo.clock import TenantClock
from bot.demo.options import TenantOptions
from bot.demo.page.acts import Acts
from bot.demo.page.chronicle import Chronicle
from bot.demo.page.drawing import Drawing, hue_of
from bot.demo.page.manifest import read_manifest
from bot.demo.page.routes import Move, Page
from bot.demo.page.screens import Screens
from bot.demo.story.incidents import Incident, IncidentKind, incident_of
from bot.demo.town import RunningTenant
from bot.demo.workspace.people import (
    GATEHOUSE,
    GUEST,
    HELPDESK,
    MANAGER,
    PARTNERS,
    SECURITY,
    SECURITY_ROOM,
    STRANGER,
    SUPPORT,
    Channel,
    Person,
)
from bot.demo.workspace.premises import Credentials
from bot.demo.workspace.server import Workspace
from bot.demo.workspace.transcript import Json

_EVERYBODY = frozenset(person.id for person in (HELPDESK, SECURITY, MANAGER, GATEHOUSE))
SIGN_UPS = Channel(id="C_SIGNUPS", name="sign-ups", members=_EVERYBODY)
INCIDENTS = Channel(id="C_INCIDENTS", name="incidents", members=_EVERYBODY)
CHANNELS = (SUPPORT, SIGN_UPS, INCIDENTS, SECURITY_ROOM, PARTNERS)
PEOPLE = (HELPDESK, SECURITY, MANAGER, GUEST, STRANGER, GATEHOUSE)

DIGEST_TIME = time(9)
DIGEST_ZONE = HELPDESK.zone
"""When and where the town's mornings begin; whoever wires the bot gives it these."""


@dataclass(frozen=True, slots=True)
class Role:
    """Somebody that one can be in the demo, and what they are likely to ask."""

    person: Person
    title: str
    place: Channel
    examples: tuple[str, ...]


ROLES = (
    Role(
        HELPDESK,
        "Helpdesk",
        SUPPORT,
        ("/signups failed last 24h", "/signups faild with gogle last 7d", "/signups help"),
    ),
    Role(
        SECURITY,
        "Security",
        SECURITY_ROOM,
        ("/signins failed last 24h by error_code", "/risk last 30d", "/audit role changes last 7d"),
    ),
    Role(
        MANAGER,
        "Manager",
        SIGN_UPS,
        ("/signups conversion this week vs last week", "/signups funnel last 7d", "/signups conversion by provider"),
    ),
)

_HOUR = timedelta(hours=1)
_STRIDE = timedelta(hours=3)
"""How far the clock leaps at most, so that the bot misses nothing on the way and nobody waits for long."""
_SETTLED = timedelta(seconds=30)
_DAY = timedelta(days=1)
_OUTAGE = timedelta(hours=5)
_NO_MAIL = timedelta(hours=9)
"""Long enough that so small a town can tell it from chance on nearly any day."""
_RECOVERS_WITHIN = timedelta(hours=24)
_SATURDAY = 5


class WholeTown:
    """Open from the moment it is built until `stop`. `lives` is what the bot does by itself as time goes by.

    Raises:
        OSError: when the port is taken.
    """

    def __init__(self, *, templates: Path, manifest: str, port: int = 0, now: datetime | None = None) -> None:
        self.manifest = read_manifest(manifest)
        self.clock = TenantClock(now)
        self.chronicle = Chronicle()
        self.lives: Callable[[], object] = lambda: None
        self.moves: Mapping[str, Move] = {"morning": self._next_morning, "incident": self._next_incident}
        drawing = Drawing(templates, self.manifest)
        page = Page(
            drawing.other("page", roles=ROLES, hue_of=hue_of),
            lambda: self.clock.now().timestamp(),
            self.moves,
        )
        self.workspace = Workspace(
            people=PEOPLE,
            channels=CHANNELS,
            credentials=replace(Credentials(), scopes=self.manifest.scopes),
            clock=lambda: self.clock.now().timestamp(),
            port=port,
            pages=page.routes,
        )
        self.chronicle.join(self.workspace.pulse)
        screens = Screens(self.workspace, drawing, self.chronicle)
        page.open(self.workspace, screens, Acts(self.workspace, self.manifest))
        try:
            self._troubles = _troubles_after(self.clock.now())
            options = TenantOptions(now=now, throttle=False, incidents=self._troubles)
            self.tenant = RunningTenant(options, clock=self.clock)
        except BaseException:
            self.workspace.stop()
            raise

    @property
    def url(self) -> str:
        """Where the page is."""
        return self.workspace.url

    def stop(self) -> None:
        """Close every connection and end every thread. Close the bot's door first, or it will try to reconnect."""
        self.workspace.stop()
        self.tenant.stop()

    def _next_morning(self) -> Json:
        zone = ZoneInfo(DIGEST_ZONE)
        now = self.clock.now().astimezone(zone)
        morning = datetime.combine(now.date(), DIGEST_TIME, zone)
        if morning <= now:
            morning = datetime.combine(now.date() + timedelta(days=1), DIGEST_TIME, zone)
        if self._live_until(morning + _SETTLED, SIGN_UPS):
            return {"trouble": "", "place": SIGN_UPS.id}
        return {"trouble": "There is no news this morning."}

    def _next_incident(self) -> Json:
        """Hour by hour until the bot says something by itself: that an incident opened, or that it is over."""
        hour = max(self.clock.now(), self._troubles[0].since).replace(minute=0, second=0, microsecond=0)
        if hour + _SETTLED > self.clock.now():
            self._live_until(hour + _SETTLED, INCIDENTS)
        while hour < self._troubles[-1].until + _RECOVERS_WITHIN:
            hour += _HOUR
            if self._live_until(hour + _SETTLED, INCIDENTS):
                return {"trouble": "", "place": INCIDENTS.id}
        return {"trouble": "All is quiet after that. Start the demo again for another incident."}

    def _live_until(self, moment: datetime, channel: Channel) -> bool:
        """A stride after the other; whether the bot said something in a channel by itself on the way."""
        before = len(self.workspace.posts)
        for strides in range(int((moment - self.clock.now()) / _STRIDE), -1, -1):
            self.clock.move_to(max(self.clock.now(), moment - strides * _STRIDE))
            self.lives()
        return any(post.bot and post.channel == channel.id for post in self.workspace.posts[before:])


def _troubles_after(now: datetime) -> tuple[Incident, Incident]:
    """At ten on the next two working days but today: what all apps ask before they make an account stops answering,
    and the emails with the codes do not arrive.
    """
    day = _working_day((now + _DAY).replace(hour=10, minute=12, second=0, microsecond=0))
    outage = incident_of(IncidentKind.EXTENSION_TIMEOUT, day, _OUTAGE)
    no_mail = incident_of(IncidentKind.MAIL_NOT_ARRIVING, _working_day(day + _DAY), _NO_MAIL)
    return replace(outage, app=None), replace(no_mail, provider=None)


def _working_day(day: datetime) -> datetime:
    while day.weekday() >= _SATURDAY:
        day += _DAY
    return day
