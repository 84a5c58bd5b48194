"""Events put together as the question asks: groups by size, and how many different values there are."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from bot.desk.shape import PEOPLE, counted_field, group_fields
from bot.domain.measures import Key, count_distinct
from bot.domain.question import Question
from bot.domain.tallies import EventGroup, Tally
from bot.domain.window import Window
from bot.planning.event_grouping import EventLabels, event_keys


class EventGrouping:
    """Groups the events of one question by its fields, in the asker's zone."""

    def __init__(
        self, question: Question, window: Window, tally: Tally[Any], labels: EventLabels, *, with_rates: bool
    ) -> None:
        self._question = question
        self._fields = group_fields(question, window)
        self._tally = tally
        self._labels = labels
        self._with_rates = with_rates

    def groups(self, events: Iterable[Any]) -> tuple[EventGroup, ...]:
        """The groups that reach the question's floor, its `top` largest; none where nothing is broken down."""
        if not self._fields:
            return ()
        found = self._tally.break_down(
            events,
            event_keys(self._question.log, self._fields, self._labels),
            with_rates=self._with_rates,
            size=self._size,
            counted=self._counted() if self._question.group_by else None,
        )
        floor = self._question.min_count or 0
        return tuple([group for group in found if self._size(group) >= floor][: self._question.top])

    def distinct(self, events: Sequence[Any]) -> int | None:
        """How many different values there are of the field that the question counts, if it counts one."""
        counted = self._counted()
        return count_distinct(events, counted) if counted else None

    def _counted(self) -> Callable[[Any], Iterable[Key]] | None:
        field = counted_field(self._question)
        return event_keys(self._question.log, [field], self._labels) if field else None

    def _size(self, group: EventGroup) -> int:
        """What makes one group larger than another: what is counted, which is events unless said."""
        if self._question.count_of == PEOPLE:
            return group.totals.users or 0
        return group.totals.events if group.distinct is None else group.distinct
