"""Condition -> a Python test of one row: the meaning that the other writers must agree with."""

from collections.abc import Callable
from operator import attrgetter
from typing import Any, assert_never

from bot.domain.events import LogEvent
from bot.domain.question import And, Condition, Is, Log, Not, OneOf, Value, Within
from bot.planning.catalogue import Column, LogRow, Match, log_row

Test = Callable[[LogEvent], bool]


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
    tests = tuple(_in_column(column, values) for column, values in row.compared(condition.field, condition.values))
    if len(tests) == 1:
        return tests[0]
    return lambda event: any(test(event) for test in tests)


def _in_column(column: Column, values: tuple[Value, ...]) -> Test:
    value_of = column.reader()
    is_one = _one_is(frozenset(column.key(value) for value in values), column.match)
    if column.many:
        return lambda event: any(is_one(value) for value in value_of(event))
    return lambda event: is_one(value_of(event))


def _one_is(wanted: frozenset[str | int], how: Match) -> Callable[[Any], bool]:
    texts = tuple(str(value) for value in wanted)
    match how:
        case Match.WHOLE:
            return wanted.__contains__
        case Match.START:
            return lambda value: value is not None and value.startswith(texts)
        case Match.PART:
            return lambda value: value is not None and any(text in value for text in texts)
        case _:
            assert_never(how)
