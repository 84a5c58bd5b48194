"""What the morning's digest says: what changed first, then every number beside that of a week before."""

from collections.abc import Sequence
from datetime import date
from typing import Any

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

from bot.domain.digests import Digest
from bot.render import Message, Renderer

RENDERER = Renderer()
DAY = date(2026, 11, 17)
LIKE = date(2026, 11, 10)
Kinds = Sequence[Sequence[tuple[str, int]]]


def digest(today: Kinds, like: Kinds | None, **more: Any) -> Digest:
    before = None if like is None else whole_day_events(LIKE, like)
    return digest_of(DAY, whole_day_events(DAY, today), before, **more)


def said(digest: Digest) -> Message:
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


def test_reasons_that_went_away_are_shown_with_what_they_were() -> None:
    text = said(digest([SUCCESS] * 5, [WRONG_CODE] * 5)).text

    assert "*Why 0 attempts failed*" in text
    assert "(50181) (none any more, 5 then)" in text


def test_reasons_that_do_not_fit_are_one_line_and_still_add_up() -> None:
    codes = [50181, 50182, 1002027, 399279, 50034, 90100, 500222]
    kinds = [((stage, code),) for code in codes for stage in ["credentialCollection"]]

    text = said(digest(kinds, None)).text

    assert "*Why 7 attempts failed*" in text
    assert "• *and 2 more*: together 2 attempts" in text


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


def test_small_numbers_are_marked_wherever_a_share_stands() -> None:
    text = said(digest([SUCCESS, NO_ACCOUNT], [SUCCESS])).text

    assert "• *Store*: 2 attempts (up 100%, 1 then), conversion 50% of only 2, 50.0 points down" in text
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


def test_an_incomplete_day_says_so_right_below_its_headline() -> None:
    message = said(digest([SUCCESS], None, complete=False, notes=("The log was read up to 18:00 only.",)))

    assert message.text.splitlines()[2] == "*This may be incomplete.* The log was read up to 18:00 only."


def test_a_digest_says_whose_day_it_is_and_where_its_words_are_defined() -> None:
    *_, source, definitions = said(digest([SUCCESS], None)).text.splitlines()

    assert source == "From the mirror, as of Wed 18 Nov 09:00 CET. The day is that of Europe/Berlin."
    assert definitions.endswith("docs/definitions.md")
