"""Digests of weeks, weekends and of some sign-ups only: every number equal to an independent recount of raw rows."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from desk_digests import Noticeboard, digest_desk, numbers_of
from desk_town import NOW, StillClock, desks_on, raw_town, rounded
from recount_digests import recount_days

from bot.demo.options import TenantOptions
from bot.demo.town import running_tenant
from bot.domain.cadence import Cadence, Every
from bot.domain.days import DAY, Days
from bot.domain.question import Is, Not
from bot.domain.subscriptions import Channel, Subscription

BERLIN = ZoneInfo("Europe/Berlin")
NINE = time(9)
WEEK = Days(date(2026, 11, 1), date(2026, 11, 7))
"""Sunday to Saturday, since the week before then has the 25 hours of the change to winter time."""

WEEKEND = Days(date(2026, 11, 6), date(2026, 11, 8))


@pytest.fixture(scope="module")
def town_and_desk(tmp_path_factory):
    options = TenantOptions(days=19, now=NOW, frozen=True, throttle=False)
    with running_tenant(options) as tenant, desks_on(tenant, tmp_path_factory.mktemp("periods")) as desks:
        desk = desks.new()
        desk.fill(since=NOW - 19 * DAY)
        yield raw_town(tenant), desk


def composed(desk, days, where=(), now=NOW):
    cadence = Cadence(Every.WEEKLY, NINE, BERLIN, days.first.weekday())
    subscription = Subscription(name="s", cadence=cadence, to=Channel("C1"), where=where, about="some")
    return digest_desk(desk, Noticeboard("nowhere"), subscription, StillClock(now)).compose(days)


def recounted(town, days, wanted=lambda attempt: True):
    """What a digest of `days` must say, from the rows alone."""
    week = 7 * DAY
    return recount_days(town, NOW, BERLIN.key, (days.first, days.last), (days.first - week, days.last - week), wanted)


@pytest.mark.parametrize(
    ("days", "where", "wanted"),
    [
        pytest.param(WEEK, (), lambda attempt: True, id="a week after the change of the clocks"),
        pytest.param(WEEKEND, (), lambda attempt: True, id="Friday to Sunday"),
        pytest.param(
            WEEK, (Is("provider", "Google"),), lambda attempt: attempt["provider"] == "Google", id="one provider"
        ),
        pytest.param(
            WEEK, (Not(Is("provider", "Google")),), lambda attempt: attempt["provider"] != "Google", id="all others"
        ),
        pytest.param(
            WEEKEND,
            (Is("error_code", "50181"),),
            lambda attempt: any(step["status"]["errorCode"] == 50181 for step in attempt["steps"]),
            id="one code",
        ),
    ],
)
def test_the_numbers_of_a_period_equal_the_recount(days, where, wanted, town_and_desk):
    town, desk = town_and_desk
    digest = composed(desk, days, where)

    assert numbers_of(digest) == rounded(recounted(town, days, wanted))
    assert digest.complete
    assert digest.now.totals.attempts > 0
    assert digest.like.totals.attempts > 0


def test_the_week_of_the_change_to_winter_time_has_an_hour_more(town_and_desk):
    _, desk = town_and_desk
    digest = composed(desk, WEEK)

    assert (digest.now.window.length.total_seconds() / 3600, digest.like.window.length.total_seconds() / 3600) == (
        7 * 24,
        7 * 24 + 1,
    )


def test_the_trend_has_the_days_that_the_mirror_holds_and_ends_with_the_digest(town_and_desk):
    town, desk = town_and_desk
    digest = composed(desk, Days.one(date(2026, 11, 11)))

    assert [point.days.first for point in digest.trend] == [date(2026, 10, 29) + number * DAY for number in range(14)]
    assert (digest.trend[-1].attempts, digest.trend[-1].success) == (
        digest.now.totals.attempts,
        digest.now.totals.success,
    )
    for point in digest.trend[-7:]:
        totals = recounted(town, point.days)["totals"]
        assert (point.attempts, point.success) == (totals["attempts"], totals["success"])


def test_weeks_that_the_mirror_does_not_hold_whole_are_not_drawn(town_and_desk):
    _, desk = town_and_desk

    assert [point.days for point in composed(desk, WEEK).trend] == [WEEK.back(7 * DAY), WEEK]


def test_a_month_that_is_not_known_is_not_compared_with(town_and_desk):
    _, desk = town_and_desk
    december = datetime(2026, 11, 12, tzinfo=UTC)
    digest = composed(desk, Days(date(2026, 10, 1), date(2026, 10, 31)), now=december)

    assert digest.like is None
    assert not digest.complete
    assert digest.notes[0].startswith("Sign-ups of this month are known only since Sat 24 Oct")
    assert "there is no earlier month to compare with yet" in digest.changed


def test_a_line_is_drawn_only_over_days_that_follow_each_other(desks):
    """On an empty mirror a digest reads its own day and the like day: two points a week apart are no trend."""
    digest = composed(desks.new(), Days.one(date(2026, 11, 11)))

    assert [point.days.first for point in digest.trend] == [date(2026, 11, 11)]
