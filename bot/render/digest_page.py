"""What the message about a digest of sign-ups holds: what changed first, then the numbers beside those of like days."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.domain.changes import Change, is_small
from bot.domain.digest_parts import Part, Stretch
from bot.domain.digests import SignUpDigest
from bot.domain.measures import Rates
from bot.render import digest_trend, funnels
from bot.render.answer_page import SOURCES, few
from bot.render.charts import Chart
from bot.render.controls import Button
from bot.render.figures import change, many, number, percent, points
from bot.render.headlines import endings, shares, small, worst, young
from bot.render.subscription_controls import DEFINITIONS
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

    title: str
    about: str
    changed: str
    missing: tuple[str, ...]
    lines: tuple[str, ...]
    worst: str
    topics: tuple[Topic, ...]
    trend: str
    charts: tuple[Chart, ...]
    table: Table | None
    footer: tuple[str, ...]
    definitions: Button = DEFINITIONS


def page_of(digest: SignUpDigest) -> DigestPage:
    """The page about `digest`, its times in the digest's own zone."""
    calendar = Calendar.of(digest.zone, digest.as_of)
    charts = (digest_trend.chart_of(digest.trend), funnels.chart_of(digest.funnel))
    return DigestPage(
        title=f"Sign-ups {digest.days.said()}",
        about=digest.about,
        changed=digest.changed,
        missing=() if digest.complete else (few(digest.notes) or ("Part of this time may be missing.",)),
        lines=tuple(_lines(digest)),
        worst=worst(digest.funnel),
        topics=tuple(topic for topic in _topics(digest) if topic.bullets),
        trend=digest_trend.said(digest.trend, calendar),
        charts=tuple(drawn for drawn in charts if drawn),
        table=funnels.table_of(digest.funnel) if digest.funnel else None,
        footer=(
            f"{SOURCES[digest.source]}, as of {calendar.zoned(digest.as_of)}. Days are those of {digest.zone}.",
            *(few(digest.notes) if digest.complete else ()),
        ),
    )


def _lines(digest: SignUpDigest) -> Iterator[str]:
    totals, rates = digest.now.totals, digest.now.rates
    people = f" by {many(totals.users, 'person', 'people')}" if totals.users else ""
    ended = f": {endings(totals)}" if totals.attempts else ""
    yield f"{many(totals.attempts, 'sign-up attempt')}{people}{ended}."
    if rates:
        yield shares(rates)
        yield from young(totals, rates)
    yield from _beside(digest.now, digest.like)
    yield from small(rates)


def _beside(now: Stretch, like: Stretch | None) -> Iterator[str]:
    if like is None:
        return
    totals, then = now.totals, like.totals
    when = like.days.said_as_like()
    yield (
        f"{when[0].upper()}{when[1:]} it was {many(then.attempts, 'attempt')} "
        f"and {many(then.success, 'success', 'successes')}: "
        f"attempts {_moved(totals.attempts, then.attempts)}, successes {_moved(totals.success, then.success)}."
    )
    if now.rates and like.rates:
        moved = points(now.rates.conversion, like.rates.conversion)
        yield f"Conversion then was {percent(like.rates.conversion)}{_small(like.rates)}: {moved}."


def _topics(digest: SignUpDigest) -> Iterator[Topic]:
    failed = digest.now.totals.failed
    if digest.reasons:
        yield Topic(f"Why {many(failed, 'attempt')} failed", tuple(_reasons(digest)))
    yield Topic("By app", tuple(_parts(digest.apps, "app")))
    yield Topic("By provider", tuple(_parts(digest.providers, "provider")))


def _reasons(digest: SignUpDigest) -> Iterator[Bullet]:
    for reason in digest.reasons[:_MOST_REASONS]:
        yield Bullet(number(reason.change.now), f"{reason.meaning.rstrip('.')} ({reason.code}){_then(reason.change)}")
    yield from _more([reason.change for reason in digest.reasons[_MOST_REASONS:]], "reason")


def _parts(parts: Sequence[Part], noun: str) -> Iterator[Bullet]:
    for part in parts[:_MOST_PARTS]:
        conversion = f", {_conversion(part.rates, part.rates_before)}" if part.rates else ""
        yield Bullet(part.name.strip(), f"{many(part.attempts.now, 'attempt')}{_then(part.attempts)}{conversion}")
    yield from _more([part.attempts for part in parts[_MOST_PARTS:]], noun)


def _more(hidden: Sequence[Change], noun: str) -> Iterator[Bullet]:
    """What is not shown, so that the numbers add up; what only the like days had is told apart."""
    present = [moved.now for moved in hidden if moved.now]
    gone = len(hidden) - len(present)
    if present:
        yield Bullet(f"and {number(len(present))} more", f"together {many(sum(present), 'attempt')}")
    if gone:
        yield Bullet(f"{many(gone, f'other {noun}')}", "only before, none any more")


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
