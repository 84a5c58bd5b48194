"""What the whole of a text is about, once it is read: the noun of a superlative, a contrast, a distinct count."""

from itertools import pairwise

from bot.domain.question import Log, Output
from bot.language.claims import Claims
from bot.language.pieces import Piece
from bot.language.senses import EVENT_LOGS, Facet, Fact, Role, Thing
from bot.language.walk import WORKLOADS

WHO = Thing("who", ((Log.SIGN_UPS, "user"), (Log.SIGN_INS, "user"), (Log.AUDIT, "actor"), (Log.RISK, "user")))
ACTIVITY = Thing("activity", ((Log.AUDIT, "activity"),))
COMMONEST = ("most common", "most frequent", "commonest", "the most common", "top")
PEAKS = ("peak", "busiest", "quietest", "calmest")
HOUR = Thing("hour", tuple((log, "hour") for log in EVENT_LOGS))
RIVALS = (
    "better",
    "worse",
    "compare",
    "comparing",
    "compared",
    "comparison",
    "difference between",
    "contrast",
    "side by side",
)
SINGULAR = frozenset(
    "stage country ip city browser os device provider kind code error client hour day method session domain resource "
    "week month".split()
)
"""Nouns that “which X” asks to be told apart by."""

Noun = tuple[Thing, Piece]


def settle_subjects(claims: Claims) -> None:
    """Adds groups and subjects that follow from the whole."""
    if not claims.groups:
        _settle_most(claims)
    _settle_contrast(claims)
    _settle_distinct(claims)


def _settle_most(claims: Claims) -> None:
    """Superlatives and floors group by what was asked for, else by the first noun that can be."""
    if {Role.MOST, Role.TOP} & claims.roles or claims.min_count is not None:
        found = claims.groups if Role.TOP in claims.roles else claims.subjects
        found += _of_superlative(claims)
    elif Role.SPLIT in claims.roles:
        claims.groups += [noun for noun in claims.things if noun[0].keys][-1:]
    elif Output.CHART in claims.outputs and not claims.asked:
        claims.subjects += [noun for noun in claims.things if noun[0].noun in SINGULAR and noun[1].plural][:1]
    else:
        claims.subjects += [noun for noun in (*claims.asked, *_opening(claims)) if _tells_apart(noun, claims)]


def _of_superlative(claims: Claims) -> list[Noun]:
    errors = _errors(claims) if claims.min_count is None else []
    told = (noun for noun in claims.things if noun[0].keys and noun[0].noun != "attempt")
    nouns = [*claims.asked[:1], *_opening_objects(claims), *told, *errors]
    if not nouns and _asks_when(claims):
        return [(HOUR, claims.pieces[0])]
    if not nouns and (change := _most_common_change(claims)):
        return [change]
    if not nouns and (Role.WHO in claims.roles or claims.min_count is not None):
        return [(WHO, claims.pieces[0])]
    return nouns[:1]


def _most_common_change(claims: Claims) -> Noun | None:
    """“The most common change”: which activity, where nothing else is ranked."""
    for first, second in pairwise(claims.pieces):
        if first.words in COMMONEST and second.words in {"change", "changes"}:
            return ACTIVITY, second
    return None


def _asks_when(claims: Claims) -> bool:
    """“When do most fail”, “at what time do most fail”, “peak sign-up time”."""
    words = [piece.words for piece in claims.pieces]
    timed = any(first.has(Role.WHICH) and second.words == "time" for first, second in pairwise(claims.pieces))
    timed = timed or (any(word in PEAKS for word in words) and any(word in {"time", "times"} for word in words))
    return timed or any(piece.words == "when" for piece in claims.pieces)


def _errors(claims: Claims) -> list[Noun]:
    """“The most common errors”: the word is a status and what to group by."""
    return [(thing, piece) for piece in claims.pieces if (thing := piece.get(Thing)) and thing.noun == "error"]


def _opening(claims: Claims) -> list[Noun]:
    """“Reasons for failed sign-ins”: a plural noun that the text begins with."""
    first = next((piece for piece in claims.pieces if not piece.has(Role.SKIP)), None)
    return [noun for noun in claims.things if noun[1] is first and noun[1].plural]


def _opening_objects(claims: Claims) -> list[Noun]:
    """“Groups with the most members added”: what is done to, where only a change can be asked of it."""
    return [noun for noun in _opening(claims) if noun[0].noun == "group"]


def _tells_apart(noun: Noun, claims: Claims) -> bool:
    thing, piece = noun
    person = any(claim.piece.is_person or _is_kind_of_user(claim.piece) for claim in claims.filters)
    if piece.get(Facet) is not None and person and not _is_timed(claims):
        return False
    measured = bool(claims.asked) and bool(claims.metrics or claims.rate) and bool(thing.keys)
    workloads = thing.noun in WORKLOADS and piece.plural
    return thing.noun in SINGULAR or workloads or measured or (thing.noun == "app" and person)


def _is_kind_of_user(piece: Piece) -> bool:
    fact = piece.get(Fact)
    return fact is not None and fact.field == "user_type"


def _is_timed(claims: Claims) -> bool:
    """“Which method did X use today” is about sign-ins, not about what is registered."""
    return bool(claims.whens or claims.edges)


def _settle_contrast(claims: Claims) -> None:
    """“Do social or local sign-ups convert better?” sets two values side by side, wherever “better” stands."""
    rivals = any(piece.has(Role.COMPARE) and piece.words in RIVALS for piece in claims.pieces)
    joined = any(second.joined and first.piece.is_like(second.piece) for first, second in pairwise(claims.filters))
    claims.contrast = claims.contrast or (rivals and joined)


def _settle_distinct(claims: Claims) -> None:
    """“Unique IPs per user” counts them, as “how many” does."""
    if Role.DISTINCT not in claims.roles or claims.counted or claims.outputs or not claims.groups:
        return
    for word, piece in pairwise(claims.pieces):
        thing = piece.get(Thing)
        if word.has(Role.DISTINCT) and thing and thing.keys:
            claims.counted = (thing, piece)
            claims.outputs.append(Output.COUNT)
            return
