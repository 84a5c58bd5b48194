"""Who did it and to whom, from which system to which."""

from itertools import pairwise

from bot.domain.fields import FIELDS
from bot.domain.question import Log
from bot.language.activities import activities_of
from bot.language.claims import Claim, Claims
from bot.language.known import Name
from bot.language.misfits import unsupported
from bot.language.pieces import Literal, Mark, Piece, Quoted, When
from bot.language.positions import following, index_of, preceding, spoken_side
from bot.language.senses import Deed, Fact, Role, State, Thing
from bot.language.tokens import Shape
from bot.language.words.activity_keys import AUDIT_NOUNS

TOUCHING = ("touch", "touched", "touches", "touching", "mess with", "messed with", "messing with", "tampered with")
ALL = {"everything", "anything", "all", "stuff", "things"}
ABOUT_PEOPLE = ("user_", "password_", "security_info", "license_", "role_")


class OpenSide(Exception):
    """An audit names somebody, and the words do not say whether they did it or had it done to them."""


def told_side(claim: Claim, claims: Claims) -> str:
    """The same where it must be known. Raises `OpenSide`."""
    side = audit_side(claim, claims)
    if side is None:
        raise OpenSide
    return side


def person_field(claim: Claim, claims: Claims, log: Log) -> str:
    """The field that somebody is named by in `log`. Raises `OpenSide`, and QuestionError where there is none."""
    if log is Log.AUDIT:
        return told_side(claim, claims)
    field = "identity" if log is Log.PROVISIONING else "user"
    if field not in FIELDS[log]:
        raise unsupported(field, log)
    return field


def audit_side(claim: Claim, claims: Claims) -> str | None:
    """`actor` or `target` of an audit; `None` when the words leave it open."""
    return spoken_side(claim, claims) or ("target" if is_about_people(claims) else claims.open_side)


def is_about_people(claims: Claims) -> bool:
    """Whether all that is asked for was done to people: to their accounts, passwords or roles."""
    keys = activities_of(claims)
    return bool(keys) and all(key.startswith(ABOUT_PEOPLE) for key in keys)


def did_what(claims: Claims) -> bool:
    """“What did X do”: somebody's doings, whatever they were."""
    if Role.DID not in claims.roles or claims.logs or (claims.asked and not claims.deeds):
        return False
    if not claims.deeds and Role.WHICH not in claims.roles and not any(each.words in ALL for each in claims.pieces):
        return False
    if any(claim.piece.get(kind) for claim in claims.filters for kind in (State, Fact)) and not claims.deeds:
        return False
    return any(spoken_side(claim, claims) == "actor" for claim in claims.filters if _is_person(claim))


def done_to(claims: Claims) -> bool:
    """“What was done to X”."""
    done = any(first.words == "done" and second.has(Role.TO) for first, second in pairwise(claims.pieces))
    return done and any(claim.prep is Role.TO for claim in claims.filters if _is_person(claim))


def _is_person(claim: Claim) -> bool:
    literal = claim.piece.get(Literal)
    return (literal is not None and literal.shape is Shape.PERSON) or claim.piece.get(Quoted) is not None


def who_did(claims: Claims) -> bool:
    """“Who invited …”: a verb of the audit log right after who, maybe with was or has between."""
    for place, piece in enumerate(claims.pieces):
        if piece.has(Role.WHO):
            ahead = (
                each for each in claims.pieces[place + 1 :] if not each.has(Role.SKIP, Role.WAS, Role.DID, Role.HAD)
            )
            deed = next(ahead, piece).get(Deed)
            return deed is not None and not deed.noun and deed.verb not in {"register", "other"}
    return False


def touches(claims: Claims) -> bool:
    """“Did anyone touch conditional access”, “who touched Contractors”: what is changed, not signed in to."""
    said = [piece for piece in claims.pieces if piece.words in TOUCHING]
    return any(_is_written(following(piece, claims)) or _ends_with_person(piece, claims) for piece in said)


def _ends_with_person(touched: Piece, claims: Claims) -> bool:
    """“Everything that X touched yesterday”: somebody before it, and nothing after it but time."""
    before, after = preceding(touched, claims), following(touched, claims)
    return before is not None and before.is_person and (after is None or after.get(When) is not None)


def _is_written(piece: Piece | None) -> bool:
    """A person's account, a group, a policy, a role: only directories hold it."""
    if piece is None:
        return False
    name, thing = piece.get(Name), piece.get(Thing)
    if name:
        return name.among("groups") is not None or name.among("policies") is not None
    return piece.is_person or (thing is not None and thing.noun in {*AUDIT_NOUNS, "group", "user"})


def system_side(claim: Claim, claims: Claims) -> str:
    """`source_system`, `target_system` or `system` of provisioning."""
    place = index_of(claim.piece, claims)
    others = [other for other in claims.filters if other is not claim and _is_system(other)]
    if place and claims.pieces[place - 1].has(Mark.ARROW):
        return "target_system"
    after = following(claim.piece, claims)
    if after and others and claim.prep not in {Role.FROM, Role.TO, Role.IN} and after.has(Mark.ARROW, Role.TO):
        return "source_system"
    match claim.prep:
        case Role.BY:
            return "source_system"
        case Role.FROM:
            removed = any(deed.verb in {"delete", "remove", "disable", "deprovision"} for deed, _ in claims.deeds)
            elsewhere = any(other.prep in {Role.TO, Role.IN} for other in others)
            return "target_system" if removed and not elsewhere else "source_system"
        case Role.TO | Role.IN:
            return "target_system"
    if claim.prep is None and any(other.prep in {Role.TO, Role.IN} and _comes_after(other, claim) for other in others):
        return "source_system"
    owns = after is not None and any(after.names(noun) for noun in ("user", "group", "role"))
    does = after is not None and after.get(Deed) is not None
    return "source_system" if (owns or does) and others else "system"


def _comes_after(other: Claim, claim: Claim) -> bool:
    return other.piece.start > claim.piece.start and not other.joined


def _is_system(claim: Claim) -> bool:
    name = claim.piece.get(Name)
    return name is not None and name.among("systems") is not None
