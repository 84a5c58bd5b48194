"""Everything that knows Slack, on top of the house."""

from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from threading import Event
from zoneinfo import ZoneInfo

from slack_bolt import App

from bot.desk.digest_ports import Announcer, Rooms
from bot.desk.incident_acts import IncidentActs
from bot.desk.incidents import IncidentDesk
from bot.desk.rights import Rights
from bot.desk.subscription_rights import SubscriptionRights
from bot.desk.subscriptions import SubscriptionDesk
from bot.mirror.kept_questions import KeptQuestions
from bot.render.views import ViewRenderer
from bot.wiring.announcing import build_announcer, build_board, slack_address
from bot.wiring.clockwork import build_delivery_desk, build_subscription
from bot.wiring.home import build_home
from bot.wiring.house import House
from bot.wiring.watching import build_incident_desk
from handlers import register
from handlers.answer_buttons import AnswerButtons
from handlers.answer_steps import AnswerSteps
from handlers.answering import Answering
from handlers.app import LISTENERS, build_app
from handlers.asides import Asides
from handlers.channels import Channels
from handlers.commands import Commands
from handlers.conversation import Conversation
from handlers.destinations import Destinations
from handlers.direct_messages import DirectMessages
from handlers.failures import Failures
from handlers.files import Files
from handlers.forms import Forms
from handlers.home import Home
from handlers.incident_assignees import Assignees
from handlers.incident_buttons import IncidentButtons
from handlers.incident_deeds import IncidentDeeds
from handlers.kept_lists import KeptLists
from handlers.memberships import Memberships
from handlers.mentions import Mentions
from handlers.modals import Modals
from handlers.offers import Offers
from handlers.people import People
from handlers.posting import Poster
from handlers.response_urls import ResponseUrls, origins_for
from handlers.roster import Roster
from handlers.subscription_buttons import SubscriptionButtons
from handlers.subscriptions import Subscriptions
from handlers.tally import Tally
from handlers.threads import Threads
from handlers.understanding import Listener
from handlers.web_api import web_client

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
    settings = house.settings
    token, slack_url = settings.required("slack_bot_token"), slack_address(settings)
    client, tally = web_client(token, slack_url), Tally()
    failures = Failures(house.renderer, tally)
    urls, channels = ResponseUrls(origins=origins_for(slack_url)), Channels(client)
    people, rights = People(web_client(token, slack_url, timeout=3)), Rights(settings.allowed_users)
    roster, memberships = Roster(rights, people), Memberships(client)
    subscriptions = build_subscriptions(house, Destinations(client, memberships), memberships, roster)
    conversation = Conversation(
        listener=Listener(
            ask=house.ask,
            errands=subscriptions,
            memory=house.thread_memory,
            rights=rights,
            people=people,
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
            files=Files(client, DirectMessages(client)),
        ),
        renderer=house.renderer,
        failures=failures,
        tally=tally,
    )
    listeners = ThreadPoolExecutor(LISTENERS, thread_name_prefix="listener")
    silent = Event()
    incidents = build_incident_desk(house, build_board(house, silent))
    threads, modals = Threads(client=client), Modals(web_client(token, slack_url, timeout=3))
    views = ViewRenderer()
    forms = Forms.of(Asides(conversation, threads, urls), modals, views)
    steps = AnswerSteps(conversation.listener, house.kept, channels)
    deeds = IncidentDeeds(
        acts=IncidentActs(house.incidents, incidents, house.clock, house.mirror.app_names),
        people=people,
        assignees=Assignees(client, DirectMessages(client), Poster(client), house.renderer),
        modals=modals,
        renderer=house.renderer,
        zone=settings.incident_zone,
    )
    app = build_app(
        partial(
            register,
            commands=Commands(conversation, urls, forms.ask),
            buttons=AnswerButtons(conversation, urls, steps, threads),
            subscription_buttons=SubscriptionButtons(conversation, urls, subscriptions),
            mentions=Mentions(conversation, threads, channels),
            forms=forms,
            home=Home(build_home(house, memberships), forms, modals, views),
            incidents=IncidentButtons(conversation, urls, deeds),
        ),
        bot_token=token,
        signing_secret=settings.required("slack_signing_secret") if signed else None,
        slack_url=slack_url,
        listener_executor=listeners,
    )
    return Speakers(
        app=app,
        listeners=listeners,
        conversation=conversation,
        announcer=build_announcer(house),
        roster=roster,
        incidents=incidents,
        tally=tally,
        slack_url=slack_url,
        silent=silent,
    )


def build_subscriptions(house: House, destinations: Destinations, rooms: Rooms, roster: Roster) -> Subscriptions:
    """What people may do with subscriptions."""
    channel = house.settings.digest_channel
    of_settings = build_subscription(house.settings, channel) if channel else None
    deliveries = build_delivery_desk(house, build_announcer(house), roster, None)
    return Subscriptions(
        desk=SubscriptionDesk(
            kept=house.subscriptions,
            deliveries=deliveries,
            ledger=house.ledger,
            clock=house.clock,
            rights=SubscriptionRights(rooms),
            of_settings=of_settings,
        ),
        destinations=destinations,
        renderer=house.renderer,
        clock=house.clock,
    )
