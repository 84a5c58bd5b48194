"""Everything but Slack: Graph, the mirror, the desk and the renderer."""

from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import timedelta

from bot.desk.ask import Ask
from bot.desk.finding import Finder
from bot.desk.ports import Clock
from bot.desk.reading import LogReader
from bot.desk.refresh import Refresh
from bot.domain.alert_channels import networks_named
from bot.domain.attempts import AttemptRules
from bot.domain.providers import SOCIAL
from bot.domain.question import Log
from bot.graph.budget import ALLOWANCES, UNMETERED, Budgets
from bot.graph.channel import DEFAULT_RULE, Channel
from bot.graph.client import GraphClient
from bot.graph.cloud import cloud_named
from bot.graph.directory import GraphDirectory
from bot.graph.people import GraphPeople
from bot.graph.retry import RetryRule
from bot.graph.risk import GraphRisk
from bot.graph.usage import GraphUsage
from bot.mirror.database import kept_open
from bot.mirror.incident_ledger import IncidentLedger
from bot.mirror.kept_questions import KeptQuestions
from bot.mirror.ledger import SqlLedger
from bot.mirror.recounting import SignInHours, SignUpHours
from bot.mirror.rollups import Rollups
from bot.mirror.schema import migrate
from bot.mirror.store import Mirror
from bot.mirror.subscriptions import SqlSubscriptions
from bot.mirror.thread_memory import SqlThreadMemory
from bot.render import Renderer
from bot.settings import Settings
from bot.wiring.clocks import SystemClock
from bot.wiring.credentials import build_auth


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    """Everything but Slack, built and not yet started; nothing has been asked of any network."""

    settings: Settings
    clock: Clock
    rules: AttemptRules
    client: GraphClient
    directory: GraphDirectory
    mirror: Mirror
    rollups: Mapping[Log, Rollups]
    ledger: SqlLedger
    subscriptions: SqlSubscriptions
    incidents: IncidentLedger
    kept: KeptQuestions
    thread_memory: SqlThreadMemory
    finder: Finder
    ask: Ask
    refresh: Refresh
    renderer: Renderer

    held: ExitStack
    """What is kept open as long as the house stands: the database."""

    def close(self) -> None:
        """Close the connections to Graph, and let go of the database."""
        self.client.close()
        self.held.close()


def build_house(
    settings: Settings, *, clock: Clock | None = None, throttled: bool = True, ask: Callable[..., Ask] = Ask
) -> House:
    """Migrates the database and builds the rooms on it. Raises `SettingsError` and `MirrorError`.

    `throttled=False` is for a tenant that does not throttle, as in a benchmark; `ask` builds the desk that answers.
    """
    clock = clock or SystemClock()
    client = build_client(settings, throttled=throttled)
    directory = GraphDirectory(client, tenant_id=settings.required("tenant_id"))
    migrate(settings.database)
    held = ExitStack()
    held.enter_context(kept_open(settings.database))
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
        rollups=_rollups(settings, rules),
        ledger=SqlLedger(settings.database),
        subscriptions=SqlSubscriptions(settings.database),
        incidents=IncidentLedger(settings.database),
        kept=KeptQuestions(settings.database),
        thread_memory=SqlThreadMemory(settings.database),
        finder=Finder(LogReader(client, mirror, rules), directory, social),
        ask=ask(
            source=client,
            store=mirror,
            directory=directory,
            people=GraphPeople(client),
            risk=GraphRisk(client),
            usage=GraphUsage(client),
            clock=clock,
            rules=rules,
            social=social,
            sign_in_interrupts=settings.sign_in_interrupts,
        ),
        refresh=Refresh(client, mirror, clock, keep=timedelta(days=settings.keep_days)),
        renderer=Renderer(portal=cloud_named(settings.cloud).portal),
        held=held,
    )


def _rollups(settings: Settings, rules: AttemptRules) -> dict[Log, Rollups]:
    networks = networks_named(settings.alert_known_good, settings.alert_known_networks)
    counters = (SignUpHours(rules), SignInHours(settings.sign_in_interrupts, networks))
    return {counter.log: Rollups(settings.database, counter) for counter in counters}


def build_client(settings: Settings, *, throttled: bool = True, rule: RetryRule = DEFAULT_RULE) -> GraphClient:
    """The way to Graph, which is taken on first use. Raises `SettingsError`."""
    budgets = Budgets(ALLOWANCES if throttled else UNMETERED)
    return GraphClient(Channel(build_auth(settings), budgets=budgets, rule=rule))
