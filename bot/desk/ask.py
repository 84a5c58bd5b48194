"""One question answered: names bound, attempts read, the wanted ones selected, counted and listed."""

import logging
from collections.abc import Set as AbstractSet
from dataclasses import replace
from datetime import datetime
from typing import assert_never
from zoneinfo import ZoneInfo

from bot.desk.asked import Asked, Found
from bot.desk.event_ask import EventDesk
from bot.desk.explanation import DEFAULT_WINDOW, explain
from bot.desk.finding import Finder
from bot.desk.graph_ports import Directory, LogSource, PeopleSource, RiskSource, UsageSource
from bot.desk.grouped import Grouping
from bot.desk.journey import Journey
from bot.desk.labels import AppNamer, app_namer
from bot.desk.memory_ports import EventStore
from bot.desk.notes import notes
from bot.desk.ports import Clock, Progress
from bot.desk.reading import LogReader
from bot.desk.risk import RiskDesk
from bot.desk.rows import row_of
from bot.desk.shape import kind_of_answer
from bot.desk.usage import UsageDesk
from bot.desk.whois import Whois
from bot.domain.answers import Answer, AnswerKind, AttemptRow, Comparison
from bot.domain.attempts import AttemptRules
from bot.domain.codes import SIGN_IN_INTERRUPTS
from bot.domain.found import Found as AnyAnswer
from bot.domain.measures import count, funnel, rate
from bot.domain.names import TenantNames
from bot.domain.providers import SOCIAL
from bot.domain.question import Log, Question
from bot.domain.sources import GraphQuery
from bot.domain.window import Span, resolve
from bot.errors import GraphError, MirrorError
from bot.planning.binding import bind, parts_needed

logger = logging.getLogger(__name__)


class Ask:
    """Answers questions about every log."""

    def __init__(  # noqa: PLR0913  # every outside thing is a parameter of its own
        self,
        *,
        source: LogSource,
        store: EventStore,
        directory: Directory,
        people: PeopleSource,
        risk: RiskSource,
        usage: UsageSource,
        clock: Clock,
        rules: AttemptRules | None = None,
        social: frozenset[str] = SOCIAL,
        sign_in_interrupts: AbstractSet[int] = SIGN_IN_INTERRUPTS,
    ) -> None:
        self._rules = rules or AttemptRules()
        self._finder = Finder(LogReader(source, store, self._rules), directory, social)
        self._store = store
        self._directory = directory
        self._clock = clock
        self._interrupts = sign_in_interrupts
        self._events = EventDesk(source=source, store=store, directory=directory, interrupts=sign_in_interrupts)
        self._risk = RiskDesk(risk, people, directory)
        self._whois = Whois(people, directory, self.answer)
        self._usage = UsageDesk(usage, directory, self.answer)

    def known_names(self) -> TenantNames:
        """The tenant's names as far as they are known already, its systems by the rows that named them; never waits."""
        names = self._directory.known_names()
        try:
            systems = tuple(sorted(set(self._store.app_names(Log.PROVISIONING).values())))
        except MirrorError:  # whoever asks is told when the answer needs the mirror
            return names
        return replace(names, systems=systems) if systems and names.systems is None else names

    def explain(self, question: Question, zone: ZoneInfo, *, now: datetime | None = None) -> tuple[GraphQuery, ...]:
        """The Graph requests that the question becomes when the mirror holds nothing; asks nobody.

        Raises `QuestionError` for a question that no log can answer.
        """
        return explain(question, zone, now or self._clock.now(), self._rules, self._interrupts)

    def answer(
        self,
        question: Question,
        zone: ZoneInfo,
        *,
        now: datetime | None = None,
        urgent: bool = True,
        progress: Progress | None = None,
    ) -> AnyAnswer:
        """The answer as of `now`. Raises `QuestionError`, `GraphError` and `MirrorError`."""
        present = self._clock.now()
        as_of = now or present
        journey = Journey(urgent=urgent, progress=progress, may_mark=as_of <= present)
        match question.log:
            case Log.USER:
                return self._whois.answer(question, zone, as_of, progress=progress)
            case Log.RISK:
                return self._risk.answer(question, zone, as_of, progress=progress)
            case Log.APPS:
                queries = self.explain(question, zone, now=as_of)
                return self._usage.answer(question, zone, as_of, queries=queries, progress=progress)
            case Log.SIGN_INS | Log.AUDIT | Log.PROVISIONING:
                queries = self.explain(question, zone, now=as_of)
                span = question.window or DEFAULT_WINDOW
                return self._events.answer(question, zone, as_of, journey, span=span, queries=queries)
            case Log.SIGN_UPS:
                return self._of_attempts(question, zone, as_of, journey)
            case _:
                assert_never(question.log)

    def _of_attempts(self, question: Question, zone: ZoneInfo, as_of: datetime, journey: Journey) -> Answer:
        bindings = self._directory.bindings(parts_needed(question), calls=journey.calls)
        asked = Asked(
            question=question,
            zone=zone,
            now=as_of,
            bindings=bindings,
            bound=bind(question, bindings),
            journey=journey,
        )
        found = self._find(asked, question.window or DEFAULT_WINDOW)
        compare = self._compare(asked, question.compare) if question.compare else None
        return self._assemble(asked, found, compare)

    def _find(self, asked: Asked, span: Span) -> Found:
        return self._finder.find(asked, resolve(span, asked.now, asked.zone))

    def _compare(self, asked: Asked, span: Span) -> Comparison:
        found = self._find(asked, span)
        rates = rate(found.wanted) if asked.judged else None
        return Comparison(found.window, count(found.wanted), rates, complete=found.reading.complete)

    def _assemble(self, asked: Asked, found: Found, compare: Comparison | None) -> Answer:
        question, wanted = asked.question, found.wanted
        kind = kind_of_answer(question, found.window)
        name_app = self._app_namer(asked, found, listed=kind is AnswerKind.LIST)
        grouping = Grouping(asked, found, name_app)
        return Answer(
            question=question,
            kind=kind,
            window=found.window,
            zone=asked.zone.key,
            totals=count(wanted),
            rates=rate(wanted) if asked.judged else None,
            groups=grouping.groups(),
            funnel=funnel(wanted) if kind is AnswerKind.FUNNEL else (),
            distinct=grouping.distinct(),
            rows=_rows(asked, found, name_app) if kind is AnswerKind.LIST else (),
            compare=compare,
            as_of=found.reading.as_of,
            complete=found.reading.complete and (compare is None or compare.complete),
            source=asked.journey.source,
            graph=self.explain(question, asked.zone, now=asked.now),
            requests=tuple(asked.journey.calls),
            notes=(*found.notes, *notes(asked, found, compare)),
        )

    def _app_namer(self, asked: Asked, found: Found, *, listed: bool) -> AppNamer:
        """Names from the log's own rows, and from the directory where an app has none there."""
        seen, registered = self._store.app_names(Log.SIGN_UPS), asked.bindings.app_names
        nameless = {attempt.app_id for attempt in found.wanted} - seen.keys() - registered.keys()
        if listed and nameless:
            try:
                registered = self._directory.bindings({"apps"}, calls=asked.journey.calls).app_names
            except GraphError:
                logger.info("The names of %s apps could not be looked up; their ids are shown.", len(nameless))
        return app_namer(seen, registered)


def _rows(asked: Asked, found: Found, name_app: AppNamer) -> tuple[AttemptRow, ...]:
    newest_first = found.wanted[::-1][: asked.question.top]
    return tuple(
        row_of(
            attempt,
            name_app(attempt),
            found.facts.had_account(attempt),
            as_interrupted=asked.as_interrupted(attempt),
        )
        for attempt in newest_first
    )
