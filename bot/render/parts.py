"""What part of all each group of a count holds: “what share of sign-ups are social”."""

from bot.domain.changes import percent
from bot.domain.question import Output, Question
from bot.domain.tallies import OVERLAPPING
from bot.render.labels import is_time

HEADING = "Share of all"
REPEATED = OVERLAPPING | {"extension"}
"""Fields by which a row is in several groups, whose parts do not add up to all."""


def part_headings(question: Question) -> tuple[str, ...]:
    """The heading of the column, where rows are counted in groups that each row is in once."""
    counted = question.output is Output.COUNT and question.count_of in {None, "attempts"}
    apart = all(not is_time(field) and field not in REPEATED for field in question.group_by)
    return (HEADING,) if counted and apart and question.group_by else ()


def part_cells(question: Question, count: int, whole: int) -> tuple[str, ...]:
    """What part of the `whole` the `count` is, where there is a column for it."""
    return tuple(percent(count / whole) if whole else "none" for _ in part_headings(question))
