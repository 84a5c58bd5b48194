"""Forms as they stand on somebody's screen, and the answers that come of them."""

from written_questions import direct_answer

from bot.demo.blockkit.views import view_problems
from bot.demo.workspace.people import HELPDESK

CORRELATION = "3f2a9c1e-8b4d-4e6f-9a01-23456789abcd"


def screen(bot, n=1, user=HELPDESK.id):
    """The uppermost of the modals that somebody has open, once there are `n`."""
    bot.workspace.wait_until(lambda: len(bot.workspace.screen(user)) == n, lambda: f"{n} modals on the screen")
    view = bot.workspace.screen(user)[-1]
    assert (
        view_problems({key: view[key] for key in ("type", "title", "blocks", "submit", "close") if key in view}) == []
    )
    return view


def opened(bot, callback="ask_the_logs", user=HELPDESK.id):
    """The form, as its shortcut opens it."""
    bot.workspace.shortcut(callback, user=user).wait_ack()
    return screen(bot, user=user)


def answered(bot, n=1, user=HELPDESK.id):
    """The last of `n` answers in somebody's direct messages."""
    message = bot.workspace.direct_messages(user)

    class Asked:
        channel = message.id

    return direct_answer(bot, Asked, n)


def texts(view):
    """Everything that a view says."""
    return str(view["blocks"])


def standing(view):
    """What stands in each field of a form when it is opened."""
    elements = {block["block_id"]: block["element"] for block in view["blocks"] if block["type"] == "input"}
    return {
        name: element.get("initial_value")
        or (element.get("initial_option") or {}).get("value")
        or [option["value"] for option in element.get("initial_options", ())]
        for name, element in elements.items()
        if any(key.startswith("initial") for key in element)
    }
