"""The other sides of an incident's trouble: those that its message tells of, and those that have one of their own."""

from collections.abc import Iterable

from bot.domain.incident_notice import Side
from bot.domain.incident_records import IncidentRecord, Part
from bot.domain.same_trouble import tells_of


def sides_of(record: IncidentRecord, others: Iterable[IncidentRecord]) -> tuple[Side, ...]:
    """Of `others` in the same log and channel those that are one trouble with `record`, the largest first."""
    sides = [
        Side(other.incident.kind, other.failed, at_least=other.unknown_hours > 0, apart=_stands(other))
        for other in others
        if (other.told_with == record.id and other.is_told_elsewhere) or _are_told_apart(record, other)
    ]
    return tuple(sorted(sides, key=lambda side: -side.attempts))


def _are_told_apart(one: IncidentRecord, other: IncidentRecord) -> bool:
    """Whether both have a message: those who left were told of before more failed, which is news that no edit tells."""
    is_one = tells_of(one.incident, other.incident) or tells_of(other.incident, one.incident)
    return is_one and _stands(other)


def _stands(record: IncidentRecord) -> bool:
    """Whether a message about it is in the channel."""
    post = record.post(Part.MESSAGE)
    return post is not None and post.message_ts is not None and not post.is_gone
