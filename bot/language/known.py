"""Finds the names that the tenant knows in a text: longest match, any case, given back in the tenant's spelling."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import lru_cache

from bot.domain.names import TenantNames
from bot.language.tokens import Token
from bot.language.vocabulary import phrase_words

ABBREVIATIONS = {"Active Directory": "AD"}
LISTS = tuple(field.name for field in fields(TenantNames) if field.name != "users")


@dataclass(frozen=True, slots=True)
class Name:
    """A name of the tenant: in its own spelling, by the lists that hold it."""

    lists: tuple[tuple[str, str], ...]

    def among(self, names: str) -> str | None:
        """Its spelling in the list of that name."""
        return dict(self.lists).get(names)


@dataclass(frozen=True, slots=True)
class NameIndex:
    """Names by their first word, longest first."""

    by_first: Mapping[str, tuple[tuple[tuple[str, ...], Name], ...]]
    words: frozenset[str]

    def find(self, tokens: list[Token], place: int) -> tuple[Name, int] | None:
        """The longest name that starts at `place`, and where it ends."""
        for words, name in self.by_first.get(tokens[place].word, ()):
            end = place + len(words)
            if end <= len(tokens) and all(
                token.word == word for token, word in zip(tokens[place:end], words, strict=True)
            ):
                return name, end
        return None


def written_out(name: str) -> str:
    """A name that is usually shortened, in full; the tenant's own list does the same where it is known."""
    return next((whole for whole, short in ABBREVIATIONS.items() if short == name), name)


def index_names(names: TenantNames) -> NameIndex:
    """The index over all lists of `names`; kept while the lists stay the same."""
    return _index(tuple((name, getattr(names, name)) for name in LISTS))


@lru_cache(maxsize=8)
def _index(lists: tuple[tuple[str, tuple[str, ...] | None], ...]) -> NameIndex:
    found: dict[tuple[str, ...], dict[str, str]] = {}
    for list_name, names in lists:
        for name in names or ():
            for spelling in (name, *_short_forms(list_name, name)):
                if words := phrase_words(spelling):
                    found.setdefault(words, {}).setdefault(list_name, name)
    by_first: dict[str, list[tuple[tuple[str, ...], Name]]] = {}
    for words, spellings in sorted(found.items(), key=lambda entry: -len(entry[0])):
        by_first.setdefault(words[0], []).append((words, Name(tuple(spellings.items()))))
    return NameIndex(
        {first: tuple(entries) for first, entries in by_first.items()},
        frozenset(word for words in found for word in words),
    )


def _short_forms(list_name: str, name: str) -> tuple[str, ...]:
    return (ABBREVIATIONS[name],) if list_name == "systems" and name in ABBREVIATIONS else ()
