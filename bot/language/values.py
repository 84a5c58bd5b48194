"""Reads the value of one field where it stands: the words of a closed list, a known name, or text as typed."""

import re
from typing import assert_never

from bot.domain.fields import FIELDS, Field, Kind
from bot.domain.question import Value
from bot.errors import Mistake, QuestionError
from bot.language.keys import FIELD_KEYS
from bot.language.known import written_out
from bot.language.literals import (
    GUID,
    bad_value,
    check_address,
    check_code,
    check_domain,
    check_guid,
    check_network,
    check_person,
)
from bot.language.neighbours import suggestions
from bot.language.page import Page
from bot.language.senses import Deed, Fact, State, Thing
from bot.language.tokens import Shape, Token, tokenise
from bot.language.vocabulary import lexicon
from bot.language.words.activity_keys import ACTIONS, OBJECTS
from bot.language.words.countries import COUNTRIES

YES, NO = ("true", "yes", "1", "y"), ("false", "no", "0", "n")


Read = tuple[Value | tuple[Value, ...], int]


def read_value(field: Field, page: Page, place: int) -> Read:
    """The value of `field` at `place`, and where it ends. Raises QuestionError when it cannot be one."""
    match field.kind:
        case Kind.CHOICE | Kind.COUNTRY:
            return read_word(field, page, place) or _unknown(field, page, place)
        case Kind.FLAG:
            return _flag(field, page, place)
        case Kind.NAME:
            return _name(field, page, place)
        case Kind.USER:
            return _person(field, page, place)
        case Kind.TEXT:
            return _text(field, page, place)
        case Kind.DOMAIN | Kind.GUID | Kind.ADDRESS:
            raw, end = page.chunk(place)
            return _CHECKS[field.kind](raw), end
        case Kind.CODE:
            raw, end = page.chunk(place)
            return read_word(field, page, place) or (check_code(raw), end)
        case Kind.TIME:
            raise bad_value(page.tokens[place].text, f"{field.name} groups answers: write by:{field.name}")
        case _:
            assert_never(field.kind)


_CHECKS = {Kind.DOMAIN: check_domain, Kind.GUID: check_guid, Kind.ADDRESS: check_network}


def read_word(field: Field, page: Page, place: int) -> Read | None:
    """A value that the language has a word for: a phrase of the vocabulary, or the value's own name."""
    if page.tokens[place].shape is Shape.QUOTED:
        inner = page.inside_quotes(place)
        found = read_word(field, inner, 0) if inner.tokens else None
        return (found[0], place + 1) if found and found[1] == len(inner.tokens) else None
    if phrase := lexicon().find(page.tokens, place):
        for meaning in phrase[0].meanings:
            if isinstance(meaning, Fact) and meaning.field == field.name:
                return (meaning.values[0] if len(meaning.values) == 1 else meaning.values), phrase[1]
            if isinstance(meaning, State) and field.name == "status" and meaning.value in field.values:
                return meaning.value, phrase[1]
            if isinstance(meaning, Deed) and field.name == "action" and meaning.verb in ACTIONS:
                return ACTIONS[meaning.verb], phrase[1]
            if isinstance(meaning, Thing) and field.name == "object" and meaning.noun in OBJECTS:
                return meaning.noun, phrase[1]
            if isinstance(meaning, State) and field.name == "ca_status" and meaning.value in CA_STATES:
                return CA_STATES[meaning.value], phrase[1]
    raw, end = page.chunk(place)
    return _own_name(field, raw, end) or _at_stage(field, raw, end)


def _at_stage(field: Field, raw: str, end: int) -> Read | None:
    """`stage:otp`: the stage that “at otp” names."""
    words = tokenise(f"at {raw}") if field.name == "stage" else []
    found = lexicon().find(words, 0) if words else None
    if found is None or found[1] != len(words):
        return None
    facts = (meaning for meaning in found[0].meanings if isinstance(meaning, Fact) and meaning.field == "stage")
    return next(((fact.values[0], end) for fact in facts), None)


CA_STATES = {"failed": "failure", "success": "success"}


def _own_name(field: Field, raw: str, end: int) -> Read | None:
    if field.kind is Kind.COUNTRY:
        return (raw.upper(), end) if raw.upper() in COUNTRIES else None
    plain = _plain(raw)
    return next(((value, end) for value in field.values if _plain(value) == plain), None)


def _plain(text: str) -> str:
    return re.sub(r"[\s_-]", "", text).lower()


def _unknown(field: Field, page: Page, place: int) -> Read:
    raw, _ = page.chunk(place)
    known = tuple(names[0] for names in COUNTRIES.values()) if field.kind is Kind.COUNTRY else field.values
    near = suggestions(raw, known) or (known[:5] if len(known) < 20 else ())
    raise QuestionError(
        Mistake.UNKNOWN_VALUE,
        f"I know no {field.name.replace('_', ' ')} “{raw}”" + (f"; it can be {', '.join(near)}" if near else ""),
        word=raw,
        suggestions=near,
    )


def _flag(field: Field, page: Page, place: int) -> Read:
    raw, end = page.chunk(place)
    if raw.lower() in YES:
        return True, end
    if raw.lower() in NO:
        return False, end
    raise QuestionError(
        Mistake.UNKNOWN_VALUE, f"{field.name} is true or false, not “{raw}”", word=raw, suggestions=("true", "false")
    )


def _name(field: Field, page: Page, place: int) -> Read:
    if field.name == "extension":
        raw, end = page.chunk(place)
        if raw.lower() in YES:
            return True, end
        if word := read_word(field, page, place):
            return word
    names = getattr(page.names, field.names or "")
    token = page.tokens[place]
    if token.shape is Shape.QUOTED:
        inner = page.inside_quotes(place)
        found = page.index.find(inner.tokens, 0) if inner.tokens else None
        if found and found[1] == len(inner.tokens) and (name := found[0].among(field.names or "")):
            return name, place + 1
    elif (found := page.index.find(page.tokens, place)) and (name := found[0].among(field.names or "")):
        return name, found[1]
    raw, end = page.chunk(place)
    if names is None or GUID.match(raw):
        return (written_out(raw) if field.names == "systems" else raw), end
    raise unknown_name(field.name, names, raw)


def unknown_name(what: str, names: tuple[str, ...], text: str) -> QuestionError:
    """The mistake of naming something the tenant does not have; the name is never corrected."""
    near = suggestions(text, names) or tuple(name for name in names if text.lower() in name.lower())[:3]
    noun = what.replace("_", " ")
    hint = f"; did you mean {' or '.join(near)}?" if near else f"; this tenant has no {noun} of that name"
    return QuestionError(Mistake.UNKNOWN_APP, f"I know no {noun} “{text}”{hint}", word=text, suggestions=near)


def _person(field: Field, page: Page, place: int) -> Read:
    token = page.tokens[place]
    raw, end = page.chunk(place)
    if token.shape is Shape.QUOTED:
        return (check_address(raw) if "@" in raw else raw), end
    if field.name != "user" and (found := page.index.find(page.tokens, place)):
        return found[0].lists[0][1], found[1]
    if token.shape is Shape.PERSON and token.possessive:
        return check_person(token.text), place + 1
    return check_person(raw), end


def _text(field: Field, page: Page, place: int) -> Read:
    raw, end = page.chunk(place)
    if word := read_word(field, page, place):
        return word
    if page.tokens[place].shape is not Shape.QUOTED and field.name == "activity":
        return _unknown(field, page, place)
    return raw, end


def value_places(tokens: list[Token]) -> set[int]:
    """The places of values that are never corrected: what follows the key of an open field, up to the next space."""
    places: set[int] = set()
    for place, token in enumerate(tokens):
        if token.shape is Shape.KEY and place + 1 < len(tokens) and token.word in OPEN_KEYS:
            places.add(place + 1)
        elif token.glued and place - 1 in places and token.shape is not Shape.KEY:
            places.add(place)
    return places


_CLOSED = (Kind.CHOICE, Kind.FLAG, Kind.COUNTRY)
OPEN_KEYS = frozenset(
    key
    for key, names in FIELD_KEYS.items()
    if any(FIELDS[log][name].kind not in _CLOSED for name in names for log in FIELDS if name in FIELDS[log])
)
"""Keys of fields whose values are no words of the language."""
