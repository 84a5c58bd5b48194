"""One question about a log of events answered: names bound, rows read, each thing counted once, grouped and listed."""

import logging
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from bot.desk.event_explanation import require_answerable
from bot.desk.event_grouped import EventGrouping
from bot.desk.event_logs import EVENT_LOGS
from bot.desk.event_names import app_bindings
from bot.desk.event_notes import notes
from bot.desk.event_reading import EventReader, EventReading
from bot.desk.graph_ports import Directory, LogSource
from bot.desk.journey import Journey
from bot.desk.labels import app_namer
from bot.desk.memory_ports import EventStore
from bot.desk.shape import PEOPLE, kind_of_answer
from bot.domain.answers import AnswerKind
from bot.domain.event_answers import EventAnswer, EventComparison, EventRow
from bot.domain.question import Filter, Is, Question
from bot.domain.sources import GraphQuery
from bot.domain.tallies import Tally
from bot.domain.tenancy import Bindings
from bot.domain.window import Span, resolve
from bot.errors import GraphError
from bot.planning.event_binding import bind_events, needs_domain
from bot.planning.event_grouping import EventLabels

logger = logging.getLogger(__name__)

NO_GUESTS = (
    "If this is the address of a guest, ask with the name that ends in #EXT#@ and this tenant's domain: without "
    "Organization.Read.All that name is not known here."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class EventsAsked:
    """A question as of `now` in `zone`, its names `bound` to ids; `tally` counts events of its log.

    `guests_known` is false where somebody is named by an address and nobody knows what a guest of it is called here.
    """

    question: Question
    zone: ZoneInfo
    now: datetime
    bindings: Bindings
    bound: tuple[Filter, ...]
    guests_known: bool
    tally: Tally[Any]
    journey: Journey

    @property
    def judged(self) -> bool:
        """Whether shares mean anything: not where the question picks the outcome itself."""
        return self.question.filter("status") is None

    @property
    def blocked(self) -> bool:
        """Whether it is about sign-ins that Conditional Access stopped."""
        return self.question.filter("ca_status") == Is("ca_status", "failure")


@dataclass(frozen=True, slots=True)
class EventsFound:
    """What one window held of what was asked, each thing once, oldest first."""

    reading: EventReading
    events: list[Any]


class EventDesk:
    """Answers questions about sign-ins, directory changes and provisioning.

    `interrupts` are the codes of sign-ins that are neither a success nor a failure.
    """

    def __init__(
        self, *, source: LogSource, store: EventStore, directory: Directory, interrupts: AbstractSet[int]
    ) -> None:
        self._reader = EventReader(source, store, interrupts)
        self._store = store
        self._directory = directory
        self._interrupts = interrupts

    def answer(
        self,
        question: Question,
        zone: ZoneInfo,
        now: datetime,
        journey: Journey,
        *,
        span: Span,
        queries: tuple[GraphQuery, ...],
    ) -> EventAnswer:
        """The answer over `span` as of `now`; `queries` are what it amounts to at Graph.

        Raises `QuestionError`, `GraphError` and `MirrorError`.
        """
        require_answerable(question)
        bindings = app_bindings(self._directory, question, journey.calls)
        domain = self._domain(question, journey)
        people_asked = question.count_of == PEOPLE or PEOPLE in question.group_by
        asked = EventsAsked(
            question=question,
            zone=zone,
            now=now,
            bindings=bindings,
            bound=bind_events(question, bindings, domain or ""),
            guests_known=domain != "",
            tally=EVENT_LOGS[question.log].tally(self._interrupts, people_asked=people_asked),
            journey=journey,
        )
        found = self._find(asked, span)
        earlier = self._find(asked, question.compare) if question.compare else None
        return self._assemble(asked, found, earlier, queries)

    def _domain(self, question: Question, journey: Journey) -> str | None:
        """The tenant's initial domain; `None` where nobody is named who may be a guest, empty where it is not known."""
        if not needs_domain(question):
            return None
        try:
            return self._directory.tenant(calls=journey.calls).domain
        except GraphError as error:
            logger.info("The tenant's domain could not be read, so guests are not found. %s", error.message)
            return ""

    def _find(self, asked: EventsAsked, span: Span) -> EventsFound:
        window = resolve(span, asked.now, asked.zone)
        reading = self._reader.read(asked.question, asked.bound, window, asked.now, asked.journey)
        return EventsFound(reading, EVENT_LOGS[asked.question.log].once(reading))

    def _assemble(
        self, asked: EventsAsked, found: EventsFound, earlier: EventsFound | None, queries: tuple[GraphQuery, ...]
    ) -> EventAnswer:
        question, window = asked.question, found.reading.plan.asked
        kind = kind_of_answer(question, window)
        labels = self._labels(asked)
        grouping = EventGrouping(question, window, asked.tally, labels, with_rates=asked.judged)
        compare = self._comparison(asked, earlier, grouping) if earlier else None
        return EventAnswer(
            question=question,
            kind=kind,
            window=window,
            zone=asked.zone.key,
            totals=asked.tally.count(found.events),
            rates=asked.tally.rate(found.events) if asked.judged else None,
            groups=grouping.groups(found.events),
            distinct=grouping.distinct(found.events),
            rows=self._rows(asked, found, labels) if kind is AnswerKind.LIST else (),
            compare=compare,
            as_of=found.reading.as_of,
            complete=found.reading.complete and (compare is None or compare.complete),
            source=asked.journey.source,
            graph=queries,
            requests=tuple(asked.journey.calls),
            notes=(
                *notes(asked.question, found.reading, len(found.events), asked.zone, compare),
                *(() if asked.guests_known else (NO_GUESTS,)),
            ),
        )

    def _comparison(self, asked: EventsAsked, earlier: EventsFound, grouping: EventGrouping) -> EventComparison:
        rates = asked.tally.rate(earlier.events) if asked.judged else None
        return EventComparison(
            earlier.reading.plan.asked,
            asked.tally.count(earlier.events),
            rates,
            grouping.distinct(earlier.events),
            complete=earlier.reading.complete,
        )

    def _labels(self, asked: EventsAsked) -> EventLabels:
        log = EVENT_LOGS[asked.question.log]
        return EventLabels(
            zone=asked.zone,
            status_of=lambda event: log.status_of(event, self._interrupts),
            app=app_namer(self._store.app_names(asked.question.log), asked.bindings.app_names),
            blocked=asked.blocked,
        )

    def _rows(self, asked: EventsAsked, found: EventsFound, labels: EventLabels) -> tuple[EventRow, ...]:
        row_of = EVENT_LOGS[asked.question.log].row_of
        newest_first = found.events[::-1][: asked.question.top]
        return tuple(row_of(event, labels, self._interrupts) for event in newest_first)
