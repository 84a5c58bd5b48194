"""Reads the text of a `$filter`, strictly: what OData's grammar does not allow is an error with its place."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from bot.demo.moments import read_ticks
from bot.demo.tenant.odata.tree import FUNCTIONS, And, AnyOf, Compare, Filter, Literal, Moment, Not, Operator, Or, Path

_DEEPEST = 50
_WORD_LITERALS: dict[str, Literal] = {"true": True, "false": False, "null": None}
_TOKEN = re.compile(
    r"""\s*(?:
      (?P<string>'(?:[^']|'')*')
    | (?P<date>\d{4}-\d\d-\d\d(?:T[0-9:.]+(?:Z|[+-]\d\d:\d\d))?)(?![\w-])
    | (?P<number>-?\d{1,18}(?:\.\d{1,18})?)(?![\w.-])
    | (?P<word>[A-Za-z_@$][\w.]*(?:/[A-Za-z_@$][\w.]*)*)
    | (?P<mark>[(),:])
    )""",
    re.VERBOSE | re.ASCII,
)


class FilterSyntaxError(ValueError):
    """The text is no `$filter`; the message names the place."""


def parse_filter(text: str) -> Filter:
    """The tree of a `$filter`, `and` binding tighter than `or`.

    Raises:
        FilterSyntaxError: with the place of the first thing that does not fit.
    """
    return _Parser(text).whole()


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str
    place: int


class _Parser:
    """Recursive descent over the tokens; one method for each rule of the grammar."""

    def __init__(self, text: str) -> None:
        self._tokens = list(_tokens(text))
        self._at = 0
        self._depth = 0
        self._variables: list[str] = []

    def whole(self) -> Filter:
        tree = self._either()
        if (rest := self._tokens[self._at]).kind != "end":
            raise _unexpected(rest)
        return tree

    def _either(self) -> Filter:
        self._depth += 1
        if self._depth > _DEEPEST:
            msg = f"The filter is nested more than {_DEEPEST} deep."
            raise FilterSyntaxError(msg)
        parts = self._joined("or", self._both)
        self._depth -= 1
        return parts[0] if len(parts) == 1 else Or(parts)

    def _both(self) -> Filter:
        parts = self._joined("and", self._negated)
        return parts[0] if len(parts) == 1 else And(parts)

    def _joined(self, word: str, rule: Callable[[], Filter]) -> tuple[Filter, ...]:
        parts = [rule()]
        while self._took("word", word):
            parts.append(rule())
        return tuple(parts)

    def _negated(self) -> Filter:
        negations = 0
        while self._took("word", "not"):
            negations += 1
        tree = self._term()
        return Not(tree) if negations % 2 else tree

    def _term(self) -> Filter:
        if self._took("mark", "("):
            tree = self._either()
            self._expect(")")
            return tree
        word = self._next("word")
        if word.text.lower() in FUNCTIONS and self._took("mark", "("):
            return self._function(Operator(word.text.lower()))
        if word.text.endswith("/any") and self._took("mark", "("):
            return self._any(word.text.removesuffix("/any"))
        return self._comparison(word)

    def _function(self, operator: Operator) -> Compare:
        path = self._path(self._next("word"))
        self._expect(",")
        literal = self._literal()
        self._expect(")")
        return Compare(path, operator, (literal,))

    def _any(self, path: str) -> AnyOf:
        self._variables.append(self._next("word").text)
        self._expect(":")
        body = self._either()
        self._expect(")")
        self._variables.pop()
        return AnyOf(tuple(path.split("/")), body)

    def _comparison(self, left: _Token) -> Compare:
        word = self._next("word")
        if word.text not in set(Operator) - FUNCTIONS:
            raise _unexpected(word)
        operator = Operator(word.text)
        literals = self._listed() if operator is Operator.IN else (self._literal(),)
        return Compare(self._path(left), operator, literals)

    def _listed(self) -> tuple[Literal, ...]:
        self._expect("(")
        literals = [self._literal()]
        while self._took("mark", ","):
            literals.append(self._literal())
        self._expect(")")
        return tuple(literals)

    def _path(self, word: _Token) -> Path:
        steps = tuple(word.text.split("/"))
        if not self._variables:
            return steps
        if steps[0] != self._variables[-1]:
            raise _unexpected(word)
        return steps[1:]

    def _literal(self) -> Literal:
        token = self._next()
        match token.kind:
            case "string":
                return token.text[1:-1].replace("''", "'")
            case "number":
                return float(token.text) if "." in token.text else int(token.text)
            case "date" if (ticks := read_ticks(token.text)) is not None:
                return Moment(ticks)
            case "word" if token.text in _WORD_LITERALS:
                return _WORD_LITERALS[token.text]
            case _:
                raise _unexpected(token)

    def _next(self, kind: str | None = None) -> _Token:
        token = self._tokens[self._at]
        if token.kind == "end" or kind not in (None, token.kind):
            raise _unexpected(token)
        self._at += 1
        return token

    def _took(self, kind: str, text: str) -> bool:
        token = self._tokens[self._at]
        if (token.kind, token.text) != (kind, text):
            return False
        self._at += 1
        return True

    def _expect(self, mark: str) -> None:
        if not self._took("mark", mark):
            raise _unexpected(self._tokens[self._at])


def _tokens(text: str) -> Iterator[_Token]:
    place = 0
    end = len(text.rstrip())
    while place < end:
        match = _TOKEN.match(text, place)
        if match is None or match.lastgroup is None:
            msg = f"Unreadable text at position {place}: {text[place : place + 20]!r}."
            raise FilterSyntaxError(msg)
        yield _Token(match.lastgroup, match[match.lastgroup], match.start(match.lastgroup))
        place = match.end()
    yield _Token("end", "end", end)


def _unexpected(token: _Token) -> FilterSyntaxError:
    return FilterSyntaxError(f"Unexpected {token.text!r} at position {token.place}.")
