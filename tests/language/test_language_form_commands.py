"""A form and a command ask the same question."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from language_questions import questions
from language_readings import NOW, PARIS, TENANT

from bot.domain.ask_form import LOGS, PERIODS, Filled, choice_field, choices, fitting, groups, looks
from bot.domain.question import Log, Question
from bot.domain.window import Last
from bot.language.form_commands import command_of, filled_from
from bot.language.parser import parse
from bot.language.understood import Reading


def read(command: str) -> Question:
    understood = parse(command, NOW, PARIS, TENANT)
    assert isinstance(understood, Reading), command
    return understood.question


@pytest.mark.parametrize("log", LOGS)
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_a_question_put_into_the_form_is_asked_by_it(log: Log, data: st.DataObject) -> None:
    question = data.draw(questions(log))
    filled = filled_from(question)

    assert filled is not None
    assert read(command_of(filled)).to_json() == question.to_json(), command_of(filled)


@pytest.mark.parametrize("log", LOGS)
def test_everything_that_can_be_chosen_can_be_asked(log: Log) -> None:
    for choice in choices(log):
        assert read(command_of(Filled(log=log, choice=choice))).filter(choice_field(log)) is not None
    for field in groups(log):
        assert read(command_of(Filled(log=log, groups=(field.name,)))).group_by == (field.name,)
    for word, output, metric in looks(log):
        question = read(command_of(Filled(log=log, look=word)))
        assert (question.output, question.metric) == (output, metric)
    for period, span in PERIODS.items():
        assert read(command_of(Filled(log=log, period=period))).window == span


@pytest.mark.parametrize(
    ("filled", "command"),
    [
        pytest.param(Filled(), "/signups last:24h", id="as it is opened"),
        pytest.param(Filled(words="google", choice="failed"), "/signups status:failed google last:24h", id="filters"),
        pytest.param(Filled(time="since monday 9am"), "/signups since monday 9am", id="a time in words"),
        pytest.param(Filled(period="", log=Log.RISK), "/risk", id="no time"),
        pytest.param(Filled(log=Log.APPS, choice="credentials", period=""), "/apps report:credentials", id="a report"),
        pytest.param(
            Filled(look="conversion", groups=("app", "day"), period="7d"),
            "/signups last:7d by:app,day metric:conversion",
            id="a rate",
        ),
        pytest.param(Filled(look="dropoff"), "/signups last:24h metric:dropoff out:funnel", id="where people are lost"),
        pytest.param(Filled(period="nonsense", look="nonsense"), "/signups", id="what no form of ours has sent"),
    ],
)
def test_what_stands_in_the_form_is_said_as_a_command(filled: Filled, command: str) -> None:
    assert command_of(filled) == command


def test_what_has_no_field_of_its_own_stands_among_the_words() -> None:
    filled = filled_from(read("/signups failed app:Zoom by:app top:5 min:10 yesterday"))

    assert filled == Filled(choice="failed", period="yesterday", groups=("app",), words="app:Zoom top:5 min:10")


def test_what_has_another_form_has_none_here() -> None:
    assert filled_from(Question(log=Log.USER)) is None


def test_another_log_takes_back_what_it_has_none_of() -> None:
    filled = Filled(choice="abandoned", groups=("stage", "app"), look="conversion", words="google", period="7d")

    assert fitting(filled, Log.SIGN_INS) == Filled(log=Log.SIGN_INS, groups=("app",), words="google", period="7d")


def test_a_time_is_chosen_again_when_the_log_needs_one() -> None:
    risk = Filled(log=Log.RISK, period="")

    assert PERIODS[fitting(risk, Log.SIGN_UPS).period] == Last(86_400)
    assert fitting(risk, Log.RISK).period == ""


def test_a_log_without_a_usual_time_is_asked_about_none_unless_it_was_chosen() -> None:
    assert fitting(Filled(), Log.APPS).period == ""
    assert fitting(Filled(period="7d"), Log.APPS).period == "7d"
