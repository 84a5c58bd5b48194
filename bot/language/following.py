"""A question that follows another: “and last week?”, “only Store”, “by stage”. Pure, and the same every time.

What the follow-up says takes the place of the same thing in the question before; the rest stays. A text that names a
log for itself stands for itself, unless it begins as nobody begins a new question, or points back with a pronoun.
"""

import re
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.domain.names import TenantNames
from bot.domain.question import Is, Log, Question
from bot.errors import Mistake, QuestionError
from bot.language.carrying import Carried
from bot.language.claims import Claims
from bot.language.cleaning import clean
from bot.language.moving import moved
from bot.language.parser import LONGEST, Parser, parse
from bot.language.priming import person_of
from bot.language.senses import Role
from bot.language.settling import NO_TIME
from bot.language.times.clock import Clock, TwoWays
from bot.language.understood import Reading, Understood
from bot.language.unsaying import Unsaid, unsaid
from bot.language.wording import LOG_NAMES

_ALONE = r"(?![\w@+-]|\.\w)"
"""Ends a word that is no part of an address: “his” is meant, and not “his@contoso.com” nor “so” of “contoso.com”."""
_BEGINS = r"(?<![\w.@+-])"

OPENS = re.compile(
    r"\W*(?:(?:and|but|or|then|now|ok|okay|so|also|plus|only|just|again|instead|same|the same|not|without|except|"
    rf"what about|how about|what if|what of){_ALONE}|[&+])",
    re.IGNORECASE,
)
"""How one goes on from what was said, and begins nothing new."""

NODS = re.compile(
    rf"\W*(?:(?:hm+|oh|ah|thanks|thank you|thx|cheers|got it){_ALONE}"
    rf"|(?:ok|okay|cool|great|nice|perfect|fine|good|right){_ALONE}"
    r"(?=\W*(?:[,.!]|\Z|(?:and|but|then|so|what|how|show|which|who|why|can|could|only|thanks|thank|thx)\b)))[\s,.!]*",
    re.IGNORECASE,
)
"""What one says to what was answered before one goes on: no part of the next question."""

POINTS_BACK = re.compile(
    rf"{_BEGINS}(?:their|theirs|them|they|those|these|that one|his|hers|her|him|she|he|the same|of it){_ALONE}",
    re.IGNORECASE,
)
AGAIN = re.compile(
    r"\W*(?:and )?(?:again|once more|same again|the same again|refresh|rerun|re-run|repeat|retry"
    r"|(?:run|do|ask|try) (?:it|that) again)(?: please)?\W*",
    re.IGNORECASE,
)
PRONOUN = re.compile(rf"{_BEGINS}(?:he|she|him|her|his|hers){_ALONE}", re.IGNORECASE)
ASKING = frozenset({Role.WHO, Role.WHICH, Role.HOW_MANY, Role.WHERE})
ADDS = re.compile(r"\b(?:also|too|as well|plus|additionally|in addition)\b", re.IGNORECASE)
IDLE = re.compile(rf"{_BEGINS}(?:instead(?! of)|though|rather(?! than)|same as before){_ALONE}", re.IGNORECASE)
"""Words that only say that this follows something."""


def follow(
    previous: Question, text: str, now: datetime, zone: ZoneInfo, names: TenantNames | None = None
) -> Understood:
    """What `text` means to somebody who asked `previous` just before.

    Raises `QuestionError` for what cannot be read either way.
    """
    names = names or TenantNames()
    said_something = any(sign.isalnum() for sign in text)
    text = _after(NODS, text)
    body = clean(text, names.users).strip()
    if len(text) > LONGEST or body.startswith("/") or not said_something:
        return parse(text, now, zone, names)
    if AGAIN.fullmatch(body):
        return Reading(previous)
    if not any(sign.isalnum() for sign in _after(OPENS, body)):
        raise QuestionError(
            Mistake.NOT_UNDERSTOOD,
            "Say what should be different from the question before, or “again”",
            suggestions=("and last week?", "by app", "again"),
        )
    goes_on = bool(OPENS.match(body) or POINTS_BACK.search(body))
    said = unsaid(IDLE.sub(" ", body))
    parser = Parser(said.rest, None, names, Clock(now, zone))
    claims = _claims(parser)
    if person := _person_meant(previous, body, claims):
        return _about(person, previous, body, parser)
    log = _log_named(claims, previous)
    if not goes_on and (log is not None or _is_whole(claims, parser)):
        return parse(IDLE.sub(" ", text), now, zone, names)
    try:
        return _go_on(previous, log or previous.log, parser, said, adds=bool(ADDS.search(body)))
    except QuestionError:
        if goes_on:
            raise
        return _standing_alone(text, parser)


def _after(leads: re.Pattern[str], text: str) -> str:
    """What follows the words that a text begins with, however many of them there are."""
    while (found := leads.match(text)) and found.end():
        text = text[found.end() :]
    return text


def _person_meant(previous: Question, body: str, claims: Claims) -> str | None:
    """Who is meant by “he” in “what did he change”: the one person that the question before was about."""
    elsewhere = any(name.log is not previous.log and not name.weak for name, _ in claims.logs)
    asks = elsewhere or any(not deed.noun for deed, _ in claims.deeds)
    return person_of(previous) if asks and PRONOUN.search(body) else None


def _about(person: str, previous: Question, body: str, parser: Parser) -> Understood:
    """A question of its own about that person, in the time of the question before where it says none."""
    named = PRONOUN.sub(lambda said: f"{person}'s" if said[0].lower() in ("his", "hers") else person, body)
    understood = replace(parser, body=_after(OPENS, named), log=None).understand()
    timed = previous.window is not None and NO_TIME in getattr(understood, "notes", ())
    if not isinstance(understood, Reading) or not timed:
        return understood
    notes = (*(note for note in understood.notes if note != NO_TIME), "the time is that of the question before")
    return Reading(replace(understood.question, window=previous.window), notes)


def _claims(parser: Parser) -> Claims:
    """The claims, in the first of the ways that a time may be read: which log is meant does not hang on it."""
    try:
        return parser.claims()[0]
    except TwoWays as ways:
        return _claims(replace(parser, clock=parser.clock.settling(ways, ways.ways[0])))


def _log_named(claims: Claims, previous: Question) -> Log | None:
    """The log that the text names; a word that only leans to one names none where that is the log already."""
    strong = [name.log for name, _ in claims.logs if not name.weak]
    weak = [name.log for name, _ in claims.logs if name.weak and name.log is not previous.log]
    about_person = isinstance(previous.filter("user"), Is) and bool(claims.facets) and not claims.filters
    return next(iter([*strong, *weak]), Log.USER if about_person else None)


def _is_whole(claims: Claims, parser: Parser) -> bool:
    """Whether it asks who did what, and of one log: “who reset sam's password”, after whatever."""
    if not (claims.deeds and ASKING & claims.roles):
        return False
    try:
        return isinstance(parser.understand(), Reading)
    except QuestionError:
        return False


def _go_on(previous: Question, log: Log, parser: Parser, said: Unsaid, *, adds: bool) -> Understood:
    base, left_out = moved(previous, log)
    carried = Carried(base, said, adds=adds)
    understood = replace(parser, log=log, settle=carried.settle).understand()
    if not isinstance(understood, Reading):
        return understood
    same = understood.question == previous
    if same and _claims(parser).facets:
        raise QuestionError(
            Mistake.NOT_UNDERSTOOD, "Say whose, by address", suggestions=("/whois jane@contoso.com methods",)
        )
    notes = [*understood.notes, "the same question as before" if same else "the rest is as in the question before"]
    if left_out:
        notes.append(f"left out, since {LOG_NAMES[log].lower()} have none: {', '.join(left_out)}")
    return replace(understood, notes=tuple(notes))


def _standing_alone(text: str, parser: Parser) -> Understood:
    """A text that does not fit what was asked before may be a question of its own. Raises `QuestionError`."""
    understood = parse(text, parser.clock.now, parser.clock.zone, parser.names)
    if not isinstance(understood, Reading):
        return understood
    return replace(understood, notes=(*understood.notes, "read by itself, since it does not fit the question before"))
