"""Draws views: picks the template, gives it what it may say, and makes a view of the result."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.domain.ask_form import Filled
from bot.domain.error_finding import Findings
from bot.domain.home import HomeFacts
from bot.domain.question import Log
from bot.render.controls import Button
from bot.render.environment import environment, shipped_templates
from bot.render.views import home_page
from bot.render.views.ask_form import page_of
from bot.render.views.growing import View, grow_view
from bot.render.views.home_page import HomeWords
from bot.render.views.names import LOOK_UP, Callback, Field


class ViewRenderer:
    """Turns what there is to fill in or to look at into views. One may serve all threads."""

    def __init__(self, templates: Path | None = None) -> None:
        self._jinja = environment(templates or shipped_templates())

    def ask_form(self, filled: Filled, names: Mapping[Log, str]) -> View:
        """The form that asks the logs; `names` are what they are called."""
        return self._draw("ask_form", page=page_of(filled, names))

    def person_form(self) -> View:
        """The form that asks for one person."""
        return self._draw("person_form")

    def errors(self, findings: Findings) -> View:
        """What the codes in a message mean, and buttons to look its ids up."""
        return self._draw("error_explainer", findings=findings, buttons=_look_ups(findings))

    def home(self, facts: HomeFacts, words: HomeWords, zone: ZoneInfo, now: datetime) -> View:
        """The Home tab of somebody who may ask."""
        return self._draw("home", page=home_page.page_of(facts, words, zone, now))

    def closed_home(self, refusal: str, examples: Sequence[str], zone: ZoneInfo, now: datetime) -> View:
        """The Home tab of somebody who may not."""
        return self._draw("home", page=home_page.refused(refusal, examples, zone, now))

    def notice(self, title: str, text: str) -> View:
        """A modal that only says something; of `title` 24 characters are shown."""
        return self._draw("modal_note", title=title, text=text)

    def _draw(self, template: str, **said: object) -> View:
        source = self._jinja.get_template(f"{template}.json.j2").render(said, field=Field, callback=Callback)
        return grow_view(source)


def _look_ups(findings: Findings) -> tuple[Button, ...]:
    """A button for each id and each log that may know it."""
    named = [("sign-ups", "signups"), ("sign-ins", "signins"), ("changes", "audit")]
    wanted = [
        (f"{name}: {id_[:8]}…", f"{log} correlation:{id_}") for id_ in findings.correlation_ids for name, log in named
    ]
    wanted += [(f"sign-ins: {id_[:8]}…", f"signins request:{id_}") for id_ in findings.request_ids]
    return tuple(Button(label, f"{LOOK_UP}_{number}", value) for number, (label, value) in enumerate(wanted))
