"""Weeks of believable sign-ups in the demo town, drawn from a seed.

Each calendar day is drawn on its own, so two stories of one seed agree on every day they share, whatever their start
time; only the people who are signing up at the very moment the story begins belong to that moment, and a story told to
a number of rows is fitted to it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random

from bot.demo.attempts import Attempt, Visit, draw_attempt
from bot.demo.comparisons import Row
from bot.demo.days import Resident, Town, draw_day
from bot.demo.incidents import Incident, incidents_between
from bot.demo.moments import TICKS_PER_DAY, TICKS_PER_SECOND, printed, ticks_of
from bot.demo.people import Newcomers, account, draw_guid
from bot.demo.registrations import EMAIL_OTP, EMAIL_PASSWORD, FACEBOOK, GOOGLE, STORE

VISITS_PER_DAY = 110
_EVENTS_PER_VISIT = (
    4.4  # somewhat less than measured: a story told to `rows` then drops attempts rather than invents them
)
_RESIDENTS = 300
_RESIDENT_PROVIDERS = (EMAIL_OTP, EMAIL_PASSWORD, GOOGLE, FACEBOOK)


@dataclass(frozen=True, slots=True)
class Story:
    """What happened, and what is still to come while the clock runs."""

    since: datetime
    now: datetime
    events: tuple[Row, ...]
    """Sign-up events as Graph prints them, oldest first; those after `now` have not happened yet."""
    users: tuple[Row, ...]
    """Directory objects of everybody who has an account, or will have one by the end of the story."""
    incidents: tuple[Incident, ...]


def tell_story(seed: int, days: int, now: datetime, *, rows: int | None = None, days_ahead: int = 0) -> Story:
    """The story from `days` before `now` to `days_ahead` after it; with `rows`, exactly that many events up to `now`.

    Raises:
        ValueError: for less than one day, or a negative number of rows.
    """
    if days < 1 or (rows or 0) < 0:
        msg = f"A story needs at least one day and no negative number of rows, not days={days}, rows={rows}."
        raise ValueError(msg)
    since = now - timedelta(days=days)
    begins, ends = ticks_of(since), ticks_of(now + timedelta(days=days_ahead))
    first, last = since.date(), (now + timedelta(days=days_ahead)).date()
    per_day = VISITS_PER_DAY if rows is None else rows / days / _EVENTS_PER_VISIT
    incidents = incidents_between(seed, first, last)
    town = Town(seed, per_day, incidents, tuple(_residents(seed, begins)))
    drawn = (attempt for day in _days(first, last) for attempt in draw_day(town, day))
    attempts = [attempt for attempt in drawn if begins <= attempt.visit.started <= ends]
    moment = Random(f"{seed}|{now.isoformat()}")
    attempts += _under_way(moment, ticks_of(now))
    if rows is not None:
        attempts = _fitted(moment, attempts, rows, begins, ticks_of(now))
    events = sorted((row for attempt in attempts for row in attempt.rows), key=_time_and_id)
    return Story(since, now, tuple(events), tuple(_users(seed, town.residents, attempts)), incidents)


def _days(first: date, last: date) -> Iterator[date]:
    for number in range((last - first).days + 1):
        yield first + timedelta(days=number)


def _time_and_id(row: Row) -> tuple[str, str]:
    return row["createdDateTime"], row["id"]


def _residents(seed: int, before: int) -> Iterator[Resident]:
    """People who had an account when the story began."""
    rng = Random(f"{seed}|residents")
    newcomers = Newcomers(rng, "")
    for _ in range(_RESIDENTS):
        provider = rng.choice(_RESIDENT_PROVIDERS)
        since = before - rng.randrange(TICKS_PER_DAY, 500 * TICKS_PER_DAY)
        yield Resident(newcomers.draw(provider), provider, since)


def _under_way(rng: Random, now: int) -> Iterator[Attempt]:
    """Two people who are in the middle of signing up."""
    newcomers = Newcomers(rng, "00")
    for ago in (15, 30):
        visit = Visit(newcomers.draw(EMAIL_OTP), STORE, EMAIL_OTP, now - ago * TICKS_PER_SECOND)
        attempt = draw_attempt(rng, visit)
        while attempt.ended <= now:
            attempt = draw_attempt(rng, visit)
        yield attempt


def _fitted(rng: Random, attempts: list[Attempt], rows: int, begins: int, now: int) -> list[Attempt]:
    """Drops attempts by lot, or adds some, until exactly `rows` events have happened."""
    kept = list(attempts)
    rng.shuffle(kept)
    missing = rows - sum(_happened(attempt, now) for attempt in kept)
    while missing < 0:
        missing += _happened(kept.pop(), now)
    newcomers = Newcomers(rng, "000")
    while missing > 0:
        visit = Visit(newcomers.draw(EMAIL_OTP), STORE, EMAIL_OTP, rng.randrange(begins, now))
        attempt = draw_attempt(rng, visit)
        _cut(attempt, missing)
        missing -= _happened(attempt, now)
        kept.append(attempt)
    return kept


def _happened(attempt: Attempt, now: int) -> int:
    return (
        sum(row["createdDateTime"] <= printed(now) for row in attempt.rows)
        if attempt.ended > now
        else len(attempt.rows)
    )


def _cut(attempt: Attempt, most: int) -> None:
    """Leaves an attempt's first events only, as if its person had gone away after them."""
    if len(attempt.rows) > most:
        attempt.rows = attempt.rows[:most]
        attempt.user_id = None


def _users(seed: int, residents: Iterable[Resident], attempts: Iterable[Attempt]) -> Iterator[Row]:
    ids = Random(f"{seed}|resident ids")
    for resident in residents:
        yield account(draw_guid(ids), resident.person, resident.provider, resident.since)
    for attempt in attempts:
        if attempt.user_id is not None:
            yield account(attempt.user_id, attempt.visit.person, attempt.visit.provider, attempt.ended)
