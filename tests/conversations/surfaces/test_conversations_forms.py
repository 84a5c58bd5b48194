"""Somebody fills in the form that asks the logs: the same questions and answers, and mistakes shown in the form."""

from dataclasses import replace

import pytest
from forms_on_screen import answered, opened, screen, standing, texts

from bot.demo.workspace.people import HELPDESK, SECURITY, SUPPORT
from bot.domain.ask_form import LOGS
from bot.domain.names import TenantNames
from bot.domain.question import Is, Log, Metric, Output
from bot.domain.window import Last, Named, Period


def test_the_form_asks_what_a_command_asks_and_the_answer_comes_as_a_direct_message(bot):
    form = opened(bot)
    given = {
        "form_choice": "failed",
        "form_words_signups": "google",
        "form_choice_signups": "failed",
        "form_period_signups": "yesterday",
        "form_groups_signups": ["stage", "day"],
    }
    bot.workspace.submit(form, given).wait_ack()

    said = answered(bot)
    assert said.text.startswith("*Sign-ups · Google · failed · by stage, day · yesterday")
    assert bot.workspace.screen(HELPDESK.id) == ()
    (question,) = bot.desk.asked
    assert question.where == (Is("provider", "Google"), Is("status", "failed"))
    assert question.group_by == ("stage", "day")
    assert bot.ledger.entries[0][0] == HELPDESK.id


def test_sent_as_it_is_opened_it_asks_for_the_sign_ups_of_a_day(reader):
    reader.workspace.submit(opened(reader)).wait_ack()

    answered(reader)
    assert reader.desk.asked[0].window == Last(86_400)
    assert reader.desk.asked[0].log is Log.SIGN_UPS


def test_a_rate_and_a_time_in_words(reader):
    given = {"form_look_signups": "conversion", "form_time": "since monday 9am"}
    reader.workspace.submit(opened(reader), given).wait_ack()

    assert "since" not in answered(reader).text, "the heading has the real bounds"
    (question,) = reader.desk.asked
    assert (question.output, question.metric) == (Output.RATE, Metric.CONVERSION)


def test_the_answer_is_shown_where_it_was_asked_for_and_to_nobody_else(reader):
    sent = reader.workspace.submit(opened(reader), {"form_place": SUPPORT.id})
    sent.wait_ack()

    (*_, answer) = sent.wait(2)
    assert answer.response_type == "ephemeral"
    assert answer.post.channel == SUPPORT.id
    assert answer.post.to == HELPDESK.id
    assert reader.workspace.calls("chat.postMessage") == ()


def test_what_comes_next_in_the_direct_messages_follows_it(reader):
    reader.workspace.submit(opened(reader), {"form_words_signups": "google"}).wait_ack()
    answered(reader)
    reader.workspace.message("and last week?", channel=reader.workspace.direct_messages(HELPDESK.id).id).wait_ack()
    answered(reader, 2)

    assert reader.desk.asked[-1].window == Named(Period.LAST_WEEK)
    assert reader.desk.asked[-1].filter("provider") == Is("provider", "Google")


def test_where_slack_does_not_tell_of_the_direct_messages_the_answer_comes_all_the_same(reader, caplog):
    reader.workspace.fail_next("conversations.open", error="missing_scope")
    reader.workspace.submit(opened(reader)).wait_ack()

    assert answered(reader).edited
    assert "im:write" in caplog.text


@pytest.mark.parametrize(
    ("given", "field", "said"),
    [
        pytest.param({"form_words_signups": "frobnicated"}, "form_words_signups", "frobnicated", id="a word"),
        pytest.param(
            {"form_words_signups": "country:DE"}, "form_words_signups", "holds no country", id="a field of another log"
        ),
        pytest.param({"form_words_signups": "app:Stroe"}, "form_words_signups", "Did you mean: Store?", id="a name"),
        pytest.param({"form_words_signups": "help"}, "form_words_signups", "asks for help", id="help"),
        pytest.param({"form_words_signups": "users created at 03/04"}, "form_words_signups", "", id="two meanings"),
        pytest.param({"form_time": "tomorrow"}, "form_time", "", id="a time to come"),
        pytest.param({"form_time": "banana"}, "form_time", "banana", id="no time at all"),
        pytest.param(
            {"form_words_signups": "google 5 Nov", "form_time": "today"},
            "form_words_signups",
            "two times",
            id="two times",
        ),
    ],
)
def test_what_cannot_be_read_is_shown_in_the_field_it_stands_in(reader, given, field, said):
    reader.desk.names = TenantNames(apps=("Store", "Portal"))
    form = opened(reader)

    ack = reader.workspace.submit(form, given).wait_ack()

    assert ack.payload["response_action"] == "errors"
    assert list(ack.payload["errors"]) == [field]
    assert said in ack.payload["errors"][field]
    assert screen(reader)["id"] == form["id"], "it stays open"
    assert reader.desk.asked == []


@pytest.mark.parametrize("log", LOGS)
def test_another_log_brings_its_own_fields_and_keeps_what_fits(reader, log):
    form = opened(reader)
    given = {"form_words_signups": "code 50126", "form_groups_signups": ["app", "stage"], "form_time": "last 2 days"}
    reader.workspace.press(form, "form_log", choice=log.value, given=given).wait_ack()
    reader.workspace.wait_until(lambda: screen(reader)["hash"] != form["hash"], lambda: "the form to change")

    stands = standing(screen(reader))
    assert stands["form_log"] == log.value
    assert stands[f"form_words_{log.value}"] == "code 50126"
    assert ("stage" in stands.get(f"form_groups_{log.value}", [])) is (log is Log.SIGN_UPS)
    assert ("app" in stands.get(f"form_groups_{log.value}", [])) is (log in {Log.SIGN_UPS, Log.SIGN_INS, Log.APPS})


def test_the_changed_form_asks_the_log_that_was_chosen(reader):
    form = opened(reader)
    reader.workspace.press(form, "form_log", choice="signins").wait_ack()
    reader.workspace.wait_until(lambda: screen(reader)["hash"] != form["hash"], lambda: "the form to change")
    reader.workspace.submit(screen(reader), {"form_choice_signins": "failed"}).wait_ack()

    answered(reader)
    assert reader.desk.asked[0].log is Log.SIGN_INS


def test_a_change_that_came_too_late_is_in_the_log(reader, caplog):
    form = opened(reader)
    reader.workspace.fail_next("views.update", error="hash_conflict")
    reader.workspace.press(form, "form_log", choice="signins").wait_ack()

    reader.workspace.wait_calls("views.update")
    reader.workspace.submit(screen(reader)).wait_ack()
    answered(reader)
    assert "another change came first" in caplog.text


@pytest.mark.parametrize(
    ("command", "text", "stands"),
    [
        pytest.param(
            "/entra",
            "ask",
            {"form_log": "signups", "form_period_signups": "24h", "form_look_signups": "list"},
            id="nothing",
        ),
        pytest.param(
            "/entra",
            "ask failed sign-ins yesterday by app top 5",
            {
                "form_log": "signins",
                "form_choice_signins": "failed",
                "form_period_signins": "yesterday",
                "form_groups_signins": ["app"],
                "form_look_signins": "list",
                "form_words_signins": "top:5",
            },
            id="a question",
        ),
        pytest.param(
            "/signups",
            "form frobnicated",
            {
                "form_log": "signups",
                "form_period_signups": "24h",
                "form_look_signups": "list",
                "form_words_signups": "frobnicated",
            },
            id="what cannot be read",
        ),
        pytest.param(
            "/risk", "ask", {"form_log": "risk", "form_look_risk": "list"}, id="another log, which has no usual time"
        ),
        pytest.param(
            "/apps",
            "ask expiring secrets",
            {"form_log": "apps", "form_choice_apps": "credentials", "form_look_apps": "list"},
            id="a report of usage",
        ),
    ],
)
def test_a_command_opens_it_with_what_was_typed(reader, command, text, stands):
    asked = reader.workspace.slash(command, text)

    assert not asked.wait_ack().payload
    assert standing(screen(reader)) == stands
    assert reader.desk.asked == []
    assert reader.workspace.calls("users.info") == (), "nothing is asked before it is open"


def test_an_answer_can_be_changed_in_the_form(reader):
    asked = reader.workspace.slash("/signups", "failed google yesterday by app")
    (answer,) = asked.wait(1)
    reader.workspace.click(answer.post, "answer_change").wait_ack()

    assert standing(screen(reader)) == {
        "form_log": "signups",
        "form_choice_signups": "failed",
        "form_words_signups": "provider:Google",
        "form_period_signups": "yesterday",
        "form_groups_signups": ["app"],
        "form_look_signups": "list",
    }


def test_another_persons_answer_cannot_be_changed(reader):
    asked = reader.workspace.slash("/signups", "failed google yesterday by app")
    (answer,) = asked.wait(1)
    reader.workspace.click(answer.post, "answer_change", user=SECURITY.id).wait_ack()

    assert "no longer has this question" in texts(screen(reader, user=SECURITY.id))


def test_hostile_text_stands_in_the_form_as_it_was_typed(reader):
    reader.workspace.slash("/signups", 'ask <!channel> "x" \\ & {{ 7*7 }} `y`').wait_ack()

    assert standing(screen(reader))["form_words_signups"] == '<!channel> "x" \\ & {{ 7*7 }} `y`'


def test_a_trigger_that_is_too_old_is_in_the_log(reader, caplog):
    reader.workspace.fail_next("views.open", error="expired_trigger_id")
    reader.workspace.shortcut("ask_the_logs").wait_ack()

    reader.workspace.wait_calls("views.open")
    reader.workspace.shortcut("ask_the_logs").wait_ack()
    assert screen(reader)
    assert "more than three seconds" in caplog.text


@pytest.mark.parametrize("callback", ["ask_the_logs", "look_up_user"])
def test_whoever_may_not_ask_is_told_so_in_its_place(make_bot, town, callback):
    bot = make_bot(workspace=town, allowed=frozenset({SECURITY.id}))

    view = opened(bot, callback)
    assert "submit" not in view
    assert HELPDESK.id in texts(view)


def test_rights_are_looked_at_again_when_it_is_sent(make_bot, town):
    bot = make_bot(workspace=town)
    form = opened(bot)
    bot.workspace.put(replace(HELPDESK, is_restricted=True))
    bot.workspace.submit(form).wait_ack()

    assert "Guests" in answered(bot).text
    assert bot.desk.asked == []


def test_who_lost_their_rights_is_suggested_no_name_of_the_tenant(make_bot, town):
    bot = make_bot(workspace=town)
    bot.desk.names = TenantNames(apps=("Payroll",))
    form = opened(bot)
    bot.workspace.put(replace(HELPDESK, is_restricted=True))
    ack = bot.workspace.submit(form, {"form_words_signups": "app:Payrol outcome:x"}).wait_ack()

    assert "Payroll" not in str(ack.payload)
    assert not ack.payload
    assert "Guests" in answered(bot).text
    assert bot.desk.asked == []
