"""The morning's digest: its numbers recounted, and one post for each day, whatever happens to the program."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from desk_digests import AT_NINE, BERLIN, Noticeboard, digest_desk, post_and_die, post_together
from desk_town import (
    APPS,
    DAY,
    HOUR,
    NOW,
    SharedClock,
    StillClock,
    client_for,
    desks_on,
    raw_row,
    rounded,
    tenant_of,
)
from recount_attempts import Town
from recount_digests import recount_digest

from bot.demo.options import TenantOptions
from bot.demo.town import running_tenant
from bot.domain.cadence import Cadence, Every
from bot.domain.days import Days
from bot.domain.question import Log
from bot.domain.subscriptions import of_settings
from bot.domain.window import local_day
from bot.errors import SlackError
from bot.graph.retry import RetryRule

SIGN_UPS = Log.SIGN_UPS
ONE_TRY = RetryRule(tries=1)
YESTERDAY = date(2026, 11, 11)
NINE = datetime(2026, 11, 12, 8, tzinfo=UTC)
"""Nine in Berlin on the morning after."""


@pytest.fixture
def board(tmp_path):
    return Noticeboard(tmp_path / "channel")


@pytest.fixture
def desk(desks, filled):
    """A desk with a full mirror and a ledger of its own."""
    return desks.new(like=filled)


def at(present, desk, board, subscription=AT_NINE):
    """A digest desk whose program was started at that moment."""
    return digest_desk(desk, board, subscription, StillClock(present))


def begun_long_ago(desk, board, subscription=AT_NINE):
    """The digest has been wanted for a month."""
    desk_then = at(NOW - 30 * DAY, desk, board, subscription)
    assert desk_then.owed() == []


def without_words(said):
    """A digest's numbers alone."""
    kept = {
        name: said[name] for name in ("day", "totals", "rates", "compare", "funnel", "reasons", "apps", "providers")
    }
    kept["reasons"] = [
        {name: value for name, value in reason.items() if name != "meaning"} for reason in said["reasons"]
    ]
    kept["compare"] = {name: value for name, value in said["compare"].items() if name not in {"window", "last_day"}}
    return rounded(kept)


# Its numbers


@pytest.mark.parametrize("zone", ["Europe/Berlin", "UTC", "Asia/Kolkata", "Pacific/Auckland"])
def test_the_numbers_of_a_digest_equal_the_recount(zone, desk, town, board):
    subscription = of_settings("C1", Cadence(Every.DAILY, time(9), ZoneInfo(zone)))
    digest = at(NOW, desk, board, subscription).compose(YESTERDAY)

    assert without_words(digest.to_json()) == rounded(recount_digest(town, NOW, YESTERDAY, zone))
    assert digest.complete
    assert digest.now.totals.attempts > 100


def test_a_digest_reads_what_the_mirror_lacks(desks, town, board):
    empty = desks.new()
    digest = at(NOW, empty, board).compose(YESTERDAY)

    assert without_words(digest.to_json()) == rounded(recount_digest(town, NOW, YESTERDAY, "Europe/Berlin"))


def test_the_worst_stage_is_the_one_that_loses_the_largest_share(desk, town, board):
    digest = at(NOW, desk, board).compose(YESTERDAY)
    shares = {
        step["stage"]: step["left"] / step["reached"]
        for step in recount_digest(town, NOW, YESTERDAY, "Europe/Berlin")["funnel"]
    }

    assert shares[digest.worst.stage] == max(shares.values())


def test_where_the_week_before_is_not_known_the_digest_says_since_when_it_will_be(desk, board):
    """The log begins on Tuesday 3 November at 11:48: Wednesday is the first whole day."""
    digest = at(NOW, desk, board).compose(date(2026, 11, 8))

    assert digest.like is None
    assert digest.complete
    assert digest.notes == (
        "No comparison yet: sign-ups are known since Tue 3 Nov, "
        "so the first day with a whole week before it is Wed 11 Nov.",
    )
    assert at(NOW, desk, board).compose(date(2026, 11, 11)).like is not None
    assert at(NOW, desk, board).compose(date(2026, 11, 10)).like is None


def test_a_day_whose_first_hours_nobody_kept_says_so(board, tmp_path):
    """What Graph has forgotten never comes, so there is nothing to wait for."""
    options = TenantOptions(days=9, now=NOW, frozen=True, throttle=False, retention_days=7)
    with running_tenant(options) as tenant, desks_on(tenant, tmp_path / "mirror") as made:
        digest = at(NOW, made.new(), board).compose(date(2026, 11, 5))

    assert (digest.complete, digest.late) == (False, False)
    assert digest.notes[0] == "Sign-ups of this day are known only since Thu 5 Nov 11:30."
    assert digest.now.totals.attempts > 20


# One post for each day


@pytest.mark.parametrize(
    ("present", "owed"),
    [
        pytest.param(NINE - timedelta(microseconds=1), ["2026-11-10"], id="an instant before it is due"),
        pytest.param(NINE, ["2026-11-10", "2026-11-11"], id="when it is due"),
        pytest.param(NINE + 15 * HOUR, ["2026-11-10", "2026-11-11"], id="all day"),
    ],
)
def test_a_digest_is_owed_from_its_hour_on(present, owed, desk, board):
    at(NINE - 2 * DAY + HOUR, desk, board).owed()

    assert [day.isoformat() for day in at(present, desk, board).owed()] == owed


def test_nothing_is_owed_from_before_the_digest_was_wanted(desk, board):
    assert at(NINE + HOUR, desk, board).owed() == []
    assert at(NINE + DAY, desk, board).owed() == [date(2026, 11, 12)]


def test_a_digest_is_posted_once_however_often_it_is_looked_for(desk, board):
    begun_long_ago(desk, board)
    for hours in range(20):
        at(NINE + hours * HOUR, desk, board).post_owed()

    assert board.days()[-1] == "2026-11-11"
    assert len(board.days()) == len(set(board.days()))


def test_days_missed_while_down_are_caught_up_oldest_first_up_to_a_week(desk, board):
    begun_long_ago(desk, board)

    posted = at(NINE, desk, board).post_owed()

    assert posted == [YESTERDAY - timedelta(days=back) for back in range(6, -1, -1)]
    assert board.days() == [day.isoformat() for day in posted]


def test_two_processes_post_once(desk, board, tenant):
    begun_long_ago(desk, board)

    said = post_together(tenant, desk, board)

    assert sorted(board.days()) == [(YESTERDAY - timedelta(days=back)).isoformat() for back in range(6, -1, -1)]
    assert sorted(day for days in said for day in days) == sorted(board.days())


def test_a_process_killed_between_claim_and_post_is_not_followed_by_a_second_post(desk, board, tenant):
    """Whether the message stands in the channel nobody can know: the owner is told, and nothing is posted twice."""
    at(NINE - DAY, desk, board).owed()
    desk.clock.present = NINE
    try:
        assert post_and_die(tenant, desk, board) == 9
    finally:
        desk.clock.present = NOW
    digests = at(NINE + HOUR, desk, board)

    assert digests.post_owed() == [YESTERDAY]
    assert digests.unconfirmed() == [local_day(YESTERDAY - timedelta(days=1), BERLIN)]
    assert board.days() == ["2026-11-11"]


@pytest.mark.parametrize(
    ("start", "at_hour", "days"),
    [
        pytest.param("2026-03-27T12:00", time(9), ["2026-03-27", "2026-03-28", "2026-03-29"], id="forward, at nine"),
        pytest.param("2026-03-27T12:00", time(2, 30), ["2026-03-27", "2026-03-28", "2026-03-29"], id="in the gap"),
        pytest.param("2026-10-23T12:00", time(9), ["2026-10-23", "2026-10-24", "2026-10-25"], id="back, at nine"),
        pytest.param(
            "2026-10-23T12:00", time(2, 30), ["2026-10-23", "2026-10-24", "2026-10-25"], id="in the doubled hour"
        ),
    ],
)
def test_both_changes_of_the_clocks_give_one_post_a_day(start, at_hour, days, board, tmp_path):
    clock = SharedClock(datetime.fromisoformat(start).replace(tzinfo=UTC))
    subscription = of_settings("C1", Cadence(Every.DAILY, at_hour, BERLIN))
    options = TenantOptions(days=9, throttle=False)
    with running_tenant(options, clock=clock) as tenant, desks_on(tenant, tmp_path / "mirror", clock=clock) as made:
        desk = made.new()
        digest_desk(desk, board, subscription).owed()
        desk.fill()
        while clock.present < datetime.fromisoformat(start).replace(tzinfo=UTC) + 3 * DAY:
            clock.forward(hours=1)
            for day in digest_desk(desk, board, subscription).post_owed():  # a program started anew each time
                late = clock.present - subscription.cadence.due(Days.one(day))
                assert timedelta() <= late <= timedelta(minutes=30)

    assert board.days() == days
    hours = [digest.now.window.length / HOUR for digest in board.digests]
    assert hours == [24, 24, 23] if start.startswith("2026-03") else [24, 24, 25]


# Late data


@pytest.fixture
def cut_off(tmp_path):
    """Desks whose Graph answers nothing but 503."""
    options = TenantOptions(days=1, now=NOW, frozen=True, throttle=False, faults="503=1")
    with (
        running_tenant(options) as tenant,
        desks_on(tenant, tmp_path / "cut-off", client=client_for(tenant, rule=ONE_TRY)) as made,
    ):
        yield made


@pytest.fixture
def held_until_evening(desks):
    """A desk that read the log last at six in the evening."""
    desk = desks.new()
    desks.clock.present = datetime(2026, 11, 11, 17, tzinfo=UTC)
    desk.fill()
    desks.clock.present = NOW
    return desk


def test_late_data_is_waited_for_and_then_posted_with_a_word_about_it(cut_off, held_until_evening, board):
    desk = cut_off.new(like=held_until_evening)
    at(NINE - DAY + HOUR, desk, board).owed()

    assert at(NINE, desk, board).post_owed() == []
    assert at(NINE + 2 * HOUR - timedelta(seconds=1), desk, board).post_owed() == []
    assert at(NINE + 2 * HOUR, desk, board).post_owed() == [YESTERDAY]
    (digest,) = board.digests
    assert (digest.complete, digest.late) == (False, True)
    assert digest.notes == (
        "The log was late: it was known only until Wed 11 Nov 18:00, so these numbers may still rise.",
    )


def test_what_arrives_while_a_digest_waits_is_in_it(cut_off, desks, held_until_evening, town, board):
    waiting = cut_off.new(like=held_until_evening)
    at(NINE - DAY + HOUR, waiting, board).owed()
    assert at(NINE, waiting, board).post_owed() == []
    back = desks.new(like=waiting)

    assert at(NINE + HOUR, back, board).post_owed() == [YESTERDAY]
    (digest,) = board.digests
    assert digest.complete
    assert without_words(digest.to_json()) == rounded(recount_digest(town, NINE + HOUR, YESTERDAY, "Europe/Berlin"))


def test_a_day_that_ends_in_silence_is_waited_for_too(board, tmp_path):
    """Graph answers, but the evening's rows have not come: a week before there were many."""
    begin = local_day(YESTERDAY, BERLIN).since
    rows = [raw_row(f"now-{n}", begin + n * HOUR, correlation_id=f"now-{n}") for n in range(12)]
    rows += [raw_row(f"then-{n}", begin - 7 * DAY + n * HOUR, correlation_id=f"then-{n}") for n in range(-1, 24)]
    with tenant_of(rows, tmp_path) as tenant, desks_on(tenant, tmp_path / "mirror") as made:
        desk = made.new()
        at(NINE - DAY + HOUR, desk, board).owed()
        assert at(NINE, desk, board).post_owed() == []
        assert at(NINE + 2 * HOUR, desk, board).post_owed() == [YESTERDAY]

    (digest,) = board.digests
    assert digest.notes == (
        "Nothing after Wed 11 Nov 11:00 has arrived, though 12 attempts began after that hour "
        "a week before: the log is late, or sign-ups stopped.",
    )
    assert without_words(digest.to_json()) == rounded(
        recount_digest(Town(rows, apps=APPS), NINE + 2 * HOUR, YESTERDAY, "Europe/Berlin") | {"apps": _by_id()}
    )


def _by_id():
    """No row names the app, so the digest shows its id."""
    rates = {"mature": 12, "conversion": 0.0, "failure": 0.0, "abandonment": 1.0, "dropoff": 1.0}
    app = next(iter(APPS))
    return [{"name": app, "attempts": 12, "before": 24, "rates": rates, "rates_before": rates | {"mature": 24}}]


# What the channel says


def test_a_post_that_slack_refused_is_tried_again(desk, board):
    at(NINE - DAY + HOUR, desk, board).owed()
    board.error = SlackError("The channel is archived.", code="is_archived")
    assert at(NINE, desk, board).post_owed() == []
    board.error = None

    assert at(NINE + HOUR, desk, board).post_owed() == [YESTERDAY]
    assert board.days() == ["2026-11-11"]


def test_a_post_that_may_stand_in_the_channel_is_not_tried_again(desk, board):
    at(NINE - DAY + HOUR, desk, board).owed()
    board.error = SlackError("Slack did not answer.", maybe_posted=True)
    assert at(NINE, desk, board).post_owed() == []
    board.error = None
    digests = at(NINE + HOUR, desk, board)

    assert digests.post_owed() == []
    assert digests.unconfirmed() == [local_day(YESTERDAY, BERLIN)]


def test_a_digest_posted_by_hand_is_owed_no_longer(desk, board):
    at(NINE - DAY + HOUR, desk, board).owed()
    digests = at(NINE + HOUR, desk, board)
    assert digests.owed() == [YESTERDAY]

    digests.post_by_hand(digests.compose(YESTERDAY))

    assert digests.owed() == []
    assert digests.unconfirmed() == []
    assert board.days() == ["2026-11-11"]


def test_a_look_at_today_by_hand_leaves_tomorrow_s_digest_owed(desk, board):
    at(NINE - DAY + HOUR, desk, board).owed()
    today = YESTERDAY + timedelta(days=1)
    digests = at(NINE + HOUR, desk, board)
    digests.post_by_hand(digests.compose(today))

    assert at(NINE + DAY, desk, board).owed() == [YESTERDAY, today]


def test_composing_a_day_that_lies_ahead_holds_nothing_of_it(desks, board):
    desk = desks.new()
    digest = at(NOW, desk, board).compose(YESTERDAY + timedelta(days=5))

    assert digest.now.totals.attempts == 0
    assert all(known.held.until <= NOW for known in desk.mirror.held(SIGN_UPS))
