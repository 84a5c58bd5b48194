"""Somebody presses what stands beneath an answer, and reads the next one: the whole bot on the demo tenant."""

from datetime import UTC, datetime

import pytest
from answer_reading import ask, controls, options, press, sound, table, total
from town_house import whole_bot_in

from bot.demo.workspace.people import HELPDESK, SECURITY
from handlers.answer_steps import GONE, OLD

ASKED = {
    "/signups": "failed last 24h",
    "/signins": "failed last 24h",
    "/audit": "last 3d",
    "/provisioning": "last 3d",
    "/risk": "signin last 30d",
    "/apps": "usage last 7d",
}


@pytest.fixture(scope="module")
def bot(town, tmp_path_factory):
    with whole_bot_in(town, tmp_path_factory.mktemp("buttons")) as bot:
        yield bot


# Pages


@pytest.mark.parametrize(("command", "text"), [pair for pair in ASKED.items() if pair[0] not in {"/risk", "/apps"}])
def test_pages_show_every_row_once_and_the_totals_stay(bot, command, text):
    reply = ask(bot, command, text)
    counted, seen = reply.blocks[1]["text"]["text"], list(table(reply))

    while "answer_next" in controls(reply) and len(seen) < 60:
        reply = press(bot, reply, "answer_next")
        seen += table(reply)
        assert reply.blocks[1]["text"]["text"] == counted

    assert len(seen) >= 15


def test_all_pages_together_are_the_whole_list(bot):
    reply = ask(bot, "/signups", "failed last 24h")
    everything, seen = total(reply), list(table(reply))

    while "answer_next" in controls(reply):
        reply = press(bot, reply, "answer_next")
        seen += table(reply)

    assert len(seen) == everything
    assert f"to {everything} of {everything} attempts, newest first; none is older" in reply.text


def test_a_page_takes_the_place_of_the_one_before_and_back_leads_there(bot):
    first = ask(bot, "/signups", "failed last 7d")
    second = press(bot, first, "answer_next")
    third = press(bot, second, "answer_next")
    back = press(bot, third, "answer_back")

    assert (second.body["replace_original"], back.body["replace_original"]) == (True, True)
    assert list(table(back)) == list(table(second)) != list(table(first))
    assert "answer_back" not in controls(first)
    assert list(table(press(bot, back, "answer_back"))) == list(table(first))


def test_trouble_on_the_way_to_the_next_page_leaves_this_one_where_it_is(bot):
    first = ask(bot, "/signups", "failed last 7d")
    bot.kept.forget(datetime(2027, 1, 1, tzinfo=UTC))

    gone = press(bot, first, "answer_next")

    assert GONE in gone.text
    assert "replace_original" not in gone.body


def test_groups_have_pages_whose_rest_adds_up(bot):
    first = ask(bot, "/signins", "last 7d by user")
    second = press(bot, first, "answer_next")

    everybody, rows = list(table(first))[-1], list(table(second))
    others = next(row for row in rows if row[0].endswith(("others", "All others")))
    assert rows[-1] == everybody
    assert sum(int(row[1].replace(",", "")) for row in rows[:-1]) == int(everybody[1].replace(",", ""))
    assert others != rows[0]


# What follows


@pytest.mark.parametrize(("command", "text"), ASKED.items())
def test_every_choice_beneath_an_answer_is_answered(bot, command, text):
    reply = ask(bot, command, text)
    chosen = [(action, value) for action in ("answer_show", "answer_time") for value in options(reply, action).values()]

    for action, value in chosen:
        answer = press(bot, reply, action, value)
        assert "GH-" not in answer.text, f"{value} went wrong: {answer.text}"
        assert "answer_again" in controls(answer), f"{value}: {answer.text}"


def test_a_breakdown_adds_up_to_the_answer_above_it(bot):
    reply = ask(bot, "/signups", "failed last 7d")
    apps = press(bot, reply, "answer_show", options(reply, "answer_show")["App"])

    rows = list(table(apps))
    assert "by app" in apps.text
    assert total(apps) == total(reply)
    assert sum(int(row[1]) for row in rows[:-1]) == int(rows[-1][1]) == total(reply)
    assert "replace_original" not in apps.body, "the list stays, to be read beside it"


def test_another_time_is_asked_by_a_choice(bot):
    reply = ask(bot, "/signups", "failed last 24h")
    wider = press(bot, reply, "answer_time", options(reply, "answer_time")["Last 7 days"])

    assert "last 7 days" in wider.text
    assert total(wider) > total(reply)
    assert "Last 7 days" not in options(wider, "answer_time"), "it is that already"


def test_a_chart_and_the_time_before(bot):
    reply = ask(bot, "/signins", "last 24h")
    chart = press(bot, reply, "answer_show", options(reply, "answer_show")["Chart over time"])
    beside = press(bot, reply, "answer_show", options(reply, "answer_show")["Compared with before"])

    assert any(block["type"] == "data_visualization" for block in chart.blocks)
    assert "compared with" in beside.text
    assert total(beside) == total(reply)


def test_the_exact_graph_query_is_shown(bot):
    reply = ask(bot, "/signups", "failed last 24h")

    said = press(bot, reply, "answer_more", options(reply, "answer_more")["Graph query"]).text

    assert "/beta/auditLogs/signUps?$filter=createdDateTime ge 2026-11-19T08:30:00Z" in said


def test_asking_again_asks_as_of_now(bot):
    reply = ask(bot, "/signups", "failed last 24h")

    assert total(press(bot, reply, "answer_again")) == total(reply)


def test_a_person_has_a_page_of_their_own_in_the_portal(bot):
    reply = ask(bot, "/whois", "jane@contoso.com")
    if "answer_portal" in controls(reply):
        assert "/userId/" in controls(reply)["answer_portal"]["url"]
    assert "answer_share" not in controls(reply), "it is about one person"
    offered = controls(reply)["answer_show"]["option_groups"][0]["options"]
    assert [option["text"]["text"] for option in offered] == [
        "All sign-ups",
        "All sign-ins",
        "All changes to the account",
    ]


@pytest.mark.parametrize(
    ("command", "text", "page"),
    [
        pytest.param("/signins", "failed last 24h", "SignInEventsV3Blade/timeRangeType/last24hours", id="sign-ins"),
        pytest.param("/audit", "last 24h", "AuditLogList.ReactView", id="changes"),
        pytest.param("/risk", "high", "RiskyUsersBlade", id="people at risk"),
        pytest.param("/risk", "signin last 7d", "RiskDetectionsBlade", id="sign-ins at risk"),
        pytest.param("/signups", "last 24h", None, id="the portal has no sign-up log"),
    ],
)
def test_the_portal_is_linked_where_it_has_such_a_page(bot, command, text, page):
    link = controls(ask(bot, command, text)).get("answer_portal")

    assert (link and link["url"].endswith(page)) if page else link is None


def test_a_link_is_acknowledged_and_no_more(bot):
    reply = ask(bot, "/audit", "last 24h")

    pressed = bot.workspace.click(reply.post, "answer_portal")

    assert pressed.wait_ack().payload in (None, {})
    assert pressed.replies == ()


# Favourites


def test_a_question_is_starred_and_unstarred(bot):
    reply = ask(bot, "/provisioning", "failed last 24h")
    press(bot, reply, "answer_more", options(reply, "answer_more")["Add to favourites"])
    again = press(bot, reply, "answer_again")

    assert [each.question.log for each in bot.kept.favourites(HELPDESK.id)] == ["provisioning"]
    press(bot, again, "answer_more", options(again, "answer_more")["Remove from favourites"])
    assert bot.kept.favourites(HELPDESK.id) == []


# What must not work


def test_another_persons_private_answer_cannot_be_pressed(bot):
    reply = ask(bot, "/signups", "failed last 24h")

    assert GONE in press(bot, reply, "answer_next", user=SECURITY.id).text


@pytest.mark.parametrize(
    ("action", "value"),
    [
        pytest.param("answer_next", "made-up", id="an id nobody gave"),
        pytest.param("answer_next", "", id="no id"),
        pytest.param("answer_show", "made-up by:app", id="a choice of nothing"),
        pytest.param("answer_next", "x" * 1900, id="a long one"),
    ],
)
def test_what_was_not_kept_is_told_kindly(bot, action, value):
    assert GONE in forged(bot, action, value).text


@pytest.mark.parametrize(
    ("action", "code"),
    [
        pytest.param("answer_show", "by:user; DROP TABLE", id="a field nobody has"),
        pytest.param("answer_show", "by:risk_level", id="a field of another log"),
        pytest.param("answer_time", "in:1000y", id="a time nobody offered"),
        pytest.param("answer_more", "format c:", id="another deed"),
        pytest.param("shiny_new_button", "", id="a button of another version"),
    ],
)
def test_a_choice_that_was_not_offered_is_told_kindly(bot, action, code):
    reply = ask(bot, "/signups", "failed last 24h")
    key = controls(reply)["answer_again"]["value"]

    assert OLD in forged(bot, action, f"{key} {code}").text


def forged(bot, action, value):
    """A press that no message offers."""
    details = {
        "container": {"type": "message", "message_ts": "1.0", "is_ephemeral": True},
        "actions": [{"action_id": action, "type": "button", "value": value, "action_ts": f"{datetime.now(UTC)}"}],
    }
    (reply,) = bot.workspace.interact("block_actions", details).wait(1)
    return sound(reply)


def test_a_press_that_slack_repeats_is_answered_once(bot):
    reply = ask(bot, "/signups", "failed last 24h")
    key = controls(reply)["answer_again"]["value"]
    details = {"container": {}, "actions": [{"action_id": "answer_again", "value": key, "action_ts": "7.7"}]}

    bot.workspace.interact("block_actions", details).wait(1)
    again = bot.workspace.interact("block_actions", details)

    again.wait_ack()
    assert again.replies == ()


def test_history_counts_a_question_once_however_many_pages_were_turned(bot):
    reply = ask(bot, "/signups", "abandoned last 7d", user=SECURITY.id)
    press(bot, reply, "answer_next", user=SECURITY.id)
    history = bot.kept.history(SECURITY.id)

    assert [(each.question.log, each.page.is_first) for each in history] == [("signups", True)]


# Again and again


def test_a_question_is_scheduled_by_two_presses(bot):
    reply = ask(bot, "/signups", "failed with Google last 7d by app")
    offer = press(bot, reply, "answer_more", options(reply, "answer_more")["Schedule…"])

    done = press(bot, offer, "answer_schedule_0")

    assert "`/entra subscribe signups weekdays 9:00 to me provider:Google`" in offer.text
    assert [each["text"]["text"] for each in controls(offer).values()] == [
        "Every weekday",
        "Every Monday",
        "Every month",
    ]
    assert "Subscribed: this is subscription" in done.text
    assert "Google" in done.text


def test_what_has_no_digest_is_not_scheduled(bot):
    assert "Schedule…" not in options(ask(bot, "/audit", "last 24h"), "answer_more")


def test_a_rhythm_nobody_offered_is_told_kindly(bot):
    key = controls(ask(bot, "/signups", "failed last 24h"))["answer_again"]["value"]

    assert OLD in forged(bot, "answer_schedule_0", f"{key} hourly").text


# Elsewhere


def direct_room(bot):
    """Where Gatehouse and the helpdesk write to each other."""
    reply = ask(bot, "/signups", "failed last 24h")
    press(bot, reply, "answer_more", options(reply, "answer_more")["CSV file"])
    return [post for post in bot.workspace.posts if post.files][-1].channel


def test_on_the_home_tab_what_is_pressed_is_answered_by_a_direct_message(bot):
    room = direct_room(bot)
    key = controls(ask(bot, "/signups", "failed last 24h"))["answer_again"]["value"]
    text = {"type": "plain_text", "text": "Run again"}
    button = {"type": "button", "action_id": "run_kept_0", "value": key, "text": text}
    home = {"id": "V1", "state": {"values": {}}, "blocks": [{"type": "actions", "elements": [button]}]}
    before = len(bot.workspace.channel(room).messages)

    bot.workspace.press(home, "run_kept_0").wait_ack()

    bot.workspace.wait_until(
        lambda: any("failed" in post.text for post in bot.workspace.channel(room).messages[before:]),
        lambda: "an answer in the direct messages",
    )


def test_in_direct_messages_pages_are_turned_in_place_and_answers_stay(bot):
    room = direct_room(bot)
    first = ask(bot, "/signups", "failed last 7d", channel=room)

    second = bot.workspace.click(first.post, "answer_next").wait(1, timeout=60)[0]
    again = bot.workspace.click(second.post, "answer_again").wait(1, timeout=60)[0]

    assert second.body["replace_original"] is True
    assert again.response_type == "in_channel", "nobody else reads there, and it is still there tomorrow"


def test_an_answer_whose_buttons_are_refused_arrives_without_them(bot):
    bot.workspace.refuse_blocks("actions")
    try:
        (reply,) = bot.workspace.slash("/signups", "failed last 24h").wait(1, timeout=60)
    finally:
        bot.workspace.accept_blocks()

    kinds = {block["type"] for block in reply.blocks}
    assert "actions" not in kinds
    assert "table" in kinds or "data_table" in kinds, "its table is not lost with them"
    assert "sign-up attempts failed" in reply.text
