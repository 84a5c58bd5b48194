"""What was found, put together as the question asks: groups by size, and how many different values there are."""

from bot.desk.asked import Asked, Found
from bot.desk.labels import AppNamer, flow_by_app
from bot.desk.shape import counted_field, group_fields, size_of
from bot.domain.measures import Group, KeysOf, break_down, count_distinct
from bot.domain.question import Output
from bot.planning.grouping import Labels, keys_by


class Grouping:
    """Groups the attempts of one question by its fields, in the asker's zone."""

    def __init__(self, asked: Asked, found: Found, name_app: AppNamer) -> None:
        self._asked = asked
        self._found = found
        self._labels = Labels(
            zone=asked.zone,
            app=name_app,
            flow_by_app=flow_by_app(asked.bindings),
            extension=asked.bindings.extension_names,
            facts=found.facts,
            as_interrupted=asked.as_interrupted,
        )

    def groups(self) -> tuple[Group, ...]:
        """The groups that reach the question's floor, its `top` largest; none where nothing is broken down."""
        question = self._asked.question
        fields = group_fields(question, self._found.window)
        if not fields:
            return ()
        size = size_of(question)
        groups = break_down(
            self._found.wanted,
            keys_by(fields, self._labels),
            with_rates=self._asked.judged,
            with_funnel=question.output is Output.FUNNEL,
            size=size,
            counted=self._counted() if question.group_by else None,
        )
        floor = question.min_count or 0
        return tuple([group for group in groups if size(group) >= floor][: question.top])

    def distinct(self) -> int | None:
        """How many different values there are of the field that the question counts, if it counts one."""
        counted = self._counted()
        return count_distinct(self._found.wanted, counted) if counted else None

    def _counted(self) -> KeysOf | None:
        field = counted_field(self._asked.question)
        return keys_by([field], self._labels) if field else None
