"""Delivering subscriptions: each period once, whatever is killed; in order, however busy Slack is; owners told once."""

import logging
import random
from datetime import UTC, date, datetime, time, timedelta
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest
from desk_deliveries import DAILY, MONDAY, Town, deliveries_on, kill_while_posting, subscriptions_in

from bot.desk.subscription_rights import SubscriptionRights
from bot.desk.subscriptions import SubscriptionDesk
from bot.domain.cadence import Cadence, Every
from bot.domain.days import Days
from bot.domain.deliveries import DeliveryState
from bot.domain.subscriptions import Channel, Person
from bot.errors import GraphBusy, GraphRefused, Mistake, QuestionError, SlackError
from bot.mirror.database import kept_open

BERLIN = ZoneInfo("Europe/Berlin")
DAY, HOUR, MINUTE = timedelta(days=1), timedelta(hours=1), timedelta(minutes=1)
REFUSED = SlackError("The channel is archived. Unarchive it.", code="is_archived")
BUSY = SlackError("Slack is holding back posts.", code="ratelimited")
SILENT = SlackError("Slack did not say.", code="no_answer", maybe_posted=True)


@pytest.fixture
def town(tmp_path):
    town = Town(tmp_path / "mirror")
    with kept_open(town.path):
        yield town


def november(first, last=None):
    return Days(date(2026, 11, first), date(2026, 11, last or first))


@pytest.mark.parametrize(
    ("cadence", "until", "periods"),
    [
        pytest.param(DAILY, 19, [november(16), november(17), november(18)], id="daily"),
        pytest.param(
            Cadence(Every.WEEKDAYS, time(9), BERLIN),
            24,
            [november(16), november(17), november(18), november(19), november(20, 22), november(23)],
            id="weekdays: Monday covers the weekend",
        ),
        pytest.param(Cadence(Every.WEEKLY, time(9), BERLIN, 0), 30, [november(16, 22), november(23, 29)], id="weekly"),
        pytest.param(Cadence(Every.MONTHLY, time(9), BERLIN, 17), 30, [Days(date(2026, 10, 1), date(2026, 10, 31))]),
    ],
)
def test_a_cadence_is_kept(cadence, until, periods, town):
    town.add(cadence)

    posted = town.live(datetime(2026, 11, until, 12, tzinfo=UTC))

    assert [days for days, _ in posted] == periods
    assert all(moment.astimezone(BERLIN).hour == 9 for _, moment in posted)
    assert town.board.periods() == periods


@pytest.mark.parametrize(
    ("start", "at", "zone"),
    [
        pytest.param("2026-03-28T12:00", time(2, 30), "Europe/Berlin", id="in the gap"),
        pytest.param("2026-10-24T12:00", time(2, 30), "Europe/Berlin", id="in the doubled hour"),
        pytest.param("2026-03-07T12:00", time(0), "America/Havana", id="a midnight that is skipped"),
        pytest.param("2026-10-31T12:00", time(0), "America/Havana", id="a midnight that comes twice"),
        pytest.param("2026-04-04T12:00", time(1, 45), "Australia/Lord_Howe", id="half an hour that comes twice"),
        pytest.param("2026-03-28T12:00", time(9), "Europe/Berlin", id="in the morning after"),
    ],
)
def test_days_on_which_clocks_change_are_posted_once_each(start, at, zone, town):
    town.clock.present = datetime.fromisoformat(start).replace(tzinfo=UTC)
    cadence = Cadence(Every.DAILY, at, ZoneInfo(zone))
    town.add(cadence)

    posted = town.live(town.clock.present + 2 * DAY, step=30 * MINUTE)

    assert len({days for days, _ in posted}) == len(posted) == 2
    assert all(timedelta() <= moment - cadence.due(days) < 30 * MINUTE for days, moment in posted)


def test_a_subscription_is_heeded_from_the_next_look_on(town):
    town.add(Cadence(Every.DAILY, time(13, 1), BERLIN))
    town.clock.present = MONDAY + MINUTE

    assert town.desk.post_owed() == [("subscription-1", november(15))]


def test_what_fell_due_before_it_was_made_or_while_it_was_paused_is_not_owed(town):
    made = town.add()
    assert town.desk.post_owed() == []
    town.kept.pause(made.number, town.clock.now())
    town.live(MONDAY + 2 * DAY)
    town.kept.resume(made.number, town.clock.now())

    assert [days for days, _ in town.live(MONDAY + 3 * DAY)] == [november(18)]


def test_an_ended_subscription_posts_no_more(town):
    made = town.add()
    town.kept.end(made.number, town.clock.now())

    assert town.live(MONDAY + 2 * DAY) == []


def test_a_weekly_digest_missed_while_down_is_caught_up_once(town):
    town.add(Cadence(Every.WEEKLY, time(9), BERLIN, 0))
    town.clock.present = MONDAY + 10 * DAY
    town.restarted()

    assert town.desk.post_owed() == [("subscription-1", november(16, 22))]
    assert town.restarted().post_owed() == []


@pytest.mark.parametrize(("days_down", "caught_up"), [(20, 1), (29, 0)])
def test_a_month_is_news_for_longer_than_a_day(days_down, caught_up, town):
    town.add(Cadence(Every.MONTHLY, time(9), BERLIN, 17))
    town.clock.present = MONDAY + DAY + days_down * DAY
    town.restarted()

    assert len(town.desk.post_owed()) == caught_up


def test_what_was_in_doubt_long_ago_is_looked_for_no_more(town):
    made = town.add()
    town.ledger.claim(made.name, november(16).window(BERLIN), DAILY.due(november(16)))
    town.clock.present = MONDAY + 30 * DAY
    town.restarted()
    town.desk.post_owed()

    assert town.board.notices == []
    assert [window.since for window in town.desk.unconfirmed(made)] == [november(16).window(BERLIN).since]


def test_trouble_with_one_subscription_leaves_the_others_alone(town, caplog):
    town.add(to=Channel("C_BROKEN"))
    town.add()
    town.composer.errors["C_BROKEN"] = RuntimeError("a bug")

    assert [days for days, _ in town.live(MONDAY + DAY)] == [november(16)]
    assert "subscription-1" in caplog.text


def test_direct_messages_are_posted_to_the_person(town):
    town.add(to=Person("U1"))
    town.live(MONDAY + DAY)

    assert [to for to, _ in town.board.posts()] == ["U1"]


# Quiet


def test_a_quiet_period_is_skipped_or_said(town):
    town.composer.quiet = True
    town.add(skip_quiet=True)
    town.add(to=Channel("C2"))

    town.live(MONDAY + DAY)

    assert [to for to, _ in town.board.posts()] == ["C2"]
    assert [entry.state for entry in town.ledger.history("subscription-1", 5)] == [DeliveryState.QUIET]
    assert town.restarted().post_owed() == []


# What Slack does not take


def test_posts_stay_in_order_however_long_slack_is_busy(town):
    town.add()
    town.board.errors = [BUSY] * 40
    town.live(MONDAY + 3 * DAY)

    assert town.board.periods() == [november(16), november(17), november(18)]


def test_what_cannot_be_posted_is_not_tried_at_every_look(town):
    town.add()
    town.board.errors = [REFUSED] * 1000
    town.live(MONDAY + DAY)
    tries = town.board.tries

    town.live(MONDAY + DAY + 10 * MINUTE, step=MINUTE)

    assert town.board.tries - tries == 2, "every five minutes"


def test_the_owner_is_told_once_of_a_channel_that_takes_nothing_with_the_remedy(town):
    town.add()
    town.board.errors = [REFUSED] * 1000
    town.live(MONDAY + 2 * DAY)
    town.restarted().post_owed()

    (notice,) = town.board.notices
    assert (notice.subscription.owner, notice.days, notice.state) == ("U1", november(16), DeliveryState.FAILED)
    assert notice.trouble == "The channel is archived. Unarchive it."


def test_after_a_success_the_next_failure_is_news(town):
    town.add()
    town.board.errors = [REFUSED]
    town.live(MONDAY + DAY)
    town.board.errors = [REFUSED]
    town.live(MONDAY + 2 * DAY)

    assert [notice.days for notice in town.board.notices] == [november(16), november(17)]
    assert town.board.periods() == [november(16), november(17)]


@pytest.mark.parametrize(
    ("error", "in_composing"),
    [
        pytest.param(BUSY, False, id="slack is busy"),
        pytest.param(GraphBusy("Graph is busy."), True, id="graph is busy"),
    ],
)
def test_of_what_may_pass_by_itself_the_owner_is_told_when_it_is_overdue(error, in_composing, town):
    town.add()
    if in_composing:
        town.composer.errors["C1"] = error
    else:
        town.board.errors = [error] * 1000
    due = DAILY.due(november(16))
    town.live(due + HOUR)
    assert town.board.notices == []
    town.live(due + 3 * HOUR)

    assert [notice.trouble for notice in town.board.notices] == [error.message]


@pytest.mark.parametrize(
    "error",
    [
        pytest.param(GraphRefused("A permission is missing."), id="graph refuses"),
        pytest.param(
            QuestionError(Mistake.UNKNOWN_APP, "There is no app Store any more."), id="the filter's app is gone"
        ),
    ],
)
def test_a_digest_that_cannot_be_made_is_told_at_once_and_made_when_it_can_be(error, town):
    town.add()
    town.composer.errors["C1"] = error
    town.live(MONDAY + DAY)

    (notice,) = town.board.notices
    assert notice.trouble == error.message
    assert town.ledger.history("subscription-1", 1)[0].detail == error.message
    town.composer.errors.clear()
    assert [days for days, _ in town.live(MONDAY + DAY + HOUR)] == [november(16)]


def test_an_owner_who_cannot_be_told_is_told_later(town, caplog):
    town.add()
    town.board.errors = [REFUSED] * 1000
    town.board.deaf = SlackError("Slack did not open the direct messages.", code="unreachable")
    town.live(MONDAY + DAY)
    assert "could not be told" in caplog.text
    town.board.deaf = None
    town.live(MONDAY + DAY + 2 * HOUR)

    assert len(town.board.notices) == 1


def test_what_may_stand_in_the_channel_is_not_posted_again_and_the_owner_is_told(town):
    town.add()
    town.board.errors = [SILENT]
    town.live(MONDAY + DAY)
    town.restarted()
    town.live(MONDAY + DAY + 2 * HOUR)

    (notice,) = town.board.notices
    assert (notice.days, notice.state) == (november(16), DeliveryState.IN_DOUBT)
    assert town.board.periods() == []


def test_what_was_in_doubt_is_posted_after_all_by_the_first_who_asks(town):
    made = town.add()
    town.board.errors = [SILENT]
    town.live(MONDAY + DAY)

    asked = [town.restarted().post_after_all(made, november(16)) for _ in range(3)]

    assert asked == [True, False, False]
    assert town.board.periods() == [november(16)]
    assert town.desk.unconfirmed(made) == []


# A look into the channel, where that is allowed


def claimed_and_killed(town, *, posted):
    """A program that ended between claim and confirmation, after it posted or before."""
    made = town.add()
    town.clock.present = DAILY.due(november(16)) + MINUTE
    town.ledger.claim(made.name, november(16).window(BERLIN), town.clock.now())
    if posted:
        town.board.digest(made, town.composer.compose(made, november(16)))
    town.board.may_look = True
    return made


@pytest.mark.parametrize("posted", [True, False])
def test_what_is_in_doubt_is_settled_by_a_look_and_stands_once(posted, town):
    made = claimed_and_killed(town, posted=posted)
    assert town.desk.post_owed() == [], "it may be under way"
    town.live(town.clock.present + HOUR, step=5 * MINUTE)

    assert town.board.periods() == [november(16)]
    assert town.desk.unconfirmed(made) == []
    assert town.board.notices == []
    assert town.ledger.history(made.name, 1)[0].state is DeliveryState.POSTED


def test_of_two_programs_that_look_one_settles_it(town):
    claimed_and_killed(town, posted=False)
    town.clock.present += HOUR
    first, second = town.restarted(), town.restarted()
    first.post_owed()
    second.post_owed()

    assert town.board.periods() == [november(16)]


def test_where_nobody_may_look_it_is_looked_for_every_few_minutes_and_told_once(town):
    claimed_and_killed(town, posted=True)
    town.board.may_look = False
    town.live(town.clock.present + HOUR, step=MINUTE)

    assert len(town.board.notices) == 1


# Kills


def test_a_program_killed_many_times_posts_nothing_twice_and_forgets_nothing(town):
    """SIGKILL at any instant: each digest stands once, or is in doubt and its owner is told."""
    made = subscriptions_in(town.kept, 120, town.clock.now())
    town.clock.present = MONDAY + DAY
    moments = random.Random(4)
    delays = [moments.random() / 5 for _ in range(6)]
    assert kill_while_posting(town.path, town.board.file, town.clock.now(), delays)
    in_between = len(town.board.posts())
    town.clock.present += HOUR
    town.restarted().post_owed()

    posted = [to for to, _ in town.board.posts()]
    in_doubt = {each.to.id for each in made if town.desk.unconfirmed(each)}
    assert len(posted) == len(set(posted))
    assert set(posted) | in_doubt == {each.to.id for each in made}
    assert 0 < in_between < len(made), "they were killed while they had work to do"
    assert len(in_doubt) <= len(delays)
    assert {notice.subscription.to.id for notice in town.board.notices} == in_doubt


def test_a_notice_goes_to_nobody_where_the_settings_want_the_digest(town, caplog):
    """Whoever runs Gatehouse reads the log and asks the doctor."""
    caplog.set_level(logging.ERROR)
    desk = deliveries_on(town.path, town.board, town.composer, town.clock, of_settings=DAILY)
    desk.post_owed()
    town.clock.present += DAY
    town.board.errors = [REFUSED]
    desk.post_owed()

    assert town.board.notices == []
    assert "could not be posted" in caplog.text


def test_the_digest_of_the_settings_keeps_its_name_over_an_upgrade(town):
    """A version that knew no subscriptions has posted yesterday's: it is not posted again."""
    yesterday = november(16)
    town.ledger.known_since("signups-daily:C1", MONDAY - 2 * DAY)
    for days in (november(14), november(15), yesterday):
        town.ledger.claim("signups-daily:C1", days.window(BERLIN), MONDAY)
        town.ledger.posted("signups-daily:C1", days.window(BERLIN), "1.0", MONDAY)
    town.clock.present = MONDAY + DAY

    desk = deliveries_on(town.path, town.board, town.composer, town.clock, of_settings=DAILY)

    assert desk.post_owed() == []


def test_a_post_by_hand_of_days_that_are_not_over_leaves_them_owed(town):
    made = town.add()
    digest = SimpleNamespace(days=november(16), window=november(16).window(BERLIN))
    town.desk.post_by_hand(made, digest)

    assert [days for days, _ in town.live(MONDAY + DAY)] == [november(16)]


def by_hand(town, made, days=None):
    return town.desk.post_by_hand(made, town.composer.compose(made, days or november(15)))


def test_a_post_by_hand_while_the_clock_is_at_it_is_refused(town):
    made = town.add()
    town.ledger.claim(made.name, november(15).window(BERLIN), town.clock.now() - MINUTE)

    with pytest.raises(QuestionError, match="being posted just now"):
        by_hand(town, made)

    assert town.board.periods() == []


def test_a_post_by_hand_settles_what_was_in_doubt(town):
    made = town.add()
    town.ledger.claim(made.name, november(15).window(BERLIN), town.clock.now() - HOUR)
    by_hand(town, made)

    assert town.board.periods() == [november(15)]
    assert town.desk.unconfirmed(made) == []


def test_what_was_posted_is_posted_again_by_hand_as_often_as_somebody_asks(town):
    made = town.add()
    by_hand(town, made)
    by_hand(town, made)

    assert town.board.periods() == [november(15)] * 2
    assert [entry.state for entry in town.ledger.history(made.name, 5)] == [DeliveryState.BY_HAND] * 2


def test_what_slack_refused_by_hand_is_still_owed(town):
    made = town.add()
    town.clock.present = DAILY.due(november(16))
    town.board.errors = [REFUSED]
    with pytest.raises(SlackError):
        by_hand(town, made, november(16))

    assert [days for _, days in town.restarted().post_owed()] == [november(16)]


def test_what_may_stand_after_a_post_by_hand_is_not_posted_by_the_clock(town):
    made = town.add()
    town.clock.present = DAILY.due(november(16))
    town.board.errors = [SILENT]
    with pytest.raises(SlackError):
        by_hand(town, made, november(16))
    town.restarted()
    town.live(MONDAY + DAY + HOUR, step=5 * MINUTE)

    assert town.board.periods() == []
    assert [(notice.days, notice.state) for notice in town.board.notices] == [(november(16), DeliveryState.IN_DOUBT)]


def test_days_of_which_nothing_is_known_are_not_sent_by_hand(town):
    made = town.add()
    subscriptions = SubscriptionDesk(town.kept, town.desk, town.ledger, town.clock, SubscriptionRights(rooms=None))
    town.composer.unknown = True
    with pytest.raises(QuestionError, match="Nothing is known of what happened on Sunday 15 November 2026"):
        subscriptions.send_now(made)
    assert town.board.periods() == []
    town.composer.unknown = False

    assert subscriptions.send_now(made).days == november(15)
    assert town.board.periods() == [november(15)]
