"""`migrate`: bring the database to this version, as a release step."""

import click

from bot.cli.outcomes import told
from bot.mirror.schema import migrate
from bot.settings import load


@click.command("migrate", help="Bring the database to this version; safe to run again.")
def command() -> None:
    """The click command."""
    with told():
        database = load().database
        applied = migrate(database)
    click.echo(f"{database}: {', '.join(applied)} applied." if applied else f"{database} is up to date.", err=True)
