"""What the message about a digest of sign-ups holds: what changed first, then the numbers beside those of like days."""

from collections.abc import Iterator, Sequence

from bot.domain.changes import Change, is_small
from bot.domain.digest_parts import Part, Stretch
from bot.domain.digests import SignUpDigest
from bot.domain.measures import Rates
from bot.render import funnels
from bot.render.answer_page import SOURCES, few
from bot.render.digest_layout import Bullet, DigestPage, Topic, hours_of, more, paces, then, why_failed
from bot.render.digest_trend import Trend
from bot.render.figures import change, many, marked, number, points
from bot.render.headlines import endings, shares, small, worst, young
from bot.render.times import Calendar

_MOST_REASONS = 5
_MOST_PARTS = 6


def page_of(digest: SignUpDigest) -> DigestPage:
    """The page about `digest`, its times in the digest's own zone."""
    calendar = Calendar.of(digest.zone, digest.as_of)
    trend = Trend("Attempts", "accounts", [(point.days, point.attempts, point.success) for point in digest.trend])
    charts = (trend.chart(), funnels.chart_of(digest.funnel))
    return DigestPage(
        title=f"Sign-ups {digest.days.said()}",
        about=digest.about,
        changed=digest.changed,
        missing=() if digest.complete else (few(digest.notes) or ("Part of this time may be missing.",)),
        lines=tuple(_lines(digest)),
        worst=worst(digest.funnel),
        topics=tuple(topic for topic in _topics(digest) if topic.bullets),
        trend=trend.said(calendar),
        charts=tuple(drawn for drawn in charts if drawn),
        table=funnels.table_of(digest.funnel) if digest.funnel else None,
        footer=(
            f"{SOURCES[digest.source]}, as of {calendar.zoned(digest.as_of)}. Days are those of {digest.zone}.",
            *hours_of(digest.days, digest.window),
            *(few(digest.notes) if digest.complete else ()),
        ),
    )


def _lines(digest: SignUpDigest) -> Iterator[str]:
    totals, rates = digest.now.totals, digest.now.rates
    if not (totals.attempts or digest.complete):
        return
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
    totals, earlier = now.totals, like.totals
    if not (totals.attempts or earlier.attempts):
        return  # the headline says so of both
    when = like.days.said_as_like()
    yield (
        f"{when[0].upper()}{when[1:]} it was {many(earlier.attempts, 'attempt')} "
        f"and {many(earlier.success, 'success', 'successes')}: "
        f"attempts {_moved(totals.attempts, earlier.attempts)}, successes {_moved(totals.success, earlier.success)}."
    )
    yield from paces(Change(totals.attempts, earlier.attempts), now.days, "attempt")
    if now.rates and like.rates:
        moved = points(now.rates.conversion, like.rates.conversion)
        yield f"Conversion then was {marked(like.rates.conversion, like.rates.mature)}: {moved}."


def _topics(digest: SignUpDigest) -> Iterator[Topic]:
    failed = digest.now.totals.failed
    if digest.reasons:
        yield Topic(why_failed(failed, "attempt"), tuple(_reasons(digest)))
    for heading, noun, parts in (("By app", "app", digest.apps), ("By provider", "provider", digest.providers)):
        if len(parts) > 1 or not digest.about:  # a digest of one app says nothing more by telling that it is one
            yield Topic(heading, tuple(_parts(parts, noun)))


def _reasons(digest: SignUpDigest) -> Iterator[Bullet]:
    for reason in digest.reasons[:_MOST_REASONS]:
        yield Bullet(number(reason.change.now), f"{reason.meaning.rstrip('.')} ({reason.code}){then(reason.change)}")
    yield from more([reason.change for reason in digest.reasons[_MOST_REASONS:]], "reason")


def _parts(parts: Sequence[Part], noun: str) -> Iterator[Bullet]:
    for part in parts[:_MOST_PARTS]:
        conversion = f", {_conversion(part.rates, part.rates_before)}" if part.rates else ""
        yield Bullet(part.name.strip(), f"{many(part.attempts.now, 'attempt')}{then(part.attempts)}{conversion}")
    yield from more([part.attempts for part in parts[_MOST_PARTS:]], noun)


def _conversion(now: Rates, before: Rates | None) -> str:
    """With how it moved where both are of enough attempts for that to mean something."""
    said = f"conversion {marked(now.conversion, now.mature)}"
    if before is None or is_small(now) or is_small(before):
        return said
    return f"{said}, {points(now.conversion, before.conversion)}"


def _moved(now: int, then: int) -> str:
    return change(Change(now, then)).replace("no change", "unchanged")
