"""Weeks in the demo town, drawn from a seed: sign-ups, and all that the other logs know.

Each calendar day is drawn on its own, so two stories of one seed agree on every day they share, whatever their start
time; only the people who are signing up at the very moment the story begins belong to that moment, and a story told to
a number of rows is fitted to it.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from random import Random

from bot.demo.moments import TICKS_PER_DAY, TICKS_PER_SECOND, printed, ticks_of
from bot.demo.rows import Row
from bot.demo.story.audits.log import audit_log
from bot.demo.story.detections import Detection, detections
from bot.demo.story.episodes import EpisodeKind, Lives, lives_between
from bot.demo.story.incidents import Incident, incidents_between
from bot.demo.story.people import Newcomers, account, draw_guid
from bot.demo.story.provisioning.log import provisioning_log
from bot.demo.story.registrations import EMAIL_OTP, EMAIL_PASSWORD, FACEBOOK, GOOGLE, STORE
from bot.demo.story.sign_ins.log import sign_in_log
from bot.demo.story.sign_ups.attempts import Attempt, Visit, draw_attempt
from bot.demo.story.sign_ups.days import Resident, Town, draw_day
from bot.demo.story.workforce import staff_of

VISITS_PER_DAY = 110
_EVENTS_PER_VISIT = (
    4.4  # somewhat less than measured: a story told to `rows` then drops attempts rather than invents them
)
_RESIDENTS = 300
_RESIDENT_PROVIDERS = (EMAIL_OTP, EMAIL_PASSWORD, GOOGLE, FACEBOOK)


@dataclass(frozen=True)
class Story:
    """What happened, and what is still to come while the clock runs.

    The sign-ups are drawn at once, the other logs when somebody first asks for them. They are those of one small town
    whatever the number of sign-ups, but customers who signed up come back to sign in, and their accounts are audited.
    """

    seed: int
    since: datetime
    now: datetime
    until: datetime
    events: tuple[Row, ...]
    """Sign-up events as Graph prints them, oldest first; those after `now` have not happened yet."""
    users: tuple[Row, ...]
    """Directory objects of everybody who has an account, or will have one by the end of the story; some got theirs
    in an attempt that the log does not hold."""
    incidents: tuple[Incident, ...]
    is_calm: bool = False
    """Whether nobody attacks it any more after `now`."""

    @cached_property
    def lives(self) -> Lives:
        """Staff and guests, and what happened to them."""
        lives = lives_between(self.seed, staff_of(self.seed), self.since.date(), self.until.date())
        return lives.without(EpisodeKind.ATTACK, after=ticks_of(self.now)) if self.is_calm else lives

    @cached_property
    def sign_ins(self) -> list[Row]:
        """Sign-ins of all four kinds as beta prints them, oldest first."""
        return sign_in_log(self.seed, self.days, self.lives, (self.events, self.users), self.stretch)

    @cached_property
    def audits(self) -> list[Row]:
        """Directory changes, oldest first."""
        return audit_log(self.seed, self.days, self.lives, self.users, self.stretch)

    @cached_property
    def provisioning(self) -> list[Row]:
        """Accounts copied from system to system, oldest first."""
        return provisioning_log(self.seed, self.days, self.lives, self.stretch)

    @cached_property
    def detections(self) -> list[Detection]:
        """What identity protection found, oldest first."""
        stretch = self.stretch
        return [one for one in detections(self.lives) if one.at in stretch]

    @property
    def days(self) -> list[date]:
        """The UTC days it touches."""
        return list(_days(self.since.date(), self.until.date()))

    @property
    def stretch(self) -> range:
        """Its time in ticks."""
        return range(ticks_of(self.since), ticks_of(self.until) + 1)


def tell_story(
    seed: int,
    days: int,
    now: datetime,
    *,
    rows: int | None = None,
    days_ahead: int = 0,
    besides: Sequence[Incident] = (),
) -> Story:
    """The story from `days` before `now` to `days_ahead` after it; with `rows`, exactly that many events up to `now`.

    `besides` are incidents that it tells of besides those that are over by `now`. They take the place of what is still
    to come, so that a walk through the town meets these and no others.

    Raises:
        ValueError: for less than one day, or a negative number of rows.
    """
    if days < 1 or (rows or 0) < 0:
        msg = f"A story needs at least one day and no negative number of rows, not days={days}, rows={rows}."
        raise ValueError(msg)
    since, until = now - timedelta(days=days), now + timedelta(days=days_ahead)
    per_day = VISITS_PER_DAY if rows is None else rows / days / _EVENTS_PER_VISIT
    own = [one for one in incidents_between(seed, since.date(), until.date()) if not besides or one.until <= now]
    incidents = tuple(sorted([*own, *besides], key=lambda one: one.since))
    town = Town(seed, per_day, incidents, tuple(_residents(seed, ticks_of(since))))
    drawn = [attempt for day in _days(since.date(), until.date()) for attempt in draw_day(town, day)]
    lot = Random(f"{seed}|{now.isoformat()}")
    drawn += _under_way(lot, ticks_of(now))
    logged = [attempt for attempt in drawn if ticks_of(since) <= attempt.visit.started <= ticks_of(until)]
    if rows is not None:
        logged = _at_most(lot, logged, rows, ticks_of(now))
        added = list(_fillers(lot, rows - _happened(logged, ticks_of(now)), ticks_of(since), ticks_of(now)))
        drawn, logged = drawn + added, logged + added
    return Story(
        seed,
        since,
        now,
        until,
        events=tuple(sorted((row for attempt in logged for row in attempt.rows), key=_time_and_id)),
        users=tuple(_users(seed, town.residents, drawn)),
        incidents=tuple(one for one in incidents if one.since < until and one.until > since),
        is_calm=bool(besides),
    )


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


def _at_most(rng: Random, attempts: Sequence[Attempt], rows: int, now: int) -> list[Attempt]:
    """Leaves out attempts by lot until no more than `rows` events have happened."""
    kept = list(attempts)
    rng.shuffle(kept)
    surplus = _happened(kept, now) - rows
    while surplus > 0:
        surplus -= _happened([kept.pop()], now)
    return kept


def _fillers(rng: Random, rows: int, begins: int, now: int) -> Iterator[Attempt]:
    """Attempts of which exactly `rows` events have happened; the last may end early, as if its person had left."""
    newcomers = Newcomers(rng, "000")
    while rows > 0:
        attempt = draw_attempt(rng, Visit(newcomers.draw(EMAIL_OTP), STORE, EMAIL_OTP, rng.randrange(begins, now)))
        if len(attempt.rows) > rows:
            attempt.rows = attempt.rows[:rows]
            attempt.user_id = None
        rows -= _happened([attempt], now)
        yield attempt


def _happened(attempts: Iterable[Attempt], now: int) -> int:
    """How many of their events have happened."""
    present = printed(now)
    return sum(row["createdDateTime"] <= present for attempt in attempts for row in attempt.rows)


def _users(seed: int, residents: Iterable[Resident], attempts: Iterable[Attempt]) -> Iterator[Row]:
    ids = Random(f"{seed}|resident ids")
    for resident in residents:
        yield account(draw_guid(ids), resident.person, resident.provider, resident.since)
    for attempt in attempts:
        if attempt.user_id is not None:
            yield account(attempt.user_id, attempt.visit.person, attempt.visit.provider, attempt.ended)
