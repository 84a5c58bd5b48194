"""`backup`: a whole copy of the database; copying its file would leave out what stands in the log beside it."""

from pathlib import Path

import click

from bot.cli.outcomes import told
from bot.mirror.store import Mirror
from bot.settings import load


@click.command("backup", help="Copy the database to FILE, a new one, also while the bot is at work.")
@click.argument("file", type=click.Path(path_type=Path))
def command(file: Path) -> None:
    """The click command."""
    with told():
        database = load().database
        Mirror(database).backup(file)
    click.echo(f"{file}: a whole copy of {database}.", err=True)
