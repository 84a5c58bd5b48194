"""All that can be checked of an installation, from its Settings: what is broken fails its own check and no other."""

from collections.abc import Iterator
from contextlib import closing
from difflib import get_close_matches

from bot.desk.ports import Clock
from bot.desk.rights import Rights
from bot.domain.checks import Check, Verdict
from bot.domain.days import Days
from bot.domain.deliveries import DeliveryState
from bot.domain.home import LATE
from bot.domain.incident_records import Posted
from bot.domain.question import Log
from bot.domain.subscriptions import Subscription
from bot.domain.watching import WATCHED
from bot.errors import MirrorError, SettingsError
from bot.graph.checkup import check_tenant
from bot.graph.directory import GraphDirectory
from bot.graph.retry import RetryRule
from bot.mirror.incident_ledger import IncidentLedger
from bot.mirror.ledger import SqlLedger
from bot.mirror.schema import migrate
from bot.mirror.store import Mirror
from bot.mirror.subscriptions import SqlSubscriptions
from bot.planning.plan import Watermark
from bot.settings import PREFIX, Settings, unknown_variables, variable
from bot.wiring.announcing import slack_address
from bot.wiring.clockwork import build_subscription, days_in_doubt
from bot.wiring.house import build_client
from bot.wiring.watching import alert_channels
from handlers.checkup import SlackWanted, check_slack
from handlers.web_api import web_client

IMPATIENT = RetryRule(tries=2)
"""Somebody waits for the doctor; a tenant that does not answer now is what they want to know."""

IN_TROUBLE = frozenset({DeliveryState.FAILED, DeliveryState.IN_DOUBT})


def check_all(settings: Settings, clock: Clock) -> Iterator[Check]:
    """Every check, those that ask nobody first. Nothing is posted."""
    yield from _names()
    yield from _memory(settings, clock)
    yield from _graph(settings, clock)
    yield from _slack(settings, clock)


def _names() -> Iterator[Check]:
    for name in unknown_variables():
        near = get_close_matches(name.removeprefix(PREFIX).lower(), Settings.model_fields, n=1)
        remedy = f"Did you mean {variable(near[0])}?" if near else "docs/settings.md lists them all."
        yield Check("Settings", Verdict.LIMITED, f"{name} is set and is no setting, so nothing heeds it.", remedy)


def _memory(settings: Settings, clock: Clock) -> Iterator[Check]:
    subject = f"Mirror {settings.database}"
    try:
        migrate(settings.database)
        yield _mirror(subject, Mirror(settings.database).watermark(Log.SIGN_UPS), clock)
        yield from _digests(settings)
        yield from _subscriptions(settings)
        yield from _incidents(settings, clock)
    except MirrorError as error:
        yield Check(subject, Verdict.BAD, error.message)


def _mirror(subject: str, watermark: Watermark | None, clock: Clock) -> Check:
    if watermark is None:
        remedy = "Fill it with `gatehouse sync`, or let `gatehouse run` do it."
        return Check(subject, Verdict.LIMITED, "It holds no sign-ups yet.", remedy)
    held = watermark.held
    finding = f"It holds sign-ups from {held.since:%Y-%m-%d %H:%M} to {held.until:%Y-%m-%d %H:%M} UTC."
    if clock.now() - watermark.read_at > LATE:
        remedy = "Is `gatehouse run` at work? It reads what is new every few minutes."
        return Check(subject, Verdict.LIMITED, f"{finding} Nothing was read since.", remedy)
    return Check(subject, Verdict.GOOD, finding)


def _digests(settings: Settings) -> Iterator[Check]:
    channel = settings.digest_channel
    if not channel:
        remedy = f"Set {variable('digest_channel')} to a channel id."
        yield Check("Digest", Verdict.LIMITED, "None is posted.", remedy)
        return
    for day in days_in_doubt(SqlLedger(settings.database), build_subscription(settings, channel)):
        yield Check(
            f"Digest of {day}",
            Verdict.BAD,
            "It was begun and never confirmed, so nobody knows whether it stands in the channel.",
            f"Look there; if it is missing: gatehouse digest --day {day} --channel {channel}",
        )


def _incidents(settings: Settings, clock: Clock) -> Iterator[Check]:
    """Whether anybody is told of incidents, and what of them could not be said or may not have been."""
    channels, book = alert_channels(settings), IncidentLedger(settings.database)
    if not channels:
        remedy = f"Set {variable('alert_channels')} to channel ids."
        yield Check("Incidents", Verdict.LIMITED, "Nobody is told of them.", remedy)
    for channel in channels:
        for record, part in book.unconfirmed(channel.id, clock.now()):
            yield Check(
                f"Incident {record.id}",
                Verdict.BAD,
                f"Its {part.value} was begun and never confirmed, so nobody knows whether it stands in {channel.id}.",
                f"Look there; if it is missing: gatehouse watch --again {record.id}",
            )
        for record in (record for log in WATCHED for record in book.to_be_said(channel.id, log)):
            refused = [post.because for post in record.posts if post.state is Posted.RELEASED]
            if refused:
                remedy = "When that is mended, the next round of the watch posts it."
                yield Check(f"Incident {record.id}", Verdict.BAD, f"It is not posted. {refused[0]}", remedy)


def _subscriptions(settings: Settings) -> Iterator[Check]:
    """Those whose latest digest did not come, or may not have come."""
    kept, ledger = SqlSubscriptions(settings.database).all(), SqlLedger(settings.database)
    if kept:
        paused = sum(each.paused for each in kept)
        finding = f"{len(kept)} made in Slack" + (f", {paused} of them paused." if paused else ".")
        yield Check("Subscriptions", Verdict.GOOD, finding)
    rights = Rights(settings.allowed_users)
    for each in kept:
        yield from _subscription(each, rights, ledger)


def _subscription(each: Subscription, rights: Rights, ledger: SqlLedger) -> Iterator[Check]:
    name = f"Subscription {each.number} to {each.to.id}"
    if not rights.may_receive(each):
        finding = f"That person is not in {variable('allowed_users')} any more, so nothing is sent."
        yield Check(name, Verdict.LIMITED, finding, "Put them back on the list if they should get it.")
        return
    if each.owner and rights.refusal(each.owner):
        finding = f"Whoever made it is not in {variable('allowed_users')} any more, so nobody is told when it fails."
        yield Check(
            name, Verdict.LIMITED, finding, f"Let somebody in that channel type /entra take over {each.number}."
        )
    latest = next(iter(ledger.history(each.name, 1)), None)
    if latest and latest.state in IN_TROUBLE:
        about = Days.of(latest.period, each.cadence.zone).said()
        unsure = "It was begun and never confirmed, so nobody knows whether it was posted."
        yield Check(
            name,
            Verdict.BAD,
            f"The digest {about}: {latest.detail or unsure}",
            f"When that is mended: gatehouse digest --subscription {each.number}",
        )


def _graph(settings: Settings, clock: Clock) -> Iterator[Check]:
    try:
        # A checkup is a dozen requests once in a while: Graph itself may say when that is too much.
        client = build_client(settings, throttled=False, rule=IMPATIENT)
    except SettingsError as error:
        yield Check("Settings for Graph", Verdict.BAD, error.message, "docs/entra-setup.md leads there step by step.")
        return
    with closing(client):
        directory = GraphDirectory(client, tenant_id=settings.required("tenant_id"))
        yield from check_tenant(client, directory, clock.now())


def _slack(settings: Settings, clock: Clock) -> Iterator[Check]:
    try:
        client = web_client(settings.required("slack_bot_token"), slack_address(settings), timeout=10)
    except SettingsError as error:
        yield Check("Settings for Slack", Verdict.BAD, error.message, "docs/slack-setup.md leads there step by step.")
        return
    wanted = SlackWanted(
        app_token=settings.slack_app_token.get_secret_value() if settings.slack_app_token else "",
        signed=bool(settings.slack_signing_secret),
        digest_channel=settings.digest_channel,
        alert_channels=tuple(channel.id for channel in alert_channels(settings)),
        allowed_users=settings.allowed_users,
    )
    yield from check_slack(client, wanted, clock.now())
