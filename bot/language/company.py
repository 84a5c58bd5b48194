"""What a word must have been by the words around it: “form yesterday”, “at last 3 times”, “how many uses”."""

from rapidfuzz.distance import OSA

from bot.language.neighbours import SHORTEST
from bot.language.senses import Fact
from bot.language.times.timewords import CALENDAR_UNITS, DAY_PARTS, UNITS, WORDS, ZONES
from bot.language.tokens import Shape, Token
from bot.language.vocabulary import lexicon

WHICH_TIME = ("this", "last", "past", "previous")
"""What a week, a month or a morning is told by."""

DETERMINERS = ("a", "the", "this", "profile", "attribute", "registration", "signup", "in", "at", "on")
"""Before “form” they make it a page that is filled in."""

COUNTING = ("many", "the", "risky", "all", "any", "guest", "top", "by", "per", "skipped", "failed", "blocked")
DROPPED = ("", "by", "per", "rate", "rates", "at", "for", "today", "yesterday", "this", "last")
ORIGINS = (Shape.DOMAIN, Shape.PERSON, Shape.NETWORK)


def meant_beside(tokens: list[Token], place: int) -> str | None:
    """The word that its neighbours show it to be, though it may be a word itself; `None` where they show nothing."""
    if meant := _before_time(tokens, place):
        return meant
    if _sets_floor(tokens, place):
        return "least"
    if _drops_off(tokens, place):
        return "off"
    return "users" if tokens[place].word == "uses" and _counts(tokens, place) else None


def names_zone(tokens: list[Token], place: int) -> bool:
    """“9am PST”: after a clock time it is a zone, and no short form of past."""
    before = tokens[place - 1] if place else None
    clocked = before is not None and (before.shape is Shape.CLOCK or before.word in {"am", "pm"})
    return clocked and tokens[place].word in ZONES


def _before_time(tokens: list[Token], place: int) -> str | None:
    """“Thes week”, “form yesterday”: the little word that a time expects before it."""
    here, after = tokens[place], tokens[place + 1] if place + 1 < len(tokens) else None
    if after is None or here.word in WHICH_TIME:
        return None
    if here.word == "form" and not names_form(tokens, place) and (after.word in WORDS or _is_origin(tokens, place + 1)):
        return "from"
    if after.word not in (*CALENDAR_UNITS, *DAY_PARTS, "weekend") or len(here.word) < SHORTEST:
        return None
    near = [word for word in WHICH_TIME if OSA.distance(word, here.word) == 1]
    return near[0] if len(near) == 1 else None


def names_form(tokens: list[Token], place: int) -> bool:
    """“The form”, “at fom”: a page that is filled in, and no “from”."""
    return bool(place) and tokens[place - 1].word in DETERMINERS


def _sets_floor(tokens: list[Token], place: int) -> bool:
    """“At last 3 times”: no time follows, and nobody says “look at the last 3”."""
    if tokens[place].word != "last" or place == 0 or tokens[place - 1].word != "at" or len(tokens) <= place + 1:
        return False
    looks = place > 1 and tokens[place - 2].word.startswith("look")
    timed = place + 2 < len(tokens) and tokens[place + 2].word in UNITS
    return tokens[place + 1].shape is Shape.NUMBER and not (looks or timed)


def _drops_off(tokens: list[Token], place: int) -> bool:
    """“Drop of by stage”, “drop-of rate”: nothing follows that could drop."""
    after = tokens[place + 1].word if place + 1 < len(tokens) else ""
    return tokens[place].word == "of" and place > 0 and tokens[place - 1].word == "drop" and after in DROPPED


def _counts(tokens: list[Token], place: int) -> bool:
    """“How many uses”, “top 5 uses”: what is counted there is people, and no verb can stand."""
    before = tokens[place - 1] if place else None
    return before is None or before.shape is Shape.NUMBER or before.word in COUNTING


def _is_origin(tokens: list[Token], place: int) -> bool:
    """An address, or the name of a country, a city or a provider."""
    found = lexicon().find(tokens, place)
    facts = (meaning for meaning in found[0].meanings if isinstance(meaning, Fact)) if found else ()
    return tokens[place].shape in ORIGINS or any(fact.field in {"country", "city", "provider"} for fact in facts)
