"""What is found out about usage: a part for each report, each with numbers that add up."""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.domain.answers import AnswerKind
from bot.domain.measures import Key
from bot.domain.question import Question
from bot.domain.sources import Source, Sourced
from bot.domain.tallies import EventRates
from bot.domain.usage import Report, UsageRow
from bot.domain.window import Window


@dataclass(frozen=True, slots=True)
class Figures:
    """Counts by name, in the order in which they are said."""

    counts: tuple[tuple[str, int], ...] = ()

    def of(self, name: str) -> int:
        """One of the counts; none is 0."""
        return dict(self.counts).get(name, 0)

    def to_json(self) -> dict[str, int]:
        """The counts by name."""
        return dict(self.counts)


@dataclass(frozen=True, slots=True)
class UsageGroup:
    """What shares `key`."""

    key: Key
    totals: Figures
    rates: EventRates | None = None

    def to_json(self) -> dict[str, object]:
        """Key, counts and shares side by side; `success` is the count, so its share is `success_rate`."""
        said: dict[str, object] = {"key": dict(self.key), **self.totals.to_json()}
        if self.rates:
            said |= {"success_rate": self.rates.success, "failure_rate": self.rates.failure}
        return said


@dataclass(frozen=True, slots=True)
class CodeUse:
    """How many sign-ins ended with one code."""

    code: int
    count: int

    def to_json(self) -> dict[str, object]:
        """The code with its count."""
        return {"error_code": self.code, "events": self.count}


@dataclass(frozen=True, slots=True)
class UsageComparison:
    """The same report over another window."""

    window: Window
    totals: Figures
    rates: EventRates | None

    def to_json(self) -> dict[str, object]:
        """The second period with its numbers."""
        said: dict[str, object] = {"window": self.window.to_json(), "totals": self.totals.to_json()}
        return said | ({"rates": self.rates.to_json()} if self.rates else {})


@dataclass(frozen=True, slots=True, kw_only=True)
class UsagePart:
    """What one report says; `totals` describe all that satisfies every filter, whatever `top` says.

    `details` are the codes that sign-ins to one app ended with. `window` is the time that was read, if any.
    """

    report: Report
    totals: Figures
    window: Window | None = None
    rates: EventRates | None = None
    groups: tuple[UsageGroup, ...] = ()
    rows: tuple[UsageRow, ...] = ()
    details: tuple[CodeUse, ...] = ()
    compare: UsageComparison | None = None

    def to_json(self) -> dict[str, object]:
        """The form outside programs read; parts that do not apply are left out."""
        said: dict[str, object] = {"report": self.report.value}
        if self.window:
            said["window"] = self.window.to_json()
        said["totals"] = self.totals.to_json()
        if self.rates:
            said["rates"] = self.rates.to_json()
        if self.groups:
            said["groups"] = [group.to_json() for group in self.groups]
        if self.details:
            said["details"] = [detail.to_json() for detail in self.details]
        return said | ({"compare": self.compare.to_json()} if self.compare else {})


@dataclass(frozen=True, slots=True, kw_only=True)
class UsageAnswer(Sourced):
    """What was found out about usage: one part, or one for each report of an overview.

    `complete` is false when something could not be read; `lacks` are those of the `notes` that say what, and why.
    """

    question: Question
    kind: AnswerKind
    zone: str
    parts: tuple[UsagePart, ...]
    complete: bool = True
    source: Source = Source.GRAPH
    lacks: tuple[str, ...] = ()

    @property
    def size(self) -> int:
        """How many things all parts count together: what each counts first."""
        return sum(part.totals.counts[0][1] for part in self.parts if part.totals.counts)

    @property
    def window(self) -> Window | None:
        """The time that was read, where there is one for all."""
        windows = {part.window for part in self.parts}
        return windows.pop() if len(windows) == 1 else None

    def to_json(self) -> dict[str, object]:
        """The form outside programs read: one report's numbers at the top, several side by side in `reports`."""
        said: dict[str, object] = {"question": self.question.to_json(), "kind": self.kind.value, "zone": self.zone}
        if len(self.parts) == 1:
            said |= self.parts[0].to_json()
        else:
            said["totals"] = {part.report.value: part.totals.to_json() for part in self.parts}
            said["reports"] = [part.to_json() for part in self.parts]
        if self.kind is AnswerKind.BREAKDOWN:
            said.setdefault("groups", [])
        if self.kind is AnswerKind.LIST:
            said["rows"] = list(self._rows())
        return said | self.source_to_json()

    def _rows(self) -> Iterator[dict[str, object]]:
        for part in self.parts:
            yield from ({"report": part.report.value} | row.to_json() for row in part.rows)
