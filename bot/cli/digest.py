"""`digest`: a digest by hand, of the settings or of a subscription: looked at here, or posted as somebody asked."""

from datetime import date, datetime

import click

from bot.cli.forms import Form, as_form
from bot.cli.houses import opened_house
from bot.cli.outcomes import told
from bot.cli.speaking import renderer, say
from bot.domain.days import Days
from bot.domain.digest_kinds import Digest
from bot.domain.question import Log
from bot.domain.subscriptions import Subscription
from bot.errors import Mistake, QuestionError, SettingsError
from bot.wiring.clockwork import build_delivery_desk, build_digest_desks, build_subscription
from bot.wiring.house import House


@click.command("digest", help="Post the digest of a day, or look at it first with --preview.")
@click.option("--preview", is_flag=True, help="Print it here; nothing is posted and nothing claimed.")
@click.option(
    "--day", type=click.DateTime(["%Y-%m-%d"]), help="A day it is about; the latest that are over unless given."
)
@click.option("--channel", help="A channel id; GATEHOUSE_DIGEST_CHANNEL unless given.")
@click.option("--subscription", "number", type=click.IntRange(1), help="The number of a subscription made in Slack.")
@click.option("--demo", is_flag=True, help="Look at the digest of a demo tenant, started in this process.")
@as_form
def command(
    *, preview: bool, day: datetime | None, channel: str | None, number: int | None, demo: bool, form: Form
) -> None:
    """The click command."""
    with told(as_json=form != "text"), opened_house(demo=demo) as house:
        wanted = day.date() if day else None
        if preview or demo:
            if demo:
                house.refresh.run(Log.SIGN_UPS)  # a mirror that was kept for a while knows the two weeks before
            subscription = _subscribed(house, number) if number else None
            digest = previewed(house, wanted, subscription)
            say(renderer().digest(digest), digest.to_json(), form)
        else:
            _post(house, _wanted(house, channel, number), wanted, form)


def previewed(house: House, day: date | None = None, subscription: Subscription | None = None) -> Digest:
    """The digest about `day`, or about the latest days that are over, only to be looked at.

    Raises `QuestionError` for a day not yet over.
    """
    subscription = subscription or build_subscription(house.settings, "a preview")
    return build_digest_desks(house).compose(subscription, _ended(house, day, subscription))


def _wanted(house: House, channel: str | None, number: int | None) -> Subscription:
    if channel and number:
        raise SettingsError("Name a channel or a subscription, and not both: a subscription knows where it goes.")
    if number:
        return _subscribed(house, number)
    wanted = channel or house.settings.digest_channel
    if not wanted:
        raise SettingsError("Name a channel id with --channel, or set GATEHOUSE_DIGEST_CHANNEL.")
    return build_subscription(house.settings, wanted)


def _subscribed(house: House, number: int) -> Subscription:
    found = house.subscriptions.find(number)
    if found is None:
        raise QuestionError(Mistake.UNKNOWN_VALUE, f"There is no subscription {number}, or it was ended.")
    return found


def _post(house: House, subscription: Subscription, day: date | None, form: Form) -> None:
    from bot.wiring.announcing import build_announcer, build_roster  # noqa: PLC0415  # a preview needs no Slack

    desk = build_delivery_desk(house, build_announcer(house), build_roster(house), subscription)
    digest = desk.composer.compose(subscription, _ended(house, day, subscription))
    to = subscription.to.id
    posted = {"channel": to, "message_ts": desk.post_by_hand(subscription, digest)}
    click.echo(f"Posted in {to} as message {posted['message_ts']}.", err=True)
    say(renderer().digest(digest), digest.to_json() | {"posted": posted}, form)


def _ended(house: House, day: date | None, subscription: Subscription) -> Days:
    cadence, now = subscription.cadence, house.clock.now()
    days = cadence.holding(day) if day else cadence.latest_over(now)
    if days.window(cadence.zone).until > now:
        raise QuestionError(
            Mistake.WINDOW_FUTURE,
            f"{days.last} is not over yet in {cadence.zone.key}, and a digest is about whole days.",
        )
    return days
