"""When and where somebody asks, and what a point or a stretch of time looks like as it was said."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from zoneinfo import ZoneInfo

from bot.domain.window import Span, local_instant
from bot.errors import Mistake, QuestionError
from bot.language.tokens import Token

LONGEST = timedelta(days=366)
"""What one question may ask about."""


class TwoWays(Exception):
    """A time that reads in several ways: 03/04, a few days, the first week of a month.

    `settling` names what of the Clock would settle it.
    """

    def __init__(self, text: str, settling: str, ways: tuple[bool | int, ...]) -> None:
        super().__init__(text)
        self.text = text
        self.settling = settling
        self.ways = ways


@dataclass(frozen=True, slots=True)
class Clock:
    """When and where somebody asks.

    Once they are settled, `day_first`, `few` and `whole_weeks` say how 03/04, “a few” and “the first week of” are read.
    """

    now: datetime
    zone: ZoneInfo
    day_first: bool | None = None
    few: int | None = None
    whole_weeks: bool | None = None

    @property
    def today(self) -> date:
        """The asker's own date."""
        return self.now.astimezone(self.zone).date()

    def settling(self, ways: TwoWays, way: bool | int) -> "Clock":  # a way of reading is a value here
        """The same clock, with one of the `ways` chosen."""
        match ways.settling:
            case "day_first":
                return replace(self, day_first=bool(way))
            case "whole_weeks":
                return replace(self, whole_weeks=bool(way))
        return replace(self, few=way)

    def settled_few(self) -> float:
        """How many “a few” are."""
        if self.few is None:
            raise TwoWays("few", "few", (2, 3, 5))
        return float(self.few)

    def instant(self, day: date, at: time = time(), zone: tzinfo | None = None) -> datetime:
        """The moment of a local date and time, carrying the asker's offset."""
        wall = datetime.combine(day, at)
        moment = local_instant(wall, self.zone) if zone is None else _elsewhere(wall, zone)
        return moment.astimezone(self.zone)


def _elsewhere(wall: datetime, zone: tzinfo) -> datetime:
    if isinstance(zone, ZoneInfo):
        return local_instant(wall, zone)
    return wall.replace(tzinfo=zone).astimezone(UTC)


@dataclass(frozen=True, slots=True)
class Point:
    """A point as said. What was not said is `None`: a clock time without a day, a day of no month, an hour of no half.

    `yearless` days were moved to the latest past one; `length` is how many days or months it spans when no clock
    time is said; `part` is a part of the day; `near` days were said by their name, like yesterday.
    """

    day: date | None = None
    at: time | None = None
    zone: tzinfo | None = None
    yearless: bool = False
    months: int = 0
    days: int = 1
    part: str | None = None
    number: int | None = None
    near: bool = False


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of time as said: `since` to `until`, the same instant twice for a clock time.

    `span` is there when the language has a shorter name for it.
    """

    since: datetime
    until: datetime
    span: Span | None = None


Found = tuple[Stretch, int]
"""A stretch, and the place where it ends."""


def word(tokens: list[Token], place: int) -> str:
    """The word at `place`, or an empty text past the end."""
    return tokens[place].word if 0 <= place < len(tokens) else ""


def skip(tokens: list[Token], place: int, *words: str) -> int:
    """The next place that holds none of `words`."""
    while word(tokens, place) in words:
        place += 1
    return place


def skip_back(tokens: list[Token], place: int, *words: str) -> int:
    """The last place at or before `place` that holds none of `words`."""
    while word(tokens, place) in words:
        place -= 1
    return place


EXAMPLES = ("last 24h", "yesterday", "since monday 9am", "1-7 Nov")


def bad_window(text: str, message: str, suggestions: tuple[str, ...] = EXAMPLES) -> QuestionError:
    """The mistake of a time that cannot be read."""
    return QuestionError(Mistake.BAD_WINDOW, message, word=text, suggestions=suggestions)


def too_long() -> QuestionError:
    """The mistake of asking about more than 366 days."""
    return QuestionError(
        Mistake.WINDOW_TOO_LONG,
        "That is more than 366 days; ask about a shorter time",
        suggestions=("last 30d", "last quarter", "last 366d"),
    )


def not_yet(text: str) -> QuestionError:
    """The mistake of asking about what has not happened."""
    return QuestionError(
        Mistake.WINDOW_FUTURE,
        f"That time starts after now ({text}); the logs only know what has happened",
        suggestions=("today", "last 24h", "yesterday"),
    )
