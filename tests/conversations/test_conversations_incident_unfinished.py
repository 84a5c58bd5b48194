"""Passcode mail does not arrive for a morning: nobody fails, people just never come back, and a channel hears of it."""

from datetime import UTC, datetime, timedelta

import pytest
from incidents_in_town import CHANNEL
from life_in_town import life_in

from bot.demo.options import TenantOptions
from bot.demo.story.incidents import IncidentKind, incident_of
from bot.domain import incidents
from bot.domain.hourly_counts import HOUR, hour_of

NINE = datetime(2026, 11, 9, 9, 15, tzinfo=UTC)
"""When the mail stops."""

MORNING, EVENING = NINE - 6 * HOUR, NINE + 10 * HOUR
QUIET = timedelta(hours=1)


@pytest.fixture(scope="module")
def life(tmp_path_factory):
    """Sixteen hours, with a bot that is restarted while the incident is open."""
    outage = incident_of(IncidentKind.MAIL_NOT_ARRIVING, NINE, timedelta(hours=4))
    options = TenantOptions(days=18, rows=18_000, throttle=False, incidents=[outage])
    with life_in(options, tmp_path_factory.mktemp("unfinished"), MORNING, EVENING) as life:
        life.truth = outage
        life.go_on(NINE + 3.5 * HOUR)
        life.go_on(EVENING)
        yield life


def test_usual_hours_tell_of_nothing(life):
    assert [changes for now, changes, _ in life.rounds if now <= NINE] == [[]] * 6


def test_it_opens_once_although_nothing_fails(life):
    (opened,) = life.when("Opened")
    (record,) = life.report.opened

    assert record.incident.kind is incidents.IncidentKind.ABANDONMENT
    assert NINE < opened <= NINE + 4 * HOUR


def test_it_names_how_people_sign_up_and_where_they_stop(life):
    (record,) = life.report.opened

    assert dict(record.incident.dims) == {"provider": "Email OTP", "stage": "credentialValidation"}
    assert record.incident.since == hour_of(NINE)


def test_nobody_who_may_still_come_back_is_counted(life):
    """What it knows at any time ends an hour before what is known of the log."""
    found = [(now, change.incident) for now, changes, _ in life.rounds for change in changes]

    assert found
    for now, incident in found:
        assert incident.last_hour + HOUR + QUIET <= now


def test_while_it_is_open_it_says_which_attempts_are_too_young(life):
    first = next(texts[0] for _, _, texts in life.rounds if texts)

    assert "*Open* · since Mon 9 Nov 09:00 UTC" in first
    assert "What began after Mon 9 Nov 11:00 UTC may still be finished and is not counted." in first


def test_it_is_updated_and_a_restart_goes_unnoticed(life):
    assert len(life.when("Updated")) >= 2
    assert {len(texts) for now, _, texts in life.rounds if now > NINE + 4 * HOUR} == {1}


def test_it_recovers_with_its_duration(life):
    (recovered,) = life.when("Recovered")
    (text,) = life.rounds[-1][2]

    assert recovered > life.truth.until + QUIET
    assert "*Recovered after 4 h*" in text
    assert "may still be finished" not in text


def test_the_channel_reads_what_happened_and_what_to_look_at(life):
    text = next(texts[0] for _, _, texts in life.rounds if texts)
    title, *_ = text.splitlines()

    assert title == "*Sign-ups stay unfinished more than usual: Email OTP and stage “email code check”*"
    assert "people: The page asked for the emailed code, and none was entered (email code check)." in text
    assert "*Next step:* Sign up with a test address of your own." in text
    assert "*Next step:* Those who left can try again" in life.rounds[-1][2][0]


def test_its_thread_holds_the_details_and_the_end(life):
    _, details, end = (post.text for post in life.workspace.channel(CHANNEL).messages)

    assert "/signups abandoned provider:" in details
    assert "Unfinished attempts every hour" in details
    assert end.startswith("Over for Email OTP and stage “email code check”: sign-ups are as usual again since ")
    assert "since Mon 9 Nov 13:00 UTC, after 4 h. In that time " in end
    assert end.endswith(" attempts stayed unfinished.")


def test_the_command_in_its_thread_answers_with_the_same_number(life):
    _, details, _ = (post.text for post in life.workspace.channel(CHANNEL).messages)
    (command,) = [line.strip("`") for line in details.splitlines() if "/signups" in line]
    (record,) = life.report.opened

    assert life.answer(command).totals.attempts == record.failed > 0


def test_the_numbers_are_those_of_the_log(life):
    """Counted again from the story's rows alone."""
    (record,) = life.report.opened
    window = range(9, 13)
    left = {}
    for row in life.tenant.story.events:
        left.setdefault(row["correlationId"], []).append(row)
    stayed = [
        rows
        for rows in left.values()
        if rows[0]["createdDateTime"].startswith("2026-11-09T")
        and int(rows[0]["createdDateTime"][11:13]) in window
        and rows[-1]["signUpIdentityProvider"] == "Email OTP"
        and rows[-1]["signUpStage"] == "credentialValidation"
        and rows[-1]["status"]["errorCode"] in (0, 1002013)
    ]

    assert record.failed == len(stayed)
    assert f"In that time {len(stayed)} attempts" in life.workspace.channel(CHANNEL).messages[-1].text
