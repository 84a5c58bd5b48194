"""Every number of an answer equals an independent recount of Graph's raw rows, wherever the rows came from."""

from zoneinfo import ZoneInfo

import pytest
from desk_questions import all_questions, complete, filled_in, name_of, picks, questions_read_differently
from desk_town import NOW, differences, numbers, question_of
from recount import recount


def table(questions):
    return [pytest.param(complete(said), id=name_of(said)) for said in questions]


QUESTIONS = table(all_questions())
BERLIN = "Europe/Berlin"


@pytest.fixture(scope="module")
def values(town):
    return picks(town, NOW)


@pytest.mark.parametrize("said", QUESTIONS)
def test_an_answer_equals_the_recount(said, values, town, filled):
    said = filled_in(said, values)
    answer = filled.answer(question_of(said), ZoneInfo(BERLIN))

    assert answer.question.to_json() == said
    assert differences(answer, recount(said, town, NOW, BERLIN)) == {}


@pytest.mark.parametrize("said", table(questions_read_differently()))
def test_an_answer_is_the_same_whatever_the_mirror_holds(said, values, desks, filled, half_filled):
    question, zone = question_of(filled_in(said, values)), ZoneInfo(BERLIN)
    from_mirror = numbers(filled.answer(question, zone))

    assert numbers(desks.new().answer(question, zone)) == from_mirror
    assert numbers(desks.new(like=half_filled).answer(question, zone)) == from_mirror


@pytest.mark.parametrize("zone", ["UTC", "America/Los_Angeles", "Asia/Kolkata", "Pacific/Auckland"])
@pytest.mark.parametrize(
    "said",
    table(
        (
            *({"group_by": [field], "window": {"last": 7 * 86_400}} for field in ("hour", "day", "week", "month")),
            *({"window": {"named": period}} for period in ("today", "yesterday", "this_week", "last_week")),
            {"window": {"named": "this_month"}, "compare": {"named": "yesterday"}, "output": "rate"},
        )
    ),
)
def test_days_and_hours_are_the_asker_s(said, zone, town, filled):
    answer = filled.answer(question_of(said), ZoneInfo(zone))

    assert differences(answer, recount(said, town, NOW, zone)) == {}


def test_the_tables_meet_what_they_are_about(values, town):
    """A table of questions that all answer nothing would prove nothing."""
    found = [recount(filled_in(param.values[0], values), town, NOW, BERLIN)["totals"] for param in QUESTIONS]
    empty = [param.id for param, totals in zip(QUESTIONS, found, strict=True) if not totals["attempts"]]

    assert len(empty) < 20, empty
