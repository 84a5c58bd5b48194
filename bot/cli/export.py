"""`export`: rows of the mirror as CSV or JSON, for a spreadsheet or another program."""

import sys
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, BinaryIO

import click

from bot.cli import options
from bot.cli.outcomes import told
from bot.cli.tables import write_csv, write_json
from bot.desk.explanation import KEPT
from bot.domain.question import Log
from bot.domain.window import Window
from bot.mirror.store import Mirror
from bot.settings import load
from bot.wiring.clocks import SystemClock

LOGS = [log.value for log in KEPT]
WRITERS: Mapping[str, Callable[[Iterable[dict[str, Any]], BinaryIO], int]] = {"csv": write_csv, "json": write_json}
EVERYTHING = Window(datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC))


@click.command("export", help="All rows the mirror holds, as Graph sent them. Sync first for what is missing.")
@click.option("--log", type=click.Choice(LOGS), default=Log.SIGN_UPS.value, show_default=True)
@click.option("--format", "form", type=click.Choice(list(WRITERS)), default="csv", show_default=True)
@click.option("--last", help="Only rows of this much time, as 7d or 12h.")
def command(log: str, form: str, last: str | None) -> None:
    """The click command."""
    with told(as_json=form == "json"):
        window = _since(options.length(last)) if last else EVERYTHING
        rows = Mirror(load().database).rows(Log(log), window)
        written = WRITERS[form](rows, sys.stdout.buffer)
    click.echo(f"{written:,} rows of {log} written.", err=True)


def _since(back: timedelta) -> Window:
    now = SystemClock().now()
    return Window(now - back, now)
