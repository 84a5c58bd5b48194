"""A Question said back as a command that means the same."""

import re
from collections.abc import Mapping
from typing import assert_never

from bot.domain.fields import FIELDS, Field, Kind
from bot.domain.question import Filter, Log, Not, Output, Question, Value, field_of, values_of
from bot.domain.window import Between, Last, Named, Span
from bot.language.wording import UNITS

COMMANDS = {log: "/whois" if log is Log.USER else f"/{log.value}" for log in Log}
PLAIN = re.compile(r"(?!\d+\.\Z)\w[\w.@:'-]*\Z")
"""What needs no quotes; “10.” would end a sentence."""

PERSON = re.compile(r"[^\s@]+@[^\s@]+\Z|slack:\w+\Z|me\Z|[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}\Z")


def write_command(question: Question) -> str:
    """A command in the terse form that is read as the same Question."""
    parts = [COMMANDS[question.log], *(_write_filter(condition, FIELDS[question.log]) for condition in question.where)]
    if question.window:
        parts.append(_write_span(question.window, "window"))
    if question.compare:
        parts.append(_write_span(question.compare, "compare"))
    if question.group_by:
        parts.append("by:" + ",".join(question.group_by))
    settings = {
        "metric": question.metric and question.metric.value,
        "out": _written_output(question),
        "top": question.top,
        "min": question.min_count,
        "count": question.count_of,
        "show": question.show,
        "format": question.format and question.format.value,
    }
    return " ".join([*parts, *(f"{key}:{value}" for key, value in settings.items() if value is not None)])


def _written_output(question: Question) -> str | None:
    """Left out where it follows from the rest."""
    implied = Output.EXPORT if question.format else Output.RATE if question.metric else Output.LIST
    if question.count_of and question.output is Output.LIST:
        return Output.LIST.value  # to count something asks for a count, where no form is said
    return None if question.output is implied else question.output.value


def _write_filter(condition: Filter, fields: Mapping[str, Field]) -> str:
    kind = fields[field_of(condition)].kind
    values = ",".join(_write_value(value, kind) for value in values_of(condition))
    return f"{'-' if isinstance(condition, Not) else ''}{field_of(condition)}:{values}"


def _write_value(value: Value, kind: Kind) -> str:
    """As typed where it stands for itself; a name of a person, and what spaces or signs would cut, in quotes."""
    if isinstance(value, bool):
        return str(value).lower()
    text = str(value)
    if PLAIN.match(text) and (kind is not Kind.USER or PERSON.match(text)):
        return text
    return f"'{text}'" if '"' in text else f'"{text}"'


def _short(seconds: int) -> str:
    """86,400 -> 24h, 604,800 -> 7d."""
    if seconds == 86_400:
        return "24h"
    size, unit = next((size, unit) for size, unit in UNITS if seconds % size == 0)
    return f"{seconds // size}{unit[0]}"


def _write_span(span: Span, key: str) -> str:
    match span:
        case Last(seconds):
            return f"{'last' if key == 'window' else key}:{_short(seconds)}"
        case Named(period):
            return f"{key}:{period.value}"
        case Between(since, until):
            if key == "window":
                return f"from:{since.isoformat()} to:{until.isoformat()}"
            return f"{key}:{since.isoformat()} to {until.isoformat()}"
        case _:
            assert_never(span)
