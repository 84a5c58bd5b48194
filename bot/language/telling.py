"""Words that tell which log is meant without naming it: what was registered, who did what, whose methods."""

from itertools import pairwise

from bot.domain.question import Log
from bot.language.activities import makes_guests
from bot.language.claims import Claims
from bot.language.known import Name
from bot.language.pieces import Keyed, Literal, Piece, Quoted
from bot.language.pointers import deeds_point
from bot.language.senses import Fact, Role, State, Thing
from bot.language.sides import did_what, done_to, touches, who_did
from bot.language.tokens import Shape
from bot.language.walk import WORKLOADS
from bot.language.words.activity_keys import ACTIONS, CHANGES, OBJECTS

STANDS = {"enabled", "disabled", "active", "deactivated", "suspended"}
"""How an account can stand."""


def told_log(claims: Claims, strong: list[Log]) -> Log | None:
    """The log that is told; `strong` are the logs that are named. `None` when the words leave it open."""
    if _asks_about_person(claims, strong) or (not strong and _asks_state(claims)):
        return Log.USER
    return _beside_names(claims, strong) if strong else _without_names(claims)


def _asks_about_person(claims: Claims, strong: list[Log]) -> bool:
    """Somebody's methods or provider, unless sign-ins of some time are asked for."""
    registers = [Log.SIGN_UPS] if _registers(claims) else []
    used = strong == [Log.SIGN_INS] and bool(claims.whens or claims.edges) and not registers
    asked = (claims.facets or _asks_for_factor(claims)) and _names_person(claims) and not claims.groups
    return bool(asked) and not used and set(strong) <= {Log.SIGN_INS, Log.USER, *registers}


def _asks_for_factor(claims: Claims) -> bool:
    """“Does X have MFA” asks what is registered now, and not how some sign-in went."""
    asks = bool(claims.pieces) and claims.pieces[0].words in {"does", "has"} and not (claims.whens or claims.edges)
    owned = any(first.words in {"have", "got"} and second.names("mfa") for first, second in pairwise(claims.pieces))
    return asks and owned and not claims.logs


def _asks_state(claims: Claims) -> bool:
    """“Is X's account disabled?” asks how it stands now, not who changed it or what it was kept from."""
    asks = bool(claims.pieces) and claims.pieces[0].words == "is" and not (claims.whens or claims.edges)
    stands = any(STANDS & set(piece.words.split()) for piece in claims.pieces)
    return asks and stands and _names_person(claims)


def _beside_names(claims: Claims, strong: list[Log]) -> Log | None:
    """“Risky sign-ins” are risk, “registered an app” is a change, and changes and provisioning tell of the rest."""
    if (Log.RISK in strong or _names_risk_type(claims)) and set(strong) <= {Log.RISK, Log.SIGN_INS}:
        return Log.RISK
    if strong == [Log.SIGN_UPS] and _registers(claims):
        if _registered_methods(claims) and not _names_person(claims):
            return Log.APPS
        registered = {"security info", "credential"} | (set() if _names_app(claims) else {"app"})
        if _nouns(claims) & registered:
            return Log.AUDIT
    return next((log for log in (Log.AUDIT, Log.PROVISIONING) if log in strong), None)


def _names_risk_type(claims: Claims) -> bool:
    """“Impossible travel sign-ins”: what was detected of them stands in the risk log."""
    facts = [fact for claim in claims.filters if (fact := claim.piece.get(Fact))]
    return any(fact.field == "risk_type" for fact in facts)


def _without_names(claims: Claims) -> Log | None:
    nouns, system = _nouns(claims), names_system(claims)
    if nouns & {"level", "state", "risk type"}:
        return Log.RISK
    if _registered_methods(claims) and not _names_person(claims):
        return Log.APPS
    if system and (_writes_objects(claims) or _changes_system(claims)):
        return Log.PROVISIONING
    if _asks_when_disabled(claims):
        return Log.AUDIT
    doings = did_what(claims) or done_to(claims) or who_did(claims) or ("actor" in nouns and Role.DID in claims.roles)
    if ((doings or makes_guests(claims) or touches(claims)) and not system) or ("ca" in nouns and _changed(claims)):
        return Log.AUDIT
    if nouns & set(WORKLOADS) and _ended(claims) and not claims.deeds:
        return Log.SIGN_INS
    if Role.LAST_SEEN in claims.roles:
        return Log.SIGN_INS if _names_person(claims) else Log.APPS
    return None


def _changed(claims: Claims) -> bool:
    return deeds_point(claims) or (bool(claims.deeds) and not _ended(claims))


def _asks_when_disabled(claims: Claims) -> bool:
    """“When was X's account disabled” is about the change, and not about who was kept out by it."""
    changed = any(piece.get(Fact) is not None and deed.verb == "disable" for deed, piece in claims.deeds)
    asked = any(piece.words in {"when", "when was"} for piece in claims.pieces) and Role.WAS in claims.roles
    return changed and asked and _names_person(claims)


def _ended(claims: Claims) -> bool:
    """“Failing service principals”: how something ended that only signs in."""
    return any(claim.piece.get(State) for claim in claims.filters)


def _names_person(claims: Claims) -> bool:
    return any(is_person(claim.piece) and not _is_workload(claim.thing) for claim in claims.filters)


def _nouns(claims: Claims) -> set[str]:
    return {thing.noun for piece in claims.pieces for thing in piece.meanings if isinstance(thing, Thing)}


def _writes_objects(claims: Claims) -> bool:
    """“Roles updated in ServiceNow”: what provisioning does to what it writes."""
    written = any(thing.noun in OBJECTS for thing, _ in (*claims.things, *claims.asked))
    return written and any(deed.verb in ACTIONS for deed, _ in claims.deeds)


def _changes_system(claims: Claims) -> bool:
    """“Changes in Dropbox”: a system that is no app, and nothing else that was changed."""
    apps = any((name := claim.piece.get(Name)) and name.among("apps") for claim in claims.filters)
    return bool(claims.deeds) and not apps and all(piece.words in CHANGES for _, piece in claims.deeds)


def _is_workload(thing: Thing | None) -> bool:
    return thing is not None and thing.noun in {"service principal", "workload", "managed identity", "app"}


def _registered_methods(claims: Claims) -> bool:
    """“How many users are registered for MFA”: a report, where no time and no doer make it a change."""
    timed = bool(claims.whens or claims.edges) or (bool(claims.deeds) and Role.WHO in claims.roles)
    return any(facet.show == "auth_methods" for facet in claims.facets) and not claims.groups and not timed


def _names_app(claims: Claims) -> bool:
    """Whether an app is only where people registered, and not what was registered."""
    return any((name := claim.piece.get(Name)) and name.among("apps") for claim in claims.filters)


def _registers(claims: Claims) -> bool:
    return any(deed.verb == "register" for deed, _ in claims.deeds)


def is_person(piece: Piece) -> bool:
    """Whether it names somebody: an address, a quoted name, or user:…"""
    literal = piece.get(Literal)
    keyed = piece.get(Keyed)
    return (
        (literal is not None and literal.shape is Shape.PERSON)
        or piece.get(Quoted) is not None
        or (keyed is not None and keyed.key == "user")
    )


def names_system(claims: Claims) -> bool:
    """Whether a system of provisioning is named."""
    return any(name.among("systems") for claim in claims.filters if (name := claim.piece.get(Name)))
