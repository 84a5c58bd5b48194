"""The demo town's own incident, with its clock moved: it opens, is explained and recovers as one watches."""

from contextlib import closing
from datetime import UTC, datetime, timedelta

import pytest
from bot_in_town import EVERYBODY
from incidents_in_town import CHANNEL, MovingClock

from bot.demo.clock import TenantClock
from bot.demo.options import TenantOptions
from bot.demo.story.incidents import IncidentKind
from bot.demo.town import running_tenant
from bot.demo.workspace import running_workspace
from bot.domain.question import Log
from bot.domain.window import Window
from bot.settings import given
from bot.wiring.house import build_house
from bot.wiring.speakers import build_speakers
from bot.wiring.watching import build_watch

MORNING = datetime(2026, 11, 3, 6, tzinfo=UTC)
"""Two hours before the Store's new profile form goes out."""

EVENING = MORNING + timedelta(hours=34)
STEP = timedelta(hours=1)


class TownClock(TenantClock, MovingClock):
    """A present that the tenant and the bot share."""

    def __init__(self, present):
        TenantClock.__init__(self, present)
        MovingClock.__init__(self, present)

    now = MovingClock.now


class Life:
    """What happened: for each round the changes, and what stood in the channel after it."""

    def __init__(self, workspace):
        self.workspace = workspace
        self.rounds = []

    def note(self, now, changes):
        posts = [post for post in self.workspace.channel(CHANNEL).messages if not post.is_reply]
        self.rounds.append((now, changes, [post.text for post in posts]))

    def when(self, kind):
        return [now for now, changes, _ in self.rounds for change in changes if type(change).__name__ == kind]


@pytest.fixture(scope="module")
def life(tmp_path_factory):
    """A day and a half, hour by hour, with a bot that is restarted in the middle of it."""
    folder, clock = tmp_path_factory.mktemp("story"), TownClock(EVENING)
    options = TenantOptions(days=23, throttle=False)
    with running_workspace() as workspace, running_tenant(options, clock=clock) as tenant:
        life = Life(workspace)
        life.truth = next(
            each for each in tenant.story.incidents if each.kind is IncidentKind.FORM_RELEASE and each.since > MORNING
        )
        clock.present = MORNING
        for until in (MORNING + timedelta(hours=9), EVENING):
            _live(tenant, workspace, folder, clock, until, life)
        yield life


def _live(tenant, workspace, folder, clock, until, life):
    credentials = workspace.credentials
    settings = given(
        {
            "tenant_id": tenant.tenant_id,
            "client_id": tenant.client_id,
            "client_secret": tenant.client_secret,
            "graph_url": tenant.graph_url,
            "login_url": tenant.login_url,
            "slack_bot_token": credentials.bot_token,
            "slack_app_token": credentials.app_token,
            "slack_url": workspace.api_url,
            "allowed_users": ",".join(sorted(EVERYBODY)),
            "alert_channels": CHANNEL,
            "database": folder / "mirror.sqlite3",
        }
    )
    with closing(build_house(settings, clock=clock, throttled=False)) as house:
        speakers = build_speakers(house, signed=False)
        watch = build_watch(house, speakers.incidents)
        while clock.present < until:
            clock.present += STEP
            house.refresh.run(Log.SIGN_UPS)
            life.note(clock.present, watch.run(Log.SIGN_UPS))
        life.report = house.incidents.report(CHANNEL, Window(MORNING, EVENING))
        speakers.stop(1)


def test_the_incident_opens_within_hours_of_its_beginning_and_once(life):
    (opened,) = life.when("Opened")

    assert life.truth.since < opened < life.truth.since + timedelta(hours=6)


def test_it_is_explained_by_what_is_guilty(life):
    (record,) = life.report.opened
    first = next(texts[0] for _, _, texts in life.rounds if texts)

    assert dict(record.incident.dims)["app"] == life.truth.app.app_id
    assert "app Contoso Store" in first.splitlines()[0]
    assert f"({life.truth.error_code.value})" in first
    assert "Next step" in first


def test_it_recovers_after_its_end_with_its_duration(life):
    (recovered,) = life.when("Recovered")
    (text,) = life.rounds[-1][2]

    assert life.truth.until < recovered
    assert "*Recovered after " in text


def test_there_is_one_message_with_the_details_and_the_end_in_its_thread(life):
    posts = life.workspace.channel(CHANNEL).messages

    assert [post.is_reply for post in posts] == [False, True, True]
    assert posts[2].text.startswith("Over: sign-ups are as usual again")


def test_the_numbers_of_the_message_are_those_of_the_log(life):
    (record,) = life.report.opened
    (text,) = life.rounds[-1][2]

    assert f"Since it began: {record.failed} of " in text
    assert record.failed >= record.incident.observed * 0.9


def test_the_report_of_the_day_names_it_as_opened_and_recovered(life):
    report = life.report

    assert [len(part) for part in (report.opened, report.recovered, report.still_open, report.muted)] == [1, 1, 0, 0]
