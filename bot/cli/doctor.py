"""`doctor`: checks tokens, permissions, licence, clock, channels and the mirror; says what to mend and where."""

from collections.abc import Iterator

import click

from bot.cli.outcomes import TROUBLE, print_json, told
from bot.domain.checks import Check, Verdict
from bot.domain.question import Log
from bot.graph.checkup import check_tenant
from bot.settings import load
from bot.wiring.clockwork import build_subscription
from bot.wiring.house import House, build_house
from bot.wiring.speakers import slack_address
from handlers.checkup import SlackWanted, check_slack
from handlers.web_api import web_client

SIGNS = {Verdict.GOOD: "ok  ", Verdict.LIMITED: "part", Verdict.BAD: "MEND", Verdict.UNKNOWN: "?   "}
COLOURS = {Verdict.GOOD: "green", Verdict.LIMITED: "yellow", Verdict.BAD: "red", Verdict.UNKNOWN: "yellow"}


@click.command("doctor", help="Check this installation, and say what to mend and where.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
def command(*, as_json: bool) -> None:
    """The click command; exit status 1 when something has to be mended."""
    with told(as_json=as_json):
        house = build_house(load())
        found = []
        for check in examine(house):
            found.append(check)
            if as_json:
                print_json(check.to_json())
            else:
                _print(check)
        house.close()
    if any(check.verdict is Verdict.BAD for check in found):
        raise SystemExit(TROUBLE)


def examine(house: House) -> Iterator[Check]:
    """All checks, cheapest first."""
    now = house.clock.now()
    yield _mirror(house)
    yield from _digests(house)
    yield from check_tenant(house.client, house.directory, now)
    if house.settings.slack_bot_token is None:
        yield Check(
            "Slack", Verdict.BAD, "SLACK_BOT_TOKEN is not set.", "docs/slack-setup.md says where it comes from."
        )
        return
    token = house.settings.required("slack_bot_token")
    app_token = house.settings.slack_app_token
    wanted = SlackWanted(
        app_token=app_token.get_secret_value() if app_token else "",
        digest_channel=house.settings.digest_channel,
        allowed_users=house.settings.allowed_users,
    )
    yield from check_slack(web_client(token, slack_address(house.settings)), wanted, now)


def _mirror(house: House) -> Check:
    watermark = house.mirror.watermark(Log.SIGN_UPS)
    subject = f"Mirror {house.settings.database}"
    if watermark is None:
        return Check(subject, Verdict.LIMITED, "It is empty.", "Fill it with `gatehouse sync`, or let `run` do it.")
    held = watermark.held
    return Check(
        subject, Verdict.GOOD, f"It holds sign-ups from {held.since:%Y-%m-%d %H:%M} to {held.until:%Y-%m-%d %H:%M} UTC."
    )


def _digests(house: House) -> Iterator[Check]:
    subscription = build_subscription(house.settings)
    if subscription is None:
        yield Check("Digest", Verdict.LIMITED, "None is posted.", "Set GATEHOUSE_DIGEST_CHANNEL to a channel id.")
        return
    for period in house.ledger.open_claims(subscription.name):
        day = period.since.astimezone(subscription.zone).date()
        yield Check(
            f"Digest of {day}",
            Verdict.BAD,
            "It was begun and never confirmed, so nobody knows whether it stands in the channel.",
            f"Look there; if it is missing: gatehouse digest --day {day} --channel {subscription.channel}",
        )


def _print(check: Check) -> None:
    click.secho(SIGNS[check.verdict], fg=COLOURS[check.verdict], nl=False)
    click.echo(f"  {check.subject}: {check.finding}")
    if check.remedy:
        click.echo(f"      {check.remedy}")
