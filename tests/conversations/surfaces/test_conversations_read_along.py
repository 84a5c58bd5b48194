"""What a channel may not see of an answer, and where it goes instead."""

import pytest
from bot_in_town import NOW
from written_questions import (
    answer_to,
    replies,
    whisper_to,
    whispers,
    written,
)

from bot.demo.workspace.people import (
    GROWTH,
    HELPDESK,
    MANAGER,
    SECURITY,
    SUPPORT,
)
from bot.domain.answers import AnswerKind, AttemptRow
from bot.domain.attempts import Outcome
from bot.errors import Mistake, QuestionError


def attempt_of(user):
    return AttemptRow(
        id="1",
        correlation_id="00000000-0000-0000-0000-000000000001",
        started=NOW,
        ended=NOW,
        user=user,
        app="Store",
        app_id="app-1",
        provider="Email OTP",
        status=Outcome.FAILED,
        interrupted=False,
        young=False,
        stage="credentialValidation",
        error_code=50181,
        reason="The code was wrong.",
    )


def listing(desk):
    """Has the desk answer with one attempt of Jane's."""

    def found(question, zone, progress):
        return desk.nothing(question, zone, kind=AnswerKind.LIST, rows=(attempt_of("jane.doe@contoso.com"),))

    desk.finds = found


def test_addresses_are_masked_where_others_read_along(reader):
    listing(reader.desk)
    said = answer_to(reader, reader.workspace.mention("failed sign-ups today", channel=SUPPORT.id))

    assert "jane.doe@" not in f"{said.text} {said.blocks}"
    assert "@contoso.com" in said.text


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("sign-ups of jane.doe@contoso.com outcome:blue", id="a mistake"),
        pytest.param("rate last 7d except jane.doe@contoso.com", id="several readings"),
    ],
)
def test_what_repeats_an_address_while_a_question_is_made_clear_goes_to_the_asker(reader, text):
    asked = reader.workspace.mention(text, channel=SUPPORT.id)

    said = whisper_to(reader, HELPDESK.id, SUPPORT.id)
    assert "jane.doe@contoso.com" in said.text
    shown = answer_to(reader, asked)
    assert "@" not in f"{shown.text} {shown.blocks}"
    assert reader.desk.asked == []


def test_trouble_that_names_somebody_is_for_the_asker_alone(reader):
    def fail(question, zone, progress):
        raise QuestionError(Mistake.UNKNOWN_VALUE, "There is no jane.doe@contoso.com in this log")

    reader.desk.finds = fail
    asked = reader.workspace.mention("failed sign-ups today", channel=SUPPORT.id)

    assert "jane.doe@contoso.com" in whisper_to(reader, HELPDESK.id, SUPPORT.id).text
    shown = answer_to(reader, asked)
    assert "jane.doe" not in f"{shown.text} {shown.blocks}"


def test_a_private_channel_is_not_private_enough_for_addresses(reader):
    listing(reader.desk)
    said = answer_to(reader, reader.workspace.mention("failed sign-ups today", channel=GROWTH.id, user=MANAGER.id))

    assert "jane.doe@" not in f"{said.text} {said.blocks}"


@pytest.mark.parametrize("text", ["sign-ups of jane.doe@contoso.com today", "whois jane.doe@contoso.com"])
def test_an_answer_about_one_person_goes_to_the_asker_and_the_thread_says_so(reader, text):
    listing(reader.desk)
    asked = reader.workspace.mention(text)

    private = whisper_to(reader, HELPDESK.id, SUPPORT.id)
    assert "jane.doe@contoso.com" in private.text
    assert private.thread_ts == written(asked)["ts"]
    said = answer_to(reader, asked)
    assert said.text == "The answer is not for everybody here, so it went to whoever asked, and to nobody else."
    assert len(replies(reader, asked)) == 1
    assert whispers(reader, SECURITY.id, SUPPORT.id) == []


def test_who_cannot_be_shown_it_in_the_channel_gets_it_as_a_direct_message(reader):
    listing(reader.desk)
    reader.workspace.fail_next("chat.postEphemeral", error="user_not_in_channel")
    asked = reader.workspace.mention("sign-ups of jane.doe@contoso.com today")

    answer_to(reader, asked)
    direct = reader.workspace.channel(reader.workspace.direct_messages(HELPDESK.id).id).messages
    assert "jane.doe@contoso.com" in direct[-1].text


def test_when_it_can_be_sent_nowhere_the_thread_says_how_to_get_it(reader):
    def found(question, zone, progress):
        reader.workspace.fail_next("chat.postEphemeral", error="user_not_in_channel")
        reader.workspace.fail_next("chat.postMessage", error="messages_tab_disabled")
        return reader.desk.nothing(question, zone)

    reader.desk.finds = found
    said = answer_to(reader, reader.workspace.mention("sign-ups of jane.doe@contoso.com today"))

    assert said.text.endswith("Please ask in a direct message to Gatehouse.")
    assert whispers(reader, HELPDESK.id, SUPPORT.id) == []


def test_a_request_that_holds_an_address_is_not_explained_to_a_channel(reader):
    said = answer_to(reader, reader.workspace.mention("explain sign-ins of jane.doe@contoso.com today"))

    assert "jane.doe" not in said.text
    assert "/entra explain" in said.text


def test_a_request_about_nobody_is_explained_to_everybody(reader):
    said = answer_to(reader, reader.workspace.mention("explain failed sign-ups today"))

    assert "/beta/auditLogs/signUps" in said.text
