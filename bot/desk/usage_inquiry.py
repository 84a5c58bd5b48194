"""One question about usage on its way: the calls made, the names of apps, what is to be said beside the numbers."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeVar
from zoneinfo import ZoneInfo

from bot.desk.graph_ports import Directory
from bot.desk.pace import Pace
from bot.domain.guids import is_guid
from bot.domain.measures import Key, key_order
from bot.domain.question import Not, Question, values_of
from bot.domain.sources import GraphCall
from bot.domain.tallies import EventRates
from bot.domain.tenancy import Bindings
from bot.domain.usage import Report
from bot.domain.usage_answers import Figures, UsageGroup
from bot.domain.window import Span, Window, resolve
from bot.errors import GraphRefused
from bot.planning.grouping import time_key
from bot.planning.usage_scope import MONTH, WEEK, YEAR, counted_span, groups_of

SPANS: Mapping[Span, str] = {WEEK: "the last 7 days", MONTH: "the last 30 days", YEAR: "the last 365 days"}

Row = TypeVar("Row")
KeyOf = Callable[[Row], str | None]


@dataclass(slots=True)
class Inquiry:
    """What one answer has cost and learnt so far; `lacks` are sentences that say what could not be read, and why."""

    question: Question
    zone: ZoneInfo
    now: datetime
    directory: Directory
    pace: Pace
    calls: list[GraphCall] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    lacks: list[str] = field(default_factory=list)
    mirrored: bool = False
    _bindings: Bindings | None = None
    _shared: frozenset[str] = frozenset()

    def note(self, *said: str) -> None:
        """Add sentences, each once."""
        self.notes += [each for each in said if each not in self.notes]

    def miss(self, *said: str) -> None:
        """Add sentences that say what is missing, and why, each once."""
        self.lacks += [each for each in said if each not in self.lacks]

    def counted(self, report: Report) -> Window:
        """The time over which `report` is summed up; said where nobody named one."""
        span = counted_span(report, self.question)
        if self.question.window is None:
            self.note(f"No time was named, so it is {SPANS[span]}.")
        return resolve(span, self.now, self.zone)

    def bindings(self) -> Bindings:
        """The names of apps; where they may not be read that is noted, or an error if a name has to be looked up."""
        if self._bindings is None:
            self._bindings = self.directory.bindings({"apps"}, calls=self.calls)
            if reason := self._bindings.missing.get("apps"):
                if self._names_an_app():
                    raise GraphRefused("Which app that is cannot be looked up.", remedy=reason)
                self.note(f"Apps are shown by their ids. {reason}")
            self._shared = shared(self._bindings.app_names.values())
        return self._bindings

    def name_of(self, app_id: str) -> str:
        """What the directory calls an app, or its id; of those that share a name both."""
        names = self.bindings().app_names
        return told_apart(app_id, names.get(app_id, app_id), self._shared)

    def chosen(self, app_id: str, name: str | None = None) -> bool:
        """Whether the question is about this app, by the `name` its row carries or else by the directory's."""
        condition = self.question.filter("app")
        if condition is None:
            return True
        known = name or self.bindings().app_names.get(app_id, app_id)
        wanted = {str(value).casefold() for value in values_of(condition)}
        return bool({known.casefold(), app_id.casefold()} & wanted) != isinstance(condition, Not)

    def groups(
        self,
        rows: Iterable[Row],
        keys: Mapping[str, KeyOf[Row]],
        count: Callable[[Sequence[Row]], Figures],
        rate: Callable[[Figures], EventRates | None] = lambda _: None,
    ) -> tuple[UsageGroup, ...]:
        """The groups asked for, the largest first, then by key; none where nothing is broken down.

        The first of the counts is what makes a group large.
        """
        fields = groups_of(self.question)
        if not fields:
            return ()
        members: defaultdict[Key, list[Row]] = defaultdict(list)
        for row in rows:
            members[tuple((name, keys[name](row)) for name in fields)].append(row)
        counted = [(key, count(some)) for key, some in members.items()]
        return self.largest(UsageGroup(key, totals, rate(totals)) for key, totals in counted)

    def largest(self, groups: Iterable[UsageGroup]) -> tuple[UsageGroup, ...]:
        """Those that reach the question's floor, its `top` largest."""
        floor = self.question.min_count or 0
        kept = [group for group in groups if _size(group) >= floor]
        kept.sort(key=lambda group: (-_size(group), key_order(group.key)))
        return tuple(kept[: self.question.top])

    def by_time(self, moment_of: Callable[[Row], datetime | None]) -> dict[str, KeyOf[Row]]:
        """The keys of rows by the time they have, on the asker's clock."""

        def key_by(name: str) -> KeyOf[Row]:
            def key_of(row: Row) -> str | None:
                moment = moment_of(row)
                return time_key(name, moment.astimezone(self.zone)) if moment else None

            return key_of

        return {name: key_by(name) for name in ("hour", "day", "week", "month")}

    def _names_an_app(self) -> bool:
        condition = self.question.filter("app")
        return condition is not None and not all(map(is_guid, values_of(condition)))


def shared(names: Iterable[str]) -> frozenset[str]:
    """The names that several have."""
    return frozenset(name for name, times in Counter(names).items() if times > 1)


def told_apart(app_id: str, name: str, several: frozenset[str]) -> str:
    """The name of an app, with its id where `several` have that name."""
    return f"{name} ({app_id})" if name in several else name


def within(window: Window | None, moment: datetime | None) -> bool:
    """Whether a row of that time belongs to the window, if there is one."""
    return window is None or (moment is not None and moment in window)


def _size(group: UsageGroup) -> int:
    return group.totals.counts[0][1] if group.totals.counts else 0
