"""Asking, pressing what stands beneath an answer, and reading what came of it."""

import re

from bot.demo.blockkit import Use, problems


def ask(bot, command, text, **who):
    """The answer to a command: the reply with buttons."""
    (reply,) = bot.workspace.slash(command, text, **who).wait(1, timeout=60)
    return sound(reply)


def press(bot, reply, action, choice=None, **who):
    """What comes of pressing or choosing beneath an answer."""
    (next_reply,) = bot.workspace.click(reply.post, action, choice=choice, **who).wait(1, timeout=60)
    return sound(next_reply)


def sound(reply):
    assert reply.response_type == "ephemeral"
    assert problems({"text": reply.text, "blocks": reply.blocks}, Use.RESPONSE) == []
    return reply


def controls(reply):
    """Each control beneath an answer by its action."""
    return {
        element["action_id"]: element
        for block in reply.blocks
        if block["type"] == "actions"
        for element in block["elements"]
    }


def options(reply, action):
    """What a menu offers: label to value."""
    menu = controls(reply)[action]
    listed = menu.get("options") or [option for group in menu["option_groups"] for option in group["options"]]
    return {option["text"]["text"]: option["value"] for option in listed}


def table(reply):
    return next(
        ([cell["text"] for cell in row] for row in block["rows"][1:])
        for block in reply.blocks
        if block["type"] == "table"
    )


def total(reply):
    """How many things the headline counts."""
    return int(re.search(r"\*(\d[\d,]*) ", reply.blocks[1]["text"]["text"])[1].replace(",", ""))
