"""Everything that knows Slack, on top of the house."""

from collections.abc import Callable
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from threading import Event
from zoneinfo import ZoneInfo

from slack_bolt import App

from bot.desk.digest_ports import Announcer
from bot.desk.incident_acts import IncidentActs
from bot.desk.incidents import IncidentDesk
from bot.mirror.kept_questions import KeptQuestions
from bot.render.views import ViewRenderer
from bot.wiring.announcing import build_announcer, build_board, slack_address
from bot.wiring.home import build_home
from bot.wiring.house import House
from bot.wiring.lines import Lines, build_lines
from bot.wiring.subscribing import build_subscriptions
from bot.wiring.watching import build_incident_desk
from handlers import register
from handlers.answer_buttons import AnswerButtons
from handlers.answer_steps import AnswerSteps
from handlers.answering import Answering
from handlers.app import LISTENERS, build_app
from handlers.asides import Asides
from handlers.commands import Commands
from handlers.conversation import Conversation
from handlers.failures import Failures
from handlers.forms import Forms
from handlers.home import Home
from handlers.incident_buttons import IncidentButtons
from handlers.incident_deeds import IncidentDeeds
from handlers.kept_lists import KeptLists
from handlers.mentions import Mentions
from handlers.offers import Offers
from handlers.roster import Roster
from handlers.subscription_buttons import SubscriptionButtons
from handlers.subscriptions import Subscriptions
from handlers.tally import Tally
from handlers.understanding import Listener

AT_ONCE = timedelta(seconds=1)
"""How long the database may keep somebody waiting whom Slack wants acknowledged within three seconds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Speakers:
    """Everything that knows Slack, built; nothing has been asked of it yet. `listeners` are the app's threads.

    Once `silent` is set, no incident is posted or edited any more.
    """

    app: App
    listeners: Executor
    conversation: Conversation
    announcer: Announcer
    roster: Roster
    incidents: IncidentDesk
    tally: Tally
    slack_url: str
    silent: Event

    def stop(self, patience: float) -> None:
        """Take no more questions, and wait at most `patience` seconds for the answers to those that were taken."""
        self.conversation.stop(patience)
        self.silent.set()
        self.listeners.shutdown(wait=False, cancel_futures=True)


def build_speakers(house: House, *, signed: bool) -> Speakers:
    """The Slack side of `house`; `signed` for HTTP mode, whose requests carry a signature. Raises `SettingsError`."""
    settings, tally, silent = house.settings, Tally(), Event()
    lines = build_lines(house)
    subscriptions = build_subscriptions(house, lines.destinations, lines.memberships, lines.roster)
    conversation = _conversation(house, lines, subscriptions, tally)
    incidents = build_incident_desk(house, build_board(house, silent))
    listeners = ThreadPoolExecutor(LISTENERS, thread_name_prefix="listener")
    app = build_app(
        _registration(house, lines, conversation, subscriptions, incidents),
        bot_token=settings.required("slack_bot_token"),
        signing_secret=settings.required("slack_signing_secret") if signed else None,
        slack_url=slack_address(settings),
        listener_executor=listeners,
    )
    return Speakers(
        app=app,
        listeners=listeners,
        conversation=conversation,
        announcer=build_announcer(house),
        roster=lines.roster,
        incidents=incidents,
        tally=tally,
        slack_url=slack_address(settings),
        silent=silent,
    )


def _conversation(house: House, lines: Lines, subscriptions: Subscriptions, tally: Tally) -> Conversation:
    settings, failures = house.settings, Failures(house.renderer, tally)
    return Conversation(
        listener=Listener(
            ask=house.ask,
            errands=subscriptions,
            memory=house.thread_memory,
            rights=lines.rights,
            people=lines.people,
            renderer=house.renderer,
            clock=house.clock,
            zone=ZoneInfo(settings.default_zone),
            offers=Offers(KeptQuestions(settings.database, AT_ONCE)),
            lists=KeptLists(KeptQuestions(settings.database, AT_ONCE), house.renderer),
        ),
        answering=Answering(
            ask=house.ask,
            ledger=house.ledger,
            kept=house.kept,
            memory=house.thread_memory,
            renderer=house.renderer,
            failures=failures,
            tally=tally,
            files=lines.files,
        ),
        renderer=house.renderer,
        failures=failures,
        tally=tally,
    )


def _registration(
    house: House,
    lines: Lines,
    conversation: Conversation,
    subscriptions: Subscriptions,
    incidents: IncidentDesk,
) -> Callable[[App], None]:
    """All listeners, waiting for the app that they listen to."""
    urls, threads, modals, views = lines.urls, lines.threads, lines.modals, ViewRenderer()
    forms = Forms.of(Asides(conversation, threads, urls), modals, views)
    steps = AnswerSteps(conversation.listener, house.kept, lines.channels)
    deeds = IncidentDeeds(
        acts=IncidentActs(house.incidents, incidents, house.clock, house.mirror.app_names),
        people=lines.people,
        assignees=lines.assignees,
        modals=modals,
        renderer=house.renderer,
        zone=house.settings.incident_zone,
    )
    return partial(
        register,
        commands=Commands(conversation, urls, forms.ask),
        buttons=AnswerButtons(conversation, urls, steps, threads),
        subscription_buttons=SubscriptionButtons(conversation, urls, subscriptions),
        mentions=Mentions(conversation, threads, lines.channels),
        forms=forms,
        home=Home(build_home(house, lines.memberships), forms, modals, views),
        incidents=IncidentButtons(conversation, urls, deeds),
    )
