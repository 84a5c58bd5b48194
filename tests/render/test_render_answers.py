"""What an answer says around its numbers: the question as understood, how it was taken, and where it all comes from."""

from answer_saying import FAILED, RENDERER, said, some
from render_samples import (
    DAY,
    NOW,
    SUCCESS,
    WRONG_CODE,
    a_day,
    answer_of,
    question,
    refusals,
    table_rows,
)

from bot.domain.answers import AnswerKind
from bot.domain.question import Is, Output
from bot.domain.sources import Source


def test_an_answer_opens_with_the_question_as_understood() -> None:
    message = said(answer_of(a_day(), question(), AnswerKind.COUNT))

    assert message.blocks[0]["type"] == "header"
    assert message.text.startswith("*Sign-ups · last 24 h*\n")


def test_a_long_heading_is_said_in_full() -> None:
    heading = "Sign-ups · " + " or ".join(f"app{n}@example.com" for n in range(20))

    message = RENDERER.answer(answer_of(a_day(), question(), AnswerKind.COUNT), heading=heading)

    assert refusals(message) == []
    assert heading in message.text


def test_notes_on_the_reading_stand_right_below_the_heading() -> None:
    message = said(answer_of(a_day(), question(), AnswerKind.COUNT), "Read “faild” as “failed”.")

    assert message.text.splitlines()[1] == "Read “faild” as “failed”."


def test_an_export_says_where_the_file_is_and_lists_the_newest() -> None:
    answer = answer_of(a_day(), question(output=Output.EXPORT), AnswerKind.LIST)
    message = RENDERER.answer(answer, heading="Sign-ups", about_file="signups.csv, 40 rows, is there.")

    assert "*As a file:* signups.csv, 40 rows, is there." in message.text
    assert len(table_rows(message)) > 5


def test_nothing_found_is_said_kindly_with_what_to_try() -> None:
    asked = question(FAILED, Is("app", "Store"))

    text = said(answer_of([], asked, AnswerKind.LIST)).text

    assert "No sign-up attempt matches this question." in text
    assert "a longer time such as “last 7d”, or leave out one of: app, status." in text


def test_the_last_line_says_source_age_and_cost() -> None:
    text = said(answer_of(a_day(), question(), AnswerKind.COUNT)).text

    assert text.splitlines()[-1] == (
        "From Microsoft Graph and Gatehouse's own copy, as of Wed 18 Nov 12:04 CET; 1 Graph request. "
        "Times are those of Europe/Berlin."
    )


def test_an_answer_from_the_mirror_alone_needed_no_request() -> None:
    answer = answer_of(a_day(), question(), AnswerKind.COUNT, source=Source.MIRROR, requests=())

    assert "From Gatehouse's own copy, as of Wed 18 Nov 12:04 CET; no Graph request was needed." in said(answer).text


def test_an_incomplete_answer_says_so_right_below_its_numbers() -> None:
    note = "Graph keeps 7 days here, and the mirror starts on 16 Nov."
    answer = answer_of(a_day(), question(), AnswerKind.LIST, complete=False, notes=(note,))

    blocks = said(answer).blocks

    assert blocks[2]["text"]["text"] == f"*This may be incomplete.* {note}"


def test_an_incomplete_answer_without_a_note_is_still_said_to_be_incomplete() -> None:
    answer = answer_of(a_day(), question(), AnswerKind.COUNT, complete=False)

    assert "*This may be incomplete.* Part of this time may be missing." in said(answer).text


def test_notes_on_a_complete_answer_stand_at_the_end() -> None:
    notes = tuple(f"Note {n}." for n in range(9))

    text = said(answer_of(a_day(), question(), AnswerKind.COUNT, notes=notes)).text

    assert text.endswith("Note 5.\nand 3 more notes")


def test_times_are_those_of_the_asker() -> None:
    answer = answer_of(some(WRONG_CODE, SUCCESS), question(), AnswerKind.LIST, zone="America/New_York", as_of=NOW)

    message = said(answer)

    assert table_rows(message)[1][0] == "Wed 18 Nov 04:05"
    assert "as of Wed 18 Nov 06:04 EST" in message.text
    assert DAY.until == NOW
