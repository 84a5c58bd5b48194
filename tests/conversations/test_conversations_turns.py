"""One person who presses and opens without end keeps nobody else waiting, and is told so."""

from threading import Event
from time import monotonic, sleep

import pytest

from bot.demo.workspace import running_workspace
from bot.demo.workspace.people import HELPDESK, MANAGER, SUPPORT
from bot.errors import GraphUnreachable
from handlers.turns import MOST_EACH

BUSY = f"{MOST_EACH} of your requests are being seen to now. Try again in a moment."


class SlowComposer:
    """Composes nothing, and not before it is let."""

    def __init__(self):
        self.go = Event()

    def check(self, kind):
        """Any kind may be subscribed to."""

    def compose(self, subscription, days):
        assert self.go.wait(20)
        raise GraphUnreachable("There is no tenant behind this bot.")


@pytest.fixture
def composer():
    composer = SlowComposer()
    yield composer
    composer.go.set()


@pytest.fixture
def bot(make_bot, composer):
    with running_workspace() as workspace:
        bot = make_bot(workspace, composer=composer)
        entra(bot, "subscribe signups daily 9:00 UTC")
        yield bot


def entra(bot, text, user=HELPDESK):
    return bot.workspace.slash("/entra", text, user=user.id, channel=SUPPORT.id).wait(1)[-1]


def busy_with(bot, number):
    """So many previews of one person, none of which is answered yet."""
    taken = bot.conversation.answering.presses
    asked = [bot.workspace.slash("/entra", "preview 1", user=HELPDESK.id, channel=SUPPORT.id) for _ in range(number)]
    wait_until(lambda: taken.of(HELPDESK.id) == number)
    return asked


def wait_until(is_so):
    """Nothing in the workspace tells of what the bot is at, so it is looked at again and again."""
    last = monotonic() + 60
    while not is_so():
        assert monotonic() < last
        sleep(0.01)


def test_the_seventeenth_at_a_time_is_told_to_wait_and_others_are_answered(bot, composer):
    waiting = busy_with(bot, MOST_EACH)

    assert BUSY in entra(bot, "subscriptions").text
    assert "1 subscription" in entra(bot, "subscriptions", user=MANAGER).text
    composer.go.set()
    assert all("no tenant" in asked.wait(1)[-1].text for asked in waiting)
    assert "1 subscription" in entra(bot, "subscriptions").text


def test_the_home_tab_waits_its_turn_too(bot, composer):
    busy_with(bot, MOST_EACH)
    bot.workspace.open_home(user=HELPDESK.id).wait_ack()
    bot.workspace.open_home(user=MANAGER.id)
    bot.workspace.wait_until(lambda: bot.workspace.home(MANAGER.id) is not None, lambda: "another's Home tab")

    assert bot.workspace.home(HELPDESK.id) is None
    composer.go.set()
    wait_until(lambda: bot.conversation.answering.presses.of(HELPDESK.id) == 0)
    bot.workspace.open_home(user=HELPDESK.id)
    bot.workspace.wait_until(lambda: bot.workspace.home(HELPDESK.id) is not None, lambda: "a Home tab")
