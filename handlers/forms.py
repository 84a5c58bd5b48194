"""All forms together, since they are answered alike and opened alike."""

from dataclasses import dataclass
from typing import Self

from slack_bolt import App

from bot.render.views import ViewRenderer
from handlers.asides import Asides
from handlers.ask_form import AskForm
from handlers.error_explainer import ErrorExplainer
from handlers.modals import Modals
from handlers.person_form import PersonForm


@dataclass(frozen=True, slots=True)
class Forms:
    """What opens over a conversation."""

    ask: AskForm
    person: PersonForm
    errors: ErrorExplainer

    @classmethod
    def of(cls, asides: Asides, modals: Modals, views: ViewRenderer) -> Self:
        """All forms, answered by `asides`."""
        return cls(
            AskForm(asides, modals, views), PersonForm(asides, modals, views), ErrorExplainer(asides, modals, views)
        )

    def listen(self, app: App) -> None:
        """Hear of each."""
        self.ask.listen(app)
        self.person.listen(app)
        self.errors.listen(app)
