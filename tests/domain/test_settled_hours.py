"""An hour is judged for those who left once nobody of it can still be under way, as far as the log is known."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.attempts import AttemptRules, Outcome
from bot.domain.events import SignUpEvent
from bot.domain.hourly_counts import HOUR, CountedHour, count_sign_ups
from bot.domain.joining import attempts
from bot.domain.settled_hours import settled_hours

TEN = datetime(2026, 11, 20, 10, tzinfo=UTC)
RULES = AttemptRules()


def hours(*heard, known, gaps=()):
    """Hours from ten on, known for so many hours; `heard` says how many minutes after ten each was last heard of."""
    heard = [*heard, *[None] * 24]
    return [
        CountedHour(
            TEN + n * HOUR,
            min(TEN + (n + 1) * HOUR, TEN + known * HOUR),
            (),
            None if heard[n] is None else TEN + timedelta(minutes=heard[n]),
        )
        for n in range(24)
        if n < known and n not in gaps
    ]


def settled(found, rules=RULES):
    return sorted((hour.hour - TEN) // HOUR for hour in settled_hours(found, rules))


@pytest.mark.parametrize(
    ("found", "said"),
    [
        pytest.param(hours(known=1.99), [], id="the hour is over and its last attempt may go on"),
        pytest.param(hours(known=2), [0], id="an hour after its end it is settled"),
        pytest.param(hours(61, known=2), [], id="somebody was heard of after its end"),
        pytest.param(hours(61, known=2 + 1 / 60), [0], id="an hour after that it is settled"),
        pytest.param(hours(None, 200, known=4), [0, 2], id="one hour waits and those after it do not"),
        pytest.param(hours(known=4, gaps=[1]), [2], id="what was not read may hold how it went on"),
        pytest.param(hours(known=4, gaps=[2]), [0], id="hours beside a gap wait, those before them do not"),
        pytest.param([], [], id="nothing is known"),
    ],
)
def test_which_hours_are_settled(found, said):
    assert settled(found) == said


def test_an_hour_read_in_part_hides_how_it_went_on():
    first, second, third = hours(known=3)
    part = CountedHour(second.hour, second.hour + HOUR / 2, ())

    assert settled([first, part, third]) == []


def test_the_pause_is_the_one_by_which_attempts_are_judged():
    patient = AttemptRules(quiet=timedelta(hours=3))

    assert settled(hours(known=5), patient) == [0, 1]


def event(number, minutes, correlation, code):
    stage = "userCreation" if code == 0 else "credentialValidation"
    return SignUpEvent(
        id=f"{number}",
        at=TEN + timedelta(minutes=minutes),
        correlation_id=correlation,
        app_id="store",
        stage=stage,
        error_code=code,
    )


@given(
    st.lists(
        st.tuples(st.integers(0, 300), st.sampled_from("abcdef"), st.sampled_from([0, 1002013, 50181])), max_size=30
    ),
    st.integers(60, 420),
)
def test_in_a_settled_hour_every_attempt_is_mature(drawn, now):
    """As of the moment until which the log is known, by the one definition of an attempt."""
    rows = [event(number, *each) for number, each in enumerate(drawn) if each[0] < now]
    counted = count_sign_ups(attempts(rows, TEN, RULES))
    until = TEN + timedelta(minutes=now)
    found = [
        CountedHour(hour, min(hour + HOUR, until), (), counted[hour].last_heard if hour in counted else None)
        for hour in (TEN + n * HOUR for n in range(-(-now // 60)))
    ]
    judged = attempts(rows, until, RULES)

    for hour in settled_hours(found, RULES):
        there = [attempt for attempt in judged if hour.hour <= attempt.started < hour.hour + HOUR]
        assert all(attempt.mature for attempt in there)
        assert Outcome.IN_PROGRESS not in {attempt.outcome for attempt in there}
