"""The demo town's own incident, with its clock moved: it opens, is explained and recovers as one watches."""

from datetime import UTC, datetime, timedelta

import pytest
from incidents_in_town import CHANNEL
from life_in_town import life_in

from bot.demo.options import TenantOptions
from bot.demo.story.incidents import IncidentKind

MORNING = datetime(2026, 11, 3, 6, tzinfo=UTC)
"""Two hours before the Store's new profile form goes out."""

EVENING = MORNING + timedelta(hours=34)


@pytest.fixture(scope="module")
def life(tmp_path_factory):
    """A day and a half, hour by hour, with a bot that is restarted in the middle of it."""
    options = TenantOptions(days=23, throttle=False)
    with life_in(options, tmp_path_factory.mktemp("story"), MORNING, EVENING) as life:
        life.truth = next(
            each
            for each in life.tenant.story.incidents
            if each.kind is IncidentKind.FORM_RELEASE and each.since > MORNING
        )
        life.go_on(MORNING + timedelta(hours=9))
        life.go_on(EVENING)
        yield life


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
    assert posts[2].text.startswith("Over for app Contoso Store")


def test_the_numbers_of_the_message_are_those_of_the_log(life):
    (record,) = life.report.opened
    (text,) = life.rounds[-1][2]

    assert f"In that time: {record.failed} of " in text
    assert record.failed >= record.incident.observed * 0.9


def test_the_report_of_the_day_names_it_as_opened_and_recovered(life):
    report = life.report

    assert [len(part) for part in (report.opened, report.recovered, report.still_open, report.muted)] == [1, 1, 0, 0]
