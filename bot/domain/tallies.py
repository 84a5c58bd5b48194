"""Numbers that add up over events that are not attempts: sign-ins, directory changes, provisioning."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from bot.domain.measures import Key, count_distinct, key_order

Event = TypeVar("Event")

SUCCESS = "success"
FAILED = "failed"

OVERLAPPING = frozenset({"ca_policy", "auth_method", "session_policy", "property", "target", "system"})
"""Fields of which one event may have several values, so that it stands in several groups."""


@dataclass(frozen=True, slots=True)
class EventTotals:
    """Counts of events. `statuses` are those of the log, each with its count, in the log's order.

    An event whose status Graph has added since is in `events` alone. `users` are distinct people, where asked for.
    """

    events: int = 0
    statuses: tuple[tuple[str, int], ...] = ()
    users: int | None = None

    def of(self, status: str) -> int:
        """How many events ended so."""
        return dict(self.statuses).get(status, 0)

    def to_json(self) -> dict[str, int]:
        """The counts by name."""
        return {"events": self.events, **dict(self.statuses)} | ({} if self.users is None else {"users": self.users})


@dataclass(frozen=True, slots=True)
class EventRates:
    """Unrounded shares of the `finished` events, which either succeeded or failed; the two sum to 1.

    What was interrupted, skipped or passed with a warning is neither.
    """

    finished: int
    success: float
    failure: float

    def to_json(self) -> dict[str, float]:
        """The shares by name, with the number they are of."""
        return {"finished": self.finished, "success": self.success, "failure": self.failure}


@dataclass(frozen=True, slots=True)
class EventGroup:
    """The events that share `key`; `distinct` is how many values it has of the field that a question counts."""

    key: Key
    totals: EventTotals
    rates: EventRates | None = None
    distinct: int | None = None

    def to_json(self) -> dict[str, object]:
        """Key, totals and rates side by side; `success` is the count, so its share is `success_rate`."""
        said: dict[str, object] = {"key": dict(self.key), **self.totals.to_json()}
        if self.rates:
            said |= {
                "finished": self.rates.finished,
                "success_rate": self.rates.success,
                "failure": self.rates.failure,
            }
        return said if self.distinct is None else said | {"distinct": self.distinct}


@dataclass(frozen=True, slots=True)
class Tally(Generic[Event]):
    """How the events of one log are counted.

    `statuses` are all that the log knows, `status_of` reads one; `people_of` the people in some events, where the
    question asks for people.
    """

    statuses: Sequence[str]
    status_of: Callable[[Event], str | None]
    people_of: Callable[[Sequence[Event]], int] | None = None

    def count(self, events: Sequence[Event]) -> EventTotals:
        """Totals over `events`."""
        ended = Counter(map(self.status_of, events))
        people = self.people_of(events) if self.people_of else None
        return EventTotals(len(events), tuple((status, ended[status]) for status in self.statuses), people)

    def rate(self, events: Sequence[Event]) -> EventRates | None:
        """Shares over the finished ones among `events`; `None` when there are none."""
        return rates_of(self.count(events))

    def break_down(
        self,
        events: Iterable[Event],
        keys_of: Callable[[Event], Iterable[Key]],
        *,
        with_rates: bool,
        size: Callable[[EventGroup], int],
        counted: Callable[[Event], Iterable[Key]] | None = None,
    ) -> tuple[EventGroup, ...]:
        """Groups by key, those of the largest `size` first, then by key; `counted` gives what `distinct` counts."""
        members: defaultdict[Key, list[Event]] = defaultdict(list)
        for event in events:
            for key in dict.fromkeys(keys_of(event)):
                members[key].append(event)
        groups = [
            EventGroup(
                key,
                totals := self.count(some),
                rates_of(totals) if with_rates else None,
                count_distinct(some, counted) if counted else None,
            )
            for key, some in members.items()
        ]
        return tuple(sorted(groups, key=lambda group: (-size(group), key_order(group.key))))


def rates_of(totals: EventTotals) -> EventRates | None:
    """Shares over what finished; `None` when nothing did."""
    success, failed = totals.of(SUCCESS), totals.of(FAILED)
    finished = success + failed
    return EventRates(finished, success / finished, failed / finished) if finished else None
