"""The digest of incidents: what opened, recovered, went on and was muted, of the channel that was told of them."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from desk_town import StillClock
from migrated import migrated

from bot.desk.incident_digest import IncidentDigestDesk
from bot.domain.cadence import Cadence, Every
from bot.domain.days import Days
from bot.domain.hourly_counts import CountedHour
from bot.domain.incident_care import Act, Deed, State
from bot.domain.incident_notice import Affected, Course, IncidentNotice, Total
from bot.domain.incident_records import IncidentRecord
from bot.domain.incidents import Incident, IncidentKind
from bot.domain.question import Log
from bot.domain.subscriptions import Channel, DigestKind, Person, Subscription
from bot.errors import QuestionError
from bot.mirror.incident_ledger import IncidentLedger
from bot.render import Renderer

LONDON = ZoneInfo("Europe/London")
YESTERDAY = Days.one(date(2026, 11, 19))
NOW = datetime(2026, 11, 20, 9, tzinfo=LONDON)
HOUR = timedelta(hours=1)


def at(hours):
    """So many hours after yesterday's midnight."""
    return datetime(2026, 11, 19, tzinfo=LONDON) + hours * HOUR


def incident(id_, opened, recovered=None, kind=IncidentKind.FAILURE, dims=(("provider", "Google"),)):
    return Incident(
        id=id_,
        kind=kind,
        dims=dims,
        since=opened - HOUR,
        opened_at=opened,
        last_hour=(recovered or opened) - HOUR,
        window_end=opened,
        window_hours=1,
        observed=30,
        expected=2.0,
        attempts=60,
        failures=40,
        share=1.0,
        recovered_at=recovered,
    )


@dataclass
class Notices:
    """Says of an incident what it is, and nothing that would have to be read."""

    asked: list = field(default_factory=list)

    def of(self, record: IncidentRecord, now, held_back=0):
        self.asked.append(record.id)
        return IncidentNotice(
            record=record,
            state=record.state(now),
            mute=record.care.muted(now),
            zone="Europe/London",
            where=record.incident.dims,
            affected=Affected(Total(record.failed, record.failed, 9, record.unknown_hours), 1),
            worst=None,
            causes=(),
            course=Course(),
            queries=(),
            command="/signups failed",
            portal_path="",
        )


@pytest.fixture
def ledger(tmp_path):
    return IncidentLedger(migrated(tmp_path / "mirror"))


ALERTS = Channel("C_ALERTS")


@dataclass
class Counts:
    """Knows the first `known` hours that begin in a window, of the last one only a half where it is asked for so."""

    known: int = 24
    half: bool = False

    def hours(self, window):
        hours = [window.since + n * HOUR for n in range(self.known)]
        ends = [hour + HOUR / 2 if self.half and hour == hours[-1] else hour + HOUR for hour in hours]
        return [CountedHour(hour, until, ()) for hour, until in zip(hours, ends, strict=True)]


def composed(ledger, to=ALERTS, channels=("C_ALERTS", "C_OTHER"), counts=()):
    desk = IncidentDigestDesk(
        history=ledger, notices=Notices(), counts=dict(counts), channels=channels, clock=StillClock(NOW)
    )
    subscription = Subscription(
        name="s", kind=DigestKind.INCIDENTS, cadence=Cadence(Every.DAILY, time(9), LONDON), to=to
    )
    return desk.compose(subscription, YESTERDAY)


def text(digest):
    return Renderer().digest(digest).text


def test_each_incident_stands_where_it_belongs_with_how_many_failed_because_of_it(ledger):
    ledger.note("C_ALERTS", Log.SIGN_UPS, incident("a", at(8), at(11)), failed=142)
    ledger.note("C_ALERTS", Log.SIGN_UPS, incident("b", at(-5), at(2), dims=(("app", "Store"),)), failed=17)
    ledger.note("C_ALERTS", Log.SIGN_UPS, incident("c", at(-9), dims=()), failed=1200)
    ledger.note("C_ALERTS", Log.SIGN_UPS, incident("d", at(-30), at(-20)), failed=9)
    ledger.note("C_OTHER", Log.SIGN_UPS, incident("e", at(8)), failed=5)

    digest = composed(ledger)

    assert digest.changed == "1 opened, 2 recovered or closed, 1 still open."
    said = text(digest)
    assert "*Incidents on Thursday 19 November 2026*" in said
    assert "*Opened: 1*" in said
    assert (
        "• *Sign-ups fail more than usual: Google*: since Thu 19 Nov 07:00; recovered after 4 h; 142 attempts failed"
        in said
    )
    assert "*Recovered or closed, opened before: 1*" in said
    assert "17 attempts failed" in said
    assert "*Still open from before: 1*" in said
    assert "• *Sign-ups fail more than usual: everywhere*" in said
    assert "1,200 attempts failed" in said
    assert "9 attempts" not in said.replace("19", "")


def test_one_that_was_open_when_the_day_ended_and_is_over_by_now_is_said_to_be_both(ledger):
    ledger.note("C_ALERTS", Log.SIGN_UPS, incident("a", at(20), at(26)), failed=142)

    digest = composed(ledger)

    assert digest.changed == "1 opened, 0 recovered or closed, 1 still open."
    assert "still open then, by now recovered after 7 h; 142 attempts failed" in text(digest)


def test_none_is_said_plainly(ledger):
    digest = composed(ledger)

    assert digest.quiet
    assert "*No incident opened, went on or recovered.*" in text(digest)


def test_what_vanished_or_surged_is_no_failure(ledger):
    ledger.note("C_ALERTS", Log.SIGN_INS, incident("a", at(8), kind=IncidentKind.DROP, dims=()), failed=30)

    said = text(composed(ledger))

    assert "Sign-ins have all but stopped: everywhere" in said
    assert "30 attempts were made" in said


def test_unfinished_sign_ups_are_counted_as_such_and_told_once_with_failures_of_the_same_trouble(ledger):
    left = incident("a", at(8), at(11), kind=IncidentKind.ABANDONMENT)
    ledger.note("C_ALERTS", Log.SIGN_UPS, left, failed=53)
    side = ledger.note("C_ALERTS", Log.SIGN_UPS, replace(left, id="b"), failed=71)
    ledger.tell_with(side.id, ledger.note("C_ALERTS", Log.SIGN_UPS, incident("c", at(8)), failed=90).id)

    digest = composed(ledger)
    said = text(digest)
    assert digest.changed == "2 opened, 1 recovered or closed, 1 still open."
    assert "Sign-ups stay unfinished more than usual: Google" in said
    assert "53 attempts stayed unfinished" in said
    assert "71" not in said


@pytest.mark.parametrize(
    ("to", "told"),
    [
        pytest.param(Channel("C_OTHER"), ["e"], id="a channel that is told of incidents tells of its own"),
        pytest.param(Channel("C_GROWTH"), ["a"], id="any other channel, of the first one's"),
        pytest.param(Person("U1"), ["a"], id="direct messages too"),
    ],
)
def test_whose_incidents_are_told(to, told, ledger):
    ledger.note("C_ALERTS", Log.SIGN_UPS, incident("a", at(8)), failed=1)
    ledger.note("C_OTHER", Log.SIGN_UPS, incident("e", at(8)), failed=2)

    assert [notice.record.incident.id for notice in composed(ledger, to).opened] == told


def test_where_nothing_watches_it_is_refused_with_what_to_do(ledger):
    with pytest.raises(QuestionError, match="GATEHOUSE_ALERT_CHANNELS"):
        composed(ledger, channels=())


def test_a_state_is_the_one_of_now(ledger):
    ledger.note("C_ALERTS", Log.SIGN_UPS, incident("a", at(20)), failed=1)

    (notice,) = composed(ledger).opened
    assert notice.state is State.OPEN


def muted(ledger, id_, begun, until, *, unmuted=None):
    """The text of yesterday's digest about an incident that was muted in some hours after midnight."""
    record = ledger.note("C_ALERTS", Log.SIGN_UPS, incident(id_, at(-30)), failed=7)
    ledger.act(record.id, Act(deed=Deed.MUTE, who="U1", at=at(begun), until=at(until)))
    if unmuted is not None:
        ledger.act(record.id, Act(deed=Deed.UNMUTE, who="U1", at=at(unmuted)))
    return composed(ledger)


@pytest.mark.parametrize(
    ("begun", "until", "unmuted", "told"),
    [
        pytest.param(-9, 3, None, True, id="into the day"),
        pytest.param(-9, -1, None, False, id="over before the day"),
        pytest.param(-9, 30, -8, False, id="ended by somebody before the day"),
        pytest.param(-9, 30, 2, True, id="ended by somebody within the day"),
        pytest.param(25, 30, None, False, id="after the day"),
    ],
)
def test_what_was_muted_in_that_time_is_told(ledger, begun, until, unmuted, told):
    digest = muted(ledger, "a", begun, until, unmuted=unmuted)

    assert ("*Muted: 1*" in text(digest)) == told
    assert digest.changed.endswith("1 still open; 1 muted." if told else "1 still open.")


def test_of_what_another_mute_kept_out_of_the_channel_the_digest_says_so(ledger):
    shown = ledger.note("C_ALERTS", Log.SIGN_UPS, incident("a", at(2)), failed=7)
    ledger.act(shown.id, Act(deed=Deed.MUTE, who="U1", at=at(3), until=at(40)))
    hidden = ledger.note("C_ALERTS", Log.SIGN_UPS, incident("b", at(5)), failed=11)
    ledger.hide(hidden.id, shown.id)
    said = text(composed(ledger))

    assert "*Muted: 2*" in said
    assert "*Sign-ups fail more than usual: Google*: muted until Fri 20 Nov 16:00; 7 attempts failed" in said
    assert "*Sign-ups fail more than usual: Google*: kept out of the channel; 11 attempts failed" in said


@pytest.mark.parametrize(
    ("counts", "unread", "said"),
    [
        pytest.param(Counts(), (), "", id="all of them"),
        pytest.param(Counts(21), ((Log.SIGN_INS, 3),), "3 hours of that time could not be read", id="some"),
        pytest.param(Counts(24, half=True), ((Log.SIGN_INS, 1),), "Of sign-ins, 1 hour of that time", id="a half"),
        pytest.param(Counts(0), ((Log.SIGN_INS, 24),), "Of sign-ins, 24 hours of that time", id="none"),
    ],
)
def test_none_is_not_said_of_hours_that_nobody_read(ledger, counts, unread, said):
    digest = composed(ledger, counts={Log.SIGN_UPS: Counts(), Log.SIGN_INS: counts})

    assert digest.unread == unread
    assert said in text(digest)
    assert ("This may be incomplete" in text(digest)) is bool(unread)
    assert ("No incident opened, went on or recovered." in text(digest)) is not bool(unread)
    assert ("No incident that is known of opened" in text(digest)) is bool(unread)
