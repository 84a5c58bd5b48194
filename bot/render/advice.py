"""What the helpdesk does about attempts or events that ended alike."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol, TypeVar

from bot.render.escaping import cut
from bot.render.figures import number
from bot.render.times import Calendar

_MOST = 3
_WIDEST_NAME = 120


@dataclass(frozen=True, slots=True)
class Advice:
    """What to do about what ended in one way; `send` is for the person, as it stands."""

    about: str
    reason: str
    next_step: str
    send: str


class Ended(Protocol):
    """One row of an answer that says why it ended so, and what to do."""

    @property
    def reason(self) -> str:
        """Why."""
        ...

    @property
    def remedy(self) -> str:
        """The next step."""
        ...

    @property
    def tell_the_user(self) -> str:
        """What can be sent to the person."""
        ...


Row = TypeVar("Row", bound=Ended)


def advice_on(
    rows: Sequence[Row], calendar: Calendar, newest: Callable[[Row], tuple[str, datetime]], where: str = ""
) -> tuple[Advice, ...]:
    """For the newest few different reasons: the next step and what to send.

    `newest` says whom a row is about, and when; `where` in what the rows are counted.
    """
    alike: dict[tuple[str, str, str], list[Row]] = {}
    for row in rows:
        if row.remedy or row.tell_the_user:
            alike.setdefault((row.reason, row.remedy, row.tell_the_user), []).append(row)
    if len(rows) == 1:
        return tuple(Advice("What to do", "", remedy, send) for _, remedy, send in alike)
    return tuple(
        Advice(_about(*newest(some[0]), len(some) - 1, calendar, where), *texts)
        for texts, some in list(alike.items())[:_MOST]
    )


def _about(who: str, at: datetime, others: int, calendar: Calendar, where: str) -> str:
    more = f", and {number(others)} more{where} that ended the same way" if others else ""
    return f"{cut(who, _WIDEST_NAME)}, {calendar.moment(at)}{more}"
