"""The command line. Each command is a module of this folder, imported only when it is called: `explain` starts fast."""

from importlib import import_module

import click

COMMANDS = {
    "demo": "The bot in a make-believe Slack in your browser; no account, no network.",
    "ask": "One question, answered here.",
    "explain": "How a question is understood, and the Graph requests it becomes.",
    "doctor": "Check this installation, and say what to mend and where.",
    "run": "The bot: Slack, the clock and the mirror's refreshing.",
    "sync": "Fill the mirror now, with progress.",
    "digest": "The morning's digest, by hand.",
    "watch": "Look for failures that leave their usual range.",
    "export": "Rows of the mirror as CSV or JSON.",
    "migrate": "Bring the database to this version.",
    "backup": "Copy the database, also while the bot is at work.",
    "tenant": "The demo tenant alone: a Graph-shaped server.",
}
"""Every command with its line in `--help`; the module that holds it has the same name."""


class Commands(click.Group):
    """Looks commands up by name when they are called."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """The names, in the order a newcomer meets them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click's signature
        """The command, imported now; `None` for a name that is none."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"bot.cli.{cmd_name}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - click's
        """Help lines from the table, so that `--help` imports nothing."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="gatehouse", prog_name="gatehouse")
def main() -> None:
    """Gatehouse tells people in Slack who is getting in and who is not, from Microsoft Entra's own logs."""
