"""What the person is told when something fails, and what the log gets. The same reference stands in both."""

from collections.abc import Sequence
from html import unescape
from secrets import choice

from bot.errors import GraphError, MirrorError, QuestionError, SlackError, Stopped
from bot.render import Message, Renderer
from bot.render.controls import Button
from handlers.asked import Asked
from handlers.redaction import LOGGER
from handlers.tally import Tally

_LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"  # none that is taken for another when read aloud


def new_reference() -> str:
    """A short name for one question, such as `GH-7K2MQX`."""
    return "GH-" + "".join(choice(_LETTERS) for _ in range(6))


class Failures:
    """Turns an error into what its asker reads."""

    def __init__(self, renderer: Renderer, tally: Tally) -> None:
        self._renderer = renderer
        self._tally = tally

    def tell(self, error: Exception, reference: str, asked: Asked, buttons: Sequence[Button] = ()) -> Message:
        """A mistake is the asker's to mend and stays out of the log; trouble is ours and goes there too.

        `buttons` run what may have been meant by mistake.
        """
        self._tally.failed(type(error).__name__)
        match error:
            case QuestionError():
                typed = unescape(asked.text)  # Slack sends `& < >` as entities
                return self._renderer.mistake(error, asked=typed, example=asked.example, buttons=buttons)
            case Stopped():
                return self._renderer.note(error.message)
            case GraphError():
                LOGGER.warning(
                    "%s: %s: %s (%s)", reference, type(error).__name__, error.message, error.trace, exc_info=error
                )
                return self._renderer.trouble(error.message, remedy=error.remedy, reference=reference)
            case MirrorError():
                LOGGER.error("%s: MirrorError: %s", reference, error.message, exc_info=error)
                return self._renderer.trouble(error.message, remedy=_ASK_AGAIN, reference=reference)
            case SlackError():
                LOGGER.error("%s: SlackError: %s", reference, error.message)
                return self._renderer.trouble(error.message, remedy="", reference=reference)
            case _:
                LOGGER.error("%s: a fault of Gatehouse.", reference, exc_info=error)
                return self._renderer.trouble(_OUR_FAULT, remedy=_ASK_AGAIN, reference=reference)


_OUR_FAULT = "Gatehouse could not answer, through a fault of its own."
_ASK_AGAIN = "Ask again in a moment. If it fails again, tell whoever runs Gatehouse."
