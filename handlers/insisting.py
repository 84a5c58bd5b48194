"""Sends one message until Slack has it, in ever plainer form where its layout is refused; or gives up."""

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import assert_never

from bot.render import Message
from handlers.patience import Patience
from handlers.reply import Delivery


class Verdict(StrEnum):
    """What one try came to. Of an unclear one nobody knows whether Slack took it."""

    TAKEN = "taken"
    BUSY = "busy"
    UNCLEAR = "unclear"
    REFUSED_BLOCKS = "refused blocks"
    REFUSED = "refused"


Tried = tuple[Verdict, Mapping[str, str]]
"""How one try went, and the headers of Slack's answer."""

Send = Callable[[Message], Tried]
"""Tries once."""


def insist(message: Message, send: Send, patience: Patience) -> Delivery:
    """Send `message`, or the same words without its layout.

    A try whose fate is unclear is made once more. The message may then be seen twice; lost, it would cost the asker
    their answer.
    """
    for form in message.forms():
        verdict = _insist(form, send, patience)
        if verdict is not Verdict.REFUSED_BLOCKS:
            break
    return Delivery.SHOWN if verdict is Verdict.TAKEN else Delivery.LOST


def _insist(message: Message, send: Send, patience: Patience) -> Verdict:
    tries = unclear = 0
    while True:
        verdict, headers = send(message)
        tries += 1
        unclear += verdict is Verdict.UNCLEAR
        match verdict:
            case Verdict.TAKEN | Verdict.REFUSED_BLOCKS | Verdict.REFUSED:
                return verdict
            case Verdict.BUSY | Verdict.UNCLEAR:
                if unclear > 1 or not patience.pause(tries, headers):
                    return verdict
            case _:
                assert_never(verdict)
