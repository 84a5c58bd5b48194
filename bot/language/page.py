"""The page that readers have before them: the cleaned text, its tokens, the clock and the tenant's names."""

import re
from dataclasses import dataclass, field

from bot.domain.names import TenantNames
from bot.language.known import NameIndex, index_names
from bot.language.senses import Deed
from bot.language.times.clock import Clock
from bot.language.tokens import Shape, Token, tokenise
from bot.language.vocabulary import lexicon

CHUNK = re.compile(r"[^\s,]+")


@dataclass(frozen=True, slots=True)
class Page:
    """What a reader has before it: the cleaned text, its tokens, the clock and the tenant's names."""

    text: str
    tokens: list[Token]
    clock: Clock
    names: TenantNames
    index: NameIndex = field(init=False, repr=False, compare=False)
    """The tenant's names, to be found in the text."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "index", index_names(self.names))

    def chunk(self, place: int) -> tuple[str, int]:
        """What stands at `place` up to the next space or comma, as typed, and the place after it."""
        token = self.tokens[place]
        if token.shape is Shape.QUOTED:
            return token.text, place + 1
        found = CHUNK.match(self.text, token.start)
        raw = found[0] if found else token.text
        end = token.start + len(raw)
        after = place + 1
        while after < len(self.tokens) and self.tokens[after].start < end:
            after += 1
        return raw.rstrip("?!;" if token.shape is Shape.NETWORK else "?!.;") or raw, after

    @classmethod
    def of(cls, text: str, clock: Clock, names: TenantNames) -> "Page":
        """A page of its own for a piece of text."""
        return cls(text, tokenise(text), clock, names)

    def begins_with(self, kind: type[Deed]) -> bool:
        """Whether the first phrase of the vocabulary on it can mean something of that kind."""
        found = lexicon().find(self.tokens, 0) if self.tokens else None
        return found is not None and any(isinstance(meaning, kind) for meaning in found[0].meanings)

    def inside_quotes(self, place: int) -> "Page":
        """The quoted text at `place` as a page of its own."""
        return Page.of(self.tokens[place].text, self.clock, self.names)
