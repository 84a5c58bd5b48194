"""Text to Span: “last 24h”, “yesterday”, “since monday 9am”, “1-7 Nov”."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta

from bot.domain.window import Between, Last, Span
from bot.errors import Mistake, QuestionError
from bot.language.times.clock import LONGEST, Clock, Found, Stretch, bad_window, not_yet, skip, too_long, word
from bot.language.times.durations import read_duration
from bot.language.times.moments import bounds, read_point, stretch_of
from bot.language.times.ranges import read_range, until_now
from bot.language.times.stretches import read_stretch
from bot.language.times.timewords import UNITS, WORDS
from bot.language.tokens import Shape, Token


@dataclass(frozen=True, slots=True)
class Before:
    """The period before the one asked about: “the week before”; `unit` is `None` for one of the same length."""

    unit: str | None
    whole: bool = False


GOING = frozenset("come comes came coming go goes went going gone get gets got getting make makes made making".split())
"""Before “through” they say how something ended, and nothing of its time."""

_LEADS = ("in", "over", "during", "within", "for", "on", "throughout", "across", "of", "the", "from", "at")


def read_span(tokens: list[Token], place: int, clock: Clock) -> tuple[Span, int] | None:
    """The window that starts at `place`, with the little words before it, and where it ends.

    Raises QuestionError for one that cannot be, and `TwoWays` for one that reads two ways.
    """
    if found := _since(tokens, place, clock):
        return found
    start = skip(tokens, place, *_LEADS)
    ends = read_range(tokens, place, clock)
    if ends is None and start != place:
        ends = read_range(tokens, start, clock)
    if ends:
        return between(ends[0], ends[1], clock), ends[2]
    if found := _beside(tokens, start, clock) or _around(tokens, start, clock):
        return found
    if found := _until(tokens, place, clock):
        return found
    stretch = read_stretch(tokens, start, clock, bare=start == place)
    if stretch is None:
        return None
    return as_span(stretch[0], clock), stretch[1]


def as_span(stretch: Stretch, clock: Clock) -> Span:
    """The window that a stretch is when it stands alone: a clock time means an hour either side."""
    if stretch.span is not None:
        return _checked(stretch.span)
    if stretch.since == stretch.until:
        hour, moment = timedelta(hours=1), stretch.since.astimezone(UTC)
        return between(moment - hour, moment + hour, clock)
    return between(stretch.since, stretch.until, clock)


def _checked(span: Span) -> Span:
    if isinstance(span, Last):
        if span.seconds <= 0:
            raise bad_window(str(span.seconds), "A window needs a length above zero, like last 24h")
        if span.seconds > LONGEST.total_seconds():
            raise too_long()
    return span


def between(since: datetime, until: datetime, clock: Clock, *, ahead: bool = False) -> Between:
    """`since` to `until`, ending at now where it holds the present, unless what comes `ahead` is known too."""
    if since >= clock.now and until in {clock.now, since}:
        until = since + timedelta(seconds=1)
    first, last = since.astimezone(UTC), until.astimezone(UTC)
    if last < first:
        since, until = since.astimezone(clock.zone), until.astimezone(clock.zone)
        raise QuestionError(
            Mistake.WINDOW_REVERSED,
            f"That time ends ({until:%-d %b %H:%M}) before it starts ({since:%-d %b %H:%M}); swap the two",
            suggestions=("since monday until wednesday", "1-7 Nov"),
        )
    if last == first:
        raise bad_window(f"{since:%H:%M}", "That window has no length; say a start and a later end")
    if not ahead:
        if first >= clock.now:
            raise not_yet(f"{since:%-d %b %Y %H:%M}")
        last = min(last, clock.now.astimezone(UTC))
    if last - first > LONGEST:
        raise too_long()
    return Between(first.astimezone(clock.zone), last.astimezone(clock.zone))


def _since(tokens: list[Token], place: int, clock: Clock) -> tuple[Span, int] | None:
    lead = word(tokens, place)
    if lead not in ("since", "after", "starting", "beginning", "from"):
        return None
    start = skip(tokens, place + 1, "from", "on", "the", "at", "in", "about", "around", "approximately", "circa")
    found = read_range(tokens, start, clock)
    if found:
        return between(found[0], found[1], clock), found[2]
    stretch = read_stretch(tokens, start, clock, bare=True) or _bare_hour(tokens, start, clock, lead)
    if stretch is None:
        if lead == "since":
            raise bad_window(word(tokens, start) or lead, "“since” needs a time I can read, like since monday 9am")
        return None
    said, end = stretch
    onwards = word(tokens, end) in ("on", "onwards", "onward", "forward") and word(tokens, end + 1) not in ("the",)
    if lead == "from" and not onwards and not _opens(said, tokens, start, clock):
        return as_span(said, clock), end
    after = lead == "after" and (word(tokens, place - 2), word(tokens, place - 1)) != ("on", "or")
    first = said.until if after else said.since
    return between(first, clock.now, clock), until_now(tokens, end + onwards)


def _bare_hour(tokens: list[Token], place: int, clock: Clock, lead: str) -> Found | None:
    """“Since 9 this morning”, “since about 9”: a lone hour; “from 2 countries” is none."""
    point = read_point(tokens, place, clock, bare_hours=True)
    if point is None or word(tokens, point[1]) in UNITS:
        return None
    after = word(tokens, point[1])
    if lead != "since" and after and after not in WORDS and after not in ("on", "onwards", "onward", "forward"):
        return None
    said = point[0]
    if said.day is None and said.at is None and said.number is not None and said.number < 24:
        said = replace(said, at=time(said.number), number=None)
    return (stretch_of(said, clock), point[1]) if said.at else None


def _opens(said: Stretch, tokens: list[Token], start: int, clock: Clock) -> bool:
    """Whether “from X” opens a window: a clock time or a written date does, “from yesterday” names one."""
    if said.since == said.until:
        return True
    dated = tokens[start].shape in (Shape.NUMBER, Shape.MOMENT, Shape.DATE)
    return said.span is None and dated and said.until < clock.now


def _until(tokens: list[Token], place: int, clock: Clock) -> tuple[Span, int] | None:
    lead = word(tokens, place)
    passed = lead in ("through", "thru") and word(tokens, place - 1) not in GOING
    if lead not in ("until", "till", "before", "up") and not passed:
        return None
    start = skip(tokens, place + 1, "until", "till", "to", "the")
    point = read_point(tokens, start, clock)
    if point is None:
        return None
    if point[0].at is None:
        raise bad_window(lead, f"“{lead}” says where it ends; say where it starts too, like 1 Nov until 5 Nov")
    end = bounds(point[0], clock)[1]
    day = end.astimezone(clock.zone).date()
    return between(clock.instant(day), end, clock), point[1]


def _beside(tokens: list[Token], place: int, clock: Clock) -> tuple[Span, int] | None:
    """“An hour before 10:00”, “the hour after 9am”: a length that ends or starts at a clock time."""
    single = word(tokens, place) in ("hour", "minute")
    length = read_duration(tokens, place, clock, spelled=True, single=single)
    if length is None or word(tokens, length[1]) not in ("before", "after"):
        return None
    point = read_point(tokens, skip(tokens, length[1] + 1, "the"), clock)
    if point is None or point[0].at is None:
        return None
    moment, size = bounds(point[0], clock)[0], timedelta(seconds=length[0].seconds)
    ends = (moment - size, moment) if word(tokens, length[1]) == "before" else (moment, moment + size)
    return between(*ends, clock), point[1]


def _around(tokens: list[Token], place: int, clock: Clock) -> tuple[Span, int] | None:
    lead = word(tokens, place)
    if lead not in ("around", "about", "approximately", "circa", "~", "at", "near") and word(tokens, place - 1) != "at":
        return None
    start = skip(tokens, place, "around", "about", "approximately", "circa", "~", "at", "near")
    point = read_point(tokens, start, clock, bare_hours=True)
    if point is None or (point[0].at is None and point[0].number is None):
        return None
    if point[0].at is None:
        return None
    moment, _ = bounds(point[0], clock)
    return as_span(Stretch(moment, moment), clock), point[1]
