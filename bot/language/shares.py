"""Shares that are no rates: “what share of sign-ups are social” asks for the counts of each kind, side by side."""

from bot.domain.names import TenantNames
from bot.domain.question import Log
from bot.language.claims import Claim, Claims
from bot.language.filtering import Filtering
from bot.language.pieces import Piece
from bot.language.rates import STATES
from bot.language.senses import EVENT_LOGS, UNCLEAR, Role, Share, State
from bot.language.times.clock import Clock

RATED = tuple(value for values in STATES.values() for value in values)

VERBS = ("use", "used", "uses", "using", "come from", "comes from", "came from", "coming from", "had", "have", "has")
"""Beside “are” and “were”: after these stands what the share is of."""


def is_shared_out(claims: Claims, log: Log) -> bool:
    """Whether a share is asked for that is no rate: of what comes in one way, among all that come."""
    said = [piece for piece in claims.pieces if piece.get(Share)]
    if not claims.rate or claims.metrics or log not in EVENT_LOGS or any("rate" in piece.words for piece in said):
        return False
    if any(claim.piece.start >= _told_after(claims) for claim in claims.filters if _is_rated(claim, log)):
        return False
    told_apart = bool(claims.groups or _deed_field(claims, log)) and not _has_ended(claims, log)
    return told_apart or bool(_portion(claims, log))


def shared_fields(claims: Claims, log: Log, names: TenantNames, clock: Clock) -> tuple[str, ...]:
    """The field whose values stand side by side, so that the share of one is told; none where groups say it all."""
    filtering = Filtering(claims, log, names, clock)
    found = [filtering.found(claim) for claim in _portion(claims, log)]
    told = tuple(dict.fromkeys(each[0] for each in found if each))
    return told or (() if claims.groups else _deed_field(claims, log))


def share_note(claims: Claims, log: Log, fields: tuple[str, ...]) -> tuple[str, ...]:
    """Tells what became of the words that the share is of, where they are among the groups."""
    told = [claim.piece for claim in _portion(claims, log)] or [piece for _, piece in claims.deeds]
    said = " and ".join(dict.fromkeys(piece.text for piece in told))
    by = " and ".join(field.replace("_", " ") for field in fields)
    return (f"counted by {by}, so that the share of “{said}” stands beside the rest",) if fields else ()


def _deed_field(claims: Claims, log: Log) -> tuple[str, ...]:
    """What tells deeds apart: “what share of the changes are password resets”."""
    field = {Log.AUDIT: "activity", Log.PROVISIONING: "action"}.get(log)
    return (field,) if field and claims.deeds else ()


def _portion(claims: Claims, log: Log) -> list[Claim]:
    """What the share is of, with its rivals: “social”, “Google or Facebook”."""
    kinds = [claim for claim in claims.filters if not _is_rated(claim, log)]
    told = [claim for claim in kinds if claim.piece.start >= _told_after(claims)]
    told = told or ([] if _has_ended(claims, log) else kinds)
    return [claim for claim in told if claim is told[0] or claim.piece.is_like(told[0].piece)]


def _told_after(claims: Claims) -> int:
    """The place after which it is told what the share is of: the last verb, else the noun it is taken of."""
    named = max((piece.start for name, piece in claims.logs if not name.weak), default=-1)
    verbs = [piece.end for piece in claims.pieces if piece.start > named and _is_verb(piece)]
    return max(verbs, default=named)


def _is_verb(piece: Piece) -> bool:
    return piece.words in VERBS or piece.has(Role.WAS)


def _has_ended(claims: Claims, log: Log) -> bool:
    """Whether an ending is said, whose share is a rate."""
    return any(name.done for name, _ in claims.logs) or any(_is_rated(claim, log) for claim in claims.filters)


def _is_rated(claim: Claim, log: Log) -> bool:
    """Whether it is an ending that has a rate; “skipped” has none, and stands beside the others.

    Interrupted sign-ups are among the failed and the abandoned, and so in no group of their own.
    """
    state = claim.piece.get(State)
    return state is not None and (log is Log.SIGN_UPS or state.value in {*RATED, UNCLEAR})
