"""Groups in a table, which adds up to everything."""

from datetime import timedelta

import pytest
from answer_saying import FAILED, failed_of_a_day, said, some
from render_samples import (
    SUCCESS,
    WRONG_CODE,
    a_day,
    attempt_events,
    by_app,
    by_hour,
    grouped,
    judged,
    question,
    table_rows,
)

from bot.domain.attempts import SignUpAttempt
from bot.domain.measures import Key
from bot.domain.question import Metric, Output, Question
from bot.render.parts import part_headings


def test_a_breakdown_adds_up_to_everything() -> None:
    answer = grouped(a_day(), question(group_by=("app",)), by_app)

    headings, *body, every = table_rows(said(answer))

    assert headings == ["App", "Attempts", "Success", "Failed", "Abandoned", "Under way", "Conversion"]
    assert [row[0] for row in body] == ["Store", "Partner portal"]
    assert every[:6] == ["All", "40", "23", "12", "4", "1"]
    for column in range(1, 6):
        assert sum(int(row[column]) for row in body) == int(every[column])


def test_a_count_by_groups_says_what_part_of_all_each_is() -> None:
    answer = grouped(a_day(), question(group_by=("app",), output=Output.COUNT), by_app)

    headings, *rows = table_rows(said(answer))

    place = headings.index("Share of all")
    counts = [int(row[1]) for row in rows]
    assert [row[place] for row in rows] == [f"{100 * count / counts[-1]:.0f}%" for count in counts]
    assert rows[-1][place] == "100%"


@pytest.mark.parametrize(
    "asked",
    [
        pytest.param(question(group_by=("app",)), id="a list"),
        pytest.param(question(group_by=("hour",), output=Output.COUNT), id="by the clock"),
        pytest.param(question(group_by=("extension",), output=Output.COUNT), id="groups that overlap"),
        pytest.param(question(group_by=("app",), output=Output.COUNT, count_of="user"), id="people, who repeat"),
    ],
)
def test_no_part_of_all_is_said_where_none_is_asked_or_parts_do_not_add_up(asked: Question) -> None:
    assert part_headings(asked) == ()


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
