"""Which logs the deeds of a question point to."""

from bot.domain.question import Log
from bot.language.activities import makes_guests, nouns_of, verbs_of
from bot.language.claims import Claims
from bot.language.pieces import Piece
from bot.language.positions import following
from bot.language.senses import Deed, Role, Thing
from bot.language.words.activity_keys import ACTIVITIES, MADE


def creates_users(claims: Claims) -> bool:
    """“Users created” fits sign-ups, audit and provisioning alike."""
    return set(verbs_of(claims)) & set(MADE) != set() and set(nouns_of(claims)) <= {"user"}


def deed_logs(claims: Claims, system: bool) -> tuple[Log, ...]:
    """The logs that the deeds point to."""
    if system:
        return (Log.PROVISIONING,)
    asks_who = Role.WHO in claims.roles or any(claim.prep is Role.BY for claim in claims.filters)
    if creates_users(claims) and "user" in nouns_of(claims) and not (asks_who or makes_guests(claims)):
        return (Log.SIGN_UPS, Log.AUDIT, Log.PROVISIONING)
    return (Log.AUDIT,)


def _describes(deed: Deed, piece: Piece) -> bool:
    """“New” and “changes”: they say little of what was done."""
    return deed.noun and deed.verb in {"add", "update"} and piece.get(Thing) is None


def _names_new(deed: Deed, piece: Piece, claims: Claims) -> bool:
    """“New groups”, “new policies”: made by hand, and so a change; new users may have come another way."""
    after = following(piece, claims)
    thing = after.get(Thing) if after else None
    return (
        deed.verb == "add" and thing is not None and thing.noun in ACTIVITIES and thing.noun not in {"user", "member"}
    )


def deeds_point(claims: Claims) -> bool:
    """Whether the deeds say which log: not “new”, nor “changed” beside a rate."""
    rated = bool(claims.metrics) or claims.rate
    if claims.deeds and creates_users(claims) and "user" in nouns_of(claims):
        return True
    return any(
        deed.verb != "other"
        and (not _describes(deed, piece) or _names_new(deed, piece, claims))
        and not (rated and deed.verb == "update")
        for deed, piece in claims.deeds
    )
