"""`watch`: looks for failures that leave their usual range."""

import sys

import click

from bot.cli.forms import Form, as_form
from bot.cli.replay import replay_all


@click.command("watch", help="One round of the watch by hand: look for incidents, and post what is new of them.")
@click.option("--replay", is_flag=True, help="Read hourly counts from standard input instead, a poll a line, as JSON.")
@click.option("--preview", is_flag=True, help="Print what would be posted; nothing is noted and nothing posted.")
@click.option("--again", metavar="INCIDENT", help="Post what was begun and never confirmed, as it is not there.")
@click.option("--demo", is_flag=True, help="Look at a demo tenant, started in this process.")
@as_form
def command(*, replay: bool, preview: bool, again: str | None, demo: bool, form: Form) -> None:
    """The click command."""
    if replay:
        if replay_all(sys.stdin.buffer):
            raise SystemExit(1)
        return
    # Imported here, so that a replay starts without them.
    from bot.cli.houses import opened_house  # noqa: PLC0415  # a replay starts without it
    from bot.cli.lookout import look, post_again  # noqa: PLC0415  # a replay starts without it
    from bot.cli.outcomes import told  # noqa: PLC0415  # a replay starts without it

    with told(as_json=form != "text"), opened_house(demo=demo) as house:
        if again:
            post_again(house, again)
            return
        look(house, preview=preview or demo, form=form)
