"""The form that looks up a user, and the shortcut that explains an error in a message."""

from dataclasses import replace

import pytest
from forms_on_screen import CORRELATION, answered, opened, screen, texts

from bot.demo.workspace.people import HELPDESK, MANAGER
from bot.domain.question import Is, Log
from bot.domain.window import Last


def test_a_person_is_looked_up_by_address(bot):
    bot.workspace.submit(opened(bot, "look_up_user"), {"form_who": "jane.doe@contoso.com"}).wait_ack()

    assert "jane.doe@contoso.com" in answered(bot).text
    assert bot.desk.asked[0].log is Log.USER


def test_a_colleague_is_looked_up_by_their_address(reader):
    reader.workspace.put(replace(MANAGER, id="U0MEI"))
    reader.workspace.submit(opened(reader, "look_up_user"), {"form_colleague": "U0MEI"}).wait_ack()

    answered(reader)
    assert reader.desk.asked[0].where == (Is("user", MANAGER.email),)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        pytest.param({}, "Say who it is", id="nobody"),
        pytest.param({"form_who": "jane@contoso.com", "form_colleague": "U_MANAGER"}, "not both", id="two"),
        pytest.param({"form_who": "jane@@contoso"}, "jane@@contoso", id="no address"),
        pytest.param({"form_who": "help"}, "one person's address", id="help"),
    ],
)
def test_who_cannot_be_looked_up_is_said_in_the_form(reader, given, said):
    ack = reader.workspace.submit(opened(reader, "look_up_user"), given).wait_ack()

    assert said in ack.payload["errors"]["form_who"]
    assert reader.desk.asked == []


def explained(bot, post):
    bot.workspace.message_shortcut("explain_error", post).wait_ack()
    return screen(bot)


def test_codes_in_a_message_are_explained_with_the_next_step(bot):
    post = bot.workspace.say("Anna gets AADSTS50126 and then error 1002027, please help")

    said = texts(explained(bot, post))
    assert "InvalidUserNameOrPassword" in said
    assert "Next step:" in said
    assert "To send to the person:" in said
    assert "1002027" in said
    assert bot.desk.asked == []


def test_what_stands_in_blocks_and_attachments_is_read_too(reader):
    block = {"type": "section", "text": {"type": "mrkdwn", "text": "Error code: 50053"}}
    details = {"message": {"text": "", "blocks": [block], "attachments": [{"fallback": "AADSTS50057"}]}}
    reader.workspace.interact("message_action", {"callback_id": "explain_error", **details}).wait_ack()

    said = texts(screen(reader))
    assert "50053" in said
    assert "50057" in said


def test_an_id_is_looked_up_from_there(reader):
    view = explained(reader, reader.workspace.say(f"AADSTS50126 Correlation ID: {CORRELATION}"))
    reader.workspace.press(view, "error_look_up_1").wait_ack()

    assert "direct message" in texts(screen(reader, 2))
    answered(reader)
    (question,) = reader.desk.asked
    assert (question.log, question.where) == (Log.SIGN_INS, (Is("correlation_id", CORRELATION),))
    assert question.window == Last(30 * 86_400)


def test_a_request_is_looked_up_among_the_sign_ins(reader):
    view = explained(reader, reader.workspace.say(f"Request Id: {CORRELATION}"))
    reader.workspace.press(view, "error_look_up_0").wait_ack()

    answered(reader)
    assert reader.desk.asked[0].where == (Is("request_id", CORRELATION),)


def test_a_message_without_codes_is_told_what_there_would_be_to_find(reader):
    said = texts(explained(reader, reader.workspace.say("It does not work")))

    assert "No error code stands in this message" in said
    assert "AADSTS50126" in said


def test_a_button_that_says_anything_else_asks_nothing(reader):
    view = explained(reader, reader.workspace.say(f"Correlation ID: {CORRELATION}"))
    forged = {
        "actions": [{"action_id": "error_look_up_0", "value": "signups <!channel> failed", "action_ts": "1.1"}],
        "view": view,
        "container": {"type": "view"},
    }
    reader.workspace.interact("block_actions", forged).wait_ack()

    assert len(reader.workspace.screen(HELPDESK.id)) == 1
    assert reader.desk.asked == []


def test_hostile_text_in_a_message_is_only_text(reader):
    said = texts(explained(reader, reader.workspace.say("AADSTS99999 <!channel> *x* {{ 7*7 }}")))

    assert "<!channel>" not in said
    assert "49" not in said
