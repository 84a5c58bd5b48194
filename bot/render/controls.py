"""What can be pressed beneath a message, before it is drawn: each control carries an opaque id and nothing of a log."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

MOST_OPTIONS = 100


class Action(StrEnum):
    """What pressing something means: Slack's `action_id`, or its beginning where several alike stand in a message."""

    BACK = "answer_back"
    NEXT = "answer_next"
    SHOW = "answer_show"
    TIME = "answer_time"
    AGAIN = "answer_again"
    CHANGE = "answer_change"
    SHARE = "answer_share"
    PORTAL = "answer_portal"
    MORE = "answer_more"
    SCHEDULE = "answer_schedule"
    RUN = "run_kept"
    STOP = "stop_reading"


@dataclass(frozen=True, slots=True)
class Option:
    """One of several choices. `value` comes back when it is chosen."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class OptionGroup:
    """Choices under a heading."""

    label: str
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Confirm:
    """What Slack asks before it tells us of a press."""

    title: str
    text: str
    yes: str
    no: str = "Cancel"


@dataclass(frozen=True, slots=True)
class Button:
    """`url` is opened in the browser, beside the press."""

    label: str
    action: str
    value: str
    url: str = ""
    confirm: Confirm | None = None
    kind: str = "button"


@dataclass(frozen=True, slots=True)
class Select:
    """A list to choose from, under headings; `label` stands there until something is chosen."""

    label: str
    action: str
    groups: tuple[OptionGroup, ...]
    kind: str = "select"


@dataclass(frozen=True, slots=True)
class Menu:
    """At most five choices behind three dots."""

    action: str
    options: tuple[Option, ...]
    kind: str = "menu"


Control = Button | Select | Menu


def numbered(action: Action, labels_and_values: Iterable[tuple[str, str]]) -> tuple[Button, ...]:
    """Buttons that mean the same of different things; in one message each needs an action of its own."""
    return tuple(Button(label, f"{action}_{number}", value) for number, (label, value) in enumerate(labels_and_values))


def option_value(key: str, code: str) -> str:
    """The value of an option that does `code` to what is kept under `key`; `read_value` reads it."""
    return f"{key} {code}"


def read_value(value: str) -> tuple[str, str]:
    """The key and the code of an option's value; a button's has no code. Both may be anything, as Slack's client
    sends them."""
    key, _, code = value.partition(" ")
    return key, code


def group(label: str, options: Iterable[Option]) -> Iterator[OptionGroup]:
    """A group, unless it is empty."""
    chosen = tuple(options)[:MOST_OPTIONS]
    if chosen:
        yield OptionGroup(label, chosen)
