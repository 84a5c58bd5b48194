"""Whatever a message lets people press, something listens to; and nothing listens to what no message has."""

import re
from datetime import UTC, datetime
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest
from golden_messages import MESSAGES
from render_samples import a_day, answer_of, question
from view_samples import views

from bot.domain.answers import AnswerKind
from bot.domain.kept import KeptQuestion, Page
from bot.errors import Mistake, QuestionError
from bot.render import Message, Renderer
from bot.render.controls import Action, Button, numbered
from bot.render.kept_page import KeptLine
from bot.render.subscription_controls import Press
from bot.render.views import Callback
from handlers import register
from handlers.answer_buttons import AnswerButtons
from handlers.forms import Forms
from handlers.home import Home
from handlers.incident_buttons import ACTIONS as INCIDENT_ACTIONS
from handlers.incident_buttons import IncidentButtons
from handlers.stopping import Stop
from handlers.subscription_buttons import SubscriptionButtons

RENDERER = Renderer()
NOW = datetime(2026, 11, 18, 11, 4, tzinfo=UTC)


class Ears:
    """Stands where Bolt's App does, and writes down which actions, forms and shortcuts are listened to."""

    def __init__(self):
        self.actions, self.forms, self.shortcuts = [], [], []

    def action(self, constraint):
        self.actions.append(constraint)
        return lambda listener: listener

    def view(self, callback_id):
        self.forms.append(callback_id)
        return lambda listener: listener

    def shortcut(self, callback_id):
        self.shortcuts.append(callback_id)
        return lambda listener: listener

    def __getattr__(self, name):
        return lambda *_: lambda listener: listener


@pytest.fixture(scope="module")
def ears():
    """Everything that is listened to."""
    nobody = SimpleNamespace()
    ears = Ears()
    forms = Forms.of(nobody, nobody, nobody)
    register(
        ears,
        commands=SimpleNamespace(ask=None),
        mentions=SimpleNamespace(mentioned=None, written=None),
        forms=forms,
        home=Home(nobody, forms, nobody, nobody),
        buttons=AnswerButtons(nobody, nobody, nobody, nobody),
        subscription_buttons=SubscriptionButtons(nobody, nobody, nobody),
        incidents=IncidentButtons(nobody, nobody, nobody),
    )
    return ears


@pytest.fixture(scope="module")
def heard(ears):
    """The actions: exact names and patterns, but for the last listener, which hears whatever is left."""
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
    yield from actions_of(message.blocks)


def actions_of(blocks):
    """What sends an action when it is pressed or chosen; most fields of a form wait until it is sent."""
    for block in blocks:
        elements = block.get("elements", ()) if block["type"] in {"actions", "context_actions"} else ()
        at_once = [block["element"]] if block.get("dispatch_action") else []
        for element in (*elements, *at_once, block.get("accessory") or {}):
            if "action_id" in element:
                yield element["action_id"]


@pytest.mark.parametrize("name", [*MESSAGES, *others()])
def test_everything_that_can_be_pressed_is_heard_once(heard, name):
    message = (MESSAGES | others())[name]

    unheard = [action for action in actions_in(message) if len(answers_to(heard, action)) != 1]

    assert unheard == []


@pytest.mark.parametrize("name", views())
def test_everything_that_can_be_pressed_in_a_view_is_heard_once(heard, name):
    unheard = [action for action in actions_of(views()[name]["blocks"]) if len(answers_to(heard, action)) != 1]

    assert unheard == []


def test_every_form_that_can_be_sent_is_heard(ears):
    sent = {view["callback_id"] for view in views().values() if "submit" in view}

    assert sent
    assert sent <= {*ears.forms}


def test_the_shortcuts_that_are_heard_are_those_of_the_manifest(ears):
    assert {*ears.shortcuts} == {*Callback}


def test_no_two_elements_of_a_message_share_an_action():
    for name, message in (MESSAGES | others()).items():
        actions = list(actions_in(message))
        assert len(actions) == len(set(actions)), name


def test_nothing_is_listened_to_that_no_message_has(heard):
    ours = {*Action} - {Action.RUN, Action.SCHEDULE} | {f"{Action.RUN}_0", f"{Action.SCHEDULE}_0"}
    seen = {action for view in views().values() for action in actions_of(view["blocks"])}
    drawn = {*ours, *Press, *INCIDENT_ACTIONS, "incident_portal", *seen}

    idle = [each for each in heard if not any(answers_to([each], action) for action in drawn)]

    assert idle == []


def test_answers_and_replies_draw_every_action_of_ours():
    drawn = {action.rstrip("_0123456789") for message in others().values() for action in actions_in(message)}

    assert drawn >= {*Action}
