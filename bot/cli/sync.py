"""`sync`: fill the mirror now, with progress."""

from datetime import datetime

import click

from bot.cli import options
from bot.cli.houses import opened_house
from bot.cli.outcomes import told
from bot.cli.progress import counted_rows
from bot.desk.explanation import CONNECTED
from bot.domain.question import Log
from bot.errors import GraphError
from bot.wiring.house import House

LOGS = sorted(log.value for log in CONNECTED)


@click.command("sync", help="Read a log into the mirror, newest first, as far back as Graph keeps it.")
@click.option("--log", "logs", type=click.Choice(LOGS), multiple=True, help="All that are connected, unless given.")
@click.option("--since", default="30d", show_default=True, help="How far back, as 7d or 12h.")
def command(logs: tuple[str, ...], since: str) -> None:
    """The click command."""
    with told():
        back = options.length(since)
        with opened_house() as house:
            for log in logs or LOGS:
                _sync(house, Log(log), since=house.clock.now() - back)


def _sync(house: House, log: Log, since: datetime) -> None:
    try:
        with counted_rows() as progress:
            done = house.refresh.run(log, since=since, progress=progress)
    except (KeyboardInterrupt, GraphError):
        click.echo("Stopped. What was read is kept, and the next sync goes on from there.", err=True)
        raise
    click.echo(
        f"{log.value}: {done.rows:,} rows read in {done.calls} requests; "
        f"held from {done.held.since:%Y-%m-%d %H:%M} to {done.held.until:%Y-%m-%d %H:%M} UTC.",
        err=True,
    )
