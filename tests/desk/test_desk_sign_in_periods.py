"""Digests of sign-ins of months, weeks and weekends across clock changes: each number equal to a recount of rows."""

import re
from datetime import date, time, timedelta
from zoneinfo import ZoneInfo

import event_recount as recount
import pytest
from desk_sign_in_weeks import FIRST, LAST, ten_weeks, tenant_of_sign_ins
from desk_town import NOW, StillClock, desks_on
from recount_filters import at_midnight

from bot.desk.event_reading import EventReader
from bot.desk.sign_in_digest import SignInDigestDesk
from bot.domain.cadence import Cadence, Every
from bot.domain.codes import SIGN_IN_INTERRUPTS
from bot.domain.days import Days
from bot.domain.subscriptions import Channel, DigestKind, Subscription

NINE, DAY = time(9), timedelta(days=1)
MONDAY = 0
OCTOBER, SEPTEMBER = ("2026-10-01", "2026-10-31"), ("2026-09-01", "2026-09-30")


@pytest.fixture(scope="module")
def rows_and_desk(tmp_path_factory):
    rows, folder = ten_weeks(), tmp_path_factory.mktemp("sign-ins")
    with tenant_of_sign_ins(rows, folder) as tenant, desks_on(tenant, folder / "mirror") as desks:
        desk = desks.new()
        composed_of(
            desks, desk, Days(FIRST, LAST), Cadence(Every.DAILY, NINE, ZoneInfo("UTC")), NOW
        )  # fills the mirror
        yield rows, desks, desk


def composed(desks, desk, cadence, posting_day):
    """The digest that is posted on some day; the clock stands where it is due."""
    about = cadence.covered(date.fromisoformat(posting_day))
    return composed_of(desks, desk, about, cadence, cadence.due(about))


def composed_of(desks, desk, about, cadence, now):
    subscription = Subscription(name="s", kind=DigestKind.SIGN_INS, cadence=cadence, to=Channel("C1"))
    composer = SignInDigestDesk(
        reader=EventReader(desks.client, desk.mirror, SIGN_IN_INTERRUPTS),
        store=desk.mirror,
        directory=desks.directory,
        clock=StillClock(now),
        interrupts=SIGN_IN_INTERRUPTS,
    )
    return composer.compose(subscription, about)


def of(rows, span, zone):
    """The sign-ins of some days, each counted once, as the last of its rows that lies in them."""
    first, last = (date.fromisoformat(each) if isinstance(each, str) else each for each in span)
    since, until = at_midnight(first, zone), at_midnight(last + DAY, zone)
    return recount.sign_ins_once(recount.each_once(recount.within(rows, since, until)))


PORTIONS = (
    lambda row: row["authenticationRequirement"] == "multiFactorAuthentication",
    lambda row: row["clientAppUsed"] == "IMAP4",
    lambda row: row["riskLevelDuringSignIn"] in {"low", "high"},
)

PERIODS = [
    pytest.param("Europe/Berlin", Every.MONTHLY, 1, "2026-11-01", OCTOBER, SEPTEMBER, 745, id="a month, an hour more"),
    pytest.param("Pacific/Auckland", Every.MONTHLY, 1, "2026-11-01", OCTOBER, SEPTEMBER, 744, id="a month elsewhere"),
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
        "America/New_York",
        Every.DAILY,
        MONDAY,
        "2026-11-02",
        ("2026-11-01", "2026-11-01"),
        ("2026-10-25", "2026-10-25"),
        25,
        id="a day of 25 hours",
    ),
]


@pytest.mark.parametrize(("zone", "every", "on", "posted_on", "about", "beside", "hours"), PERIODS)
def test_what_is_posted_on_a_day_equals_the_recount(zone, every, on, posted_on, about, beside, hours, rows_and_desk):
    rows, desks, desk = rows_and_desk
    digest = composed(desks, desk, Cadence(every, NINE, ZoneInfo(zone), on), posted_on)
    now, like = (of(rows, span, ZoneInfo(zone)) for span in (about, beside))

    assert (digest.days.first.isoformat(), digest.days.last.isoformat()) == about
    assert digest.window.length / timedelta(hours=1) == hours
    assert digest.all.now.to_json() == recount.sign_in_totals(now)
    assert digest.all.before.to_json() == recount.sign_in_totals(like)
    for portion, belongs in zip(digest.portions, PORTIONS, strict=True):
        assert portion.now.to_json() == recount.sign_in_totals(list(filter(belongs, now))), portion.name
        assert portion.before.to_json() == recount.sign_in_totals(list(filter(belongs, like))), portion.name
        assert portion.now.events
    assert reasons_and_apps(digest) == recounted_failures(now, like)
    assert digest.known.complete


def reasons_and_apps(digest):
    return (
        {reason.code: (reason.change.now, reason.change.before) for reason in digest.reasons},
        {name: (moved.now, moved.before) for name, moved in digest.apps},
    )


def recounted_failures(now, like):
    failed, before = ([row for row in rows if recount.status_of(row) == "failed"] for rows in (now, like))

    def counted(key_of):
        these, those = recount.by(failed, key_of), recount.by(before, key_of)
        return {key: (len(these.get(key, ())), len(those.get(key, ()))) for key in these.keys() | those.keys()}

    return counted(recount.code_of), counted(lambda row: row["appDisplayName"])


def test_each_week_of_the_trend_equals_the_recount(rows_and_desk):
    rows, desks, desk = rows_and_desk
    berlin = ZoneInfo("Europe/Berlin")
    digest = composed(desks, desk, Cadence(Every.WEEKLY, NINE, berlin, MONDAY), "2026-11-09")

    assert len(digest.trend) == 8
    for point in digest.trend:
        totals = recount.sign_in_totals(of(rows, (point.days.first, point.days.last), berlin))
        assert (point.events, point.failed) == (totals["events"], totals["failed"])


def test_the_reason_that_is_named_has_the_numbers_of_the_recount(rows_and_desk):
    rows, desks, desk = rows_and_desk
    berlin = ZoneInfo("Europe/Berlin")
    digest = composed(desks, desk, Cadence(Every.WEEKLY, NINE, berlin, MONDAY), "2026-10-26")
    tried, tried_then = (
        sum(recount.code_of(row) == 50126 for row in of(rows, span, berlin))
        for span in (("2026-10-19", "2026-10-25"), ("2026-10-12", "2026-10-18"))
    )

    assert re.search(
        rf"most of all, {tried - tried_then} more sign-ins ended with code 50126 \(.*\): "
        rf"{tried} instead of {tried_then}, "
        r"nearly all of the difference at Portal from VN\.$",
        digest.changed,
    )
