"""Builds everything from Settings, in one place; every outside thing is a parameter."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from slack_bolt import App

from bot.desk.ask import Ask
from bot.desk.digest import DigestDesk, Subscription
from bot.desk.ports import Announcer, Clock
from bot.desk.reading import LogReader
from bot.desk.refresh import Refresh
from bot.desk.rights import Rights
from bot.domain.attempts import AttemptRules
from bot.domain.providers import SOCIAL
from bot.domain.question import Log
from bot.errors import SettingsError
from bot.graph.auth import GraphAuth
from bot.graph.budget import ALLOWANCES, UNMETERED, Budgets
from bot.graph.channel import Channel
from bot.graph.client import GraphClient
from bot.graph.cloud import checked_address, cloud_named
from bot.graph.credentials import Certificate, ClientSecret, Credential, FederatedToken, ManagedIdentity
from bot.graph.directory import GraphDirectory
from bot.mirror.ledger import SqlLedger
from bot.mirror.schema import migrate
from bot.mirror.store import Mirror
from bot.render import Renderer
from bot.schedule import Rhythm, Schedule
from bot.settings import Settings, variable
from handlers.announce import SlackAnnouncer
from handlers.answering import Answering
from handlers.app import build_app
from handlers.conversation import Conversation
from handlers.failures import Failures
from handlers.people import People
from handlers.reply import ResponseUrls, origins_for
from handlers.tally import Tally
from handlers.understanding import Listener
from handlers.web_api import SLACK_API, web_client


class SystemClock:
    """The machine's own clock."""

    def now(self) -> datetime:
        """The present in UTC."""
        return datetime.now(UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    """Everything but Slack, built and not yet started; nothing has been asked of any network."""

    settings: Settings
    clock: Clock
    rules: AttemptRules
    client: GraphClient
    directory: GraphDirectory
    mirror: Mirror
    ledger: SqlLedger
    reader: LogReader
    ask: Ask
    refresh: Refresh
    renderer: Renderer

    def close(self) -> None:
        """Close the connections to Graph."""
        self.client.close()


def build_house(settings: Settings, *, clock: Clock | None = None, throttled: bool = True) -> House:
    """Migrates the database and builds the rooms on it. Raises `SettingsError` and `MirrorError`.

    `throttled=False` is for a tenant that does not throttle, as in a benchmark.
    """
    clock = clock or SystemClock()
    auth = build_auth(settings)
    client = GraphClient(Channel(auth, budgets=Budgets(ALLOWANCES if throttled else UNMETERED)))
    directory = GraphDirectory(client, tenant_id=auth.tenant_id)
    migrate(settings.database)
    mirror = Mirror(settings.database)
    rules = AttemptRules(interrupts=settings.sign_up_interrupts, quiet=settings.quiet)
    social = SOCIAL | {name.casefold() for name in settings.social_providers}
    return House(
        settings=settings,
        clock=clock,
        rules=rules,
        client=client,
        directory=directory,
        mirror=mirror,
        ledger=SqlLedger(settings.database),
        reader=LogReader(client, mirror, rules),
        ask=Ask(source=client, store=mirror, directory=directory, clock=clock, rules=rules, social=social),
        refresh=Refresh(client, mirror, clock),
        renderer=Renderer(),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Speakers:
    """Everything that knows Slack, built; nothing has been asked of it yet."""

    app: App
    conversation: Conversation
    announcer: SlackAnnouncer
    tally: Tally
    slack_url: str


def build_speakers(house: House, *, signed: bool) -> Speakers:
    """The Slack side of `house`; `signed` for HTTP mode, whose requests carry a signature. Raises `SettingsError`."""
    settings = house.settings
    token, slack_url = settings.required("slack_bot_token"), slack_address(settings)
    tally = Tally()
    failures = Failures(house.renderer, tally)
    conversation = Conversation(
        listener=Listener(
            ask=house.ask,
            rights=Rights(settings.allowed_users),
            people=People(web_client(token, slack_url)),
            renderer=house.renderer,
            clock=house.clock,
            zone=ZoneInfo(settings.default_zone),
        ),
        answering=Answering(
            ask=house.ask, ledger=house.ledger, renderer=house.renderer, failures=failures, tally=tally
        ),
        renderer=house.renderer,
        failures=failures,
        tally=tally,
        urls=ResponseUrls(origins=origins_for(slack_url)),
    )
    app = build_app(
        conversation,
        bot_token=token,
        signing_secret=settings.required("slack_signing_secret") if signed else None,
        slack_url=slack_url,
    )
    return Speakers(
        app=app,
        conversation=conversation,
        announcer=build_announcer(house),
        tally=tally,
        slack_url=slack_url,
    )


def build_announcer(house: House) -> SlackAnnouncer:
    """Posts in channels. Raises `SettingsError` without a bot token."""
    token = house.settings.required("slack_bot_token")
    return SlackAnnouncer(web_client(token, slack_address(house.settings)), house.renderer)


def slack_address(settings: Settings) -> str:
    """Where Slack's Web API is, with a slash at its end. Raises `SettingsError` for plain http beyond loopback."""
    return f"{checked_address(settings.slack_url or SLACK_API, variable('slack_url'))}/"


def build_auth(settings: Settings) -> GraphAuth:
    """How Gatehouse signs in to Graph. Raises `SettingsError` for what is missing or contradicts itself."""
    return GraphAuth(
        tenant_id=settings.required("tenant_id"),
        client_id=settings.required("client_id"),
        credential=_credential(settings),
        cloud=cloud_named(settings.cloud),
        graph_url=settings.graph_url,
        login_url=settings.login_url,
    )


def build_subscription(settings: Settings) -> Subscription | None:
    """The daily digest that the settings ask for, or `None`."""
    if not settings.digest_channel:
        return None
    return Subscription(settings.digest_channel, settings.digest_time, ZoneInfo(settings.digest_zone))


def build_digest_desk(house: House, announcer: Announcer, subscription: Subscription) -> DigestDesk:
    """The desk that composes and posts one subscription."""
    return DigestDesk(
        reader=house.reader,
        store=house.mirror,
        ledger=house.ledger,
        announcer=announcer,
        clock=house.clock,
        subscription=subscription,
    )


def build_schedule(house: House, desk: DigestDesk | None) -> Schedule:
    """The clock: refresh, digest where one is wanted, and the daily care of the mirror."""
    settings = house.settings
    keep = timedelta(days=settings.keep_days)

    def refresh() -> None:
        house.directory.refresh()
        house.refresh.run(Log.SIGN_UPS)

    def care() -> None:
        house.refresh.forget(Log.SIGN_UPS, keep)
        house.ledger.forget_asked(house.clock.now() - keep)

    rhythm = Rhythm(
        refresh_every=timedelta(minutes=settings.refresh_minutes),
        digest_at=settings.digest_time if desk else None,
        digest_zone=ZoneInfo(settings.digest_zone),
    )
    return Schedule(rhythm, refresh=refresh, digest=desk.post_owed if desk else _nothing, care=care)


def _nothing() -> None:
    """No digest is wanted."""


def _credential(settings: Settings) -> Credential:
    given = {
        "client_secret": settings.client_secret and ClientSecret(settings.client_secret.get_secret_value()),
        "certificate_file": settings.certificate_file and _certificate(settings.certificate_file, settings),
        "federated_token_file": settings.federated_token_file and FederatedToken(settings.federated_token_file),
        "managed_identity": settings.managed_identity and _managed(settings.managed_identity),
    }
    chosen = {field: credential for field, credential in given.items() if credential}
    if len(chosen) > 1:
        raise SettingsError(f"Only one of {', '.join(variable(field) for field in chosen)} may be set.")
    if not chosen:
        raise SettingsError(f"No credential is set: set one of {', '.join(variable(field) for field in given)}.")
    return next(iter(chosen.values()))


def _certificate(file: Path, settings: Settings) -> Certificate:
    password = settings.certificate_password
    return Certificate(file, password.get_secret_value() if password else None)


def _managed(value: str) -> ManagedIdentity | None:
    if value.casefold() in {"false", "no", "0"}:
        return None
    return ManagedIdentity(None if value.casefold() in {"true", "yes", "1"} else value)
