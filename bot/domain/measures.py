"""Numbers that add up: Totals, Rates, Funnel and groups of them over sign-up attempts."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import TypeVar

from bot.domain.attempts import Outcome, SignUpAttempt
from bot.domain.fields.sign_ups import STAGES

Key = tuple[tuple[str, str | None], ...]
"""What a group has in common: (field, value) in the order asked; `None` where the log says nothing."""

Thing = TypeVar("Thing")
"""An attempt, or an event of another log."""

KeysOf = Callable[[SignUpAttempt], Iterable[Key]]
"""The keys of an attempt; more than one only where groups may overlap."""


@dataclass(frozen=True, slots=True)
class Totals:
    """Counts of attempts; success + failed + abandoned + in_progress = attempts.

    `interrupted` overlaps the others; `events` are all rows of these attempts; `users` distinct people.
    """

    attempts: int = 0
    success: int = 0
    failed: int = 0
    abandoned: int = 0
    in_progress: int = 0
    interrupted: int = 0
    events: int = 0
    users: int = 0

    def to_json(self) -> dict[str, int]:
        """The counts by name."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Rates:
    """Unrounded shares of `mature` attempts; conversion + failure + abandonment = 1."""

    mature: int
    conversion: float
    failure: float
    abandonment: float

    @property
    def dropoff(self) -> float:
        """The share that left without an account, by failing or by walking away."""
        return self.failure + self.abandonment

    def to_json(self) -> dict[str, float]:
        """The shares by name, with the number they are of."""
        return {**asdict(self), "dropoff": self.dropoff}


@dataclass(frozen=True, slots=True)
class FunnelStep:
    """How many mature attempts have an event at `stage`, and for how many of those it was the end.

    reached = passed + left.
    """

    stage: str
    reached: int
    left: int

    @property
    def passed(self) -> int:
        """Those that went on, or finished here with an account."""
        return self.reached - self.left

    @property
    def dropoff(self) -> float:
        """The share of those who reached the stage that were lost at it."""
        return self.left / self.reached

    def to_json(self) -> dict[str, object]:
        """The step with its numbers."""
        return {"stage": self.stage, "reached": self.reached, "passed": self.passed, "left": self.left}


@dataclass(frozen=True, slots=True)
class Group:
    """The attempts that share `key`."""

    key: Key
    totals: Totals
    rates: Rates | None
    funnel: tuple[FunnelStep, ...] = ()
    distinct: int | None = None
    """How many different values of the field that is counted, where a question counts one."""

    def to_json(self) -> dict[str, object]:
        """The key, the totals and the rates side by side."""
        said: dict[str, object] = {"key": dict(self.key), **self.totals.to_json()}
        if self.rates:
            said |= self.rates.to_json()
        if self.funnel:
            said["funnel"] = [step.to_json() for step in self.funnel]
        if self.distinct is not None:
            said["distinct"] = self.distinct
        return said


def count(attempts: Iterable[SignUpAttempt]) -> Totals:
    """Totals over `attempts`, young ones included."""
    outcomes: Counter[Outcome] = Counter()
    interrupted = events = 0
    people: set[str] = set()
    for attempt in attempts:
        outcomes[attempt.outcome] += 1
        interrupted += attempt.interrupted
        events += len(attempt.events)
        if attempt.user_key:
            people.add(attempt.user_key)
    return Totals(
        attempts=outcomes.total(),
        success=outcomes[Outcome.SUCCESS],
        failed=outcomes[Outcome.FAILED],
        abandoned=outcomes[Outcome.ABANDONED],
        in_progress=outcomes[Outcome.IN_PROGRESS],
        interrupted=interrupted,
        events=events,
        users=len(people),
    )


def rate(attempts: Iterable[SignUpAttempt]) -> Rates | None:
    """Shares over the mature ones among `attempts`; `None` when there are none."""
    outcomes = Counter(attempt.outcome for attempt in attempts if attempt.mature)
    mature = outcomes.total()
    if not mature:
        return None
    return Rates(
        mature=mature,
        conversion=outcomes[Outcome.SUCCESS] / mature,
        failure=outcomes[Outcome.FAILED] / mature,
        abandonment=outcomes[Outcome.ABANDONED] / mature,
    )


def funnel(attempts: Iterable[SignUpAttempt]) -> tuple[FunnelStep, ...]:
    """For each stage that a mature attempt reached, in Graph's order of stages; unknown stages come last by name."""
    reached: Counter[str] = Counter()
    left: Counter[str] = Counter()
    for attempt in attempts:
        if attempt.mature:
            reached.update({event.stage for event in attempt.events})
            if not attempt.converted:
                left[attempt.events[-1].stage] += 1
    return tuple(FunnelStep(stage, reached[stage], left[stage]) for stage in sorted(reached, key=_stage_order))


def worst_step(steps: Sequence[FunnelStep]) -> FunnelStep | None:
    """The stage with the highest drop-off rate; the one that more people reached where two are alike."""
    losing = [step for step in steps if step.left]
    return max(losing, key=lambda step: (step.dropoff, step.reached), default=None)


def count_distinct(things: Iterable[Thing], keys_of: Callable[[Thing], Iterable[Key]]) -> int:
    """How many different keys there are, without those that say nothing."""
    keys = {key for thing in things for key in keys_of(thing)}
    return sum(all(value is not None for _, value in key) for key in keys)


def break_down(
    attempts: Iterable[SignUpAttempt],
    keys_of: KeysOf,
    *,
    with_rates: bool = True,
    with_funnel: bool = False,
    size: Callable[[Group], int] = lambda group: group.totals.attempts,
    counted: KeysOf | None = None,
) -> tuple[Group, ...]:
    """Groups by key, those of the largest `size` first, then by key; `counted` gives the keys of `Group.distinct`."""
    members: defaultdict[Key, list[SignUpAttempt]] = defaultdict(list)
    for attempt in attempts:
        for key in keys_of(attempt):
            members[key].append(attempt)
    groups = [
        Group(
            key,
            count(some),
            rate(some) if with_rates else None,
            funnel(some) if with_funnel else (),
            count_distinct(some, counted) if counted else None,
        )
        for key, some in members.items()
    ]
    return tuple(sorted(groups, key=lambda group: (-size(group), key_order(group.key))))


def _stage_order(stage: str) -> tuple[int, str]:
    return (STAGES.index(stage) if stage in STAGES else len(STAGES), stage)


def key_order(key: Key) -> tuple[tuple[bool, str], ...]:
    """By what a key says, and what says nothing last."""
    return tuple((value is None, value or "") for _, value in key)
