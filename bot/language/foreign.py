"""Refuses words that say nothing in a log: verbs that it knows nothing of, nouns of fields it has not, what is new."""

from bot.domain.question import Log
from bot.errors import Mistake, QuestionError
from bot.language.claims import Claims
from bot.language.forms import TIMES
from bot.language.implied import SUBJECTS, bare_things
from bot.language.known import Name
from bot.language.misfits import unsupported
from bot.language.pieces import Piece
from bot.language.positions import following
from bot.language.senses import EVENT_LOGS, Fact, LogName, Role, Share, State, Thing
from bot.language.times.clock import bad_window

SEEN = ("device", "ip", "country", "city", "browser", "os", "domain", "client", "resource", "app", "code")


def refuse_deeds(claims: Claims, log: Log) -> None:
    """A verb that this log knows nothing of is an unread word, unless it only describes: new, changed."""
    _refuse_novelty(claims)
    runs = any(_names_extension(claim.piece) for claim in claims.filters)
    for deed, piece in claims.deeds:
        describes = deed.verb in {"add", "update", "create", "register"} and (deed.noun or deed.verb != "add")
        describes = describes and not (log is Log.SIGN_INS and deed.verb == "create")
        means_more = any(isinstance(meaning, LogName | Fact | Share | State) for meaning in piece.meanings)
        sends = piece.words in {"send", "email"} and bool(claims.outputs)
        if not (describes or means_more or sends or piece.has(Role.SKIP) or (piece.words == "run" and runs)):
            raise QuestionError(
                Mistake.UNKNOWN_WORD,
                f"The log {log.value} knows nothing of “{piece.text}”; who did what is in the audit log",
                word=piece.text,
                suggestions=(f"/audit {piece.text}",),
            )


def _refuse_novelty(claims: Claims) -> None:
    """“New devices for X”: no log marks what was never there before. Raises QuestionError."""
    for _, piece in claims.deeds:
        noun = following(piece, claims) if piece.words == "new" else None
        thing = noun.get(Thing) if noun else None
        if noun and thing and thing.noun in SEEN:
            raise QuestionError(
                Mistake.NOT_UNDERSTOOD,
                f"No log marks which {noun.text} are new; ask for all of them, or for what Entra found unfamiliar",
                word=f"{piece.text} {noun.text}",
                suggestions=("/risk unfamiliar sign-in properties last 7d",),
            )


def _names_extension(piece: Piece) -> bool:
    name, fact = piece.get(Name), piece.get(Fact)
    return (name is not None and name.among("extensions") is not None) or (
        fact is not None and fact.field == "extension"
    )


NEUTRAL = (
    *(
        "user",
        "attempt",
        "app",
        "error",
        "code",
        "status",
        "type",
        "action",
        "activity",
        "target",
        "service",
        "subject",
    ),
    *("report", "name", "kind", "identity", "state", "level", "change", "job", "object", "source system", "settings"),
    *(
        "hour",
        "day",
        "week",
        "month",
        "property",
        "request",
        "session",
        "method",
        "password",
        "security info",
        "risk type",
    ),
    *("consent", "updates", "existing"),
)
"""Nouns that ask for no filter when they stand alone."""


def check_nouns(claims: Claims, log: Log) -> None:
    """A noun of a field that the log does not have is an error, not a word to pass over."""
    told = [piece for _, piece in (*claims.asked, *([claims.counted] if claims.counted else []))]
    for thing, piece in bare_things(claims):
        if thing.noun in TIMES and log in EVENT_LOGS and piece not in told:
            raise bad_window(piece.text, f"Which {piece.text} is meant? Say last {thing.noun}, or last 7d")
        if thing.noun in NEUTRAL or thing.key(log) or log in {Log.AUDIT, Log.APPS, Log.USER} or _means_more(piece, log):
            continue
        if log is Log.PROVISIONING and thing.noun in {"group", "role", "member", "service principal"}:
            continue
        if log is Log.RISK and thing.noun in SUBJECTS:
            continue
        raise unsupported(dict(thing.keys).get(Log.SIGN_INS) or dict(thing.keys).get(Log.SIGN_UPS) or thing.noun, log)


def _means_more(piece: Piece, log: Log) -> bool:
    return piece.has(Role.SKIP) or any(isinstance(meaning, Fact) and meaning.fits(log) for meaning in piece.meanings)
