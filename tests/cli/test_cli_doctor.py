"""`doctor`: a healthy installation, and each thing broken: what it says to mend, and its exit status."""

from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from cli_calls import json_lines, settings_for
from migrated import migrated

from bot.demo.options import TenantOptions
from bot.demo.town import running_tenant
from bot.demo.workspace import running_workspace
from bot.demo.workspace.people import ARCHIVE, HELPDESK, SUPPORT
from bot.domain.cadence import Cadence, Every
from bot.domain.incident_records import Part
from bot.domain.incidents import Incident, IncidentKind
from bot.domain.question import Log
from bot.domain.subscriptions import Channel, DigestKind, Draft, Person
from bot.domain.window import Window, local_day
from bot.mirror.incident_ledger import IncidentLedger
from bot.mirror.ledger import SqlLedger
from bot.mirror.store import Mirror
from bot.mirror.subscriptions import SqlSubscriptions

MIRROR = Path("gatehouse.sqlite3")
SUPPORT_CHANNEL = Channel(SUPPORT.id)


@pytest.fixture(scope="module")
def workspace():
    with running_workspace() as workspace:
        yield workspace


@pytest.fixture
def healthy(town_tenant, workspace):
    """The environment of an installation that lacks nothing."""
    return settings_for(
        town_tenant,
        SLACK_BOT_TOKEN=workspace.credentials.bot_token,
        SLACK_APP_TOKEN=workspace.credentials.app_token,
        SLACK_SIGNING_SECRET=workspace.credentials.signing_secret,
        GATEHOUSE_SLACK_URL=workspace.api_url,
        GATEHOUSE_ALLOWED_USERS=HELPDESK.id,
        GATEHOUSE_DIGEST_CHANNEL=SUPPORT.id,
        GATEHOUSE_ALERT_CHANNELS=SUPPORT.id,
    )


def fill(read_at=None):
    """A mirror that was brought up to date."""
    now = datetime.now(UTC)
    Mirror(migrated(MIRROR)).mark(Log.SIGN_UPS, Window(now - timedelta(days=8), now), read_at or now)


@pytest.fixture
def examined(gatehouse, healthy):
    """The doctor's checks by subject, with changes to the healthy installation, and its exit status."""

    def call(**changes):
        env = {name: value for name, value in (healthy | changes).items() if value is not None}
        result = gatehouse("doctor", "--json", env=env)
        return {check["subject"]: check for check in json_lines(result.stdout)}, result.exit_code

    return call


def to_mend(checks):
    return [subject for subject, check in checks.items() if check["verdict"] == "bad"]


def test_a_healthy_installation_has_nothing_to_mend(gatehouse, healthy):
    fill()
    result = gatehouse("doctor", env=healthy)

    assert (result.exit_code, result.stderr) == (0, "")
    lines = result.stdout.splitlines()
    assert lines[-1] == "Nothing has to be mended."
    assert all(line.startswith("ok   ") for line in lines[:-2])
    assert {"Mirror gatehouse.sqlite3", "Signing in to Graph", "Kind of tenant", "Scopes", "Clock"} <= {
        line[5:].partition(":")[0] for line in lines
    }


def test_an_empty_mirror_is_a_note_and_no_fault(examined):
    checks, status = examined()

    assert status == 0
    assert checks["Mirror gatehouse.sqlite3"]["verdict"] == "limited"
    assert "gatehouse sync" in checks["Mirror gatehouse.sqlite3"]["remedy"]


def test_a_mirror_that_nobody_keeps_fresh_is_noted(examined):
    fill(read_at=datetime.now(UTC) - timedelta(hours=2))
    checks, status = examined()

    assert status == 0
    assert checks["Mirror gatehouse.sqlite3"]["verdict"] == "limited"
    assert "gatehouse run" in checks["Mirror gatehouse.sqlite3"]["remedy"]


@pytest.mark.parametrize(
    ("changes", "subject", "says"),
    [
        pytest.param({"GATEHOUSE_CLIENT_SECRET": "hush-wrong"}, "Signing in to Graph", "secret is wrong", id="secret"),
        pytest.param({"GATEHOUSE_CLIENT_SECRET": None}, "Settings for Graph", "No credential", id="no credential"),
        pytest.param({"GATEHOUSE_TENANT_ID": None}, "Settings for Graph", "GATEHOUSE_TENANT_ID", id="no tenant"),
        pytest.param(
            {"GATEHOUSE_GRAPH_URL": "http://graph.example"}, "Settings for Graph", "https://", id="plain http"
        ),
        pytest.param({"GATEHOUSE_GRAPH_URL": "http://127.0.0.1:9"}, "Signing in to Graph", "reached", id="Graph down"),
        pytest.param({"GATEHOUSE_DATABASE": "nowhere/x.db"}, "Mirror nowhere/x.db", "cannot be created", id="mirror"),
        pytest.param({"SLACK_BOT_TOKEN": None}, "Settings for Slack", "SLACK_BOT_TOKEN is not set", id="no bot token"),
        pytest.param({"SLACK_BOT_TOKEN": "xoxb-hush"}, "Bot token (SLACK_BOT_TOKEN)", "does not know", id="bot token"),
        pytest.param(
            {"SLACK_APP_TOKEN": None, "SLACK_SIGNING_SECRET": None},
            "App token (SLACK_APP_TOKEN)",
            "no way to reach",
            id="no door",
        ),
        pytest.param(
            {"SLACK_APP_TOKEN": "xapp-hush"}, "App token (SLACK_APP_TOKEN)", "refuses the app-level", id="app token"
        ),
        pytest.param(
            {"GATEHOUSE_SLACK_URL": "http://127.0.0.1:9/api/"},
            "Bot token (SLACK_BOT_TOKEN)",
            "cannot be reached",
            id="Slack down",
        ),
        pytest.param(
            {"GATEHOUSE_SLACK_URL": "http://slack.example/"}, "Settings for Slack", "https://", id="plain http to Slack"
        ),
        pytest.param(
            {"GATEHOUSE_ALERT_CHANNELS": f"{SUPPORT.id},{ARCHIVE.id}"},
            f"Channel told of incidents {ARCHIVE.id}",
            "archived",
            id="archived alert channel",
        ),
        pytest.param(
            {"GATEHOUSE_DIGEST_CHANNEL": ARCHIVE.id}, f"Digest channel {ARCHIVE.id}", "archived", id="archived channel"
        ),
        pytest.param(
            {"GATEHOUSE_ALLOWED_USERS": ""},
            "Who may ask (GATEHOUSE_ALLOWED_USERS)",
            "the list is empty",
            id="nobody may ask",
        ),
        pytest.param(
            {"GATEHOUSE_ALLOWED_USERS": "U_TYPO"},
            "Who may ask (GATEHOUSE_ALLOWED_USERS)",
            "unknown to Slack",
            id="unknown user",
        ),
    ],
)
def test_what_is_broken_fails_its_own_check_and_no_other(examined, changes, subject, says):
    checks, status = examined(**changes)

    assert (to_mend(checks), status) == ([subject], 1)
    assert says in checks[subject]["finding"]
    assert "hush" not in str(checks)


@pytest.mark.parametrize(
    ("fault", "subject"),
    [
        pytest.param("secret-expired", "Signing in to Graph", id="secret expired"),
        pytest.param("403-consent", "Sign-up log (AuditLog.Read.All)", id="no consent"),
        pytest.param("403-licence", "Sign-up log (AuditLog.Read.All)", id="no licence"),
    ],
)
def test_a_refusal_of_the_tenant_says_what_to_mend(examined, fault, subject):
    with running_tenant(TenantOptions(days=1, rows=20, throttle=False, faults=fault)) as tenant:
        checks, status = examined(**settings_for(tenant))

    assert (to_mend(checks), status) == ([subject], 1)
    assert checks[subject]["remedy"]


@pytest.fixture
def incident():
    """An incident that a channel is to be told of."""
    fill()
    now = datetime.now(UTC)
    hour = now.replace(minute=0, second=0, microsecond=0)
    found = Incident(
        id="google",
        kind=IncidentKind.FAILURE,
        dims=(("provider", "Google"),),
        since=hour,
        opened_at=now,
        last_hour=hour,
        window_end=hour,
        window_hours=1,
        observed=9,
        expected=0.5,
        attempts=9,
        failures=9,
        share=1.0,
    )
    book = IncidentLedger(MIRROR)
    record = book.note(SUPPORT.id, Log.SIGN_UPS, found, failed=9)
    book.claim(record.id, Part.MESSAGE, now - timedelta(minutes=1))
    return record.id


def test_an_incident_that_was_begun_and_never_confirmed_is_to_be_looked_for_and_can_be_posted(
    gatehouse, healthy, examined, incident
):
    checks, status = examined()
    subject = f"Incident {incident}"
    again = gatehouse("watch", "--again", incident, env=healthy)
    mended, _ = examined()

    assert (to_mend(checks), status) == ([subject], 1)
    assert f"gatehouse watch --again {incident}" in checks[subject]["remedy"]
    assert (again.exit_code, again.stderr) == (0, "The next round of the watch posts: message.\n")
    assert "somebody looked, and it was not there" in mended[subject]["finding"]


def test_an_incident_that_slack_did_not_take_is_told_with_the_reason(examined, incident):
    IncidentLedger(MIRROR).release(incident, Part.MESSAGE, "The channel is archived.")
    checks, status = examined()

    assert (to_mend(checks), status) == ([f"Incident {incident}"], 1)
    assert "The channel is archived." in checks[f"Incident {incident}"]["finding"]


def test_that_nobody_is_told_of_incidents_is_said(examined):
    fill()
    checks, status = examined(GATEHOUSE_ALERT_CHANNELS=None)

    assert (to_mend(checks), status) == ([], 0)
    assert checks["Incidents"]["verdict"] == "limited"


def test_a_digest_that_was_begun_and_never_confirmed_is_to_be_looked_for(examined):
    fill()
    yesterday = datetime.now(UTC).date() - timedelta(days=1)
    period = local_day(yesterday, ZoneInfo("UTC"))
    SqlLedger(MIRROR).claim(f"signups-daily:{SUPPORT.id}", period, datetime.now(UTC))
    checks, status = examined()

    assert (to_mend(checks), status) == ([f"Digest of {yesterday}"], 1)
    assert f"gatehouse digest --day {yesterday} --channel {SUPPORT.id}" in checks[f"Digest of {yesterday}"]["remedy"]


@pytest.mark.parametrize(
    ("name", "remedy"),
    [
        ("GATEHOUSE_DIGST_CHANNEL", "Did you mean GATEHOUSE_DIGEST_CHANNEL?"),
        ("GATEHOUSE_SPELLS_AND_CHARMS", "docs/settings.md"),
    ],
)
def test_a_setting_that_nothing_heeds_is_noted(examined, name, remedy):
    checks, status = examined(**{name: "hush"})

    assert status == 0
    assert (checks["Settings"]["verdict"], name in checks["Settings"]["finding"]) == ("limited", True)
    assert remedy in checks["Settings"]["remedy"]
    assert "hush" not in str(checks)


def test_what_has_to_be_mended_stands_out_with_the_next_step_below_it(gatehouse, healthy):
    fill()
    result = gatehouse("doctor", env=healthy | {"GATEHOUSE_ALLOWED_USERS": "", "SLACK_APP_TOKEN": "xapp-wrong"})

    lines = result.stdout.splitlines()
    assert (result.exit_code, lines[-1]) == (1, "2 to mend.")
    at = lines.index("MEND Who may ask (GATEHOUSE_ALLOWED_USERS): Nobody: the list is empty.")
    assert lines[at + 1].startswith("     -> Put Slack user ids there")


def test_a_setting_that_cannot_be_is_told_before_anything_is_checked(gatehouse, healthy):
    result = gatehouse("doctor", "--json", env=healthy | {"GATEHOUSE_DIGEST_ZONE": "Mars"})

    (said,) = json_lines(result.stdout)
    assert (result.exit_code, said["error"]) == (2, "settings")
    assert "GATEHOUSE_DIGEST_ZONE" in said["message"]


def subscribe(to=SUPPORT_CHANNEL, owner=HELPDESK.id):
    cadence = Cadence(Every.DAILY, time(9), ZoneInfo("UTC"))
    draft = Draft(kind=DigestKind.SIGN_UPS, cadence=cadence, to=to, owner=owner)
    return SqlSubscriptions(MIRROR).add(draft, datetime.now(UTC))


def test_subscriptions_that_go_well_are_only_counted(examined):
    fill()
    subscribe()
    checks, _ = examined()

    assert checks["Subscriptions"]["finding"] == "1 made in Slack."
    assert not [subject for subject in checks if subject.startswith("Subscription 1")]


@pytest.mark.parametrize("released", [True, False])
def test_a_subscription_in_trouble_is_told_with_what_to_do(examined, released):
    fill()
    made, day = subscribe(), datetime(2026, 11, 19, tzinfo=UTC).date()
    period, now = local_day(day, ZoneInfo("UTC")), datetime.now(UTC)
    ledger = SqlLedger(MIRROR)
    ledger.claim(made.name, period, now)
    if released:
        ledger.release(made.name, period, "The channel is archived. Unarchive it.", now)

    checks, status = examined()

    check = checks[f"Subscription 1 to {SUPPORT.id}"]
    said = "The channel is archived. Unarchive it." if released else "begun and never confirmed"
    assert status == 1
    assert said in check["finding"]
    assert "on Thursday 19 November 2026" in check["finding"]
    assert "gatehouse digest --subscription 1" in check["remedy"]


def test_a_channel_s_subscription_that_is_nobody_s_any_more_is_told_with_who_can_mend_it(examined):
    fill()
    subscribe(owner="U_LEFT")
    checks, status = examined()

    check = checks[f"Subscription 1 to {SUPPORT.id}"]
    assert status == 0
    assert "nobody is told when it fails" in check["finding"]
    assert "/entra take over 1" in check["remedy"]


def test_direct_messages_end_with_the_right_to_ask_and_the_doctor_says_so(examined):
    fill()
    subscribe(to=Person("U_LEFT"))
    checks, status = examined()

    assert status == 0
    assert "not in GATEHOUSE_ALLOWED_USERS any more" in checks["Subscription 1 to U_LEFT"]["finding"]
