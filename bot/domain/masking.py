"""What more than one person may read: answers and questions without whom they are about.

Addresses keep their first letter and their domain, networks their first half; names and values before and after a
change go altogether. Numbers stay as they are, so that a masked answer says the same as the whole one.
"""

import re
from collections.abc import Mapping
from dataclasses import replace

from bot.domain.answers import Answer, AttemptRow
from bot.domain.event_answers import ChangedProperty, EventAnswer, EventRow, Fact
from bot.domain.fields import FIELDS, Kind
from bot.domain.masks import masked_address, masked_network
from bot.domain.measures import Key
from bot.domain.question import Filter, Is, Log, Not, OneOf, Question, field_of
from bot.domain.risk import RiskAnswer, RiskRow
from bot.domain.usage_answers import UsageAnswer

Shareable = Answer | EventAnswer | RiskAnswer | UsageAnswer
"""The answers that can be shown to several people. A page on one person cannot: nothing would be left of it."""

PERSONAL = frozenset(name for fields in FIELDS.values() for name, field in fields.items() if field.personal)
NAMING = frozenset(name for fields in FIELDS.values() for name, field in fields.items() if field.kind is Kind.USER)
"""Fields that name somebody, or may."""

_PERSONAL_FACTS = PERSONAL | {"user_name"}
_HIDDEN = "(not shown here)"
_NETWORKS = {"ip"}
# No mailbox has a longer name; without an end to it, a long text without an address would be read over and over.
_ADDRESS = re.compile(r"[\w.!#$%&'*+/=?^`{|}~-]{1,192}@[\w-]+(?:\.[\w-]+)+")
_NETWORK = re.compile(r"\b\d{1,3}(?:\.\d{1,3}){3}\b|\b(?:[0-9a-fA-F]{1,4}:){3,}[0-9a-fA-F:]*")


def names_somebody(question: Question) -> bool:
    """Whether its answer is about people whom the question names, and so for the asker alone."""
    named = any(field_of(condition) in NAMING and not isinstance(condition, Not) for condition in question.where)
    return question.log is Log.USER or named


def masked(answer: Shareable) -> Shareable:
    """The same answer, with the same numbers, for everybody in a channel."""
    question, notes = masked_question(answer.question), tuple(map(masked_text, answer.notes))
    match answer:
        case Answer():
            groups = tuple(replace(group, key=_masked_key(group.key)) for group in answer.groups)
            rows = tuple(map(_masked_attempt, answer.rows))
            return replace(answer, question=question, groups=groups, rows=rows, notes=notes)
        case EventAnswer():
            tallies = tuple(replace(group, key=_masked_key(group.key)) for group in answer.groups)
            events = tuple(map(_masked_event, answer.rows))
            return replace(answer, question=question, groups=tallies, rows=events, notes=notes)
        case RiskAnswer():
            risks = tuple(replace(group, key=_masked_key(group.key)) for group in answer.groups)
            detections = tuple(map(_masked_risk, answer.rows))
            return replace(answer, question=question, groups=risks, rows=detections, notes=notes)
        case UsageAnswer():  # it is about apps and sums, and names nobody
            return replace(answer, question=question, notes=notes)


def masked_question(question: Question) -> Question:
    """For saying it back only: nothing is found with it."""
    return replace(question, where=tuple(map(_masked_filter, question.where)))


def masked_text(text: str) -> str:
    """A sentence with the addresses and networks in it masked."""
    without = _ADDRESS.sub(lambda found: masked_address(found[0]), text)
    return _NETWORK.sub(lambda found: masked_network(found[0]), without)


def holds_personal(text: str) -> bool:
    """Whether there is an address or a network in it."""
    return masked_text(text) != text


def _masked_value(field: str, value: str) -> str:
    return masked_network(value) if field in _NETWORKS else masked_address(value)


def _masked_filter(condition: Filter) -> Filter:
    if field_of(condition) not in PERSONAL:
        return condition
    return Not(_masked_wish(condition.condition)) if isinstance(condition, Not) else _masked_wish(condition)


def _masked_wish(condition: Is | OneOf) -> Is | OneOf:
    match condition:
        case Is(field, value):
            return Is(field, _masked_value(field, str(value)))
        case OneOf(field, values):
            return OneOf(field, tuple(_masked_value(field, str(value)) for value in values))


def _masked_key(key: Key) -> Key:
    return tuple(
        (field, _masked_value(field, value) if value is not None and field in PERSONAL else value)
        for field, value in key
    )


def _masked_attempt(row: AttemptRow) -> AttemptRow:
    return replace(row, user=row.user and masked_address(row.user), reason=masked_text(row.reason))


def _masked_event(row: EventRow) -> EventRow:
    facts: Mapping[str, Fact] = {name: _masked_fact(name, fact) for name, fact in row.facts.items()}
    changes = tuple(map(_masked_change, row.changes))
    return replace(row, facts=facts, changes=changes, reason=masked_text(row.reason), remedy=masked_text(row.remedy))


def _masked_fact(name: str, fact: Fact) -> Fact:
    if name not in _PERSONAL_FACTS:
        return fact
    match fact:
        case str() if fact:
            return _masked_value(name, fact)
        case tuple():
            return tuple(_masked_value(name, part) for part in fact)
        case _:
            return fact


def _masked_change(change: ChangedProperty) -> ChangedProperty:
    """The name of what was changed is no secret; what it held may be anything, a phone number for one."""
    old, new = (_HIDDEN if value else "" for value in (change.old, change.new))
    return ChangedProperty(target=change.target and masked_address(change.target), name=change.name, old=old, new=new)


def _masked_risk(row: RiskRow) -> RiskRow:
    if row.subject == "workload":
        return row
    return replace(
        row,
        who=row.who and masked_address(row.who),
        name=row.name and masked_address(row.name),
        key="",
        ip=row.ip and masked_network(row.ip),
    )
