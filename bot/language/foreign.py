"""Refuses words that say nothing in a log: verbs that it knows nothing of, nouns of fields it has not, what is new."""

from bot.domain.question import Log
from bot.errors import Mistake, QuestionError
from bot.language.claims import Claims
from bot.language.forms import TIMES
from bot.language.implied import SUBJECTS, bare_things
from bot.language.known import Name
from bot.language.misfits import unsupported
from bot.language.pieces import Piece
from bot.language.positions import following, preceding
from bot.language.senses import EVENT_LOGS, Fact, LogName, Role, Share, State, Thing
from bot.language.times.clock import bad_window
from bot.language.walk import WORKLOADS
from bot.language.wording import LOG_NAMES
from bot.language.words.activity_keys import ACTIVITIES

NEWCOMERS = ("leavers", "joiners", "starters", "hires", "new hires", "new starters", "new joiners")
SEEN = ("device", "ip", "country", "city", "browser", "os", "domain", "client", "resource", "app", "code")


def refuse_deeds(claims: Claims, log: Log) -> None:
    """A verb that this log knows nothing of is an unread word, unless it only describes: new, changed."""
    _refuse_novelty(claims)
    _refuse_change(claims, log)
    if log is Log.SIGN_INS:
        _refuse_newcomers(claims)
    runs = any(_names_extension(claim.piece) for claim in claims.filters)
    for deed, piece in claims.deeds:
        describes = deed.verb in {"add", "update", "create", "register"} and (deed.noun or deed.verb != "add")
        describes = describes and (log is Log.SIGN_UPS or deed.verb != "create")
        means_more = any(isinstance(meaning, LogName | Fact | Share | State) for meaning in piece.meanings)
        sends = piece.words in {"send", "email"} and bool(claims.outputs)
        if not (describes or means_more or sends or piece.has(Role.SKIP) or (piece.words == "run" and runs)):
            raise QuestionError(
                Mistake.UNKNOWN_WORD,
                f"The log {log.value} knows nothing of “{piece.text}”; who did what is in the audit log",
                word=piece.text,
                suggestions=(f"/audit {piece.text}",),
            )


def _refuse_change(claims: Claims, log: Log) -> None:
    """“What changed since yesterday”: what happened is in the log, and what changed only beside another time."""
    if log not in {Log.SIGN_UPS, Log.SIGN_INS} or claims.metrics or any(second for _, second in claims.whens):
        return
    for deed, piece in claims.deeds:
        before = preceding(piece, claims)
        if before and before.has(Role.HAD, Role.DID, Role.WAS):
            before = preceding(before, claims)
        if deed.verb == "update" and not deed.noun and before and before.has(Role.WHICH):
            raise QuestionError(
                Mistake.NOT_UNDERSTOOD,
                f"{LOG_NAMES[log]} tell what changed only beside another time; name two, or ask who changed what",
                word=piece.text,
                suggestions=(f"/{log.value} today compared with yesterday", "/audit last 24h"),
            )


def _refuse_novelty(claims: Claims) -> None:
    """“New devices for X”: no log marks what was never there before. Raises QuestionError."""
    for _, piece in claims.deeds:
        noun = following(piece, claims) if piece.words == "new" else None
        thing = noun.get(Thing) if noun else None
        if noun and thing and thing.noun in SEEN:
            marked = f"{noun.text} {'are' if noun.plural else 'is'} new"
            raise QuestionError(
                Mistake.NOT_UNDERSTOOD,
                f"No log marks which {marked}; ask for all of them, or for what Entra found unfamiliar",
                word=f"{piece.text} {noun.text}",
                suggestions=("/risk unfamiliar sign-in properties last 7d",),
            )


def _refuse_newcomers(claims: Claims) -> None:
    """“Sign-ins of new users”, “of leavers”: no sign-in tells who came or left lately. Raises QuestionError."""
    for piece in claims.pieces:
        after = following(piece, claims)
        new = piece.words == "new" and after is not None and after.names("user")
        if new or piece.words in NEWCOMERS:
            said = f"{piece.text} {after.text}" if new and after else piece.text
            raise QuestionError(
                Mistake.NOT_UNDERSTOOD,
                f"Sign-ins do not tell who the “{said}” are; ask who was created or deleted, then for each of them",
                word=said,
                suggestions=("/audit users created last 7d", "/audit users deleted last 7d"),
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
    bare = list(bare_things(claims))
    for thing, piece in bare:
        if thing.noun in TIMES and log in EVENT_LOGS and piece not in told:
            raise bad_window(piece.text, f"Which {piece.text} is meant? Say last {thing.noun}, or last 7d")
    for thing, piece in (*bare, *claims.subjects):
        if not (thing.noun in NEUTRAL or thing.key(log) or _fits(thing, log) or _means_more(piece, log)):
            known = dict(thing.keys)
            raise unsupported(known.get(Log.SIGN_INS) or known.get(Log.SIGN_UPS) or thing.noun, log)


def _fits(thing: Thing, log: Log) -> bool:
    """Whether the log is about such things, though none of its fields is."""
    match log:
        case Log.PROVISIONING:
            return thing.noun in {"group", "role", "member", "service principal"}
        case Log.RISK:
            return thing.noun in SUBJECTS
        case Log.AUDIT | Log.APPS:
            return not thing.keys or thing.noun in {*ACTIVITIES, *WORKLOADS, "system"}
    return log is Log.USER


def _means_more(piece: Piece, log: Log) -> bool:
    return piece.has(Role.SKIP) or any(isinstance(meaning, Fact) and meaning.fits(log) for meaning in piece.meanings)
