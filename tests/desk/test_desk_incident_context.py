"""What is put up is remembered as what its thread is about, by the names that people read."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest
from thread_memories import Memory

from bot.desk.incident_context import RememberedBoard
from bot.domain.incident_care import State
from bot.domain.incident_notice import Affected, Course, IncidentNotice, Total
from bot.domain.incident_records import IncidentRecord, Part
from bot.domain.incidents import Incident, IncidentKind
from bot.domain.question import Is, Log, Question
from bot.domain.window import Between
from bot.errors import MirrorError, SlackError

NOW = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
SINCE = NOW - timedelta(hours=2)


class Clock:
    def now(self):
        return NOW


@dataclass
class Board:
    said: list = field(default_factory=list)
    error: Exception | None = None

    def post(self, notice, part, thread_ts=None):
        if self.error:
            raise self.error
        self.said.append(("post", part, thread_ts))
        return "1700.1"

    def edit(self, notice, part, message_ts):
        self.said.append(("edit", part, message_ts))


def notice(kind=IncidentKind.FAILURE):
    incident = Incident(
        id="1",
        kind=kind,
        dims=(("app", "11112222-bbbb-3333-cccc-4444dddd5555"),),
        since=SINCE,
        opened_at=NOW,
        last_hour=NOW,
        window_end=NOW,
        window_hours=1,
        observed=9,
        expected=1.0,
        attempts=12,
        failures=9,
        share=1.0,
    )
    return IncidentNotice(
        record=IncidentRecord(id="i", channel="C1", log=Log.SIGN_UPS, incident=incident),
        state=State.OPEN,
        mute=None,
        zone="UTC",
        where=(("app", "Store"),),
        affected=Affected(Total(12, 9), 9),
        worst=None,
        causes=(),
        course=Course(),
        queries=(),
        command="",
        portal_path="",
    )


@pytest.mark.parametrize(
    ("kind", "status"),
    [
        pytest.param(IncidentKind.FAILURE, (Is("status", "failed"),), id="failures"),
        pytest.param(IncidentKind.DROP, (), id="a drop"),
        pytest.param(IncidentKind.SURGE, (), id="a surge"),
    ],
)
def test_the_message_is_remembered_by_what_it_is_about(kind, status):
    board, memory = Board(), Memory()

    assert RememberedBoard(board, memory, Clock()).post(notice(kind), Part.MESSAGE) == "1700.1"

    about = Question(log=Log.SIGN_UPS, where=(Is("app", "Store"), *status), window=Between(SINCE, NOW))
    assert memory.asked_about == [("C1", "1700.1", about, NOW)]


@pytest.mark.parametrize("part", [Part.DETAILS, Part.RECOVERY])
def test_what_stands_in_the_thread_begins_no_other(part):
    board, memory = Board(), Memory()
    remembered = RememberedBoard(board, memory, Clock())
    remembered.post(notice(), part, "1700.1")
    remembered.edit(notice(), Part.MESSAGE, "1700.1")

    assert memory.asked_about == []
    assert board.said == [("post", part, "1700.1"), ("edit", Part.MESSAGE, "1700.1")]


def test_a_memory_that_fails_costs_no_alert(caplog):
    board = Board()
    remembered = RememberedBoard(board, Memory(error=MirrorError("The database is locked.")), Clock())

    assert remembered.post(notice(), Part.MESSAGE) == "1700.1"
    assert "database is locked" in caplog.text


def test_what_was_not_posted_is_not_remembered():
    memory = Memory()
    with pytest.raises(SlackError):
        RememberedBoard(Board(error=SlackError("No.")), memory, Clock()).post(notice(), Part.MESSAGE)

    assert memory.asked_about == []
