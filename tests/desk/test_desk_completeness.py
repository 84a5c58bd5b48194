"""An answer says whether it knows all of its window, and if not, since when it does."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from desk_questions import complete
from desk_town import DAY, NOW, desks_on, differences, question_of
from recount import recount

from bot.demo.options import TenantOptions
from bot.demo.town import running_tenant
from bot.domain.question import Log
from bot.domain.sources import Source
from bot.domain.window import Window

BERLIN = "Europe/Berlin"
SECONDS = 86_400


def last(days, **said):
    return complete({"window": {"last": int(days * SECONDS)}, "output": "count"} | said)


def asked(desk, said):
    return desk.answer(question_of(said), ZoneInfo(BERLIN))


@pytest.fixture(scope="module")
def week_long(tmp_path_factory):
    """Desks on a tenant of the basic plan, which tells the same story but keeps seven days of it."""
    options = TenantOptions(days=9, now=NOW, frozen=True, throttle=False, retention_days=7)
    with running_tenant(options) as tenant, desks_on(tenant, tmp_path_factory.mktemp("week")) as made:
        yield made


def known_since(answer):
    (note,) = [note for note in answer.notes if note.startswith("Known only since")]
    return note.removeprefix("Known only since ").partition(". ")[0]


@pytest.mark.parametrize("days", [1, 6.9, 7])
def test_what_every_plan_keeps_is_complete(days, week_long):
    answer = asked(week_long.new(), last(days))

    assert answer.complete
    assert answer.notes == ()


@pytest.mark.parametrize(
    "said",
    [
        pytest.param(last(8), id="eight days"),
        pytest.param(last(300), id="most of a year"),
        pytest.param(last(8, filters={"app": "Contoso Store"}), id="one app"),
        pytest.param(last(8, filters={"error_code": "399279"}), id="a code that is searched for"),
        pytest.param(last(8, filters={"user_domain": "northwind.example"}), id="a domain"),
    ],
)
def test_beyond_seven_days_a_basic_plan_is_not(said, week_long):
    answer = asked(week_long.new(), said)

    assert not answer.complete
    assert known_since(answer) == "Thu 5 Nov 11:30"
    assert "7 days on the basic plan and 30 with P1 or P2" in answer.notes[0]


def test_a_month_is_complete_as_far_as_graph_shows_older_rows(desks):
    answer = asked(desks.new(), last(8.5))

    assert answer.complete


def test_where_graph_shows_nothing_older_its_oldest_row_says_since_when_it_is_known(desks, town):
    answer = asked(desks.new(), last(60))

    assert not answer.complete
    assert known_since(answer) == "Tue 3 Nov 11:48"
    assert differences(answer, recount(last(60), town, NOW, BERLIN)) == {}


def test_what_the_mirror_remembers_graph_may_forget(week_long, filled, town):
    """Graph keeps 7 days, the mirror starts on 3 November."""
    desk = week_long.new(like=filled)
    inside, beyond = asked(desk, last(8.9)), asked(desk, last(10))

    assert inside.complete
    assert inside.source is Source.MIRROR
    assert differences(inside, recount(last(8.9), town, NOW, BERLIN)) == {}
    assert not beyond.complete
    assert known_since(beyond) == "Tue 3 Nov 11:48"


def test_a_hole_that_graph_has_forgotten_is_no_more_complete_than_its_end(week_long):
    """The program was down for longer than Graph remembers: what it knew before cannot vouch for the hole."""
    desk = week_long.new()
    desk.mirror.mark(Log.SIGN_UPS, Window(NOW - 20 * DAY, NOW - 8 * DAY), NOW - 8 * DAY)
    answer = asked(desk, last(19))

    assert not answer.complete
    assert known_since(answer) == "Thu 5 Nov 11:30"


def test_a_window_wholly_forgotten_is_empty_and_says_so(week_long):
    said = complete({"window": {"from": "2026-10-01T00:00:00+02:00", "to": "2026-10-08T00:00:00+02:00"}})
    answer = asked(week_long.new(), said)

    assert (answer.totals.attempts, answer.complete) == (0, False)
    assert known_since(answer) == "Thu 5 Nov 11:30"
    assert len(answer.requests) == 1, "one look shows that Graph has nothing that old"


def test_a_comparison_with_a_forgotten_week_says_that_it_may_mislead(week_long):
    said = complete({"window": {"named": "this_week"}, "compare": {"named": "last_week"}, "output": "rate"})
    answer = asked(week_long.new(), said)

    assert not answer.complete
    assert answer.compare.to_json()["complete"] is False
    assert "The period it is compared with is not wholly known, so the difference may mislead." in answer.notes


def test_months_that_no_plan_keeps_are_not_paged_through(desks):
    answer = asked(desks.new(), last(366))

    assert len(answer.requests) < 12


def test_an_answer_from_the_mirror_is_as_old_as_its_last_reading(desks, filled):
    desk = desks.new(like=filled)
    said = complete({"window": {"named": "yesterday"}})
    try:
        desks.clock.present = NOW + timedelta(hours=3)
        answer = asked(desk, said)
    finally:
        desks.clock.present = NOW

    assert answer.as_of == NOW
    assert answer.source is Source.MIRROR
