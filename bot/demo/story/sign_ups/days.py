"""All sign-up attempts of one day of the story: arrivals, second tries, scripts, and correlation ids used twice."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from random import Random

from bot.demo.moments import TICKS_PER_MINUTE, TICKS_PER_SECOND, ticks_of
from bot.demo.story.incidents import Incident, IncidentKind, touching
from bot.demo.story.people import Newcomers, Person
from bot.demo.story.registrations import APPS, EMAIL_PASSWORD, REWARDS, App, Provider
from bot.demo.story.rhythm import arrivals
from bot.demo.story.sign_ups.attempts import Attempt, Visit, draw_attempt, draw_bot_attempt

_RETURNING = 0.05
_TRIES_AGAIN = 0.4
_BOTS_PER_HOUR = 60


@dataclass(frozen=True, slots=True)
class Resident:
    """Somebody who has an account, since when, and through which provider."""

    person: Person
    provider: Provider
    since: int
    """In ticks."""


@dataclass(frozen=True, slots=True)
class Town:
    """What every day of one story has in common."""

    seed: int
    per_day: float
    """Visits on an average day, second tries not counted."""
    incidents: tuple[Incident, ...]
    residents: tuple[Resident, ...]


def draw_day(town: Town, day: date) -> list[Attempt]:
    """The attempts that begin on a UTC day; a day is the same in every story of that town."""
    return _Day(town, day).attempts()


class _Day:
    def __init__(self, town: Town, day: date) -> None:
        self._town = town
        self._day = day
        self._rng = Random(f"{town.seed}|day|{day}")
        self._incidents = touching(town.incidents, day)
        self._residents = list(town.residents)
        self._newcomers = Newcomers(self._rng, str(day.toordinal() % 1000))

    def attempts(self) -> list[Attempt]:
        found: list[Attempt] = []
        for started in arrivals(self._rng, self._day, self._town.per_day):
            found += self._with_second_tries(self._visit(started))
        found += self._bots()
        return found + list(self._used_twice(found))

    def _visit(self, started: int) -> Visit:
        app = self._rng.choices(APPS, [app.share for app in APPS])[0]
        if self._rng.random() < _RETURNING:
            resident = self._rng.choice(self._residents)
            if resident.since < started:
                return Visit(resident.person, app, self._provider(app, resident.provider), started, has_account=True)
        provider = self._provider(app)
        return Visit(self._newcomers.draw(provider), app, provider, started)

    def _provider(self, app: App, wanted: Provider | None = None) -> Provider:
        if wanted is not None and wanted in app.providers:
            return wanted
        return self._rng.choices(list(app.providers), list(app.providers.values()))[0]

    def _with_second_tries(self, visit: Visit) -> Iterator[Attempt]:
        attempt = self._drawn(visit)
        yield attempt
        while attempt.user_id is None and self._rng.random() < _TRIES_AGAIN:
            pause = self._rng.randrange(40 * TICKS_PER_SECOND, 40 * TICKS_PER_MINUTE)
            attempt = self._drawn(replace(visit, started=attempt.ended + pause))
            yield attempt

    def _drawn(self, visit: Visit) -> Attempt:
        attempt = draw_attempt(self._rng, visit, self._incidents)
        if attempt.user_id is not None:
            self._residents.append(Resident(visit.person, visit.provider, attempt.ended))
        return attempt

    def _bots(self) -> Iterator[Attempt]:
        midnight = datetime.combine(self._day, time(), UTC)
        for incident in self._incidents:
            if incident.kind is not IncidentKind.BOT_WAVE:
                continue
            since = max(incident.since, midnight)
            until = min(incident.until, midnight + timedelta(days=1))
            per_hour = max(_BOTS_PER_HOUR, self._town.per_day / 6)
            for _ in range(round(per_hour * (until - since).total_seconds() / 3600)):
                started = self._rng.randrange(ticks_of(since), ticks_of(until))
                name = f"{self._rng.getrandbits(40):x}"
                visit = Visit(Person(name, name, f"{name}@{incident.domain}"), REWARDS, EMAIL_PASSWORD, started)
                yield draw_bot_attempt(self._rng, visit)

    def _used_twice(self, attempts: Sequence[Attempt]) -> Iterator[Attempt]:
        """Clients may send one correlation id again: for another app, hours later, for the next person."""
        if not attempts:
            return
        first = self._rng.choice(attempts)
        other = self._rng.choice([app for app in APPS if app is not first.visit.app])
        yield self._echo(first, other, first.visit.started + self._pause(1, 3))
        first = self._rng.choice(attempts)
        yield self._echo(first, first.visit.app, first.ended + self._pause(180, 540))
        successes = [attempt for attempt in attempts if attempt.user_id]
        if successes:
            first = self._rng.choice(successes)
            yield self._echo(first, first.visit.app, first.ended + self._pause(2, 15))

    def _pause(self, shortest: int, longest: int) -> int:
        return self._rng.randrange(shortest * TICKS_PER_MINUTE, longest * TICKS_PER_MINUTE)

    def _echo(self, first: Attempt, app: App, started: int) -> Attempt:
        provider = self._provider(app)
        visit = Visit(self._newcomers.draw(provider), app, provider, started, correlation_id=first.correlation_id)
        return self._drawn(visit)
