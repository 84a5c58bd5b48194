"""What is asked for and by whom: how many X, which X, my X, and the code that “error” names."""

from collections.abc import Sequence

from bot.domain.question import Log, Output
from bot.language.pieces import Literal, Mark, Piece, When
from bot.language.senses import PREPOSITIONS, Facet, Fact, LogName, Role, Share, State, Thing, Wish
from bot.language.tokens import Shape
from bot.language.walk import Walk

ORDERS = ("get", "give", "find", "pull", "fetch", "check", "look", "search", "make")
CANNOT = ("cant", "cannot", "couldnt", "could not", "can not")
WAS = ("was", "got", "am")
PEOPLE = ("people", "folk", "staff")
OWN = ("account", "attempts", "methods", "password", "pw")
"""What of the asker's is asked about; a property of theirs, as their phone number, is too."""


def read_count(walk: Walk, place: int, piece: Piece) -> int | None:
    """How many X: what is counted is the next noun, if one comes before a preposition."""
    if not piece.has(Role.HOW_MANY) or (piece.has(Role.SKIP) and walk.after(place) is None):
        return None
    walk.claims.outputs.append(Output.COUNT)
    if piece.words.startswith(("how often", "how frequently", "how many times")):
        return place + 1
    for look in range(place + 1, min(place + 6, len(walk.pieces))):
        ahead = walk.pieces[look]
        if _names_rows(walk, look):
            break
        if (thing := ahead.get(Thing)) and ahead.get(Share) is None:
            alone = _describes_rows(walk, look) or _names_one(walk.pieces[place:look], thing)
            walk.claims.counted = None if alone else (thing, ahead)
            break
        if ahead.get(When) or ahead.has(Role.PER) or (ahead.has(*PREPOSITIONS) and not ahead.has(Role.OF)):
            break
    return place + 1


def _names_rows(walk: Walk, place: int) -> bool:
    """“How many sign-ups” counts rows; “sign-up attempts” and “risky users” say more."""
    named = walk.pieces[place].get(LogName)
    if named is None or named.log is Log.RISK:
        return False
    return place + 1 >= len(walk.pieces) or not walk.pieces[place + 1].names("attempt")


def _names_one(before: Sequence[Piece], thing: Thing) -> bool:
    """“How many expired codes” counts the rows of one code, and not how many codes there are."""
    fields = {field for _, field in thing.keys}
    return any(fact.field in fields for piece in before if (fact := piece.get(Fact)))


def _describes_rows(walk: Walk, place: int) -> bool:
    """“How many guest logins” counts logins, “MFA failures” failures; “how many people use Zoom” counts people."""
    if walk.pieces[place].words in PEOPLE or walk.pieces[place].plural or place + 1 >= len(walk.pieces):
        return False
    if walk.pieces[place + 1].get(State) and walk.pieces[place + 1].plural:
        return True
    named = walk.pieces[place + 1].get(LogName)
    return named is not None and not named.done and _names_rows(walk, place + 1)


def read_asked(walk: Walk, place: int, piece: Piece) -> int | None:
    """Which X, what X and Y."""
    if not piece.has(Role.WHICH):
        return None
    after = walk.after(place)
    if after is not None and walk.pieces[after].has(Role.DISTINCT):
        after = walk.after(after)
    while after is not None and (thing := walk.pieces[after].get(Thing)):
        walk.claims.asked.append((thing, walk.pieces[after]))
        joint = walk.after(after)
        after = walk.after(joint) if joint is not None and walk.pieces[joint].has(Role.AND, Mark.COMMA) else None
    return place + 1


def read_label(walk: Walk, place: int, piece: Piece) -> int | None:
    """“Error 50126”: the word names the code that follows, and says nothing of how it ended."""
    after = walk.after(place)
    code = walk.pieces[after].get(Literal) if after is not None else None
    if not piece.names("error") or code is None or code.shape is not Shape.NUMBER:
        return None
    walk.thing = piece.get(Thing)
    return place + 1


def read_asker(walk: Walk, place: int, piece: Piece) -> int | None:
    """The asker: my sign-ins, sign-ins of me, did I; not “show me”, nor “for me” after a list that is asked for."""
    match piece.words:
        case "my" if _is_about_asker(walk, place):
            pass
        case "me" | "myself" if walk.prep in {Role.FOR, Role.OF, Role.BY} and not _is_order(walk, place):
            pass
        case "i" if _is_doer(walk, place):
            pass
        case _:
            return None
    walk.claim(Piece((Literal(Shape.PERSON, "me"),), piece.text, piece.start, piece.end))
    return place + 1


def _is_about_asker(walk: Walk, place: int) -> bool:
    for ahead in walk.pieces[place + 1 : place + 4]:
        owned = (fact := ahead.get(Fact)) is not None and fact.field == "property"
        if ahead.get(LogName) or ahead.get(Facet) or ahead.words in OWN or owned:
            return True
        if not (ahead.get(State) or ahead.get(Fact) or ahead.has(Role.LAST, Role.SKIP)):
            return False
    return False


def _is_doer(walk: Walk, place: int) -> bool:
    """“Did I”, “why can't I”, “was I blocked”, “I got locked out”; not “how do I see”."""
    before = walk.pieces[place - 1] if place else None
    after = walk.pieces[place + 1] if place + 1 < len(walk.pieces) else None
    if before and before.words == "do" and any(piece.words == "how" for piece in walk.pieces[:place]):
        return False
    asked = before is not None and (before.has(Role.DID, Role.WAS) or before.words in (*CANNOT, "am"))
    return asked or (after is not None and (after.words in (*CANNOT, *WAS) or after.has(Role.TRIED)))


def _is_order(walk: Walk, place: int) -> bool:
    return any(piece.get(Wish) or piece.has(Role.POLITE) or piece.words in ORDERS for piece in walk.pieces[:place])
