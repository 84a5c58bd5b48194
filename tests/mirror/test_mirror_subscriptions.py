"""Subscriptions as they are kept: found again whole, paused, resumed and ended by exactly one, never numbered twice."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from migrated import migrated

from bot.domain.cadence import Cadence, Every
from bot.domain.deliveries import Delivery, DeliveryState
from bot.domain.question import Is, Not, OneOf
from bot.domain.subscriptions import Channel, DigestKind, Draft, Person
from bot.domain.window import Window
from bot.mirror.database import writing
from bot.mirror.ledger import SqlLedger
from bot.mirror.subscriptions import SqlSubscriptions

NOW = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
LATER = NOW + timedelta(hours=3)
LONDON = ZoneInfo("Europe/London")
DAILY = Cadence(Every.DAILY, time(9), LONDON)
YESTERDAY = Window(NOW - timedelta(hours=33, minutes=30), NOW - timedelta(hours=9, minutes=30))


def draft(**changes):
    wanted = {"kind": DigestKind.SIGN_UPS, "cadence": DAILY, "to": Channel("C0OPS"), "owner": "U1"}
    return Draft(**wanted | changes)


@pytest.fixture
def path(tmp_path):
    return migrated(tmp_path / "mirror")


@pytest.fixture
def kept(path):
    return SqlSubscriptions(path)


@pytest.fixture
def ledger(path):
    return SqlLedger(path)


@pytest.mark.parametrize(
    "wanted",
    [
        pytest.param(draft(), id="plain"),
        pytest.param(
            draft(
                kind=DigestKind.SIGN_INS,
                cadence=Cadence(Every.WEEKLY, time(17, 5), ZoneInfo("Asia/Kolkata"), 4),
                to=Person("U2"),
                owner="U2",
                where=(Is("app", "Store"), Not(OneOf("country", ("FR", "DE")))),
                about="app Store · none of FR, DE",
                skip_quiet=True,
            ),
            id="with everything",
        ),
        pytest.param(draft(cadence=Cadence(Every.MONTHLY, time(0), LONDON, 31)), id="monthly"),
        pytest.param(draft(where=(Is("had_error", True),)), id="a flag"),  # noqa: FBT003  # a value, not an option
    ],
)
def test_a_subscription_is_found_again_as_it_was_asked_for(wanted, kept):
    made = kept.add(wanted, NOW)

    assert made == kept.find(made.number) == kept.find_by_id(made.id)
    assert (made.kind, made.cadence, made.to, made.owner) == (wanted.kind, wanted.cadence, wanted.to, wanted.owner)
    assert (made.where, made.about, made.skip_quiet) == (wanted.where, wanted.about, wanted.skip_quiet)
    assert (made.since, made.paused, made.name) == (NOW, False, f"subscription-{made.number}")
    assert made.is_like(wanted)


def test_ids_of_buttons_cannot_be_guessed(kept):
    ids = {kept.add(draft(owner=f"U{number}"), NOW).id for number in range(20)}

    assert len(ids) == 20
    assert min(map(len, ids)) >= 16


def test_a_pause_ends_with_nothing_owed_from_it(kept):
    number = kept.add(draft(), NOW).number

    assert kept.pause(number, NOW)
    assert not kept.pause(number, NOW), "it was paused already"
    assert kept.find(number).paused
    assert kept.resume(number, LATER)
    assert not kept.resume(number, LATER)
    assert (kept.find(number).paused, kept.find(number).since) == (False, LATER)


def test_what_was_ended_is_gone_and_its_number_is_not_given_again(kept):
    first = kept.add(draft(), NOW)

    assert kept.end(first.number, NOW)
    assert not kept.end(first.number, NOW), "somebody else was quicker"
    assert (kept.find(first.number), kept.find_by_id(first.id), kept.all()) == (None, None, [])
    assert kept.add(draft(), NOW).number == first.number + 1


def test_what_another_version_kept_keeps_no_other_from_being_delivered(kept, path, caplog):
    strange, known = kept.add(draft(), NOW), kept.add(draft(owner="U2"), NOW)
    with writing(path) as db:
        db.execute("UPDATE digest_subscriptions SET kind = 'of another version' WHERE number = ?", [strange.number])

    assert kept.all() == kept.all() == [known]
    assert kept.find(strange.number) is kept.find_by_id(strange.id) is None
    assert caplog.text.count(f"Subscription {strange.number} was kept by another version of Gatehouse") == 1


def test_all_are_listed_by_their_numbers(kept):
    numbers = [kept.add(draft(owner=owner), NOW).number for owner in ("U2", "U1", "U2")]

    assert [each.number for each in kept.all()] == numbers == sorted(numbers)


# What became of posts


def test_a_history_tells_every_turn_newest_first(ledger):
    ledger.claim("s", YESTERDAY, NOW)
    ledger.release("s", YESTERDAY, "The channel is archived.", NOW)
    ledger.claim("s", YESTERDAY, LATER)
    ledger.posted("s", YESTERDAY, "1.0", LATER)
    ledger.claim("another", YESTERDAY, NOW)

    assert ledger.history("s", 10) == [
        Delivery(YESTERDAY, DeliveryState.POSTED, LATER),
        Delivery(YESTERDAY, DeliveryState.FAILED, NOW, 1, "The channel is archived."),
    ]
    assert ledger.history("s", 1) == [Delivery(YESTERDAY, DeliveryState.POSTED, LATER)]


def test_the_same_failure_again_only_counts_up(ledger):
    for minutes in range(3):
        ledger.claim("s", YESTERDAY, NOW)
        ledger.release("s", YESTERDAY, "Archived.", NOW + timedelta(minutes=minutes))
    ledger.failed("s", YESTERDAY, "Graph refused.", LATER)

    assert ledger.history("s", 10) == [
        Delivery(YESTERDAY, DeliveryState.FAILED, LATER, 1, "Graph refused."),
        Delivery(YESTERDAY, DeliveryState.FAILED, NOW + timedelta(minutes=2), 3, "Archived."),
    ]


def test_a_quiet_period_is_settled_without_a_message(ledger):
    ledger.claim("s", YESTERDAY, NOW)
    ledger.posted("s", YESTERDAY, None, NOW)

    assert ledger.is_claimed("s", YESTERDAY)
    assert ledger.history("s", 10) == [Delivery(YESTERDAY, DeliveryState.QUIET, NOW)]


def test_a_claim_left_open_is_in_doubt_until_somebody_takes_it_over(ledger):
    ledger.claim("s", YESTERDAY, NOW)

    assert ledger.history("s", 10) == [Delivery(YESTERDAY, DeliveryState.IN_DOUBT, NOW)]
    assert ledger.open_claims("s", NOW - timedelta(minutes=1)) == [], "it may be under way"
    assert ledger.open_claims("s", NOW) == [YESTERDAY]
    assert [ledger.retake("s", YESTERDAY, NOW, LATER) for _ in range(2)] == [True, False]
    ledger.posted("s", YESTERDAY, "1.0", LATER)
    assert not ledger.retake("s", YESTERDAY, LATER, LATER), "it stands"


@pytest.mark.parametrize(
    "before",
    [
        pytest.param(lambda ledger: None, id="nobody had claimed it"),
        pytest.param(lambda ledger: ledger.claim("s", YESTERDAY, NOW), id="it was in doubt"),
        pytest.param(
            lambda ledger: (ledger.claim("s", YESTERDAY, NOW), ledger.posted("s", YESTERDAY, "0.5", NOW)), id="it stood"
        ),
        pytest.param(
            lambda ledger: (ledger.claim("s", YESTERDAY, NOW), ledger.release("s", YESTERDAY, "no", NOW)),
            id="it was refused",
        ),
    ],
)
def test_what_somebody_posts_by_hand_is_owed_no_longer(before, ledger):
    before(ledger)
    ledger.posted_by_hand("s", YESTERDAY, "1.0", LATER)

    assert ledger.is_claimed("s", YESTERDAY)
    assert ledger.open_claims("s") == []
    assert not ledger.claim("s", YESTERDAY, LATER)
    assert ledger.history("s", 1) == [Delivery(YESTERDAY, DeliveryState.BY_HAND, LATER)]


def test_an_owner_is_told_once_until_it_is_over(ledger):
    assert [ledger.tell_once("s", "failed", NOW) for _ in range(2)] == [True, False]
    assert ledger.tell_once("s", "in doubt 2026-11-19", NOW)
    assert ledger.tell_once("another", "failed", NOW)
    ledger.tell_again("s", "failed")

    assert ledger.tell_once("s", "failed", LATER)
    assert not ledger.tell_once("s", "in doubt 2026-11-19", LATER)
