"""What the message about a digest of sign-ins holds."""

from collections.abc import Iterator

from bot.domain.changes import percent
from bot.domain.sign_in_digests import SignInDigest
from bot.domain.sign_in_parts import Portion
from bot.domain.tallies import FAILED, SUCCESS, EventRates, EventTotals
from bot.render.answer_page import SOURCES, few
from bot.render.digest_layout import Bullet, DigestPage, Topic, hours_of, more, paces, then, why_failed
from bot.render.digest_trend import Trend
from bot.render.figures import many, number, points, series
from bot.render.times import Calendar

_MOST_REASONS = 5
_MOST_APPS = 6
_SIGN_IN = "sign-in"


def page_of(digest: SignInDigest) -> DigestPage:
    """The page about `digest`, its times in the digest's own zone."""
    known = digest.known
    calendar = Calendar.of(known.zone, known.as_of)
    trend = Trend("Sign-ins", "failed", [(point.days, point.events, point.failed) for point in digest.trend])
    drawn = trend.chart()
    return DigestPage(
        title=f"Sign-ins {digest.days.said()}",
        about=known.about,
        changed=digest.changed,
        missing=() if known.complete else few(known.notes),
        lines=tuple(_lines(digest)),
        worst="",
        topics=tuple(topic for topic in _topics(digest) if topic.bullets),
        trend=trend.said(calendar),
        charts=(drawn,) if drawn else (),
        table=None,
        footer=(
            f"{SOURCES[known.source]}, as of {calendar.zoned(known.as_of)}. Days are those of {known.zone}.",
            *hours_of(digest.days, digest.window),
            *(few(known.notes) if known.complete else ()),
        ),
    )


def _lines(digest: SignInDigest) -> Iterator[str]:
    totals = digest.all.now
    if not (totals.events or digest.known.complete):
        return
    people = f" by {many(totals.users, 'person', 'people')}" if totals.users else ""
    ended = f": {_ended(totals)}" if totals.events else ""
    yield f"{many(totals.events, _SIGN_IN)}{then(digest.all.change)}{people}{ended}."
    yield from paces(digest.all.change, digest.days, _SIGN_IN)
    if digest.rates:
        yield _share(digest.rates, digest.rates_before)


def _ended(totals: EventTotals) -> str:
    """All of them, so that the numbers add up."""
    interrupted = totals.of("interrupted")
    ended = [f"{number(totals.of(SUCCESS))} succeeded", f"{number(totals.of(FAILED))} failed"]
    if interrupted:
        ended.append(f"{number(interrupted)} {'was' if interrupted == 1 else 'were'} interrupted by a prompt")
    if unknown := totals.events - sum(count for _, count in totals.statuses):
        ended.append(f"{number(unknown)} ended otherwise")
    return series(ended)


def _share(rates: EventRates, before: EventRates | None) -> str:
    moved = f": {points(rates.failure, before.failure)}" if before else ""
    return f"Of {many(rates.finished, f'finished {_SIGN_IN}')} {percent(rates.failure)} failed{moved}."


def _topics(digest: SignInDigest) -> Iterator[Topic]:
    failed = digest.all.now.of(FAILED)
    if digest.reasons:
        yield Topic(why_failed(failed, _SIGN_IN), tuple(_reasons(digest)))
    yield Topic("Failed by app", tuple(_apps(digest)))
    if digest.all.now.events or digest.all.change.before:
        portions = (Bullet(part.name, _portion(part, digest.all.now.events)) for part in digest.portions)
        yield Topic("MFA, clients and risk", tuple(portions))


def _reasons(digest: SignInDigest) -> Iterator[Bullet]:
    for reason in digest.reasons[:_MOST_REASONS]:
        said = f"{reason.meaning.rstrip('.')} ({reason.code}){then(reason.change)}"
        yield Bullet(number(reason.change.now), said)
    yield from more([reason.change for reason in digest.reasons[_MOST_REASONS:]], "reason", _SIGN_IN)


def _apps(digest: SignInDigest) -> Iterator[Bullet]:
    for name, moved in digest.apps[:_MOST_APPS]:
        yield Bullet(name.strip(), f"{number(moved.now)} failed{then(moved)}")
    yield from more([moved for _, moved in digest.apps[_MOST_APPS:]], "app", _SIGN_IN)


def _portion(portion: Portion, of: int) -> str:
    totals, before = portion.now, portion.change.before
    if not totals.events:
        return f"none ({number(before)} then)" if before else "none"
    people = f" by {many(totals.users, 'person', 'people')}" if totals.users else ""
    counted = f"{number(totals.events)} of {many(of, _SIGN_IN)}, {percent(totals.events / of)}"
    return f"{counted}{then(portion.change)}{people}: {_ended(totals)}"
