"""One question answered: names bound, attempts read, the wanted ones selected, counted and listed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.desk.accounts import AccountLookup
from bot.desk.explanation import CONNECTED, DEFAULT_WINDOW, explain, require_connected
from bot.desk.journey import Journey
from bot.desk.labels import AppNamer, app_namer, flow_by_app
from bot.desk.ports import Clock, Directory, EventStore, LogSource, Progress
from bot.desk.reading import LogReader, Reading
from bot.desk.rows import row_of
from bot.desk.shape import PEOPLE, group_fields, kind_of_answer
from bot.domain.answers import Answer, AnswerKind, AttemptRow, Comparison, GraphQuery
from bot.domain.attempts import AttemptRules, SignUpAttempt
from bot.domain.measures import Group, break_down, count, funnel, rate
from bot.domain.names import TenantNames
from bot.domain.providers import SOCIAL
from bot.domain.question import Filter, Log, Output, Question, field_of
from bot.domain.tenancy import Bindings
from bot.domain.window import Span, Window, resolve
from bot.planning.binding import bind, parts_needed
from bot.planning.grouping import Labels, keys_by
from bot.planning.selection import Facts, asks_for_interrupted, outcome_is_asked, selects


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One question on its way to an answer: what was meant, and what it is judged against."""

    question: Question
    zone: ZoneInfo
    now: datetime
    bindings: Bindings
    bound: tuple[Filter, ...]
    journey: Journey

    @property
    def judged(self) -> bool:
        """Whether shares of outcomes mean anything: not where the question picks the outcome itself."""
        return not outcome_is_asked(self.bound)

    @property
    def as_interrupted(self) -> bool:
        """Whether attempts are asked about as interrupted, so that their last event decides."""
        return asks_for_interrupted(self.question.filter("status"))


@dataclass(frozen=True, slots=True)
class Found:
    """The attempts one window holds that the question is about."""

    window: Window
    reading: Reading
    wanted: list[SignUpAttempt]
    facts: Facts
    notes: tuple[str, ...]


class Ask:
    """Answers questions about the logs that are connected."""

    connected = CONNECTED

    def __init__(
        self,
        *,
        source: LogSource,
        store: EventStore,
        directory: Directory,
        clock: Clock,
        rules: AttemptRules | None = None,
        social: frozenset[str] = SOCIAL,
    ) -> None:
        self._rules = rules or AttemptRules()
        self._reader = LogReader(source, store, self._rules)
        self._store = store
        self._directory = directory
        self._clock = clock
        self._social = social

    def known_names(self) -> TenantNames:
        """The tenant's names as far as they are known already; never waits."""
        return self._directory.known_names()

    def explain(self, question: Question, zone: ZoneInfo, *, now: datetime | None = None) -> tuple[GraphQuery, ...]:
        """The Graph requests that the question becomes when the mirror holds nothing; asks nobody.

        Raises `QuestionError` for a question that no log can answer.
        """
        return explain(question, zone, now or self._clock.now(), self._rules)

    def answer(
        self,
        question: Question,
        zone: ZoneInfo,
        *,
        now: datetime | None = None,
        urgent: bool = True,
        progress: Progress | None = None,
    ) -> Answer:
        """The answer as of `now`. Raises `QuestionError`, `GraphError` and `MirrorError`."""
        require_connected(question)
        journey = Journey(urgent=urgent, progress=progress)
        bindings = self._directory.bindings(parts_needed(question), calls=journey.calls)
        asked = Asked(
            question=question,
            zone=zone,
            now=now or self._clock.now(),
            bindings=bindings,
            bound=bind(question, bindings),
            journey=journey,
        )
        found = self._find(asked, question.window or DEFAULT_WINDOW)
        compare = self._compare(asked, question.compare) if question.compare else None
        return self._assemble(asked, found, compare)

    def _find(self, asked: Asked, span: Span) -> Found:
        window = resolve(span, asked.now, asked.zone)
        reading = self._reader.read(asked.question, asked.bound, window, asked.now, asked.journey)
        # Who had an account is the dearest fact: it is looked up only for attempts that meet all other filters.
        others = [condition for condition in asked.bound if not _about_accounts(condition)]
        candidates = _meeting(others, reading.attempts, Facts(social=self._social))
        accounts = AccountLookup(self._directory, asked.question, asked.journey.calls)
        facts = Facts(accounts.find(candidates), self._social)
        wanted = _meeting(asked.bound, candidates, facts)
        return Found(window, reading, wanted, facts, accounts.notes)

    def _compare(self, asked: Asked, span: Span) -> Comparison:
        found = self._find(asked, span)
        rates = rate(found.wanted) if asked.judged else None
        return Comparison(found.window, count(found.wanted), rates, complete=found.reading.complete)

    def _assemble(self, asked: Asked, found: Found, compare: Comparison | None) -> Answer:
        question, wanted = asked.question, found.wanted
        kind = kind_of_answer(question, found.window)
        name_app = app_namer(self._store.app_names(Log.SIGN_UPS), asked.bindings.app_names)
        return Answer(
            question=question,
            kind=kind,
            window=found.window,
            zone=asked.zone.key,
            totals=count(wanted),
            rates=rate(wanted) if asked.judged else None,
            groups=self._groups(asked, found, name_app),
            funnel=funnel(wanted) if kind is AnswerKind.FUNNEL else (),
            rows=_rows(asked, found, name_app) if kind is AnswerKind.LIST else (),
            compare=compare,
            as_of=found.reading.as_of,
            complete=found.reading.complete and (compare is None or compare.complete),
            source=asked.journey.source,
            graph=self.explain(question, asked.zone, now=asked.now),
            requests=tuple(asked.journey.calls),
            notes=(*found.notes, *_notes(asked, found, compare)),
        )

    def _groups(self, asked: Asked, found: Found, name_app: AppNamer) -> tuple[Group, ...]:
        question = asked.question
        fields = group_fields(question, found.window)
        if not fields:
            return ()
        labels = Labels(
            zone=asked.zone,
            app=name_app,
            flow_by_app=flow_by_app(asked.bindings),
            extension=asked.bindings.extension_names,
            facts=found.facts,
            as_interrupted=asked.as_interrupted,
        )
        groups = break_down(
            found.wanted,
            keys_by(fields, labels),
            with_rates=asked.judged,
            with_funnel=question.output is Output.FUNNEL,
        )
        floor = question.min_count or 0
        return tuple([group for group in groups if _size(group, question) >= floor][: question.top])


def _about_accounts(condition: Filter) -> bool:
    return field_of(condition) == "existing_account"


def _meeting(bound: Sequence[Filter], attempts: Sequence[SignUpAttempt], facts: Facts) -> list[SignUpAttempt]:
    wanted = selects(bound, facts)
    return [attempt for attempt in attempts if wanted(attempt)]


def _rows(asked: Asked, found: Found, name_app: AppNamer) -> tuple[AttemptRow, ...]:
    newest_first = found.wanted[::-1][: asked.question.top]
    return tuple(
        row_of(attempt, name_app(attempt), found.facts.had_account(attempt), as_interrupted=asked.as_interrupted)
        for attempt in newest_first
    )


def _size(group: Group, question: Question) -> int:
    return group.totals.users if question.count_of == PEOPLE else group.totals.attempts


def _notes(asked: Asked, found: Found, compare: Comparison | None) -> list[str]:
    notes = []
    if not found.reading.complete:
        since = found.reading.known_since.astimezone(asked.zone)
        notes.append(
            f"Known only since {since:%a %-d %b %H:%M}. Graph showed nothing older, as it keeps 7 days on the basic "
            "plan and 30 with P1 or P2, and the mirror does not reach further back."
        )
    if compare and not compare.complete:
        notes.append("The period it is compared with is not wholly known, so the difference may mislead.")
    if "extension" in group_fields(asked.question, found.window):
        notes.append("An attempt stands in one group for each extension it called, so these groups may overlap.")
    return notes
