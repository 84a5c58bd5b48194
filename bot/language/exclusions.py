"""Deeds that are left out: “excluding password resets”, “except user updates”, “other than deletions”."""

from collections.abc import Sequence

from bot.domain.question import Log, Value
from bot.errors import Mistake, QuestionError
from bot.language.activities import activities_of
from bot.language.claims import Claims
from bot.language.gathering import Gathered
from bot.language.pieces import Mark, Piece
from bot.language.senses import Deed, Fact, Role, Thing
from bot.language.walk import NAMED, Walk
from bot.language.words.activity_keys import ACTIONS, ACTIVITIES

UNDONE = ("no", "never", "non", "isnt", "arent", "wasnt", "werent", "dont", "doesnt", "didnt", "hasnt", "havent")
"""Negations that say that something did not happen, rather than leave it out."""


def read_left_out(walk: Walk, place: int, piece: Piece) -> int | None:
    """Takes the deeds after a “not” out of what is asked for; a name or a verb after it is something else."""
    if not piece.has(Role.NOT) or piece.words in UNDONE:
        return None
    end = _end_of_deeds(walk.pieces, place + 1)
    ahead = walk.pieces[place + 1 : end]
    if not any(_is_deed(each) for each in ahead):
        return None
    walk.claims.left_out += _each_deed(ahead)
    walk.claims.pieces = [each for each in walk.claims.pieces if each not in ahead]
    return end


def _end_of_deeds(pieces: Sequence[Piece], place: int) -> int:
    """Where the nouns and deeds end that begin at `place`, with the joints between them."""
    end = place
    for after, piece in enumerate(pieces[place:], place):
        if any(piece.get(kind) for kind in NAMED) or not (_tells_deed(piece) or piece.silent or _joins(piece)):
            break
        end = after + 1 if _tells_deed(piece) else end
    return end


def _each_deed(pieces: Sequence[Piece]) -> list[tuple[Piece, ...]]:
    """“User deletions and group changes” as two; “user or group deletions” are one."""
    runs: list[tuple[Piece, ...]] = [()]
    for piece in pieces:
        if _tells_deed(piece):
            runs[-1] += (piece,)
        elif _joins(piece) and any(_is_deed(each) for each in runs[-1]):
            runs.append(())
    return [run for run in runs if run]


def _tells_deed(piece: Piece) -> bool:
    return _is_deed(piece) or (piece.get(Thing) is not None and piece.get(Deed) is None)


def _is_deed(piece: Piece) -> bool:
    """“Deletions”, and “membership changes”: a noun of what was done."""
    if any(isinstance(meaning, Deed) and meaning.noun for meaning in piece.meanings):
        return True
    thing = piece.get(Thing)
    return thing is not None and not thing.keys and piece.get(Fact) is None and "" in ACTIVITIES.get(thing.noun, {})


def _joins(piece: Piece) -> bool:
    return piece.has(Mark.COMMA, Role.AND, Role.OR)


def leave_out(claims: Claims, log: Log, gathered: Gathered) -> None:
    """Adds the activities or actions that are left out. Raises QuestionError where the log knows no such deeds."""
    for pieces in claims.left_out:
        field, values = _values(pieces, log)
        if not values:
            raise _no_such_deed(pieces, log)
        gathered.add(field, values, negated=True)


def _values(pieces: tuple[Piece, ...], log: Log) -> tuple[str, tuple[Value, ...]]:
    deeds = [(deed, piece) for piece in pieces if (deed := piece.get(Deed))]
    if log is Log.AUDIT:
        return "activity", activities_of(Claims(pieces=list(pieces), deeds=deeds))
    known = ACTIONS if log is Log.PROVISIONING else {}
    return "action", tuple(value for deed, _ in deeds for value in known.get(deed.verb, ()))


def _no_such_deed(pieces: tuple[Piece, ...], log: Log) -> QuestionError:
    said = " ".join(piece.text for piece in pieces)
    return QuestionError(
        Mistake.NOT_UNDERSTOOD,
        f"I cannot leave out “{said}” in the log {log.value}; name an activity, like -activity:password_reset",
        word=said,
        suggestions=("/audit -activity:password_reset", "/provisioning -action:update"),
    )
