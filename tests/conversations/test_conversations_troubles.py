"""A command whose answer fails, takes long, comes twice, is cut off by a stop, or was hostile."""

import logging
from functools import partial
from threading import Barrier, Event

import pytest
from typed_commands import answer_to

from bot.demo.workspace.people import HELPDESK
from bot.errors import (
    GraphBusy,
    GraphRefused,
    GraphTrace,
    GraphUnexpected,
    GraphUnreachable,
    MirrorError,
    Mistake,
    QuestionError,
)
from handlers.commands import asked_by
from handlers.response_urls import ResponseUrls


def fails_with(error):
    def find(question, zone, progress):
        raise error

    return find


TRACE = GraphTrace(429, "TooManyRequests", "request-1", "client-1")


@pytest.mark.parametrize(
    ("error", "told"),
    [
        pytest.param(
            GraphRefused("Graph refused: no licence.", remedy="Assign a P1 licence.", trace=TRACE),
            ("no licence", "Assign a P1 licence"),
            id="refused",
        ),
        pytest.param(GraphBusy("Graph is busy.", remedy="Ask later.", trace=TRACE), ("busy", "Ask later"), id="busy"),
        pytest.param(GraphUnreachable("No answer from Graph.", trace=TRACE), ("No answer",), id="unreachable"),
        pytest.param(GraphUnexpected("Graph's answer was cut off.", trace=TRACE), ("cut off",), id="unexpected"),
    ],
)
def test_trouble_with_graph_is_told_with_a_reference_that_the_log_has_with_the_request_ids(bot, caplog, error, told):
    bot.desk.finds = fails_with(error)

    said = answer_to(bot.workspace.slash("/signups", "failed last 24h"))

    assert all(part in said for part in told)
    reference = next(word.strip(".:") for word in said.split() if word.startswith("GH-"))
    (line,) = [line for line in caplog.messages if reference in line]
    assert "request-1" in line
    assert "client-1" in line


def test_trouble_with_the_mirror_is_told(bot, caplog):
    bot.desk.finds = fails_with(MirrorError("The database cannot be read."))

    assert "The database cannot be read." in answer_to(bot.workspace.slash("/signups", "failed"))


def test_a_mistake_that_only_the_tenant_reveals_is_told_as_one(bot, caplog):
    bot.desk.finds = fails_with(
        QuestionError(
            Mistake.UNKNOWN_APP, "This tenant has no app called “Stroe”.", word="Stroe", suggestions=("Store",)
        )
    )

    said = answer_to(bot.workspace.slash("/signups", 'app:"Stroe" last 24h'))

    assert "no app called" in said
    assert "Store" in said
    assert "GH-" not in caplog.text, "a mistake is not an incident"


def test_the_unexpected_shows_a_reference_and_keeps_the_traceback_for_the_log(bot, caplog):
    bot.desk.finds = fails_with(ZeroDivisionError("secret detail of jane@contoso.example"))

    said = answer_to(bot.workspace.slash("/signups", "failed last 24h"))

    reference = next(word.strip(".:") for word in said.split() if word.startswith("GH-"))
    assert "secret detail" not in said
    assert "ZeroDivisionError" not in said
    assert reference in caplog.text
    assert "Traceback" in caplog.text
    assert "jane@contoso.example" not in caplog.text


def test_an_error_right_after_the_acknowledgement_loses_nothing(bot):
    """Bolt overwrites the acknowledgement of a listener that raises within about ten milliseconds of it."""
    bot.desk.finds = fails_with(RuntimeError("at once"))

    for _ in range(5):
        asked = bot.workspace.slash("/signups", "failed last 24h")
        assert asked.wait_ack().payload is None
        assert answer_to(asked)


def test_whoever_waits_is_told_twice_at_most_and_then_gets_the_answer(make_bot):
    bot = make_bot(notes_after=(0.001, 0.002))
    told_twice = Event()

    def slowly(question, zone, progress):
        progress(4_000)
        told_twice.wait(5)
        return bot.desk.nothing(question, zone)

    bot.desk.finds = slowly
    asked = bot.workspace.slash("/signups", "failed last 30d")
    notes = asked.wait(2)
    told_twice.set()
    *_, answer = asked.wait(3)

    assert all(note.text.startswith("Sign-ups · failed · last 30 days") for note in notes), "as it was understood"
    assert "reading the log, 4,000 rows so far." in notes[1].text
    assert "reading the log" not in answer.text


def test_twelve_slow_questions_at_once_are_all_acknowledged_at_once_and_all_answered(bot):
    together, release = Barrier(13), Event()

    def slowly(question, zone, progress):
        together.wait(5)
        release.wait(5)
        return bot.desk.nothing(question, zone)

    bot.desk.finds = slowly
    asked = [bot.workspace.slash("/signups", f"failed last {hours}h") for hours in range(1, 13)]

    assert all(one.wait_ack().latency < 3.0 for one in asked)
    together.wait(5)
    assert not any(one.replies for one in asked)
    release.set()
    assert all(answer_to(one) for one in asked)


def test_a_repeated_delivery_is_acknowledged_and_not_answered_again(bot):
    asked = bot.workspace.slash("/signups", "failed last 24h")
    answer_to(asked)

    bot.workspace._send(asked, "genuine")
    other = bot.workspace.slash("/signups", "failed last 24h")
    answer_to(other)

    assert len(asked.replies) == 1
    assert len(bot.desk.asked) == 2


def test_a_stop_finishes_what_was_taken_and_takes_nothing_more(make_bot):
    bot = make_bot()
    begun, release = Event(), Event()

    def slowly(question, zone, progress):
        begun.set()
        release.wait(5)
        return bot.desk.nothing(question, zone)

    bot.desk.finds = slowly
    taken = bot.workspace.slash("/signups", "failed last 24h")
    begun.wait(5)
    release.set()
    bot.conversation.stop(patience=5)
    late = bot.workspace.slash("/signups", "failed last 24h")

    assert "restarted" not in answer_to(taken)
    assert "being restarted" in answer_to(late)


def test_whoever_is_let_go_at_a_stop_is_told(make_bot):
    bot = make_bot()
    begun, release = Event(), Event()

    def slowly(question, zone, progress):
        begun.set()
        release.wait(5)
        return bot.desk.nothing(question, zone)

    bot.desk.finds = slowly
    taken = bot.workspace.slash("/signups", "failed last 24h")
    begun.wait(5)

    bot.conversation.stop(patience=0)

    assert "being restarted" in answer_to(taken)
    release.set()


def mrkdwn_of(part):
    """All that Slack would read as markup: the text copy and every mrkdwn object. The rest is shown as it stands."""
    match part:
        case {"type": "mrkdwn", "text": text}:
            yield text
        case dict():
            if "response_type" in part:
                yield part["text"]
            for inner in part.values():
                yield from mrkdwn_of(inner)
        case list():
            for inner in part:
                yield from mrkdwn_of(inner)


HOSTILE = '<!channel> "x" *y* `z` \\ <@U_SECURITY> &lt; \n ~w~ \x00 \u202e }}{{ 7*7 }}'


def test_hostile_text_in_a_question_can_neither_break_the_reply_nor_ping(bot):
    for text in (HOSTILE, f'app:"{HOSTILE}"', f"user:{HOSTILE}"):
        asked = bot.workspace.slash("/signups", text)
        payload = asked.wait_ack().payload
        formatted = "".join(mrkdwn_of(payload))
        assert "<!channel>" not in formatted
        assert "<@U_SECURITY>" not in formatted
        assert "49" not in formatted


METADATA_SERVICE = "http://169.254.169.254/latest/meta-data/"


def test_a_reply_address_that_is_not_slacks_gets_no_post(bot, caplog):
    said = []
    forged = {"command": "/signups", "text": "failed", "user_id": HELPDESK.id, "response_url": METADATA_SERVICE}

    open_reply = partial(ResponseUrls().open, forged["response_url"])
    bot.conversation.hear(asked_by(forged), said.append, open_reply)

    assert "not Slack's" in said[0].text
    assert bot.desk.asked == []
    assert "169.254" not in caplog.text


def test_nothing_of_a_conversation_reaches_the_log(bot, caplog):
    with caplog.at_level(logging.DEBUG, logger="gatehouse.slack"):
        asked = bot.workspace.slash("/signups", "jane.doe@contoso.example last 24h")
        answer_to(asked)

    assert "jane.doe@contoso.example" not in caplog.text
    assert asked.payload["response_url"] not in caplog.text
    assert bot.workspace.credentials.bot_token not in caplog.text
