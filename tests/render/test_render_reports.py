"""Tables of usage and risk: what they leave out stands in a row of its own, so that numbers add up."""

from dataclasses import replace

import pytest
from report_samples import APPS, BEFORE, RISKS, activity, person, risk, usage

from bot.domain.answers import AnswerKind
from bot.domain.question import Metric
from bot.domain.risk import RiskTotals
from bot.domain.usage_answers import UsageGroup
from bot.domain.usage_counts import count_app_use, shares
from bot.render import Renderer

RENDERER = Renderer()


def rows_of(answer):
    blocks = RENDERER.answer(answer, heading="What was asked").blocks
    (table,) = (block for block in blocks if block["type"] == "table")
    return [tuple(cell["text"] for cell in row) for row in table["rows"][1:]]


def by_app(*apps):
    groups = []
    for app in apps:
        totals = count_app_use([app])
        totals = replace(totals, counts=tuple(pair for pair in totals.counts if pair[0] != "apps"))
        groups.append(UsageGroup((("app", app.app),), totals, shares(totals)))
    return usage(activity(groups=tuple(groups)), kind=AnswerKind.BREAKDOWN, group_by=("app",))


def test_apps_that_were_not_asked_for_stand_in_one_row():
    store, others, every = rows_of(by_app(APPS[0]))

    assert store == ("Store", "577", "523", "54", "91%")
    assert others == ("All others", "60", "41", "19", "68%")
    assert every == ("All", "637", "564", "73", "89%")


def test_a_share_of_few_sign_ins_says_of_how_few():
    rows = rows_of(by_app(*APPS))
    alone = rows_of(usage(activity()))

    assert [row[-1] for row in rows] == ["91%", "91%", "0% of only 15", "89%"]
    assert [row[-1] for row in alone[:3]] == ["91%", "91%", "0% of only 15"]


@pytest.mark.parametrize(
    ("metric", "said"),
    [
        pytest.param(None, "Success rate 89%, against 91%", id="unasked"),
        pytest.param(Metric.FAILURE, "Failure rate 11%, against 9%", id="failure"),
    ],
)
def test_two_periods_are_compared_by_the_share_that_was_asked_for(metric, said):
    found = usage(activity(compare=BEFORE), metric=metric)

    assert said in RENDERER.answer(found, heading="Usage and insights").text


def test_where_every_app_is_shown_there_are_no_others():
    assert [row[0] for row in rows_of(by_app(*APPS))][3:] == ["All"]


def test_levels_of_risk_that_were_not_asked_for_stand_in_one_row():
    whole = risk(AnswerKind.BREAKDOWN, group_by=("risk_level",))

    assert rows_of(replace(whole, groups=whole.groups[:1])) == [("high", "1", "1", "1"), ("All others", "2", "0", "–")]
    assert [row[0] for row in rows_of(whole)] == ["high", "low", "medium"]


@pytest.mark.parametrize(
    ("states", "said"),
    [
        pytest.param(
            (("atRisk", 2),), "3 findings about 2 accounts: 2 at risk and 1 in a state without a name.", id="new"
        ),
        pytest.param((("atRisk", 3),), "3 findings about 2 accounts: 3 at risk.", id="known"),
        pytest.param((("atRisk", 0),), "3 findings about 2 accounts: 3 in a state without a name.", id="all new"),
    ],
)
def test_findings_add_up_though_graph_has_a_state_that_is_new(states, said):
    found = replace(risk(AnswerKind.LIST, RISKS), totals=RiskTotals(3, states, 2))

    assert f"*{said}*" in RENDERER.answer(found, heading="Risk").text


@pytest.mark.parametrize(
    ("detail", "said"),
    [
        ("adminDismissedAllRiskForUser", "dismissed (an administrator dismissed it)"),
        ("userPerformedSecuredPasswordReset", "dismissed (the person reset the password with MFA)"),
        ("somethingNew", "dismissed (somethingNew)"),
    ],
)
def test_what_settled_a_risk_is_said_in_plain_words(detail, said):
    answer = person()
    page = replace(answer.pages[0], risk=replace(answer.pages[0].risk, state="dismissed", detail=detail))

    assert said in RENDERER.answer(replace(answer, pages=(page,)), heading="Person").text
