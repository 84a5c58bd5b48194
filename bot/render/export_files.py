"""An answer as a file that spreadsheets and programs read: every row or group it holds, not the first ones only."""

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC
from io import StringIO
from typing import Any, assert_never

import orjson

from bot.domain.answers import AnswerKind
from bot.domain.found import Found
from bot.domain.person_answers import PersonAnswer
from bot.domain.question import Format

# A spreadsheet takes a cell that begins so for a formula, wherever the text came from (OWASP, “CSV Injection”).
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_BYTE_ORDER_MARK = "\ufeff"
"""Without it, Excel reads UTF-8 as something else."""

_WHAT = {AnswerKind.BREAKDOWN: "group", AnswerKind.FUNNEL: "stage"}

Record = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class ExportFile:
    """`records` is how many rows or groups it holds, `what` what they are called."""

    name: str
    content: bytes
    records: int
    what: str


def file_of(answer: Found, form: Format) -> ExportFile:
    """All that `answer` holds; its times are in UTC, as ISO 8601."""
    said = answer.to_json()
    records, what = _records(answer, said), _WHAT.get(_kind(answer), "row")
    name = f"gatehouse-{answer.question.log.value}-{answer.as_of.astimezone(UTC):%Y-%m-%d-%H%M}.{form.value}"
    match form:
        case Format.CSV:
            content = (_BYTE_ORDER_MARK + csv_text(records)).encode()
        case Format.JSON:
            content = orjson.dumps(said, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)
        case _:
            assert_never(form)
    return ExportFile(name, content, len(records), what)


def csv_of(answer: Found) -> str:
    """All rows or groups of `answer` as CSV, for programs."""
    return csv_text(_records(answer, answer.to_json()))


def csv_text(records: Sequence[Record]) -> str:
    """A line for each record under a heading for each name that any of them has."""
    flat = [dict(_flat(record)) for record in records]
    names = list(dict.fromkeys(name for record in flat for name in record))
    out = StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(map(_cell, names))
    writer.writerows([_cell(record.get(name)) for name in names] for record in flat)
    return out.getvalue()


def _kind(answer: Found) -> AnswerKind:
    return AnswerKind.LIST if isinstance(answer, PersonAnswer) else answer.kind


def _records(answer: Found, said: Mapping[str, Any]) -> Sequence[Record]:
    kind = _kind(answer)
    records: Sequence[Record]
    match kind:
        case AnswerKind.BREAKDOWN:
            records = said.get("groups", ())
        case AnswerKind.FUNNEL:
            records = said.get("funnel", ())
        case AnswerKind.LIST:
            records = said.get("rows", ())
        case AnswerKind.COUNT | AnswerKind.RATE:
            rates = {"rates": said["rates"]} if said.get("rates") else {}
            records = ({**said["totals"], **rates},)
        case _:
            assert_never(kind)
    return records


def _flat(record: Record, under: str = "") -> Iterator[tuple[str, object]]:
    """Each value by its name; the parts of a group's key by their own names, other parts by their whole path."""
    for name, value in record.items():
        if isinstance(value, Mapping):
            yield from _flat(value, "" if name == "key" else f"{under}{name}.")
        else:
            yield f"{under}{name}", value


def _cell(value: object) -> object:
    """A number as it is; a text so that a spreadsheet takes it for nothing but text."""
    match value:
        case None:
            return ""
        case bool():
            return str(value).lower()
        case int() | float():
            return value
        case list() | tuple():
            text = "; ".join(str(_part(part)) for part in value)
        case _:
            text = str(value)
    return harmless(text)


def harmless(text: str) -> str:
    """`text` as a cell that a spreadsheet takes for nothing but text."""
    return f"'{text}" if text.lstrip(" ").startswith(_FORMULA) else text


def _part(value: object) -> object:
    match value:
        case {"target": target, "property": name, "old": old, "new": new}:
            return f"{target} {name}: {old or 'nothing'} → {new or 'nothing'}".strip()
        case dict() | list():
            return orjson.dumps(value).decode()
        case _:
            return value
