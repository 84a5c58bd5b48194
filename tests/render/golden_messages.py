"""The messages that `golden/` keeps as people read them.

After a change of wording, write them anew and read the difference: `python tests/render/golden_messages.py`.
"""

import sys
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path

GOLDEN = Path(__file__).parent / "golden"
sys.path[:0] = [str(Path(__file__).parents[2]), str(Path(__file__).parent)]

from event_samples import answer, asked, carried, change, sign_in, totals  # noqa: E402  # after the path
from incident_messages import INCIDENTS  # noqa: E402  # after the path
from render_samples import (  # noqa: E402  # run as a script, this file says first where the others are
    BAD_FORM,
    NO_ACCOUNT,
    SUCCESS,
    WALKED_AWAY,
    WRONG_CODE,
    a_day,
    answer_of,
    attempt_events,
    by_app,
    by_hour,
    compared,
    digest_of,
    grouped,
    judged,
    question,
    whole_day_events,
)
from report_messages import REPORTS  # noqa: E402  # after the path

from bot.domain.answers import AnswerKind  # noqa: E402  # after the path
from bot.domain.attempts import Outcome  # noqa: E402  # after the path
from bot.domain.question import Is, Log, Metric, Output  # noqa: E402  # after the path
from bot.domain.sources import GraphQuery  # noqa: E402  # after the path
from bot.errors import Mistake, QuestionError  # noqa: E402  # after the path
from bot.render import Message, Renderer  # noqa: E402  # after the path

RENDERER = Renderer()
HEADING = "Sign-ups · {} · last 24 hours (Tue 17 Nov 12:04 – Wed 18 Nov 12:04 CET)"
FAILED = Is("status", "failed")


def failures() -> Message:
    found = [attempt for attempt in a_day() if attempt.outcome is Outcome.FAILED]
    heading = HEADING.format("failed")
    notes = ["Read “faild” as “failed”."]
    return RENDERER.answer(answer_of(found, question(FAILED), AnswerKind.LIST), heading=heading, notes=notes)


def one_attempt() -> Message:
    found = [attempt for attempt in a_day() if attempt.outcome is Outcome.FAILED][:1]
    return RENDERER.answer(
        answer_of(found, question(), AnswerKind.LIST), heading=HEADING.format("anna_lind@example.com")
    )


def hostile_names() -> Message:
    found = judged(
        [
            *attempt_events(
                1, WRONG_CODE, before_now=timedelta(hours=2), user='<!channel> "x" *y*\nz', app="`rm` \\ <@U1>"
            ),
            *attempt_events(2, SUCCESS, before_now=timedelta(hours=3), user="_a_b_@example.com", app="Ärzte & Co ~"),
        ]
    )
    return RENDERER.answer(answer_of(found, question(), AnswerKind.LIST), heading=HEADING.format("“*Shop*”"))


def by_application() -> Message:
    asked = question(group_by=("app",))
    return RENDERER.answer(grouped(a_day(), asked, by_app), heading=HEADING.format("by app"))


def chart_by_hour() -> Message:
    asked = question(group_by=("hour",), output=Output.CHART)
    return RENDERER.answer(grouped(a_day(), asked, by_hour), heading=HEADING.format("chart by hour"))


def funnel() -> Message:
    asked = question(output=Output.FUNNEL, metric=Metric.DROPOFF)
    return RENDERER.answer(answer_of(a_day(), asked, AnswerKind.FUNNEL), heading=HEADING.format("drop-off"))


def comparison() -> Message:
    asked = question(output=Output.RATE, metric=Metric.CONVERSION)
    answer = answer_of(a_day(), asked, AnswerKind.RATE, compare=compared(a_day()[5:30]))
    return RENDERER.answer(answer, heading=HEADING.format("conversion"))


def nothing_found() -> Message:
    note = "Graph keeps 7 days here, and the mirror starts on Sat 14 Nov."
    answer = answer_of([], question(FAILED, Is("app", "Store")), AnswerKind.LIST, complete=False, notes=(note,))
    return RENDERER.answer(answer, heading=HEADING.format("failed · Store"))


def digest() -> Message:
    day, like = date(2026, 11, 17), date(2026, 11, 10)
    today = [SUCCESS] * 34 + [WRONG_CODE] * 24 + [NO_ACCOUNT] * 5 + [WALKED_AWAY] * 8
    before = [SUCCESS] * 52 + [WRONG_CODE] * 6 + [BAD_FORM] * 3
    events = whole_day_events(day, today) + whole_day_events(day, [SUCCESS] * 4, app="Partner portal")
    return RENDERER.digest(digest_of(day, events, whole_day_events(like, before)))


def mistake() -> Message:
    error = QuestionError(
        Mistake.UNKNOWN_WORD,
        "I do not know the word “blorbed”, and I leave no word out.",
        word="blorbed",
        suggestions=("blocked", "failed"),
    )
    return RENDERER.mistake(error, asked="/signups blorbed last 24h", example="/signups failed last 24h")


def explanation() -> Message:
    query = GraphQuery(
        "beta",
        "auditLogs/signUps",
        "createdDateTime ge 2026-11-17T11:04:00Z and createdDateTime le 2026-11-18T11:04:00Z",
        {},
        ("status",),
        "Rows with one correlationId and one appId become attempts; the filters left over are applied to those.",
    )
    return RENDERER.explanation(HEADING.format("failed"), [query], [])


def failed_sign_ins() -> Message:
    rows = (sign_in(5), sign_in(9, user="sam@contoso.com"), sign_in(61))
    found = answer(asked(Log.SIGN_INS, FAILED), AnswerKind.LIST, totals(0, 3, users=2, interrupted=0), rows=rows)
    return RENDERER.answer(found, heading="Sign-ins · failed · last 24 hours")


def changes() -> Message:
    rows = (change(5, "Berlin", "Paris"), change(50, "", "Rome"))
    found = answer(asked(Log.AUDIT), AnswerKind.LIST, totals(2, 0), rows=rows)
    return RENDERER.answer(found, heading="Directory changes · last 24 hours")


def not_provisioned() -> Message:
    found = answer(asked(Log.PROVISIONING, FAILED), AnswerKind.LIST, totals(0, 1), rows=(carried(5),))
    return RENDERER.answer(found, heading="Provisioning · failed · last 24 hours")


MESSAGES: Mapping[str, Message] = {
    made.__name__: made()
    for made in (
        failures,
        one_attempt,
        hostile_names,
        by_application,
        chart_by_hour,
        funnel,
        comparison,
        nothing_found,
        digest,
        mistake,
        explanation,
        failed_sign_ins,
        changes,
        not_provisioned,
        *INCIDENTS,
        *REPORTS,
    )
}


def readable(message: Message) -> str:
    """The message as a terminal shows it, then the text that Slack is given beside the blocks."""
    return f"{RENDERER.terminal(message)}\n======== text ========\n{message.text}\n"


if __name__ == "__main__":
    for name, message in MESSAGES.items():
        (GOLDEN / f"{name}.txt").write_text(readable(message))
