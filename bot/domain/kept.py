"""A question that was answered and may be asked again, in another form or for another page, by who asked it."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.domain.question import Question


@dataclass(frozen=True, slots=True)
class Page:
    """Which part of a long answer is shown.

    `starts` are the places (from 0) of the first row of each page turned so far, the last of them the one that is
    shown; none where the question was offered and not asked yet. `total` is how many things the answer held when its
    first page was shown, `None` on that page itself.
    """

    starts: tuple[int, ...] = (0,)
    total: int | None = None

    @property
    def first(self) -> int:
        """The place of the first row shown."""
        return self.starts[-1] if self.starts else 0

    @property
    def is_first(self) -> bool:
        """Whether no page was turned yet."""
        return len(self.starts) < 2

    def next(self, shown: int, total: int) -> "Page":
        """The page after this one, which shows `shown` of `total`."""
        return Page((*self.starts, self.first + shown), self.total if self.total is not None else total)

    def previous(self) -> "Page":
        """The page before this one; the first stays where it is."""
        return Page(self.starts[:-1], self.total) if len(self.starts) > 2 else FIRST_PAGE


FIRST_PAGE = Page()
UNASKED = Page(())


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptQuestion:
    """`id` is opaque and travels through Slack in place of everything else.

    `asked_at` is the present in which the question was answered. `shared` when everybody in `channel` saw the answer,
    not its asker alone. `favourite` when its asker starred it.
    """

    id: str
    question: Question
    zone: ZoneInfo
    asked_at: datetime
    asker: str
    channel: str
    page: Page = FIRST_PAGE
    shared: bool = False
    favourite: bool = False
