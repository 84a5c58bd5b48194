"""All that is said about one incident, before any formatting: where, how unusual, why, who is affected, what to do."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.incident_care import Act, State
from bot.domain.incident_records import IncidentRecord
from bot.domain.incidents import IncidentKind
from bot.domain.known_good import NOTHING_KNOWN, KnownGood
from bot.domain.sources import GraphQuery


@dataclass(frozen=True, slots=True)
class Cause:
    """One reason behind an incident: what it means, what to do, and how many met it.

    Of failures it is an error code. Of attempts that stayed unfinished it is their last step: its `stage`, and 0 or
    the prompt that was not answered as its `code`.
    """

    code: str
    meaning: str
    remedy: str
    attempts: int
    people: int
    stage: str = ""


@dataclass(frozen=True, slots=True)
class CoursePoint:
    """`now` attempts that failed or stayed unfinished (for drops and surges all) from `since` on; `before` a week ago.

    Each is `None` where not all of those hours are known.
    """

    since: datetime
    now: int | None
    before: int | None


@dataclass(frozen=True, slots=True)
class Course:
    """How it went: a point for every `hours` hours. The last of them goes on where this is how it stands `so_far`."""

    points: tuple[CoursePoint, ...] = ()
    hours: int = 1
    so_far: bool = False


@dataclass(frozen=True, slots=True)
class Total:
    """The attempts of a slice in the known ones of some `hours`, and those that failed.

    Of abandonment the known hours are the settled ones, and `failed` stayed unfinished.
    """

    attempts: int
    failed: int
    hours: int = 1
    unknown_hours: int = 0

    def counted(self, kind: IncidentKind) -> int:
        """What such an incident is told by: those that ended badly, or all attempts of a drop or a surge."""
        return self.failed if kind.counts_people else self.attempts


@dataclass(frozen=True, slots=True)
class Affected:
    """What happened in the slice, and the distinct people behind what ended badly (for drops and surges all who tried).

    There are at least so many `people` where not `all_people` can be told apart: rows are missing.
    """

    total: Total
    people: int
    all_people: bool = True


@dataclass(frozen=True, slots=True)
class Side:
    """Another side of the same trouble: so many attempts, or `at_least` so many; `apart` in a message of its own."""

    kind: IncidentKind
    attempts: int
    at_least: bool = False
    apart: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentNotice:
    """One incident as it stands at one moment, its times to be said in `zone`.

    `where` names the guilty slice as (dimension, value), apps by name. `affected` is since it
    began, `worst` in its worst stretch alone, `None` where rows of that are gone. `judged_until` is given where what
    began later may still be finished, and is in none of the numbers. `command` is a question that shows
    the attempts. `portal_path` follows the address of the Entra portal. What is `known_good` in the channel is in none
    of the numbers. `held_back` are incidents of the channel that are not posted one by one,
    `sides` the other sides of the same trouble.
    """

    record: IncidentRecord
    state: State
    mute: Act | None
    zone: str
    where: tuple[tuple[str, str], ...]
    affected: Affected
    worst: Affected | None
    causes: tuple[Cause, ...]
    course: Course
    queries: tuple[GraphQuery, ...]
    command: str
    portal_path: str
    known_good: KnownGood = NOTHING_KNOWN
    judged_until: datetime | None = None
    held_back: int = 0
    sides: tuple[Side, ...] = ()
