"""The parts that every digest is laid out in, whatever it is about."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.domain.changes import Change
from bot.render.charts import Chart
from bot.render.controls import Button
from bot.render.figures import change, many, number
from bot.render.subscription_controls import DEFINITIONS
from bot.render.tables import Table


@dataclass(frozen=True, slots=True)
class Bullet:
    """A line about `name`."""

    name: str
    said: str


@dataclass(frozen=True, slots=True)
class Topic:
    """Bullets under a heading."""

    heading: str
    bullets: tuple[Bullet, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestPage:
    """The parts of the message; the empty ones are left out."""

    title: str
    about: str
    changed: str
    missing: tuple[str, ...]
    lines: tuple[str, ...]
    worst: str
    topics: tuple[Topic, ...]
    trend: str
    charts: tuple[Chart, ...]
    table: Table | None
    footer: tuple[str, ...]
    definitions: Button = DEFINITIONS


def then(moved: Change) -> str:
    """`, up 82% from 22`; nothing where the like day is not known."""
    if moved.before is None:
        return ""
    said = change(moved)
    return f" ({said})" if said in {"new", "no change"} else f" ({said}, {number(moved.before)} then)"


def more(hidden: Sequence[Change], noun: str, counted: str = "attempt") -> Iterator[Bullet]:
    """What is not shown, so that the numbers add up; what only the like days had is told apart."""
    present = [moved.now for moved in hidden if moved.now]
    gone = len(hidden) - len(present)
    if present:
        yield Bullet(f"and {number(len(present))} more", f"together {many(sum(present), counted)}")
    if gone:
        yield Bullet(f"{many(gone, f'other {noun}')}", "only before, none any more")
