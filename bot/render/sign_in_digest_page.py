"""What the message about a digest of sign-ins holds."""

from collections.abc import Iterator

from bot.domain.sign_in_digests import Portion, SignInDigest
from bot.domain.tallies import FAILED, SUCCESS, EventRates, EventTotals
from bot.render.answer_page import SOURCES, few
from bot.render.digest_layout import Bullet, DigestPage, Topic, more, then
from bot.render.digest_trend import Trend
from bot.render.figures import many, number, percent, points
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
            *(few(known.notes) if known.complete else ()),
        ),
    )


def _lines(digest: SignInDigest) -> Iterator[str]:
    totals = digest.all.now
    people = f" by {many(totals.users, 'person', 'people')}" if totals.users else ""
    ended = f": {_ended(totals)}" if totals.events else ""
    yield f"{many(totals.events, _SIGN_IN)}{people}{then(digest.all.change)}{ended}."
    if digest.rates:
        yield _share(digest.rates, digest.rates_before)


def _ended(totals: EventTotals) -> str:
    interrupted = totals.of("interrupted")
    return (
        f"{number(totals.of(SUCCESS))} succeeded, {number(totals.of(FAILED))} failed and "
        f"{number(interrupted)} {'was' if interrupted == 1 else 'were'} interrupted by a prompt"
    )


def _share(rates: EventRates, before: EventRates | None) -> str:
    moved = f": {points(rates.failure, before.failure)}" if before else ""
    return f"Of {many(rates.finished, f'finished {_SIGN_IN}')} {percent(rates.failure)} failed{moved}."


def _topics(digest: SignInDigest) -> Iterator[Topic]:
    failed = digest.all.now.of(FAILED)
    if digest.reasons:
        yield Topic(f"Why {many(failed, _SIGN_IN)} failed", tuple(_reasons(digest)))
    yield Topic("Failed by app", tuple(_apps(digest)))
    yield Topic("MFA, clients and risk", tuple(Bullet(part.name, _portion(part)) for part in digest.portions))


def _reasons(digest: SignInDigest) -> Iterator[Bullet]:
    for reason in digest.reasons[:_MOST_REASONS]:
        said = f"{reason.meaning.rstrip('.')} ({reason.code}){then(reason.change)}"
        yield Bullet(number(reason.change.now), said)
    yield from more([reason.change for reason in digest.reasons[_MOST_REASONS:]], "reason", _SIGN_IN)


def _apps(digest: SignInDigest) -> Iterator[Bullet]:
    for name, moved in digest.apps[:_MOST_APPS]:
        yield Bullet(name.strip(), f"{number(moved.now)} failed{then(moved)}")
    yield from more([moved for _, moved in digest.apps[_MOST_APPS:]], "app", _SIGN_IN)


def _portion(portion: Portion) -> str:
    totals = portion.now
    if not totals.events:
        return f"none{then(portion.change)}"
    people = f" by {many(totals.users, 'person', 'people')}" if totals.users else ""
    ended = f"{number(totals.of(SUCCESS))} succeeded, {number(totals.of(FAILED))} failed"
    return f"{many(totals.events, _SIGN_IN)}{people}{then(portion.change)}: {ended}"
