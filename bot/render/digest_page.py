"""What the message about a Digest holds: what changed first, then the numbers beside those of a week before."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.domain.changes import Change, is_small
from bot.domain.digest_parts import Day, Part
from bot.domain.digests import Digest
from bot.domain.measures import Rates
from bot.render import funnels
from bot.render.answer_page import few
from bot.render.figures import change, many, number, percent, points
from bot.render.headlines import endings, shares, small, worst, young
from bot.render.tables import Table
from bot.render.times import Calendar

_MOST_REASONS = 5
_MOST_PARTS = 6


@dataclass(frozen=True, slots=True)
class Bullet:
    """A line about `name`."""

    name: str
    said: str


@dataclass(frozen=True, slots=True)
class Topic:
    """Bullets under a heading."""

    heading: str
    bullets: tuple[Bullet, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestPage:
    """The parts of the message; the empty ones are left out."""

    day: str
    changed: str
    missing: tuple[str, ...]
    lines: tuple[str, ...]
    worst: str
    topics: tuple[Topic, ...]
    table: Table | None
    footer: tuple[str, ...]


def page_of(digest: Digest) -> DigestPage:
    """The page about `digest`, its times in the digest's own zone."""
    calendar = Calendar.of(digest.zone, digest.as_of)
    day = digest.day.date
    return DigestPage(
        day=f"{day:%A} {day.day} {day:%B %Y}",
        changed=digest.changed,
        missing=() if digest.complete else (few(digest.notes) or ("Part of this day may be missing.",)),
        lines=tuple(_lines(digest)),
        worst=worst(digest.funnel),
        topics=tuple(topic for topic in _topics(digest) if topic.bullets),
        table=funnels.table_of(digest.funnel) if digest.funnel else None,
        footer=(
            f"From the mirror, as of {calendar.zoned(digest.as_of)}. The day is that of {digest.zone}.",
            *(few(digest.notes) if digest.complete else ()),
        ),
    )


def _lines(digest: Digest) -> Iterator[str]:
    totals, rates = digest.day.totals, digest.day.rates
    people = f" by {many(totals.users, 'person', 'people')}" if totals.users else ""
    ended = f": {endings(totals)}" if totals.attempts else ""
    yield f"{many(totals.attempts, 'sign-up attempt')}{people}{ended}."
    if rates:
        yield shares(rates)
        yield from young(totals, rates)
    yield from _beside(digest.day, digest.like)
    yield from small(rates)


def _beside(day: Day, like: Day | None) -> Iterator[str]:
    if like is None:
        return
    now, then = day.totals, like.totals
    weekday = f"Last {like.date:%A}"
    yield (
        f"{weekday} it was {many(then.attempts, 'attempt')} and {many(then.success, 'success', 'successes')}: "
        f"attempts {_moved(now.attempts, then.attempts)}, successes {_moved(now.success, then.success)}."
    )
    if day.rates and like.rates:
        moved = points(day.rates.conversion, like.rates.conversion)
        yield f"Conversion then was {percent(like.rates.conversion)}{_small(like.rates)}: {moved}."


def _topics(digest: Digest) -> Iterator[Topic]:
    failed = digest.day.totals.failed
    if digest.reasons:
        yield Topic(f"Why {many(failed, 'attempt')} failed", tuple(_reasons(digest)))
    yield Topic("By app", tuple(_parts(digest.apps)))
    yield Topic("By provider", tuple(_parts(digest.providers)))


def _reasons(digest: Digest) -> Iterator[Bullet]:
    for reason in digest.reasons[:_MOST_REASONS]:
        yield Bullet(number(reason.change.now), f"{reason.meaning.rstrip('.')} ({reason.code}){_then(reason.change)}")
    yield from _more([reason.change for reason in digest.reasons[_MOST_REASONS:]])


def _parts(parts: Sequence[Part]) -> Iterator[Bullet]:
    for part in parts[:_MOST_PARTS]:
        conversion = f", {_conversion(part.rates, part.rates_before)}" if part.rates else ""
        yield Bullet(part.name.strip(), f"{many(part.attempts.now, 'attempt')}{_then(part.attempts)}{conversion}")
    yield from _more([part.attempts for part in parts[_MOST_PARTS:]])


def _more(hidden: Sequence[Change]) -> Iterator[Bullet]:
    if hidden:
        together = sum(moved.now for moved in hidden)
        yield Bullet(f"and {number(len(hidden))} more", f"together {many(together, 'attempt')}")


def _conversion(now: Rates, before: Rates | None) -> str:
    moved = f", {points(now.conversion, before.conversion)}" if before else ""
    return f"conversion {percent(now.conversion)}{_small(now)}{moved}"


def _small(rates: Rates) -> str:
    return f" of only {rates.mature}" if is_small(rates) else ""


def _then(moved: Change) -> str:
    """`, up 82% from 22`; nothing where the like day is not known."""
    if moved.before is None:
        return ""
    said = change(moved)
    return f" ({said})" if said in {"new", "no change"} else f" ({said}, {number(moved.before)} then)"


def _moved(now: int, then: int) -> str:
    return change(Change(now, then)).replace("no change", "unchanged")
