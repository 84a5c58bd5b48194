"""Whatever a message lets people press, something listens to; and nothing listens to what no message has."""

import re
from datetime import UTC, datetime
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest
from golden_messages import MESSAGES
from render_samples import a_day, answer_of, question

from bot.domain.answers import AnswerKind
from bot.domain.kept import KeptQuestion, Page
from bot.errors import Mistake, QuestionError
from bot.render import Message, Renderer
from bot.render.controls import Action, Button, numbered
from bot.render.kept_page import KeptLine
from bot.render.subscription_controls import Press
from bot.render.views.names import HOME_ASK, HOME_PERSON, HOME_REFRESH, HOME_RUN, HOME_TRY
from handlers import register
from handlers.answer_buttons import AnswerButtons
from handlers.home import Home
from handlers.incident_buttons import ACTIONS as INCIDENT_ACTIONS
from handlers.incident_buttons import IncidentButtons
from handlers.stopping import Stop
from handlers.subscription_buttons import SubscriptionButtons

RENDERER = Renderer()
NOW = datetime(2026, 11, 18, 11, 4, tzinfo=UTC)


class Ears:
    """Stands where Bolt's App does, and writes down which actions are listened to."""

    def __init__(self):
        self.actions = []

    def action(self, constraint):
        self.actions.append(constraint)
        return lambda listener: listener

    def __getattr__(self, name):
        return lambda *_: lambda listener: listener


@pytest.fixture(scope="module")
def heard():
    """What is listened to: exact names and patterns, but for the last listener, which hears whatever is left."""
    nobody = SimpleNamespace()
    ears = Ears()
    register(
        ears,
        commands=SimpleNamespace(ask=None),
        mentions=SimpleNamespace(mentioned=None, written=None),
        forms=SimpleNamespace(listen=lambda app: None),
        home=Home(nobody, nobody, nobody, nobody),
        buttons=AnswerButtons(nobody, nobody, nobody, nobody),
        subscription_buttons=SubscriptionButtons(nobody, nobody, nobody),
        incidents=IncidentButtons(conversation=nobody, urls=nobody, acts=nobody, client=nobody, zone=ZoneInfo("UTC")),
    )
    *known, last = ears.actions
    assert last.match("whatever is left"), "stale buttons are answered too"
    return known


def answers_to(heard, action):
    return [each for each in heard if (each.fullmatch(action) if isinstance(each, re.Pattern) else each == action)]


def turned():
    """A middle page of an answer: back and next at once."""
    answer = answer_of(a_day(), question(), AnswerKind.LIST)
    kept = KeptQuestion(
        id="k",
        question=answer.question,
        zone=ZoneInfo("UTC"),
        asked_at=NOW,
        asker="U1",
        channel="C1",
        page=Page((0, 9)),
    )
    return RENDERER.answer(answer, heading="Asked", kept=kept)


def listed():
    (button,) = numbered(Action.RUN, [("Run again", "k")])
    return RENDERER.kept("Yours", [KeptLine("Sign-ups", "/signups", "today", button)], "")


def corrected():
    mistake = QuestionError(Mistake.UNKNOWN_WORD, "What?", word="x", suggestions=("y",))
    return RENDERER.mistake(mistake, asked="x", example="y", buttons=numbered(Action.RUN, [("y", "k")]))


def others() -> dict[str, Message]:
    """Messages with buttons that are not among the golden ones."""
    return {
        "a middle page": turned(),
        "a list of questions": listed(),
        "a correction": corrected(),
        "readings": RENDERER.clarification("Which?", ["a"], numbered(Action.RUN, [("a", "k")])),
        "a schedule": RENDERER.clarification("How often?", ["a"], numbered(Action.SCHEDULE, [("a", "k weekly")])),
        "a long reading": RENDERER.note("Reading", (Stop("U1").button,)),
        "something to follow": RENDERER.note(
            "Look", [Button("Open", Action.PORTAL, "k", url="https://portal.azure.com")]
        ),
    }


def actions_in(message):
    for block in message.blocks:
        elements = block.get("elements", ()) if block["type"] in {"actions", "context_actions"} else ()
        for element in (*elements, block.get("accessory") or {}):
            if "action_id" in element:
                yield element["action_id"]


@pytest.mark.parametrize("name", [*MESSAGES, *others()])
def test_everything_that_can_be_pressed_is_heard_once(heard, name):
    message = (MESSAGES | others())[name]

    unheard = [action for action in actions_in(message) if len(answers_to(heard, action)) != 1]

    assert unheard == []


def test_no_two_elements_of_a_message_share_an_action():
    for name, message in (MESSAGES | others()).items():
        actions = list(actions_in(message))
        assert len(actions) == len(set(actions)), name


def test_nothing_is_listened_to_that_no_message_has(heard):
    ours = {*Action} - {Action.RUN, Action.SCHEDULE} | {f"{Action.RUN}_0", f"{Action.SCHEDULE}_0"}
    home = {HOME_REFRESH, HOME_ASK, HOME_PERSON, f"{HOME_RUN}_0", f"{HOME_TRY}_0"}
    drawn = {*ours, *home, *Press, *INCIDENT_ACTIONS, "incident_portal"}

    idle = [each for each in heard if not any(answers_to([each], action) for action in drawn)]

    assert idle == []


def test_answers_and_replies_draw_every_action_of_ours():
    drawn = {action.rstrip("_0123456789") for message in others().values() for action in actions_in(message)}

    assert drawn >= {*Action}
