"""Who and what is at risk: Identity Protection's lists filtered, counted and grouped."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.desk.graph_ports import Directory, PeopleSource, RiskSource
from bot.desk.pace import Pace
from bot.desk.ports import Progress
from bot.domain.answers import AnswerKind
from bot.domain.fields.shared import TIME_NAMES
from bot.domain.measures import Key, key_order
from bot.domain.question import Filter, Not, Output, Question, field_of, values_of
from bot.domain.risk import RiskAnswer, RiskGroup, RiskRow, count_risk
from bot.domain.sources import GraphCall, GraphQuery
from bot.domain.window import Window, resolve
from bot.errors import GraphError, GraphRefused, Mistake, QuestionError
from bot.planning.grouping import time_key
from bot.planning.risk import RiskList, risk_lists, risk_query

MOST_PEOPLE = 5
_OF_ATTEMPTS = {Output.RATE, Output.FUNNEL}


WITHOUT = {
    "user": "People at risk are not shown.",
    "signin": "Sign-ins at risk are not shown.",
    "workload": "Workloads at risk are not shown.",
}
"""What is missing from an answer about several of them."""

UNKNOWN_PEOPLE = "Accounts cannot be looked up, so people were found only by the very name that risk is filed under."


@dataclass(slots=True)
class _Reading:
    """One answer on its way: the calls made, and what could not be read."""

    pace: Pace
    calls: list[GraphCall] = field(default_factory=list)
    lacks: list[str] = field(default_factory=list)


class RiskDesk:
    """Answers questions about risk."""

    def __init__(self, source: RiskSource, people: PeopleSource, directory: Directory) -> None:
        self._source = source
        self._people = people
        self._directory = directory

    def answer(
        self, question: Question, zone: ZoneInfo, now: datetime, *, progress: Progress | None = None
    ) -> RiskAnswer:
        """The answer as of `now`. Raises `QuestionError` and `GraphError`."""
        require_answerable(question)
        window = resolve(question.window, now, zone) if question.window else None
        reading = _Reading(Pace(progress))
        lists = risk_lists(question)
        queries = tuple(risk_query(of, question, window) for of in lists)
        wanted = self._wanted(question, window, reading)
        rows = sorted(filter(wanted, self._read(lists, queries, reading)), key=_when, reverse=True)
        kind = _kind(question)
        return RiskAnswer(
            question=question,
            kind=kind,
            window=window,
            zone=zone.key,
            totals=count_risk(rows),
            groups=_groups(question, rows, zone) if kind is AnswerKind.BREAKDOWN else (),
            rows=tuple(rows[: question.top]) if kind is AnswerKind.LIST else (),
            as_of=now,
            complete=not reading.lacks,
            graph=queries,
            requests=tuple(reading.calls),
            lacks=tuple(reading.lacks),
            notes=(*reading.lacks, *_notes(question, lists)),
        )

    def _wanted(self, question: Question, window: Window | None, reading: _Reading) -> Callable[[RiskRow], bool]:
        """Whether a row is of a sign-in or of an account, of the time asked for, and as each filter wants it."""
        tests = [self._test(each, reading) for each in question.where if field_of(each) != "subject"]
        return lambda row: (
            (row.subject != "signin" or row.is_sign_in)
            and (window is None or (row.at is not None and row.at in window))
            and all(test(row) for test in tests)
        )

    def _read(self, lists: Sequence[RiskList], queries: Sequence[GraphQuery], reading: _Reading) -> list[RiskRow]:
        """The rows of all lists; one that cannot be read is noted where there are others."""
        read: list[RiskRow] = []
        refused: list[GraphError] = []
        for of, query in zip(lists, queries, strict=True):
            reading.pace.step()
            try:
                read += self._source.rows(of, query, calls=reading.calls)
            except GraphError as error:
                refused.append(error)
                reading.lacks.append(f"{WITHOUT[of.subject]} {error.message} {error.remedy}".strip())
        if len(refused) == len(lists):
            raise refused[0]
        return read

    def _test(self, condition: Filter, reading: _Reading) -> Callable[[RiskRow], bool]:
        name, excluded = field_of(condition), isinstance(condition, Not)
        wanted = {str(value).casefold() for value in values_of(condition)}
        if name == "user":
            wanted |= self._ids(sorted(wanted), reading)
            return lambda row: bool({row.who.casefold(), row.key.casefold(), row.name.casefold()} & wanted) != excluded
        return lambda row: ((value_of(row, name) or "").casefold() in wanted) != excluded

    def _ids(self, names: Sequence[str], reading: _Reading) -> set[str]:
        """The accounts behind addresses: a customer's address is not the name that risk is filed under."""
        if len(names) > MOST_PEOPLE or any(name == "me" or name.startswith("slack:") for name in names):
            raise QuestionError(
                Mistake.BAD_VALUE,
                f"Name at most {MOST_PEOPLE} people by address or object id.",
                suggestions=("/risk user:jane@contoso.com",),
            )
        tenant = self._directory.tenant(calls=reading.calls)
        issuer = tenant.domain or tenant.id
        try:
            return {one.id.casefold() for name in names for one in self._people.find(name, issuer, calls=reading.calls)}
        except GraphRefused as error:
            reading.lacks.append(f"{UNKNOWN_PEOPLE} {error.message} {error.remedy}".strip())
            return set()


def require_answerable(question: Question) -> None:
    """Raises `QuestionError` for what risk does not have."""
    if question.metric or question.compare or question.output in _OF_ATTEMPTS:
        raise QuestionError(
            Mistake.UNSUPPORTED_FIELD,
            "Risk can be listed, counted and grouped; it has no rates, stages or second period.",
            suggestions=("/risk count by risk_level", "/risk signin last 7d by risk_type"),
        )


def value_of(row: RiskRow, field: str) -> str | None:
    """What `row` says of a field that is no time."""
    return row.who or None if field == "user" else getattr(row, field) or None


def _when(row: RiskRow) -> tuple[float, str]:
    return row.at.timestamp() if row.at else 0.0, row.id


def _kind(question: Question) -> AnswerKind:
    if _group_fields(question):
        return AnswerKind.BREAKDOWN
    return AnswerKind.COUNT if question.output is Output.COUNT else AnswerKind.LIST


def _group_fields(question: Question) -> tuple[str, ...]:
    """As asked, else what is counted, else what a chart shows: days where a time is asked about, or how bad it is."""
    counted = question.count_of
    if question.group_by:
        return question.group_by
    if counted and counted not in {"user", "attempts"}:
        return (counted,)
    if question.output is Output.CHART:
        return ("day",) if question.window else ("risk_level",)
    return ()


def _groups(question: Question, rows: Sequence[RiskRow], zone: ZoneInfo) -> tuple[RiskGroup, ...]:
    """Largest first, then by key."""
    members: defaultdict[Key, list[RiskRow]] = defaultdict(list)
    for row in rows:
        members[tuple((field, _key(row, field, zone)) for field in _group_fields(question))].append(row)
    groups = [RiskGroup(key, count_risk(some)) for key, some in members.items()]
    floor = question.min_count or 0
    kept = [group for group in groups if group.totals.events >= floor]
    kept.sort(key=lambda group: (-group.totals.events, key_order(group.key)))
    return tuple(kept[: question.top])


def _key(row: RiskRow, field: str, zone: ZoneInfo) -> str | None:
    if field in TIME_NAMES:
        return time_key(field, row.at.astimezone(zone)) if row.at else None
    return value_of(row, field)


def _notes(question: Question, lists: Sequence[RiskList]) -> list[str]:
    said = []
    if question.filter("subject") is None and len(lists) == 1:
        said.append("People are meant where nothing is said; signin or workload asks for sign-ins and workloads.")
    if any(of.subject == "signin" for of in lists):
        said.append("These detections belong to a sign-in; those about a person at large are left out.")
    return said
