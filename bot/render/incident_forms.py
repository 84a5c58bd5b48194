"""What is said privately to somebody who does something about an incident, and the forms that they fill in."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import assert_never

from bot.domain.incident_care import Act, Deed
from bot.domain.incident_records import IncidentRecord
from bot.domain.incidents import Slice
from bot.render.figures import many
from bot.render.incident_words import by, place_of, wrong_with
from bot.render.times import Calendar, duration

_MOST_HIDDEN = 5

LENGTHS = {
    "1h": timedelta(hours=1),
    "4h": timedelta(hours=4),
    "24h": timedelta(hours=24),
    "7d": timedelta(days=7),
}
"""How long somebody may mute, by what the form sends back."""

LENGTH_NAMES = {"1h": "1 hour", "4h": "4 hours", "24h": "24 hours", "7d": "7 days"}

USUAL_LENGTH = "4h"
"""Chosen from the start: long enough to mend most of what is muted, and over before the day is."""


@dataclass(frozen=True, slots=True)
class MuteForm:
    """What the mute form holds: `hidden` says what it would have kept out of the channel this week.

    `usual` is the length that is chosen until somebody chooses another, by value and name.
    """

    about: str
    hidden: tuple[str, ...]
    lengths: tuple[tuple[str, str], ...] = tuple(LENGTH_NAMES.items())
    usual: tuple[str, str] = (USUAL_LENGTH, LENGTH_NAMES[USUAL_LENGTH])


def mute_form(where: Slice, would_hide: Sequence[tuple[IncidentRecord, Slice]], calendar: Calendar) -> MuteForm:
    """The form for the slice `where`; apps are given by name."""
    if not would_hide:
        return MuteForm(place_of(where), ("This week it would have hidden nothing.",))
    lines = [f"This week it would have hidden {many(len(would_hide), 'alert')}:"]
    for each, place in would_hide[-_MOST_HIDDEN:]:
        length = f", {duration(each.incident.length)}" if each.is_over else ", still going on"
        lines.append(f"• {place_of(place)}, {calendar.zoned(each.incident.since)}{length}")
    if len(would_hide) > _MOST_HIDDEN:
        lines.append(f"• and {len(would_hide) - _MOST_HIDDEN} earlier ones")
    return MuteForm(place_of(where), tuple(lines))


def assigned(record: IncidentRecord, where: Slice, who: str, calendar: Calendar) -> str:
    """Told to somebody whom `who` has handed an incident to."""
    wrong = wrong_with(record.log, record.incident.kind)
    stands = "over by now" if record.is_over else f"since {calendar.zoned(record.incident.since)}"
    return (
        f"{who} assigned an incident to you: {wrong}: {place_of(where)}, {stands}. "
        "Its message says who is affected and what to do next; its thread has the details."
    )


def taken_over(before: Act | None, who: str, whom: str, calendar: Calendar) -> str:
    """What `who` is told on assigning to `whom` what somebody else had assigned to another; empty otherwise."""
    if before is None or before.who == who or before.whom == whom:
        return ""
    return f"Until now it was {before.whom}'s, assigned by {by(before)}, {calendar.zoned(before.at)}."


def already(act: Act, calendar: Calendar) -> str:
    """Told to the second of two people."""
    when = calendar.zoned(act.at)
    match act.deed:
        case Deed.ACKNOWLEDGE:
            return f"{by(act)} acknowledged this already, {when}."
        case Deed.CLOSE:
            return f"{by(act)} closed this already, {when}: {act.reason}. Nothing was changed."
        case Deed.ASSIGN | Deed.MUTE | Deed.UNMUTE:
            return f"{by(act)} was faster, {when}. Nothing was changed."
        case _:
            assert_never(act.deed)
