"""The filters of a question: what its claims say one by one, and what its nouns and verbs say beside them."""

from itertools import pairwise

from bot.domain.names import TenantNames
from bot.domain.question import Filter, Log
from bot.errors import Mistake, QuestionError
from bot.language.claims import Claim, Claims
from bot.language.elsewhere import refuse_registered
from bot.language.exclusions import leave_out
from bot.language.filtering import Filtering, Found
from bot.language.foreign import check_nouns, refuse_deeds
from bot.language.gathering import Gathered
from bot.language.implied import implied_filters
from bot.language.misfits import unsupported
from bot.language.pieces import Keyed, Piece
from bot.language.positions import index_of
from bot.language.senses import PREPOSITIONS, Deed, Fact, LogName, Role, Thing
from bot.language.times.clock import Clock
from bot.language.walk import asks_why

ERRORS = ("error", "errors")


def filters_of(claims: Claims, log: Log, names: TenantNames, clock: Clock) -> tuple[Filter, ...]:
    """The filters of a question about `log`. Raises QuestionError for what it cannot be filtered by."""
    filtering = Filtering(claims, log, names, clock)
    gathered = Gathered()
    fields: list[tuple[Claim, str]] = []
    for claim in claims.filters:
        if claim.piece.get(LogName) and not _says_fact(claim, log):
            _refuse_report(claim, log)
            if claim.negated:
                _gather_undone(gathered, log, claim, claims)
            continue
        if (found := filtering.found(claim)) is not None:
            _gather(gathered, claim, _without_error(claim, found, log), undone=_is_undone(claim, claims, log))
            fields.append((claim, found[0]))
    _refuse_alternatives(fields, claims)
    if log in {Log.SIGN_UPS, Log.SIGN_INS, Log.RISK, Log.APPS}:
        refuse_deeds(claims, log)
        refuse_registered(claims, log)
    for field, values in implied_filters(claims, log, gathered):
        gathered.add(field, values)
    leave_out(claims, log, gathered)
    check_nouns(claims, log)
    return gathered.filters(log)


def _refuse_report(claim: Claim, log: Log) -> None:
    """“Sign-ins via AD FS”, “sign-ins of unused apps”: reports tell that, and no log. Raises QuestionError."""
    fact = claim.piece.get(Fact)
    if fact is not None and fact.field == "report" and log is not Log.APPS:
        raise unsupported(claim.piece.words, log)


def _refuse_alternatives(fields: list[tuple[Claim, str]], claims: Claims) -> None:
    """“Chrome or Windows” is either, and filters of two fields are both at once. Raises a conflict."""
    for (first, field), (second, other) in pairwise(fields):
        start, end = index_of(first.piece, claims), index_of(second.piece, claims)
        between = [piece for piece in claims.pieces[start + 1 : end] if not piece.silent]
        either = bool(between) and between[0].words == "or" and all(_leads(piece) for piece in between[1:])
        if either and field != other and not (first.negated or second.negated):
            raise QuestionError(
                Mistake.CONFLICT,
                f"I can ask for “{first.piece.text}” and “{second.piece.text}” together, and not for either; ask twice",
                word=f"{first.piece.text} or {second.piece.text}",
            )


def _leads(piece: Piece) -> bool:
    """A preposition, or the noun of the value that follows."""
    return piece.has(*PREPOSITIONS) or piece.get(Thing) is not None


def _says_fact(claim: Claim, log: Log) -> bool:
    return any(isinstance(meaning, Fact) and meaning.fits(log) for meaning in claim.piece.meanings)


def _without_error(claim: Claim, found: Found, log: Log) -> Found:
    """“Sign-ups without any error”: none on the way either, unlike those that did not end in one."""
    clean = log is Log.SIGN_UPS and claim.negated and found == ("status", ("failed",)) and claim.piece.words in ERRORS
    return ("had_error", (True,)) if clean else found


def _is_undone(claim: Claim, claims: Claims, log: Log) -> bool:
    return log is Log.PROVISIONING and _negates_deed(claim, claims)


def _gather(gathered: Gathered, claim: Claim, found: Found, *, undone: bool) -> None:
    keyed = claim.piece.get(Keyed)
    negated = claim.negated != bool(keyed and keyed.negated)
    if negated and keyed is None and found == ("mfa", ("required",)):
        found, negated = ("mfa", ("none",)), False
    if negated and undone:
        gathered.add("status", ("success",), negated=True)
        negated = False
    gathered.add(*found, negated=negated, joined=claim.joined or keyed is not None)


def _gather_undone(gathered: Gathered, log: Log, claim: Claim, claims: Claims) -> None:
    """“Did not register”, “why didn't lee@contoso.com sign in”: it was tried and did not succeed.

    Who has no sign-in at all, no log can say.
    """
    named = claim.piece.get(LogName)
    tried = log in {Log.SIGN_UPS, Log.PROVISIONING} or (log is Log.SIGN_INS and asks_why(claims.pieces))
    if not tried or (named and named.log is not log and not named.weak):
        raise QuestionError(
            Mistake.NOT_UNDERSTOOD,
            "The logs know what happened, not who never did it; ask for what failed, or what was left out",
            word=claim.piece.text,
            suggestions=("/signins failed today", "/signins -app:Zoom today"),
        )
    gathered.add("status", ("success",), negated=True)


def _negates_deed(claim: Claim, claims: Claims) -> bool:
    """“Not created in AD”: the verb between the not and the name is what did not happen."""
    place = next((place for place, piece in enumerate(claims.pieces) if piece is claim.piece), 0)
    for piece in reversed(claims.pieces[:place]):
        if piece.has(Role.NOT):
            return False
        if piece.get(Deed) is not None:
            return True
    return False
