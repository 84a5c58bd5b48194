"""What people press beneath incidents, over a real Socket Mode connection."""

from datetime import timedelta

import pytest
from incidents_in_town import NOW, watched_in

from bot.demo.workspace import running_workspace
from bot.demo.workspace.people import GUEST, MANAGER, ROBOT, SECURITY
from bot.domain.hourly_counts import HOUR
from bot.domain.incident_care import Act, Deed
from bot.mirror.database import writing


@pytest.fixture
def workspace():
    with running_workspace() as workspace:
        yield workspace


@pytest.fixture
def bot(workspace, tmp_path):
    with watched_in(workspace, tmp_path, door=True) as bot:
        workspace.wait_connected()
        yield bot


@pytest.fixture
def post(bot):
    """The message of an incident that has just been told of."""
    bot.fail(6)
    bot.look()
    return bot.posts[0]


def shows(bot, post, said):
    """Waits until the message says this; answers it."""
    bot.workspace.wait_until(lambda: said in bot.fresh(post).text, lambda: f"{said!r} in {bot.fresh(post).text!r}")
    return bot.fresh(post)


def actions(post):
    rows = [block["elements"] for block in post.blocks if block["type"] == "actions"]
    return {element["action_id"] for row in rows for element in row}


def form(bot, user):
    bot.workspace.wait_until(lambda: bool(bot.workspace.screen(user)), lambda: "a form")
    return bot.workspace.screen(user)[-1]


def texts(view):
    return "\n".join(block["text"]["text"] for block in view["blocks"] if block["type"] == "section")


# Acknowledge


def test_somebody_takes_an_incident_on_and_everybody_sees_who(bot, post):
    pressed = bot.workspace.click(post, "incident_acknowledge", user=SECURITY.id)

    shown = shows(bot, post, "Acknowledged by")
    assert pressed.wait_ack().latency < 3.0
    assert f"*Acknowledged by {SECURITY.name}*" in shown.text
    assert "incident_acknowledge" not in actions(shown)
    assert len(bot.posts) == len(bot.thread(post)) == 1


def test_nobody_is_pinged_by_their_own_press(bot, post):
    bot.workspace.click(post, "incident_acknowledge", user=SECURITY.id)
    shown = shows(bot, post, "Acknowledged by")

    assert "<@" not in str(shown.blocks)


def test_the_second_of_two_people_is_told_who_was_first(bot, post):
    first = bot.workspace.click(post, "incident_acknowledge", user=SECURITY.id)
    second = bot.workspace.click(post, "incident_acknowledge", user=MANAGER.id)

    losers = [press for press in (first, second) if press.user != winner(bot, post)]
    (reply,) = losers[0].wait(1)
    assert reply.response_type == "ephemeral"
    assert f"{name_of(winner(bot, post))} acknowledged this already, Fri 20 Nov 09:30 UTC." in reply.text
    assert len(bot.records()[0].care.acts) == 1


def winner(bot, post):
    shows(bot, post, "Acknowledged by")
    return bot.records()[0].care.acknowledged.who


def name_of(user):
    return {person.id: person.name for person in (SECURITY, MANAGER)}[user]


def test_a_press_that_slack_delivers_twice_counts_once(bot, post):
    block = next(block for block in post.blocks if block.get("block_id", "").startswith("votes"))
    details = {
        "actions": [
            {"type": "button", "action_id": "incident_useful", "block_id": block["block_id"], "action_ts": "1.1"}
        ],
        "container": {"type": "message", "message_ts": post.ts, "channel_id": post.channel},
    }
    presses = [
        bot.workspace.interact("block_actions", details, user=SECURITY.id, channel=post.channel) for _ in range(2)
    ]
    for press in presses:
        press.wait_ack()
    shows(bot, post, "Useful to 1")

    assert sum(len(press.replies) for press in presses) == 1


def test_a_press_that_comes_as_the_program_stops_is_not_lost_in_silence(bot, post):
    bot.speakers.conversation.crew.stop(patience=1)

    (reply,) = bot.workspace.click(post, "incident_acknowledge", user=SECURITY.id).wait(1)
    assert reply.response_type == "ephemeral"
    assert "Gatehouse is being restarted and could not finish this." in reply.text
    assert bot.records()[0].care.acts == ()


# Rights


@pytest.mark.parametrize("user", [pytest.param(GUEST, id="a guest")])
def test_who_may_not_ask_may_not_press(bot, post, user):
    bot.workspace.put(user)
    pressed = bot.workspace.click(post, "incident_acknowledge", user=user.id)

    (reply,) = pressed.wait(1)
    assert "Guests of this workspace cannot ask Gatehouse" in reply.text
    assert bot.records()[0].care.acts == ()


def test_a_button_of_an_incident_that_is_gone_changes_nothing(bot, post):
    forged = {
        "actions": [
            {
                "type": "button",
                "action_id": "incident_acknowledge",
                "block_id": f"incident {'0' * 20} 1",
                "value": "0" * 20,
                "action_ts": "1.1",
            }
        ],
        "container": {"type": "message", "message_ts": post.ts, "channel_id": post.channel},
    }
    pressed = bot.workspace.interact("block_actions", forged, user=SECURITY.id, channel=post.channel)

    (reply,) = pressed.wait(1)
    assert "Gatehouse does not know this incident any more, so nothing was changed." in reply.text
    bot.clock.forward(minutes=1)
    bot.look()
    assert bot.records()[0].care.acts == ()


def test_a_press_that_is_refused_leaves_the_channel_alone(bot, post):
    bot.workspace.put(GUEST)
    bot.house.incidents.act(bot.records()[0].id, Act(deed=Deed.ACKNOWLEDGE, who="U1", name="anna", at=NOW))
    calls = len(bot.workspace.calls("chat.update"))
    bot.workspace.click(post, "incident_mute", user=GUEST.id).wait(1)
    bot.workspace.click(post, "incident_mute", user=SECURITY.id)
    form(bot, SECURITY.id)

    assert len(bot.workspace.calls("chat.update")) == calls
    assert "*Open*" in bot.fresh(post).text


def test_a_second_press_shows_the_channel_what_the_first_could_not(bot, post):
    bot.house.incidents.act(bot.records()[0].id, Act(deed=Deed.ACKNOWLEDGE, who="U1", name="anna", at=NOW))
    pressed = bot.workspace.click(post, "incident_acknowledge", user=SECURITY.id)

    assert "anna acknowledged this already" in pressed.wait(1)[0].text
    assert "incident_acknowledge" not in actions(shows(bot, post, "Acknowledged by anna"))


# Assign


def test_an_incident_is_handed_to_somebody(bot, post):
    bot.workspace.click(post, "incident_assign", user=SECURITY.id, choice=MANAGER.id)

    shown = shows(bot, post, "Assigned to")
    assert f"Assigned to {MANAGER.name} by {SECURITY.name}, Fri 20 Nov 09:30 UTC." in shown.text


def direct(bot, user):
    """What the bot has written to somebody alone."""
    return bot.workspace.channel(bot.workspace.direct_messages(user).id).messages


def test_who_was_assigned_is_told_alone_and_nobody_is_pinged(bot, post):
    bot.workspace.click(post, "incident_assign", user=SECURITY.id, choice=MANAGER.id)
    shown = shows(bot, post, "Assigned to")

    (told,) = direct(bot, MANAGER.id)
    assert told.text.startswith(
        f"{SECURITY.name} assigned an incident to you: Sign-ups fail more than usual: Google, since Fri 20 Nov 09:00"
    )
    links = [each["url"] for block in told.blocks if block["type"] == "actions" for each in block["elements"]]
    assert [link.endswith(f"/archives/{post.channel}/p{post.ts.replace('.', '')}") for link in links] == [True]
    assert "<@" not in f"{told.blocks} {shown.blocks}"
    assert len(bot.posts) == 1
    assert not direct(bot, SECURITY.id)


def test_who_assigns_what_somebody_else_had_assigned_is_told_so(bot, post):
    bot.workspace.click(post, "incident_assign", user=SECURITY.id, choice=MANAGER.id)
    shows(bot, post, f"Assigned to {MANAGER.name}")
    pressed = bot.workspace.click(post, "incident_assign", user=MANAGER.id, choice=SECURITY.id)

    said = pressed.wait(1)[0].text
    assert said == f"Until now it was {MANAGER.name}'s, assigned by {SECURITY.name}, Fri 20 Nov 09:30 UTC."
    assert shows(bot, post, f"Assigned to {SECURITY.name} by {MANAGER.name}")


def test_who_takes_an_incident_themselves_is_not_told_of_it(bot, post):
    bot.workspace.click(post, "incident_assign", user=SECURITY.id, choice=SECURITY.id)
    shows(bot, post, f"Assigned to {SECURITY.name} by {SECURITY.name}")

    assert bot.workspace.calls("conversations.open") == ()


def test_who_assigned_hears_that_the_other_could_not_be_told(bot, post):
    bot.workspace.fail_next("conversations.open", error="user_not_found", times=9)
    pressed = bot.workspace.click(post, "incident_assign", user=SECURITY.id, choice=MANAGER.id)

    said = pressed.wait(1)[0].text
    assert said == (
        f"Assigned to {MANAGER.name}, who could not be told alone: Slack does not know that person. Tell them yourself."
    )
    assert shows(bot, post, f"Assigned to {MANAGER.name} by {SECURITY.name}")


def test_a_message_whose_address_slack_does_not_tell_does_without(bot, post):
    bot.workspace.fail_next("chat.getPermalink", error="message_not_found", times=9)
    bot.workspace.click(post, "incident_assign", user=SECURITY.id, choice=MANAGER.id)
    shows(bot, post, "Assigned to")

    (told,) = direct(bot, MANAGER.id)
    assert [block["type"] for block in told.blocks] == ["section"]


def test_a_name_that_slack_does_not_tell_assigns_to_nobody(bot, post):
    bot.workspace.fail_next("users.info", error="fatal_error", times=9)
    pressed = bot.workspace.click(post, "incident_assign", user=SECURITY.id, choice="U_NOBODY")

    assert "Slack did not say who that is" in pressed.wait(1)[0].text
    assert bot.records()[0].care.acts == ()


def test_an_incident_cannot_be_handed_to_a_robot(bot, post):
    pressed = bot.workspace.click(post, "incident_assign", user=SECURITY.id, choice=ROBOT.id)

    assert "Choose a colleague" in pressed.wait(1)[0].text
    assert bot.records()[0].care.acts == ()


# Mute


def test_a_mute_shows_first_what_it_would_have_hidden_this_week(bot, post):
    bot.workspace.click(post, "incident_mute", user=SECURITY.id)

    said = texts(form(bot, SECURITY.id))
    assert "This week it would have hidden 1 alert:" in said
    assert "• Google, Fri 20 Nov 09:00 UTC, still going on" in said


def test_a_mute_lasts_four_hours_unless_somebody_says_otherwise(bot, post):
    bot.workspace.click(post, "incident_mute", user=SECURITY.id)
    bot.workspace.submit(form(bot, SECURITY.id), user=SECURITY.id)

    assert "Muted until Fri 20 Nov 13:30 UTC" in shows(bot, post, "Muted until").text


def muted(bot, post, length="4h"):
    bot.workspace.click(post, "incident_mute", user=SECURITY.id)
    bot.workspace.submit(form(bot, SECURITY.id), {"length": length}, user=SECURITY.id)
    return shows(bot, post, "Muted until")


def test_a_mute_is_seen_by_everybody_and_ends_by_itself(bot, post):
    shown = muted(bot, post)
    bot.clock.forward(hours=4)
    bot.fail(6)
    bot.look()

    assert f"Muted until Fri 20 Nov 13:30 UTC by {SECURITY.name}; it ends by itself." in shown.text
    assert "incident_unmute" in actions(shown)
    assert "Muted" not in bot.fresh(post).text
    assert "incident_mute" in actions(bot.fresh(post))


def test_while_muted_alerts_of_the_same_place_stay_out_of_the_channel_and_others_do_not(bot, post):
    muted(bot, post)
    bot.clock.forward(hours=1)
    bot.look()
    bot.clock.forward(hours=1)
    bot.fail(6, provider="Google")
    bot.fail(6, provider="Apple")
    bot.look()

    assert [each.text.splitlines()[0].split(": ")[1] for each in bot.posts] == ["Google*", "Apple*"]
    hidden = [record for record in bot.records() if record.hidden_by]
    assert [record.hidden_by for record in hidden] == [bot.records()[0].id]


def test_what_still_goes_on_when_a_mute_ends_is_posted_then(bot, post):
    muted(bot, post, "1h")
    bot.clock.forward(hours=1)
    bot.look()
    bot.clock.present = NOW + timedelta(minutes=59)
    bot.clock.forward(hours=1)
    bot.fail(6)
    bot.look()

    assert len(bot.posts) == 2


def test_a_mute_can_be_ended_before_its_time(bot, post):
    shown = muted(bot, post)
    bot.workspace.click(shown, "incident_unmute", user=MANAGER.id)
    bot.workspace.wait_until(lambda: "incident_mute" in actions(bot.fresh(post)), lambda: str(actions(bot.fresh(post))))

    assert "*Open*" in bot.fresh(post).text


# Close


def test_an_incident_is_closed_with_a_reason_that_everybody_reads(bot, post):
    bot.workspace.click(post, "incident_close", user=SECURITY.id)
    given = {"reason": "expected", "note": "A *load* test <!channel>"}
    bot.workspace.submit(form(bot, SECURITY.id), given, user=SECURITY.id)

    shown = shows(bot, post, "Closed")
    assert "*Closed: expected*" in shown.text
    assert f"Closed by {SECURITY.name}, Fri 20 Nov 09:30 UTC: expected." in shown.text
    assert "<!channel>" not in str(shown.blocks)
    assert actions(shown) == {"incident_useful", "incident_useless", "incident_portal"}


def test_whom_a_word_about_a_closed_incident_names_stays_between_those_who_may_ask(bot, post):
    bot.workspace.click(post, "incident_close", user=SECURITY.id)
    given = {"reason": "fixed", "note": "jane.doe@contoso.com from 203.0.113.7 tested"}
    bot.workspace.submit(form(bot, SECURITY.id), given, user=SECURITY.id)

    shown = shows(bot, post, "Closed")
    assert "“j∗∗∗@contoso.com from 203.0.∗∗∗ tested”" in shown.text
    assert "jane.doe" not in f"{shown.text} {shown.blocks}"


def test_a_form_sent_after_somebody_else_closed_it_says_who_was_first(bot, post):
    for user in (SECURITY, MANAGER):
        bot.workspace.click(post, "incident_close", user=user.id)
        form(bot, user.id)
    bot.workspace.submit(form(bot, SECURITY.id), {"reason": "fixed"}, user=SECURITY.id)
    shows(bot, post, "Closed")
    sent = bot.workspace.submit(form(bot, MANAGER.id), {"reason": "false alarm"}, user=MANAGER.id)

    ack = sent.wait_ack()
    assert ack.payload["response_action"] == "update"
    assert f"{SECURITY.name} closed this already" in texts(ack.payload["view"])
    assert "false alarm" not in bot.fresh(post).text


def forged(bot, post, button, **fields):
    """A form about the incident, sent off with what its fields cannot say."""
    bot.workspace.click(post, button, user=SECURITY.id)
    state = {
        name: {name: {"value": value} if name == "note" else {"selected_option": value}}
        for name, value in fields.items()
    }
    view = form(bot, SECURITY.id) | {"state": {"values": state}}
    return bot.workspace.interact("view_submission", {"view": view}, user=SECURITY.id, channel=post.channel)


@pytest.mark.parametrize(
    ("button", "fields"),
    [
        pytest.param("incident_mute", {"length": {"value": "999y"}}, id="a length that is not offered"),
        pytest.param("incident_mute", {}, id="no length"),
        pytest.param("incident_close", {"reason": {"value": "because"}}, id="a reason that is not offered"),
        pytest.param("incident_close", {"note": "why not"}, id="no reason"),
        pytest.param(
            "incident_close", {"reason": {"value": "fixed"}, "note": "x" * 201}, id="more words than there is room"
        ),
        pytest.param("incident_mute", {"length": "4h"}, id="no option at all"),
    ],
)
def test_a_form_that_says_what_it_does_not_offer_changes_nothing(bot, post, button, fields):
    ack = forged(bot, post, button, **fields).wait_ack()

    assert "This form says something that it does not offer, so nothing was changed." in texts(ack.payload["view"])
    assert bot.records()[0].care.acts == ()
    assert "fault" not in str(ack.payload)


def test_a_form_that_has_to_wait_for_the_mirror_says_so_in_time_and_is_noted_all_the_same(bot, post):
    bot.workspace.click(post, "incident_close", user=SECURITY.id)
    shown = form(bot, SECURITY.id)
    with writing(bot.house.settings.database):
        sent = bot.workspace.submit(shown, {"reason": "fixed"}, user=SECURITY.id)
        ack = sent.wait_ack()

    assert ack.latency < 3.0
    assert "waiting to note this" in texts(ack.payload["view"])
    shows(bot, post, "Closed by")
    bot.workspace.wait_until(lambda: texts(form(bot, SECURITY.id)) == "Noted.", lambda: texts(form(bot, SECURITY.id)))


def test_a_form_sent_while_the_bot_stops_is_told_to_look_whether_it_was_noted(bot, post):
    bot.workspace.click(post, "incident_close", user=SECURITY.id)
    shown = form(bot, SECURITY.id)
    bot.speakers.conversation.crew.stop(patience=1)
    sent = bot.workspace.submit(shown, {"reason": "fixed"}, user=SECURITY.id)

    assert "if it does not say this, send it once more" in texts(sent.wait_ack().payload["view"])
    assert bot.records()[0].care.acts == ()


def test_a_closed_incident_stays_closed_when_the_trouble_goes_on(bot, post):
    bot.workspace.click(post, "incident_close", user=SECURITY.id)
    bot.workspace.submit(form(bot, SECURITY.id), {"reason": "fixed"}, user=SECURITY.id)
    shows(bot, post, "Closed")
    bot.clock.forward(minutes=5)
    bot.fail(3)
    bot.look()
    bot.clock.forward(hours=1)
    bot.look()

    assert "*Closed: fixed*" in bot.fresh(post).text
    assert len(bot.posts) == 1


def test_buttons_of_an_older_state_of_the_message_are_heard(bot, post):
    muted(bot, post)
    old = bot.workspace.click(post, "incident_acknowledge", user=MANAGER.id)

    assert old.wait_ack().latency < 3.0
    assert f"Acknowledged by {MANAGER.name}" in shows(bot, post, "Acknowledged by").text
    assert bot.records()[0].care.muted(bot.clock.now())


def test_what_is_pressed_after_somebody_closed_it_changes_nothing(bot, post):
    bot.workspace.click(post, "incident_close", user=SECURITY.id)
    bot.workspace.submit(form(bot, SECURITY.id), {"reason": "fixed"}, user=SECURITY.id)
    shows(bot, post, "Closed")
    late = [bot.workspace.click(post, "incident_acknowledge", user=MANAGER.id)]
    late.append(bot.workspace.click(post, "incident_assign", user=MANAGER.id, choice=SECURITY.id))

    for press in late:
        assert f"{SECURITY.name} closed this already, Fri 20 Nov 09:30 UTC: fixed." in press.wait(1)[0].text
    assert [act.deed for act in bot.records()[0].care.acts] == [Deed.CLOSE]


# Useful or not


def test_everybody_has_one_voice_and_may_change_it(bot, post):
    bot.workspace.click(post, "incident_useful", user=SECURITY.id).wait(1)
    bot.workspace.click(post, "incident_useful", user=MANAGER.id).wait(1)
    shows(bot, post, "Useful to 2, not useful to 0.")
    bot.workspace.click(bot.fresh(post), "incident_useless", user=MANAGER.id).wait(1)

    assert shows(bot, post, "Useful to 1, not useful to 1.")


def test_a_link_to_the_portal_is_heard_and_nothing_else_happens(bot, post):
    pressed = bot.workspace.click(post, "incident_portal", user=SECURITY.id)

    assert pressed.wait_ack().latency < 3.0
    assert pressed.replies == ()


def test_what_was_done_is_shown_by_the_next_round_when_slack_was_busy(bot, post):
    bot.workspace.fail_next("chat.update", times=1, error="fatal_error")
    bot.workspace.click(post, "incident_acknowledge", user=SECURITY.id).wait_ack()
    bot.workspace.wait_until(lambda: bool(bot.records()[0].care.acts), lambda: "an act in the ledger")
    bot.workspace.wait_calls("chat.update", 1)
    bot.look()

    assert "Acknowledged by" in bot.fresh(post).text


def test_a_recovered_incident_keeps_who_took_it_on(bot, post):
    bot.workspace.click(post, "incident_acknowledge", user=SECURITY.id)
    shows(bot, post, "Acknowledged by")
    bot.clock.forward(hours=1)
    bot.look()

    shown = bot.fresh(post)
    assert "*Recovered after 1 h*" in shown.text
    assert f"Acknowledged by {SECURITY.name}" in shown.text
    assert bot.records()[0].incident.recovered_at == NOW + HOUR
