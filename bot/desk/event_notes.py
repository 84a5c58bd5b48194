"""What an answer about events must add in words: how much is missing, what counts once, which numbers overlap."""

from collections.abc import Iterator
from zoneinfo import ZoneInfo

from bot.desk.event_logs import EVENT_LOGS
from bot.desk.event_reading import EventReading
from bot.desk.shape import group_fields
from bot.domain.event_answers import EventComparison
from bot.domain.question import Log, Output, Question
from bot.domain.tallies import OVERLAPPING

_KEEPS = (
    "as it keeps 7 days on the free plan and 30 with P1 or P2, and Gatehouse's own copy does not reach further back."
)

PROMPTS = (
    "A prompt on the way to a sign-in is among the interrupted ones; “by mfa”, and the digest, count each sign-in once."
)
"""What v1.0 cannot tell: only beta says which rows are steps of one sign-in."""


def notes(
    question: Question, reading: EventReading, counted: int, zone: ZoneInfo, compare: EventComparison | None
) -> Iterator[str]:
    """Whole sentences; none where there is nothing to add. `counted` are the events after each was counted once."""
    if not reading.complete:
        since = reading.known_since.astimezone(zone)
        yield f"Known only since {since:%a %-d %b %H:%M}. Graph showed nothing older, {_KEEPS}"
    if compare and not compare.complete:
        yield "The period it is compared with is not wholly known, so the difference may mislead."
    if counted < len(reading.events) and not reading.plan.ended:
        yield EVENT_LOGS[question.log].once_note
    overlapping = [field for field in group_fields(question, reading.plan.asked) if field in OVERLAPPING]
    if overlapping:
        yield "One row of the log may stand in several of these groups, so they may overlap."
    if question.log is Log.SIGN_INS and question.output is Output.COUNT and question.filter("signin_type") is None:
        yield "Sign-ins at a prompt only: name a kind, as type:nonInteractive, for the others."
        if not reading.plan.tells_steps and question.filter("status") is None:
            yield PROMPTS
