"""What somebody asked before, and what they starred, to be run again."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo

from bot.desk.memory_ports import KeptQuestions
from bot.domain.kept import KeptQuestion
from bot.language.commands import write_command
from bot.language.wording import say
from bot.render import Message, Renderer
from bot.render.controls import Action, numbered
from bot.render.kept_page import KeptLine
from bot.render.times import Calendar

_NOTHING_ASKED = "You have asked nothing yet, or it was forgotten with its time. Try: /signups failed last 24h"
_ASKED = "Running one asks it anew, as of now. The three dots beneath an answer add it to your favourites."
_NOTHING_STARRED = "You have no favourites yet. The three dots beneath an answer add it to them."
_STARRED = "Running one asks it anew, as of now. The three dots beneath its answer remove it from here."


@dataclass(frozen=True, slots=True)
class KeptLists:
    """Each person's own lists; nobody sees another's."""

    kept: KeptQuestions
    renderer: Renderer

    def history(self, user: str, zone: ZoneInfo) -> Message:
        """What `user` asked last."""
        found = self.kept.history(user)
        return self.renderer.kept("Your questions", _lines(found, zone), _ASKED if found else _NOTHING_ASKED)

    def favourites(self, user: str, zone: ZoneInfo) -> Message:
        """What `user` starred."""
        found = self.kept.favourites(user)
        return self.renderer.kept("Your favourites", _lines(found, zone), _STARRED if found else _NOTHING_STARRED)


def _lines(found: Sequence[KeptQuestion], zone: ZoneInfo) -> list[KeptLine]:
    buttons = numbered(Action.RUN, [("Run again", kept.id) for kept in found])
    return [
        KeptLine(
            heading=say(replace(kept.question, compare=None), None, kept.zone, kept.asked_at),
            command=write_command(kept.question),
            when=f"Asked {Calendar.of(zone.key, kept.asked_at).zoned(kept.asked_at)}",
            button=button,
        )
        for kept, button in zip(found, buttons, strict=True)
    ]
