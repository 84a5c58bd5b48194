"""Reads the values of a field's key: `app:Zoom`, `status:failed,abandoned`, comma lists and levels with a plus."""

from bot.domain.fields import FIELDS, Field
from bot.domain.question import Value
from bot.errors import QuestionError
from bot.language.keys import FIELD_KEYS
from bot.language.page import Page
from bot.language.pieces import Found, Keyed
from bot.language.times.clock import word
from bot.language.tokens import Shape
from bot.language.values import read_value

Reading = tuple[tuple[Found, ...], int]


def read_filter(page: Page, place: int) -> Reading:
    """What a field's key at `place` claims: for each field it can name, the values or why they cannot be read."""
    token = page.tokens[place]
    readings: list[tuple[Field, tuple[Value, ...] | QuestionError]] = []
    ends: list[int] = []
    for name in FIELD_KEYS[token.word]:
        for field in _fields(name):
            try:
                values, end = read_values(field, page, place + 1)
            except QuestionError as error:
                readings.append((field, error))
            else:
                readings.append((field, values))
                ends.append(end)
    after = max(ends, default=value_end(page, place))
    bang = page.tokens[place + 1].shape is Shape.BANG
    return (Keyed(token.word, tuple(readings), token.negated or bang),), after


def _fields(name: str) -> list[Field]:
    """The kinds of field of that name; logs differ in the values they take."""
    found = [fields[name] for fields in FIELDS.values() if name in fields]
    widest = max(found, key=lambda field: len(field.values))
    if name == "status":
        every = tuple(dict.fromkeys(value for field in found for value in field.values))
        return [Field(name=name, kind=widest.kind, heading=widest.heading, values=every)]
    kinds = {field.kind: field for field in found}
    return list(kinds.values())


def read_values(field: Field, page: Page, place: int) -> tuple[tuple[Value, ...], int]:
    """One value or a comma list of them, and where it ends. Raises QuestionError."""
    values: list[Value] = []
    start = place + (page.tokens[place].shape is Shape.BANG)
    while True:
        value, end = read_value(field, page, start)
        if field.name == "risk_level" and word(page.tokens, end) == "+" and page.tokens[end].glued:
            return field.values[field.values.index(str(value)) :], end + 1
        values += value if isinstance(value, tuple) else (value,)
        if not (end < len(page.tokens) and page.tokens[end].shape is Shape.COMMA and end + 1 < len(page.tokens)):
            return tuple(values), end
        if not page.tokens[end + 1].glued and not _goes_on(field, page, end + 1):
            return tuple(values), end
        start = end + 1


def _goes_on(field: Field, page: Page, place: int) -> bool:
    """Whether after a comma and a space the list of values goes on."""
    if page.tokens[place].shape is Shape.KEY or (field.names and getattr(page.names, field.names) is None):
        return False
    if not field.names and not field.values and page.tokens[place].shape is Shape.WORD:
        return False
    try:
        read_value(field, page, place)
    except QuestionError:
        return False
    return True


def value_end(page: Page, place: int) -> int:
    """Where the value of the key at `place` ends, up to the next space or comma."""
    return page.chunk(place + 1)[1]
