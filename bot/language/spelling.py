"""Reads a misspelt word of the language as its one nearest neighbour, and keeps a note of it; values are left alone."""

from collections.abc import Collection
from dataclasses import dataclass, replace

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.language.company import meant_beside, names_form, names_zone
from bot.language.keys import ALL_KEYS
from bot.language.neighbours import COMMON, SHORTEST, nearest, neighbours
from bot.language.shorthand import GROUP_FORMS, SHORT_FORMS
from bot.language.times.timewords import WORDS
from bot.language.tokens import Shape, Token
from bot.language.vocabulary import lexicon
from bot.language.words.tongues import ORDINARY


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
    if names_zone(tokens, place):
        return None
    if meant := _short_form(tokens, place) or meant_beside(tokens, place):
        return meant
    if token.word in lexicon().words or token.word in ORDINARY:
        return None
    if len(token.word) < SHORTEST or not token.word.isalpha():
        return None
    if OSA.distance(token.word, "from") == 1 and not (_looks_like_a_name(token) or names_form(tokens, place)):
        return "from"
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


def _short_form(tokens: list[Token], place: int) -> str | None:
    word = tokens[place].word
    if place and word in GROUP_FORMS and tokens[place - 1].word in {"by", "per", "each"}:
        return GROUP_FORMS[word]
    return SHORT_FORMS.get(word)


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
