"""`sync`: fill the mirror now, with progress."""

from datetime import timedelta

import click

from bot.cli import options
from bot.cli.outcomes import told
from bot.domain.question import Log
from bot.settings import load
from bot.wiring.house import build_house


@click.command("sync", help="Read a log into the mirror, newest first, as far back as Graph keeps it.")
@click.option("--log", "logs", type=click.Choice([Log.SIGN_UPS.value]), multiple=True, help="All that are connected.")
@click.option("--since", callback=options.length, default="30d", show_default=True, help="How far back, as 7d or 12h.")
def command(logs: tuple[str, ...], since: timedelta) -> None:
    """The click command."""
    with told():
        house = build_house(load())
        for log in map(Log, logs or [Log.SIGN_UPS.value]):
            done = house.refresh.run(
                log,
                since=house.clock.now() - since,
                progress=lambda rows: click.echo(f"\r{rows:,} rows read …", nl=False, err=True),
            )
            click.echo(
                f"\r{log.value}: {done.rows:,} rows read in {done.calls} requests; "
                f"held from {done.held.since:%Y-%m-%d %H:%M} to {done.held.until:%Y-%m-%d %H:%M} UTC.",
                err=True,
            )
        house.close()
