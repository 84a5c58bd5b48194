"""Composes the digest of sign-ins: some days read whole and set beside like days."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import datetime

from bot.desk.event_logs import EVENT_LOGS
from bot.desk.event_names import app_bindings
from bot.desk.event_reading import EventReader, EventReading
from bot.desk.graph_ports import Directory
from bot.desk.journey import Journey
from bot.desk.labels import app_namer
from bot.desk.memory_ports import EventStore
from bot.desk.ports import Clock
from bot.desk.trends import unbroken
from bot.domain import sign_in_digests
from bot.domain.days import Days
from bot.domain.digests import Circumstances
from bot.domain.question import Filter, Log, Question
from bot.domain.sign_in_digests import SignInDigest
from bot.domain.sign_in_parts import SignInPoint, SignInStretch
from bot.domain.subscriptions import Subscription
from bot.domain.tenancy import Bindings
from bot.planning.event_binding import bind_events

TOLD_BY_BETA = ("mfa",)
"""Only Graph's beta says what was asked beside the password, and which rows are steps of one sign-in."""


@dataclass(frozen=True, slots=True)
class _Asked:
    question: Question
    bindings: Bindings
    bound: tuple[Filter, ...]
    now: datetime
    journey: Journey


@dataclass(frozen=True, slots=True)
class SignInDigestDesk:
    """Composes; `interrupts` are the codes of sign-ins that are neither a success nor a failure."""

    reader: EventReader
    store: EventStore
    directory: Directory
    clock: Clock
    interrupts: AbstractSet[int]

    def compose(self, subscription: Subscription, days: Days) -> SignInDigest:
        """What `subscription` says about `days`. Raises `GraphError`, `QuestionError` and `MirrorError`."""
        zone, asked = subscription.cadence.zone, self._asked(subscription)
        today = self._read(asked, days, subscription)
        before = self._read(asked, days.like, subscription)
        now, like = _stretch(days, today), _stretch(days.like, before) if before.complete else None
        return sign_in_digests.compose(
            now,
            like,
            Circumstances(
                zone=zone.key,
                about=subscription.about,
                as_of=today.as_of,
                source=asked.journey.source,
                complete=today.complete,
                notes=tuple(_notes(today, before, days, subscription)),
            ),
            tally=EVENT_LOGS[Log.SIGN_INS].tally(self.interrupts, people_asked=True),
            app_name=app_namer(self.store.app_names(Log.SIGN_INS), asked.bindings.app_names),
            trend=self._trend(asked, now, like, subscription),
        )

    def _asked(self, subscription: Subscription) -> _Asked:
        question, journey = replace(subscription.question, group_by=TOLD_BY_BETA), Journey(urgent=False)
        bindings = app_bindings(self.directory, question, journey.calls)
        return _Asked(question, bindings, bind_events(question, bindings), self.clock.now(), journey)

    def _read(self, asked: _Asked, days: Days, subscription: Subscription) -> EventReading:
        window = days.window(subscription.cadence.zone)
        return self.reader.read(asked.question, asked.bound, window, asked.now, asked.journey)

    def _trend(
        self, asked: _Asked, now: SignInStretch, like: SignInStretch | None, subscription: Subscription
    ) -> list[SignInPoint]:
        """The points that the mirror knows whole; Graph is not asked for old days that are only drawn."""
        known = {stretch.days: stretch for stretch in (now, like) if stretch}
        found = [known.get(days) or self._held(asked, days, subscription) for days in now.days.trend]
        return [self._point(stretch) for stretch in unbroken(found)]

    def _held(self, asked: _Asked, days: Days, subscription: Subscription) -> SignInStretch | None:
        window = days.window(subscription.cadence.zone)
        if window.since >= asked.now:
            return None
        reading = self.reader.read_held(asked.question, asked.bound, window, asked.now)
        return _stretch(days, reading) if reading else None

    def _point(self, stretch: SignInStretch) -> SignInPoint:
        totals = EVENT_LOGS[Log.SIGN_INS].tally(self.interrupts, people_asked=False).count(stretch.events)
        return SignInPoint(stretch.days, totals.events, totals.of("failed"))


def _stretch(days: Days, reading: EventReading) -> SignInStretch:
    return SignInStretch(days, reading.plan.asked, tuple(EVENT_LOGS[Log.SIGN_INS].once(reading)))


def _notes(today: EventReading, before: EventReading, days: Days, subscription: Subscription) -> list[str]:
    zone, notes = subscription.cadence.zone, []
    if not today.complete:
        since = today.known_since.astimezone(zone)
        if today.known_since >= days.window(zone).until:
            notes.append(f"Nothing is known of sign-ins {days.said()}: the log has none from so long ago any more.")
        else:
            notes.append(f"Sign-ins {days.said()} are known only since {since:%a} {since.day} {since:%b %H:%M}.")
    if not before.complete:
        notes.append(f"No comparison yet: sign-ins {days.like.said()} are not known whole.")
    return notes
