"""`export`: rows of the mirror as CSV or JSON, for a spreadsheet or another program."""

import csv
import sys
from collections.abc import Iterable, Iterator
from datetime import timedelta

import click
import orjson

from bot.cli import options
from bot.cli.outcomes import told
from bot.domain.question import Log
from bot.domain.window import Window
from bot.mirror.schema import migrate
from bot.mirror.store import Mirror
from bot.settings import load
from bot.wiring.house import SystemClock

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""How a cell begins that a spreadsheet would run (OWASP, CSV injection)."""


@click.command("export", help="Rows the mirror holds, as Graph sent them. Sync first for what is missing.")
@click.option("--log", type=click.Choice([Log.SIGN_UPS.value]), default=Log.SIGN_UPS.value, show_default=True)
@click.option("--format", "form", type=click.Choice(["csv", "json"]), default="csv", show_default=True)
@click.option("--last", callback=options.length, default="30d", show_default=True, help="How far back.")
def command(log: str, form: str, last: timedelta) -> None:
    """The click command."""
    with told():
        database, now = load().database, SystemClock().now()
        migrate(database)
        mirror = Mirror(database)
        rows = mirror.rows(Log(log), Window(now - last, now))
        write = write_csv if form == "csv" else write_json
        click.echo(f"{write(rows):,} rows written.", err=True)


def write_json(rows: Iterable[dict[str, object]]) -> int:
    """One JSON object a line; answers how many."""
    written = 0
    for written, row in enumerate(rows, start=1):  # noqa: B007 - the count is the result
        sys.stdout.buffer.write(orjson.dumps(row) + b"\n")
    sys.stdout.buffer.flush()
    return written


def write_csv(rows: Iterable[dict[str, object]]) -> int:
    """A heading line and a line for each row, nested members as `status/errorCode`; answers how many rows.

    Cells that a spreadsheet would take for a formula get a leading apostrophe.
    """
    flat = [dict(_flattened(row)) for row in rows]
    headings = list(dict.fromkeys(name for row in flat for name in row))
    writer = csv.writer(sys.stdout)
    writer.writerow(headings)
    writer.writerows([_cell(row.get(name)) for name in headings] for row in flat)
    return len(flat)


def _flattened(row: dict[str, object], prefix: str = "") -> Iterator[tuple[str, object]]:
    for name, value in row.items():
        if isinstance(value, dict):
            yield from _flattened(value, f"{prefix}{name}/")
        else:
            yield f"{prefix}{name}", value


def _cell(value: object) -> str:
    if value is None:
        return ""
    text = value if isinstance(value, str) else orjson.dumps(value).decode()
    return f"'{text}" if isinstance(value, str) and text.startswith(FORMULA) else text
