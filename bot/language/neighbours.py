"""The words of the language that look like another word."""

from collections.abc import Collection, Iterable
from functools import cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.language.senses import Role
from bot.language.times.timewords import WORDS
from bot.language.vocabulary import lexicon
from bot.language.words.cities import CITIES
from bot.language.words.roles import FILLER

SAYING = (Role.TOP, Role.MOST, Role.LAST, Role.NOT, Role.VERSUS, Role.HOW_MANY, Role.HELP)
"""Grammar words without which a question means something else."""

SHORTEST = 3
SHORT_WORDS = ("app", "csv", "day", "mfa", "otp", "top")
"""The words of three letters that are often enough meant; the others are too near to any short word."""

UNMEANT = frozenset("reach auth auths main wont bar omit isnt arent dont non adfs adds whfb sspr aitm oidc".split()) | {
    part.lower() for city in CITIES for part in city.split()
}
"""Words that a misspelling is never read as: they are rarer than what they look like, or names."""

COMMON = 6
SILENT = 5


def neighbours(word: str) -> list[str]:
    """The nearest words of the language: at most one change up to five letters, two from six; a swap is one change."""
    return nearest(word, _targets())


def nearest(word: str, among: Collection[str]) -> list[str]:
    """The same among other words, such as the commands."""
    furthest = 1 if len(word) < COMMON else 2
    found = process.extract(word, among, scorer=OSA.distance, score_cutoff=furthest, limit=None)
    best = min((distance for _, distance, _ in found), default=0)
    return [target for target, distance, _ in found if distance == best]


def suggestions(
    word: str, among: Iterable[str] | None = None, limit: int = 3, furthest: int | None = None
) -> tuple[str, ...]:
    """Words that look like `word`, the nearest first: of the language, or `among` some names in any case."""
    choices = _telling() if among is None else {name.lower(): name for name in among}
    usual = 1 if len(word) < SILENT else max(2, len(word) // 3)
    cutoff = furthest or (usual if among is None else max(2, len(word) // 2))
    found = process.extract(word.lower(), list(choices), scorer=OSA.distance, score_cutoff=cutoff, limit=limit)
    return tuple(choices[name] for name, _, _ in found)


@cache
def _telling() -> dict[str, str]:
    """The words that somebody can have meant to ask by: neither filler, nor what says nothing outside its phrase."""
    filler, phrases = set(FILLER), lexicon().phrases
    alone = {word for word in phrases if any(len(phrase.words) == 1 for phrase in phrases[word])} | WORDS
    return {word.lower(): word for word in _targets() if word in alone and word not in filler}


@cache
def _targets() -> tuple[str, ...]:
    """What a misspelling may be read as: words that say something, or are long enough to be meant."""
    index = lexicon()
    silent = {
        phrase.words[0]
        for phrases in index.phrases.values()
        for phrase in phrases
        if len(phrase.words) == 1
        and all(isinstance(meaning, Role) and meaning not in SAYING for meaning in phrase.meanings)
    }
    return tuple(
        word
        for word in index.words
        if word.isalpha()
        and (len(word) > SHORTEST or word in SHORT_WORDS)
        and (word not in silent or len(word) >= SILENT)
        and word not in UNMEANT
    )
