"""The mirror is kept up to date with as little reading as will do, and a failure costs only what was not read yet."""

from zoneinfo import ZoneInfo

import pytest
from desk_questions import complete
from desk_town import DAY, HOUR, NOW, SharedClock, desks_on, differences, question_of, raw_town
from recount import recount
from recount_attempts import moment

from bot.demo.options import TenantOptions
from bot.demo.town import running_tenant
from bot.desk.refresh import Refresh
from bot.domain.question import Log
from bot.domain.window import Window
from bot.errors import GraphBusy

SIGN_UPS = Log.SIGN_UPS


def held(desk):
    return [known.held for known in desk.mirror.held(SIGN_UPS)]


def ids(desk):
    return {row["id"] for row in desk.mirror.rows(SIGN_UPS, Window(NOW - 90 * DAY, NOW + 90 * DAY))}


def week_asked(desk):
    said = complete({"window": {"last": 7 * 86_400}, "group_by": ["day"], "output": "count"})
    return said, desk.answer(question_of(said), ZoneInfo("UTC"))


@pytest.fixture
def moving(tmp_path):
    """Desks and a tenant on one clock, which moves when it is told to; Graph keeps seven days."""
    clock = SharedClock(NOW)
    options = TenantOptions(days=9, throttle=False, retention_days=7)
    with running_tenant(options, clock=clock) as tenant, desks_on(tenant, tmp_path / "mirror", clock=clock) as made:
        yield made


def test_an_empty_mirror_is_filled_as_far_back_as_graph_shows_rows(desks, town):
    desk = desks.new()
    done = desk.fill()

    first = min(moment(row["createdDateTime"]) for row in town.rows)
    assert ids(desk) == {row["id"] for row in town.rows}
    assert (done.rows, done.held) == (len(town.rows), Window(first, NOW))
    assert held(desk) == [done.held]


def test_what_is_held_up_to_now_takes_no_request(desks):
    desk = desks.new()
    first = desk.fill()
    again = desk.fill()

    assert (again.rows, again.calls, again.held) == (0, 0, first.held)


def test_after_a_restart_graph_is_asked_once_whether_it_has_anything_older(desks, filled):
    desk = desks.new(like=filled)
    seen = len(desk.tenant.requests)
    done = desk.fill()
    day_before, any_before = desk.tenant.requests[seen:]

    assert (done.rows, done.held) == (0, held(filled)[0])
    assert f"createdDateTime%20ge%20{done.held.since - DAY:%Y-%m-%dT}" in day_before.target
    assert any_before.target.endswith("$top=1")
    assert desk.fill().calls == 0


def test_the_last_two_hours_are_read_again(moving):
    desk = moving.new()
    desk.fill()
    moving.clock.forward(minutes=5)
    seen = len(desk.tenant.requests)
    desk.fill()

    edge = NOW - 2 * HOUR
    (asked,) = desk.tenant.requests[seen:]
    assert f"createdDateTime%20ge%20{edge:%Y-%m-%dT%H:%M:%SZ}" in asked.target
    assert held(desk)[-1].until == NOW + HOUR / 12


def test_days_of_standing_still_are_caught_up(moving):
    desk = moving.new()
    desk.fill()
    moving.clock.forward(days=3)
    desk.fill()
    town = raw_town(desk.tenant, moving.clock.now())
    said, answer = week_asked(desk)

    assert len(held(desk)) == 1
    assert answer.complete
    assert differences(answer, recount(said, town, moving.clock.now(), "UTC")) == {}


def test_once_graph_has_nothing_older_it_is_asked_for_that_no_more(moving):
    desk = moving.new()
    desk.fill()
    for _ in range(3):
        moving.clock.forward(minutes=5)
        assert desk.fill().calls == 1


def test_what_graph_has_forgotten_stays(moving):
    desk = moving.new()
    desk.fill()
    before = ids(desk)
    for _ in range(2):
        moving.clock.forward(days=3)
        desk.fill()

    assert before < ids(desk)
    assert held(desk)[0].since < moving.clock.now() - 12 * DAY
    assert len(held(desk)) == 1


def test_a_stop_longer_than_graph_remembers_leaves_a_hole_that_is_known(moving):
    desk = moving.new()
    desk.fill()
    moving.clock.forward(days=7, hours=5)
    desk.fill()
    old, new = held(desk)
    moving.clock.forward(minutes=5)

    assert (old.until, new.since) == (NOW, NOW + 5 * HOUR)
    assert desk.fill().calls == 1, "nobody asks for the hole again"
    answer = desk.answer(question_of(complete({"window": {"last": 8 * 86_400}})), ZoneInfo("UTC"))
    assert not answer.complete
    assert "Known only since Thu 12 Nov 15:30" in answer.notes[0]


class FailingLater:
    """Graph, which is too busy after so many days have been read."""

    def __init__(self, source, days):
        self.source = source
        self.days = days

    def pages(self, fetch, **how):
        self.days -= 1
        if self.days < 0:
            raise GraphBusy("Graph has had enough.")
        yield from self.source.pages(fetch, **how)

    def has_rows_before(self, *what, **how):
        return self.source.has_rows_before(*what, **how)


def test_a_failure_half_way_keeps_what_was_read_and_the_next_run_reads_the_rest(desks, town):
    desk = desks.new()
    with pytest.raises(GraphBusy):
        Refresh(FailingLater(desks.client, 3), desk.mirror, desk.clock, keep=30 * DAY).run(SIGN_UPS)
    half = held(desk)
    seen = len(desk.tenant.requests)
    done = desk.fill()
    asked_again = [call.target for call in desk.tenant.requests[seen:]]

    assert half == [Window(NOW - 3 * DAY, NOW)]
    assert ids(desk) == {row["id"] for row in town.rows}
    assert held(desk) == [done.held]
    for days in (1, 2, 3):
        assert not any(f"ge%20{NOW - days * DAY:%Y-%m-%dT%H:%M}" in target for target in asked_again)


def test_a_shorter_fill_reads_no_further_back(desks):
    desk = desks.new()
    desk.fill(since=NOW - 36 * HOUR)

    assert held(desk) == [Window(NOW - 36 * HOUR, NOW)]


def test_a_hole_between_what_two_questions_left_is_filled(desks, town):
    desk = desks.new()
    for window in ({"last": 3_600}, {"from": (NOW - 60 * HOUR).isoformat(), "to": (NOW - 50 * HOUR).isoformat()}):
        desk.answer(question_of(complete({"window": window})), ZoneInfo("UTC"))
    assert len(held(desk)) == 2
    desk.fill()

    assert len(held(desk)) == 1
    assert ids(desk) == {row["id"] for row in town.rows}


def test_old_rows_are_forgotten_and_not_held_any_longer(desks, filled, town):
    desk = desks.new(like=filled)
    gone = Refresh(desks.client, desk.mirror, desks.clock, keep=5 * DAY).forget(SIGN_UPS)

    young = {row["id"] for row in town.rows if moment(row["createdDateTime"]) >= NOW - 5 * DAY}
    assert ids(desk) == young
    assert gone == len(town.rows) - len(young)
    assert held(desk)[0].since == NOW - 5 * DAY


def test_what_is_forgotten_is_not_read_again(desks, filled):
    """Whoever keeps rows for a week only does not find older ones there five minutes after they were deleted."""
    desk = desks.new(like=filled)
    refresh = Refresh(desks.client, desk.mirror, desks.clock, keep=5 * DAY)
    refresh.forget(SIGN_UPS)
    kept = ids(desk)

    for since in (None, NOW - 30 * DAY):
        assert refresh.run(SIGN_UPS, since=since).held.since == NOW - 5 * DAY
        assert ids(desk) == kept


def test_progress_is_told_in_rows(desks, town):
    told = []
    desks.new().refresh.run(SIGN_UPS, progress=told.append)

    assert told == sorted(told)
    assert told[-1] == len(town.rows)
