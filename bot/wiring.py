"""Builds everything from Settings, in one place; every outside thing is a parameter."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.desk.ask import Ask
from bot.desk.digest import DigestDesk, Subscription
from bot.desk.ports import Announcer, Clock
from bot.desk.reading import LogReader
from bot.desk.refresh import Refresh
from bot.domain.attempts import AttemptRules
from bot.domain.providers import SOCIAL
from bot.domain.question import Log
from bot.errors import SettingsError
from bot.graph.auth import GraphAuth
from bot.graph.budget import ALLOWANCES, UNMETERED, Budgets
from bot.graph.channel import Channel
from bot.graph.client import GraphClient
from bot.graph.cloud import cloud_named
from bot.graph.credentials import Certificate, ClientSecret, Credential, FederatedToken, ManagedIdentity
from bot.graph.directory import GraphDirectory
from bot.mirror.ledger import SqlLedger
from bot.mirror.schema import migrate
from bot.mirror.store import Mirror
from bot.render import Renderer
from bot.schedule import Rhythm, Schedule
from bot.settings import Settings, variable


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


def build_subscription(settings: Settings, channel: str | None = None) -> Subscription | None:
    """The daily digest that the settings ask for, or `None`."""
    wanted = channel or settings.digest_channel
    if not wanted:
        return None
    return Subscription(channel=wanted, at=settings.digest_time, zone=ZoneInfo(settings.digest_zone))


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
