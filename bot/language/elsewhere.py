"""Refuses what another log than the one asked tells: its events by name, and what people have registered."""

from bot.domain.question import Log
from bot.errors import Mistake, QuestionError
from bot.language.claims import Claims
from bot.language.pieces import Piece
from bot.language.senses import Deed, Facet, Fact, LogName, Role, Thing
from bot.language.wording import LOG_NAMES

RELATED = {
    Log.RISK: {Log.SIGN_INS, Log.USER},
    Log.APPS: {Log.SIGN_INS, Log.SIGN_UPS, Log.USER},
    Log.USER: set(Log),
}
"""Logs whose events this one tells of in its own way: sign-ins at risk, the usage of an app."""


def foreign_log(claims: Claims, log: Log) -> tuple[LogName, Piece] | None:
    """The name of another log's events, where it says nothing in `log`: “/signups failed logins”.

    Where both are named, “registrations vs logins”, either may be meant.
    """
    known = RELATED.get(log, set())
    if any(name.log is log and not name.weak for name, _ in claims.logs):
        return None
    for name, piece in claims.logs:
        if name.log is not log and not name.weak and name.log not in known and not _says_more(piece, log):
            return name, piece
    return None


def in_other_log(log: Log, name: LogName, piece: Piece, command: str | None) -> QuestionError:
    """The mistake of asking `log` for the events of another; `command` is the question as that one takes it."""
    return QuestionError(
        Mistake.NOT_UNDERSTOOD,
        f"“{piece.text}” is in another log than {LOG_NAMES[log].lower()}; ask {LOG_NAMES[name.log].lower()} instead",
        word=piece.text,
        suggestions=(command or f"/{name.log.value} last 24h",),
    )


def refuse_two_logs(claims: Claims, log: Log) -> None:
    """“Risky users who signed in today” asks two logs at once. Raises QuestionError."""
    for name, piece in claims.logs:
        entered = name.log is Log.SIGN_INS or piece.words.startswith("signed up")
        if name.done and entered and name.log is not log and log is not Log.USER:
            raise QuestionError(
                Mistake.NOT_UNDERSTOOD,
                f"One question asks one log, and “{piece.text}” is in another than the rest; ask one after the other",
                word=piece.text,
            )


def refuse_registered(claims: Claims, log: Log) -> None:
    """“/signins registered for MFA”: what people have registered is no event. Raises QuestionError."""
    for piece in claims.pieces:
        registered = piece.get(Facet) is not None and not _says_more(piece, log)
        if registered and log in {Log.SIGN_UPS, Log.SIGN_INS}:
            raise QuestionError(
                Mistake.NOT_UNDERSTOOD,
                f"“{piece.text}” is no part of {LOG_NAMES[log].lower()}; ask about one person, or how many there are",
                word=piece.text,
                suggestions=("/whois jane@contoso.com methods", "/apps auth_methods"),
            )


def _says_more(piece: Piece, log: Log) -> bool:
    for meaning in piece.meanings:
        match meaning:
            case Fact() if meaning.fits(log):
                return True
            case Thing() if meaning.key(log):
                return True
            case LogName() if meaning.log is log:
                return True
            case Deed() if log in {Log.AUDIT, Log.PROVISIONING}:
                return True
    return piece.has(Role.SKIP)
