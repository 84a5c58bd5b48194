"""Rows reach the log, and leave an answer, while somebody turns its pages: each page goes on where the last ended."""

from dataclasses import dataclass, field
from datetime import timedelta

import pytest
from answer_reading import ask, controls, press, table
from bot_in_town import NOW, Desk

from bot.domain.answers import AnswerKind, AttemptRow
from bot.domain.attempts import Outcome
from bot.domain.measures import Totals


@dataclass
class GrowingDesk(Desk):
    """Answers with one attempt for each of `minutes`, which is how long ago it was, newest first."""

    minutes: list = field(default_factory=lambda: list(range(1, 41)))

    def answer(self, question, zone, *, now=None, urgent=True, progress=None):
        rows = tuple(map(attempt, sorted(self.minutes)))
        totals = Totals(attempts=len(rows), failed=len(rows), events=len(rows), users=len(rows))
        return self.nothing(question, zone, kind=AnswerKind.LIST, rows=rows, totals=totals)


def attempt(minutes):
    at = NOW - timedelta(minutes=minutes)
    return AttemptRow(
        id=f"event-{minutes}",
        correlation_id=f"id-{minutes}",
        started=at,
        ended=at,
        user=who(minutes),
        app="Store",
        app_id="store",
        provider="Google",
        status=Outcome.FAILED,
        interrupted=False,
        young=False,
        stage="credentialValidation",
        error_code=50181,
        reason="The code did not match.",
    )


def who(minutes):
    return f"p{minutes}@contoso.com"


@pytest.fixture
def bot(make_bot):
    return make_bot(ask=GrowingDesk())


def people(reply):
    return [row[1] for row in table(reply)]


def everybody(bot, reply):
    """Whom the pages show from this one to the last."""
    shown = people(reply)
    while "answer_next" in controls(reply):
        reply = press(bot, reply, "answer_next")
        shown += people(reply)
    return shown


def test_rows_that_came_late_shift_no_page(bot):
    first = ask(bot, "/signups", "failed last 24h")
    bot.desk.minutes += [0, 2.5, 3.5]
    second = press(bot, first, "answer_next")

    assert people(first) + everybody(bot, second) == [who(minutes) for minutes in range(1, 41)]
    assert "The first page counted 40 attempts, now it is 43: late rows arrived." in second.text


def test_rows_that_came_late_among_those_that_are_still_to_come_are_shown_there(bot):
    first = ask(bot, "/signups", "failed last 24h")
    bot.desk.minutes.append(39.5)

    assert everybody(bot, press(bot, first, "answer_next"))[-2:] == [who(39.5), who(40)]


def test_rows_that_are_in_the_answer_no_longer_take_none_along(bot):
    """As when an attempt that had failed turns out to have been tried again."""
    first = ask(bot, "/signups", "failed last 24h")
    last = len(people(first))
    bot.desk.minutes = [each for each in bot.desk.minutes if each not in {1, 2, last, last - 1}]

    assert everybody(bot, press(bot, first, "answer_next")) == [who(minutes) for minutes in range(last + 1, 41)]


def test_back_leads_to_the_page_that_was_there(bot):
    first = ask(bot, "/signups", "failed last 24h")
    second = press(bot, first, "answer_next")
    third = press(bot, second, "answer_next")
    bot.desk.minutes.append(0)
    back = press(bot, third, "answer_back")

    assert people(back) == people(second)
    assert people(press(bot, back, "answer_next")) == people(third)
    assert people(press(bot, press(bot, third, "answer_back"), "answer_back"))[0] == who(0)


def test_where_all_that_a_page_ended_with_is_gone_the_next_goes_on_by_number(bot):
    first = ask(bot, "/signups", "failed last 24h")
    shown = len(people(first))
    bot.desk.minutes = [each for each in bot.desk.minutes if not shown - 5 < each <= shown]

    assert people(press(bot, first, "answer_next"))[0] == who(shown + 6)
