"""All that is said about one incident, before any formatting: where, how unusual, why, who is affected, what to do."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.answers import GraphQuery
from bot.domain.incident_care import Act, State
from bot.domain.incident_records import IncidentRecord


@dataclass(frozen=True, slots=True)
class Cause:
    """One error code behind the failures of an incident: what it means, what to do, and how many met it."""

    code: str
    meaning: str
    remedy: str
    attempts: int
    people: int


@dataclass(frozen=True, slots=True)
class CoursePoint:
    """`now` people who failed (for drops and surges attempts) from `since` on; `before` a week earlier, where known."""

    since: datetime
    now: int
    before: int | None


@dataclass(frozen=True, slots=True)
class Affected:
    """What the mirror's rows say of the slice: attempts, those that failed, and distinct people who did."""

    attempts: int
    failed: int
    people: int


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentNotice:
    """One incident as it stands at one moment, its times to be said in `zone`.

    `where` names the guilty slice as (dimension, value), apps by name. `affected` is since it
    began, `worst` in its worst stretch alone; both are `None` where the rows are gone.
    `course` has one point for every `course_hours` hours. `command` is a question that shows the attempts.
    `portal_path` follows the
    address of the Entra portal. `held_back` are incidents of the channel that are not posted one by one.
    """

    record: IncidentRecord
    state: State
    mute: Act | None
    zone: str
    where: tuple[tuple[str, str], ...]
    affected: Affected | None
    worst: Affected | None
    causes: tuple[Cause, ...]
    course: tuple[CoursePoint, ...]
    course_hours: int
    queries: tuple[GraphQuery, ...]
    command: str
    portal_path: str
    held_back: int = 0
