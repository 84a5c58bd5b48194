"""The digest of sign-ins: failures, MFA, legacy clients and risk, each number equal to a recount of raw rows."""

from datetime import date, time
from zoneinfo import ZoneInfo

import event_recount as recount
import pytest
from desk_town import DAY, NOW, StillClock, client_for, desks_on, raw_rows, signed_in
from recount_filters import at_midnight

from bot.demo.options import TenantOptions
from bot.demo.town import running_tenant
from bot.desk.event_reading import EventReader
from bot.desk.sign_in_digest import SignInDigestDesk
from bot.domain.cadence import Cadence, Every
from bot.domain.codes import SIGN_IN_INTERRUPTS
from bot.domain.days import Days
from bot.domain.question import Is, Log
from bot.domain.subscriptions import Channel, DigestKind, Subscription
from bot.errors import GraphUnreachable
from bot.graph.retry import RetryRule

BERLIN = ZoneInfo("Europe/Berlin")
YESTERDAY = Days.one(date(2026, 11, 11))
MODERN = {"Browser", "Mobile Apps and Desktop clients"}


@pytest.fixture(scope="module")
def rows_and_desk(tmp_path_factory):
    options = TenantOptions(days=10, now=NOW, frozen=True, throttle=False)
    with running_tenant(options) as tenant, desks_on(tenant, tmp_path_factory.mktemp("sign-ins")) as desks:
        desk = desks.new()
        desk.refresh.run(Log.SIGN_INS, since=NOW - 10 * DAY)
        with signed_in(tenant) as http:
            since = f"{NOW - 10 * DAY:%Y-%m-%dT%H:%M:%SZ}"
            rows = raw_rows(http, f"/beta/auditLogs/signIns?$filter=createdDateTime ge {since}")
        yield recount.sign_ins_once(recount.each_once(rows)), rows, desks, desk


def composed(desks, desk, days=YESTERDAY, where=(), now=NOW):
    subscription = Subscription(
        name="s",
        kind=DigestKind.SIGN_INS,
        cadence=Cadence(Every.DAILY, time(9), BERLIN),
        to=Channel("C1"),
        where=where,
    )
    composer = SignInDigestDesk(
        reader=EventReader(desks.client, desk.mirror, SIGN_IN_INTERRUPTS),
        store=desk.mirror,
        directory=desks.directory,
        clock=StillClock(now),
        interrupts=SIGN_IN_INTERRUPTS,
    )
    return composer.compose(subscription, days)


def of(rows, days):
    """The sign-ins of some days, each counted once, as the last of its rows that lies in them."""
    since, until = at_midnight(days.first, BERLIN), at_midnight(days.last + DAY, BERLIN)
    return recount.sign_ins_once(recount.each_once(recount.within(rows, since, until)))


def is_mfa(row):
    claimed = "satisfied by claim" in str([row["authenticationDetails"], row["status"].get("additionalDetails")])
    return row["authenticationRequirement"] == "multiFactorAuthentication" or (
        claimed and row["authenticationRequirement"] != "singleFactorAuthentication"
    )


def is_legacy(row):
    return bool(row["clientAppUsed"]) and row["clientAppUsed"] not in MODERN


def is_risky(row):
    return row["riskLevelDuringSignIn"] in {"low", "medium", "high"}


def test_the_numbers_of_a_day_equal_the_recount(rows_and_desk):
    _, rows, desks, desk = rows_and_desk
    digest = composed(desks, desk)
    now, like = of(rows, YESTERDAY), of(rows, YESTERDAY.like)

    assert digest.all.now.to_json() == recount.sign_in_totals(now)
    assert digest.all.before.to_json() == recount.sign_in_totals(like)
    for portion, belongs in zip(digest.portions, (is_mfa, is_legacy, is_risky), strict=True):
        assert portion.now.to_json() == recount.sign_in_totals([row for row in now if belongs(row)]), portion.name
        assert portion.before.to_json() == recount.sign_in_totals([row for row in like if belongs(row)]), portion.name
    assert digest.known.complete
    assert digest.all.now.events > 100
    assert digest.portions[0].now.events > 20
    assert digest.portions[1].now.events


def test_reasons_and_apps_add_up_to_the_failures(rows_and_desk):
    _, rows, desks, desk = rows_and_desk
    digest = composed(desks, desk)
    failed = [row for row in of(rows, YESTERDAY) if recount.status_of(row) == "failed"]

    by_code = recount.by(failed, recount.code_of)
    assert {reason.code: reason.change.now for reason in digest.reasons if reason.change.now} == {
        code: len(some) for code, some in by_code.items()
    }
    assert sum(moved.now for _, moved in digest.apps) == len(failed) == digest.all.now.of("failed")
    assert all(reason.meaning for reason in digest.reasons)


def test_shares_are_over_what_finished(rows_and_desk):
    _, _, desks, desk = rows_and_desk
    digest = composed(desks, desk)
    totals = digest.all.now

    assert digest.rates.finished == totals.of("success") + totals.of("failed")
    assert digest.rates.failure == totals.of("failed") / digest.rates.finished


def test_a_filter_narrows_everything(rows_and_desk):
    _, rows, desks, desk = rows_and_desk
    digest = composed(desks, desk, where=(Is("country", "GB"),))
    now = [row for row in of(rows, YESTERDAY) if (row["location"] or {}).get("countryOrRegion") == "GB"]

    assert 0 < digest.all.now.events == len(now)


def test_the_trend_has_the_days_that_the_mirror_holds(rows_and_desk):
    _, rows, desks, desk = rows_and_desk
    trend = composed(desks, desk).trend

    assert trend[-1].days == YESTERDAY
    assert len(trend) >= 8
    for point in trend:
        totals = recount.sign_in_totals(of(rows, point.days))
        assert (point.events, point.failed) == (totals["events"], totals["failed"])


def test_days_before_all_that_is_known_are_not_compared_with(rows_and_desk):
    _, _, desks, desk = rows_and_desk
    digest = composed(desks, desk, Days.one(date(2026, 11, 4)))

    assert digest.all.before is None
    assert digest.known.notes == ("No comparison yet: sign-ins on Wednesday 28 October 2026 are not known whole.",)
    assert "there is nothing earlier to compare with yet" in digest.changed


def test_without_graph_it_is_not_made_of_half_the_rows(tmp_path):
    """A wrong number is worse than none: it is tried again, and its owner told when it is overdue."""
    options = TenantOptions(days=1, now=NOW, frozen=True, throttle=False)
    with running_tenant(options) as tenant:
        pass
    client = client_for(tenant, rule=RetryRule(tries=1))
    with desks_on(tenant, tmp_path / "gone", client=client) as desks, pytest.raises(GraphUnreachable):
        composed(desks, desks.new())


def test_a_quiet_day_is_known_to_be_quiet(rows_and_desk):
    _, _, desks, desk = rows_and_desk
    digest = composed(desks, desk, where=(Is("country", "ZW"),))

    assert digest.quiet
    assert digest.changed == "Nobody signed in, as last Wednesday."
