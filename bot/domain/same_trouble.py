"""One trouble, one message: what makes people fail often makes others leave too, and a wave of robots does both."""

from datetime import timedelta

from bot.domain.hourly_counts import place_of
from bot.domain.incidents import Incident, IncidentKind, Slice

TOGETHER = timedelta(hours=3)
"""Two that begin within this time are one trouble, and so are two that end within it."""


def tells_of(teller: Incident, other: Incident) -> bool:
    """Whether the message about `teller` is enough for `other`, an incident of the same log and channel.

    They are of different series, began together, and where `teller` is, `other` is too and did not outlast it.
    Of two incidents one at most tells of the other.
    """
    return (
        _goes_first(teller, other)
        and abs(teller.since - other.since) <= TOGETHER
        and _is_within(other.dims, teller.dims)
        and (teller.is_open or other.last_hour - teller.last_hour <= TOGETHER)
    )


def _goes_first(teller: Incident, other: Incident) -> bool:
    """A failure brings a code, so it is told, unless those who leave the same place are more and were found earlier.

    Of those who leave and traffic that stops or surges, whichever was found first is told. Of failures and traffic
    the detector that finds both tells the one already.
    """
    if teller.kind is IncidentKind.ABANDONMENT:
        if other.kind is IncidentKind.FAILURE:
            return _overshadows(teller, other)
        return other.kind is not IncidentKind.ABANDONMENT and teller.opened_at <= other.opened_at
    if other.kind is not IncidentKind.ABANDONMENT:
        return False
    if teller.kind is IncidentKind.FAILURE:
        return not _overshadows(other, teller)
    return teller.opened_at < other.opened_at


def _overshadows(left: Incident, failures: Incident) -> bool:
    place = place_of(left.dims)
    same_place = bool(place) and place == place_of(failures.dims)
    return same_place and left.opened_at < failures.opened_at and left.excess >= failures.excess


def _is_within(dims: Slice, wider: Slice) -> bool:
    """By places; where none is named by stage. A code says nothing of it: those who fail and who leave share none."""
    where = place_of(wider) or tuple(pair for pair in wider if pair[0] == "stage")
    return not wider or (bool(where) and set(where) <= set(dims))
