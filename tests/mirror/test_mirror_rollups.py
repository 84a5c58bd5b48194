"""Hourly counts equal a recount of the rows, however the rows arrive, and outlive them."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from itertools import groupby

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from migrated import migrated
from mirror_samples import NOON, event, hours

from bot.domain.attempts import AttemptRules, Outcome
from bot.domain.events import AppliedExtension
from bot.domain.hourly_counts import HOUR, CountedHour, HourlyCount, hour_of
from bot.domain.joining import attempts
from bot.domain.question import Log
from bot.domain.sign_ins import SignInEvent
from bot.mirror.database import kept_open
from bot.mirror.recounting import SignInHours, SignUpHours
from bot.mirror.rollups import A_TURN, AT_ONCE, Rollups, hours_next
from bot.mirror.schema import migrate
from bot.mirror.store import Mirror
from bot.planning.sql import micros

LONG = hours(-48, 48)
RULES = AttemptRules()
KINDS = ("interactiveDetails", "nonInteractive", "servicePrincipal", "managedIdentity")


@pytest.fixture
def sign_ups(path):
    return Rollups(path, SignUpHours(RULES))


@pytest.fixture
def sign_ins(path):
    return Rollups(path, SignInHours())


def at(hour):
    return NOON + timedelta(hours=hour)


def told(rollups, window=LONG):
    """Hour after noon -> what is counted in it."""
    return {(each.hour - NOON) // HOUR: each.counts for each in rollups.hours(window)}


def totals(rollups, window=LONG):
    """Hour after noon -> attempts, failures, people, unsettled."""
    return {
        hour: tuple(
            sum(getattr(count, name) for count in counts) for name in ("attempts", "failures", "people", "unsettled")
        )
        for hour, counts in told(rollups, window).items()
    }


def heard(rollups, window=LONG):
    """Hour after noon -> when the last of those who did not get in, nor fail, was heard of."""
    return {(each.hour - NOON) // HOUR: each.last_heard for each in rollups.hours(window) if each.last_heard}


def fail(event_id, minutes=0.0, **members):
    return event(
        event_id, minutes, **({"correlation_id": event_id, "error_code": 50034, "identifier": "a@b.c"} | members)
    )


def sign_in(event_id, minutes=0.0, **members):
    usual = {"correlation_id": "c", "app_id": "a", "country": "FR", "client_app": "Browser", "user_id": "u"}
    return SignInEvent(id=event_id, at=NOON + timedelta(minutes=minutes), detailed=True, **(usual | members))


def hold_sign_ins(mirror, window, parts=KINDS):
    for part in parts:
        mirror.mark(Log.SIGN_INS, window, window.until, part)


# What counts


def test_a_failure_is_a_fact_about_an_attempt_and_not_about_a_row(mirror, sign_ups):
    mirror.store(
        Log.SIGN_UPS,
        [
            fail("1", 5, correlation_id="same"),
            fail("2", 6, correlation_id="same"),
            event("3", 7, correlation_id="same", stage="userCreation", identifier="a@b.c"),
            fail("4", 8, correlation_id="other", stage="credentialValidation", provider="Google"),
        ],
    )
    mirror.mark(Log.SIGN_UPS, hours(-2, 3), at(3))
    sign_ups.update()

    assert told(sign_ups)[0] == (
        HourlyCount(("a", "", "userCreation", "0", "b.c", ""), 1, 0, 0, 0, 0),
        HourlyCount(("a", "Google", "credentialValidation", "50034", "b.c", ""), 1, 1, 1, 0, 0),
    )


def test_one_person_failing_ten_times_is_one_and_unnamed_ones_are_told_apart_by_attempt(mirror, sign_ups):
    mirror.store(Log.SIGN_UPS, [fail(str(n), n, identifier="Anna@b.c" if n % 2 else "anna@B.C") for n in range(10)])
    mirror.store(Log.SIGN_UPS, [fail(f"nobody {n}", 60 + n, identifier=None) for n in range(3)])
    mirror.mark(Log.SIGN_UPS, hours(-2, 3), at(3))
    sign_ups.update()

    assert totals(sign_ups) == {-1: (0, 0, 0, 0), 0: (10, 10, 1, 0), 1: (3, 3, 3, 0), 2: (0, 0, 0, 0)}


def test_an_attempt_counts_in_the_hour_of_its_first_event(mirror, sign_ups):
    mirror.store(Log.SIGN_UPS, [event("1", 55), fail("2", 65, correlation_id="c")])
    mirror.mark(Log.SIGN_UPS, hours(-2, 3), at(3))
    sign_ups.update()

    assert totals(sign_ups) == {-1: (0, 0, 0, 0), 0: (1, 1, 1, 0), 1: (0, 0, 0, 0), 2: (0, 0, 0, 0)}


def test_the_extension_that_let_an_attempt_down_is_named(mirror, sign_ups):
    well, badly = (
        AppliedExtension(event_type="e", extension_id=name, http_status=s) for name, s in (("x", 200), ("y", 504))
    )
    mirror.store(
        Log.SIGN_UPS, [fail("1", extensions=(well, badly)), event("2", extensions=(badly,), stage="userCreation")]
    )
    mirror.mark(Log.SIGN_UPS, hours(-2, 1), at(1))
    sign_ups.update()

    assert [count.dims[-1] for count in told(sign_ups)[0]] == ["y", ""]


def test_an_interrupted_sign_in_is_neither_a_failure_nor_a_success(mirror, sign_ins):
    mirror.store(
        Log.SIGN_INS,
        [
            sign_in("1", 1, error_code=50074, original_request_id="1"),
            sign_in("2", 2, error_code=0, original_request_id="1"),
            sign_in("3", 3, error_code=50076, country=None),
            sign_in("4", 4, error_code=50126),
            sign_in("5", 5, error_code=50126),
        ],
    )
    hold_sign_ins(mirror, hours(0, 1))
    sign_ins.update()

    assert told(sign_ins)[0] == (
        HourlyCount(("a", "", "Browser", "50076", "interactive", ""), 1, 0, 0, 1, 1),
        HourlyCount(("a", "FR", "Browser", "0", "interactive", ""), 1, 0, 0, 0, 0),
        HourlyCount(("a", "FR", "Browser", "50126", "interactive", ""), 2, 2, 1, 0, 0),
    )


# What is known


def test_hours_that_the_mirror_does_not_hold_are_unknown_and_held_ones_without_events_are_zero(mirror, sign_ups):
    mirror.store(Log.SIGN_UPS, [fail("1", 30), fail("2", 630)])
    mirror.mark(Log.SIGN_UPS, hours(-1, 3), at(3))
    sign_ups.update()

    assert totals(sign_ups) == {0: (1, 1, 1, 0), 1: (0, 0, 0, 0), 2: (0, 0, 0, 0)}


def test_the_newest_hour_is_partial_until_it_is_held_to_its_end(mirror, sign_ups):
    mirror.mark(Log.SIGN_UPS, hours(-2, 0.5), at(0.5))
    sign_ups.update()
    (partial,) = sign_ups.hours(hours(0, 1))
    mirror.mark(Log.SIGN_UPS, hours(0.5, 1.25), at(1.25))
    sign_ups.update()

    assert partial == CountedHour(NOON, at(0.5), ())
    assert not partial.whole
    assert [(each.until, each.whole) for each in sign_ups.hours(hours(0, 9))] == [(at(1), True), (at(1.25), False)]


def test_an_hour_is_not_known_where_attempts_may_have_begun_before_what_is_held(mirror, sign_ups):
    mirror.mark(Log.SIGN_UPS, hours(-1.5, 2), at(2))
    sign_ups.update()

    assert sorted(told(sign_ups)) == [0, 1]


def test_sign_ins_are_known_where_every_part_is_held(mirror, sign_ins):
    hold_sign_ins(mirror, hours(0, 4), KINDS[:3])
    sign_ins.update()
    before = told(sign_ins)
    mirror.mark(Log.SIGN_INS, hours(1, 3), at(3), KINDS[3])
    sign_ins.update()

    assert before == {}
    assert sorted(told(sign_ins)) == [1, 2]


# What changes


def test_rows_read_again_cost_nothing_and_are_no_news(mirror, sign_ups):
    rows = [fail(str(n), n) for n in range(5)]
    mirror.store(Log.SIGN_UPS, rows)
    mirror.mark(Log.SIGN_UPS, hours(-2, 3), at(3))
    sign_ups.update()
    _, turn = sign_ups.news(LONG.since)
    mirror.store(Log.SIGN_UPS, rows)

    assert sign_ups.update() == 0
    assert sign_ups.news(LONG.since, turn) == ([], turn)


def test_a_late_row_makes_its_hour_news_and_no_other(mirror, sign_ups):
    mirror.store(Log.SIGN_UPS, [fail("1", -70), fail("2", 10)])
    mirror.mark(Log.SIGN_UPS, hours(-4, 3), at(3))
    sign_ups.update()
    _, turn = sign_ups.news(LONG.since)
    mirror.store(Log.SIGN_UPS, [fail("3", 20, identifier="late@b.c")])
    sign_ups.update()
    news, _ = sign_ups.news(LONG.since, turn)

    assert [(each.hour, sum(count.people for count in each.counts)) for each in news] == [(NOON, 2)]


def test_counts_outlive_the_rows_that_were_forgotten(mirror, sign_ups):
    mirror.store(Log.SIGN_UPS, [fail("1", 30), fail("2", 90)])
    mirror.mark(Log.SIGN_UPS, hours(-2, 3), at(3))
    sign_ups.update()
    before = told(sign_ups)
    mirror.forget(Log.SIGN_UPS, at(2))
    sign_ups.update()

    assert told(sign_ups) == before
    assert totals(sign_ups)[0] == (1, 1, 1, 0)


def test_others_write_while_many_hours_are_counted(mirror, sign_ups, path):
    mirror.mark(Log.SIGN_UPS, hours(-48, 3), at(3))
    others, pauses = Mirror(path, timedelta()), []

    def write(seconds):
        if len(pauses) < 3:  # or else there would be something new to count for ever
            others.store(Log.SIGN_UPS, [fail(f"{len(pauses)}", -60 * len(pauses))])
        pauses.append(seconds)

    assert sign_ups.update(write) >= 50
    assert len(pauses) >= 3
    assert max(pauses) <= A_TURN
    assert totals(sign_ups)[-1] == (1, 1, 1, 0), "what came in meanwhile is counted, too"


@pytest.mark.parametrize(
    ("hours", "took", "following"),
    [
        pytest.param(4, 0.01, AT_ONCE, id="quick"),
        pytest.param(AT_ONCE, 3.0, 2, id="slow"),
        pytest.param(1, 9.0, 1, id="one hour that is slow"),
        pytest.param(4, 0.0, AT_ONCE, id="quicker than the clock ticks"),
    ],
)
def test_the_more_an_hour_holds_the_fewer_are_counted_at_once(hours, took, following):
    assert hours_next(hours, took) == following


def test_other_rules_count_what_is_held_anew(mirror, sign_ups, path):
    mirror.store(Log.SIGN_UPS, [fail("1", 30)])
    mirror.mark(Log.SIGN_UPS, hours(-2, 1), at(1))
    sign_ups.update()
    lenient = Rollups(path, SignUpHours(AttemptRules(interrupts=frozenset({50034}))))

    assert lenient.update() == 2
    assert totals(lenient)[0] == (1, 0, 0, 1)


def test_a_file_that_was_filled_before_there_were_counts_is_counted_whole(mirror, sign_ups):
    mirror.store(Log.SIGN_UPS, [fail(str(n), 60 * n + 1) for n in range(72)])
    mirror.mark(Log.SIGN_UPS, hours(-1, 72), at(72))

    assert sign_ups.update() == 72
    assert set(totals(sign_ups, hours(0, 72)).values()) == {(1, 1, 1, 0)}


def test_an_hour_is_news_when_somebody_of_it_is_heard_of_again(mirror, sign_ups):
    mirror.store(Log.SIGN_UPS, [fail("1", 30, error_code=1002013)])
    mirror.mark(Log.SIGN_UPS, hours(-2, 3), at(3))
    sign_ups.update()
    before, (_, turn) = heard(sign_ups), sign_ups.news(LONG.since)
    mirror.store(Log.SIGN_UPS, [fail("2", 85, correlation_id="1", error_code=1002013)])
    sign_ups.update()

    assert before == {0: at(0.5)}
    assert heard(sign_ups) == {0: at(85 / 60)}
    assert [each.hour for each in sign_ups.news(LONG.since, turn)[0]] == [NOON]


def test_a_file_that_never_noted_when_somebody_was_heard_of_does_so_for_its_newest_day(mirror, sign_ups, path):
    mirror.store(Log.SIGN_UPS, [fail(str(n), 60 * n + 1, error_code=1002013) for n in range(-47, 1)])
    mirror.mark(Log.SIGN_UPS, LONG, at(1))
    sign_ups.update()
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("ALTER TABLE counted_hours DROP COLUMN last_heard")
        connection.execute("DELETE FROM _sqlite_migrations WHERE name = 'loose_ends'")
        connection.execute("DELETE FROM counted_hours WHERE hour >= ?", [micros(at(1))])
    mirror.mark(Log.SIGN_UPS, LONG, at(1))

    assert migrate(path) == ["loose_ends"]
    sign_ups.update()
    assert heard(sign_ups, hours(-48, 1)) == {hour: at(hour + 1 / 60) for hour in range(-24, 1)}


# A recount of everything


@st.composite
def drawn_events(draw):
    """Rows of few correlation ids and people over half a day, in the order in which they arrive."""
    count = draw(st.integers(1, 25))
    return [
        event(
            f"{draw(st.integers(0, 15))}",
            draw(st.integers(0, 720)),
            correlation_id=draw(st.sampled_from(["", "x", "y", "z"])),
            app_id=draw(st.sampled_from(["a", "b"])),
            stage=draw(st.sampled_from(["credentialCollection", "userCreation"])),
            error_code=draw(st.sampled_from([0, 1002013, 50034])),
            identifier=draw(st.sampled_from([None, "a@b.c", "A@b.c", "d@e.f"])),
            raw=f"{{{number}}}".encode(),
        )
        for number in range(count)
    ]


def recount(events):
    """Hour -> attempts, failures, people, unsettled: counted plainly, from all rows at once."""
    found = sorted(attempts(events, at(500), RULES), key=lambda each: hour_of(each.started))
    counted = {}
    for hour, some in groupby(found, key=lambda each: hour_of(each.started)):
        of_hour = list(some)
        failed = [each for each in of_hour if each.outcome is Outcome.FAILED]
        groups = {(each.settling.stage, each.settling.error_code, each.app_id, each.user_domain) for each in failed}
        people = sum(
            len(
                {
                    each.user_key or each.id
                    for each in failed
                    if group == (each.settling.stage, each.settling.error_code, each.app_id, each.user_domain)
                }
            )
            for group in groups
        )
        lost = sum(each.outcome is Outcome.ABANDONED for each in of_hour)
        counted[(hour - NOON) // HOUR] = (len(of_hour), len(failed), people, lost)
    return counted


def last_of_those_who_left(events):
    """Hour -> the last event of its attempts that neither failed nor got in."""
    found = attempts(events, at(500), RULES)
    left = sorted((each for each in found if each.outcome is Outcome.ABANDONED), key=lambda each: each.ended)
    return {(hour_of(each.started) - NOON) // HOUR: each.ended for each in left}


@settings(max_examples=60, deadline=None)
@given(drawn_events(), st.lists(st.integers(1, 6), max_size=8))
def test_counts_equal_a_recount_however_rows_arrive(tmp_path_factory, events, sizes):
    path = migrated(tmp_path_factory.mktemp("drawn") / "gatehouse.db")
    mirror, rollups = Mirror(path), Rollups(path, SignUpHours(RULES))
    with kept_open(path):
        mirror.mark(Log.SIGN_UPS, hours(-2, 6), at(6))
        for size in (*sizes, len(events)):
            some, events = events[:size], events[size:]
            mirror.store(Log.SIGN_UPS, some)
            rollups.update()
        mirror.mark(Log.SIGN_UPS, hours(6, 14), at(14))
        rollups.update()

    kept = [replace(each) for each in mirror.events(Log.SIGN_UPS, LONG)]
    assert {hour: counts for hour, counts in totals(rollups).items() if counts[0]} == recount(kept)
    assert heard(rollups) == last_of_those_who_left(kept)
