"""The parts that every digest is laid out in, whatever it is about."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

from bot.domain.changes import SMALL, Change
from bot.domain.days import WEEK, Days
from bot.domain.window import Window
from bot.render.charts import Chart
from bot.render.controls import Button
from bot.render.figures import change, many, number
from bot.render.subscription_controls import DEFINITIONS
from bot.render.tables import Table

HOURS, HOUR = 24, timedelta(hours=1)


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
    """` (up 82%, 22 then)`; of few only ` (3 then)`; nothing where the like days are not known."""
    if moved.before is None:
        return ""
    said = change(moved)
    if said in {"new", "no change"}:
        return f" ({said})"
    if moved.now and max(moved.now, moved.before) < SMALL:
        return f" ({number(moved.before)} then)"
    return f" ({said}, {number(moved.before)} then)"


def why_failed(failed: int, noun: str) -> str:
    """What stands above the reasons; those of before stand there too, where nobody failed now."""
    return f"Why {many(failed, noun)} failed" if failed else "None failed"


def paces(moved: Change, days: Days, noun: str) -> Iterator[str]:
    """The same by the day, where the like days are more or fewer: months are."""
    like = days.like
    if moved.before is None or like.length == days.length:
        return
    yield (
        f"{days.first:%B} has {days.length} days and {like.first:%B} {like.length}: "
        f"that is {moved.now / days.length:,.1f} {noun}s a day, {moved.before / like.length:,.1f} then."
    )


def hours_of(days: Days, window: Window) -> Iterator[str]:
    """That clocks changed, where a day or a week has another number of hours than others."""
    hours = window.length / HOUR
    if days.length <= WEEK.days and hours != days.length * HOURS:
        yield f"Clocks changed: {'this day has' if days.length == 1 else 'these days have'} {hours:g} hours."


def more(hidden: Sequence[Change], noun: str, counted: str = "attempt") -> Iterator[Bullet]:
    """What is not shown, so that the numbers add up; what only the like days had is told apart."""
    present = [moved.now for moved in hidden if moved.now]
    gone = len(hidden) - len(present)
    if present:
        yield Bullet(f"and {number(len(present))} more", f"together {many(sum(present), counted)}")
    if gone:
        yield Bullet(f"{many(gone, f'other {noun}')}", "none any more")
