"""Digests of months, weeks and weekends in zones whose clocks change within them: each number equal to a recount."""

import re
from datetime import date, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from desk_digests import Noticeboard, digest_desk, numbers_of
from desk_months import FIRST, eleven_weeks
from desk_town import APPS, NOW, StillClock, desks_on, rounded, tenant_of
from recount_attempts import Town, code_of, stage_of
from recount_digests import attempts_of_days, recount_days
from recount_numbers import totals_of

from bot.demo.options import TenantOptions
from bot.demo.town import running_tenant
from bot.domain.cadence import Cadence, Every
from bot.domain.subscriptions import Channel, Subscription
from bot.render import Renderer

NINE, DAY = time(9), timedelta(days=1)
MONDAY, WEDNESDAY = 0, 2
OCTOBER, SEPTEMBER = ("2026-10-01", "2026-10-31"), ("2026-09-01", "2026-09-30")


@pytest.fixture(scope="module")
def town_and_desk(tmp_path_factory):
    rows, folder = eleven_weeks(), tmp_path_factory.mktemp("months")
    with tenant_of(rows, folder) as tenant, desks_on(tenant, folder / "mirror") as desks:
        desk = desks.new()
        desk.fill(since=NOW - 80 * DAY)
        yield Town(rows, apps=APPS), desk


def days(said):
    return tuple(map(date.fromisoformat, said))


def composed(desk, cadence, posting_day):
    """The digest that is posted on some day; the clock stands where it is due."""
    subscription = Subscription(name="s", cadence=cadence, to=Channel("C1"))
    about = cadence.covered(date.fromisoformat(posting_day))
    return digest_desk(desk, Noticeboard("nowhere"), subscription, StillClock(cadence.due(about))).compose(about)


PERIODS = [
    pytest.param("Europe/Berlin", Every.MONTHLY, 1, "2026-11-01", OCTOBER, SEPTEMBER, 745, id="a month, an hour more"),
    pytest.param("America/New_York", Every.MONTHLY, 1, "2026-11-01", OCTOBER, SEPTEMBER, 744, id="a month elsewhere"),
    pytest.param(
        "Pacific/Auckland", Every.MONTHLY, 5, "2026-11-05", OCTOBER, SEPTEMBER, 744, id="beside an hour fewer"
    ),
    pytest.param(
        "Europe/Berlin",
        Every.WEEKLY,
        MONDAY,
        "2026-10-26",
        ("2026-10-19", "2026-10-25"),
        ("2026-10-12", "2026-10-18"),
        169,
        id="a week, an hour more",
    ),
    pytest.param(
        "America/New_York",
        Every.WEEKLY,
        MONDAY,
        "2026-11-09",
        ("2026-11-02", "2026-11-08"),
        ("2026-10-26", "2026-11-01"),
        168,
        id="a week beside one with an hour more",
    ),
    pytest.param(
        "Pacific/Auckland",
        Every.WEEKLY,
        WEDNESDAY,
        "2026-09-30",
        ("2026-09-23", "2026-09-29"),
        ("2026-09-16", "2026-09-22"),
        167,
        id="a week from Wednesday on, an hour fewer",
    ),
    pytest.param(
        "America/New_York",
        Every.WEEKDAYS,
        MONDAY,
        "2026-11-02",
        ("2026-10-30", "2026-11-01"),
        ("2026-10-23", "2026-10-25"),
        73,
        id="Monday covers the weekend, an hour more",
    ),
    pytest.param(
        "Pacific/Auckland",
        Every.WEEKDAYS,
        MONDAY,
        "2026-09-28",
        ("2026-09-25", "2026-09-27"),
        ("2026-09-18", "2026-09-20"),
        71,
        id="Monday covers the weekend, an hour fewer",
    ),
    pytest.param(
        "Europe/Berlin",
        Every.WEEKDAYS,
        MONDAY,
        "2026-10-27",
        ("2026-10-26", "2026-10-26"),
        ("2026-10-19", "2026-10-19"),
        24,
        id="Tuesday covers Monday",
    ),
    pytest.param(
        "Europe/Berlin",
        Every.DAILY,
        MONDAY,
        "2026-10-26",
        ("2026-10-25", "2026-10-25"),
        ("2026-10-18", "2026-10-18"),
        25,
        id="a day of 25 hours",
    ),
    pytest.param(
        "Australia/Lord_Howe",
        Every.DAILY,
        MONDAY,
        "2026-10-05",
        ("2026-10-04", "2026-10-04"),
        ("2026-09-27", "2026-09-27"),
        23.5,
        id="a day of 23 hours and a half",
    ),
]


@pytest.mark.parametrize(("zone", "every", "on", "posted_on", "about", "beside", "hours"), PERIODS)
def test_what_is_posted_on_a_day_equals_the_recount(zone, every, on, posted_on, about, beside, hours, town_and_desk):
    town, desk = town_and_desk
    cadence = Cadence(every, NINE, ZoneInfo(zone), on)
    digest = composed(desk, cadence, posted_on)
    due = cadence.due(digest.days)

    assert (digest.days.first, digest.days.last) == days(about)
    assert (digest.like.days.first, digest.like.days.last) == days(beside)
    assert digest.window.length / timedelta(hours=1) == hours
    assert numbers_of(digest) == rounded(recount_days(town, due, zone, days(about), days(beside)))
    assert digest.complete
    assert digest.now.totals.attempts > 15
    assert digest.like.totals.attempts > 15


@pytest.mark.parametrize(("zone", "every", "on", "posted_on", "about", "beside", "hours"), PERIODS[:6])
def test_each_point_of_the_trend_equals_the_recount(zone, every, on, posted_on, about, beside, hours, town_and_desk):
    town, desk = town_and_desk
    cadence = Cadence(every, NINE, ZoneInfo(zone), on)
    digest = composed(desk, cadence, posted_on)

    assert len(digest.trend) == (2 if every is Every.MONTHLY else min(8, _weeks_since_the_first(about)))
    for point in digest.trend:
        span = (point.days.first, point.days.last)
        totals = totals_of(attempts_of_days(town, cadence.due(digest.days), span, ZoneInfo(zone)))
        assert (point.attempts, point.success) == (totals["attempts"], totals["success"])


def _weeks_since_the_first(about):
    return (days(about)[1] - FIRST).days // 7


def test_the_reason_that_is_named_has_the_numbers_of_the_recount(town_and_desk):
    """In October codes were refused in Rewards, of those who were sent one."""
    town, desk = town_and_desk
    cadence = Cadence(Every.MONTHLY, NINE, ZoneInfo("Europe/Berlin"), 1)
    digest = composed(desk, cadence, "2026-11-01")
    now, then = (
        attempts_of_days(town, cadence.due(digest.days), days(month), cadence.zone) for month in (OCTOBER, SEPTEMBER)
    )
    ended, ended_then = (sum(map(failed_for_the_code, attempts)) for attempts in (now, then))

    assert re.search(
        rf"most of all, {ended - ended_then} more attempts ended with code 50181 \(.*\): "
        rf"{ended} instead of {ended_then}, "
        r"(nearly all|most) of the difference in Rewards with Email OTP\.$",
        digest.changed,
    )


def failed_for_the_code(attempt):
    settled = attempt["settled_by"]
    return attempt["status"] == "failed" and (stage_of(settled), code_of(settled)) == ("credentialValidation", 50181)


def test_months_that_differ_in_length_are_told_by_the_day(town_and_desk):
    town, desk = town_and_desk
    cadence = Cadence(Every.MONTHLY, NINE, ZoneInfo("Europe/Berlin"), 1)
    digest = composed(desk, cadence, "2026-11-01")
    october, september = (len(attempts_of_days(town, NOW, days(month), cadence.zone)) for month in (OCTOBER, SEPTEMBER))

    assert (
        f"October has 31 days and September 30: "
        f"that is {october / 31:.1f} attempts a day, {september / 30:.1f} then." in Renderer().digest(digest).text
    )


def test_a_month_known_in_part_names_one_moment_and_of_the_month_before_only_that_it_is_not_known(tmp_path):
    """The log of the demo tenant begins within October."""
    with (
        running_tenant(TenantOptions(now=NOW, frozen=True, throttle=False)) as tenant,
        desks_on(tenant, tmp_path / "mirror") as desks,
    ):
        notes = composed(desks.new(), Cadence(Every.MONTHLY, NINE, ZoneInfo("UTC"), 1), "2026-11-01").notes

    assert [re.sub(r"since .*", "since …", note) for note in notes] == [
        "Sign-ups of this month are known only since …",
        "No comparison yet: sign-ups in September 2026 are not known whole.",
    ]
