"""One trouble, one message: what makes people fail often makes others leave too, and a wave of robots does both."""

from datetime import timedelta

from bot.domain.hourly_counts import place_of
from bot.domain.incidents import Incident, IncidentKind, Slice

TOGETHER = timedelta(hours=3)
"""Two that begin within this time are one trouble, and so are two that end within it."""


def tells_of(teller: Incident, other: Incident) -> bool:
    """Whether the message about `teller` is enough for `other`, an incident of the same log and channel.

    They began together, where the one is the other is too, and `other` did not outlast it. A failure tells of
    everything else, since it brings a code; nothing else tells of a failure. Of abandonment and of traffic that
    stops or surges, whichever was found first tells of the other.
    """
    return (
        _is_another_side(teller, other)
        and abs(teller.since - other.since) <= TOGETHER
        and _is_within(other.dims, teller.dims)
        and (teller.is_open or other.last_hour - teller.last_hour <= TOGETHER)
    )


def _is_another_side(teller: Incident, other: Incident) -> bool:
    """Drops and surges come from the detector that found the failures, which tells each of these apart itself."""
    if other.kind is IncidentKind.ABANDONMENT:
        return teller.kind is IncidentKind.FAILURE or (
            teller.kind is not IncidentKind.ABANDONMENT and teller.opened_at < other.opened_at
        )
    return (
        other.kind is not IncidentKind.FAILURE
        and teller.kind is IncidentKind.ABANDONMENT
        and teller.opened_at <= other.opened_at
    )


def _is_within(dims: Slice, wider: Slice) -> bool:
    """By places alone: stages and codes of those who fail and of those who leave are never the same."""
    return set(place_of(wider)) <= set(place_of(dims))
