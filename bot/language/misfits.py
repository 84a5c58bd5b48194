"""What a log cannot be asked: fields it does not hold, values that are none of its own."""

from bot.domain.fields import FIELDS, Field, Kind
from bot.domain.question import Log, Value
from bot.errors import Mistake, QuestionError
from bot.language.activities import makes_guests
from bot.language.claims import Claims
from bot.language.neighbours import suggestions
from bot.language.pieces import Literal, Piece
from bot.language.senses import UNCLEAR, Deed, Fact, LogName, Role, State, Thing
from bot.language.tokens import Shape
from bot.language.words.activity_keys import ACTIVITIES

MEANT_ELSEWHERE: dict[Log, frozenset[str]] = {
    Log.AUDIT: frozenset(ACTIVITIES),
    Log.RISK: frozenset({"service principal", "managed identity", "workload"}),
    Log.APPS: frozenset({"service principal", "managed identity", "credential", "method", "mfa", "security info"}),
    Log.USER: frozenset({"mfa", "method"}),
}
"""Nouns that are filters in one log and something else in another: MFA is a facet of a person."""


def unsupported(field: str, log: Log) -> QuestionError:
    """The mistake of filtering or grouping by what a log does not hold."""
    known = tuple(FIELDS[log])
    return QuestionError(
        Mistake.UNSUPPORTED_FIELD,
        f"The log {log.value} holds no {field.replace('_', ' ')}; it knows {', '.join(known)}",
        word=field,
        suggestions=suggestions(field, known) or known[:4],
    )


def check_choice(field: Field, value: Value) -> None:
    """Raises `unknown_value` for a value outside a closed list."""
    if field.kind is Kind.CHOICE and value not in field.values:
        raise QuestionError(
            Mistake.UNKNOWN_VALUE,
            f"{field.name} cannot be “{value}” there; it can be {', '.join(field.values)}",
            word=str(value),
            suggestions=field.values,
        )


class WhichStatus(Exception):
    """Something is stuck, which may be failed, abandoned or interrupted."""


def check_status(state: State, field: Field, log: Log) -> str:
    """The status, if the log has it. Raises `WhichStatus` for what is only stuck, and QuestionError."""
    if state.value == UNCLEAR:
        raise WhichStatus
    if state.value not in field.values:
        raise QuestionError(
            Mistake.UNKNOWN_VALUE,
            f"Nothing in the log {log.value} is {state.value}; its results are {', '.join(field.values)}",
            word=state.value,
            suggestions=field.values,
        )
    return state.value


NAMES_PEOPLE = ("actor", "target", "identity")
"""Fields of free text that may hold an address; a browser or a city never does."""


def takes(field: Field, literal: Literal) -> bool:
    """Whether a value of that shape can be one of the field."""
    match field.kind:
        case Kind.USER:
            return literal.shape in {Shape.PERSON, Shape.GUID}
        case Kind.CODE:
            return literal.shape is Shape.NUMBER
        case Kind.GUID:
            return literal.shape is Shape.GUID
        case Kind.NAME:
            return literal.shape in {Shape.GUID, Shape.DOMAIN}
        case Kind.DOMAIN:
            return literal.shape is Shape.DOMAIN
        case Kind.ADDRESS:
            return literal.shape is Shape.NETWORK
        case Kind.TEXT:
            return literal.shape is not Shape.PERSON or field.name in NAMES_PEOPLE
    return False


def refuse_unmet(piece: Piece, log: Log, claims: Claims) -> None:
    """A filter that this log cannot hold is a mistake, unless the word means something else here."""
    fact = piece.get(Fact)
    if fact is not None and not _names_more(piece, log) and (elsewhere := _told_elsewhere(fact, piece, log)):
        raise elsewhere
    if fact is not None and not _names_more(piece, log) and _stands_for_nothing(fact, piece, log, claims):
        raise unsupported(fact.field, log)
    if any(isinstance(meaning, (Thing, Deed, LogName, Role)) for meaning in piece.meanings):
        return
    raise unsupported(fact.field if fact else "status" if piece.get(State) else piece.text, log)


def _told_elsewhere(fact: Fact, piece: Piece, log: Log) -> QuestionError | None:
    """The mistake of asking a log for what is told in another place, with the question that is answered there."""
    if fact.field == "risk_type":
        why, ask = "what Entra found risky is in the risk log", f"/risk {piece.text} last 7d"
    elif fact.field == "auth_method" and log is Log.APPS:
        why, ask = "its report has the numbers of all methods side by side", "/apps auth_methods"
    else:
        return None
    said = f"The log {log.value} cannot be asked for “{piece.text}”; {why}"
    return QuestionError(Mistake.UNSUPPORTED_FIELD, said, word=piece.text, suggestions=(ask,))


def _names_more(piece: Piece, log: Log) -> bool:
    """Whether it says something else here: filler, a verb, or the name of this very log."""
    named = piece.get(LogName)
    return (
        piece.has(Role.SKIP, Role.LAST_SEEN) or piece.get(Deed) is not None or (named is not None and named.log is log)
    )


def _stands_for_nothing(fact: Fact, piece: Piece, log: Log, claims: Claims) -> bool:
    nouns = {thing.noun for thing in piece.meanings if isinstance(thing, Thing)}
    if fact.field == "user_type" and "member" not in nouns:
        return log is not Log.AUDIT or not makes_guests(claims)
    return not nouns & MEANT_ELSEWHERE.get(log, frozenset())
