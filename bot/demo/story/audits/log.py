"""The directory audit log of a story: ordinary days, what episodes left, and customers whose accounts were made."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from random import Random
from typing import assert_never

from bot.demo.moments import TICKS_PER_MINUTE, TICKS_PER_SECOND, read_ticks
from bot.demo.rows import Row
from bot.demo.story.audits import activities as done
from bot.demo.story.audits.activities import Activity
from bot.demo.story.audits.rows import SIGN_UP_APP, Cast, cast_of, printed_audit
from bot.demo.story.employees import Employee
from bot.demo.story.episodes import Episode, EpisodeKind, Lives
from bot.demo.story.people import draw_guid
from bot.demo.story.rhythm import work_times
from bot.demo.story.workforce import memberships


@dataclass(frozen=True, slots=True)
class _Deed:
    """Something done at a time, in ticks."""

    at: int
    activity: Activity
    cast: Cast


def audit_log(seed: int, days: Sequence[date], lives: Lives, users: Iterable[Row], stretch: range) -> list[Row]:
    """All rows whose time lies in a stretch of ticks, oldest first; `users` are the customers' accounts."""
    staff = [one for one in lives.people if one.stays and not one.is_guest]
    admins = [one for one in staff if one.is_admin]
    rows = [row for day in days for row in _ordinary(seed, day, admins, staff)]
    for episode in lives.episodes:
        rows += _told(seed, episode, admins)
    rows += _customers(seed, users)
    inside = [row for row in rows if (read_ticks(row["activityDateTime"]) or 0) in stretch]
    return sorted(inside, key=lambda row: (row["activityDateTime"], row["id"]))


def _ordinary(seed: int, day: date, admins: list[Employee], staff: list[Employee]) -> Iterator[Row]:
    rng = Random(f"{seed}|audits|{day}")
    for activity in done.ORDINARY:
        for at in work_times(rng, day, activity.per_week / 5):
            yield printed_audit(rng, activity, cast_of(rng, activity, admins, staff), at, draw_guid(rng))
    for at in work_times(rng, day, done.SELF_CHANGES_PER_WEEK / 5):
        cast = cast_of(rng, done.SELF_CHANGE_LOGGED, admins, staff)
        yield from _logged_twice(rng, done.SELF_CHANGE_LOGGED, done.PASSWORD_CHANGED, cast, at)


def _logged_twice(rng: Random, first: Activity, second: Activity, cast: Cast, at: int) -> Iterator[Row]:
    """One change that two services log under one correlation id, a moment apart."""
    correlation_id = draw_guid(rng)
    yield printed_audit(rng, first, cast, at, correlation_id)
    yield printed_audit(rng, second, cast, at + 2 * TICKS_PER_SECOND, correlation_id)


def _told(seed: int, episode: Episode, admins: list[Employee]) -> Iterator[Row]:
    rng = episode.rng("audits")
    who, admin = episode.who, admins[0]
    match episode.kind:
        case EpisodeKind.LOCKOUT:
            cast = Cast(admins[1], who)
            yield from _logged_twice(rng, done.HELPDESK_RESET_LOGGED, done.HELPDESK_RESET, cast, episode.until)
        case EpisodeKind.SELF_RESET | EpisodeKind.ATTACK | EpisodeKind.LEAKED:
            at = remediated_at(episode)
            yield from _logged_twice(rng, done.SELF_RESET_LOGGED, done.HELPDESK_RESET, Cast(who, who), at)
        case EpisodeKind.HIRE:
            yield from _one_by_one(rng, _hired(seed, rng, episode, admin))
        case EpisodeKind.LEAVER:
            deleted = _Deed(who.deleted or episode.until, done.DELETE, Cast(admin, who))
            yield from _one_by_one(rng, [_Deed(episode.since, done.DISABLE, Cast(admin, who)), deleted])
        case EpisodeKind.GUEST:
            invited = _Deed(episode.since, done.INVITE, Cast(admin, who))
            yield from _one_by_one(rng, [invited, _Deed(episode.until, done.REDEEM, Cast(who, who))])
        case EpisodeKind.SECRET:
            cast = Cast(admins[2], app=episode.workload)
            yield from _logged_twice(rng, done.NEW_SECRET, done.NEW_CREDENTIAL, cast, episode.until)
        case EpisodeKind.TRAVEL | EpisodeKind.WORKLOAD_RISK:
            return
        case _ as never:
            assert_never(never)


def remediated_at(episode: Episode) -> int:
    """When somebody whose password was no longer safe had a new one, in ticks."""
    return episode.until + (180 * TICKS_PER_MINUTE if episode.kind is EpisodeKind.ATTACK else 0)


def _hired(seed: int, rng: Random, episode: Episode, admin: Employee) -> Iterator[_Deed]:
    yield _Deed(episode.since, done.ADD_USER, Cast(admin, episode.who))
    for number, group in enumerate(memberships(seed, episode.who), start=1):
        at = episode.since + number * rng.randrange(2, 9) * TICKS_PER_MINUTE
        yield _Deed(at, done.JOIN, Cast(admin, episode.who, group))
    yield _Deed(episode.since + 40 * TICKS_PER_MINUTE, done.LICENSE, Cast(admin, episode.who))


def _one_by_one(rng: Random, deeds: Iterable[_Deed]) -> Iterator[Row]:
    for deed in deeds:
        yield printed_audit(rng, deed.activity, deed.cast, deed.at, draw_guid(rng))


def _customers(seed: int, users: Iterable[Row]) -> Iterator[Row]:
    """A sign-up makes an account, which the directory logs as any other, with an app as its maker."""
    for user in users:
        rng = Random(f"{seed}|audits|{user['id']}")
        at = read_ticks(user["createdDateTime"]) or 0
        row = printed_audit(rng, done.CUSTOMER_ADDED, Cast(SIGN_UP_APP), at, draw_guid(rng))
        row["targetResources"][0] |= {
            "id": user["id"],
            "displayName": user["displayName"],
            "userPrincipalName": user["userPrincipalName"],
        }
        yield row
