"""The page of questions is what the program does: generated from it, and every example runs."""

import pytest
from questions_page import PAGE, examples, page, understood

from bot.language.commands import write_command


def test_the_page_is_as_the_program_would_write_it_now() -> None:
    assert PAGE.read_text() == page(), "write it anew: python tests/questions_page.py"


@pytest.mark.parametrize(("log", "text"), list(examples()))
def test_each_example_is_about_its_log_and_can_be_written_as_a_command(log, text) -> None:
    question = understood(log, text).question

    assert question.log is log
    assert understood(log, write_command(question)).question == question
