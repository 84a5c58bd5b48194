"""`doctor`: what is wrong with this installation, and what to mend where."""

from collections.abc import Iterable

import click

from bot.cli.outcomes import TROUBLE, print_json, told
from bot.domain.checks import Check, Verdict
from bot.settings import load
from bot.wiring.checkup import check_all
from bot.wiring.clocks import SystemClock

SIGNS = {
    Verdict.GOOD: ("ok", "green"),
    Verdict.LIMITED: ("note", "yellow"),
    Verdict.BAD: ("MEND", "red"),
    Verdict.UNKNOWN: ("?", "yellow"),
}


@click.command("doctor", help="Check this installation, and say what to mend and where.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
def command(*, as_json: bool) -> None:
    """The click command; exit status 1 when something has to be mended."""
    with told(as_json=as_json):
        bad = _print_all(check_all(load(), SystemClock()), as_json=as_json)
    if not as_json:
        click.echo(f"\n{bad} to mend." if bad else "\nNothing has to be mended.")
    if bad:
        raise SystemExit(TROUBLE)


def _print_all(checks: Iterable[Check], *, as_json: bool) -> int:
    """Print each check as soon as it is made; answers how many were bad."""
    bad = 0
    for check in checks:
        bad += check.verdict is Verdict.BAD
        if as_json:
            print_json(check.to_json())
        else:
            _print(check)
    return bad


def _print(check: Check) -> None:
    sign, colour = SIGNS[check.verdict]
    click.secho(f"{sign:<5}", fg=colour, nl=False)
    click.echo(f"{check.subject}: {check.finding}")
    if check.remedy:
        click.echo(f"     -> {check.remedy}")
