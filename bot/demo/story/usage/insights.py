"""External ID's usage report: sign-ups, authentications, MFA and active customers by day or month.

Graph prints a row for each combination of dimensions that has a count, and no row for nothing (Graph API reference,
userInsightsRoot). Only completed sign-ups count.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from bot.demo.moments import TICKS_PER_DAY, printed
from bot.demo.rows import Row
from bot.demo.story.registrations import APPS

_SYSTEMS = (("Windows", "Windows"), ("MacOs", "MacOs"), ("Ios", "Ios"), ("Android", "Android"))
_OTHER_SYSTEM = "Linux"
_MFA_NAMES = {"SMS": "OneWaySMS"}
_NAMES = {app.app_id: app.name for app in APPS}
_INACTIVE_SPANS = (30, 60, 90)
DAY, MONTH = "daily", "monthly"
_KEPT_DAYS = {DAY: 30, MONTH: 365}


@dataclass(frozen=True, slots=True)
class Customers:
    """What the report is made of."""

    sign_ups: Sequence[Row]
    sign_ins: Sequence[Row]
    """Of customers' apps only."""
    users: Sequence[Row]


def customers_of(sign_ups: Sequence[Row], sign_ins: Iterable[Row], users: Sequence[Row]) -> Customers:
    """Leaves out what staff and machines did."""
    return Customers(sign_ups, [row for row in sign_ins if row["appId"] in _NAMES and row["isInteractive"]], users)


def insight(made_of: Customers, span: str, metric: str, now: int) -> list[Row]:
    """The rows of one metric, days or months up to a time in ticks."""
    since, until = printed(now - _KEPT_DAYS[span] * TICKS_PER_DAY)[:10], printed(now)
    seen = Customers(
        [row for row in made_of.sign_ups if since <= row["createdDateTime"] <= until],
        [row for row in made_of.sign_ins if since <= row["createdDateTime"] <= until[:19] + "Z"],
        [row for row in made_of.users if row["createdDateTime"] <= until[:19] + "Z"],
    )
    rows = _METRICS[metric](seen, span, until)
    return [{"id": str(number), **row} for number, row in enumerate(rows, start=1)]


def _fact_date(row: Row, span: str) -> str:
    day: str = row["createdDateTime"][:10]
    return day if span == DAY else f"{day[:7]}-01"


def _system(row: Row) -> str:
    text = row["deviceDetail"]["operatingSystem"]
    return next((name for start, name in _SYSTEMS if text.startswith(start)), _OTHER_SYSTEM)


def _sign_ups(seen: Customers, span: str, _: str) -> Iterator[Row]:
    """Where and on what somebody signed up is known from the sign-in right after, if there was one."""
    after = {row["correlationId"]: row for row in reversed(seen.sign_ins)}
    counts: Counter[tuple[str, ...]] = Counter()
    for event in seen.sign_ups:
        if event["userId"]:
            sign_in = after.get(event["correlationId"])
            place = sign_in["location"]["countryOrRegion"] if sign_in else ""
            system = _system(sign_in) if sign_in else ""
            counts[_fact_date(event, span), event["appId"], event["signUpIdentityProvider"], place, system] += 1
    for (day, app_id, provider, country, system), count in counts.items():
        dimensions = {"appId": app_id, "identityProvider": provider, "country": country, "os": system}
        yield {"factDate": day, "count": count, **dimensions}


def _authentications(seen: Customers, span: str, _: str) -> Iterator[Row]:
    groups: defaultdict[tuple[str, ...], Counter[int]] = defaultdict(Counter)
    for row in seen.sign_ins:
        key = (_fact_date(row, span), _system(row), row["location"]["countryOrRegion"], row["appId"])
        groups[key][row["status"]["errorCode"]] += 1
    for (day, system, country, app_id), codes in groups.items():
        counts = {"attemptsCount": codes.total(), "successCount": codes[0]}
        yield {"factDate": day, "os": system, "country": country, **counts, "appid": app_id}


def _mfa_completions(seen: Customers, span: str, _: str) -> Iterator[Row]:
    groups: defaultdict[tuple[str, ...], Counter[bool]] = defaultdict(Counter)
    for row in seen.sign_ins:
        for method in (step for step in row["authenticationDetails"] if step["authenticationMethod"] in _MFA_NAMES):
            name = _MFA_NAMES[method["authenticationMethod"]]
            groups[_fact_date(row, span), name, _system(row), row["appId"]][method["succeeded"]] += 1
    for (day, name, system, app_id), counts in groups.items():
        numbers = {"successCount": counts[True], "attemptsCount": counts.total()}
        yield {"factDate": day, "mfaMethod": name, **numbers, "os": system, "appId": app_id}


def _active_users(seen: Customers, span: str, _: str) -> Iterator[Row]:
    people: defaultdict[str, set[str]] = defaultdict(set)
    for row in seen.sign_ins:
        if row["status"]["errorCode"] == 0:
            people[_fact_date(row, span)].add(row["userId"])
    for day, found in people.items():
        yield {"factDate": day, "count": len(found)}


def _user_count(seen: Customers, span: str, _: str) -> Iterator[Row]:
    days = sorted({_fact_date(row, span) for row in seen.sign_ins})
    for day in days:
        yield {"count": sum(user["createdDateTime"][:10] <= day for user in seen.users), "factDate": day}


def _requests(seen: Customers, span: str, _: str) -> Iterator[Row]:
    counts = Counter((_fact_date(row, span), row["appId"]) for row in seen.sign_ins)
    for (day, app_id), count in counts.items():
        yield {"factDate": day, "requestCount": count, "appId": app_id}


def _summary(seen: Customers, span: str, _: str) -> Iterator[Row]:
    groups: defaultdict[tuple[str, ...], list[Row]] = defaultdict(list)
    for row in seen.sign_ins:
        groups[_fact_date(row, span), _system(row).upper(), row["appId"]].append(row)
    for (day, system, app_id), rows in groups.items():
        done = [row for row in rows if row["status"]["errorCode"] == 0]
        texts = [step["succeeded"] for row in rows for step in row["authenticationDetails"] if _is_text(step)]
        yield {
            "factDate": day,
            "activeUsers": len({row["userId"] for row in done}),
            "authenticationRequests": len(rows),
            "authenticationCompletions": len(done),
            "securityTextRequests": len(texts),
            "securityTextCompletions": sum(texts),
            "securityVoiceRequests": 0,
            "securityVoiceCompletions": 0,
            "os": system,
            "appId": app_id,
        }


def _is_text(step: Row) -> bool:
    return bool(step["authenticationMethod"] == "SMS")


def _inactive_users(seen: Customers, span: str, until: str) -> Iterator[Row]:
    active = {row["userId"] for row in seen.sign_ins if row["status"]["errorCode"] == 0}
    count = sum(user["id"] not in active for user in seen.users)
    spans = {f"inactive{days}DayCount": count for days in _INACTIVE_SPANS}
    yield {"factDate": until[:10] if span == DAY else f"{until[:7]}-01", **spans}


def _inactive_by_app(seen: Customers, span: str, until: str) -> Iterator[Row]:
    (total,) = _inactive_users(seen, span, until)
    made = Counter(event["appId"] for event in seen.sign_ups if event["userId"])
    active = Counter(
        app_id
        for app_id, _ in {(row["appId"], row["userId"]) for row in seen.sign_ins if not row["status"]["errorCode"]}
    )
    for app_id, count in made.items():
        left = {name: max(0, count - active[app_id]) for name in total if name != "factDate"}
        yield {"factDate": total["factDate"], "appId": app_id, **left}


_METRICS: dict[str, Callable[[Customers, str, str], Iterable[Row]]] = {
    "signUps": _sign_ups,
    "authentications": _authentications,
    "mfaCompletions": _mfa_completions,
    "activeUsers": _active_users,
    "userCount": _user_count,
    "requests": _requests,
    "summary": _summary,
    "inactiveUsers": _inactive_users,
    "inactiveUsersByApplication": _inactive_by_app,
}
