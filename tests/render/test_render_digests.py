"""What the morning's digest says: what changed first, then every number beside that of a week before."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from render_samples import (
    BAD_FORM,
    NO_ACCOUNT,
    SUCCESS,
    WALKED_AWAY,
    WRONG_CODE,
    digest_of,
    refusals,
    table_rows,
    whole_day_events,
)

from bot.domain.days import Days
from bot.domain.digest_parts import TrendPoint
from bot.domain.digests import SignUpDigest
from bot.domain.sources import Source
from bot.render import Message, Renderer

RENDERER = Renderer()
DAY = date(2026, 11, 17)
LIKE = date(2026, 11, 10)
Kinds = Sequence[Sequence[tuple[str, int]]]


def digest(today: Kinds, like: Kinds | None, **more: Any) -> SignUpDigest:
    before = None if like is None else whole_day_events(LIKE, like)
    return digest_of(DAY, whole_day_events(DAY, today), before, **more)


def said(digest: SignUpDigest) -> Message:
    message = RENDERER.digest(digest)
    assert refusals(message) == []
    return message


def test_a_digest_opens_with_its_day_and_what_changed() -> None:
    made = digest([SUCCESS] * 10 + [WRONG_CODE] * 20, [SUCCESS] * 28 + [WRONG_CODE] * 2)

    lines = said(made).text.splitlines()

    assert lines[0] == "*Sign-ups on Tuesday 17 November 2026*"
    assert lines[1] == f"*{made.changed}*"
    assert made.changed.startswith("Conversion fell from 93% to 33%")


def test_the_numbers_stand_beside_those_of_the_like_day() -> None:
    text = said(digest([SUCCESS] * 24 + [WRONG_CODE] * 6, [SUCCESS] * 16 + [WRONG_CODE] * 9)).text

    assert "30 sign-up attempts by 30 people: 24 succeeded and 6 failed." in text
    assert "Conversion 80% (24 of 30 settled attempts), failure 20% (6) and abandonment 0% (0)." in text
    assert "Last Tuesday it was 25 attempts and 16 successes: attempts up 20%, successes up 50%." in text
    assert "Conversion then was 64%: 16.0 points up." in text
    assert "small numbers" not in text


def test_from_nothing_to_something_is_new_and_no_percentage() -> None:
    text = said(digest([WRONG_CODE] * 5, [SUCCESS] * 5)).text

    assert "• *5*: The emailed code did not match, or it could not be checked (50181) (new)" in text
    assert "successes none any more" in text


def test_days_of_which_nothing_is_known_have_no_empty_lines_of_numbers() -> None:
    made = digest([], None, complete=False, notes=["Nothing is known of these days."])

    assert "–" not in said(made).text.splitlines()


def test_reasons_that_went_away_are_shown_with_what_they_were() -> None:
    text = said(digest([SUCCESS] * 5, [WRONG_CODE] * 5)).text

    assert "*None failed*" in text
    assert "(50181) (none any more, 5 then)" in text


def test_reasons_that_do_not_fit_are_one_line_and_still_add_up() -> None:
    codes = [50181, 50182, 1002027, 399279, 50034, 90100, 500222]
    kinds = [((stage, code),) for code in codes for stage in ["credentialCollection"]]

    text = said(digest(kinds, None)).text

    assert "*Why 7 attempts failed*" in text
    assert "• *and 2 more*: together 2 attempts" in text


def test_reasons_that_went_away_and_do_not_fit_are_told_apart_from_those_there_are() -> None:
    codes = [50181, 50182, 1002027, 399279, 50034, 90100, 500222]
    now = [(("credentialCollection", code),) for code in codes[:6]]
    like = [(("credentialCollection", code),) for code in codes]

    text = said(digest(now, like)).text

    assert "*Why 6 attempts failed*" in text
    assert "• *and 1 more*: together 1 attempt" in text
    assert "• *1 other reason*: none any more" in text


@pytest.mark.parametrize(
    ("source", "words"),
    [
        (Source.MIRROR, "From Gatehouse's own copy, as of"),
        (Source.GRAPH, "From Microsoft Graph, as of"),
        (Source.BOTH, "From Microsoft Graph and Gatehouse's own copy, as of"),
    ],
)
def test_a_digest_says_where_its_rows_came_from(source: Source, words: str) -> None:
    assert words in said(digest([SUCCESS], None, source=source)).text


def trend_of(*numbers: tuple[int, int]) -> tuple[TrendPoint, ...]:
    first = DAY - timedelta(days=len(numbers) - 1)
    return tuple(
        TrendPoint(Days.one(first + timedelta(days=day)), attempts, success)
        for day, (attempts, success) in enumerate(numbers)
    )


def test_the_trend_is_a_chart_with_its_numbers_in_words() -> None:
    message = said(digest([SUCCESS], None, trend=trend_of((40, 30), (1200, 900), (1, 1))))

    (drawn, funnel) = [block for block in message.blocks if block["type"] == "data_visualization"]
    assert drawn["title"] == "Attempts and accounts by day"
    assert [series["name"] for series in drawn["chart"]["series"]] == ["Attempts", "Accounts"]
    assert [point["value"] for point in drawn["chart"]["series"][0]["data"]] == [40, 1200, 1]
    assert funnel["title"] == "Attempts at each stage"
    assert (
        "Attempts (and accounts) by day: Sun 15 Nov 40 (30), Mon 16 Nov 1,200 (900), Tue 17 Nov 1 (1)." in message.text
    )


def test_a_single_point_is_no_trend() -> None:
    message = said(digest([SUCCESS], None, trend=trend_of((40, 30))))

    assert "by day" not in message.text


def test_a_digest_of_some_sign_ups_says_which() -> None:
    assert "Only app Store and Google." in said(digest([SUCCESS], None, about="app Store and Google")).text


@pytest.mark.parametrize(
    ("first", "last", "title"),
    [
        pytest.param(date(2026, 11, 9), date(2026, 11, 15), "from Monday 9 to Sunday 15 November 2026", id="a week"),
        pytest.param(
            date(2026, 12, 28), date(2027, 1, 3), "from Monday 28 December 2026 to Sunday 3 January 2027", id="new year"
        ),
        pytest.param(date(2026, 11, 1), date(2026, 11, 30), "in November 2026", id="a month"),
        pytest.param(date(2026, 11, 13), date(2026, 11, 15), "from Friday 13 to Sunday 15 November 2026", id="weekend"),
    ],
)
def test_a_digest_is_headed_by_its_days(first: date, last: date, title: str) -> None:
    made = digest([SUCCESS], None)
    named = replace(made, now=replace(made.now, days=Days(first, last)))

    assert said(named).text.splitlines()[0] == f"*Sign-ups {title}*"


def test_the_funnel_is_a_table_with_its_worst_stage_in_words() -> None:
    message = said(digest([SUCCESS] * 6 + [WALKED_AWAY] * 3 + [BAD_FORM], None))

    assert [row[0] for row in table_rows(message)] == [
        "Stage",
        "email or password entry",
        "email code check",
        "profile form",
        "account creation",
    ]
    assert "Most are lost at “email code check”: 3 of 10 that reached it ended there (30%)." in message.text


def test_each_app_and_provider_has_a_line_and_the_rest_one_together() -> None:
    apps = [
        event
        for number in range(9)
        for event in whole_day_events(DAY, [SUCCESS] * (20 if number == 0 else 1), app=f"App {number}")
    ]

    text = said(digest_of(DAY, apps, None)).text

    assert "• *App 0*: 20 attempts, conversion 100%" in text
    assert "• *and 3 more*: together 3 attempts" in text
    assert "• *Email OTP*: 28 attempts, conversion 100%" in text


def test_what_there_is_one_of_is_not_told_again_in_a_digest_of_some_sign_ups() -> None:
    every, some = (said(digest([SUCCESS] * 3, None, about=about)).text for about in ("", "app Store"))

    assert "*By app*" in every
    assert "*By app*" not in some


def test_small_numbers_are_marked_wherever_a_share_stands() -> None:
    text = said(digest([SUCCESS, NO_ACCOUNT], [SUCCESS])).text

    assert "• *Store*: 2 attempts (1 then), conversion 50% of only 2\n" in text, "and nothing of how it moved"
    assert "Conversion then was 100% of only 1: 50.0 points down." in text
    assert "shares of fewer than 20 attempts say little" in text


def test_without_an_earlier_week_nothing_is_compared() -> None:
    text = said(
        digest([SUCCESS] * 3, None, notes=("The mirror starts on 15 Nov; from 22 Nov on it can compare.",))
    ).text

    assert "there is no earlier week to compare with yet" in text
    assert "then" not in text.replace("then it can", "")
    assert "The mirror starts on 15 Nov; from 22 Nov on it can compare." in text


def test_a_day_without_attempts_is_said_in_one_line() -> None:
    message = said(digest([], [SUCCESS] * 3))

    assert "*Nobody tried to sign up; last Tuesday 3 attempts began.*" in message.text
    assert "0 sign-up attempts." in message.text
    assert table_rows(message) == []


def test_two_days_without_attempts_are_compared_once() -> None:
    text = said(digest([], [])).text

    assert "*Nobody tried to sign up, as last Tuesday.*" in text
    assert "unchanged" not in text


@pytest.mark.parametrize(
    ("day", "said_of_it"),
    [
        pytest.param(date(2026, 3, 29), "Clocks changed: this day has 23 hours.", id="forward"),
        pytest.param(date(2026, 10, 25), "Clocks changed: this day has 25 hours.", id="back"),
        pytest.param(date(2026, 10, 26), "", id="any other day"),
    ],
)
def test_a_day_on_which_clocks_change_says_how_many_hours_it_has(day: date, said_of_it: str) -> None:
    text = said(digest_of(day, whole_day_events(day, [SUCCESS]), None)).text

    assert ("Clocks changed" in text) == bool(said_of_it)
    assert said_of_it in text


def test_a_month_says_its_numbers_by_the_day_too() -> None:
    made = digest([SUCCESS] * 62, [SUCCESS] * 60)
    october, september = Days(date(2026, 10, 1), date(2026, 10, 31)), Days(date(2026, 9, 1), date(2026, 9, 30))
    assert made.like
    months = replace(made, now=replace(made.now, days=october), like=replace(made.like, days=september))

    text = said(months).text

    assert "In September it was 60 attempts and 60 successes: attempts up 3%, successes up 3%." in text
    assert "October has 31 days and September 30: that is 2.0 attempts a day, 2.0 then." in text


def test_an_unknown_day_says_no_numbers() -> None:
    made = digest([], None, complete=False, notes=("Nothing is known of sign-ups in September 2026.",))

    assert "0 sign-up attempts" not in said(made).text


def test_an_incomplete_day_says_so_right_below_its_headline() -> None:
    message = said(digest([SUCCESS], None, complete=False, notes=("The log was read up to 18:00 only.",)))

    assert message.text.splitlines()[2] == "*This may be incomplete.* The log was read up to 18:00 only."


def test_a_digest_says_whose_days_these_are_and_its_words_are_a_click_away() -> None:
    message = said(digest([SUCCESS], None))
    (row,) = [block for block in message.blocks if block["type"] == "actions"]

    assert message.text.splitlines()[-1] == (
        "From Gatehouse's own copy, as of Wed 18 Nov 09:00 CET. Days are those of Europe/Berlin."
    )
    assert [button["action_id"] for button in row["elements"]] == ["digest_definitions"]
