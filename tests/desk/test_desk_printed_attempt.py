"""The one attempt that Microsoft's documentation prints: four events with one id, and a success."""

from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from desk_questions import complete
from desk_town import StillClock, desks_on, differences, question_of, raw_town
from recount import recount

from bot.demo.options import TenantOptions
from bot.demo.town import running_tenant

PRINTED = Path(__file__).parents[1] / "data" / "graph"
AFTER = datetime(2024, 10, 15, 9, tzinfo=UTC)
"""Some hours after that attempt."""


@pytest.fixture(scope="module")
def printed(tmp_path_factory):
    """A desk on a tenant that serves the printed bodies."""
    options = TenantOptions(load=PRINTED, now=AFTER, frozen=True, throttle=False)
    folder = tmp_path_factory.mktemp("printed")
    with running_tenant(options) as tenant, desks_on(tenant, folder, clock=StillClock(AFTER)) as made:
        yield made.new()


def asked(desk, **said):
    return desk.answer(question_of(complete(said)), ZoneInfo("UTC"))


def test_it_is_one_successful_attempt_with_a_passcode_in_an_app_its_first_event_does_not_name(printed):
    answer = asked(printed)
    (row,) = answer.to_json()["rows"]

    assert answer.totals.to_json() == {
        "attempts": 1,
        "success": 1,
        "failed": 0,
        "abandoned": 0,
        "in_progress": 0,
        "interrupted": 0,
        "events": 4,
        "users": 1,
    }
    assert (row["app"], row["provider"], row["status"], row["user"]) == (
        "TestApp4",
        "Email OTP",
        "success",
        "testuser@fabrikam.com",
    )
    assert (row["stage"], row["error_code"], row["reason"]) == ("userCreation", 0, "")
    assert (row["started"], row["ended"]) == ("2024-10-15T01:57:36.362145+00:00", "2024-10-15T01:58:09.287604+00:00")
    assert row["correlation_id"] == "f4414243-b0ee-4030-9c0c-d661c716a6b8"
    assert answer.complete


def test_its_prompt_is_no_error(printed):
    assert asked(printed, filters={"error_code": "1002013"}).totals.attempts == 1
    assert asked(printed, filters={"had_error": True}).totals.attempts == 0
    assert asked(printed, filters={"status": "interrupted"}).totals.attempts == 0
    assert asked(printed, filters={"status": "failed"}).totals.attempts == 0


def test_it_counts_in_every_rate(printed):
    assert asked(printed, output="rate", metric="conversion").rates.to_json() == {
        "mature": 1,
        "conversion": 1.0,
        "failure": 0.0,
        "abandonment": 0.0,
        "dropoff": 0.0,
    }


def test_its_funnel_loses_nobody(printed):
    assert asked(printed, output="funnel").to_json()["funnel"] == [
        {"stage": stage, "reached": 1, "passed": 1, "left": 0}
        for stage in (
            "credentialCollection",
            "credentialValidation",
            "attributeCollectionAndValidation",
            "userCreation",
        )
    ]


@pytest.mark.parametrize(
    ("filters", "attempts"),
    [
        pytest.param({"app": "TestApp4"}, 1, id="by its app's name"),
        pytest.param({"user": "TESTUSER@fabrikam.com"}, 1, id="by its person"),
        pytest.param({"user": "9fb7a577-9469-4489-912d-bc58a5bca276"}, 1, id="by the account it made"),
        pytest.param({"provider_kind": "local"}, 1, id="as a local account"),
        pytest.param({"provider_kind": "social"}, 0, id="not as a social one"),
        pytest.param({"correlation_id": "F4414243-B0EE-4030-9C0C-D661C716A6B8"}, 1, id="by its id, in any case"),
        pytest.param({"extension": True}, 0, id="not by an extension"),
    ],
)
def test_it_is_found(filters, attempts, printed):
    assert asked(printed, filters=filters).totals.attempts == attempts


def test_it_belongs_to_the_local_day_of_its_first_event(printed):
    said = complete({"group_by": ["day"], "output": "count", "window": {"named": "yesterday"}})
    answer = printed.answer(question_of(said), ZoneInfo("America/New_York"))

    assert [dict(group.key) for group in answer.groups] == [{"day": "2024-10-14"}]


def test_the_recount_agrees(printed):
    town = raw_town(printed.tenant, AFTER)
    for said in ({}, {"output": "funnel"}, {"group_by": ["app", "stage"]}, {"filters": {"existing_account": False}}):
        question = complete(said)
        assert differences(asked(printed, **said), recount(question, town, AFTER, "UTC")) == {}
