"""What the message about a digest of incidents holds."""

from collections.abc import Iterable, Iterator

from bot.domain.incident_digests import IncidentDigest
from bot.domain.incident_notice import IncidentNotice
from bot.render.digest_layout import Bullet, DigestPage, Topic
from bot.render.figures import many, number
from bot.render.incident_words import NOUNS, counted, state, title
from bot.render.times import Calendar

_MOST = 8


def page_of(digest: IncidentDigest) -> DigestPage:
    """The page about `digest`, its times in the digest's own zone."""
    calendar = Calendar.of(digest.zone, digest.as_of)
    return DigestPage(
        title=f"Incidents {digest.days.said()}",
        about="",
        changed=digest.changed,
        missing=tuple(_unread(digest)),
        lines=("What opens and recovers stands in its own message, with details in the thread.",),
        worst="",
        topics=tuple(topic for topic in _topics(digest, calendar) if topic.bullets),
        trend="",
        charts=(),
        table=None,
        footer=(f"As of {calendar.zoned(digest.as_of)}. Days and times are those of {digest.zone}.",),
    )


def _unread(digest: IncidentDigest) -> Iterator[str]:
    for log, hours in digest.unread:
        yield f"Of {NOUNS[log]}, {many(hours, 'hour')} of that time could not be read; incidents then are not known."


def _topics(digest: IncidentDigest, calendar: Calendar) -> Iterator[Topic]:
    """Each incident once in full; where it stands in a second list, only that there are more is said above."""
    opened = {notice.record.id for notice in digest.opened}
    earlier = [notice for notice in digest.recovered if notice.record.id not in opened]
    going_on = [notice for notice in digest.still_open if notice.record.id not in opened]
    yield Topic(f"Opened: {len(digest.opened)}", tuple(_bullets(digest.opened, digest, calendar)))
    yield Topic(f"Recovered or closed, opened before: {len(earlier)}", tuple(_bullets(earlier, digest, calendar)))
    yield Topic(f"Still open from before: {len(going_on)}", tuple(_bullets(going_on, digest, calendar)))
    yield Topic(f"Muted: {len(digest.muted)}", tuple(_muted(digest.muted, calendar)))


def _bullets(notices: Iterable[IncidentNotice], digest: IncidentDigest, calendar: Calendar) -> Iterator[Bullet]:
    known = list(notices)
    for notice in known[:_MOST]:
        since = calendar.moment(notice.record.incident.since)
        yield Bullet(title(notice), f"since {since}; {_stands(notice, digest, calendar)}; {counted(notice)}")
    if len(known) > _MOST:
        failed = sum(notice.affected.total.counted(notice.record.incident.kind) for notice in known[_MOST:])
        yield Bullet(f"and {number(len(known) - _MOST)} more", f"together {many(failed, 'attempt')}")


def _stands(notice: IncidentNotice, digest: IncidentDigest, calendar: Calendar) -> str:
    """How it stands by now, and that it was open when the digest's days ended where it is not any more."""
    by_now = state(notice, calendar).lower()
    ended = notice.record.over_at
    return f"still open then, by now {by_now}" if ended and ended >= digest.window.until else by_now


def _muted(notices: Iterable[IncidentNotice], calendar: Calendar) -> Iterator[Bullet]:
    for notice in notices:
        yield Bullet(title(notice), f"{_how_muted(notice, calendar)}; {counted(notice)}")


def _how_muted(notice: IncidentNotice, calendar: Calendar) -> str:
    if notice.record.hidden_by and notice.record.message_ts() is None:
        return "kept out of the channel"
    until = notice.mute and notice.mute.until
    return f"muted until {calendar.moment(until)}" if until else "muted for a time"
