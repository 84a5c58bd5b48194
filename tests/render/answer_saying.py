"""Says an answer as a test needs it, and makes sure that Slack takes it."""

from datetime import timedelta

from render_samples import (
    a_day,
    attempt_events,
    judged,
    refusals,
)

from bot.domain.answers import Answer
from bot.domain.attempts import Outcome, SignUpAttempt
from bot.domain.question import Is
from bot.render import Message, Renderer

RENDERER = Renderer()

FAILED = Is("status", "failed")


def said(answer: Answer, *notes: str) -> Message:
    message = RENDERER.answer(answer, heading="Sign-ups · last 24 h", notes=notes)
    assert refusals(message) == []
    return message


def some(*kinds: tuple[tuple[str, int], ...], hours: int = 2) -> list[SignUpAttempt]:
    """One attempt of each kind, hours old, one a minute."""
    return judged(
        event
        for number, kind in enumerate(kinds)
        for event in attempt_events(number, kind, before_now=timedelta(hours=hours, minutes=-number))
    )


def failed_of_a_day() -> list[SignUpAttempt]:
    return [attempt for attempt in a_day() if attempt.outcome is Outcome.FAILED]
