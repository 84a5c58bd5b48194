"""What happens to single people and machines and leaves its trace in several logs: a table of kinds, drawn by week."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from random import Random

from bot.demo.moments import TICKS_PER_DAY, TICKS_PER_MINUTE, ticks_of
from bot.demo.story.employees import Employee
from bot.demo.story.people import draw_guid
from bot.demo.story.work_apps import BACKUP_JOB, HR_SYNC, MONITORING, REPORT_EXPORT, Workload
from bot.demo.story.workforce import newcomer


class EpisodeKind(StrEnum):
    """The kinds the town knows."""

    ATTACK = "passwords are guessed from one country, and one guess is right"
    LOCKOUT = "somebody forgets a password, is locked out, and the helpdesk resets it"
    SELF_RESET = "somebody resets a password alone, which two services log"
    TRAVEL = "somebody signs in from abroad, which is called risky and then dismissed"
    LEAKED = "a password is found among leaked ones"
    HIRE = "somebody is hired"
    LEAVER = "somebody leaves, and still tries the account"
    GUEST = "a guest is invited and comes"
    SECRET = "a workload's secret ends before a new one is made"  # noqa: S105 -- what happened, not a secret
    WORKLOAD_RISK = "a workload behaves unusually"


@dataclass(frozen=True, slots=True)
class _Shape:
    per_week: int
    hours: tuple[int, int]
    """From the first trace to the last."""
    starts: tuple[int, int] = (7, 14)
    """The hours of the day, UTC, between which it begins."""


_SHAPES = {
    EpisodeKind.ATTACK: _Shape(1, (2, 4), starts=(0, 5)),
    EpisodeKind.LOCKOUT: _Shape(2, (1, 2)),
    EpisodeKind.SELF_RESET: _Shape(4, (1, 1)),
    EpisodeKind.TRAVEL: _Shape(1, (20, 30)),
    EpisodeKind.LEAKED: _Shape(1, (30, 60)),
    EpisodeKind.HIRE: _Shape(2, (26, 30)),
    EpisodeKind.LEAVER: _Shape(1, (4, 30)),
    EpisodeKind.GUEST: _Shape(1, (2, 20)),
    EpisodeKind.SECRET: _Shape(1, (3, 9)),
    EpisodeKind.WORKLOAD_RISK: _Shape(1, (1, 3)),
}
_SECRETIVE = (BACKUP_JOB, HR_SYNC, REPORT_EXPORT, MONITORING)


@dataclass(frozen=True, slots=True)
class Episode:
    """One of them: from when to when, and whom it concerns."""

    kind: EpisodeKind
    key: str
    """A seed of its own, so that each log draws its part alone."""
    since: int
    """In ticks, as is `until`."""
    until: int
    who: Employee
    workload: Workload
    correlation_id: str

    def rng(self, log: str) -> Random:
        """The lot for one log's part."""
        return Random(f"{self.key}|{log}")


@dataclass(frozen=True, slots=True)
class Lives:
    """Everybody who works in the town at some time of the story, and what happens to them, oldest first."""

    people: tuple[Employee, ...]
    episodes: tuple[Episode, ...]

    def of(self, *kinds: EpisodeKind) -> Iterator[Episode]:
        """The episodes of some kinds."""
        return (one for one in self.episodes if one.kind in kinds)

    def without(self, kind: EpisodeKind, *, after: int) -> "Lives":
        """The same lives, but for episodes of that kind that are not over by `after`, in ticks."""
        kept = tuple(one for one in self.episodes if one.kind is not kind or one.until <= after)
        return Lives(self.people, kept)


def lives_between(seed: int, staff: Sequence[Employee], first: date, last: date) -> Lives:
    """The episodes of all calendar weeks that these days touch, the same however the days are chosen."""
    monday = first - timedelta(days=first.weekday())
    found: list[Episode] = []
    while monday <= last:
        found += _of_week(seed, staff, monday)
        monday += timedelta(days=7)
    found.sort(key=lambda one: (one.since, one.key))
    return Lives(tuple(_people(staff, found)), tuple(found))


def _people(staff: Iterable[Employee], episodes: Iterable[Episode]) -> Iterator[Employee]:
    """Everybody once; who is hired, invited or leaves as the episode has them."""
    changed = {EpisodeKind.HIRE, EpisodeKind.GUEST, EpisodeKind.LEAVER}
    known = {one.principal: one for one in staff}
    known |= {one.who.principal: one.who for one in episodes if one.kind in changed}
    yield from known.values()


def _of_week(seed: int, staff: Sequence[Employee], monday: date) -> Iterator[Episode]:
    members = [one for one in staff if not one.is_guest and not one.is_admin]
    taken = {one.principal for one in staff}
    for kind, shape in _SHAPES.items():
        for number in range(shape.per_week):
            key = f"{seed}|{kind.name}|{monday}|{number}"
            rng = Random(key)
            day = monday + timedelta(days=rng.randrange(5))
            since = ticks_of(datetime.combine(day, time(rng.randrange(*shape.starts), rng.randrange(60)), UTC))
            until = since + rng.randint(*shape.hours) * 60 * TICKS_PER_MINUTE
            who = _concerned(rng, kind, members, taken, (since, until))
            yield Episode(kind, key, since, until, who, rng.choice(_SECRETIVE), draw_guid(rng))


def _concerned(
    rng: Random, kind: EpisodeKind, members: Sequence[Employee], taken: set[str], stretch: tuple[int, int]
) -> Employee:
    """Who it happens to. The one who leaves is always a temporary hand, so that the staff stays the same."""
    since, until = stretch
    number = f"{since // TICKS_PER_DAY}"
    match kind:
        case EpisodeKind.HIRE | EpisodeKind.GUEST:
            found = newcomer(rng, since, set(taken), is_guest=kind is EpisodeKind.GUEST)
            return found.numbered(number, first_day=until, left=None)
        case EpisodeKind.LEAVER:
            found = newcomer(rng, since - 200 * TICKS_PER_DAY, set(taken))
            return found.numbered(number, first_day=0, left=since)
        case _:
            return rng.choice(members)
