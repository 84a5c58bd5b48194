"""`digest`: the morning's digest by hand: looked at here, or posted because somebody asked."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import click

from bot.cli.ask import opened_house, say
from bot.cli.outcomes import told
from bot.cli.speaking import renderer
from bot.desk.digest import Subscription
from bot.desk.ports import Announcer
from bot.domain.digests import Digest
from bot.errors import SettingsError, SlackError
from bot.wiring.clockwork import build_digest_desk
from bot.wiring.house import House


@click.command("digest", help="Post the digest of a day, or look at it first with --preview.")
@click.option("--preview", is_flag=True, help="Print it here; nothing is posted and nothing claimed.")
@click.option("--day", type=click.DateTime(["%Y-%m-%d"]), help="The day it is about; yesterday unless given.")
@click.option("--channel", help="A channel id; GATEHOUSE_DIGEST_CHANNEL unless given.")
@click.option("--demo", is_flag=True, help="The demo tenant's digest; implies --preview.")
@click.option("--as", "form", type=click.Choice(["text", "json", "blocks"]), default="text", show_default=True)
def command(*, preview: bool, day: datetime | None, channel: str | None, demo: bool, form: str) -> None:
    """The click command."""
    preview = preview or demo
    with told(as_json=form != "text"), opened_house(demo=demo, now=None) as house:
        subscription = _subscription(house, channel, preview=preview)
        desk = build_digest_desk(house, Nowhere() if preview else _announcer(house), subscription)
        yesterday = house.clock.now().astimezone(subscription.zone).date() - timedelta(days=1)
        digest = desk.compose(day.date() if day else yesterday)
        if not preview:
            message_ts = desk.post_by_hand(digest)
            click.echo(f"Posted in {subscription.channel} as message {message_ts}.", err=True)
        say(renderer().digest(digest), digest.to_json(), form)


def _announcer(house: House) -> Announcer:
    from bot.wiring.speakers import build_announcer  # noqa: PLC0415 - a preview needs no Slack

    return build_announcer(house)


class Nowhere:
    """An announcer for looking only."""

    def digest(self, channel: str, digest: Digest) -> str:
        """Refuses."""
        raise SlackError(f"The digest of {digest.day.date} was only to be looked at, not posted in {channel}.")


def _subscription(house: House, channel: str | None, *, preview: bool) -> Subscription:
    wanted = channel or house.settings.digest_channel
    if not wanted and not preview:
        raise SettingsError("Name a channel id with --channel, or set GATEHOUSE_DIGEST_CHANNEL.")
    settings = house.settings
    return Subscription(channel=wanted or "", at=settings.digest_time, zone=ZoneInfo(settings.digest_zone))
