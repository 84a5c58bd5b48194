"""Levels of risk with “or above”: at least medium, above low, medium or higher, medium risk and up."""

from bot.domain.question import Value
from bot.errors import Mistake, QuestionError
from bot.language.pieces import Piece
from bot.language.senses import Fact, LogName, Role, Thing
from bot.language.walk import Walk

LEVELS = ("low", "medium", "high")


def read_level(walk: Walk, place: int, piece: Piece) -> int | None:
    """At least medium, above low, medium or above, medium risk or above."""
    after = walk.after(place)
    if after is None:
        return None
    following = walk.pieces[after]
    if piece.has(Role.AT_LEAST, Role.MORE_THAN) and (level := _level(following)):
        walk.claims.min_level = (level, piece.has(Role.MORE_THAN))
        return after + 1
    if (level := _level(piece)) is None:
        return None
    if following.text == "+" and following.start == piece.end:
        walk.claims.min_level = (level, False)
        return after + 1
    step = walk.after(after) if following.get(Thing) or following.get(LogName) else after
    if step is None or not walk.pieces[step].has(Role.OR_ABOVE, Role.OR_MORE):
        return None
    walk.claims.min_level = (level, False)
    if step != after:
        walk.content(following)
    return step + 1


def _level(piece: Piece) -> str | None:
    fact = piece.get(Fact)
    return str(fact.values[0]) if fact and fact.field == "risk_level" else None


def levels_from(level: str, *, beyond: bool) -> tuple[Value, ...]:
    """The levels from `level` upwards, or those `beyond` it. Raises QuestionError where there is none."""
    found = LEVELS[LEVELS.index(level) + beyond :]
    if not found:
        raise QuestionError(
            Mistake.BAD_VALUE, f"No risk is above {level}; say {level}", word=level, suggestions=(f"level:{level}",)
        )
    return found
