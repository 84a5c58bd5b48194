"""What was done to what: verbs and nouns become the activity keys of the audit log."""

from collections.abc import Iterable
from itertools import pairwise

from bot.domain.question import Log
from bot.language.claims import Claims
from bot.language.known import Name
from bot.language.pieces import Literal, Piece, Quoted, Unread
from bot.language.positions import ANYBODY, spoken_side
from bot.language.senses import Deed, Fact, Role, Thing
from bot.language.tokens import Shape
from bot.language.words.activity_keys import ACTIVITIES, ALONE, AUDIT_NOUNS, GENERAL, MADE, NAMED

GUESTS = Fact("user_type", ("guest",), (Log.SIGN_INS,))


def activities_of(claims: Claims) -> tuple[str, ...]:
    """The activities that the deeds of a question about the audit log mean; none when no deed is said."""
    verbs = verbs_of(claims)
    nouns = nouns_of(claims)
    if set(nouns) <= set(GENERAL) and _changes_of_target(claims, verbs):
        return ()
    if {"user", "group"} & set(nouns) and _into_group(claims):
        nouns = ("member",)
    if nouns == ("user",) and makes_guests(claims):
        return ("user_invited",)
    if not nouns or _only_anybody(claims):
        nouns = _nouns_of_names(claims, verbs) or (nouns if any(not deed.noun for deed, _ in claims.deeds) else ())
    if not nouns and verbs:
        return tuple(dict.fromkeys(key for verb in verbs for key in _everything(verb)))
    return tuple(dict.fromkeys(key for noun in nouns for key in _keys(noun, verbs)))


def _of_app(claims: Claims) -> bool:
    """Whether an app is named, and no group: owners of apps have no key."""
    names = [name for claim in claims.filters if (name := claim.piece.get(Name))]
    return any(name.among("apps") for name in names) and not any(name.among("groups") for name in names)


def lacks_activity(claims: Claims) -> bool:
    """Whether a verb and a noun are said that no activity is known for."""
    verbs, nouns = verbs_of(claims), nouns_of(claims)
    if verbs and nouns == ("owner",) and _of_app(claims):
        return True
    known = activities_of(claims) or _changes_of_target(claims, verbs) or _only_anybody(claims)
    return bool(verbs and nouns) and (not known or bool(unmet_verbs(claims)))


def unmet_verbs(claims: Claims) -> tuple[str, ...]:
    """Verbs of a list that no noun has a key for, though others have: “groups deleted or restored”."""
    verbs, nouns = verbs_of(claims), nouns_of(claims)
    if not nouns or not _listed([piece for deed, piece in claims.deeds if deed.verb in verbs], claims):
        return ()
    met = [verb for verb in verbs if any(verb in ACTIVITIES[noun] for noun in nouns)]
    return tuple(verb for verb in verbs if verb not in met) if met else ()


def _changes_of_target(claims: Claims, verbs: tuple[str, ...]) -> bool:
    """“Changes to the group Contractors” are all of them, not only its updates."""
    only_changes = set(verbs) == {"update"} and all(_names_change(piece) for _, piece in claims.deeds)
    return only_changes and any(_is_value(claim.piece) and not claim.negated for claim in claims.filters)


def _names_change(piece: Piece) -> bool:
    return any(isinstance(meaning, Deed) and meaning.noun for meaning in piece.meanings)


def _is_value(piece: Piece) -> bool:
    return any(isinstance(meaning, Name | Literal | Quoted | Unread) for meaning in piece.meanings)


def verbs_of(claims: Claims) -> tuple[str, ...]:
    """The verbs of the deeds, without the ones that only describe: “new”, and “changes” beside another verb."""
    said = [(deed, piece) for deed, piece in claims.deeds if deed.verb != "other"]
    strong = [deed.verb for deed, _ in said if not (deed.noun and deed.verb in {"add", "update"})]
    weak = [deed.verb for deed, _ in said if deed.noun and deed.verb in {"add", "update"}]
    rivals = Role.VERSUS in claims.roles and not any(second for _, second in claims.whens)
    rivals = rivals or _listed([piece for _, piece in said], claims)
    return tuple(dict.fromkeys(strong + weak if rivals else strong or weak))


def _listed(deeds: list[Piece], claims: Claims) -> bool:
    """“Resets or changes”: deeds with nothing but their nouns and an and or an or between them."""
    for first, second in pairwise(deeds):
        between = [piece for piece in claims.pieces if first.end <= piece.start < second.start]
        joints = [piece for piece in between if piece.get(Thing) is None and not piece.silent]
        if len(joints) == 1 and joints[0].has(Role.AND, Role.OR):
            return True
    return False


def nouns_of(claims: Claims) -> tuple[str, ...]:
    """What the deeds are done to: the special nouns, else the general ones; “somebody” only where nothing else is."""
    things = list(_audit_things(claims))
    named = [thing.noun for thing, piece in things if piece.words not in ANYBODY]
    found = named or [thing.noun for thing, _ in things]
    special = [noun for noun in found if noun in AUDIT_NOUNS]
    if "role" in special and "member" in special:
        special = ["role"]
    if special:
        return tuple(dict.fromkeys(special))
    return tuple(dict.fromkeys(noun for noun in found if noun in GENERAL))


def _only_anybody(claims: Claims) -> bool:
    """“Did someone delete Zoom”: the only noun is who did it."""
    return all(piece.words in ANYBODY for _, piece in _audit_things(claims))


def _audit_things(claims: Claims) -> Iterable[tuple[Thing, Piece]]:
    grouped = {id(piece) for _, piece in claims.groups}
    for piece in claims.pieces:
        for meaning in piece.meanings:
            if isinstance(meaning, Thing) and meaning.noun in ACTIVITIES and id(piece) not in grouped:
                yield meaning, piece


def _keys(noun: str, verbs: tuple[str, ...]) -> tuple[str, ...]:
    known = ACTIVITIES[noun]
    if not verbs:
        return known.get("", ())
    return tuple(key for verb in verbs for key in known.get(verb, ()))


def _everything(verb: str) -> tuple[str, ...]:
    if verb in ALONE:
        return ACTIVITIES[ALONE[verb]][verb]
    if verb == "update":
        return ()
    return tuple(dict.fromkeys(key for noun in GENERAL for key in ACTIVITIES[noun].get(verb, ())))


def _into_group(claims: Claims) -> bool:
    """“Users added to Contractors”: a group after to, from or in makes it about members."""
    verbs = set(verbs_of(claims))
    if not verbs & {"add", "remove", "delete", "assign", "create"}:
        return False
    named = any(claim.prep in {Role.TO, Role.FROM, Role.IN} and _may_be_group(claim.piece) for claim in claims.filters)
    return named or _asks_groups(claims) or _group_after_preposition(claims)


def _asks_groups(claims: Claims) -> bool:
    """“Which groups was X added to”."""
    people = any(_is_person(claim.piece) and spoken_side(claim, claims) != "actor" for claim in claims.filters)
    return people and any(thing.noun == "group" for thing, _ in claims.asked)


def _may_be_group(piece: Piece) -> bool:
    """A known group, or a name that no list could tell."""
    if name := piece.get(Name):
        return name.among("groups") is not None
    return any(isinstance(meaning, Quoted | Unread) for meaning in piece.meanings)


def _group_after_preposition(claims: Claims) -> bool:
    previous: Piece | None = None
    for piece in claims.pieces:
        if piece.has(Role.SKIP) and piece.get(Thing) is None:
            continue
        thing = piece.get(Thing)
        if thing and thing.noun == "group" and previous and previous.has(Role.TO, Role.FROM):
            return True
        previous = piece
    return False


def _nouns_of_names(claims: Claims, verbs: tuple[str, ...]) -> tuple[str, ...]:
    """The noun that the target is: a person is a user, Contractors a group, Zoom an app."""
    if not verbs or (set(verbs) <= {"update"} and not {Role.WHO, Role.WAS} & claims.roles):
        return ()
    if _into_group(claims):
        return ("member",)
    targets = [claim for claim in claims.filters if spoken_side(claim, claims) != "actor"]
    for claim in targets:
        if name := claim.piece.get(Name):
            return tuple(NAMED[names] for names, _ in name.lists if names in NAMED)[:1]
    people = any(_is_person(claim.piece) for claim in targets)
    return ("user",) if people and not set(verbs) & {"reset"} else ()


def _is_person(piece: Piece) -> bool:
    literal = piece.get(Literal)
    return (literal is not None and literal.shape is Shape.PERSON) or piece.get(Quoted) is not None


def renames(claims: Claims) -> bool:
    """Whether the question is about a changed name."""
    named = any(thing.noun == "name" for thing, _ in claims.things)
    return "rename" in verbs_of(claims) or (named and "update" in verbs_of(claims))


def makes_guests(claims: Claims) -> bool:
    """“New guests”, “guests added”: a guest is made by an invitation."""
    guests = any(piece.has(GUESTS) for piece in claims.pieces)
    return guests and bool(claims.deeds) and set(verbs_of(claims)) <= {*MADE, "invite"}
