"""The status of a sign-in, said in error codes, chooses exactly the sign-ins of that status."""

from datetime import UTC, datetime

import pytest

from bot.domain.question import Is, Log, Not, OneOf
from bot.domain.sign_ins import SignInEvent
from bot.planning.predicate import holds
from bot.planning.statuses import as_codes, as_sent

INTERRUPTS = frozenset({50140, 50076})
EVENTS = [
    SignInEvent(id=str(code), at=datetime(2026, 11, 12, tzinfo=UTC), correlation_id="c", error_code=code)
    for code in (0, 50140, 50076, 50126)
]
FILTERS = [
    Is("status", "success"),
    Is("status", "failed"),
    Is("status", "interrupted"),
    Not(Is("status", "success")),
    Not(Is("status", "failed")),
    Not(Is("status", "interrupted")),
    OneOf("status", ("success", "failed")),
    OneOf("status", ("success", "interrupted")),
    OneOf("status", ("failed", "interrupted")),
    OneOf("status", ("success", "failed", "interrupted")),
    Not(OneOf("status", ("success", "failed", "interrupted"))),
]


def chosen(condition):
    return [e.id for e in EVENTS if condition is None or holds(condition, Log.SIGN_INS)(e)]


@pytest.mark.parametrize("status", FILTERS, ids=str)
def test_codes_choose_what_the_status_says(status):
    positive = status.condition if isinstance(status, Not) else status
    named = positive.values if isinstance(positive, OneOf) else (positive.value,)
    meant = [e.id for e in EVENTS if (e.status(INTERRUPTS).value in named) is not isinstance(status, Not)]

    assert chosen(as_codes(status, INTERRUPTS)) == meant


@pytest.mark.parametrize("status", FILTERS, ids=str)
def test_what_graph_is_sent_loses_none_of_them(status):
    assert set(chosen(as_codes(status, INTERRUPTS))) <= set(chosen(as_sent(status)))


def test_the_setting_decides_what_an_interrupt_is():
    assert chosen(as_codes(Is("status", "failed"), frozenset())) == ["50140", "50076", "50126"]
