"""What an answer says: the numbers in words, the body, and where it all comes from."""

from dataclasses import replace
from datetime import timedelta

import pytest
from render_samples import (
    BAD_FORM,
    DAY,
    NO_ACCOUNT,
    NOW,
    SUCCESS,
    WALKED_AWAY,
    WRONG_CODE,
    a_day,
    answer_of,
    attempt_events,
    by_app,
    by_hour,
    charts,
    compared,
    grouped,
    judged,
    question,
    refusals,
    rows_of,
    table_rows,
)

from bot.domain.answers import Answer, AnswerKind
from bot.domain.attempts import Outcome, SignUpAttempt
from bot.domain.measures import Key, Totals, break_down
from bot.domain.question import Is, Metric, OneOf, Output
from bot.domain.sources import Source
from bot.render import Message, Renderer

RENDERER = Renderer()
FAILED = Is("status", "failed")


def said(answer: Answer, *notes: str) -> Message:
    message = RENDERER.answer(answer, heading="Sign-ups · last 24 h", notes=notes)
    assert refusals(message) == []
    return message


def some(*kinds: tuple[tuple[str, int], ...], hours: int = 2) -> list[SignUpAttempt]:
    """One attempt of each kind, hours old, one a minute."""
    return judged(
        event
        for number, kind in enumerate(kinds)
        for event in attempt_events(number, kind, before_now=timedelta(hours=hours, minutes=-number))
    )


def failed_of_a_day() -> list[SignUpAttempt]:
    return [attempt for attempt in a_day() if attempt.outcome is Outcome.FAILED]


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

    (quote,) = [part for part in advice["elements"] if part["type"] == "rich_text_quote"]  # type: ignore[attr-defined]

    assert quote["elements"][0]["text"] == rows_of(some(WRONG_CODE))[0].tell_the_user


def test_one_attempt_is_shown_in_full() -> None:
    (attempt,) = some(NO_ACCOUNT)
    row = replace(rows_of([attempt])[0], existing_account=True)

    facts = dict(table_rows(said(answer_of([attempt], question(), AnswerKind.LIST, rows=(row,))))[1:])  # type: ignore[arg-type]

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


def test_a_breakdown_adds_up_to_everything() -> None:
    answer = grouped(a_day(), question(group_by=("app",)), by_app)

    headings, *body, every = table_rows(said(answer))

    assert headings == ["App", "Attempts", "Success", "Failed", "Abandoned", "Under way", "Conversion"]
    assert [row[0] for row in body] == ["Store", "Partner portal"]
    assert every[:6] == ["All", "40", "23", "12", "4", "1"]
    for column in range(1, 6):
        assert sum(int(row[column]) for row in body) == int(every[column])


def by_user(attempt: SignUpAttempt) -> list[Key]:
    return [(("user", attempt.user),)]


def test_groups_that_do_not_fit_are_one_row_and_still_add_up() -> None:
    found = some(*[SUCCESS] * 21, *[WRONG_CODE] * 40)
    answer = grouped(found, question(group_by=("user",)), by_user)

    _, *rows = table_rows(said(answer))
    rest, every = rows[-2:]

    assert rest[0] == f"{61 - (len(rows) - 2)} more"
    assert every[1] == "61"
    assert sum(int(row[1]) for row in rows[:-1]) == 61
    assert sum(int(row[2]) for row in rows[:-1]) == 21


def test_groups_beyond_the_asked_number_are_all_others() -> None:
    answer = grouped(some(*[SUCCESS] * 3, *[WRONG_CODE] * 4), question(group_by=("user",), top=2), by_user)

    _, first, second, rest, every = table_rows(said(answer))

    assert (rest[0], rest[1], every[1]) == ("All others", "5", "7")
    assert int(first[2]) + int(second[2]) + int(rest[2]) == 3


def test_a_share_over_few_attempts_is_marked_in_its_row() -> None:
    _, row, _ = table_rows(said(grouped(some(SUCCESS, WRONG_CODE), question(group_by=("app",)), by_app)))

    assert row[-1] == "50% of only 2"


def test_the_metric_asked_for_is_the_column_shown() -> None:
    answer = grouped(a_day(), question(group_by=("app",), metric=Metric.FAILURE, output=Output.RATE), by_app)

    assert table_rows(said(answer))[0][-1] == "Failure"


def test_groups_of_failures_need_no_column_for_other_results() -> None:
    answer = grouped(failed_of_a_day(), question(FAILED, group_by=("app",)), by_app)

    assert table_rows(said(answer))[0] == ["App", "Attempts"]


def test_people_are_counted_for_each_group_where_people_are_asked_for() -> None:
    answer = grouped(failed_of_a_day(), question(FAILED, group_by=("app",), count_of="user"), by_app)

    headings, *_, every = table_rows(said(answer))

    assert headings == ["App", "People", "Attempts"]
    assert every == ["All", "11", "12"]


def test_stages_and_codes_are_said_in_plain_words() -> None:
    def keys(attempt: SignUpAttempt) -> list[Key]:
        decided = attempt.deciding_event()
        return [(("stage", decided.stage), ("error_code", str(decided.error_code)))]

    _, row, _ = table_rows(said(grouped(some(WRONG_CODE), question(FAILED, group_by=("stage", "error_code")), keys)))

    assert row[0] == "email code check"
    assert row[1].startswith("50181: The emailed code")


def test_what_the_log_does_not_say_is_not_said() -> None:
    found = judged(attempt_events(1, SUCCESS, before_now=timedelta(hours=2), app=None))

    assert table_rows(said(grouped(found, question(group_by=("app",)), by_app)))[1][0] == "not said"


def test_groups_by_time_follow_the_clock() -> None:
    answer = grouped(a_day(), question(group_by=("hour",)), by_hour)

    body = [row[0] for row in table_rows(said(answer))[1:-1]]

    assert body[0] == "Tue 17 Nov 14:00"
    assert body[-1] == "Wed 18 Nov 11:00"
    assert len(body) == 22


def test_when_there_are_too_many_periods_the_earlier_ones_are_one_row() -> None:
    found = judged(event for n in range(60) for event in attempt_events(n, SUCCESS, before_now=timedelta(hours=n + 2)))

    _, earlier, *later, every = table_rows(said(grouped(found, question(group_by=("hour",)), by_hour)))

    assert earlier[0] == f"{60 - len(later)} earlier"
    assert int(earlier[1]) + len(later) == 60
    assert later[-1][0] == "Wed 18 Nov 10:00"
    assert every[1] == "60"


def test_overlapping_groups_are_not_subtracted_from_the_total() -> None:
    def both(_: SignUpAttempt) -> list[Key]:
        return [(("extension", "first"),), (("extension", "second"),)]

    _, first, second, every = table_rows(said(grouped(some(SUCCESS), question(group_by=("extension",)), both)))

    assert (first[1], second[1], every[1]) == ("1", "1", "1")


def test_a_funnel_names_the_stage_that_loses_most() -> None:
    found = some(*[SUCCESS] * 6, *[WRONG_CODE] * 3, BAD_FORM)

    message = said(answer_of(found, question(output=Output.FUNNEL), AnswerKind.FUNNEL))

    assert table_rows(message) == [
        ["Stage", "Reached", "Went on", "Left", "Drop-off"],
        ["email or password entry", "10", "10", "0", "0%"],
        ["email code check", "10", "7", "3", "30%"],
        ["profile form", "7", "6", "1", "14%"],
        ["account creation", "6", "6", "0", "0%"],
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


def test_a_chart_over_time_has_no_gaps_and_at_most_twenty_points() -> None:
    found = judged(event for n in (2, 3, 9, 23) for event in attempt_events(n, SUCCESS, before_now=timedelta(hours=n)))

    message = said(grouped(found, question(group_by=("hour",), output=Output.CHART), by_hour))
    (drawn,) = charts(message)
    (line,) = drawn["chart"]["series"]

    assert drawn["title"] == "Attempts, 2 hours a point"
    assert len(line["data"]) == 13
    assert sum(point["value"] for point in line["data"]) == 4
    assert len(table_rows(message)) == 1 + 4 + 1


def test_a_chart_of_a_share_leaves_out_what_it_is_no_share_of() -> None:
    found = judged(
        [
            *attempt_events(1, SUCCESS, before_now=timedelta(hours=2)),
            *attempt_events(2, WRONG_CODE, before_now=timedelta(hours=2)),
            *attempt_events(3, SUCCESS, before_now=timedelta(hours=20)),
        ]
    )

    asked = question(group_by=("hour",), output=Output.CHART, metric=Metric.CONVERSION)
    (drawn,) = charts(said(grouped(found, asked, by_hour)))

    assert [point["value"] for point in drawn["chart"]["series"][0]["data"]] == [100.0, 50.0]


def test_a_chart_of_many_groups_folds_the_small_ones() -> None:
    found = some(*[SUCCESS] * 30)

    (drawn,) = charts(said(grouped(found, question(group_by=("user",), output=Output.CHART), by_user)))
    points = {point["label"]: point["value"] for point in drawn["chart"]["series"][0]["data"]}

    assert len(points) == 20
    assert points["Other"] == 11
    assert sum(points.values()) == 30


def test_a_chart_of_people_adds_nobody_up_twice() -> None:
    found = judged(
        event
        for n in range(2, 32)
        for event in attempt_events(n, SUCCESS, before_now=timedelta(hours=n), user="anna@example.com")
    )
    asked = question(group_by=("hour",), output=Output.CHART, count_of="user")

    (drawn,) = charts(said(grouped(found, asked, by_hour)))

    assert drawn["title"] == "People by hour"
    assert [point["value"] for point in drawn["chart"]["series"][0]["data"]] == [1] * 18 + [0, 0]
    assert drawn["chart"]["axis_config"]["categories"][-1] == "18 Nov 12:00"


def test_a_chart_over_time_by_something_has_a_line_for_each_and_folds_the_rest() -> None:
    def keys(attempt: SignUpAttempt) -> list[Key]:
        return [(*by_hour(attempt)[0], ("user", attempt.user))]

    (drawn,) = charts(
        said(grouped(some(*[SUCCESS] * 9), question(group_by=("hour", "user"), output=Output.CHART), keys))
    )

    assert len(drawn["chart"]["series"]) == 6
    assert drawn["chart"]["series"][-1]["name"] == "Other"
    assert sum(point["value"] for line in drawn["chart"]["series"] for point in line["data"]) == 9


def test_an_export_says_where_the_file_is_and_lists_the_newest() -> None:
    answer = answer_of(a_day(), question(output=Output.EXPORT), AnswerKind.LIST)
    message = RENDERER.answer(answer, heading="Sign-ups", about_file="signups.csv, 40 rows, is there.")

    assert "*As a file:* signups.csv, 40 rows, is there." in message.text
    assert len(table_rows(message)) > 5


def test_nothing_found_is_said_kindly_with_what_to_try() -> None:
    asked = question(FAILED, Is("app", "Store"))

    text = said(answer_of([], asked, AnswerKind.LIST)).text

    assert "No sign-up attempt matches this question." in text
    assert "a longer time such as “last 7d”, or leave out one of: app, result." in text


def test_the_last_line_says_source_age_and_cost() -> None:
    text = said(answer_of(a_day(), question(), AnswerKind.COUNT)).text

    assert text.splitlines()[-1] == (
        "From Microsoft Graph and the mirror, as of Wed 18 Nov 12:04 CET; 1 Graph request. "
        "Times are those of Europe/Berlin."
    )


def test_an_answer_from_the_mirror_alone_needed_no_request() -> None:
    answer = answer_of(a_day(), question(), AnswerKind.COUNT, source=Source.MIRROR, requests=())

    assert "From the mirror, as of Wed 18 Nov 12:04 CET; no Graph request was needed." in said(answer).text


def test_an_incomplete_answer_says_so_right_below_its_numbers() -> None:
    note = "Graph keeps 7 days here, and the mirror starts on 16 Nov."
    answer = answer_of(a_day(), question(), AnswerKind.LIST, complete=False, notes=(note,))

    blocks = said(answer).blocks

    assert blocks[2]["text"]["text"] == f"*This may be incomplete.* {note}"  # type: ignore[index]


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
