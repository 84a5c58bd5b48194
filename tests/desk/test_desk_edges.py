"""What happens at the ends of a window: attempts that go on beyond it, that came before it, and reused ids."""

from contextlib import contextmanager
from datetime import timedelta
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo

import pytest
from desk_questions import complete
from desk_town import (
    APPS,
    DAY,
    HOUR,
    NOW,
    REWARDS,
    STORE,
    desks_on,
    differences,
    numbers,
    question_of,
    raw_row,
    tenant_of,
)
from hypothesis import given, settings
from hypothesis import strategies as st
from recount import recount
from recount_attempts import Town

UNTIL = NOW - 12 * HOUR
SINCE = UNTIL - 6 * HOUR
WINDOW = {"from": SINCE.isoformat(), "to": UNTIL.isoformat()}
UTC_ZONE = ZoneInfo("UTC")
INSTANT = timedelta(microseconds=1)
COLLECT, VALIDATE, CREATE = "credentialCollection", "credentialValidation", "userCreation"


def steps(begin, *later, **usual):
    """Rows at `begin` and at moments after it, each with what differs: (minutes, members)."""
    moments = [(timedelta(), {}), *[(timedelta(minutes=minutes), members) for minutes, members in later]]
    name = usual.get("correlation_id", "one")
    return [
        raw_row(f"{name}-{number}", begin + after, **(usual | members))
        for number, (after, members) in enumerate(moments)
    ]


LOGS = {
    "it goes on for hours after the window": (
        steps(UNTIL - INSTANT, (55, {}), (110, {}), (165, {"stage": CREATE})),
        {},
    ),
    "its only address comes hours after the window": (
        steps(UNTIL - INSTANT, (55, {}), (110, {"who": "jane@x.com"}), who=None),
        {"user": "jane@x.com"},
    ),
    "its only error comes hours after the window": (
        steps(UNTIL - INSTANT, (55, {}), (110, {"stage": VALIDATE, "code": 50181})),
        {"error_code": "50181"},
    ),
    "its only provider comes hours after the window": (
        steps(UNTIL - INSTANT, (55, {}), (110, {"signUpIdentityProvider": "Google"}), signUpIdentityProvider=None),
        {"provider": "Google"},
    ),
    "it fails hours after the window": (
        steps(UNTIL - INSTANT, (55, {}), (110, {"stage": VALIDATE, "code": 50181})),
        {"status": "failed", "stage": VALIDATE},
    ),
    "each pause is an hour to the instant": (
        steps(UNTIL - INSTANT, (60, {}), (120, {}), (180, {"stage": CREATE})),
        {"status": "success"},
    ),
    "a pause is an instant too long": (
        steps(UNTIL - INSTANT, (60, {}), (120 + 1 / 60_000_000, {"stage": CREATE})),
        {"status": "abandoned"},
    ),
    "it begins with the window": (steps(SINCE, (1, {"stage": CREATE})), {}),
    "it begins an instant before the window": (steps(SINCE - INSTANT, (1, {"stage": CREATE})), {}),
    "it begins with the window's end": (steps(UNTIL, (1, {"stage": CREATE})), {}),
    "it began an hour to the instant before the window": (steps(SINCE - HOUR, (60, {"stage": CREATE})), {}),
    "what came before lies an instant too far back": (steps(SINCE - HOUR - INSTANT, (61, {"stage": CREATE})), {}),
    "somebody else comes after a success long before the window": (
        steps(SINCE - 2 * HOUR, (50, {"stage": VALIDATE}), (100, {}), (125, {"who": "sam@x.com"}), stage=CREATE),
        {},
    ),
    "somebody else comes after no success": (
        steps(SINCE - 2 * HOUR, (50, {"stage": VALIDATE}), (100, {}), (125, {"who": "sam@x.com"})),
        {},
    ),
    "one id is used by two apps": (
        steps(
            SINCE - timedelta(minutes=5), (1, {}), (10, {"app_id": REWARDS}), (11, {"app_id": REWARDS, "stage": CREATE})
        ),
        {"app": "Rewards"},
    ),
    "rows have no correlation id": (steps(SINCE, (1, {}), (2, {"stage": CREATE}), correlation_id=""), {}),
    "a row of a searched code has no correlation id": (
        steps(SINCE, (1, {"code": 50181}), correlation_id=""),
        {"error_code": "50181"},
    ),
    "stages are not named": (
        steps(SINCE, (1, {"stage": None}), (2, {"stage": "somethingNew"})),
        {"stage": "somethingNew"},
    ),
    "members are missing": (
        [{"id": "bare", "createdDateTime": f"{SINCE:%Y-%m-%dT%H:%M:%SZ}", "appId": STORE, "correlationId": "one"}],
        {},
    ),
    "times have seven digits": (
        steps(SINCE, (0, {"createdDateTime": f"{UNTIL - INSTANT:%Y-%m-%dT%H:%M:%S.%f}9Z", "correlation_id": "two"})),
        {},
    ),
}


@pytest.mark.parametrize(("rows", "filters"), LOGS.values(), ids=LOGS)
def test_an_attempt_at_an_edge_is_counted_where_it_belongs(rows, filters, tmp_path):
    said = complete({"filters": filters, "window": WINDOW})
    expected = recount(said, Town(rows, apps=APPS), NOW, "UTC")
    with tenant_of(rows, tmp_path) as tenant, desks_on(tenant, tmp_path) as made:
        filled = made.new()
        filled.fill()
        for desk in (made.new(), filled):
            assert differences(desk.answer(question_of(said), UTC_ZONE), expected) == {}


def test_the_logs_put_attempts_on_both_sides_of_the_edges():
    found = {
        name: recount(complete({"filters": filters, "window": WINDOW}), Town(rows, apps=APPS), NOW, "UTC")["totals"][
            "attempts"
        ]
        for name, (rows, filters) in LOGS.items()
    }

    assert {name for name, attempts in found.items() if not attempts} == {
        "it begins an instant before the window",
        "it begins with the window's end",
        "it began an hour to the instant before the window",
        "somebody else comes after no success",
    }


def test_a_row_that_comes_late_and_a_row_that_changes_are_seen_by_the_next_reading(tmp_path):
    """Graph's logs lag: what is read again overwrites."""
    early = steps(NOW - HOUR, (1, {"stage": VALIDATE, "code": 50181}))
    late = [*early, raw_row("late", NOW - timedelta(minutes=50), CREATE)]
    said = complete({"window": {"last": 7_200}})
    with town_of(early, tmp_path / "early") as before, town_of(late, tmp_path / "late") as after:
        desk = before.new()
        desk.fill()
        assert desk.answer(question_of(said), UTC_ZONE).totals.failed == 1
        after.clock.present = NOW + timedelta(minutes=5)
        answer = after.new(like=desk).answer(question_of(said), UTC_ZONE)

    assert differences(answer, recount(said, Town(late, apps=APPS), NOW + timedelta(minutes=5), "UTC")) == {}
    assert answer.totals.success == 1


@contextmanager
def town_of(rows, folder):
    folder.mkdir()
    with tenant_of(rows, folder) as tenant, desks_on(tenant, folder) as made:
        yield made


minutes = st.integers(-20 * 60, 14 * 60) | st.sampled_from([-60, 0, 360, 420, 60, 300])
drawn_rows = st.lists(
    st.tuples(
        minutes,
        st.sampled_from([COLLECT, VALIDATE, CREATE]),
        st.sampled_from([0, 0, 1002013, 50181]),
        st.sampled_from(["a@x.com", "A@x.com", "b@y.com", None]),
        st.sampled_from(["one", "two"]),
        st.sampled_from([STORE, REWARDS]),
    ),
    min_size=1,
    max_size=40,
)
drawn_filters = st.sampled_from(
    [
        *({}, {"app": "Store"}, {"user": "b@y.com"}, {"error_code": "50181"}, {"correlation_id": "one"}),
        *({"status": "failed"}, {"stage": CREATE}, {"user_domain": "y.com"}, {"error_code": "50181", "app": "Store"}),
    ]
)


@settings(max_examples=60)
@given(drawn=drawn_rows, filters=drawn_filters)
def test_whatever_the_log_and_the_window_s_edges_the_answer_is_right(drawn, filters):
    rows = [
        raw_row(f"row-{number}", SINCE + timedelta(minutes=after), stage, code, who, id_, app)
        for number, (after, stage, code, who, id_, app) in enumerate(drawn)
    ]
    said = complete({"filters": filters, "window": WINDOW})
    expected = recount(said, Town(rows, apps=APPS), NOW, "UTC")
    with TemporaryDirectory() as folder, tenant_of(rows, folder) as tenant, desks_on(tenant, folder) as made:
        filled = made.new()
        filled.fill(since=NOW - 3 * DAY)
        answers = [desk.answer(question_of(said), UTC_ZONE) for desk in (made.new(), filled)]

    assert [differences(answer, expected) for answer in answers] == [{}, {}]
    assert numbers(answers[0]) == numbers(answers[1])
