"""Who did it and to whom, from which system to which: what the words around a name say about its side."""

from bot.language.activities import activities_of
from bot.language.claims import Claim, Claims
from bot.language.known import Name
from bot.language.pieces import Mark, Piece
from bot.language.senses import Deed, LogName, Role, Thing

TARGETS = (Role.FOR, Role.OF, Role.TO, Role.ON, Role.FROM, Role.WITH, Role.IN)
ABOUT_PEOPLE = ("user_", "password_", "security_info", "license_", "role_")


def audit_side(claim: Claim, claims: Claims) -> str | None:
    """`actor` or `target` of an audit; `None` when the words leave it open."""
    if claim.prep is Role.BY or (claim.thing and claim.thing.noun == "actor"):
        return "actor"
    if claim.thing and claim.thing.noun in {"user", "group", "app", "policy", "target", "role"}:
        return "target"
    after, before = _next(claim.piece, claims), _previous(claim.piece, claims)
    if claim.piece.possessive:
        return "actor" if after and after.get(LogName) else "target"
    if claim.prep in TARGETS:
        return "target"
    if before and before.has(Role.WAS) and not before.has(Role.DID):
        return "target"
    if after and (after.has(Role.DID) or (after.get(Deed) and not after.has(Role.WAS) and not _noun(after))):
        return "actor"
    if before and before.has(Role.DID):
        return "actor"
    if before and before.get(Deed):
        return "target"
    return _by_activity(claims) or claims.open_side


def _noun(piece: Piece) -> bool:
    return all(deed.noun for deed in piece.meanings if isinstance(deed, Deed))


def _by_activity(claims: Claims) -> str | None:
    keys = activities_of(claims)
    return "target" if keys and all(key.startswith(ABOUT_PEOPLE) for key in keys) else None


def _next(piece: Piece, claims: Claims) -> Piece | None:
    place = _index(piece, claims)
    return next((each for each in claims.pieces[place + 1 :] if not _silent(each)), None)


def _previous(piece: Piece, claims: Claims) -> Piece | None:
    place = _index(piece, claims)
    return next((each for each in reversed(claims.pieces[:place]) if not _silent(each)), None)


def _index(piece: Piece, claims: Claims) -> int:
    return next(place for place, each in enumerate(claims.pieces) if each is piece)


def _silent(piece: Piece) -> bool:
    return all(meaning in {Role.SKIP, Role.POLITE} for meaning in piece.meanings)


def system_side(claim: Claim, claims: Claims) -> str:
    """`source_system`, `target_system` or `system` of provisioning."""
    place = _index(claim.piece, claims)
    others = [other for other in claims.filters if other is not claim and _is_system(other)]
    if _previous_joint(claims, place) is Mark.ARROW:
        return "target_system"
    after = _next(claim.piece, claims)
    if after and others and claim.prep not in {Role.FROM, Role.TO, Role.IN} and after.has(Mark.ARROW, Role.TO):
        return "source_system"
    match claim.prep:
        case Role.FROM:
            removed = any(deed.verb in {"delete", "remove", "disable"} for deed, _ in claims.deeds)
            elsewhere = any(other.prep in {Role.TO, Role.IN} for other in others)
            return "target_system" if removed and not elsewhere else "source_system"
        case Role.TO | Role.IN:
            return "target_system"
    owns = after is not None and (thing := after.get(Thing)) is not None and thing.noun in {"user", "group", "role"}
    return "source_system" if owns and others else "system"


def _previous_joint(claims: Claims, place: int) -> Mark | None:
    return Mark.ARROW if place and claims.pieces[place - 1].has(Mark.ARROW) else None


def _is_system(claim: Claim) -> bool:
    name = claim.piece.get(Name)
    return name is not None and name.among("systems") is not None


def did_what(claims: Claims) -> bool:
    """“What did X do”: somebody's doings, whatever they were."""
    return (
        Role.DID in claims.roles
        and not claims.logs
        and any(audit_side(claim, claims) == "actor" for claim in claims.filters)
    )
