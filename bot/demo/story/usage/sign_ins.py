"""Counts of sign-ins: by app, by day, and groups of like ones."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from bot.demo.moments import TICKS_PER_DAY, printed_to_the_second, read_ticks
from bot.demo.rows import Row
from bot.demo.story.registrations import TENANT_ID
from bot.demo.story.sign_ins.drafts import SignInKind
from bot.demo.story.work_apps import object_id

_HOUR = TICKS_PER_DAY // 24
WINDOWS = {"h1": _HOUR, "h6": 6 * _HOUR, "d1": TICKS_PER_DAY}
PERIODS = {"D7": 7, "D30": 30}
_KEPT_DAYS = 30
_ALIKE = ("userPrincipalName", "appId", "ipAddress", "resourceId", "servicePrincipalId", "conditionalAccessStatus")


def between(rows: Iterable[Row], since: int, until: int) -> Iterator[Row]:
    """Those whose time lies in a stretch of ticks, both ends included."""
    first, last = printed_to_the_second(since), printed_to_the_second(until)
    return (row for row in rows if first <= row["createdDateTime"] <= last)


def recent(rows: Iterable[Row], now: int, days: int = _KEPT_DAYS) -> Iterator[Row]:
    """Those of the days before."""
    return between(rows, now - days * TICKS_PER_DAY, now)


def of_kind(rows: Iterable[Row], kind: SignInKind) -> Iterator[Row]:
    """The rows of one kind and of no other."""
    return (row for row in rows if row["signInEventTypes"] == [kind.value])


def by_app(rows: Iterable[Row], now: int) -> Iterator[Row]:
    """signInEventsAppSummary: interactive sign-ins of 30 days, the busiest app first."""
    counts = Counter(row["appId"] for row in recent(of_kind(rows, SignInKind.INTERACTIVE), now))
    for app_id, count in counts.most_common():
        yield {"appId": app_id, "signInCount": count, "tenantId": TENANT_ID}


def by_day(rows: Iterable[Row], now: int) -> Iterator[Row]:
    """signInEventsSummary: interactive sign-ins by UTC day."""
    counts = Counter(row["createdDateTime"][:10] for row in recent(of_kind(rows, SignInKind.INTERACTIVE), now))
    for day, count in counts.items():
        yield {"id": object_id("days", day), "signInCount": count, "activityDateTime": f"{day}T00:00:00Z"}


def app_summary(rows: Iterable[Row], now: int, period: str) -> Iterator[Row]:
    """getAzureADApplicationSignInSummary: successes and the rest for each app."""
    succeeded: Counter[tuple[str, str]] = Counter()
    failed: Counter[tuple[str, str]] = Counter()
    for row in recent(of_kind(rows, SignInKind.INTERACTIVE), now, PERIODS[period]):
        counted = succeeded if row["status"]["errorCode"] == 0 else failed
        counted[row["appId"], row["appDisplayName"]] += 1
    for app_id, name in {**succeeded, **failed}:
        good, bad = succeeded[app_id, name], failed[app_id, name]
        yield {
            "@odata.type": "#microsoft.graph.applicationSignInSummary",
            "id": app_id,
            "successfulSignInCount": good,
            "failedSignInCount": bad,
            "appDisplayName": name,
            "successPercentage": round(100 * good / (good + bad), 2),
        }


def mfa_by_day(rows: Iterable[Row], now: int) -> Iterator[Row]:
    """userMfaSignInSummary: successful interactive sign-ins by UTC day, with and without MFA."""
    days: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for row in recent(of_kind(rows, SignInKind.INTERACTIVE), now):
        if row["status"]["errorCode"] == 0:
            days[row["createdDateTime"][:10]][row["authenticationRequirement"]] += 1
    for day, counts in days.items():
        yield {
            "id": object_id("mfa", day),
            "createdDateTime": f"{day}T00:00:00Z",
            "singleFactorSignIns": counts["singleFactorAuthentication"],
            "multiFactorSignIns": counts["multiFactorAuthentication"],
            "totalSignIns": counts.total(),
        }


def summarized(rows: Iterable[Row], now: int, kind: SignInKind, window: str) -> Iterator[Row]:
    """getSummarized...SignIns: like sign-ins of one kind in one stretch of time, counted."""
    groups: defaultdict[tuple[int, str], list[Row]] = defaultdict(list)
    for row in recent(of_kind(rows, kind), now):
        start = (read_ticks(row["createdDateTime"]) or 0) // WINDOWS[window] * WINDOWS[window]
        alike = "|".join(str(row[name]) for name in _ALIKE)
        groups[start, f"{alike}|{row['status']['errorCode']}"].append(row)
    for (start, alike), members in groups.items():
        yield _group(start, members, object_id("summaries", f"{start}|{alike}"))


def _group(start: int, members: Sequence[Row], key: str) -> Row:
    first = members[0]
    return {
        "signInCount": len(members),
        "aggregationDateTime": printed_to_the_second(start),
        "id": key,
        "firstSignInDateTime": first["createdDateTime"],
        **{
            name: first[name]
            for name in (
                *_ALIKE,
                *("appDisplayName", "resourceDisplayName", "servicePrincipalName", "status"),
                *("managedServiceIdentity", "agent"),
            )
        },
        "tenantId": TENANT_ID,
    }
