"""The numbers of an answer in one sentence."""

from datetime import timedelta

import pytest
from answer_saying import FAILED, said, some
from render_samples import (
    SUCCESS,
    WALKED_AWAY,
    WRONG_CODE,
    a_day,
    answer_of,
    attempt_events,
    by_app,
    grouped,
    judged,
    question,
    table_rows,
)

from bot.domain.answers import AnswerKind
from bot.domain.measures import Totals, break_down
from bot.domain.question import Is, Metric, OneOf, Output


@pytest.mark.parametrize(
    ("totals", "where", "count_of", "sentence"),
    [
        pytest.param(
            Totals(attempts=37, failed=37, users=31),
            (FAILED,),
            None,
            "37 sign-up attempts failed, by 31 people.",
            id="failed",
        ),
        pytest.param(
            Totals(attempts=1, failed=1, users=1), (FAILED,), None, "1 sign-up attempt failed, by 1 person.", id="one"
        ),
        pytest.param(
            Totals(attempts=1200, success=1200, users=1100),
            (Is("status", "success"),),
            None,
            "1,200 sign-up attempts succeeded, by 1,100 people.",
            id="success",
        ),
        pytest.param(
            Totals(attempts=3, abandoned=3),
            (Is("status", "abandoned"),),
            None,
            "3 sign-up attempts were abandoned.",
            id="abandoned by nobody known",
        ),
        pytest.param(
            Totals(attempts=2, abandoned=1, in_progress=1, interrupted=2, users=2),
            (Is("status", "interrupted"),),
            None,
            "2 sign-up attempts stopped at a prompt that was never answered, by 2 people.",
            id="interrupted",
        ),
        pytest.param(
            Totals(attempts=412, success=251, failed=100, abandoned=56, in_progress=5, users=380),
            (),
            None,
            "412 sign-up attempts by 380 people: "
            "251 succeeded, 100 failed, 56 were abandoned and 5 are still under way.",
            id="all",
        ),
        pytest.param(
            Totals(attempts=3, failed=2, abandoned=1, users=3),
            (OneOf("status", ("failed", "abandoned")),),
            None,
            "3 sign-up attempts by 3 people: 2 failed and 1 was abandoned.",
            id="two results",
        ),
        pytest.param(
            Totals(attempts=37, failed=37, users=31),
            (FAILED,),
            "user",
            "31 people in 37 sign-up attempts, which failed.",
            id="people",
        ),
        pytest.param(Totals(), (), None, "No sign-up attempt matches this question.", id="none"),
    ],
)
def test_the_headline_says_the_numbers_in_one_sentence(
    totals: Totals, where: tuple[Is, ...], count_of: str | None, sentence: str
) -> None:
    answer = answer_of([], question(*where, count_of=count_of), AnswerKind.COUNT, totals=totals)

    assert said(answer).text.splitlines()[1] == f"*{sentence}*"


def test_counting_something_else_counts_its_different_values() -> None:
    answer = grouped(a_day(), question(output=Output.COUNT, count_of="app"), by_app, distinct=2)

    assert "*2 apps in 40 sign-up attempts by 39 people: 23 succeeded" in said(answer).text


def test_different_values_of_each_group_have_a_column_and_are_not_added_up() -> None:
    found = a_day()
    asked = question(output=Output.COUNT, count_of="provider", group_by=("app",), top=1)
    groups = break_down(found, by_app, counted=lambda attempt: [(("provider", attempt.provider),)])
    answer = answer_of(found, asked, AnswerKind.BREAKDOWN, groups=groups[:1], distinct=2)

    headings, store, others, every = table_rows(said(answer))

    assert headings[:3] == ["App", "Providers", "Attempts"]
    assert (store[1], others[1], every[1]) == ("2", "–", "2")


def test_a_handful_of_listed_attempts_needs_no_share() -> None:
    assert "Conversion" not in said(answer_of(some(SUCCESS, WRONG_CODE), question(), AnswerKind.LIST)).text
    assert "Conversion 50%" in said(answer_of(some(*[SUCCESS, WRONG_CODE] * 10), question(), AnswerKind.LIST)).text


def test_a_single_attempt_is_it() -> None:
    text = said(answer_of(some(WRONG_CODE), question(), AnswerKind.LIST)).text

    assert "*1 sign-up attempt by 1 person: it failed.*" in text


def test_rates_say_their_base_and_their_counts() -> None:
    found = some(*[SUCCESS] * 13, *[WRONG_CODE] * 7, *[WALKED_AWAY] * 5)

    text = said(answer_of(found, question(output=Output.RATE), AnswerKind.RATE)).text

    assert "Conversion 52% (13 of 25 settled attempts), failure 28% (7) and abandonment 20% (5)." in text
    assert "small numbers" not in text


@pytest.mark.parametrize(
    ("metric", "start"),
    [
        pytest.param(Metric.FAILURE, "Failure 28% (7 of 25 settled attempts), conversion 52% (13)", id="failure"),
        pytest.param(Metric.DROPOFF, "Drop-off 48% (12 of 25 settled attempts), conversion 52% (13)", id="drop-off"),
        pytest.param(Metric.SUCCESS, "Conversion 52% (13 of 25 settled attempts), failure 28% (7)", id="success"),
    ],
)
def test_the_asked_share_comes_first(metric: Metric, start: str) -> None:
    found = some(*[SUCCESS] * 13, *[WRONG_CODE] * 7, *[WALKED_AWAY] * 5)

    assert start in said(answer_of(found, question(output=Output.RATE, metric=metric), AnswerKind.RATE)).text


def test_small_numbers_are_marked() -> None:
    text = said(answer_of(some(SUCCESS, WRONG_CODE), question(output=Output.RATE), AnswerKind.RATE)).text

    assert "shares of fewer than 20 attempts say little" in text


def test_attempts_that_count_in_no_rate_are_said() -> None:
    still = attempt_events(900, WALKED_AWAY, before_now=timedelta(minutes=5))
    quick = attempt_events(901, WRONG_CODE, before_now=timedelta(minutes=4))
    old = attempt_events(902, SUCCESS, before_now=timedelta(hours=3))

    one = said(answer_of(judged([*still, *old]), question(), AnswerKind.COUNT)).text
    two = said(answer_of(judged([*still, *quick, *old]), question(), AnswerKind.COUNT)).text

    assert "What is still under way counts in no rate: 1 attempt." in one
    assert "What is still under way or too new to be judged counts in no rate: 2 attempts." in two


def test_no_rate_is_explained() -> None:
    young = judged(attempt_events(1, WRONG_CODE, before_now=timedelta(minutes=4)))
    by_result = answer_of(some(WRONG_CODE), question(FAILED, output=Output.RATE), AnswerKind.RATE)

    assert "none of these attempts is old enough" in said(answer_of(young, question(), AnswerKind.RATE)).text
    assert "a share says nothing once the result is part of the question" in said(by_result).text
