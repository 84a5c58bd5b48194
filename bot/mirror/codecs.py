"""How the members of an event are kept in SQLite: moments as microseconds, lists and what is in them as JSON."""

from collections.abc import Callable
from dataclasses import is_dataclass
from datetime import datetime
from functools import cache
from types import NoneType
from typing import Any, get_args, get_origin, get_type_hints

import orjson

from bot.planning.sql import micros, moment

Code = Callable[[Any], Any]

NONE_OF_THEM = "[]"


def writing_of(hint: Any) -> Code | None:
    """How a member of this type is written, `None` where as it is."""
    kind = _plain(hint)
    if kind is datetime:
        return micros
    return json_of if get_origin(kind) is tuple else None


def reading_of(hint: Any) -> Code | None:
    """How a member of this type is read back, `None` where as it is; never called with what is missing."""
    kind = _plain(hint)
    if kind is datetime:
        return moment
    if get_origin(kind) is not tuple:
        return bool if kind is bool else None
    read = _within_json(get_args(kind)[0])
    return lambda text: () if text == NONE_OF_THEM else tuple(map(read, orjson.loads(text)))


def json_of(values: tuple[Any, ...]) -> str:
    """A list as JSON text."""
    return orjson.dumps(values).decode() if values else NONE_OF_THEM


def _plain(hint: Any) -> Any:
    """`datetime` of `datetime | None`."""
    kinds = [kind for kind in get_args(hint) if kind is not NoneType]
    return kinds[0] if NoneType in get_args(hint) else hint


@cache
def _within_json(hint: Any) -> Code:
    """How a value that JSON holds becomes one of this type again."""
    kind = _plain(hint)
    if kind is datetime:
        return lambda value: value and datetime.fromisoformat(value)
    if get_origin(kind) is tuple:
        read = _within_json(get_args(kind)[0])
        return lambda values: tuple(map(read, values))
    if is_dataclass(kind):
        return _object_reader(kind)
    return lambda value: value


def _object_reader(kind: Any) -> Code:
    readers = {name: _within_json(hint) for name, hint in get_type_hints(kind).items()}
    return lambda members: kind(**{name: readers[name](value) for name, value in members.items()})
