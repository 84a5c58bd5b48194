"""A funnel in an answer, and two periods side by side."""

from answer_saying import FAILED, failed_of_a_day, said, some
from render_samples import (
    BAD_FORM,
    SUCCESS,
    WRONG_CODE,
    a_day,
    answer_of,
    by_app,
    charts,
    compared,
    grouped,
    question,
    table_rows,
)

from bot.domain.answers import AnswerKind
from bot.domain.question import Output


def test_a_funnel_names_the_stage_that_loses_most() -> None:
    found = some(*[SUCCESS] * 6, *[WRONG_CODE] * 3, BAD_FORM)

    message = said(answer_of(found, question(output=Output.FUNNEL), AnswerKind.FUNNEL))

    assert table_rows(message) == [
        ["Stage", "Reached", "Went on", "Left", "Drop-off"],
        ["email or password entry", "10", "10", "0", "0% of only 10"],
        ["email code check", "10", "7", "3", "30% of only 10"],
        ["profile form", "7", "6", "1", "14% of only 7"],
        ["account creation", "6", "6", "0", "0% of only 6"],
    ]
    assert "Most are lost at “email code check”: 3 of 10 that reached it ended there (30%)." in message.text


def test_a_funnel_is_drawn_too() -> None:
    (drawn,) = charts(said(answer_of(a_day(), question(output=Output.FUNNEL), AnswerKind.FUNNEL)))

    went_on, left = drawn["chart"]["series"]
    reached = [on["value"] + gone["value"] for on, gone in zip(went_on["data"], left["data"], strict=True)]
    assert reached[0] == 39


def test_a_funnel_of_each_group_says_where_each_loses_most() -> None:
    found = a_day()
    asked = question(output=Output.FUNNEL, group_by=("app",))
    groups = grouped(found, asked, by_app).groups

    text = said(answer_of(found, asked, AnswerKind.FUNNEL, groups=groups)).text

    assert "Store, 26 attempts. Most are lost at" in text
    assert "Partner portal, 14 attempts. Most are lost at" in text


def test_a_comparison_sets_the_two_periods_side_by_side() -> None:
    now, then = some(*[SUCCESS] * 30, *[WRONG_CODE] * 10), some(*[SUCCESS] * 20)
    answer = answer_of(now, question(output=Output.RATE), AnswerKind.RATE, compare=compared(then))

    headings, *rows = table_rows(said(answer))

    assert headings[1:3] == ["Tue 17 Nov 12:04 – Wed 18 Nov 12:04 CET", "Tue 10 Nov 12:04 – Wed 11 Nov 12:04 CET"]
    assert ["Attempts", "40", "20", "up 100%"] in rows
    assert ["Failed", "10", "0", "new"] in rows
    assert ["Conversion", "75% of 40", "100% of 20", "25.0 points down"] in rows


def test_a_comparison_beside_another_table_is_said_in_lines() -> None:
    then = compared(some(*[WRONG_CODE] * 2), complete=False)
    answer = answer_of(failed_of_a_day(), question(FAILED), AnswerKind.LIST, compare=then)

    text = said(answer).text

    assert "Compared with Tue 10 Nov 12:04 – Wed 11 Nov 12:04 CET:\nAttempts 12, against 2 (up 500%)" in text
    assert "part may be missing" in text
