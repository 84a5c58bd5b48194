"""`digest`: the morning's digest by hand: looked at here, or posted because somebody asked."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import click

from bot.cli.houses import opened_house
from bot.cli.outcomes import told
from bot.cli.speaking import Form, as_form, renderer, say
from bot.domain.days import Days
from bot.domain.digests import SignUpDigest
from bot.errors import Mistake, QuestionError, SettingsError
from bot.wiring.clockwork import build_delivery_desk, build_digest_desk, build_subscription
from bot.wiring.house import House


@click.command("digest", help="Post the digest of a day, or look at it first with --preview.")
@click.option("--preview", is_flag=True, help="Print it here; nothing is posted and nothing claimed.")
@click.option("--day", type=click.DateTime(["%Y-%m-%d"]), help="The day it is about; yesterday unless given.")
@click.option("--channel", help="A channel id; GATEHOUSE_DIGEST_CHANNEL unless given.")
@click.option("--demo", is_flag=True, help="Look at the digest of a demo tenant, started in this process.")
@as_form
def command(*, preview: bool, day: datetime | None, channel: str | None, demo: bool, form: Form) -> None:
    """The click command."""
    with told(as_json=form != "text"), opened_house(demo=demo) as house:
        wanted = day.date() if day else None
        if preview or demo:
            digest = previewed(house, wanted)
            say(renderer().digest(digest), digest.to_json(), form)
        else:
            _post(house, wanted, channel, form)


def previewed(house: House, day: date | None = None) -> SignUpDigest:
    """The digest of `day`, or of yesterday, only to be looked at. Raises `QuestionError` for a day not yet over."""
    subscription = build_subscription(house.settings, "a preview")
    return build_digest_desk(house).compose(subscription, _ended(house, day, subscription.cadence.zone))


def _post(house: House, day: date | None, channel: str | None, form: Form) -> None:
    from bot.wiring.speakers import build_announcer  # noqa: PLC0415  # a preview needs no Slack

    wanted = channel or house.settings.digest_channel
    if not wanted:
        raise SettingsError("Name a channel id with --channel, or set GATEHOUSE_DIGEST_CHANNEL.")
    subscription = build_subscription(house.settings, wanted)
    desk = build_delivery_desk(house, build_announcer(house), subscription)
    digest = desk.composer.compose(subscription, _ended(house, day, subscription.cadence.zone))
    posted = {"channel": wanted, "message_ts": desk.post_by_hand(subscription, digest)}
    click.echo(f"Posted in {wanted} as message {posted['message_ts']}.", err=True)
    say(renderer().digest(digest), digest.to_json() | {"posted": posted}, form)


def _ended(house: House, day: date | None, zone: ZoneInfo) -> Days:
    yesterday = house.clock.now().astimezone(zone).date() - timedelta(days=1)
    if day and day > yesterday:
        raise QuestionError(
            Mistake.WINDOW_FUTURE, f"{day} is not over yet in {zone.key}, and a digest is about a whole day."
        )
    return Days.one(day or yesterday)
