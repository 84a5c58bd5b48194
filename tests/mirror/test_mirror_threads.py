"""What was asked last in a thread is there for the next question, whatever happened in between."""

import sqlite3
from contextlib import closing
from datetime import timedelta

import pytest
from mirror_samples import NOON

from bot.domain.question import Is, Log, Question
from bot.domain.window import Last
from bot.mirror.thread_memory import SqlThreadMemory

FAILED = Question(log=Log.SIGN_UPS, where=(Is("status", "failed"),), window=Last(86_400))
PASSED = Question(log=Log.SIGN_UPS, where=(Is("status", "success"),), window=Last(86_400))
DAY = timedelta(days=1)


@pytest.fixture
def memory(path):
    return SqlThreadMemory(path)


def test_the_last_question_of_a_thread_outlives_the_process(memory, path):
    memory.asked("C1", "1700.1", FAILED, NOON)

    assert SqlThreadMemory(path).last("C1", "1700.1", NOON - DAY) == FAILED


def test_each_thread_and_each_channel_has_its_own(memory):
    memory.asked("C1", "1700.1", FAILED, NOON)
    memory.asked("C2", "1700.1", PASSED, NOON)

    assert memory.last("C1", "1700.1", NOON - DAY) == FAILED
    assert memory.last("C2", "1700.1", NOON - DAY) == PASSED
    assert memory.last("C1", "1700.2", NOON - DAY) is None
    assert memory.last("C1", "", NOON - DAY) is None


def test_a_later_question_takes_the_place_of_an_earlier_one_and_never_the_other_way_round(memory):
    memory.asked("D1", "", PASSED, NOON + DAY)
    memory.asked("D1", "", FAILED, NOON)

    assert memory.last("D1", "", NOON) == PASSED


def test_what_was_asked_too_long_ago_is_not_followed(memory):
    memory.asked("D1", "", FAILED, NOON)

    assert memory.last("D1", "", NOON) == FAILED
    assert memory.last("D1", "", NOON + timedelta(microseconds=1)) is None


def test_what_is_old_is_forgotten_for_good(memory):
    memory.asked("C1", "1700.1", FAILED, NOON)
    memory.asked("C1", "1700.2", FAILED, NOON + DAY)

    assert memory.forget(NOON + DAY) == 1
    assert memory.last("C1", "1700.1", NOON - DAY) is None
    assert memory.last("C1", "1700.2", NOON - DAY) == FAILED


def test_what_another_version_wrote_is_not_followed(memory, path):
    memory.asked("C1", "1700.1", FAILED, NOON)
    with closing(sqlite3.connect(path)) as db, db:
        db.execute('UPDATE thread_questions SET question = \'{"log": "of later days"}\'')

    assert memory.last("C1", "1700.1", NOON - DAY) is None
