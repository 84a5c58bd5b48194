"""Condition -> a Python test of one row: the meaning that the other writers must agree with."""

from collections.abc import Callable
from operator import attrgetter
from typing import assert_never

from bot.domain.events import SignUpEvent
from bot.domain.question import And, Condition, Is, Log, Not, OneOf, Within
from bot.planning.catalogue import LogRow, log_row

Test = Callable[[SignUpEvent], bool]


def holds(condition: Condition, log: Log) -> Test:
    """A test that is true for the rows which meet `condition`; a row without a value meets no `Is`, and so every `Not`.

    Raises `ValueError` for a field the catalogue does not list or a value its column can never hold.
    """
    return _test(condition, log_row(log))


def _test(condition: Condition, row: LogRow) -> Test:
    match condition:
        case Is(field, value):
            return _any_of(OneOf(field, (value,)), row)
        case OneOf():
            return _any_of(condition, row)
        case Not(inner):
            wanted = _test(inner, row)
            return lambda event: not wanted(event)
        case Within(window):
            moment = attrgetter(row.time.attribute)
            return lambda event: moment(event) in window
        case And(conditions):
            tests = tuple(_test(inner, row) for inner in conditions)
            return lambda event: all(test(event) for test in tests)
        case _:
            assert_never(condition)


def _any_of(condition: OneOf, row: LogRow) -> Test:
    column = row.column(condition.field)
    value_of = attrgetter(column.attribute)
    wanted = frozenset(column.key(value) for value in condition.values)
    return lambda event: value_of(event) in wanted
