"""The pieces of a question: what the reader found, place by place, before anybody knows how they belong together."""

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from bot.domain.fields import Field
from bot.domain.question import Value
from bot.domain.window import Span
from bot.errors import QuestionError
from bot.language.known import Name
from bot.language.senses import Fact, Meaning, Role, State, Thing
from bot.language.times.ahead import Ahead
from bot.language.times.clock import Stretch
from bot.language.times.windows import Before
from bot.language.tokens import Shape


class Mark(StrEnum):
    """Punctuation that joins."""

    COMMA = ","
    ARROW = "->"


@dataclass(frozen=True, slots=True)
class Literal:
    """A value with a form of its own: an address, an IP address, a GUID, a domain, an error code."""

    shape: Shape
    text: str


LITERAL_FIELDS = {
    Shape.GUID: "correlation_id",
    Shape.NUMBER: "error_code",
    Shape.NETWORK: "ip",
    Shape.DOMAIN: "user_domain",
}
"""The field that a value of that form fills where its words say no other."""


@dataclass(frozen=True, slots=True)
class Quoted:
    """Text in quotes that is no known name."""

    text: str


MOST_DIGITS = 9
"""Of a number that counts: no log has more rows, so a longer one says something else."""


@dataclass(frozen=True, slots=True)
class Amount:
    """A number; `open` ones were typed with a plus behind."""

    value: int
    open: bool = False


@dataclass(frozen=True, slots=True)
class When:
    """A window, the period before one, or time to come."""

    span: Span | Before | Ahead


@dataclass(frozen=True, slots=True)
class Edge:
    """One end of a window, from the keys since and until."""

    stretch: Stretch
    opens: bool


@dataclass(frozen=True, slots=True)
class Keyed:
    """`key:value`: for each field the key can mean, its values or why they cannot be read."""

    key: str
    readings: tuple[tuple[Field, tuple[Value, ...] | QuestionError], ...]
    negated: bool

    @property
    def fields(self) -> frozenset[str]:
        """The names of the fields it can mean."""
        return frozenset(field.name for field, _ in self.readings)


@dataclass(frozen=True, slots=True)
class Unread:
    """A word that is not in the language."""

    text: str


M = TypeVar("M")
Found = Meaning | Name | Literal | Quoted | Amount | When | Edge | Keyed | Unread | Mark


@dataclass(frozen=True, slots=True)
class Piece:
    """Something found at one place of the text, with all that it can mean.

    `text` is what was typed; `read` its words as they were read, in small letters and rightly spelt.
    """

    meanings: tuple[Found, ...]
    text: str
    start: int
    end: int
    possessive: bool = False
    read: str = ""

    @property
    def words(self) -> str:
        """Its words in small letters, as they were read."""
        return self.read or self.text.lower()

    def get(self, kind: type[M]) -> M | None:
        """Its first meaning of that kind."""
        for meaning in self.meanings:
            if isinstance(meaning, kind):
                return meaning
        return None

    def has(self, *meanings: Found) -> bool:
        """Whether it can mean one of these."""
        return any(meaning in meanings for meaning in self.meanings)

    def names(self, noun: str) -> bool:
        """Whether it is that noun."""
        thing = self.get(Thing)
        return thing is not None and thing.noun == noun

    @property
    def plural(self) -> bool:
        """Whether it ends as plurals do."""
        return self.words.endswith("s") and not self.words.endswith("ss")

    @property
    def silent(self) -> bool:
        """Whether it is a filler word and nothing more."""
        return all(meaning is Role.SKIP or meaning is Role.POLITE for meaning in self.meanings)

    @property
    def is_person(self) -> bool:
        """Whether it is somebody's address."""
        literal = self.get(Literal)
        return literal is not None and literal.shape is Shape.PERSON

    def is_like(self, other: "Piece") -> bool:
        """Whether both could be values of one field."""
        return not self._fields.isdisjoint(other._fields)

    @property
    def _fields(self) -> set[str]:
        found: set[str] = set()
        for meaning in self.meanings:
            match meaning:
                case Fact(field=field):
                    found.add(field)
                case State():
                    found.add("status")
                case Name(lists=lists):
                    found |= {name for name, _ in lists}
                case Literal(shape=shape):
                    found.add(LITERAL_FIELDS.get(shape, shape))
                case Quoted() | Unread():
                    found.add("quoted")
                case Keyed():
                    found |= meaning.fields
        return found
