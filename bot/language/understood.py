"""What a text may turn out to be: a question, a wish for help, or something about Gatehouse."""

from dataclasses import dataclass

from bot.domain.question import Log, Question
from bot.language.clarifying import Clarification


@dataclass(frozen=True, slots=True)
class Reading:
    """A question as it was understood; `notes` say what was read differently from how it was typed, or assumed."""

    question: Question
    notes: tuple[str, ...] = ()

    def to_json(self) -> dict[str, object]:
        """The canonical question, with its notes."""
        return self.question.to_json() | {"notes": list(self.notes)}


@dataclass(frozen=True, slots=True)
class HelpRequest:
    """Somebody asks what can be asked, of one log or of all."""

    about: Log | None = None

    def to_json(self) -> dict[str, object]:
        """The help shape of the question language."""
        return {"help": True, "about": self.about and self.about.value}


@dataclass(frozen=True, slots=True)
class AdminRequest:
    """`/entra status`, `subscriptions`, `settings`, `history` or `favourites`: about Gatehouse, not about a log."""

    name: str

    def to_json(self) -> dict[str, object]:
        """Help of a special kind, so that outside programs need no fifth shape."""
        return {"help": True, "about": None, "admin": self.name}


Understood = Reading | Clarification | HelpRequest | AdminRequest
