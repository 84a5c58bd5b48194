"""Numbers of a question: tops, floors, what a floor counts, and levels of risk with “or above”."""

from bot.domain.window import Last
from bot.errors import Mistake, QuestionError
from bot.language.forms import TIMES
from bot.language.grouping import group_ahead, spreads_over
from bot.language.levels import read_level
from bot.language.literals import bad_value
from bot.language.pieces import Amount, Literal, Piece, When
from bot.language.senses import Fact, LogName, Role, State, Thing
from bot.language.times.clock import bad_window
from bot.language.walk import SAYING, Walk

MOST = 1_000_000
"""Rows or groups that somebody may ask for; a larger number is a slip of the keyboard."""

ROWS = ("attempt", "error", "code", "status", "actor", "name")
"""Nouns that stand for the rows themselves when they follow a floor."""


def read_keyed_number(walk: Walk, place: int, piece: Piece) -> int | None:
    """`top:5` and `min:10`."""
    amount = piece.get(Amount)
    if amount is None or len(piece.meanings) != 2 or not isinstance(piece.meanings[0], Role):
        return None
    if piece.meanings[0] is Role.TOP:
        _set_top(walk, amount.value, piece.text)
    else:
        _set_floor(walk, amount.value, piece.text)
    return place + 1


def read_number(walk: Walk, place: int, piece: Piece) -> int | None:
    """Tops and floors: top 5, last 5, 5 most common, more than 10, 10+, 10 or more. Raises QuestionError."""
    amount, after = piece.get(Amount), walk.after(place)
    if amount is not None and piece.get(Literal) is None:
        return _leading_number(walk, place, amount)
    number = walk.pieces[after].get(Amount) if after is not None else None
    if piece.has(Role.AT_MOST) and number is not None:
        raise _no_ceiling(f"{piece.text} {number.value}", number.value)
    if number is None and piece.has(Role.MORE_THAN, Role.AT_LEAST) and _is_one(walk, place + 1):
        number, after = Amount(1), place + 1
    if after is None or number is None:
        level = read_level(walk, place, piece)
        if level is None:
            _refuse_no_number(walk, place)
        return level
    if piece.has(Role.LAST):
        _refuse_odd_length(walk, after)
    if piece.has(Role.TOP, Role.LAST, Role.MOST):
        _refuse_odd_length(walk, after)
        _set_top(walk, number.value, walk.pieces[after].text)
        return group_ahead(walk, after + 1) if not piece.has(Role.LAST) else after + 1
    if piece.has(Role.MORE_THAN, Role.AT_LEAST):
        _set_floor(walk, number.value, walk.pieces[after].text, beyond=piece.has(Role.MORE_THAN))
        return _different(walk, after + 1)
    return None


def _no_ceiling(text: str, value: int) -> QuestionError:
    """The mistake of “fewer than 5”: groups have a least number and no greatest. Answers list the smallest last."""
    return QuestionError(
        Mistake.NOT_UNDERSTOOD,
        f"I can ask for at least {value}, and not for “{text}”; group without it, the smallest stand last",
        word=text,
        suggestions=(f"at least {value}",),
    )


def _refuse_odd_length(walk: Walk, place: int) -> None:
    """“Last 3 working days” is a time that we cannot read, not three rows. Raises QuestionError."""
    after = walk.after(place)
    unit = walk.pieces[after] if after is not None and after > place + 1 else None
    if unit is not None and any(unit.names(noun) for noun in TIMES):
        raise bad_window(unit.text, f"Which {unit.text} are meant? Count them all, like last 5d, or name them")


def _is_one(walk: Walk, place: int) -> bool:
    return place < len(walk.pieces) and walk.pieces[place].words in {"one", "a single"}


def _refuse_no_number(walk: Walk, place: int) -> None:
    """“More than” with nothing countable after it would be a floor dropped unnoticed. Raises QuestionError."""
    piece, after = walk.pieces[place], walk.after(place)
    if after is not None and _sets_against(walk, piece, walk.pieces[after]):
        return
    spread = after is not None and spreads_over(piece, walk.pieces[after])
    alone = not spread and not any(isinstance(meaning, SAYING) for meaning in piece.meanings)
    if alone and piece.has(Role.MORE_THAN, Role.AT_LEAST):
        raise QuestionError(
            Mistake.UNKNOWN_WORD,
            f"“{piece.text}” needs a number after it, like {piece.text} 5",
            word=piece.text,
            suggestions=("more than 5", "at least 10", "5+"),
        )


def _sets_against(walk: Walk, piece: Piece, after: Piece) -> bool:
    """“Do guests fail more than members”, “less than yesterday”: no number, but another of the kind, to set beside."""
    if piece.has(Role.MORE_THAN, Role.AT_LEAST, Role.AT_MOST):
        _refuse_length(after)
    like = any(claim.piece.is_like(after) for claim in walk.claims.filters)
    rivals = piece.has(Role.MORE_THAN, Role.AT_MOST) and (like or after.get(When) is not None)
    if rivals:
        walk.versus = walk.joined = True
    return rivals


def _refuse_length(piece: Piece) -> None:
    """“More than 10 minutes” is how long something took, and no time in which it happened. Raises QuestionError."""
    when = piece.get(When)
    if when is not None and isinstance(when.span, Last) and piece.words[:1].isdecimal():
        raise QuestionError(
            Mistake.NOT_UNDERSTOOD,
            f"No answer tells how long things take; for a time in which they happened say last {piece.text}",
            word=piece.text,
            suggestions=(f"last {piece.text}",),
        )


def _rows_ahead(walk: Walk, place: int) -> bool:
    """“20 failed sign-ups”: the name of a log in the plural, with at most a few words that describe before it."""
    for ahead in walk.pieces[place : place + 4]:
        if ahead.get(LogName):
            return ahead.plural
        if not any(ahead.get(kind) for kind in (State, Fact)):
            return False
    return False


def _leading_number(walk: Walk, place: int, amount: Amount) -> int:
    """A number that comes before what says its meaning."""
    text, after = walk.pieces[place].text, walk.after(place)
    following = walk.pieces[after] if after is not None else None
    if following is not None and following.has(Role.OR_FEWER):
        raise _no_ceiling(f"{text} {following.text}", amount.value)
    if amount.open or (following and following.has(Role.OR_MORE)):
        _set_floor(walk, amount.value, text)
        return _different(walk, place + 1 if amount.open or after is None else after + 1)
    if after is not None and following and following.has(Role.MOST, Role.LAST):
        _set_top(walk, amount.value, text)
        return group_ahead(walk, after + 1)
    if after is not None and _rows_ahead(walk, after):
        _set_top(walk, amount.value, text)
        return after
    if after is not None and _most_of(walk, after):
        _set_top(walk, amount.value, text)
        return group_ahead(walk, after)
    raise QuestionError(
        Mistake.UNKNOWN_WORD,
        f"I do not know what “{text}” counts; write top {amount.value}, or last {amount.value}h",
        word=text,
        suggestions=(f"top {amount.value}", f"last {amount.value}h"),
    )


def _most_of(walk: Walk, place: int) -> bool:
    """“5 apps with the most failures”: a noun, and a superlative after it."""
    noun = walk.pieces[place].get(Thing)
    return noun is not None and any(ahead.has(Role.MOST) for ahead in walk.pieces[place:])


def _different(walk: Walk, place: int) -> int:
    """“More than 3 countries”: the noun after a floor is what is counted in each group."""
    while place < len(walk.pieces) and walk.pieces[place].has(Role.DISTINCT):
        place += 1
    if place >= len(walk.pieces):
        return place
    piece = walk.pieces[place]
    named, thing = piece.get(LogName), piece.get(Thing)
    if thing is None or thing.noun in ROWS or not thing.keys or named:
        return place
    walk.claims.counted, walk.claims.floored = (thing, piece), True
    return place + 1


def _set_top(walk: Walk, value: int, text: str) -> None:
    if not 0 < value <= MOST:
        raise bad_value(text, f"top needs a number from 1 to {MOST:,}, not {text}")
    if walk.claims.top not in {None, value}:
        raise QuestionError(Mistake.CONFLICT, f"I read two tops, {walk.claims.top} and {value}; say one", word=text)
    walk.claims.top = value


def _set_floor(walk: Walk, value: int, text: str, *, beyond: bool = False) -> None:
    if not 0 < value <= MOST:
        raise bad_value(text, f"the least number must be from 1 to {MOST:,}, not {text}")
    if walk.claims.min_count not in {None, value + beyond}:
        raise QuestionError(
            Mistake.CONFLICT,
            f"I read two least numbers, {walk.claims.min_count} and {value + beyond}; say one",
            word=text,
        )
    walk.claims.min_count = value + beyond
