"""What an answer about events says, within Slack's limits and safe from the names in it."""

from datetime import timedelta

import pytest
from event_samples import HOSTILE, NOW, answer, asked, carried, change, compared, group, sign_in, totals
from render_samples import charts, refusals, table_rows

from bot.domain.answers import AnswerKind
from bot.domain.question import Is, Log, Metric, Output
from bot.render import Renderer

RENDERER = Renderer()
FAILED = Is("status", "failed")


def said(found):
    message = RENDERER.answer(found, heading="Sign-ins · last 24 hours")
    assert refusals(message) == []
    return message


def signed_in(rows, **changes):
    counts = totals(0, len(rows), users=1, interrupted=0)
    return answer(asked(Log.SIGN_INS, FAILED), AnswerKind.LIST, counts, rows=tuple(rows), **changes)


def by_app(*groups, **question):
    counts = totals(70, 20, users=31, interrupted=10)
    return answer(asked(Log.SIGN_INS, group_by=("app",), **question), AnswerKind.BREAKDOWN, counts, groups=groups)


def test_three_endings_and_what_counts_in_no_share():
    message = said(answer(asked(Log.SIGN_INS), AnswerKind.COUNT, totals(70, 20, users=31, interrupted=10)))

    assert "100 sign-ins by 31 people: 70 succeeded, 20 failed and 10 were interrupted." in message.text
    assert "Success 78% (70 of 90 finished sign-ins), failure 22% (20)." in message.text
    assert "What neither succeeded nor failed counts in no share: 10 sign-ins." in message.text


def test_a_failed_sign_in_has_its_reason_the_next_step_and_a_sentence_to_send():
    message = said(signed_in([sign_in(5), sign_in(9)]))

    assert "The user name or the password was wrong (50126)" in message.text
    assert "jane@contoso.com, Wed 18 Nov 11:59, and 1 more that ended the same way" in message.text
    assert "Next step:* Ask for another try with care." in message.text
    assert "“The name and password did not match. Please try again.”" in message.text


def test_a_change_is_said_from_old_to_new():
    rows = (change(5, "Berlin", "Paris"), change(9, "", "Rome"))
    message = said(answer(asked(Log.AUDIT), AnswerKind.LIST, totals(2, 0), rows=rows))

    assert "City: Berlin → Paris" in message.text
    assert "City: nothing → Rome" in message.text


def test_what_was_not_provisioned_comes_with_what_is_recommended():
    message = said(answer(asked(Log.PROVISIONING, FAILED), AnswerKind.LIST, totals(0, 1), rows=(carried(5),)))

    assert "1 provisioning step failed." in message.text
    assert "Give the job's account the right to write." in message.text
    assert "To send to the person" not in message.text


def test_rows_of_a_breakdown_add_up():
    message = said(by_app(group("app", "Store", totals(40, 10)), group("app", None, totals(20, 5, interrupted=1))))

    assert table_rows(message)[1:] == [
        ["Store", "50", "40", "10", "0", "80%"],
        ["not said", "26", "20", "5", "1", "80%"],
        ["All others", "24", "10", "5", "9", "67% of only 15"],
        ["All", "100", "70", "20", "10", "78%"],
    ]


def test_a_count_of_events_by_groups_says_what_part_of_all_each_is():
    message = said(by_app(group("app", "Store", totals(40, 10)), output=Output.COUNT))

    headings, *rows = table_rows(message)

    assert [row[headings.index("Share of all")] for row in rows] == ["50%", "50%", "100%"]


def test_overlapping_groups_leave_no_rest_that_could_be_wrong():
    counts = totals(70, 20, users=31, interrupted=10)
    question = asked(Log.SIGN_INS, group_by=("ca_policy",))
    found = answer(question, AnswerKind.BREAKDOWN, counts, groups=(group("ca_policy", "MFA", totals(40, 10)),))

    assert [row[0] for row in table_rows(said(found))[1:]] == ["MFA", "All"]


def test_the_asked_share_leads():
    message = said(by_app(group("app", "Store", totals(30, 10)), output=Output.RATE, metric=Metric.FAILURE))

    assert "Failure 22% (20 of 90 finished sign-ins), success 78% (70)." in message.text
    assert table_rows(message)[1][-1] == "25%"


def test_a_chart_has_no_gaps_in_time():
    hours = [(NOW - timedelta(hours=back)).strftime("%Y-%m-%dT%H:00+00:00") for back in (1, 5)]
    groups = tuple(group("hour", hour, totals(4, 1)) for hour in hours)
    question = asked(Log.SIGN_INS, group_by=("hour",), output=Output.CHART)
    (drawn,) = charts(said(answer(question, AnswerKind.BREAKDOWN, totals(8, 2), groups=groups)))

    values = [point["value"] for point in drawn["chart"]["series"][0]["data"]]
    assert sum(values) == 10
    assert values.count(0) > 5


def test_two_periods_stand_side_by_side():
    found = answer(asked(Log.AUDIT), AnswerKind.COUNT, totals(9, 1), compare=compared(totals(4, 1)))

    assert ["Changes", "10", "5", "up 100%"] in table_rows(said(found))


def test_nothing_found_says_what_to_try():
    message = said(answer(asked(Log.PROVISIONING, Is("action", "create")), AnswerKind.LIST, totals(0, 0)))

    assert "No provisioning step matches this question." in message.text
    assert "leave out action" in message.text


@pytest.mark.parametrize("many", [1, 2, 500])
def test_hostile_names_are_only_text_and_fit(many):
    rows = [
        sign_in(n, user=HOSTILE * 9, reason=HOSTILE * 30, remedy=HOSTILE, tell_the_user=HOSTILE) for n in range(many)
    ]
    changed = [change(n, HOSTILE * 40, HOSTILE * 40, target=HOSTILE * 9) for n in range(many)]
    groups = [group("actor", f"{HOSTILE}{n}", totals(1, 0)) for n in range(many)]
    for found in (
        signed_in(rows),
        answer(asked(Log.AUDIT), AnswerKind.LIST, totals(many, 0), rows=tuple(changed)),
        answer(asked(Log.AUDIT, group_by=("actor",)), AnswerKind.BREAKDOWN, totals(many, 0), groups=tuple(groups)),
        answer(
            asked(Log.AUDIT, group_by=("actor",), output=Output.CHART),
            AnswerKind.BREAKDOWN,
            totals(many, 0),
            groups=tuple(groups),
        ),
    ):
        message = said(found)
        assert "<!channel>" not in message.text
        assert "<@U1>" not in message.text
