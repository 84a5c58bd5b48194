"""`explain`: how a question is understood and the Graph requests it becomes. No network, and with --stdin no clock."""

import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import click
import orjson

from bot.cli import options
from bot.cli.outcomes import print_json, told
from bot.desk.explanation import CONNECTED, explain
from bot.domain.attempts import AttemptRules
from bot.domain.names import TenantNames
from bot.errors import Mistake, QuestionError
from bot.language.parser import Reading, Understood, parse

LISTS = ("apps", "systems", "flows", "extensions", "policies", "groups")
RULES = AttemptRules()


@click.command("explain", help="How TEXT is understood, and the Graph requests it becomes.")
@click.argument("text", nargs=-1)
@click.option("--json", "as_json", is_flag=True, help="Print the canonical question as JSON.")
@click.option("--stdin", is_flag=True, help='Read one {"text", "now", "tz", "context"} a line; print one object each.')
@click.option("--tz", callback=options.zone, default="UTC", show_default=True, help="The asker's time zone.")
@click.option("--now", callback=options.moment, help="The moment the question is asked at; the present unless given.")
def command(text: tuple[str, ...], *, as_json: bool, stdin: bool, tz: ZoneInfo, now: datetime | None) -> None:
    """The click command."""
    if stdin:
        for line in sys.stdin.buffer:
            if line.strip():
                print_json(explained_line(line))
        return
    asked, moment = " ".join(text), now or datetime.now(UTC)
    with told(as_json=as_json):
        understood = parse(asked, moment, tz, TenantNames())
        if as_json:
            print_json(as_object(understood, tz, moment))
        else:
            _print_plainly(understood, tz, moment)


def explained_line(line: bytes) -> dict[str, Any]:
    """The answer to one line of input; never raises, whatever the line holds."""
    try:
        text, now, zone, names = _read(line)
        return as_object(parse(text, now, zone, names), zone, now)
    except QuestionError as error:
        return error.to_json()


def as_object(understood: Understood, zone: ZoneInfo, now: datetime) -> dict[str, Any]:
    """One of the four shapes; a question about a connected log has its Graph requests too. Raises `QuestionError`."""
    said: dict[str, Any] = dict(understood.to_json())
    if isinstance(understood, Reading) and understood.question.log in CONNECTED:
        said["graph"] = [query.to_json() for query in explain(understood.question, zone, now, RULES)]
    return said


def _read(line: bytes) -> tuple[str, datetime, ZoneInfo, TenantNames]:
    try:
        said = orjson.loads(line)
        now = datetime.fromisoformat(said["now"])
        return (
            str(said["text"]),
            now if now.tzinfo else now.replace(tzinfo=UTC),
            ZoneInfo(said.get("tz") or "UTC"),
            names_from(said.get("context") or {}),
        )
    except (ValueError, KeyError, TypeError, ZoneInfoNotFoundError) as error:
        raise QuestionError(
            Mistake.BAD_VALUE,
            f"This line is no question object with text, now and tz ({type(error).__name__}: {error}).",
        ) from None


def names_from(context: Mapping[str, Any]) -> TenantNames:
    """The tenant's names as a context object lists them; a list that is not there is not known."""
    lists = {name: tuple(map(str, context[name])) for name in LISTS if context.get(name) is not None}
    return TenantNames(**lists, users=dict(context.get("users") or {}))


def _print_plainly(understood: Understood, zone: ZoneInfo, now: datetime) -> None:
    from bot.cli.speaking import heading_of, renderer, say_understood  # noqa: PLC0415 - templates cost start-up time

    if isinstance(understood, Reading):
        queries = explain(understood.question, zone, now, RULES)
        message = renderer().explanation(heading_of(understood.question, zone, now), queries, understood.notes)
        click.echo(renderer().terminal(message))
    else:
        say_understood(understood)
