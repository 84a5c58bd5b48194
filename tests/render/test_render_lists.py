"""Attempts in a list: who, when, how, where and why, and what to do next."""

from dataclasses import replace
from datetime import timedelta

from answer_saying import FAILED, said, some
from render_samples import (
    BAD_FORM,
    NO_ACCOUNT,
    SUCCESS,
    WRONG_CODE,
    answer_of,
    attempt_events,
    judged,
    question,
    rows_of,
    table_rows,
)

from bot.domain.answers import AnswerKind


def test_a_list_shows_who_when_how_where_and_why() -> None:
    found = some(WRONG_CODE, SUCCESS)

    headings, newest, oldest = table_rows(said(answer_of(found, question(), AnswerKind.LIST)))

    assert headings == ["When", "Who", "How", "App", "Result", "Where", "Why"]
    assert newest == ["Wed 18 Nov 10:05", "person1@example.com", "Email OTP", "Store", "success", "–", "–"]
    assert oldest[:5] == ["Wed 18 Nov 10:04", "person0@example.com", "Email OTP", "Store", "failed"]
    assert oldest[5] == "email code check"
    assert oldest[6].endswith("(50181)")


def test_a_list_says_how_many_it_does_not_show() -> None:
    found = some(*[WRONG_CODE] * 60)

    message = said(answer_of(found, question(FAILED), AnswerKind.LIST))
    shown = len(table_rows(message)) - 1

    assert 8 <= shown <= 15
    assert f"The table has the newest {shown} of 60 attempts; {60 - shown} more are older." in message.text
    assert all(row[1] in message.text for row in table_rows(message)[1:])


def test_a_list_of_the_newest_two_keeps_the_totals_of_all() -> None:
    found = some(*[WRONG_CODE] * 5)
    answer = answer_of(found, question(FAILED, top=2), AnswerKind.LIST, rows=rows_of(found)[:2])

    text = said(answer).text

    assert "*5 sign-up attempts failed, by 5 people.*" in text
    assert "The table has the newest 2 of 5 attempts; 3 more are older." in text


def test_new_attempts_are_marked_in_the_list() -> None:
    found = judged(
        [
            *attempt_events(1, WRONG_CODE, before_now=timedelta(minutes=5)),
            *attempt_events(2, WRONG_CODE, before_now=timedelta(hours=5)),
        ]
    )

    message = said(answer_of(found, question(FAILED), AnswerKind.LIST))

    assert [row[4] for row in table_rows(message)[1:]] == ["failed (new)", "failed"]
    assert "(new): too new to count in a rate." in message.text


def test_each_different_reason_comes_with_its_next_step_and_a_sentence_to_send() -> None:
    found = some(WRONG_CODE, BAD_FORM, WRONG_CODE)
    newest = rows_of(found)[0]

    message = said(answer_of(found, question(FAILED), AnswerKind.LIST))

    assert message.text.count("To send to the person:") == 2
    assert "*person2@example.com, Wed 18 Nov 10:06, and 1 more that ended the same way*" in message.text
    assert newest.remedy in message.text
    assert f"“{newest.tell_the_user}”" in message.text


def test_the_sentence_to_send_can_be_copied_as_it_is() -> None:
    message = said(answer_of(some(WRONG_CODE), question(FAILED), AnswerKind.LIST))
    (advice,) = [block for block in message.blocks if block["type"] == "rich_text"]

    (quote,) = [part for part in advice["elements"] if part["type"] == "rich_text_quote"]

    assert quote["elements"][0]["text"] == rows_of(some(WRONG_CODE))[0].tell_the_user


def test_one_attempt_is_shown_in_full() -> None:
    (attempt,) = some(NO_ACCOUNT)
    row = replace(rows_of([attempt])[0], existing_account=True)

    facts = dict(table_rows(said(answer_of([attempt], question(), AnswerKind.LIST, rows=(row,))))[1:])

    assert facts["When"] == "Wed 18 Nov 10:04 CET, took 30 s"
    assert facts["Where"] == "account creation"
    assert facts["Had an account"] == "yes"
    assert facts["Correlation id"] == attempt.correlation_id


def test_existing_accounts_are_shown_where_they_were_looked_up() -> None:
    known, unknown = rows_of(some(WRONG_CODE, SUCCESS))
    rows = (replace(known, existing_account=False), unknown)

    headings, first, second = table_rows(
        said(answer_of(some(WRONG_CODE, SUCCESS), question(), AnswerKind.LIST, rows=rows))
    )

    assert (headings[-2], first[-2], second[-2]) == ("Had an account", "no", "not known")
