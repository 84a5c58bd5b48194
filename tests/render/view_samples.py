"""Views of every kind, each as full as it gets, for the tests of what Slack takes and what is heard."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.domain.ask_form import LOGS, Filled
from bot.domain.cadence import Cadence, Every
from bot.domain.error_finding import errors_in
from bot.domain.home import Freshness, HomeFacts, OpenIncident
from bot.domain.incident_records import IncidentRecord
from bot.domain.incidents import Incident, IncidentKind
from bot.domain.kept import FIRST_PAGE, KeptQuestion
from bot.domain.question import Log, Question
from bot.domain.subscriptions import Channel, Subscription
from bot.domain.window import Last, Window
from bot.render.views import ViewRenderer
from bot.render.views.home_page import HomeWords

NOW = datetime(2026, 11, 18, 11, 4, tzinfo=UTC)
BERLIN = ZoneInfo("Europe/Berlin")
NAMES = {log: log.value for log in Log}
HOSTILE = '<!channel> "x" *y* `z` \\ & <@U1> {{ 7*7 }} \u202e'
VIEWS = ViewRenderer()


def kept_question(number: int) -> KeptQuestion:
    return KeptQuestion(
        id=f"kept-{number}",
        question=Question(log=Log.SIGN_UPS, window=Last(86_400)),
        zone=BERLIN,
        asked_at=NOW,
        asker="U1",
        channel="C1",
        page=FIRST_PAGE,
    )


def subscription(number: int, about: str = "") -> Subscription:
    cadence = Cadence(Every.DAILY, time(9), BERLIN)
    return Subscription(name=f"s{number}", cadence=cadence, to=Channel("C1"), number=number, about=about)


def open_incident(value: str, kind: IncidentKind = IncidentKind.FAILURE) -> OpenIncident:
    incident = Incident(
        id="1",
        kind=kind,
        dims=(("provider", value),),
        since=NOW - timedelta(hours=3),
        opened_at=NOW,
        last_hour=NOW,
        window_end=NOW,
        window_hours=3,
        observed=34,
        expected=4.2,
        attempts=60,
        failures=40,
        share=1.0,
    )
    return OpenIncident(IncidentRecord(id="i", channel="C1", log=Log.SIGN_UPS, incident=incident), incident.dims)


def full_home(said: str = "Sign-ups", number: int = 5) -> dict[str, object]:
    """A Home tab with `said` wherever text comes from outside, and `number` of everything."""
    kept = tuple(map(kept_question, range(2 * number)))
    facts = HomeFacts(
        favourites=kept[:number],
        history=kept[number:],
        subscriptions=tuple(subscription(each, said) for each in range(number)),
        incidents=tuple(open_incident(said, kind) for _ in range(number) for kind in IncidentKind),
        watched=True,
        freshness=(Freshness(Log.SIGN_UPS, Window(NOW - timedelta(days=30), NOW), NOW), Freshness(Log.AUDIT)),
    )
    words = HomeWords(logs=NAMES, questions={each.id: (said, said) for each in kept}, examples=[said] * number)
    return VIEWS.home(facts, words, BERLIN, NOW)


def views() -> dict[str, dict[str, object]]:
    """One of each kind, and the form for each log."""
    told = "AADSTS50126 50181 3f2a9c1e-8b4d-4e6f-9a01-23456789abcd"
    return {
        **{f"ask {log.value}": VIEWS.ask_form(Filled(log=log, words="x", time="today"), NAMES) for log in LOGS},
        "person": VIEWS.person_form(),
        "errors": VIEWS.errors(errors_in(told)),
        "no errors": VIEWS.errors(errors_in("nothing")),
        "note": VIEWS.notice("A title", "Some text."),
        "home": full_home(),
        "closed home": VIEWS.closed_home("Not you.", ["/signups failed"], BERLIN, NOW),
        "empty home": VIEWS.home(HomeFacts(), HomeWords(logs=NAMES, questions={}, examples=[]), BERLIN, NOW),
    }
