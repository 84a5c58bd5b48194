"""Whether somebody named in a text does something or has it done to them, by the words around the name."""

from bot.language.claims import Claim, Claims
from bot.language.known import Name
from bot.language.pieces import Piece
from bot.language.senses import Deed, LogName, Role, Thing

ANYBODY = frozenset("somebody someone anybody anyone everybody everyone".split())
NOT_BEEN = ("isnt", "wasnt", "arent", "werent", "is not", "was not", "are not", "were not")
TARGETS = (Role.FOR, Role.OF, Role.TO, Role.ON, Role.FROM, Role.WITH, Role.IN, Role.AT)


def spoken_side(claim: Claim, claims: Claims) -> str | None:
    """`actor` or `target`; `None` when the place in the sentence leaves it open."""
    if claim.prep is Role.BY or (claim.thing and claim.thing.noun == "actor") or _names_others(claim, claims):
        return "actor"
    if (
        claim.thing
        and not claim.thing.plural
        and claim.thing.noun in {"user", "group", "app", "policy", "target", "role"}
    ):
        return "target"
    after, before = following(claim.piece, claims), preceding(claim.piece, claims)
    if claim.piece.possessive:
        return "actor" if after and _names_doings(after) else "target"
    if before and before.has(Role.WHICH) and after and after.has(Role.DID):
        return "actor"
    if claim.prep in {Role.FOR, Role.OF} and claim.piece.get(Name) is None and before and _names_log(before, claims):
        return _of_activity(claim, before, claims)
    if claim.prep in TARGETS or (after and _active(after) and _lacks_object(after, claims)):
        return "target"
    return _in_sentence(claim, before, after)


def _of_activity(claim: Claim, before: Piece, claims: Claims) -> str | None:
    """“Changes of X” are theirs, “the audit log for X” is on them, and “activity for X” may be either."""
    said = preceding(before, claims)
    if claim.prep is Role.OF:
        return "actor"
    return None if said and said.names("activity") else "target"


def _names_others(claim: Claim, claims: Claims) -> bool:
    """“Did anyone other than X delete …”: who else did it."""
    negation = preceding(claim.piece, claims) if claim.negated else None
    others = preceding(negation, claims, silent=True) if negation else None
    if negation is None or others is None or not negation.has(Role.NOT):
        return False
    asked, after = preceding(others, claims, silent=True), following(claim.piece, claims)
    anybody = others.words in ANYBODY
    does = (asked is not None and asked.has(Role.DID)) or (after is not None and after.has(Role.WHO))
    return others.has(Role.WHO) or (anybody and does)


def _lacks_object(deed: Piece, claims: Claims) -> bool:
    """“X removed from Contractors”, “X deleted by Y”: nothing that X could have done it to."""
    after = following(deed, claims)
    return after is not None and after.has(Role.FROM, Role.TO, Role.BY) and not after.has(Role.AT)


def _in_sentence(claim: Claim, before: Piece | None, after: Piece | None) -> str | None:
    if before and after and before.has(Role.DID) and after.words.startswith("been"):
        return "target"
    if before and (before.has(Role.WAS) or before.words in NOT_BEEN) and not before.has(Role.DID):
        return "target"
    if after and (after.has(Role.DID) or _active(after) or (after.get(LogName) and claim.piece.get(Name) is None)):
        return "actor"
    if before and before.has(Role.DID) and not (after and after.has(Role.WAS)):
        return "actor"
    if (before and before.get(Deed)) or claim.piece.get(Name):
        return "target"
    return None


def _names_doings(piece: Piece) -> bool:
    """“His changes”, “his activity”: what somebody did, unlike his password."""
    thing = piece.get(Thing)
    return piece.get(LogName) is not None or (thing is not None and thing.noun in {"activity", "action"})


def _active(piece: Piece) -> bool:
    deeds = [meaning for meaning in piece.meanings if isinstance(meaning, Deed)]
    return bool(deeds) and not piece.has(Role.WAS) and not all(deed.noun for deed in deeds)


def _names_log(preposition: Piece, claims: Claims) -> bool:
    """“Activity of X”: the name of a log, and then of."""
    before = preceding(preposition, claims)
    return before is not None and (before.get(LogName) is not None or before.names("activity"))


def following(piece: Piece, claims: Claims) -> Piece | None:
    """The next piece that is no filler."""
    place = index_of(piece, claims)
    return next((each for each in claims.pieces[place + 1 :] if not _silent(each)), None)


def preceding(piece: Piece, claims: Claims, *, silent: bool = False) -> Piece | None:
    """The last piece before it that is no filler, or whatever it is where `silent` ones count."""
    place = index_of(piece, claims)
    return next((each for each in reversed(claims.pieces[:place]) if silent or not _silent(each)), None)


def index_of(piece: Piece, claims: Claims) -> int:
    """Its place among all pieces."""
    return next(place for place, each in enumerate(claims.pieces) if each.start == piece.start)


def _silent(piece: Piece) -> bool:
    return all(meaning in {Role.SKIP, Role.POLITE} for meaning in piece.meanings)
