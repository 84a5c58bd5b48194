"""Whatever a button makes of a question can be answered if the question can, and can be typed as well."""

from hypothesis import assume, given, settings
from hypothesis import strategies as st
from language_questions import questions
from language_readings import NOW, PARIS, TENANT

from bot.desk.explanation import explain
from bot.domain.attempts import AttemptRules
from bot.domain.question import Format, Log
from bot.domain.variations import as_file, variations
from bot.errors import QuestionError
from bot.language.commands import write_command
from bot.language.parser import parse
from bot.language.understood import Reading

RULES = AttemptRules()


def is_answered(question):
    try:
        explain(question, PARIS, NOW, RULES)
    except QuestionError:
        return False
    return True


def steps_from(question):
    return variations(question, NOW, NOW, PARIS)


@settings(max_examples=60)
@given(question=st.sampled_from(Log).flatmap(questions))
def test_every_step_from_a_question_that_can_be_answered_can_be(question):
    assume(is_answered(question))

    refused = [step.code for step in steps_from(question) if not is_answered(step.question)]

    assert refused == []
    assert is_answered(as_file(question, Format.CSV))


@settings(max_examples=40)
@given(question=st.sampled_from(Log).flatmap(questions))
def test_every_step_can_be_typed(question):
    assume(is_answered(question))

    for step in steps_from(question):
        understood = parse(write_command(step.question), NOW, PARIS, TENANT)
        assert isinstance(understood, Reading), step.code
        assert understood.question == step.question, step.code
