"""What several commands take as options, read alike: moments, time zones, lengths of time, and words of a question."""

import re
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import click

from bot.errors import Mistake, QuestionError

YEARS = range(1970, 3000)
"""Years that a moment may lie in; next to the ends of the calendar no zone and no window can be reckoned with."""

_UNITS = {"m": timedelta(minutes=1), "h": timedelta(hours=1), "d": timedelta(days=1), "w": timedelta(weeks=1)}
_LENGTH = re.compile(r"(\d{1,5})([mhdw])")


def moment(text: str) -> datetime:
    """ISO 8601 with an offset or Z, without one in UTC. Raises `QuestionError`."""
    refused = _bad(text, "moment", "2026-11-17T09:00:00Z")
    try:
        said = datetime.fromisoformat(text)
    except ValueError:
        raise refused from None
    if said.year not in YEARS:
        raise refused
    return (said if said.tzinfo else said.replace(tzinfo=UTC)).astimezone(UTC)


def zone(text: str) -> ZoneInfo:
    """An IANA name. Raises `QuestionError`."""
    try:
        return ZoneInfo(text)
    except (ZoneInfoNotFoundError, ValueError, OSError):  # a folder of the time zone database is an OSError
        raise _bad(text, "time zone", "Europe/London") from None


def length(text: str) -> timedelta:
    """A number and m, h, d or w. Raises `QuestionError`."""
    found = _LENGTH.fullmatch(text)
    if not found or not int(found[1]):
        raise _bad(text, "length of time", "12h or 30d")
    return int(found[1]) * _UNITS[found[2]]


class Asking(click.Command):
    """A command whose words are a question: `-app:Store` is a part of it and no option, and only `-h` alone is help."""

    ignore_unknown_options = True

    def get_help_option_names(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  # click's signature
        """Without `-h`, which click would find inside `-had_error:true`."""
        return ["--help"]

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """As click does it."""
        return super().parse_args(ctx, ["--help"] if args == ["-h"] else args)


def spoken(words: Iterable[str]) -> str:
    """The words of a question; bytes that are no UTF-8, which Python keeps as surrogates, become question marks."""
    return " ".join(words).encode("utf-8", "replace").decode()


def _bad(text: str, what: str, example: str) -> QuestionError:
    shown = spoken([text])[:40]
    return QuestionError(Mistake.BAD_VALUE, f"“{shown}” is no {what}; write one as {example}.", word=shown)
