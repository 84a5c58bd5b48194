"""Attempts, answers and digests for the tests of what is said, made by the domain as the desk makes them."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from slack_sdk.models.blocks import Block

from bot.demo.blockkit import Use, problems
from bot.desk.rows import row_of
from bot.domain.answers import Answer, AnswerKind, AttemptRow, Comparison
from bot.domain.attempts import AttemptRules, SignUpAttempt
from bot.domain.days import Days
from bot.domain.digest_parts import Stretch
from bot.domain.digests import Circumstances, SignUpDigest, compose
from bot.domain.events import SignUpEvent
from bot.domain.joining import attempts
from bot.domain.measures import Key, break_down, count, funnel, rate
from bot.domain.question import Filter, Log, Output, Question
from bot.domain.sources import GraphCall, Source
from bot.domain.window import Last, Window, local_day
from bot.render import Message

NOW = datetime(2026, 11, 18, 11, 4, tzinfo=UTC)
ZONE = "Europe/Berlin"
DAY = Window(NOW - timedelta(days=1), NOW)

COLLECTION, VALIDATION, FORM, CREATION = (
    "credentialCollection",
    "credentialValidation",
    "attributeCollectionAndValidation",
    "userCreation",
)
SUCCESS = ((COLLECTION, 0), (VALIDATION, 1002013), (FORM, 0), (CREATION, 0))
WRONG_CODE = ((COLLECTION, 0), (VALIDATION, 1002013), (VALIDATION, 50181))
BAD_FORM = ((COLLECTION, 0), (VALIDATION, 1002013), (FORM, 1002027))
NO_ACCOUNT = ((COLLECTION, 0), (VALIDATION, 1002013), (FORM, 0), (CREATION, 399279))
WALKED_AWAY = ((COLLECTION, 0), (VALIDATION, 1002013))


def attempt_events(
    number: int,
    steps: Sequence[tuple[str, int]],
    *,
    before_now: timedelta,
    user: str | None = None,
    app: str | None = "Store",
    provider: str | None = "Email OTP",
    now: datetime = NOW,
) -> list[SignUpEvent]:
    """The events of one attempt that began `before_now`, ten seconds apart."""
    return [
        SignUpEvent(
            id=f"event-{number}-{step}",
            at=now - before_now + timedelta(seconds=10 * step),
            correlation_id=f"00000000-0000-0000-0000-{number:012d}",
            app_id=f"app-{app}",
            app_name=app,
            stage=stage,
            provider=provider,
            identifier=user if user is not None else f"person{number}@example.com",
            error_code=code,
        )
        for step, (stage, code) in enumerate(steps)
    ]


def judged(events: Iterable[SignUpEvent], now: datetime = NOW) -> list[SignUpAttempt]:
    """The attempts in `events`, oldest first."""
    return attempts(events, now, AttemptRules())


def rows_of(found: Sequence[SignUpAttempt]) -> tuple[AttemptRow, ...]:
    """Rows, newest first."""
    return tuple(row_of(attempt, attempt.app_name or attempt.app_id, None) for attempt in reversed(found))


def question(*where: Filter, **said: Any) -> Question:
    return Question(log=Log.SIGN_UPS, where=where, window=Last(86_400), **said)


def answer_of(found: Sequence[SignUpAttempt], asked: Question, kind: AnswerKind, **more: Any) -> Answer:
    """The answer to `asked` over `found`, which satisfies it already."""
    judging = asked.filter("status") is None
    made: dict[str, Any] = {
        "question": asked,
        "kind": kind,
        "window": DAY,
        "zone": ZONE,
        "totals": count(found),
        "rates": rate(found) if judging else None,
        "funnel": funnel(found) if kind is AnswerKind.FUNNEL else (),
        "rows": rows_of(found) if kind is AnswerKind.LIST else (),
        "as_of": NOW,
        "complete": True,
        "source": Source.BOTH,
        "requests": (GraphCall("GET", "https://graph.microsoft.com/beta/auditLogs/signUps", 200, 120),),
    }
    return Answer(**(made | more))


def grouped(found: Sequence[SignUpAttempt], asked: Question, keys_of: Any, **more: Any) -> Answer:
    groups = break_down(
        found, keys_of, with_rates=asked.filter("status") is None, with_funnel=asked.output is Output.FUNNEL
    )
    return answer_of(found, asked, AnswerKind.BREAKDOWN, groups=groups[: asked.top], **more)


def by_app(attempt: SignUpAttempt) -> list[Key]:
    return [(("app", attempt.app_name),)]


def by_hour(attempt: SignUpAttempt) -> list[Key]:
    local = attempt.started.astimezone(ZoneInfo(ZONE)).replace(minute=0, second=0, microsecond=0)
    return [(("hour", local.isoformat(timespec="minutes")),)]


def compared(found: Sequence[SignUpAttempt], *, complete: bool = True) -> Comparison:
    week = timedelta(days=7)
    return Comparison(Window(DAY.since - week, DAY.until - week), count(found), rate(found), complete)


def a_day() -> list[SignUpAttempt]:
    """A believable day: 40 attempts over two apps and providers; one of them is still under way."""
    kinds = (SUCCESS, SUCCESS, WRONG_CODE, SUCCESS, BAD_FORM, SUCCESS, WALKED_AWAY, SUCCESS, NO_ACCOUNT, SUCCESS)
    events: list[SignUpEvent] = []
    for number in range(40):
        events += attempt_events(
            number,
            kinds[number % len(kinds)] if number else WALKED_AWAY,
            before_now=timedelta(minutes=30 + 33 * number),
            user="anna_lind@example.com" if number in {2, 12} else None,
            app="Store" if number % 3 else "Partner portal",
            provider="Google" if number % 4 == 1 else "Email OTP",
        )
    return judged(events)


def digest_of(day: date, today: Iterable[SignUpEvent], like: Iterable[SignUpEvent] | None, **more: Any) -> SignUpDigest:
    """The digest of `day`, judged two days later."""
    zone = ZoneInfo(ZONE)
    later = datetime(day.year, day.month, day.day, 8, tzinfo=UTC) + timedelta(days=1)
    before = day - timedelta(days=7)
    digest = compose(
        Stretch(Days.one(day), local_day(day, zone), tuple(judged(today, later))),
        None if like is None else Stretch(Days.one(before), local_day(before, zone), tuple(judged(like, later))),
        Circumstances(zone=ZONE, as_of=later, complete=True),
        app_name=lambda attempt: attempt.app_name or attempt.app_id,
    )
    return replace(digest, **more)


def whole_day_events(day: date, kinds: Sequence[Sequence[tuple[str, int]]], app: str = "Store") -> list[SignUpEvent]:
    """One attempt for each of `kinds`, ten minutes apart from nine in the morning (UTC)."""
    nine = datetime(day.year, day.month, day.day, 9, tzinfo=UTC)
    return [
        event
        for number, steps in enumerate(kinds)
        for event in attempt_events(
            number + 1000 * day.toordinal(), steps, before_now=-timedelta(minutes=10 * number), now=nine, app=app
        )
    ]


def refusals(message: Message) -> list[str]:
    """All that Slack would refuse in `message`, however it is sent, and all that its own SDK finds wrong."""
    body = {"text": message.text, "blocks": list(message.blocks)}
    found = [f"{use}: {problem}" for use in Use for problem in problems(body, use)]
    for block in message.blocks:
        if block["type"] != "data_visualization":  # the SDK has no class for charts
            model = Block.parse(block)
            assert model is not None
            model.validate_json()
    return found


def table_rows(message: Message) -> list[list[str]]:
    """The cells of the table, headings first."""
    tables = [block for block in message.blocks if block["type"] == "table"]
    return [[cell["text"] for cell in row] for table in tables for row in table["rows"]]


def charts(message: Message) -> list[dict[str, Any]]:
    return [dict(block) for block in message.blocks if block["type"] == "data_visualization"]
