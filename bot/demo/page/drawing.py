"""Messages, modals and Home tabs as HTML, by the templates of `templates/demo`, for the eyes of one person."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup

from bot.demo.page import charts, mrkdwn
from bot.demo.page.manifest import Manifest
from bot.demo.page.moments import as_slack_prints, clock_of, day_of, local
from bot.demo.workspace.directory import Directory
from bot.demo.workspace.elements import Placed, placed
from bot.demo.workspace.forms import choice, holds_state, stated
from bot.demo.workspace.people import Channel, Person
from bot.demo.workspace.transcript import Json, Post

_HUES = 6


@dataclass(frozen=True, slots=True)
class Reader:
    """Who looks: their time zone, and what people and channels are called."""

    person_id: str
    zone: str
    directory: Directory

    def person(self, id_: str) -> str:
        """The name of somebody by their id; the id itself for nobody we know."""
        person = self.directory.person(id_)
        return person.real_name if person else id_

    def channel(self, id_: str) -> str:
        """The same of a channel."""
        channel = self.directory.channel(id_)
        return channel.name if channel and channel.name else id_


@dataclass(frozen=True, slots=True)
class Kit:
    """What the templates ask while they draw one message or view; `scope` makes the ids in it unique on the page."""

    reader: Reader
    scope: str
    places: Mapping[int, Placed]
    state: Mapping[str, Json]
    surface: str
    ids: list[str] = field(default_factory=list)

    def text(self, told: Json) -> Markup:
        """A text object."""
        if told.get("type") == "mrkdwn":
            return mrkdwn.html_of(told["text"], self.reader)
        return lines(told["text"])

    def words(self, text: str) -> Markup:
        """Raw text on several lines."""
        return lines(text)

    def place(self, element: Json) -> Placed:
        """Where a control stands, so that a press can name it."""
        return self.places[id(element)]

    def value(self, element: Json) -> Any:
        """What stands in an element now: a text, an option's value, or a list of them; None for nothing."""
        place = self.place(element)
        chosen = choice(place, self.state) if holds_state(place) else None
        if place.kind == "datetimepicker" and chosen is not None:
            return f"{local(chosen, 'UTC'):%Y-%m-%dT%H:%M}"  # the field knows no zone, so the page takes it for UTC too
        if isinstance(chosen, list):
            return [_value_of(each) for each in chosen]
        return _value_of(chosen)

    def new_id(self) -> str:
        """An id that nothing else on the page has."""
        self.ids.append(f"{self.scope}-{len(self.ids)}")
        return self.ids[-1]

    def link(self, url: str, label: str) -> Markup:
        """A link as mrkdwn draws it."""
        return mrkdwn.link(url, label)

    def mention(self, element: Json) -> Markup:
        """A mention in rich text."""
        match element["type"]:
            case "user":
                name = f"@{self.reader.person(str(element.get('user_id')))}"
            case "channel":
                name = f"#{self.reader.channel(str(element.get('channel_id')))}"
            case _:
                name = f"@{element.get('range') or element.get('usergroup_id')}"
        return mrkdwn.mention(name)

    def date(self, element: Json) -> str:
        """A date in rich text."""
        told = as_slack_prints(element["timestamp"], element["format"], self.reader.zone)
        return told or str(element.get("fallback") or element["format"])

    def plot(self, chart: Json) -> charts.Plot:
        """A bar, line or area chart as shapes."""
        return charts.plot_of(chart)

    def slices(self, chart: Json) -> tuple[charts.Slice, ...]:
        """A pie chart as its slices."""
        return charts.slices_of(chart)

    def people(self) -> list[Person]:
        """Whom a menu of people offers."""
        return [person for person in self.reader.directory.people if not person.deleted and not person.is_bot]

    def channels(self) -> list[Channel]:
        """What a menu of channels offers its reader."""
        return [
            channel
            for channel in self.reader.directory.channels
            if self.reader.person_id in channel.members and not channel.is_archived
        ]


class Drawing:
    """The templates, ready to draw."""

    def __init__(self, templates: Path, manifest: Manifest) -> None:
        self._jinja = Environment(
            loader=FileSystemLoader(templates), autoescape=True, trim_blocks=True, lstrip_blocks=True
        )
        self._jinja.globals["manifest"] = manifest
        self._jinja.globals["picture"] = charts

    def message(self, post: Post, reader: Reader, replies: int = 0, *, in_thread: bool = False) -> str:
        """One message, with as many replies beneath it as the reader can open."""
        kit = _kit(post.blocks, reader, f"m{post.ts.replace('.', '-')}{'t' * in_thread}", {}, "message")
        return self._draw(
            "message.html.j2",
            kit=kit,
            post=post,
            author=reader.directory.person(post.user),
            hue=hue_of(post.user),
            clock=clock_of(post.ts, reader.zone),
            day=day_of(post.ts, reader.zone),
            replies=replies,
            in_thread=in_thread,
        )

    def modal(self, view: Json, reader: Reader, depth: int) -> str:
        """A modal; beneath it lie `depth` others."""
        kit = _kit(view["blocks"], reader, view["id"], view["state"]["values"], "modal")
        return self._draw("modal.html.j2", kit=kit, view=view, depth=depth)

    def home(self, view: Json, reader: Reader) -> str:
        """Somebody's Home tab."""
        kit = _kit(view["blocks"], reader, view["id"], view["state"]["values"], "home")
        return self._draw("home.html.j2", kit=kit, view=view)

    def other(self, template: str, **told: Any) -> str:
        """One of the page's own parts, which Slack has no word for."""
        return self._draw(f"{template}.html.j2", **told)

    def _draw(self, template: str, **told: Any) -> str:
        return self._jinja.get_template(template).render(**told)


def lines(text: str) -> Markup:
    """Text as it is, its line ends kept."""
    return Markup("<br>").join(text.split("\n"))


def hue_of(id_: str) -> int:
    """Which of the page's colours somebody has."""
    return sum(id_.encode()) % _HUES


def _kit(blocks: Iterable[Json], reader: Reader, scope: str, kept: Mapping[str, Json], surface: str) -> Kit:
    blocks = list(blocks)
    places = {id(place.element): place for place in placed(blocks)}
    return Kit(reader, scope, places, stated(blocks, {}, kept), surface)


def _value_of(chosen: Any) -> Any:
    return chosen["value"] if isinstance(chosen, dict) else chosen
