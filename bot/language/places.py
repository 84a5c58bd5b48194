"""Where something is to be posted, as Slack writes the name of a channel in a command."""

import re

from bot.domain.subscriptions import Channel
from bot.errors import Mistake, QuestionError
from bot.language.wishes import EXAMPLE

_CHANNEL = re.compile(r"(?:\b(?:in|into|to|on)\s+)?<#(?P<id>[CG][A-Z0-9_]+)(?:\|[^>]*)?>", re.IGNORECASE)
_SOMEBODY = re.compile(r"\b(?:to|for)\s+(<@[^>]*>)", re.IGNORECASE)
_UNTOLD = re.compile(r"(?:(?<=\s)|\A)(?:(?:in|into|to|on)\s+)?(#[^\s<>]+)")


def named_channel(text: str) -> tuple[Channel | None, str]:
    """The channel that is named, and the text without it. Raises `QuestionError`."""
    if somebody := _SOMEBODY.search(text):
        raise QuestionError(
            Mistake.UNSUPPORTED_FIELD,
            "A digest goes to a channel or to yourself; others can subscribe for themselves",
            word=somebody[1],
            suggestions=(f"{EXAMPLE} to me",),
        )
    found = list(_CHANNEL.finditer(text))
    if len(found) > 1:
        raise QuestionError(Mistake.CONFLICT, "I read two channels; a subscription has one", word=found[1]["id"])
    if found:
        return Channel(found[0]["id"]), text[: found[0].start()] + " " + text[found[0].end() :]
    if untold := _UNTOLD.search(text):
        raise QuestionError(
            Mistake.BAD_VALUE,
            f"Slack did not say which channel {untold[1]} is: pick it from the list that opens after the #, "
            "or subscribe in that channel",
            word=untold[1],
        )
    return None, text
