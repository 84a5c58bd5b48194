"""Writes docs/questions.md from the vocabulary, the fields and the planner: `python tests/questions_page.py`."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.desk.explanation import DEFAULT_WINDOW, explain
from bot.domain.attempts import AttemptRules
from bot.domain.fields import FIELDS, Field, Kind
from bot.domain.names import TenantNames
from bot.domain.question import Log
from bot.domain.window import resolve
from bot.language.commands import COMMANDS
from bot.language.help import EXAMPLES
from bot.language.parser import parse
from bot.language.understood import Reading
from bot.language.wording import LOG_NAMES, say

PAGE = Path(__file__).parents[1] / "docs" / "questions.md"
NOW = datetime(2026, 11, 18, 10, 30, tzinfo=UTC)
ZONE = ZoneInfo("Europe/London")

MARK = "<!-- From here on the page is written by tests/questions_page.py. -->"


def page() -> str:
    """The whole page: its opening as it stands, and the rest as the program would write it now."""
    opening, _, _ = PAGE.read_text().partition(MARK)
    return "\n".join([opening + MARK + "\n", *(line for log in Log for line in _log(log))])


def examples() -> Iterator[tuple[Log, str]]:
    """Every example of every log."""
    yield from ((log, text) for log in Log for _, texts in EXAMPLES.get(log, ()) for text in texts)


def understood(log: Log, text: str) -> Reading:
    """An example as it is read; raises where it is no question."""
    command = None if text.startswith("/") else COMMANDS[log]
    reading = parse(text, NOW, ZONE, TenantNames(), command=command)
    assert isinstance(reading, Reading), text
    return reading


def _log(log: Log) -> Iterator[str]:
    yield f"## {LOG_NAMES[log]}: `{COMMANDS[log]}`\n"
    for heading, texts in EXAMPLES.get(log, ()):
        yield f"### {heading}\n"
        for text in texts:
            yield from _example(log, text)
    yield f"### What {COMMANDS[log]} can be filtered by\n"
    yield "| key | values |\n| --- | --- |"
    yield from (f"| `{field.name}` | {_values(field)} |" for field in FIELDS[log].values() if field.filterable)
    others = [f"`{field.name}`" for field in FIELDS[log].values() if not field.filterable]
    yield f"\nGroups by any of these, and by {', '.join(others)}.\n" if others else ""


def _example(log: Log, text: str) -> Iterator[str]:
    question = understood(log, text).question
    window = resolve(question.window or DEFAULT_WINDOW, NOW, ZONE) if question.window else None
    yield f"`{text}`\n"
    yield f"> {say(question, window, ZONE, NOW)}\n"
    yield "```text"
    yield from (f"GET {query.url}" for query in explain(question, ZONE, NOW, AttemptRules()))
    yield "```\n"


def _values(field: Field) -> str:
    match field.kind:
        case Kind.CHOICE:
            return ", ".join(field.values)
        case Kind.FLAG:
            return "true, false"
        case Kind.COUNTRY:
            return "a country's name, or its two letters"
        case Kind.USER:
            return "an address, an object id, `me`, or @somebody"
        case Kind.CODE:
            return "a code such as 50126, with or without AADSTS"
        case _:
            return field.heading.lower()


if __name__ == "__main__":
    PAGE.write_text(page())
