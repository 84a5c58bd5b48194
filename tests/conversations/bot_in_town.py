"""The real bot in the demo workspace, with a desk whose answers the tests write."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo

from migrated import migrated
from town_subscriptions import subscriptions_on

from bot.demo.serving import Served
from bot.demo.workspace import Workspace
from bot.demo.workspace.people import GUEST, HELPDESK, LEAVER, MANAGER, ROBOT, SECURITY, STRANGER
from bot.desk.explanation import explain
from bot.desk.home import HomeDesk
from bot.desk.rights import Rights
from bot.domain.answers import Answer, AnswerKind
from bot.domain.attempts import AttemptRules
from bot.domain.measures import count
from bot.domain.names import TenantNames
from bot.domain.sources import Source
from bot.domain.window import Last, resolve
from bot.mirror.database import kept_open
from bot.mirror.incident_ledger import IncidentLedger
from bot.mirror.kept_questions import KeptQuestions
from bot.mirror.store import Mirror
from bot.render import Renderer
from bot.render.views import ViewRenderer
from handlers import register
from handlers.answer_buttons import AnswerButtons
from handlers.answer_steps import AnswerSteps
from handlers.answering import Answering
from handlers.app import LISTENERS, build_app
from handlers.asides import Asides
from handlers.channels import Channels
from handlers.commands import Commands
from handlers.conversation import Conversation
from handlers.crew import Crew
from handlers.direct_messages import DirectMessages
from handlers.failures import Failures
from handlers.files import Files
from handlers.forms import Forms
from handlers.home import Home
from handlers.http import PATH, HttpDoor
from handlers.kept_lists import KeptLists
from handlers.mentions import Mentions
from handlers.modals import Modals
from handlers.offers import Offers
from handlers.patience import Patience
from handlers.people import People
from handlers.response_urls import ResponseUrls, origins_for
from handlers.roster import Roster
from handlers.socket_mode import SocketDoor
from handlers.subscription_buttons import SubscriptionButtons
from handlers.subscriptions import Subscriptions
from handlers.tally import Tally
from handlers.threads import Threads
from handlers.understanding import Listener
from handlers.web_api import web_client

NOW = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
EVERYBODY = frozenset(person.id for person in (HELPDESK, SECURITY, MANAGER, GUEST, STRANGER, LEAVER, ROBOT))


@dataclass(frozen=True)
class Clock:
    present: datetime = NOW

    def now(self):
        return self.present


@dataclass
class Desk:
    """Answers with `finds`, a function from question and progress to an Answer; explains as the real desk does."""

    finds: object = None
    names: TenantNames = field(default_factory=TenantNames)
    asked: list = field(default_factory=list)

    def known_names(self):
        return self.names

    def explain(self, question, zone, *, now=None):
        return explain(question, zone, now, AttemptRules())

    def answer(self, question, zone, *, now=None, urgent=True, progress=None):
        self.asked.append(question)
        return self.finds(question, zone, progress) if self.finds else self.nothing(question, zone)

    def nothing(self, question, zone, **changes):
        """An answer about no attempt at all."""
        found = {
            "question": question,
            "kind": AnswerKind.COUNT,
            "window": resolve(question.window or Last(86_400), NOW, zone),
            "zone": zone.key,
            "totals": count(()),
            "as_of": NOW,
            "complete": True,
            "source": Source.MIRROR,
        }
        return Answer(**found | changes)


@dataclass
class Ledger:
    """Remembers who asked what, or fails with `error`."""

    entries: list = field(default_factory=list)
    error: Exception | None = None

    def asked(self, asker, channel, question, at):
        if self.error:
            raise self.error
        self.entries.append((asker, channel, question, at))


@dataclass
class Memory:
    """Knows what was asked last where, or fails with `error`."""

    questions: dict = field(default_factory=dict)
    error: Exception | None = None

    def asked(self, channel, thread, question, at):
        if self.error:
            raise self.error
        self.questions[channel, thread] = (at, question)

    def last(self, channel, thread, since):
        if self.error:
            raise self.error
        at, question = self.questions.get((channel, thread), (since, None))
        return question if at >= since else None


@dataclass
class Bot:
    """The bot and what a test may look at or turn."""

    workspace: Workspace
    desk: Desk
    ledger: Ledger
    memory: Memory
    tally: Tally
    conversation: Conversation
    app: object
    kept: KeptQuestions
    subscriptions: Subscriptions
    waits: list = field(default_factory=list)


@contextmanager
def bot_in(
    workspace,
    *,
    allowed=EVERYBODY,
    ask=None,
    memory=None,
    kept=None,
    composer=None,
    watched=(),
    notes_after=(60.0,),
    patience=1.0,
    zone="UTC",
    present=NOW,
    signed=False,
):
    """The bot, built as for production except for its desk and its clocks; no door is open yet."""
    desk, ledger, memory, tally, waits = ask or Desk(), Ledger(), memory or Memory(), Tally(), []
    renderer = Renderer()
    failures = Failures(renderer, tally)
    credentials = workspace.credentials
    listeners = ThreadPoolExecutor(LISTENERS)
    held = ExitStack()
    if kept is None:
        folder = held.enter_context(TemporaryDirectory())
        kept = KeptQuestions(migrated(Path(folder) / "gatehouse.db"))
        held.enter_context(kept_open(kept.path))
    client, retrying = web_client(credentials.bot_token, workspace.api_url, timeout=30), Patience(sleep=waits.append)
    people = People(web_client(credentials.bot_token, workspace.api_url, timeout=30), patience=patience)
    subscriptions = subscriptions_on(kept.path, client, renderer, Roster(Rights(allowed), people), composer)
    conversation = Conversation(
        listener=Listener(
            ask=desk,
            errands=subscriptions,
            memory=memory,
            rights=Rights(allowed),
            people=people,
            renderer=renderer,
            clock=Clock(present),
            zone=ZoneInfo(zone),
            offers=Offers(kept),
            lists=KeptLists(kept, renderer),
        ),
        answering=Answering(
            ask=desk,
            ledger=ledger,
            kept=kept,
            memory=memory,
            renderer=renderer,
            failures=failures,
            tally=tally,
            files=Files(client, DirectMessages(client, retrying), retrying),
            notes_after=notes_after,
        ),
        renderer=renderer,
        failures=failures,
        tally=tally,
        crew=Crew(),
    )
    urls, channels = ResponseUrls(origins=origins_for(workspace.api_url), patience=retrying), Channels(client)
    threads = Threads(client=client, patience=retrying)
    modals, views = Modals(client), ViewRenderer()
    forms = Forms.of(Asides(conversation, threads, urls), modals, views)
    home_desk = HomeDesk(
        kept=kept,
        subscriptions=subscriptions.desk.kept,
        rights=subscriptions.desk.rights,
        standing=(),
        incidents=IncidentLedger(kept.path),
        channels=watched,
        store=Mirror(kept.path),
    )
    app = build_app(
        partial(
            register,
            commands=Commands(conversation, urls, forms.ask),
            buttons=AnswerButtons(conversation, urls, AnswerSteps(conversation.listener, kept, channels), threads),
            subscription_buttons=SubscriptionButtons(conversation, urls, subscriptions),
            mentions=Mentions(conversation, threads, channels),
            forms=forms,
            home=Home(home_desk, forms, modals, views),
        ),
        bot_token=credentials.bot_token,
        signing_secret=credentials.signing_secret if signed else None,
        slack_url=workspace.api_url,
        listener_executor=listeners,
    )
    try:
        yield Bot(workspace, desk, ledger, memory, tally, conversation, app, kept, subscriptions, waits)
    finally:
        conversation.stop(patience=5)
        listeners.shutdown()
        held.close()


@contextmanager
def open_http(bot, data_age=lambda: timedelta(minutes=2)):
    """The bot behind signed HTTP; answers its address."""
    served = Served(HttpDoor(bot.app, bot.tally, data_age).application(), name="bot")
    bot.workspace.use_http(served.url + PATH)
    try:
        yield served.url
    finally:
        bot.workspace.use_sockets()
        served.stop()


@contextmanager
def open_socket(bot):
    """The bot on a Socket Mode connection."""
    door = SocketDoor(bot.app, bot.workspace.credentials.app_token, slack_url=bot.workspace.api_url)
    door.open()
    bot.workspace.wait_connected()
    try:
        yield door
    finally:
        door.close()
