"""`sync`: fill the mirror now, with progress."""

from datetime import datetime

import click

from bot.cli import options
from bot.cli.houses import opened_house
from bot.cli.outcomes import TROUBLE, told
from bot.cli.progress import counted_rows
from bot.desk.explanation import KEPT
from bot.domain.question import Log
from bot.errors import GraphError, GraphRefused
from bot.wiring.house import House

LOGS = [log.value for log in KEPT]


@click.command("sync", help="Read a log into the mirror, newest first, as far back as Graph keeps it.")
@click.option("--log", "logs", type=click.Choice(LOGS), multiple=True, help="All that the mirror keeps, unless given.")
@click.option("--since", default="30d", show_default=True, help="How far back, as 7d or 12h.")
def command(logs: tuple[str, ...], since: str) -> None:
    """The click command."""
    with told():
        back = options.length(since)
        with opened_house() as house:
            refused = [log for log in logs or LOGS if not _is_read(house, Log(log), since=house.clock.now() - back)]
        if refused:
            raise SystemExit(TROUBLE)


def _is_read(house: House, log: Log, since: datetime) -> bool:
    """Read one log; where Graph refuses it, say so and let the others be read."""
    try:
        _sync(house, log, since)
    except GraphRefused as error:
        click.echo(f"{log.value}: not read. {error.message} {error.remedy}".rstrip(), err=True)
        return False
    return True


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
