"""Every word we know and what it means: the tables of `words`, and one index over them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import pairwise, takewhile

from bot.domain.fields import FIELDS
from bot.domain.question import Log
from bot.language.senses import Fact, Meaning, Row, row
from bot.language.times import timewords
from bot.language.tokens import Shape, Token, tokenise
from bot.language.words import (
    beyond,
    countries,
    deeds,
    directory_roles,
    logs,
    others,
    outputs,
    roles,
    signins,
    signups,
    statuses,
    things,
)
from bot.language.words.cities import CITIES

INS = (Log.SIGN_INS,)


def _places() -> Iterator[Row]:
    for code, names in countries.COUNTRIES.items():
        yield row("|".join(names), Fact("country", (code,), INS))
    for name, codes in countries.GROUPS.items():
        yield row(name, Fact("country", codes, INS))
    for name, code in countries.NATIONALITIES.items():
        yield row(name, Fact("country", (code,), INS))
    for city in CITIES:
        yield row(city, Fact("city", (city,), INS))


TABLES: tuple[tuple[Row, ...], ...] = (
    logs.ROWS,
    statuses.ROWS,
    outputs.ROWS,
    signups.ROWS,
    signins.ROWS,
    things.ROWS,
    deeds.ROWS,
    directory_roles.ROWS,
    others.ROWS,
    beyond.ROWS,
    roles.ROWS,
)


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase of the vocabulary as the words it is found by, with all that it can mean."""

    words: tuple[str, ...]
    meanings: tuple[Meaning, ...]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All phrases by their first word, longest first, and each single word with the rows it belongs to."""

    phrases: Mapping[str, tuple[Phrase, ...]]
    words: Mapping[str, frozenset[int]]
    pairs: frozenset[tuple[str, str]]

    def find(self, tokens: list[Token], place: int) -> tuple[Phrase, int] | None:
        """The longest phrase that starts at `place`, and where it ends; a key after it is no part of a phrase."""
        phrases = self.phrases.get(tokens[place].word)
        if phrases is None:
            return None
        further = takewhile(
            lambda token: token.shape is not Shape.KEY, tokens[place + 1 : place + len(phrases[0].words)]
        )
        ahead = (tokens[place].word, *(token.word for token in further))
        for phrase in phrases:
            if ahead[: len(phrase.words)] == phrase.words:
                return phrase, place + len(phrase.words)
        return None


def phrase_words(phrase: str) -> tuple[str, ...]:
    """A phrase cut as a question is cut."""
    if phrase.isascii() and phrase.replace(" ", "").isalpha():
        return tuple(phrase.lower().split())
    return tuple(token.word for token in tokenise(phrase))


def _synonyms() -> Iterator[frozenset[str]]:
    """The words of time and of values, those of one meaning together."""
    for table in (timewords.UNITS, timewords.WEEKDAYS, timewords.MONTHS, timewords.DAY_WORDS):
        for value in set(table.values()):
            yield frozenset(word for word, meant in table.items() if meant == value)
    yield from (frozenset((word,)) for word in timewords.WORDS)
    yield from (
        frozenset((value.lower(),)) for fields in FIELDS.values() for each in fields.values() for value in each.values
    )


@cache
def lexicon() -> Lexicon:
    """The index over all tables, built on first use."""
    meanings: dict[tuple[str, ...], tuple[Meaning, ...]] = {}
    members: dict[str, set[int]] = {}
    rows = [*(row for table in TABLES for row in table), *_places()]
    for number, entry in enumerate(rows):
        for words in filter(None, map(phrase_words, entry.phrases)):
            meanings[words] = (*meanings.get(words, ()), *entry.meanings)
            members.setdefault(words[0], set()).add(number if len(words) == 1 else -len(meanings))
            for word in words[1:]:
                members.setdefault(word, set()).add(-len(meanings))
    for number, group in enumerate(_synonyms(), start=len(rows)):
        for word in group:
            members.setdefault(word, set()).add(number)
    by_first: dict[str, list[Phrase]] = {}
    for words, senses in meanings.items():
        by_first.setdefault(words[0], []).append(Phrase(words, tuple(dict.fromkeys(senses))))
    return Lexicon(
        {first: tuple(sorted(found, key=lambda phrase: -len(phrase.words))) for first, found in by_first.items()},
        {word: frozenset(numbers) for word, numbers in members.items()},
        frozenset(pair for words in meanings for pair in pairwise(words)),
    )
