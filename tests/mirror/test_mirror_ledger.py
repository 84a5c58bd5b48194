"""A digest is claimed once, by one process, whatever happens to the others."""

import sqlite3
from contextlib import closing

import pytest
from mirror_samples import NOON, hours, race

from bot.errors import MirrorError
from bot.mirror.ledger import SqlLedger

MORNING = hours(-36, -12)


def claim(path, number):
    return SqlLedger(path).claim("digest", hours(number, number + 1), NOON)


def test_of_several_processes_exactly_one_may_post(path):
    assert [sorted(answers) for answers in race(claim, path, rounds=60)] == [[False, False, True]] * 60


def test_a_claim_outlives_the_process_that_made_it(ledger, path):
    assert ledger.claim("digest", MORNING, NOON)

    again = SqlLedger(path)

    assert not again.claim("digest", MORNING, NOON)
    assert again.is_claimed("digest", MORNING)
    assert again.open_claims("digest") == [MORNING]


def test_a_posted_digest_is_settled_for_good(ledger):
    ledger.claim("digest", MORNING, NOON)
    ledger.posted("digest", MORNING, "1794650400.000100", NOON)

    assert ledger.open_claims("digest") == []
    assert ledger.is_claimed("digest", MORNING)
    assert not ledger.claim("digest", MORNING, NOON)


def test_a_claim_given_back_may_be_taken_once_more(ledger):
    ledger.claim("digest", MORNING, NOON)
    ledger.release("digest", MORNING, "Slack was unreachable", NOON)

    assert not ledger.is_claimed("digest", MORNING)
    assert ledger.open_claims("digest") == []
    assert ledger.claim("digest", MORNING, NOON)
    assert not ledger.claim("digest", MORNING, NOON)


@pytest.mark.parametrize(
    "settle",
    [
        pytest.param(lambda ledger: ledger.release("digest", MORNING, "why not", NOON), id="give back"),
        pytest.param(lambda ledger: ledger.posted("digest", MORNING, "2.0", NOON), id="post twice"),
    ],
)
def test_what_is_posted_cannot_be_settled_again(ledger, settle):
    ledger.claim("digest", MORNING, NOON)
    ledger.posted("digest", MORNING, "1.0", NOON)

    with pytest.raises(MirrorError, match="no open claim"):
        settle(ledger)

    assert ledger.is_claimed("digest", MORNING)


def test_what_was_never_claimed_cannot_be_posted(ledger):
    with pytest.raises(MirrorError, match="no open claim"):
        ledger.posted("digest", MORNING, "1.0", NOON)


def test_subscriptions_and_periods_are_claimed_each_for_themselves(ledger):
    assert ledger.claim("digest", MORNING, NOON)
    assert ledger.claim("weekly", MORNING, NOON)
    assert ledger.claim("digest", hours(-60, -36), NOON)

    assert ledger.open_claims("digest") == [hours(-60, -36), MORNING]
    assert not ledger.is_claimed("weekly", hours(-60, -36))


def test_a_subscription_is_known_since_it_was_first_seen(ledger):
    assert ledger.known_since("digest", MORNING.since) == MORNING.since
    assert ledger.known_since("digest", NOON) == MORNING.since
    assert ledger.known_since("weekly", NOON) == NOON


def test_a_day_of_25_hours_is_not_the_day_of_24(ledger):
    assert ledger.claim("digest", hours(0, 24), NOON)
    assert ledger.claim("digest", hours(0, 25), NOON)


def test_who_asked_what_is_remembered_until_it_is_forgotten(ledger, path):
    for at in (MORNING.since, NOON):
        ledger.asked("U1", "C1", {"log": "signups", "filters": {"user": "o'brien@b.com"}}, at)

    with closing(sqlite3.connect(path)) as connection:
        asked = connection.execute("SELECT at, asker, channel, question FROM asked_questions ORDER BY at").fetchall()

    assert asked[1] == (
        int(NOON.timestamp()) * 1_000_000,
        "U1",
        "C1",
        '{"log":"signups","filters":{"user":"o\'brien@b.com"}}',
    )
    assert ledger.forget_asked(NOON) == 1
    assert ledger.forget_asked(NOON) == 0
