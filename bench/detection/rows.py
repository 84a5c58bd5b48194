"""One hour as a tenant's log writes it: rows in the replay form, from who got through and who failed."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from bench.detection.assumptions import Assumptions, Attempts, Interrupts
from bench.detection.cells import COLLECTION, EMAIL

Row = tuple[str, str, str, int, str, int, int, int]
"""app, provider, stage, errorCode, country, attempts, failures, people: as the replay form has it."""
Slice = tuple[str, str, str, str]
"""app, provider, stage, country."""

INTERRUPTS = (1002013, 50140)


@dataclass(slots=True)
class Failing:
    """Failures in one hour with one code."""

    failures: int = 0
    people: int = 0


@dataclass(slots=True)
class Drawn:
    """One hour, or a part of it: who got through by slice, and who failed by slice and code."""

    passed: Counter[Slice] = field(default_factory=Counter)
    failed: dict[tuple[Slice, int], Failing] = field(default_factory=lambda: defaultdict(Failing))

    def fail(self, slice_: Slice, code: int, people: int, failures: int) -> None:
        """Count failing people and their failures."""
        if failures:
            failing = self.failed[slice_, code]
            failing.people += people
            failing.failures += failures

    def __add__(self, later: "Drawn") -> "Drawn":
        """Two parts of one hour."""
        both = Drawn(self.passed + later.passed)
        for part in (self, later):
            for (slice_, code), failing in part.failed.items():
                both.fail(slice_, code, failing.people, failing.failures)
        return both


def rows_of(drawn: Drawn, traits: Assumptions) -> list[Row]:
    """An hour in the replay form, as this tenant's log counts attempts and expected interrupts."""
    on_healthy = traits.attempts is not Attempts.ON_EACH_ROW
    on_failing = traits.attempts is not Attempts.ON_THE_HEALTHY_ROW
    attempts = Counter(drawn.passed)
    rows: list[Row] = []
    for ((app, provider, stage, country), code), failing in drawn.failed.items():
        if code in INTERRUPTS and traits.interrupts is not Interrupts.FAILURES:
            rows.append((app, provider, stage, code, country, failing.failures, 0, 0))
            continue
        if on_healthy:
            attempts[app, provider, stage, country] += failing.failures
        counted = failing.failures if on_failing else 0
        rows.append((app, provider, stage, code, country, counted, failing.failures, failing.people))
    rows += _prompts(drawn, traits)
    for (app, provider, stage, country), count in attempts.items():
        if count:
            rows.append((app, provider, stage, 0, country, count, 0, 0))
    return rows


def _prompts(drawn: Drawn, traits: Assumptions) -> Iterator[Row]:
    """Whoever signs up by mail is asked for the code that was sent."""
    if traits.interrupts is Interrupts.ABSENT:
        return
    failures = traits.interrupts is Interrupts.FAILURES
    for (app, provider, stage, country), count in drawn.passed.items():
        if provider == EMAIL and stage == COLLECTION and count:
            yield app, provider, stage, INTERRUPTS[0], country, count, *((count, count) if failures else (0, 0))
