"""What is asked of Graph for a question about attempts: the stretch, what narrows it, and what is searched for."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.attempts import AttemptRules
from bot.domain.question import And, Is, Log, Not, OneOf, Question
from bot.domain.window import Window
from bot.planning.gaps import OVERLAP, gaps
from bot.planning.planner import INSTANT, MOST_IDS, plan, read_on

NOW = datetime(2026, 11, 12, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
YESTERDAY = Window(datetime(2026, 11, 11, tzinfo=UTC), datetime(2026, 11, 12, tzinfo=UTC))
LAST_DAY = Window(NOW - timedelta(days=1), NOW)
SIGN_UPS = Log.SIGN_UPS


def planned(*where, window=YESTERDAY, held=(), until=None, now=NOW, rules=None):
    question = Question(log=SIGN_UPS, where=where)
    return plan(question, question.where, window, now=now, held=held, rules=rules or AttemptRules(), until=until)


def hours(since, until):
    """A window in hours of 12 November."""
    midnight = NOW.replace(hour=0)
    return Window(midnight + since * HOUR, midnight + until * HOUR)


# The stretch that is read


def test_an_hour_before_and_an_hour_after_the_window_are_read_too():
    assert planned().read == Window(YESTERDAY.since - HOUR, YESTERDAY.until + HOUR)


def test_nothing_after_now_is_read():
    assert planned(window=LAST_DAY).read == Window(LAST_DAY.since - HOUR, NOW)


def test_the_hour_is_the_quiet_time_of_the_rules():
    quiet = timedelta(minutes=10)

    assert planned(rules=AttemptRules(quiet=quiet)).read == Window(YESTERDAY.since - quiet, YESTERDAY.until + quiet)


def test_attempts_still_open_are_read_on_to_the_instant_they_may_still_go_on():
    """A pause of exactly an hour is inside an attempt, and a window leaves its end out."""
    last = YESTERDAY.until + timedelta(minutes=40)

    assert read_on(last, AttemptRules()) == last + HOUR + INSTANT
    assert planned(until=read_on(last, AttemptRules())).read.until == last + HOUR + INSTANT


def test_a_window_that_lies_ahead_is_no_error():
    ahead = Window(NOW + 5 * HOUR, NOW + 9 * HOUR)

    assert planned(window=ahead).read == Window(NOW, NOW)
    assert planned(window=ahead).fetches == ()


# What Graph is asked of it


def test_an_empty_mirror_leaves_everything_to_graph():
    (fetch,) = planned().fetches

    assert (fetch.window, fetch.narrow) == (planned().read, None)


def test_a_mirror_that_holds_all_leaves_nothing_to_graph():
    assert planned(held=[Window(YESTERDAY.since - HOUR, NOW)]).fetches == ()


def test_the_end_is_read_again_a_little_before_the_mirror_s_edge():
    edge = NOW - timedelta(minutes=3)
    (fetch,) = planned(window=LAST_DAY, held=[Window(NOW - timedelta(days=9), edge)]).fetches

    assert fetch.window == Window(edge - OVERLAP, NOW)


@pytest.mark.parametrize(
    ("condition", "sent"),
    [
        pytest.param(Is("app", "id-1"), True, id="one app"),
        pytest.param(OneOf("app", ("id-1", "id-2")), True, id="two apps"),
        pytest.param(OneOf("app", tuple(map(str, range(MOST_IDS + 1)))), False, id="more apps than an address takes"),
        pytest.param(OneOf("app", ()), False, id="a flow that serves no app"),
        pytest.param(Not(Is("app", "id-1")), False, id="all but one app, which only the guide lets one ask"),
        pytest.param(Is("correlation_id", "c"), True, id="a correlation id"),
        pytest.param(Is("user", "a@b.com"), False, id="a person: half an attempt may name nobody"),
        pytest.param(Is("provider", "Google"), False, id="a provider"),
        pytest.param(Is("stage", "userCreation"), False, id="a stage"),
        pytest.param(Is("error_code", "50181"), False, id="a code: it is searched for, not filtered by"),
        pytest.param(Is("status", "failed"), False, id="how it ended"),
        pytest.param(Is("extension", value=True), False, id="an extension"),
        pytest.param(Is("provider_kind", "local"), False, id="a kind of provider"),
        pytest.param(Is("existing_account", value=True), False, id="an account"),
        pytest.param(Is("user_domain", "b.com"), False, id="a domain"),
    ],
)
def test_only_what_all_rows_of_an_attempt_share_narrows_a_fetch(condition, sent):
    step = planned(condition)

    assert {fetch.narrow for fetch in step.fetches} == {condition if sent else None}
    assert step.steady == ((condition,) if sent else ())
    assert step.client_side == (() if sent else (str(getattr(condition, "field", "app")),))


def test_several_steady_filters_narrow_together():
    app, id_ = Is("app", "id-1"), Is("correlation_id", "c")

    assert planned(app, id_).fetches[0].narrow == And((app, id_))


def test_a_user_flow_counts_as_sent_once_its_apps_are():
    question = Question(log=SIGN_UPS, where=(Is("user_flow", "Shop"), Is("status", "failed")))
    bound = (Is("status", "failed"), OneOf("app", ("id-1", "id-2")))

    step = plan(question, bound, YESTERDAY, now=NOW, held=(), rules=AttemptRules())

    assert step.client_side == ("status",)


def test_the_mirror_is_narrowed_by_what_some_row_of_an_attempt_must_show():
    where = (
        Is("app", "id-1"),
        Is("error_code", "0"),
        Is("provider_kind", "social"),
        Is("stage", "userCreation"),
        Is("status", "failed"),
        Is("user", "a@b.com"),
        Not(Is("user_domain", "b.com")),
    )

    assert [condition.field for condition in planned(*where).narrow] == ["app", "error_code", "stage", "user"]


# Rare codes are searched for


def test_a_rare_code_is_searched_for_first_up_to_now():
    """An attempt of yesterday may show the code at any time after it began."""
    step = planned(Is("error_code", "50181"))

    assert step.search.window == Window(YESTERDAY.since - HOUR, NOW)
    assert step.search.narrow == Is("error_code", "50181")
    assert step.fetches, "the whole window is read all the same, where the search finds too much"


def test_a_search_keeps_to_the_app_that_is_asked_for():
    step = planned(Is("error_code", "50181"), Is("app", "id-1"))

    assert step.search.narrow == And((Is("app", "id-1"), Is("error_code", "50181")))


@pytest.mark.parametrize(
    "where",
    [
        pytest.param((), id="nothing to search for"),
        pytest.param((Is("error_code", "0"),), id="0 is on nearly every attempt"),
        pytest.param((Is("error_code", "1002013"),), id="so are prompts"),
        pytest.param((OneOf("error_code", ("50181", "0")),), id="even beside a rare one"),
        pytest.param((Not(Is("error_code", "50181")),), id="all attempts but some"),
        pytest.param((Is("user", "a@b.com"),), id="a person, which a tenant may refuse to filter by"),
        pytest.param(
            (Is("correlation_id", "c"), Is("error_code", "50181")), id="one attempt, which needs no second look"
        ),
    ],
)
def test_what_is_not_searched_for(where):
    assert planned(*where).search is None


def test_a_search_heeds_the_prompts_of_the_rules():
    rules = AttemptRules(interrupts=frozenset({50181}))

    assert planned(Is("error_code", "50181"), rules=rules).search is None
    assert planned(Is("error_code", "1002013"), rules=rules).search is not None


def test_nothing_is_searched_where_the_mirror_holds_a_part():
    assert planned(Is("error_code", "50181"), held=[Window(YESTERDAY.since, NOW)]).search is None


# Gaps


@pytest.mark.parametrize(
    ("held", "expected"),
    [
        pytest.param([], [(0, 12)], id="nothing held"),
        pytest.param([(0, 12)], [], id="all held"),
        pytest.param([(-5, 20)], [], id="more than all held"),
        pytest.param([(0, 10)], [(8, 12)], id="the end missing, read with an overlap"),
        pytest.param([(0, 1)], [(0, 12)], id="an overlap that reaches the start"),
        pytest.param([(4, 12)], [(0, 4)], id="the start missing"),
        pytest.param([(4, 10)], [(8, 12), (0, 4)], id="both ends missing, the newer first"),
        pytest.param([(0, 4), (8, 12)], [(2, 8)], id="a hole in the middle"),
        pytest.param([(2, 4), (6, 8)], [(6, 12), (2, 6), (0, 2)], id="islands"),
        pytest.param([(-9, -3), (14, 20)], [(0, 12)], id="what lies outside"),
        pytest.param([(-9, 0), (12, 20)], [(0, 12)], id="what only touches"),
        pytest.param([(0, 10), (4, 6)], [(8, 12)], id="one stretch inside another"),
        pytest.param([(0, 5), (4, 7)], [(5, 12)], id="stretches that overlap"),
    ],
)
def test_gaps_are_what_is_not_held(held, expected):
    assert gaps(hours(0, 12), [hours(*stretch) for stretch in held]) == [hours(*gap) for gap in expected]


stretches = st.tuples(st.integers(-6, 18), st.integers(0, 12)).map(lambda pair: hours(pair[0], pair[0] + pair[1]))


@given(st.lists(stretches, max_size=5), st.integers(0, 3))
def test_every_moment_is_held_or_in_a_gap(held, overlap):
    wanted = hours(0, 12)
    found = gaps(wanted, held, overlap * HOUR)

    for half_hours in range(24):
        moment = wanted.since + half_hours * HOUR / 2
        known = any(moment in stretch for stretch in held)
        read = any(moment in gap for gap in found)
        assert known or read
        if read and known:  # only close before an edge
            assert any(moment in stretch and stretch.until - moment <= overlap * HOUR for stretch in held)
    assert all(wanted.covers(gap) for gap in found)
    assert [gap.until for gap in found] == sorted((gap.until for gap in found), reverse=True)
