"""Attempts as a helpdesk reads them: one row each, one alone in full, and what to do about them."""

from collections.abc import Sequence
from datetime import datetime

from bot.domain.answers import AttemptRow
from bot.domain.attempts import Outcome
from bot.render import advice
from bot.render.advice import Advice
from bot.render.escaping import cut
from bot.render.labels import NOT_SAID, RESULTS, stage_name
from bot.render.tables import Column, Row, Table, fitting
from bot.render.times import Calendar, duration

MOST_ROWS = 15
_MOST_CHARACTERS = 1_700  # so that the text of the message still has room for every row shown
_WIDEST_REASON = 64
_WIDEST_ALONE = 180

_COLUMNS = (
    Column("When"),
    Column("Who", widest=64),
    Column("How", widest=24),
    Column("App", widest=32),
    Column("Result"),
    Column("Where", widest=40),
    Column("Why", widest=_WIDEST_REASON + 12),
)
_HAD_ACCOUNT = Column("Had an account")
_YES_NO = {True: "yes", False: "no", None: "not known"}


def table_of(rows: Sequence[AttemptRow], calendar: Calendar) -> Table:
    """The newest of `rows`, as many as both a person and the text can take."""
    known = any(row.existing_account is not None for row in rows)
    columns = (
        (*_COLUMNS[:-1], _HAD_ACCOUNT, _COLUMNS[-1]) if known else _COLUMNS
    )  # reasons, being sentences, stand last
    table = Table(columns, tuple(_row(row, calendar, known=known) for row in rows[:MOST_ROWS])).fitted()
    return Table(columns, table.rows[: max(1, fitting(table.rows, MOST_ROWS, _MOST_CHARACTERS))])


def card_of(row: AttemptRow, calendar: Calendar) -> Table:
    """One attempt in full, a line for each thing known about it."""
    took = f"{calendar.zoned(row.started)}, took {duration(row.ended - row.started)}"
    facts = [
        ("When", took),
        ("Who", row.user or NOT_SAID),
        ("How", row.provider or NOT_SAID),
        ("App", row.app or row.app_id),
        ("Result", _result(row)),
        ("Where", _where(row)),
        ("Why", _why(row, _WIDEST_ALONE)),
        ("Had an account", "" if row.existing_account is None else _YES_NO[row.existing_account]),
        ("Correlation id", row.correlation_id),
    ]
    return Table((Column("What"), Column("Value", widest=200)), tuple(fact for fact in facts if fact[1])).fitted()


def advice_on(rows: Sequence[AttemptRow], calendar: Calendar, where: str = "") -> tuple[Advice, ...]:
    """For the newest few different reasons: the next step and what to send. `where` says in what they are counted."""
    return advice.advice_on(rows, calendar, _whom_and_when, where)


def _whom_and_when(row: AttemptRow) -> tuple[str, datetime]:
    return row.user or f"Somebody without an address, {row.correlation_id}", row.started


def _row(row: AttemptRow, calendar: Calendar, *, known: bool) -> Row:
    cells = (
        calendar.moment(row.started),
        row.user or NOT_SAID,
        row.provider or NOT_SAID,
        row.app or row.app_id,
        _result(row),
        _where(row),
        _why(row),
    )
    return (*cells[:-1], _YES_NO[row.existing_account], cells[-1]) if known else cells


def _result(row: AttemptRow) -> str:
    new = row.young and row.status is not Outcome.IN_PROGRESS
    return RESULTS[row.status] + (" (new)" if new else "")


def _where(row: AttemptRow) -> str:
    return "" if row.status is Outcome.SUCCESS else stage_name(row.stage)


def _why(row: AttemptRow, widest: int = _WIDEST_REASON) -> str:
    if not row.reason:
        return ""
    code = f" ({row.error_code})" if row.error_code else ""
    return cut(row.reason.rstrip("."), widest) + code
