"""The numbers of an answer as a chart."""

from datetime import timedelta

from answer_saying import said, some
from render_samples import (
    SUCCESS,
    WRONG_CODE,
    attempt_events,
    by_hour,
    charts,
    grouped,
    judged,
    question,
    table_rows,
)
from test_render_groups import by_user

from bot.domain.attempts import SignUpAttempt
from bot.domain.measures import Key
from bot.domain.question import Metric, Output


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
