"""The questions one step away from another are right ones, and none of them is the question itself."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.domain.fields import FIELDS
from bot.domain.question import Format, Is, Log, Metric, OneOf, Output, Question
from bot.domain.variations import (
    as_chart,
    as_file,
    as_list,
    asked_anew,
    beside_time_before,
    breakdowns,
    forms,
    time_before,
    variations,
    windows,
    with_group,
)
from bot.domain.window import Between, Last, Named, Period

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
DAY = timedelta(days=1)
FAILED = Question(log=Log.SIGN_UPS, where=(Is("status", "failed"),), window=Last(86_400))
TOP = Question(
    log=Log.SIGN_INS,
    window=Last(86_400),
    group_by=("app",),
    top=5,
    min_count=3,
    output=Output.EXPORT,
    format=Format.CSV,
)


def codes(variations):
    return [each.code for each in variations]


def labels(variations):
    return [each.label for each in variations]


@pytest.mark.parametrize("log", Log)
def test_no_step_leads_to_where_one_is_and_each_has_a_name_of_its_own(log):
    question = Question(log=log, window=None if log in {Log.USER, Log.APPS} else Last(86_400))

    steps = variations(question, NOW, NOW, BERLIN)

    assert question not in [step.question for step in steps]
    assert len(set(codes(steps))) == len(set(labels(steps))) == len(steps)


def test_from_a_page_on_somebody_one_gets_to_each_log_in_full():
    page = Question(log=Log.USER, where=(Is("user", "jane@contoso.com"),))

    steps = variations(page, NOW, NOW, BERLIN)

    assert [(step.question.log, step.question.where, step.question.window) for step in steps] == [
        (Log.SIGN_UPS, (Is("user", "jane@contoso.com"),), Last(7 * 86_400)),
        (Log.SIGN_INS, (Is("user", "jane@contoso.com"),), Last(7 * 86_400)),
        (Log.AUDIT, (Is("target", "jane@contoso.com"),), Last(7 * 86_400)),
    ]
    assert {step.question.window for step in variations(replace(page, window=Last(60)), NOW, NOW, BERLIN)} == {Last(60)}


def test_where_only_methods_are_asked_for_no_log_follows():
    assert variations(Question(log=Log.USER, where=(Is("user", "me"),), show="auth_methods"), NOW, NOW, BERLIN) == ()


def test_what_is_settled_or_unique_or_there_already_is_not_broken_down_by():
    asked = with_group(FAILED, "app")

    assert {"by:status", "by:app", "by:correlation_id"}.isdisjoint(codes(breakdowns(asked, NOW, BERLIN)))
    assert "by:provider" in codes(breakdowns(asked, NOW, BERLIN))


def test_what_may_be_one_of_several_can_be_told_apart():
    either = Question(log=Log.SIGN_UPS, where=(OneOf("app", ("Store", "Portal")),), window=Last(86_400))

    assert "by:app" in codes(breakdowns(either, NOW, BERLIN))


def test_where_people_drop_off_is_told_by_stage_already():
    dropoff = Question(log=Log.SIGN_UPS, window=Last(86_400), metric=Metric.DROPOFF, output=Output.RATE)

    assert "by:stage" not in codes(breakdowns(dropoff, NOW, BERLIN))


@pytest.mark.parametrize(
    ("window", "times"),
    [
        pytest.param(Last(86_400), ["hour"], id="a day"),
        pytest.param(Last(7 * 86_400), ["day"], id="a week"),
        pytest.param(Last(30 * 86_400), ["day", "week"], id="a month"),
        pytest.param(Last(90 * 86_400), ["week", "month"], id="a quarter"),
        pytest.param(None, ["week", "month"], id="all time"),
    ],
)
def test_time_is_cut_into_neither_too_many_parts_nor_too_few(window, times):
    offered = [code.removeprefix("by:") for code in codes(breakdowns(replace(FAILED, window=window), NOW, BERLIN))]

    assert [code for code in offered if code in ("hour", "day", "week", "month")] == times


def test_a_breakdown_has_all_groups_and_keeps_the_rest_of_the_question():
    country = with_group(TOP, "country")

    assert country == Question(log=Log.SIGN_INS, window=Last(86_400), group_by=("country",))
    assert with_group(FAILED, "app").where == FAILED.where


def test_a_funnel_is_broken_down_as_a_funnel_but_by_stage_as_a_table():
    funnel = Question(log=Log.SIGN_UPS, window=Last(86_400), output=Output.FUNNEL)

    assert with_group(funnel, "app").output is Output.FUNNEL
    assert with_group(funnel, "stage").output is Output.LIST


def test_a_share_stays_one_where_its_form_is_lost():
    rate = Question(log=Log.SIGN_UPS, window=Last(86_400), metric=Metric.CONVERSION, output=Output.EXPORT)

    assert with_group(rate, "app").output is Output.RATE


def test_a_list_has_everything():
    assert as_list(TOP) == Question(log=Log.SIGN_INS, window=Last(86_400))
    assert "as:list" in codes(forms(TOP, NOW, BERLIN))
    assert "as:list" not in codes(forms(FAILED, NOW, BERLIN))


@pytest.mark.parametrize(
    ("question", "rows"),
    [
        pytest.param(FAILED, FAILED, id="a list"),
        pytest.param(as_chart(FAILED), FAILED, id="a chart over time: the rows it draws"),
        pytest.param(
            Question(log=Log.SIGN_UPS, window=Last(86_400), metric=Metric.FAILURE, output=Output.RATE),
            Question(log=Log.SIGN_UPS, window=Last(86_400)),
            id="a rate: the rows it is of",
        ),
        pytest.param(TOP, Question(log=Log.SIGN_INS, window=Last(86_400), group_by=("app",)), id="groups: all of them"),
    ],
)
def test_a_file_has_all_that_the_numbers_count(question, rows):
    file = as_file(question, Format.JSON)

    assert (file.output, file.format) == (Output.EXPORT, Format.JSON)
    assert (file.where, file.window, file.group_by, file.top, file.min_count, file.metric) == (
        *(rows.where, rows.window, rows.group_by),
        *(None, None, None),
    )


def between(since, until):
    return Between(
        datetime.fromisoformat(since).replace(tzinfo=BERLIN), datetime.fromisoformat(until).replace(tzinfo=BERLIN)
    )


@pytest.mark.parametrize(
    ("span", "before"),
    [
        pytest.param(Last(86_400), between("2026-11-18T10:30", "2026-11-19T10:30"), id="the last day"),
        pytest.param(
            Named(Period.TODAY),
            between("2026-11-19T00:00", "2026-11-19T10:30"),
            id="today: the same hours of yesterday",
        ),
        pytest.param(Named(Period.YESTERDAY), between("2026-11-18T00:00", "2026-11-19T00:00"), id="yesterday"),
        pytest.param(
            Named(Period.THIS_WEEK), between("2026-11-09T00:00", "2026-11-13T10:30"), id="this week up to the same hour"
        ),
        pytest.param(
            between("2026-11-10T00:00", "2026-11-12T00:00"), between("2026-11-08T00:00", "2026-11-10T00:00"), id="dates"
        ),
    ],
)
def test_the_time_before_is_the_like_one(span, before):
    assert time_before(span, NOW, BERLIN) == before


def test_the_day_before_the_clocks_change_is_as_long_on_the_clock():
    sunday = datetime(2026, 10, 25, 22, 30, tzinfo=UTC)

    found = time_before(Named(Period.TODAY), sunday, BERLIN)

    assert (f"{found.since:%d %H:%M}", f"{found.until:%d %H:%M}") == ("24 00:00", "24 23:30")


def test_another_time_drops_what_it_was_compared_with():
    beside = next(each for each in forms(FAILED, NOW, BERLIN) if each.code == "as:compare").question
    wider = next(each for each in windows(beside) if each.code == "in:7d").question

    assert beside.compare is not None
    assert (wider.window, wider.compare) == (Last(7 * 86_400), None)
    assert "as:compare" not in codes(forms(beside, NOW, BERLIN))


@pytest.mark.parametrize(
    ("span", "before"),
    [
        pytest.param(Last(86_400), between("2026-11-20T10:30", "2026-11-21T10:30"), id="the last day"),
        pytest.param(Named(Period.TODAY), between("2026-11-21T00:00", "2026-11-21T10:30"), id="today"),
        pytest.param(
            between("2026-11-10T00:00", "2026-11-12T00:00"), between("2026-11-08T00:00", "2026-11-10T00:00"), id="dates"
        ),
    ],
)
def test_asked_anew_the_time_before_moves_along(span, before):
    asked = beside_time_before(Question(log=Log.SIGN_UPS, window=span), NOW, BERLIN)

    assert asked_anew(asked, NOW, NOW + timedelta(days=2), BERLIN).compare == before


def test_a_period_that_was_named_stays_when_it_is_asked_anew():
    named = replace(FAILED, compare=Named(Period.LAST_WEEK))
    dated = replace(FAILED, compare=between("2026-01-01T00:00", "2026-01-02T00:00"))

    assert [asked_anew(each, NOW, NOW + DAY, BERLIN) for each in (FAILED, named, dated)] == [FAILED, named, dated]


@pytest.mark.parametrize("log", Log)
def test_what_was_offered_beneath_an_answer_is_still_there_when_it_is_pressed(log):
    asked = Question(log=log, window=None if log in {Log.USER, Log.RISK} else Named(Period.TODAY))

    assert codes(variations(asked, NOW, NOW + timedelta(days=40), BERLIN)) == codes(variations(asked, NOW, NOW, BERLIN))


def test_only_fields_of_the_log_are_offered():
    for log in (Log.SIGN_UPS, Log.SIGN_INS, Log.AUDIT, Log.PROVISIONING, Log.RISK):
        offered = {
            code.removeprefix("by:") for code in codes(breakdowns(Question(log=log, window=Last(3_600)), NOW, BERLIN))
        }
        assert offered <= FIELDS[log].keys()
