"""A digest that is posted is remembered as what its thread is about."""

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest
from thread_memories import Memory

from bot.desk.digest_context import RememberedAnnouncer
from bot.domain.cadence import Cadence, Every
from bot.domain.question import Is, Log, Question
from bot.domain.subscriptions import DigestKind, Person, of_settings
from bot.domain.window import Between, local_day
from bot.errors import MirrorError

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 11, 20, 8, tzinfo=UTC)
DAY = local_day(date(2026, 11, 19), BERLIN)
DAILY = of_settings("C1", Cadence(Every.DAILY, time(9), BERLIN))
DIGEST = SimpleNamespace(window=DAY)


class Clock:
    def now(self):
        return NOW


@dataclass
class Noticeboard:
    said: list = field(default_factory=list)

    def digest(self, subscription, digest):
        self.said.append(digest)
        return "1700.1"

    def standing(self, subscription, period):
        return f"{subscription.name} {period == DAY}"

    def tell(self, notice):
        self.said.append(notice)


def posted(subscription, memory):
    return RememberedAnnouncer(Noticeboard(), memory, Clock()).digest(subscription, DIGEST)


@pytest.mark.parametrize(
    ("changes", "about"),
    [
        pytest.param({}, Question(log=Log.SIGN_UPS), id="sign-ups"),
        pytest.param({"kind": DigestKind.SIGN_INS}, Question(log=Log.SIGN_INS), id="sign-ins"),
        pytest.param(
            {"where": (Is("app", "Store"),)}, Question(log=Log.SIGN_UPS, where=(Is("app", "Store"),)), id="some of them"
        ),
    ],
)
def test_what_it_is_about_is_remembered_with_its_own_days(changes, about):
    memory = Memory()

    assert posted(replace(DAILY, **changes), memory) == "1700.1"
    assert memory.asked_about == [("C1", "1700.1", replace(about, window=Between(DAY.since, DAY.until)), NOW)]


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"kind": DigestKind.INCIDENTS}, id="about several things"),
        pytest.param({"to": Person("U1")}, id="a direct message, which begins no thread"),
    ],
)
def test_what_nothing_can_follow_is_not_remembered(changes):
    memory = Memory()

    assert posted(replace(DAILY, **changes), memory) == "1700.1"
    assert memory.asked_about == []


def test_a_memory_that_fails_costs_no_digest(caplog):
    assert posted(DAILY, Memory(error=MirrorError("The database is locked."))) == "1700.1"
    assert "database is locked" in caplog.text


def test_the_rest_is_left_to_the_announcer():
    board = Noticeboard()
    remembered = RememberedAnnouncer(board, Memory(), Clock())
    remembered.tell("a notice")

    assert board.said == ["a notice"]
    assert remembered.standing(DAILY, DAY) == f"{DAILY.name} True"
