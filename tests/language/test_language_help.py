"""Help is drawn from the tables, and what it shows can be asked as it stands."""

import pytest
from language_readings import NOW, PARIS

from bot.domain.fields import FIELDS
from bot.domain.names import TenantNames
from bot.domain.question import Log
from bot.language.help import help_page
from bot.language.parser import parse
from bot.language.senses import Fact
from bot.language.understood import Reading
from bot.language.vocabulary import TABLES, lexicon

ROWS = [row for table in TABLES for row in table]
EXAMPLES = sorted(
    {example for part in help_page(None).sections for example in part.examples}
    | {row.example for row in ROWS if row.example}
)


@pytest.mark.parametrize("example", EXAMPLES)
def test_an_example_has_one_reading(example):
    assert isinstance(parse(example, NOW, PARIS, TenantNames()), Reading)


@pytest.mark.parametrize("log", Log)
def test_a_page_on_one_log_tells_of_its_fields_and_of_no_other_log(log):
    page = help_page(log)
    lines = [line for part in page.sections for line in part.lines]
    others = {f"/{other.value} " for other in Log if other is not log} - {"/user "}
    examples = [
        example for part in page.sections if part.heading not in {"When", "As a command"} for example in part.examples
    ]

    assert all(
        any(line.startswith(f"{name}:") for line in lines)
        for name in FIELDS[log]
        if name not in {"hour", "day", "week", "month"}
    )
    assert examples
    assert not [example for example in examples if example.startswith(tuple(others))]


def test_a_value_is_told_with_what_it_means():
    lines = [line for part in help_page(Log.SIGN_UPS).sections for line in part.lines]

    assert any("userCreation (the account is made)" in line for line in lines)


def test_every_filter_of_the_vocabulary_is_one_that_some_log_has():
    facts = [fact for row in ROWS for fact in row.meanings if isinstance(fact, Fact)]

    assert [fact for fact in facts if not any(fact.fits(log) for log in Log)] == []


def test_no_phrase_stands_twice_in_one_row():
    twice = [row.phrases[0] for row in ROWS if len(set(row.phrases)) < len(row.phrases)]

    assert twice == []


def test_every_word_of_every_phrase_is_known_to_spelling():
    words = lexicon().words

    assert [
        phrase for phrases in lexicon().phrases.values() for phrase in phrases if not set(phrase.words) <= words.keys()
    ] == []
