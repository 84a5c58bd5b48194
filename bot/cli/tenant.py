"""`tenant`: the demo tenant alone, for whoever wants a Graph-shaped server."""

from pathlib import Path

import click

from bot.cli import options
from bot.cli.outcomes import reason_of, told
from bot.demo.options import TenantOptions
from bot.demo.tenant.faults import FaultSpecError
from bot.demo.town import serve_tenant

DEFAULTS = TenantOptions()


@click.command("tenant", help="A Graph-shaped server on 127.0.0.1; its first line says where, as JSON.")
@click.option("--port", type=click.IntRange(0, 65535), default=0, show_default=True, help="0 takes a free one.")
@click.option("--days", type=click.IntRange(1, 3650), default=DEFAULTS.days, show_default=True, help="Days of story.")
@click.option("--seed", type=int, default=DEFAULTS.seed, show_default=True, help="Another seed, another story.")
@click.option("--now", help="Start the tenant's clock here, as 2026-11-17T09:00:00Z; at the present unless given.")
@click.option("--frozen", is_flag=True, help="Stop that clock.")
@click.option("--rows", type=click.IntRange(min=1), help="Number of sign-up events.")
@click.option("--load", type=click.Path(exists=True, file_okay=False, path_type=Path), help="Serve bodies from files.")
@click.option("--faults", default="", help="Comma list of fault or fault=share, such as 429,503=0.2.")
@click.option("--no-throttle", is_flag=True, help="Do not answer 429 after 5 requests in 10 seconds.")
def command(  # noqa: PLR0913  # one parameter for each option
    *,
    port: int,
    days: int,
    seed: int,
    now: str | None,
    frozen: bool,
    rows: int | None,
    load: Path | None,
    faults: str,
    no_throttle: bool,
) -> None:
    """The click command."""
    with told():
        start = options.moment(now) if now else None
    chosen = TenantOptions(
        days=days, seed=seed, now=start, frozen=frozen, rows=rows, load=load, faults=faults, throttle=not no_throttle
    )
    try:
        serve_tenant(chosen, port)
    except FaultSpecError as error:
        raise click.BadParameter(str(error), param_hint="--faults") from None
    except OSError as error:
        what = f"{error.filename} cannot be read" if error.filename else f"Port {port} cannot be listened on"
        raise click.ClickException(f"{what}: {reason_of(error)}.") from None
