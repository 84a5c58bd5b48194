"""The page over HTTP: what it shows to whom, what it does, and whom it turns away."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import httpx
import pytest
from bolted import bolt_app, connected, web_client
from slack_bolt import App

from bot.demo.page.chronicle import GraphRequest, Happening
from bot.demo.whole_town import WholeTown
from bot.demo.workspace.transcript import Json

ROOT = Path(__file__).parents[2]
NOW = datetime(2026, 11, 18, 10, 30, tzinfo=UTC)
BUTTON = {"type": "button", "action_id": "share", "text": {"type": "plain_text", "text": "Share"}, "value": "42"}
WHAT = {
    "type": "input",
    "block_id": "what",
    "label": {"type": "plain_text", "text": "What"},
    "element": {"type": "plain_text_input", "action_id": "words"},
}
FORM = {
    "type": "modal",
    "callback_id": "form",
    "title": {"type": "plain_text", "text": "Ask"},
    "submit": {"type": "plain_text", "text": "Go"},
    "blocks": [WHAT],
}


class Browser:
    """Somebody's page, without the page."""

    def __init__(self, town: WholeTown, user: str = "U_HELP") -> None:
        self.town = town
        self.user = user

    def get(self, path: str, **more: Any) -> httpx.Response:
        return httpx.get(f"{self.town.url}{path}", timeout=60, trust_env=False, **more)

    def post(self, **more: Any) -> httpx.Response:
        return httpx.post(f"{self.town.url}/town/act", timeout=60, trust_env=False, **more)

    def screen(self, place: str = "C_SUPPORT", thread: str = "", beat: int = -1) -> Json:
        asked = {"user": self.user, "place": place, "thread": thread, "beat": beat}
        return self.get("/town/screen", params=asked).json()

    def act(self, kind: str, **more: Any) -> Json:
        answer = self.post(json={"kind": kind, "user": self.user, **more})
        return {"status": answer.status_code, **answer.json()}

    def said(self, place: str = "C_SUPPORT") -> str:
        return "".join(item["html"] for item in self.screen(place)["items"])


@pytest.fixture(scope="module")
def town() -> Iterator[WholeTown]:
    manifest = (ROOT / "manifest.yml").read_text("utf-8").replace("bot:\n", "bot:\n      - files:write\n", 1)
    town = WholeTown(templates=ROOT / "templates" / "demo", manifest=manifest, now=NOW)
    yield town
    town.stop()


@pytest.fixture(scope="module")
def app(town: WholeTown) -> Iterator[App]:
    """A bot that answers as each test has it."""
    app = bolt_app(town.workspace)
    with connected(app, town.workspace):
        yield app


@pytest.fixture
def hanna(town: WholeTown) -> Browser:
    return Browser(town)


def test_the_page_lets_in_no_script_but_its_own(hanna: Browser) -> None:
    page = hanna.get("/")

    rules = page.headers["content-security-policy"]
    assert "default-src 'none'" in rules
    assert "unsafe" not in rules
    assert "http" not in page.text.replace("https://", "http://").replace("http://www.w3.org", ""), (
        "nothing from elsewhere"
    )
    for name in ("town.js", "elements.js", "fields.js", "tables.js", "composer.js"):
        assert hanna.get(f"/town/static/{name}").headers["content-type"].startswith("text/javascript")
    assert hanna.get("/town/static/town.css").status_code == 200
    assert hanna.get("/town/static/..%2Froutes.py").status_code == 404


@pytest.mark.parametrize(
    "headers",
    [
        pytest.param({"Host": "evil.example"}, id="by another name"),
        pytest.param({"Origin": "https://evil.example"}, id="sent by another site"),
    ],
)
@pytest.mark.parametrize("path", ["/", "/town/screen"])
def test_other_sites_are_turned_away(hanna: Browser, headers: dict[str, str], path: str) -> None:
    assert hanna.get(path, headers=headers).status_code == 403
    assert hanna.post(json={"kind": "say"}, headers=headers).status_code == 403


def test_a_form_that_any_site_could_send_does_nothing(hanna: Browser) -> None:
    assert hanna.post(content='{"kind": "say"}').status_code == 415


def test_what_one_person_is_told_no_other_sees(town: WholeTown, hanna: Browser) -> None:
    slack = web_client(town.workspace)
    slack.chat_postEphemeral(channel="C_SUPPORT", user="U_HELP", text="Just Hanna")

    assert "Just Hanna" in hanna.said()
    assert "Just Hanna" not in Browser(town, "U_MANAGER").said()


@pytest.mark.parametrize(
    ("user", "place"),
    [
        pytest.param("U_HELP", "C_SECURITY", id="a channel one is not in"),
        pytest.param("U_HELP", "D_MANAGER", id="somebody else's direct messages"),
        pytest.param("U_NOBODY", "C_SUPPORT", id="nobody"),
    ],
)
def test_places_that_are_not_theirs_stay_closed(town: WholeTown, user: str, place: str) -> None:
    browser = Browser(town, user)

    assert browser.screen(place).keys() == {"trouble"}
    assert browser.act("say", text="hello", place=place)["status"] == 400


def test_a_screen_that_waits_comes_with_the_news(town: WholeTown, hanna: Browser) -> None:
    beat = hanna.screen()["beat"]
    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(hanna.screen, beat=beat)
        town.workspace.say("News!")
        screen = waiting.result(timeout=60)

    assert "News!" in "".join(item["html"] for item in screen["items"])


def test_a_command_is_answered_and_read_in_the_channel(hanna: Browser, app: App) -> None:
    @app.command("/signups")
    def signups(ack: Callable[..., None], command: dict[str, str]) -> None:
        ack(f"Heard {command['text']}")

    assert hanna.act("say", text="/signups failed & lost", place="C_SUPPORT")["trouble"] == ""
    assert "Heard failed &amp; lost" in hanna.said()


@pytest.mark.parametrize(
    ("act", "trouble"),
    [
        pytest.param({"text": "/nope"}, "/nope is not a valid command. Those here: /signups, /", id="of nobody"),
        pytest.param({"text": "/signups", "thread": "1.1"}, "not supported in threads", id="a command in a thread"),
    ],
)
def test_slack_itself_says_what_cannot_be_typed(hanna: Browser, act: Json, trouble: str) -> None:
    assert trouble in hanna.act("say", place="C_SUPPORT", **act)["trouble"]


def test_a_button_is_pressed_and_a_form_filled_in(town: WholeTown, hanna: Browser, app: App) -> None:
    seen: list[Json] = []

    @app.action("share")
    def share(ack: Callable[..., None], body: Json, client: Any) -> None:
        ack()
        client.views_open(trigger_id=body["trigger_id"], view=FORM)

    @app.view("form")
    def form(ack: Callable[..., None], view: Json) -> None:
        seen.append(view["state"]["values"])
        if len(seen) == 1:
            ack(response_action="errors", errors={"what": "No such word"})
        else:
            ack()

    slack = web_client(town.workspace)
    ts = slack.chat_postMessage(channel="C_SUPPORT", text="x", blocks=[{"type": "actions", "elements": [BUTTON]}])["ts"]
    assert hanna.act("press", channel="C_SUPPORT", message=ts, element="b0/share")["trouble"] == ""
    town.workspace.wait_until(lambda: bool(town.workspace.screen("U_HELP")), lambda: "the form")
    view = hanna.screen()["modal"]["id"]

    assert hanna.act("submit", view=view, given={})["errors"] == {"what": "Please complete this required field."}
    assert hanna.act("submit", view=view, given={"what/words": "fialed"})["errors"] == {"what": "No such word"}
    assert "errors" not in hanna.act("submit", view=view, given={"what/words": "failed"})
    assert hanna.screen()["modal"] is None
    assert [values["what"]["words"]["value"] for values in seen] == ["fialed", "failed"]


def test_a_file_is_for_those_it_was_shared_with(town: WholeTown, hanna: Browser) -> None:
    slack = web_client(town.workspace)
    slack.files_upload_v2(content=b"a;b", filename="rows ü.csv", channel=town.workspace.direct_messages("U_HELP").id)
    file = town.workspace.posts[-1].files[0]["id"]

    answer = hanna.get(f"/town/files/{file}", params={"user": "U_HELP"})
    assert answer.content == b"a;b"
    assert answer.headers["content-disposition"].startswith("attachment")
    assert hanna.get(f"/town/files/{file}", params={"user": "U_MANAGER"}).status_code == 404
    by_another_name = hanna.get(f"/town/files/{file}", params={"user": "U_HELP"}, headers={"Host": "evil.example"})
    assert by_another_name.status_code == 403


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(b"{", id="no JSON"),
        pytest.param(b"[]", id="a list"),
        pytest.param(b"{}", id="nothing"),
        pytest.param(b'{"kind": "fly", "user": "U_HELP"}', id="no such act"),
        pytest.param(b'{"kind": "press", "user": "U_HELP", "view": "V0", "element": "x"}', id="no such view"),
        pytest.param(
            b'{"kind": "press", "user": "U_HELP", "channel": "C_SUPPORT", "message": "1.1", "element": "x"}',
            id="no such message",
        ),
    ],
)
def test_an_act_that_cannot_be_is_refused(hanna: Browser, body: bytes) -> None:
    answer = hanna.post(content=body, headers={"Content-Type": "application/json"})

    assert answer.status_code == 400
    assert answer.json()["trouble"]


def test_what_happened_is_shown_newest_first(town: WholeTown, hanna: Browser) -> None:
    for understood in ("first", "then <b>"):
        request = GraphRequest("GET", "https://graph.example/v1.0/x?$filter=a%20eq%201", 200, 12)
        town.chronicle.add(
            Happening(at=0, understood=understood, query="{}", requests=(request,), ms=1234, outcome="Done.")
        )

    newest, oldest = (item["html"] for item in hanna.screen()["happened"][:2])
    assert "then &lt;b&gt;" in newest
    assert "first" in oldest
    assert "1,234 ms · 1 Graph request<" in newest
    assert "GET /v1.0/x?$filter=a eq 1<" in newest


def test_the_next_morning_comes_at_nine_and_the_bot_lives_through_it(town: WholeTown, hanna: Browser) -> None:
    lived: list[datetime] = []

    def live() -> None:
        lived.append(town.clock.now())
        web_client(town.workspace).chat_postMessage(channel="C_SIGNUPS", text="Good morning")

    town.lives = live
    try:
        assert hanna.act("morning") == {"status": 200, "trouble": "", "place": "C_SIGNUPS"}
        town.lives = lambda: None
        assert hanna.act("morning")["trouble"] == "There is no news this morning."
    finally:
        town.lives = lambda: None

    assert lived[-1].strftime("%d %H:%M") == "19 08:00", "nine in Stockholm"
    assert all(later - earlier <= timedelta(minutes=181) for earlier, later in pairwise(lived)), "no long leaps"
    assert town.clock.now() - lived[-1] > timedelta(hours=23)
    assert "Friday, 20 November 2026, 09:00 CET" in hanna.screen()["clock"]


def test_what_one_person_is_told_in_a_thread_stays_in_it(town: WholeTown, hanna: Browser) -> None:
    slack = web_client(town.workspace)
    parent = slack.chat_postMessage(channel="C_SUPPORT", text="Sign-ups fail")["ts"]
    slack.chat_postMessage(channel="C_SUPPORT", text="All can read this", thread_ts=parent)
    slack.chat_postEphemeral(channel="C_SUPPORT", user="U_HELP", text="Whispered", thread_ts=parent)

    screen = hanna.screen(thread=parent)
    assert "Whispered" not in "".join(item["html"] for item in screen["items"])
    assert "1 reply" in screen["items"][-1]["html"]
    assert [word for item in screen["thread"] for word in ("fail", "All", "Whispered") if word in item["html"]] == [
        "fail",
        "All",
        "Whispered",
    ]
