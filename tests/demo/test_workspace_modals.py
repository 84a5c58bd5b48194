"""Modals, Home tabs and shortcuts: a real Bolt app on Socket Mode, and people who press and fill in."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from bolted import bolt_app, connected, web_client
from slack_bolt import App
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.demo.workspace import Workspace, running_workspace
from bot.demo.workspace.forms import Incomplete
from bot.demo.workspace.invocations import Outcome
from bot.demo.workspace.transcript import Json


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def option(value: str) -> Json:
    return {"text": plain(value.title()), "value": value}


WHAT = {
    "type": "input",
    "block_id": "what",
    "label": plain("What"),
    "element": {"type": "plain_text_input", "action_id": "words", "min_length": 3, "max_length": 20},
}
LOG = {
    "type": "input",
    "block_id": "log",
    "label": plain("Log"),
    "element": {
        "type": "static_select",
        "action_id": "log",
        "options": [option("signups"), option("signins")],
        "initial_option": option("signups"),
    },
}
PLACE = {
    "type": "input",
    "block_id": "place",
    "optional": True,
    "label": plain("Post the answer in"),
    "element": {"type": "conversations_select", "action_id": "place", "response_url_enabled": True},
}
LOOK = {"type": "actions", "block_id": "row", "elements": [{"type": "button", "action_id": "look", "text": plain("?")}]}


def modal(*blocks: Json, **more: Any) -> Json:
    return {
        "type": "modal",
        "callback_id": "ask",
        "title": plain("Ask"),
        "submit": plain("Go"),
        "blocks": [*blocks],
        **more,
    }


NEEDED = "Please complete this required field."
FORM = modal(WHAT, LOG, PLACE, LOOK)
NOTE = {"type": "modal", "title": plain("Note"), "blocks": [{"type": "divider"}]}


@dataclass(frozen=True)
class Town:
    workspace: Workspace
    app: App

    @property
    def slack(self) -> WebClient:
        return web_client(self.workspace)

    def opened(self, view: Json = FORM) -> Json:
        """The modal, opened by a shortcut of the helpdesk's."""
        asked = self.workspace.shortcut("ask")
        self.slack.views_open(trigger_id=asked.trigger_id, view=view)
        return self.workspace.screen("U_HELP")[-1]


@pytest.fixture
def town() -> Iterator[Town]:
    with running_workspace() as workspace:
        app = bolt_app(workspace)
        app.shortcut("ask")(lambda ack: ack())
        with connected(app, workspace):
            yield Town(workspace, app)


def listened(town: Town, answer: Json | None = None) -> list[Json]:
    """What comes in for the form, which is answered so."""
    seen: list[Json] = []

    @town.app.view("ask")
    def asked(ack: Callable[..., None], body: Json) -> None:
        seen.append(body)
        ack(**(answer or {}))

    return seen


def refused(method: Callable[..., Any], **arguments: Any) -> str:
    with pytest.raises(SlackApiError) as refusal:
        method(**arguments)
    return str(refusal.value.response["error"])


def test_a_form_brings_what_stands_in_it_and_closes(town: Town) -> None:
    seen = listened(town)
    sent = town.workspace.submit(town.opened(), {"words": "failed", "log": "signins"})

    sent.wait_ack()
    assert sent.outcome is Outcome.ACKED
    values = seen[0]["view"]["state"]["values"]
    assert values["what"]["words"] == {"type": "plain_text_input", "value": "failed"}
    assert values["log"]["log"]["selected_option"] == option("signins")
    assert values["place"]["place"] == {"type": "conversations_select", "selected_conversation": None}
    assert "channel" not in seen[0]
    assert "response_url" not in seen[0]
    assert town.workspace.screen("U_HELP") == ()


def test_what_the_app_chose_first_stands_until_somebody_chooses(town: Town) -> None:
    seen = listened(town)
    town.workspace.submit(town.opened(), {"words": "failed"}).wait_ack()

    assert seen[0]["view"]["state"]["values"]["log"]["log"]["selected_option"] == option("signups")


@pytest.mark.parametrize(
    ("given", "errors"),
    [
        pytest.param({}, {"what": NEEDED}, id="nothing"),
        pytest.param({"words": "ab"}, {"what": "Please enter 3 to 20 characters."}, id="too short"),
        pytest.param({"words": "abc", "log": None}, {"log": NEEDED}, id="choice taken back"),
    ],
)
def test_slacks_client_keeps_an_incomplete_form_back(town: Town, given: Json, errors: dict[str, str]) -> None:
    view = town.opened()

    with pytest.raises(Incomplete) as kept:
        town.workspace.submit(view, given)
    assert kept.value.errors == errors


def test_an_option_that_is_not_there_cannot_be_chosen(town: Town) -> None:
    view = town.opened()

    with pytest.raises(LookupError, match="'log' has no option 'audits'"):
        town.workspace.submit(view, {"words": "abc", "log": "audits"})


def test_errors_keep_the_form_open(town: Town) -> None:
    listened(town, {"response_action": "errors", "errors": {"what": "No such word"}})
    sent = town.workspace.submit(town.opened(), {"words": "fialed"})

    payload = sent.wait_ack().payload
    assert payload is not None
    assert payload["errors"] == {"what": "No such word"}
    (view,) = town.workspace.screen("U_HELP")
    assert view["state"]["values"]["what"]["words"]["value"] == "fialed"


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param({"response_action": "errors", "errors": {"row": "x"}}, id="errors for a block that is no input"),
        pytest.param(
            {"response_action": "update", "view": modal(WHAT, title=plain("x" * 25))}, id="a view that Slack refuses"
        ),
    ],
)
def test_an_answer_slack_cannot_take_fails_for_the_person(town: Town, answer: Json) -> None:
    listened(town, answer)
    sent = town.workspace.submit(town.opened(), {"words": "failed"})

    sent.wait_ack()
    assert sent.outcome is Outcome.INVALID_RESPONSE
    assert sent.problems
    assert len(town.workspace.screen("U_HELP")) == 1


@pytest.mark.parametrize(
    ("answer", "titles"),
    [
        pytest.param({"response_action": "update", "view": NOTE}, ["Ask", "Note"], id="update"),
        pytest.param({"response_action": "push", "view": NOTE}, ["Ask", "Ask", "Note"], id="push"),
        pytest.param({"response_action": "clear"}, [], id="clear"),
        pytest.param({}, ["Ask"], id="close"),
    ],
)
def test_a_form_on_top_of_another_is_answered(town: Town, answer: Json, titles: list[str]) -> None:
    listened(town, answer)
    town.opened()
    pressed = town.workspace.press(town.workspace.screen("U_HELP")[0], "look")
    town.slack.views_push(trigger_id=pressed.trigger_id, view=FORM)

    town.workspace.submit(town.workspace.screen("U_HELP")[-1], {"words": "failed"}).wait_ack()

    assert [view["title"]["text"] for view in town.workspace.screen("U_HELP")] == titles


def test_a_chosen_conversation_gets_the_answer(town: Town) -> None:
    seen = listened(town)
    sent = town.workspace.submit(town.opened(), {"words": "failed", "place": "C_SECURITY"})

    sent.wait_ack()
    (place,) = seen[0]["response_urls"]
    assert (place["block_id"], place["channel_id"]) == ("place", "C_SECURITY")
    assert place["response_url"].startswith("http://127.0.0.1")


def test_a_button_in_a_modal_tells_where_it_stands_and_what_stands_beside_it(town: Town) -> None:
    seen: list[Json] = []

    @town.app.action("look")
    def look(ack: Callable[..., None], body: Json, client: WebClient) -> None:
        seen.append(body)
        ack()
        client.views_update(
            view_id=body["view"]["id"], hash=body["view"]["hash"], view=modal(WHAT, LOG, title=plain("2"))
        )

    view = town.opened()
    town.workspace.press(view, "look", given={"words": "failed"}).wait_ack()
    town.workspace.wait_until(
        lambda: town.workspace.screen("U_HELP")[0]["title"]["text"] == "2", lambda: "the updated modal"
    )

    assert seen[0]["container"] == {"type": "view", "view_id": view["id"]}
    assert seen[0]["actions"][0]["block_id"] == "row"
    assert seen[0]["view"]["state"]["values"]["what"]["words"]["value"] == "failed"
    assert "response_url" not in seen[0]
    (now,) = town.workspace.screen("U_HELP")
    assert now["id"] == view["id"]
    assert now["hash"] != view["hash"]
    assert now["state"]["values"]["what"]["words"]["value"] == "failed", "what was typed stays"


def test_an_update_needs_the_view_as_it_is_and_on_a_screen(town: Town) -> None:
    view = town.opened(modal(WHAT, external_id="one"))

    assert refused(town.slack.views_update, view_id=view["id"], hash="old", view=NOTE) == "hash_conflict"
    assert refused(town.slack.views_update, view_id="V0", view=NOTE) == "not_found"
    assert town.slack.views_update(external_id="one", view=NOTE)["view"]["id"] == view["id"]
    town.workspace.dismiss(view)
    assert refused(town.slack.views_update, view_id=view["id"], view=NOTE) == "not_found"


def test_external_ids_are_unique_on_screens(town: Town) -> None:
    view = town.opened(modal(LOOK, external_id="one"))
    pressed = town.workspace.press(view, "look")

    again = modal(LOOK, external_id="one")
    assert refused(town.slack.views_push, trigger_id=pressed.trigger_id, view=again) == "duplicate_external_id"
    assert town.slack.views_update(view_id=view["id"], view=again)["ok"], "it may keep its own"


def test_three_modals_fit_on_each_other(town: Town) -> None:
    first = town.opened(modal(LOOK))
    for _ in range(2):
        pressed = town.workspace.press(town.workspace.screen("U_HELP")[-1], "look")
        town.slack.views_push(trigger_id=pressed.trigger_id, view=modal(LOOK))

    top = town.workspace.screen("U_HELP")[-1]
    assert (top["root_view_id"], top["previous_view_id"]) == (first["id"], town.workspace.screen("U_HELP")[1]["id"])
    pressed = town.workspace.press(top, "look")
    assert refused(town.slack.views_push, trigger_id=pressed.trigger_id, view=NOTE) == "push_limit_reached"


def test_a_modal_is_pushed_only_upon_another(town: Town) -> None:
    asked = town.workspace.shortcut("ask")

    assert refused(town.slack.views_push, trigger_id=asked.trigger_id, view=NOTE) == "not_found"


def test_the_app_hears_of_a_closed_form_if_it_asked_to(town: Town) -> None:
    closed: list[Json] = []

    @town.app.view_closed("ask")
    def listen(ack: Callable[..., None], body: Json) -> None:
        closed.append(body)
        ack()

    assert town.workspace.dismiss(town.opened()) is None
    told = town.workspace.dismiss(town.opened(FORM | {"notify_on_close": True}), everything=True)

    assert told is not None
    told.wait_ack()
    assert [body["is_cleared"] for body in closed] == [True]
    assert "trigger_id" not in closed[0]
    assert town.workspace.screen("U_HELP") == ()


def test_a_global_shortcut_knows_no_channel(town: Town) -> None:
    seen: list[Json] = []
    town.app.shortcut("find")(lambda ack, body: (seen.append(body), ack()))

    town.workspace.shortcut("find", user="U_SECURITY").wait_ack()

    assert (seen[0]["type"], seen[0]["user"]["id"], seen[0]["callback_id"]) == ("shortcut", "U_SECURITY", "find")
    assert seen[0].keys().isdisjoint({"channel", "response_url", "message"})


def test_a_message_shortcut_brings_the_message_even_from_a_thread(town: Town) -> None:
    parent = town.workspace.say("AADSTS50126", user="U_MANAGER")
    reply = town.workspace.say("Correlation ID: 1", thread_ts=parent.ts)

    @town.app.shortcut("explain")
    def explain(ack: Callable[..., None], shortcut: Json, respond: Callable[..., None]) -> None:
        ack()
        respond(f"{shortcut['message']['text']} beneath {shortcut['message']['thread_ts']}")

    (answer,) = town.workspace.message_shortcut("explain", reply, user="U_SECURITY").wait(1)
    assert answer.text == f"Correlation ID: 1 beneath {parent.ts}"
    assert answer.post.to == "U_SECURITY"


def test_a_menu_of_a_message_brings_its_choice_and_the_rest_of_its_state(town: Town) -> None:
    seen: list[Json] = []
    town.app.action("log")(lambda ack, body: (seen.append(body), ack()))
    blocks = [{"type": "actions", "block_id": "row", "elements": [LOG["element"], LOOK["elements"][0]]}]
    parent = town.slack.chat_postMessage(channel="C_SUPPORT", text="x")["ts"]
    town.slack.chat_postMessage(channel="C_SUPPORT", text="x", blocks=blocks, thread_ts=parent)

    town.workspace.click(town.workspace.posts[-1], "log", choice="signins").wait_ack()

    assert seen[0]["actions"][0]["selected_option"] == option("signins")
    assert seen[0]["state"]["values"]["row"]["log"]["selected_option"] == option("signins")
    assert seen[0]["container"]["thread_ts"] == parent


def test_options_of_an_external_menu_come_from_the_app(town: Town) -> None:
    town.app.options("city")(lambda ack, payload: ack(options=[option(payload["value"])]))
    menu = {"type": "external_select", "action_id": "city"}
    blocks = ({"type": "actions", "elements": [menu]},)

    payload = town.workspace.suggest(blocks, "city", "bergen").wait_ack().payload

    assert payload == {"options": [option("bergen")]}


def test_opening_the_home_tab_brings_what_is_shown_there(town: Town) -> None:
    seen: list[Json] = []
    home = {"type": "home", "blocks": [LOOK]}

    @town.app.event("app_home_opened")
    def opened(event: Json, client: WebClient) -> None:
        seen.append(event)
        client.views_publish(user_id=event["user"], view=home)

    for n in (1, 2):
        town.workspace.open_home(user="U_MANAGER").wait_ack()
        town.workspace.wait_calls("views.publish", n)

    first, second = seen
    assert ("view" in first, second["view"]["blocks"]) == (False, [LOOK])
    assert (first["tab"], first["channel"]) == ("home", "D_MANAGER")


def test_a_button_on_the_home_tab_can_be_pressed(town: Town) -> None:
    seen: list[Json] = []
    town.app.action("look")(lambda ack, body: (seen.append(body), ack()))
    town.slack.views_publish(user_id="U_HELP", view={"type": "home", "blocks": [LOOK]})
    home = town.workspace.home("U_HELP")
    assert home is not None

    town.workspace.press(home, "look").wait_ack()

    assert seen[0]["view"]["type"] == "home"
    assert town.workspace.screen("U_HELP") == ()


def test_an_event_is_sent_again_under_the_same_id(town: Town) -> None:
    seen: list[tuple[str, Any]] = []

    @town.app.event("app_mention")
    def mentioned(body: Json, context: Json, request: Any) -> None:
        seen.append((body["event_id"], request.headers.get("x-slack-retry-num")))

    first = town.workspace.mention("help")
    first.wait_ack()
    town.workspace.repeat(first, 1).wait_ack()
    town.workspace.wait_until(lambda: len(seen) == 2, lambda: "both deliveries")

    assert [retry for _, retry in seen] == [None, ["1"]]
    assert seen[0][0] == seen[1][0]
