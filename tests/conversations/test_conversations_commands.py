"""Somebody types a command and reads what comes of it: through real Bolt, the demo workspace and signed HTTP."""

import logging
from dataclasses import replace
from functools import partial
from threading import Barrier, Event

import pytest

from bot.demo.workspace import running_workspace
from bot.demo.workspace.people import GUEST, HELPDESK, LEAVER, MANAGER, ROBOT, SECURITY, STRANGER
from bot.demo.workspace.premises import SCOPES, Credentials
from bot.domain.names import TenantNames
from bot.domain.question import Is
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


def said_at_once(invocation):
    """The message inside the acknowledgement."""
    payload = invocation.wait_ack().payload
    assert payload["response_type"] == "ephemeral"
    return payload["text"]


def answer_to(invocation, n=1):
    """The last of `n` replies; all of them private, with text and blocks that Slack takes."""
    replies = invocation.wait(n)
    assert all(reply.response_type == "ephemeral" and reply.text and reply.blocks for reply in replies)
    return replies[-1].text


# The ordinary way


def test_a_question_is_acknowledged_in_silence_and_its_answer_is_all_that_is_said(bot):
    asked = bot.workspace.slash("/signups", "failed last 24h")

    assert "failed" in answer_to(asked)
    assert not asked.wait_ack().payload, "what an acknowledgement says stays beside the answer for ever"
    assert len(asked.replies) == 1
    assert bot.desk.asked[0].where == (Is("status", "failed"),)


def test_the_answer_opens_with_the_question_in_the_askers_own_time_zone(bot):
    asked = bot.workspace.slash("/signups", "failed yesterday", user=SECURITY.id)

    assert "EST" in answer_to(asked), "New York, where it was Thursday until 05:00 UTC"


def test_entra_takes_the_log_from_the_words(bot):
    asked = bot.workspace.slash("/entra", "failed sign-ups last 24h")

    assert "failed" in answer_to(asked)
    assert bot.desk.asked[0].log.value == "signups"


def test_who_asked_what_and_where_is_kept(bot):
    asked = bot.workspace.slash("/signups", "failed last 24h")
    answer_to(asked)

    ((asker, channel, question, _),) = bot.ledger.entries
    assert (asker, channel) == (HELPDESK.id, asked.channel)
    assert question["filters"] == {"status": "failed"}


def test_a_ledger_that_fails_does_not_cost_the_answer(bot, caplog):
    bot.ledger.error = MirrorError("The database is locked.")

    assert answer_to(bot.workspace.slash("/signups", "failed last 24h"))
    assert "database is locked" in caplog.text


# What needs no log is said inside the acknowledgement


def test_a_mistake_names_the_word_what_was_meant_and_an_example(bot):
    bot.desk.names = TenantNames(apps=("Store", "Portal"))

    said = said_at_once(bot.workspace.slash("/signups", "failed app:Stroe by stage"))

    assert "You wrote: failed app:*Stroe* by stage" in said, "the word in its place"
    assert "• `Store`" in said, "what was meant"
    assert "/signups failed last 24h" in said, "what runs"
    assert bot.desk.asked == []


@pytest.mark.parametrize("command", ["/signups", "/signins", "/audit", "/provisioning", "/entra"])
def test_the_example_that_comes_with_a_mistake_runs_where_it_was_made(bot, command):
    said = said_at_once(bot.workspace.slash(command, "frobnicate"))
    example = next(line for line in said.splitlines() if "This works" in line).split("`")[1]

    typed, text = example.split(" ", 1)
    assert typed == command
    assert answer_to(bot.workspace.slash(typed, text))


@pytest.mark.parametrize("text", ["help", "?", "what can I ask"])
@pytest.mark.parametrize("command", ["/signups", "/entra"])
def test_help_comes_with_examples(bot, command, text):
    said = said_at_once(bot.workspace.slash(command, text))

    assert said.startswith("*What you can ask")
    assert "• `/signups failed last 24h`" in said


def test_explaining_nothing_is_asking_for_help(bot):
    assert said_at_once(bot.workspace.slash("/signups", "explain")).startswith("*What you can ask")


def test_a_question_with_two_readings_is_asked_back(bot):
    said = said_at_once(bot.workspace.slash("/entra", "users created yesterday"))

    assert "sign-up" in said.casefold()
    assert bot.desk.asked == []


@pytest.mark.parametrize("word", ["explain", "query", "Explain:"])
def test_explaining_shows_the_very_graph_request_and_asks_nobody(bot, word):
    said = said_at_once(bot.workspace.slash("/signups", f"{word} failed last 24h"))

    assert "/beta/auditLogs/signUps?$filter=createdDateTime ge 2026-11-19T08:30:00Z" in said
    assert bot.desk.asked == []


@pytest.mark.parametrize("text", ["status", "settings"])
def test_what_only_the_operator_can_see_is_said_to_be_there(bot, text):
    said = said_at_once(bot.workspace.slash("/entra", text))

    assert "gatehouse doctor" in said


# Who may ask


def test_nobody_may_ask_while_the_list_is_empty(make_bot):
    bot = make_bot(allowed=frozenset())

    said = said_at_once(bot.workspace.slash("/signups", "failed"))

    assert "GATEHOUSE_ALLOWED_USERS" in said
    assert bot.desk.asked == []


def test_somebody_who_is_not_on_the_list_is_told_so_and_slack_is_not_asked_about_them(make_bot):
    bot = make_bot(allowed=frozenset({SECURITY.id}))
    before = len(bot.workspace.calls("users.info"))

    said = said_at_once(bot.workspace.slash("/signups", "help", user=HELPDESK.id))

    assert HELPDESK.id in said
    assert len(bot.workspace.calls("users.info")) == before


@pytest.mark.parametrize("person", [GUEST, STRANGER, LEAVER, ROBOT], ids=lambda person: person.name)
def test_whoever_does_not_belong_here_gets_no_answer_even_when_listed(bot, person):
    assert said_at_once(bot.workspace.slash("/signups", "failed", user=person.id)).endswith(".")
    assert bot.desk.asked == []


# People in questions


def test_a_mentioned_colleague_is_found_by_address(bot):
    bot.workspace.put(replace(MANAGER, id="U0MEI"))

    answer_to(bot.workspace.slash("/signups", "<@U0MEI|mei> last 7d"))

    assert bot.desk.asked[0].where == (Is("user", MANAGER.email),)


def test_me_is_the_asker(bot):
    asked = bot.workspace.slash("/signups", "user:me last 7d", user=SECURITY.id)

    answer_to(asked)
    assert bot.desk.asked[0].where == (Is("user", SECURITY.email),)


def test_without_the_scope_for_addresses_a_mention_is_a_mistake_not_an_empty_answer(make_bot):
    with running_workspace(credentials=Credentials(scopes=SCOPES - {"users:read.email"})) as workspace:
        bot = make_bot(workspace=workspace)
        bot.workspace.put(replace(MANAGER, id="U0MEI"))
        said = said_at_once(bot.workspace.slash("/signups", "explain <@U0MEI|mei> last 7d"))

    assert "address" in said


# When Slack does not say who asks


def test_an_unknown_time_zone_is_assumed_and_said(make_bot):
    bot = make_bot(zone="Europe/Paris")
    bot.workspace.fail_next("users.info", error="internal_error")

    assert "Europe/Paris" in answer_to(bot.workspace.slash("/signups", "failed last 24h", user=MANAGER.id))


def test_a_slack_that_is_slow_to_say_who_asks_does_not_delay_the_acknowledgement(make_bot):
    bot = make_bot(patience=0.05)
    bot.workspace.fail_next("users.info", delay=1.0)

    asked = bot.workspace.slash("/signups", "failed last 24h")

    assert asked.wait_ack().latency < 0.9
    assert "Slack did not say which time zone" in answer_to(asked)


# When something fails after the acknowledgement


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
        assert asked.wait_ack().latency < 1.0
        assert answer_to(asked)


# Waiting


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


# Repetition and stopping


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


# Hostile text


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
