"""Events as a helpdesk reads them: one row each, one alone in full, and what to do about them."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.domain.event_answers import ChangedProperty, EventRow
from bot.domain.question import Log
from bot.render import advice
from bot.render.advice import Advice
from bot.render.escaping import cut
from bot.render.event_words import heading_of, value_of
from bot.render.labels import NOT_SAID
from bot.render.tables import Column, Row, Table, fitting
from bot.render.times import Calendar

MOST_ROWS = 15
_MOST_CHARACTERS = 1_700  # so that the text of the message still has room for every row shown
_MOST_CHANGES = 3
_WIDEST_REASON = 64
_WIDEST_VALUE = 40


@dataclass(frozen=True, slots=True)
class _Cell:
    """One column of a list, and how a row fills it."""

    column: Column
    read: Callable[[EventRow, Calendar], str]


def table_of(log: Log, rows: Sequence[EventRow], calendar: Calendar) -> Table:
    """The newest of `rows`, as many as both a person and the text can take."""
    cells = _COLUMNS[log]
    body = tuple(tuple(cell.read(row, calendar) for cell in cells) for row in rows[:MOST_ROWS])
    table = Table(tuple(cell.column for cell in cells), body).fitted()
    return Table(table.columns, table.rows[: max(1, fitting(table.rows, MOST_ROWS, _MOST_CHARACTERS))])


def card_of(log: Log, row: EventRow, calendar: Calendar) -> Table:
    """One event in full, a line for each thing known about it."""
    facts = [("When", calendar.zoned(row.at)), ("Result", row.status or NOT_SAID), *_facts(log, row, calendar)]
    facts += [("Why", row.reason)]
    facts += [("Changed", _change(change, row)) for change in row.changes]
    known: tuple[Row, ...] = tuple(fact for fact in facts if fact[1])
    return Table((Column("What"), Column("Value", widest=200)), known).fitted()


def advice_on(log: Log, rows: Sequence[EventRow], calendar: Calendar, where: str = "") -> tuple[Advice, ...]:
    """For the newest few different reasons: the next step and what to send. `where` says in what they are counted."""
    return advice.advice_on(rows, calendar, lambda row: (_who(log, row), row.at), where)


def _who(log: Log, row: EventRow) -> str:
    name = row.text("identity") if log is Log.PROVISIONING else row.text("user") or row.text("service_principal")
    return name or f"Somebody without a name, {row.id}"


def _facts(log: Log, row: EventRow, calendar: Calendar) -> Iterator[tuple[str, str]]:
    for field in row.facts:
        if row.text(field) not in ("", "0", "none") or field == "risk_level":
            yield heading_of(log, field), value_of(log, field, row.text(field), calendar)


def _when(row: EventRow, calendar: Calendar) -> str:
    return calendar.moment(row.at)


def _fact(field: str) -> Callable[[EventRow, Calendar], str]:
    return lambda row, _: row.text(field) or NOT_SAID


def _signed_in(row: EventRow, _: Calendar) -> str:
    return row.text("user") or row.text("service_principal") or NOT_SAID


def _place(row: EventRow, _: Calendar) -> str:
    place = ", ".join(part for part in (row.text("city"), row.text("country")) if part)
    return place or row.text("ip")


def _program(row: EventRow, _: Calendar) -> str:
    return " on ".join(part for part in (row.text("browser") or row.text("client_app"), row.text("os")) if part)


def _why(row: EventRow, _: Calendar) -> str:
    if not row.reason:
        return ""
    code = row.text("error_code")
    return cut(row.reason.rstrip("."), _WIDEST_REASON) + (f" ({code})" if code and code != "0" else "")


def _changes(row: EventRow, _: Calendar) -> str:
    return changes_of(row)


def changes_of(row: EventRow) -> str:
    """The first properties that a change set, each with its value before and after, and how many more there are."""
    said = [_change(change, row) for change in row.changes[:_MOST_CHANGES]]
    more = len(row.changes) - _MOST_CHANGES
    return "; ".join([*said, *([f"and {more} more"] if more > 0 else [])])


def _change(change: ChangedProperty, row: EventRow) -> str:
    """`DisplayName: Stores → Shops`, with the target where the row has several."""
    targets = row.facts.get("target")
    of = f" of {change.target}" if isinstance(targets, tuple) and len(targets) > 1 and change.target else ""
    old, new = cut(change.old, _WIDEST_VALUE) or "nothing", cut(change.new, _WIDEST_VALUE) or "nothing"
    return f"{change.name}{of}: {old} → {new}"


def _what(row: EventRow, calendar: Calendar) -> str:
    action = value_of(Log.PROVISIONING, "action", row.text("action"), calendar)
    return " ".join(part for part in (action, row.text("object")) if part)


def _route(row: EventRow, _: Calendar) -> str:
    return f"{row.text('source_system') or NOT_SAID} → {row.text('target_system') or NOT_SAID}"


_WHEN = _Cell(Column("When"), _when)
_RESULT = _Cell(Column("Result"), lambda row, _: row.status or NOT_SAID)
_WHY = _Cell(Column("Why", widest=_WIDEST_REASON + 30), _why)

_COLUMNS: Mapping[Log, tuple[_Cell, ...]] = {
    Log.SIGN_INS: (
        _WHEN,
        _Cell(Column("Who", widest=64), _signed_in),
        _Cell(Column("App", widest=32), _fact("app")),
        _RESULT,
        _Cell(Column("From", widest=32), _place),
        _Cell(Column("With", widest=32), _program),
        _WHY,
    ),
    Log.AUDIT: (
        _WHEN,
        _Cell(Column("By", widest=64), _fact("actor")),
        _Cell(Column("What", widest=48), _fact("activity")),
        _Cell(Column("On", widest=64), _fact("target")),
        _RESULT,
        _Cell(Column("Changed", widest=160), _changes),
    ),
    Log.PROVISIONING: (
        _WHEN,
        _Cell(Column("What", widest=24), _what),
        _Cell(Column("Who or what", widest=48), _fact("identity")),
        _Cell(Column("From → to", widest=64), _route),
        _RESULT,
        _WHY,
    ),
}
"""What a helpdesk wants to see of each log at a glance."""
