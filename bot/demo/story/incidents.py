"""What goes wrong in the demo town, and when: two incidents a calendar week, drawn from the seed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from random import Random

from bot.demo.moments import ticks_of
from bot.demo.story.registrations import EMAIL_OTP, GOOGLE, REWARDS, STORE, App, Provider
from bot.demo.story.sign_ups.stages import Code, Stage


class IncidentKind(StrEnum):
    """The kinds of trouble the town knows."""

    PROVIDER_OUTAGE = "provider outage"
    FORM_RELEASE = "form release"
    MAIL_NOT_ARRIVING = "mail not arriving"
    BOT_WAVE = "bot wave"
    EXTENSION_TIMEOUT = "extension timeout"


@dataclass(frozen=True, slots=True)
class Incident:
    """One stretch of trouble and whom it strikes, so that a test or a replay can ask whether it was seen."""

    kind: IncidentKind
    since: datetime
    until: datetime
    stage: Stage
    share: float
    """The part of the attempts reaching that stage, among those it concerns, that it stops."""
    error_code: int | None
    """None when people simply never come back from the stage."""
    app: App | None = None
    provider: Provider | None = None
    domain: str | None = None
    """Set for a bot wave: where its invented addresses live."""

    def strikes(self, ticks: int, stage: Stage, app: App, provider: Provider) -> bool:
        """Whether an attempt at this stage and time is among those it concerns."""
        return (
            stage is self.stage
            and self.kind is not IncidentKind.BOT_WAVE
            and (self.app is None or app is self.app)
            and (self.provider is None or provider is self.provider)
            and ticks_of(self.since) <= ticks < ticks_of(self.until)
        )


@dataclass(frozen=True, slots=True)
class _Kind:
    """How incidents of one kind come about."""

    hours: tuple[int, int]
    stage: Stage
    share: float
    error_code: int | None = None
    app: App | None = None
    provider: Provider | None = None
    domain: str | None = None


_KINDS = {
    IncidentKind.PROVIDER_OUTAGE: _Kind((5, 9), Stage.FEDERATION, 0.95, Code.PROVIDER_FAULT, provider=GOOGLE),
    IncidentKind.FORM_RELEASE: _Kind((16, 36), Stage.ATTRIBUTES, 0.7, Code.ATTRIBUTES_REFUSED, app=STORE),
    IncidentKind.MAIL_NOT_ARRIVING: _Kind((4, 8), Stage.VALIDATION, 0.9, provider=EMAIL_OTP),
    IncidentKind.BOT_WAVE: _Kind((1, 3), Stage.VALIDATION, 1.0, app=REWARDS, domain="quickpost.example"),
    IncidentKind.EXTENSION_TIMEOUT: _Kind((4, 8), Stage.ATTRIBUTES, 0.8, Code.EXTENSION_TIMED_OUT, app=STORE),
}


def incidents_between(seed: int, first: date, last: date) -> tuple[Incident, ...]:
    """The incidents of all calendar weeks that these days touch, oldest first; the same however the days are chosen."""
    monday = first - timedelta(days=first.weekday())
    found: list[Incident] = []
    while monday <= last:
        found += _of_week(seed, monday)
        monday += timedelta(days=7)
    return tuple(found)


def incident_of(kind: IncidentKind, since: datetime, length: timedelta) -> Incident:
    """One of a kind, at a time of one's own choosing."""
    shape = _KINDS[kind]
    until = since + length
    return Incident(
        kind,
        since,
        until,
        shape.stage,
        shape.share,
        shape.error_code,
        shape.app,
        shape.provider,
        shape.domain,
    )


def touching(incidents: Sequence[Incident], day: date) -> tuple[Incident, ...]:
    """Those that hold during some part of a UTC day."""
    start = datetime.combine(day, time(), UTC)
    return tuple(one for one in incidents if one.since < start + timedelta(days=1) and one.until > start)


def _of_week(seed: int, monday: date) -> Iterator[Incident]:
    """One in the first half of the week and one in the second, the kinds taking turns."""
    rng = Random(f"{seed}|incidents|{monday}")
    turn = monday.toordinal() // 7 * 2
    for first_day, place in ((0, turn), (3, turn + 1)):
        kind = list(IncidentKind)[place % len(IncidentKind)]
        shape = _KINDS[kind]
        day = monday + timedelta(days=first_day + rng.randrange(3))
        since = datetime.combine(day, time(rng.randrange(7, 15), rng.randrange(60)), UTC)
        yield incident_of(kind, since, timedelta(hours=rng.randint(*shape.hours)))
