"""Which parts of a log a question needs: sign-ins of four kinds come apart, and some of their facts in beta only."""

from collections.abc import Collection, Sequence

from bot.domain.question import Filter, Log, Not, field_of, values_of
from bot.planning.catalogue import LogRow, Part, log_row


def parts_asked(log: Log, where: Sequence[Filter], fields: Collection[str] = ()) -> tuple[Part, ...]:
    """The parts that hold what is asked, each to be fetched by itself.

    `fields` are those that the answer shows or groups by. Sign-ins are interactive ones unless the question names or
    groups by their kind; these come from v1.0 until something is asked that only beta tells.
    """
    row = log_row(log)
    kinds = _kinds(row, where, fields)
    deep = _needs_beta(row, {*fields, *map(field_of, where)} - {row.kind_field})
    richer = {name for part in row.parts for name in part.within}
    passed_over = {part.name for part in row.parts if part.within} if deep else richer
    return tuple(part for part in row.parts if part.kind in kinds and part.name not in passed_over)


def sendable(part: Part, log: Log, where: Sequence[Filter]) -> tuple[Filter, ...]:
    """Those of `where` that the part's version knows; what chose the part itself needs no saying again."""
    row = log_row(log)
    return tuple(
        condition
        for condition in where
        if field_of(condition) != row.kind_field
        and (part.version == "beta" or not _needs_beta(row, {field_of(condition)}))
    )


def serving(part: Part, log: Log) -> tuple[Part, ...]:
    """The parts whose rows are enough to answer about `part`: itself, and those that tell more about the same rows."""
    return (part, *(log_row(log).part(name) for name in part.within))


def _kinds(row: LogRow, where: Sequence[Filter], fields: Collection[str]) -> set[str]:
    every = {part.kind for part in row.parts}
    asked = next((condition for condition in where if field_of(condition) == row.kind_field), None)
    if asked is None:
        return every if row.kind_field in fields else {row.parts[0].kind}
    named = {str(value) for value in values_of(asked)}
    return every - named if isinstance(asked, Not) else every & named


def _needs_beta(row: LogRow, fields: Collection[str]) -> bool:
    return any(column.beta for column in row.places if column.field in fields)
