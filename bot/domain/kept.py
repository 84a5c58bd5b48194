"""A question that was answered and may be asked again, in another form or for another page, by who asked it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.domain.question import Question

REMEMBERED = 5
"""Of each page so many ids: rows may vanish, as when an attempt that was under way is finished, but hardly all."""


@dataclass(frozen=True, slots=True)
class Page:
    """Which part of a long answer is shown.

    `starts` are the places (from 0) of the first row of each page turned so far, the last of them the one that is
    shown; none where the question was offered and not asked yet. `total` is how many things the answer held when its
    first page was shown, `None` until then. `ends` are the ids of the last rows of each page, empty for what
    has none, such as groups: rows that reach the log later move what was shown, and a page begins behind the page
    before it wherever that ends now.
    """

    starts: tuple[int, ...] = (0,)
    total: int | None = None
    ends: tuple[tuple[str, ...], ...] = ()

    @property
    def first(self) -> int:
        """The place of the first row shown."""
        return self.starts[-1] if self.starts else 0

    @property
    def is_first(self) -> bool:
        """Whether no page was turned yet."""
        return len(self.starts) < 2

    def next(self, shown: int) -> "Page":
        """The page after this one, which shows `shown` rows or groups."""
        return replace(self, starts=(*self.starts, self.first + shown))

    def previous(self) -> "Page":
        """The page before this one; the first stays where it is."""
        turned = len(self.starts) - 1
        return replace(self, starts=self.starts[:-1], ends=self.ends[:turned]) if turned > 1 else FIRST_PAGE

    def among(self, ids: Sequence[str]) -> "Page":
        """The same page where its answer has these rows now: behind the last row of the page before it."""
        turned = len(self.starts) - 1
        before = set(self.ends[turned - 1]) if 0 < turned <= len(self.ends) else set()
        place = next((place for place in reversed(range(len(ids))) if ids[place] in before), None)
        return self if place is None else replace(self, starts=(*self.starts[:-1], place + 1))

    def ending(self, ids: Sequence[str], total: int) -> "Page":
        """The same page once it was shown with these rows, of an answer that holds `total`."""
        turned = max(len(self.starts) - 1, 0)
        ends = (*self.ends[:turned], tuple(ids[-REMEMBERED:]))
        return Page(self.starts, total if self.total is None else self.total, ends)


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
