"""One line of `explain --stdin`: a question with its moment, its time zone and the names its tenant knows."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import orjson

from bot.cli import options
from bot.domain.names import TenantNames
from bot.errors import Mistake, QuestionError

LISTS = ("apps", "systems", "flows", "extensions", "policies", "groups")
"""The names a `context` may list; each is a field of `TenantNames`."""


@dataclass(frozen=True, slots=True)
class Line:
    """What one line asks."""

    text: str
    now: datetime
    zone: ZoneInfo
    names: TenantNames


def read_line(line: bytes) -> Line:
    """`{"text", "now", "tz", "context"?}` as JSON in UTF-8. Raises `QuestionError` for whatever else it holds."""
    try:
        said = orjson.loads(line)
    except orjson.JSONDecodeError as error:
        raise _refused(f"The line is not JSON: {error}.") from None
    if not isinstance(said, dict):
        raise _refused('The line is JSON, but no object with "text", "now" and "tz".')
    return Line(
        text=_text(said, "text"),
        now=options.moment(_text(said, "now")),
        zone=options.zone(_text(said, "tz")),
        names=_names(said.get("context")),
    )


def _text(said: dict[str, Any], member: str) -> str:
    value = said.get(member)
    if not isinstance(value, str):
        raise _refused(f'"{member}" must be there, and must be a text.')
    return value


def _names(context: object) -> TenantNames:
    """A list that is not there is not known; an empty one means that none exists."""
    match context:
        case None:
            return TenantNames()
        case dict():
            lists = {name: _list(context, name) for name in LISTS}
            return TenantNames(**lists, users=_users(context))
        case _:
            raise _refused('"context" must be an object of lists.')


def _list(context: dict[str, Any], member: str) -> tuple[str, ...] | None:
    names = context.get(member)
    if names is None:
        return None
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        raise _refused(f'"{member}" in the context must be a list of names.')
    return tuple(names)


def _users(context: dict[str, Any]) -> dict[str, str]:
    users = context.get("users") or {}
    if not isinstance(users, dict) or not all(isinstance(address, str) for address in users.values()):
        raise _refused('"users" in the context must be an object: Slack id to address.')
    return users


def _refused(message: str) -> QuestionError:
    return QuestionError(Mistake.BAD_VALUE, message)
