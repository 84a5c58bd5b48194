"""A question is found again under its id, by its asker alone unless all saw the answer, and forgotten in time."""

import sqlite3
from contextlib import closing
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from mirror_samples import NOON

from bot.domain.kept import FIRST_PAGE, UNASKED, Page
from bot.domain.question import Is, Log, Question
from bot.domain.window import Last
from bot.mirror.kept_questions import KeptQuestions

BERLIN = ZoneInfo("Europe/Berlin")
FAILED = Question(log=Log.SIGN_UPS, where=(Is("status", "failed"),), window=Last(86_400))
CHANGES = Question(log=Log.AUDIT, where=(Is("actor", "o'brien@b.com"),), window=Last(3_600))


@pytest.fixture
def kept(path):
    return KeptQuestions(path)


def keep(kept, question=FAILED, minutes=0, asker="U1", **more):
    return kept.keep(question, BERLIN, NOON + timedelta(minutes=minutes), asker, "C1", **more)


def asked(found):
    return [each.question for each in found]


def test_a_question_is_found_again_as_it_was_asked(kept, path):
    page = Page((0, 12), 40, (("row 11", "row 12"), ()))
    key = keep(kept, page=page)

    found = KeptQuestions(path).find(key, "U1")

    assert found is not None
    assert (found.id, found.question, found.zone, found.asked_at) == (key, FAILED, BERLIN, NOON)
    assert (found.asker, found.channel, found.page, found.shared) == ("U1", "C1", page, False)


@pytest.mark.parametrize(
    ("shared", "finder", "is_found"),
    [
        pytest.param(False, "U1", True, id="its asker finds a private one"),
        pytest.param(False, "U2", False, id="nobody else does"),
        pytest.param(True, "U2", True, id="whoever saw the answer finds a shared one"),
    ],
)
def test_who_may_find_it(kept, shared, finder, is_found):
    assert (kept.find(keep(kept, shared=shared), finder) is not None) is is_found


def test_an_id_tells_nothing_and_is_never_twice_the_same(kept):
    keys = {keep(kept) for _ in range(20)}

    assert len(keys) == 20
    assert all(len(key) == 16 for key in keys)
    assert kept.find("signups", "U1") is None
    assert kept.find("' OR 1=1 --", "U1") is None


def test_history_has_each_question_once_newest_first_and_no_turned_pages(kept):
    for minutes, question in enumerate((FAILED, CHANGES, FAILED)):
        keep(kept, question, minutes)
    keep(kept, CHANGES, 9, page=FIRST_PAGE.next(15))
    keep(kept, CHANGES, 10, asker="U2")

    assert asked(kept.history("U1")) == [FAILED, CHANGES]
    assert asked(kept.history("U1", most=1)) == [FAILED]
    assert kept.history("U3") == []


def test_what_was_only_offered_is_found_but_was_never_asked(kept):
    key = keep(kept, page=UNASKED)

    assert kept.find(key, "U1").page == UNASKED
    assert kept.history("U1") == []


def test_a_favourite_is_the_question_whichever_asking_was_starred(kept):
    first, again = keep(kept), keep(kept, minutes=5)
    keep(kept, CHANGES)

    kept.star(first, "U1", NOON)

    assert asked(kept.favourites("U1")) == [FAILED]
    assert kept.find(again, "U1").favourite
    assert [each.favourite for each in kept.history("U1")] == [False, True]

    kept.unstar(again, "U1")

    assert kept.favourites("U1") == []
    assert not kept.find(first, "U1").favourite


def test_nobody_stars_or_unstars_for_somebody_else(kept):
    key = keep(kept, shared=True)

    kept.star(key, "U2", NOON)
    assert kept.favourites("U1") == kept.favourites("U2") == []

    kept.star(key, "U1", NOON)
    kept.unstar(key, "U2")
    assert asked(kept.favourites("U1")) == [FAILED]


def test_questions_are_forgotten_by_age_and_favourites_by_when_they_were_starred(kept):
    old, starred, new = keep(kept), keep(kept, CHANGES), keep(kept, minutes=60)
    kept.star(starred, "U1", NOON + timedelta(minutes=60))

    assert kept.forget(NOON + timedelta(minutes=30)) == 1
    assert [kept.find(key, "U1") is not None for key in (old, starred, new)] == [False, True, True]
    assert kept.forget(NOON + timedelta(minutes=61)) == 2


def test_what_another_version_wrote_is_passed_over(kept, path):
    key = keep(kept)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("""UPDATE kept_questions SET question = '{"log": "dreams", "output": "list"}'""")

    assert kept.find(key, "U1") is None
    assert kept.history("U1") == []
