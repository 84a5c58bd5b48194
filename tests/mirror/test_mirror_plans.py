"""How SQLite will find the rows: by an index, never by reading a whole table."""

import pytest
from mirror_samples import DAY

from bot.domain.question import Is, Log, Not, OneOf
from bot.mirror import ledger, statements
from bot.mirror.database import opened

LOG = Log.SIGN_UPS
PERIOD = ["digest", 0, 1]


def plan(path, text, parameters):
    with opened(path) as db:
        return [detail for _, _, _, detail in db.execute(f"EXPLAIN QUERY PLAN {text}", parameters)]


@pytest.mark.parametrize(
    ("text", "parameters"),
    [
        pytest.param(*statements.read(LOG, DAY, []), id="a window"),
        pytest.param(*statements.read(LOG, DAY, [Is("app", "a")]), id="an app"),
        pytest.param(*statements.read(LOG, DAY, [OneOf("correlation_id", ("a", "b"))]), id="correlation ids"),
        pytest.param(*statements.read(LOG, DAY, [Not(Is("stage", "consent"))]), id="another stage"),
        pytest.param(*statements.read(LOG, DAY, [Is("user", "a"), Is("error_code", 1)]), id="a person and a code"),
        pytest.param(*statements.payloads(LOG, DAY), id="payloads"),
        pytest.param(statements.oldest(LOG), [], id="the oldest row"),
        pytest.param(statements.forget(LOG), [0, 1], id="forgetting"),
        pytest.param(ledger.TAKEN, PERIOD, id="is it claimed"),
        pytest.param(ledger.OPEN, ["digest", 1], id="open claims"),
        pytest.param(ledger.CLOSE, ["ts", 1, *PERIOD], id="closing a claim"),
    ],
)
def test_no_table_is_read_whole(path, text, parameters):
    steps = plan(path, text, parameters)

    assert [step for step in steps if step.startswith("SCAN")] == []
    assert any("USING" in step for step in steps)


def test_a_person_is_found_by_address_and_their_attempts_by_correlation_id(path):
    steps = " | ".join(plan(path, *statements.read(LOG, DAY, [Is("user", "a@b.com")])))

    assert "sign_ups_by_person (identifier_key=? AND at>? AND at<?)" in steps
    assert "sign_ups_by_attempt (correlation_id=? AND at>? AND at<?)" in steps


def test_a_window_comes_in_order_without_sorting(path):
    assert plan(path, *statements.read(LOG, DAY, [])) == [
        "SEARCH sign_up_events USING INDEX sign_ups_by_time (at>? AND at<?)"
    ]
