"""What is written back as a command, or said in words, is the question itself."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from language_questions import questions
from language_readings import NOW, PARIS, TENANT

from bot.domain.question import Log, Question, field_of
from bot.domain.window import Last, resolve
from bot.errors import QuestionError
from bot.language.clarifying import Clarification
from bot.language.commands import write_command
from bot.language.parser import parse
from bot.language.understood import HelpRequest, Reading
from bot.language.wording import say


@pytest.mark.parametrize("log", Log)
@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_a_written_command_reads_as_the_question_it_was_written_from(log: Log, data: st.DataObject) -> None:
    question = data.draw(questions(log))
    command = write_command(question)

    understood = parse(command, NOW, PARIS, TENANT)

    assert isinstance(understood, Reading), command
    assert understood.question == question, command


@pytest.mark.parametrize("log", [log for log in Log if log is not Log.USER])
@settings(max_examples=15, deadline=None)
@given(data=st.data())
def test_the_heading_names_every_filter_and_group(log: Log, data: st.DataObject) -> None:
    question = data.draw(questions(log))
    heading = say(question, resolve(question.window or Last(60), NOW, PARIS), PARIS, NOW)

    without = {field_of(condition): _without(question, field_of(condition)) for condition in question.where}

    for field, shorter in without.items():
        assert say(shorter, resolve(question.window or Last(60), NOW, PARIS), PARIS, NOW) != heading, field


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("/signins ca failed today", "Sign-ins · Conditional Access failed · today"),
        ("/signins ca status not applied today", "Sign-ins · Conditional Access not applied · today"),
        ("/signups how many attempts today", "Sign-ups · count · attempts · today"),
    ],
)
def test_the_heading_says_what_a_value_is_of(asked: str, said: str) -> None:
    question = parse(asked, NOW, PARIS, TENANT)

    assert isinstance(question, Reading)
    window = resolve(question.question.window, NOW, PARIS) if question.question.window else None
    assert say(question.question, window, PARIS, NOW).startswith(said)


def _without(question: Question, field: str) -> Question:
    where = tuple(condition for condition in question.where if field_of(condition) != field)
    return Question(**{name: getattr(question, name) for name in question.__slots__} | {"where": where})


@settings(max_examples=120, deadline=None)
@given(text=st.text(max_size=80))
def test_any_text_is_read_or_refused_in_words(text: str) -> None:
    _is_told(text)


PARTS = [
    *(
        "/signups",
        "/signins",
        "/audit",
        "/risk",
        "/entra",
        "failed",
        "users",
        "created",
        "not",
        "by",
        "top",
        "last",
        "more than",
    ),
    *(
        "in",
        "Workday",
        "->",
        "to",
        "app:",
        "-user:",
        "status:!",
        "by:",
        "03/04",
        "a few days",
        "since",
        "12:99",
        "5",
        "-3",
        "0",
    ),
    *(
        "lee@northwind.com",
        "'s",
        '"',
        "'",
        "50126",
        "vs",
        "compare",
        "last week",
        "from:",
        "to:",
        "Zoom",
        ",",
        "!",
        "--",
        "{}",
    ),
    *(
        "<@U1>",
        "<mailto:a@b.com|x>",
        "&amp;",
        "\ud800",
        "\u202e",
        "1e9",
        "99999999999999999999",
        "٣",
        "２",
        "who",
        "rate",
        "%",
    ),
]


@settings(max_examples=150, deadline=None)
@given(parts=st.lists(st.sampled_from(PARTS), max_size=9))
def test_any_heap_of_words_is_read_or_refused_in_words(parts: list[str]) -> None:
    _is_told(" ".join(parts))


def test_ten_thousand_characters_are_refused_at_once() -> None:
    with pytest.raises(QuestionError) as refused:
        parse("x" * 10_000, NOW, PARIS, TENANT)

    assert refused.value.kind == "too_long"


def _is_told(text: str) -> None:
    try:
        understood = parse(text, NOW, PARIS, TENANT)
    except QuestionError:
        return
    if isinstance(understood, Clarification):
        assert len(understood.choices) > 1
        assert all(isinstance(parse(choice, NOW, PARIS, TENANT), Reading) for choice in understood.choices)
    else:
        assert isinstance(understood, Reading | HelpRequest) or understood.to_json()["help"]
