"""Reads a misspelt word of the language as its one nearest neighbour, and keeps a note of it; values are left alone."""

from collections.abc import Collection
from dataclasses import dataclass, replace

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.language.keys import ALL_KEYS
from bot.language.neighbours import COMMON, SHORTEST, nearest, neighbours
from bot.language.senses import Fact
from bot.language.shorthand import GROUP_FORMS, SHORT_FORMS
from bot.language.times.timewords import CALENDAR_UNITS, DAY_PARTS, WORDS, ZONES
from bot.language.tokens import Shape, Token
from bot.language.vocabulary import lexicon
from bot.language.words.english import ENGLISH

WHICH_TIME = ("this", "last", "past", "previous")
"""What a week, a month or a morning is told by."""

DETERMINERS = ("a", "the", "this", "profile", "attribute", "registration", "signup", "in", "at", "on")
"""Before “form” they make it a page that is filled in."""

COUNTING = ("many", "the", "risky", "all", "any", "guest", "top", "by", "per", "skipped", "failed", "blocked")
ORIGINS = (Shape.DOMAIN, Shape.PERSON, Shape.NETWORK)


@dataclass(frozen=True, slots=True)
class Spelled:
    """The tokens with misspelt words read as what was meant, and a note for each."""

    tokens: list[Token]
    notes: tuple[str, ...]


def spell(tokens: list[Token], known: Collection[str], values: Collection[int], *, names: bool = False) -> Spelled:
    """Corrects words outside the places `values` that are neither in the vocabulary nor in `known`.

    `names` says that a person's name may stand anywhere.
    """
    read = list(tokens)
    notes: list[str] = []
    for place, token in enumerate(tokens):
        if token.shape is Shape.KEY:
            meant = _key(token.word)
        elif token.shape is not Shape.WORD or place in values or token.word in known:
            continue
        else:
            meant = _meant(read, place, known, names=names)
        if meant is not None:
            read[place] = replace(token, word=meant)
            notes.append(f"read “{token.text.strip('-:=! ')}” as “{meant}”")
    return Spelled(read, tuple(notes))


def _meant(tokens: list[Token], place: int, known: Collection[str], *, names: bool) -> str | None:
    token = tokens[place]
    if place and token.word in GROUP_FORMS and tokens[place - 1].word in {"by", "per", "each"}:
        return GROUP_FORMS[token.word]
    if _names_zone(tokens, place):
        return None
    if token.word in SHORT_FORMS:
        return SHORT_FORMS[token.word]
    if meant := _before_time(tokens, place):
        return meant
    if token.word == "uses" and _counts(tokens, place):
        return "users"
    if token.word in lexicon().words or token.word in ENGLISH:
        return None
    if len(token.word) < SHORTEST or not token.word.isalpha():
        return None
    nearest = neighbours(token.word)
    if (place or names) and _looks_like_a_name(token):
        nearest = [word for word in nearest if len(word) >= COMMON and OSA.distance(word, token.word) == 1]
    if nearest and _nearer_name(token.word, nearest[0], known):
        return None
    return (
        _one_meaning(nearest)
        or _one_meaning(_in_company(nearest, tokens, place))
        or _one_meaning([word for word in nearest if _stands_alone(word)])
        or _one_meaning([word for word in nearest if sorted(word) == sorted(token.word)])
        or _one_meaning([word for word in nearest if (word[0], word[-1]) == (token.word[0], token.word[-1])])
    )


def _names_zone(tokens: list[Token], place: int) -> bool:
    """“9am PST”: after a clock time it is a zone, and no short form of past."""
    before = tokens[place - 1] if place else None
    clocked = before is not None and (before.shape is Shape.CLOCK or before.word in {"am", "pm"})
    return clocked and tokens[place].word in ZONES


def _before_time(tokens: list[Token], place: int) -> str | None:
    """“Thes week”, “form yesterday”: the little word that a time expects before it."""
    here, after = tokens[place], tokens[place + 1] if place + 1 < len(tokens) else None
    before = tokens[place - 1].word if place else ""
    if after is None or here.word in WHICH_TIME:
        return None
    if here.word == "form" and before not in DETERMINERS and (after.word in WORDS or _is_origin(tokens, place + 1)):
        return "from"
    if after.word not in (*CALENDAR_UNITS, *DAY_PARTS, "weekend") or len(here.word) < SHORTEST:
        return None
    near = [word for word in WHICH_TIME if OSA.distance(word, here.word) == 1]
    return near[0] if len(near) == 1 else None


def _counts(tokens: list[Token], place: int) -> bool:
    """“How many uses”, “top 5 uses”: what is counted there is people, and no verb can stand."""
    before = tokens[place - 1] if place else None
    return before is None or before.shape is Shape.NUMBER or before.word in COUNTING


def _is_origin(tokens: list[Token], place: int) -> bool:
    """An address, or the name of a country or a city."""
    found = lexicon().find(tokens, place)
    facts = (meaning for meaning in found[0].meanings if isinstance(meaning, Fact)) if found else ()
    return tokens[place].shape in ORIGINS or any(fact.field in {"country", "city"} for fact in facts)


def _stands_alone(word: str) -> bool:
    """Whether it says something by itself, and not only as a part of a phrase."""
    return word in WORDS or any(len(phrase.words) == 1 for phrase in lexicon().phrases.get(word, ()))


def _key(word: str) -> str | None:
    """The one key that a misspelt key was meant to be."""
    if word in ALL_KEYS or len(word) < SHORTEST:
        return None
    near = nearest(word, ALL_KEYS)
    return near[0] if len(near) == 1 else None


def _nearer_name(word: str, target: str, known: Collection[str]) -> bool:
    """Whether a word of the tenant's names is as near: it may be that name misspelt, and names are not corrected."""
    furthest = OSA.distance(word, target)
    names = [name for name in known if name not in lexicon().words]
    return process.extractOne(word, names, scorer=OSA.distance, score_cutoff=furthest) is not None


def _looks_like_a_name(token: Token) -> bool:
    return token.text[:1].isupper() and not token.glued


def _one_meaning(words: list[str]) -> str | None:
    """The word if there is one, or the first of several that belong to one row of the vocabulary."""
    if not words:
        return None
    rows = lexicon().words
    shared = frozenset.intersection(*(rows[word] for word in words))
    return words[0] if len(words) == 1 or shared else None


def _in_company(words: list[str], tokens: list[Token], place: int) -> list[str]:
    """Those of `words` that make a phrase with the word before or after."""
    pairs = lexicon().pairs
    before = tokens[place - 1].word if place else ""
    after = tokens[place + 1].word if place + 1 < len(tokens) else ""
    follow = {after, *(neighbours(after) if after.isalpha() and after not in lexicon().words else ())}
    return [word for word in words if (before, word) in pairs or any((word, next_) in pairs for next_ in follow)]
