"""`explain`: how a question is understood and the Graph requests it becomes. No network, and with --stdin no clock."""

import sys
import traceback
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import click
import orjson

from bot.cli import options
from bot.cli.lines import read_line
from bot.cli.outcomes import FAULT, TROUBLE, print_json, print_line, told
from bot.desk.explanation import explain
from bot.domain.attempts import AttemptRules
from bot.errors import QuestionError
from bot.language.parser import parse
from bot.language.understood import Reading, Understood

RULES = AttemptRules()


@click.command("explain", cls=options.Asking, help="How TEXT is understood, and the Graph requests it becomes.")
@click.argument("text", nargs=-1)
@click.option("--json", "as_json", is_flag=True, help="Print the canonical question as JSON.")
@click.option("--stdin", is_flag=True, help='Read one {"text", "now", "tz", "context"} a line; print one object each.')
@click.option("--tz", default="UTC", show_default=True, help="The asker's time zone, as Europe/London.")
@click.option("--now", help="The moment of asking, as 2026-11-17T09:00:00Z; the present unless given.")
def command(text: tuple[str, ...], *, as_json: bool, stdin: bool, tz: str, now: str | None) -> None:
    """The click command."""
    if stdin:
        if explain_all(sys.stdin.buffer):
            raise SystemExit(TROUBLE)
        return
    with told(as_json=as_json):
        zone, moment = options.zone(tz), options.moment(now) if now else datetime.now(UTC)
        understood = parse(options.spoken(text), moment, zone)
        if as_json:
            print_json(as_object(understood, zone, moment))
        else:
            _print_plainly(understood, zone, moment)


def explained_line(line: bytes) -> dict[str, Any]:
    """The answer to one line of input, or why there is none."""
    try:
        asked = read_line(line)
        return as_object(parse(asked.text, asked.now, asked.zone, asked.names), asked.zone, asked.now)
    except QuestionError as error:
        return error.to_json()


def explain_all(lines: Iterable[bytes], explained: Callable[[bytes], object] = explained_line) -> int:
    """Print one object for each line, at once; answers how many failed through a fault of ours.

    Such a fault is told on standard error and costs its own line, not those that follow.
    """
    faults = 0
    for line in lines:
        try:
            said = orjson.dumps(explained(line))
        except Exception:  # noqa: BLE001  # whatever it is, the next line has to be answered too
            faults += 1
            traceback.print_exc()
            said = orjson.dumps({"error": FAULT, "message": "Gatehouse failed on this line; standard error says how."})
        print_line(said)
    return faults


def as_object(understood: Understood, zone: ZoneInfo, now: datetime) -> dict[str, Any]:
    """One of the four shapes; a question has its Graph requests too. Raises `QuestionError`."""
    said: dict[str, Any] = dict(understood.to_json())
    if isinstance(understood, Reading):
        said["graph"] = [query.to_json() for query in explain(understood.question, zone, now, RULES)]
    return said


def _print_plainly(understood: Understood, zone: ZoneInfo, now: datetime) -> None:
    from bot.cli.speaking import heading_of, message_of, renderer  # noqa: PLC0415  # templates cost start-up time

    if isinstance(understood, Reading):
        queries = explain(understood.question, zone, now, RULES)
        message = renderer().explanation(heading_of(understood.question, zone, now), queries, understood.notes)
    else:
        message = message_of(understood)
    click.echo(renderer().terminal(message), nl=False)
