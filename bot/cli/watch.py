"""`watch`: looks for failures that leave their usual range."""

import sys

import click

from bot.cli.replay import replay_all


@click.command("watch", help="Look for failures that leave their usual range.")
@click.option("--replay", is_flag=True, help="Read hourly counts from standard input, a poll a line, as JSON.")
def command(*, replay: bool) -> None:
    """The click command."""
    if not replay:
        raise click.UsageError("Say --replay: the watch reads hourly counts from standard input.")
    if replay_all(sys.stdin.buffer):
        raise SystemExit(1)
