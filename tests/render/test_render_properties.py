"""Whatever the log holds: Slack takes the message, its numbers are right and in the text, and nothing escapes."""

import json
import re
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from render_samples import (
    DAY,
    NOW,
    ZONE,
    answer_of,
    attempt_events,
    compared,
    digest_of,
    grouped,
    judged,
    question,
    refusals,
    table_rows,
)

from bot.domain.answers import Answer, AnswerKind
from bot.domain.attempts import SignUpAttempt
from bot.domain.cadence import Cadence, Every
from bot.domain.days import Days
from bot.domain.deliveries import Delivery, DeliveryState, Handled, Handling, Notice
from bot.domain.measures import Key
from bot.domain.question import Format, Is, Metric, Output
from bot.domain.sources import GraphQuery, Source
from bot.domain.subscriptions import Channel, Subscription
from bot.errors import Mistake, QuestionError
from bot.render import HelpSection, Message, Renderer
from bot.render.figures import number
from bot.render.reading import read

RENDERER = Renderer()
QUICK = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])

NASTY = (
    '<!channel> "x" *y*',
    "<@U1>",
    "<!here|now>",
    "a\nb\r\nc",
    "\\",
    '\\"',
    "`code` ```",
    "\u202egnp.exe",
    "\u200b",
    "",
    " ",
    "null",
    "\x00",
    "\ud800",
    "👩‍💻" * 40,
    "&lt;!channel&gt; &#42; &amp;",
    "_x_ ~y~",
    "> q",
    "x" * 10_000,
    "<" * 4_000,
    "名" * 3_000,
    "{{ x }}{% endif %}",
    '"}]}',
    "ﷺ" * 9,
)
names = st.sampled_from(NASTY) | st.text(max_size=60)
stages = st.sampled_from(
    ["credentialCollection", "credentialValidation", "attributeCollectionAndValidation", "userCreation"]
) | st.sampled_from(NASTY)
codes = st.sampled_from([0, 0, 0, 1002013, 50181, 1002027, 399279, 50140, 1003001, 42])
steps = st.lists(st.tuples(stages, codes), min_size=1, max_size=4)


@st.composite
def some_attempts(draw: st.DrawFn, most: int = 30) -> list[SignUpAttempt]:
    people, apps = draw(st.lists(names, min_size=1, max_size=4)), draw(st.lists(names, min_size=1, max_size=3))
    events = []
    for position in range(draw(st.integers(0, most))):
        events += attempt_events(
            position,
            draw(steps),
            before_now=timedelta(minutes=draw(st.integers(1, 1_440))),
            user=draw(st.sampled_from(people)),
            app=draw(st.sampled_from(apps)) or None,
            provider=draw(st.sampled_from(["Email OTP", "Google", None])) if position % 2 else draw(names),
        )
    return judged(events)


def keys(fields: tuple[str, ...]) -> Any:
    def keys_of(attempt: SignUpAttempt) -> list[Key]:
        hour = attempt.started.astimezone(UTC).replace(minute=0, second=0, microsecond=0)
        values = {
            "app": attempt.app_name,
            "user": attempt.user,
            "provider": attempt.provider,
            "stage": attempt.deciding_event().stage,
            "error_code": str(attempt.deciding_event().error_code),
            "status": attempt.outcome.value,
            "hour": hour.isoformat(timespec="minutes"),
            "day": hour.date().isoformat(),
            "week": (hour.date() - timedelta(days=hour.weekday())).isoformat(),
            "month": f"{hour:%Y-%m}",
        }
        return [tuple((field, values[field]) for field in fields)]

    return keys_of


FIELDS = ("app", "user", "provider", "stage", "error_code", "status", "hour", "day", "week", "month")


@st.composite
def answers(draw: st.DrawFn) -> Answer:
    found = draw(some_attempts())
    fields = tuple(draw(st.lists(st.sampled_from(FIELDS), max_size=9, unique=True)))
    asked = question(
        *([Is("status", "failed")] if draw(st.booleans()) else []),
        output=draw(st.sampled_from(Output)),
        metric=draw(st.none() | st.sampled_from(Metric)),
        count_of=draw(st.sampled_from([None, "user", "attempts", "app"])),
        group_by=fields,
        top=draw(st.none() | st.integers(1, 5)),
        format=Format.CSV,
    )
    more: dict[str, Any] = {
        "compare": draw(st.none() | some_attempts(6).map(compared)),
        "complete": draw(st.booleans()),
        "notes": tuple(draw(st.lists(names, max_size=8))),
        "source": draw(st.sampled_from(Source)),
    }
    if fields and found and draw(st.booleans()):
        return grouped(found, asked, keys(fields), **more)
    return answer_of(
        found, asked, draw(st.sampled_from([k for k in AnswerKind if k is not AnswerKind.BREAKDOWN])), **more
    )


def assert_harmless(message: Message) -> None:
    assert refusals(message) == []
    assert refusals(message.plain()) == []
    for text in (message.text, *mrkdwn_of(list(message.blocks))):
        assert not re.search(r"[<>]|&(?!amp;|lt;|gt;)", text.replace("<#C0OPS>", ""))  # a channel that we name
        assert not re.search("[\x00-\x09\x0b-\x1f\u200b\u202a-\u202e\u2066-\u2069]", text)
        # Every bold or code mark is the template's own, so they come in pairs on each line that was not cut.
        assert all(line.count("*") % 2 == 0 for line in text.split("\n") if "…" not in line)
    json.dumps(list(message.blocks)).encode()
    assert RENDERER.terminal(message)


def mrkdwn_of(node: object) -> list[str]:
    match node:
        case {"type": "mrkdwn", "text": str(text)}:
            return [text]
        case dict():
            return [text for part in node.values() for text in mrkdwn_of(part)]
        case list():
            return [text for part in node for text in mrkdwn_of(part)]
        case _:
            return []


@QUICK
@given(answers(), names, st.lists(names, max_size=9))
def test_every_answer_is_harmless_and_taken_by_slack(answer: Answer, heading: str, notes: list[str]) -> None:
    assert_harmless(RENDERER.answer(answer, heading=heading, notes=notes))


@QUICK
@given(answers())
def test_the_text_carries_every_headline_number(answer: Answer) -> None:
    text = RENDERER.answer(answer, heading="Sign-ups").text
    headline = text.splitlines()[1]

    if not answer.totals.attempts:
        assert "No sign-up attempt matches" in headline
        return
    assert number(answer.totals.attempts) in headline
    if answer.question.filter("status") is None and answer.totals.attempts > 1:
        for part in (answer.totals.success, answer.totals.failed, answer.totals.abandoned, answer.totals.in_progress):
            assert not part or f"{number(part)} " in headline
    if answer.rates and answer.kind is not AnswerKind.LIST:
        assert f"of {number(answer.rates.mature)} settled attempt" in text


@QUICK
@given(
    some_attempts(),
    st.lists(st.sampled_from(FIELDS), min_size=1, max_size=9, unique=True),
    st.none() | st.integers(1, 9),
)
def test_the_rows_of_every_breakdown_add_up_to_its_last(
    found: list[SignUpAttempt], fields: list[str], top: int | None
) -> None:
    if not found:
        return
    answer = grouped(found, question(group_by=tuple(fields), top=top), keys(tuple(fields)))

    headings, *rows, every = table_rows(RENDERER.answer(answer, heading="Sign-ups"))

    for name in ("attempts", "success", "failed", "abandoned", "in_progress"):
        column = {"in_progress": "Under way"}.get(name, name.capitalize())
        if column in headings:
            at = headings.index(column)
            assert sum(int(row[at]) for row in rows) == int(every[at]) == getattr(answer.totals, name)
        else:
            assert getattr(answer.totals, name) == 0


@st.composite
def digests(draw: st.DrawFn) -> Any:
    day = date(2026, 11, 17)

    def events(of: date) -> list[Any]:
        nine = datetime(of.year, of.month, of.day, 9, tzinfo=UTC)
        return [
            event
            for position in range(draw(st.integers(0, 12)))
            for event in attempt_events(
                position + of.day * 100,
                draw(steps),
                before_now=timedelta(minutes=-position),
                now=nine,
                user=draw(names),
                app=draw(names) or None,
                provider=draw(names) or None,
            )
        ]

    return digest_of(
        day,
        events(day),
        events(date(2026, 11, 10)) if draw(st.booleans()) else None,
        complete=draw(st.booleans()),
        notes=tuple(draw(st.lists(names, max_size=2))),
    )


@QUICK
@given(digests())
def test_every_digest_is_harmless_and_its_parts_add_up(digest: Any) -> None:
    message = RENDERER.digest(digest)

    assert_harmless(message)
    totals = digest.now.totals
    if totals.attempts or digest.complete:  # of a day that is not known, nought would be no number
        assert f"{number(totals.attempts)} sign-up attempt" in message.text
    sections = [text for text in mrkdwn_of(list(message.blocks)) if re.match(r"\*(By|Why)", text) and "…" not in text]
    for section in sections:
        lines = [line for line in section.split("\n")[1:] if ": none any more" not in line]
        if section.startswith("*Why"):
            counts = [
                int(m[1] or m[2]) for line in lines if (m := re.match(r"• \*(?:(\d+)\*|and.*together (\d+))", line))
            ]
            assert sum(counts) == totals.failed
        else:
            assert sum(int(re.search(r"\*: (?:together )?(\d+) attempt", line)[1]) for line in lines) == totals.attempts


@QUICK
@given(names, names, st.lists(names, max_size=6))
def test_every_other_reply_is_harmless(first: str, second: str, several: list[str]) -> None:
    error = QuestionError(Mistake.UNKNOWN_WORD, first, word=second, suggestions=tuple(several))
    query = GraphQuery("beta", first, second, {"$top": first}, tuple(several), second)

    assert_harmless(RENDERER.mistake(error, asked=f"{first} {second} {first}", example=second))
    assert_harmless(RENDERER.clarification(first, several * 5))
    assert_harmless(RENDERER.help(first, [HelpSection(second, tuple(several), tuple(several))] * 5))
    assert_harmless(RENDERER.explanation(first, [query] * 12, several))
    assert_harmless(RENDERER.trouble(first, remedy=second, reference=first))
    assert_harmless(RENDERER.note(first))


@QUICK
@given(names, names, st.sampled_from([DeliveryState.FAILED, DeliveryState.IN_DOUBT]))
def test_every_message_about_subscriptions_is_harmless(about: str, detail: str, state: DeliveryState) -> None:
    cadence, now = Cadence(Every.WEEKDAYS, time(9), ZoneInfo("Europe/Berlin")), datetime(2026, 11, 20, 9, tzinfo=UTC)
    subscription = Subscription(
        name="subscription-3", number=3, id="x", owner="U1", cadence=cadence, to=Channel("C0OPS"), about=about
    )
    days = Days.one(date(2026, 11, 19))
    turns = [Delivery(days.window(cadence.zone), kind, now, 2, detail) for kind in DeliveryState]

    assert_harmless(RENDERER.subscription(subscription, "Subscribed.", now, [detail]))
    assert_harmless(RENDERER.subscriptions([subscription] * 30, now))
    assert_harmless(RENDERER.history(subscription, turns))
    assert_harmless(RENDERER.notice(Notice(subscription, days, state, detail)))
    for handling in Handling:
        assert_harmless(RENDERER.handled(Handled(subscription, handling, detail, may_enter=True)))


@QUICK
@given(answers())
def test_the_text_and_the_terminal_say_the_same_numbers(answer: Answer) -> None:
    message = RENDERER.answer(answer, heading="Sign-ups")
    rows = table_rows(message)
    parts = [part for parts in read(message.blocks) for part in parts]

    assert parts
    if len(message.text.encode()) < 3_500 and "shortened" not in message.text:
        figures = {cell for row in rows[1:] for cell in row if cell.replace(",", "").isdigit()}
        assert all(figure in message.text for figure in figures)
    assert (ZONE in message.text) or "shortened" in message.text
    assert DAY.until == NOW
