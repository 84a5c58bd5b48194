"""Questions in their canonical JSON: at least one for every filter, group, output, metric and kind of window.

A value that begins with `$` stands for one picked from the town's raw rows.
"""

from collections import Counter
from datetime import timedelta

from recount_attempts import all_attempts, who_of

HOURS = timedelta(hours=1)

STAGES = (
    "credentialCollection",
    "credentialValidation",
    "credentialFederation",
    "consent",
    "attributeCollectionAndValidation",
    "userCreation",
    "tenantConsent",
)
STATUSES = ("success", "failed", "interrupted", "abandoned")
METRICS = ("conversion", "failure", "dropoff", "abandonment", "success")
WEEK = {"last": 7 * 86_400}
TWO_DAYS = {"last": 2 * 86_400}


def by_filter():
    """Each filter with each of its values, some of them, and what is left without them."""
    yield from ({"status": status} for status in STATUSES)
    yield {"status": ["failed", "abandoned"]}
    yield {"status": ["failed", "interrupted"]}
    yield {"status": {"not": "success"}}
    yield {"status": {"not": ["success", "interrupted"]}}
    yield from ({"had_error": flag} for flag in (True, False))
    yield from ({"stage": stage} for stage in STAGES)
    yield from ({"status": status, "stage": stage} for status in STATUSES for stage in STAGES[1:6:2])
    yield {"status": "failed", "stage": {"not": "credentialValidation"}}
    yield {"status": ["failed", "interrupted"], "stage": ["credentialValidation", "credentialFederation"]}
    yield {"status": {"not": "success"}, "stage": "credentialValidation"}
    yield {"stage": {"not": ["userCreation", "consent"]}}
    yield {"had_error": True, "stage": "userCreation"}
    yield from ({"provider": provider} for provider in ("Email OTP", "google", "Fabrikam Staff", "LinkedIn"))
    yield {"provider": {"not": ["Email OTP", "Email Password"]}}
    yield from ({"provider_kind": kind} for kind in ("local", "social", "federated"))
    yield {"provider_kind": {"not": "local"}}
    yield {"provider_kind": ["social", "federated"]}
    yield {"app": "Contoso Store"}
    yield {"app": ["contoso rewards", "Partner Portal"]}
    yield {"app": {"not": "Contoso Store"}}
    yield {"app": 'Pop-up <!channel> "x" *y*'}
    yield {"app": "$app id"}
    yield from ({"user": name} for name in ("$frequent", "$mistyped", "$shouted", "$nobody", "$account"))
    yield {"user": ["$frequent", "$mistyped"]}
    yield {"user": {"not": "$frequent"}}
    yield {"user_domain": "northwind.example"}
    yield {"user_domain": ["GMAIL.example", "fabrikam.example"]}
    yield {"user_domain": {"not": "northwind.example"}}
    yield from ({"error_code": code} for code in ("0", "1002013", "50181", "399279", "1003037", "123456"))
    yield {"error_code": ["50181", "50182"]}
    yield {"error_code": {"not": ["0", "50181"]}}
    yield {"error_code": "50181", "app": "Contoso Store"}
    yield {"error_code": "1002027", "status": "success"}
    yield from ({"correlation_id": name} for name in ("$two apps", "$two people", "$hours apart", "$unknown id"))
    yield {"user_flow": "Shop sign-up"}
    yield {"user_flow": ["rewards sign-up", "Field sign-up"]}
    yield {"user_flow": {"not": "Shop sign-up"}}
    yield {"user_flow": "Shop sign-up", "app": "Contoso Store"}
    yield from (
        {"extension": name} for name in (True, "attributeCollectionSubmit", "tokenIssuanceStart", "Postcode check")
    )
    yield {"extension": {"not": True}}
    yield {"existing_account": True, "user_domain": "northwind.example"}
    yield {"existing_account": False, "error_code": "1003037"}
    yield {"existing_account": {"not": True}, "user_domain": "gmail.example", "stage": "userCreation"}


def by_window():
    """Each kind of window."""
    for period in ("today", "yesterday", "this_week", "last_week", "this_month", "last_month", "this_quarter"):
        yield {"window": {"named": period}}
    yield from ({"window": {"last": seconds}} for seconds in (60, 3_600, 5 * 3_600 + 1, 86_400, 7 * 86_400))
    yield {"window": {"from": "2026-11-09T00:00:00+01:00", "to": "2026-11-10T00:00:00+01:00"}}
    yield {"window": {"from": "2026-11-11T13:37:11.123456+05:30", "to": "2026-11-11T13:37:11.123457+05:30"}}
    yield {"window": {"from": "2026-11-12T09:00:00+00:00", "to": "2026-11-12T10:30:00+00:00"}}


def by_shape():
    """Groups, tops, floors, what is counted, metrics, funnels, charts and comparisons."""
    fields = ("status", "had_error", "stage", "provider", "provider_kind", "app", "user", "user_domain", "error_code")
    for field in (*fields, "correlation_id", "user_flow", "extension", "hour", "day", "week", "month"):
        yield {"group_by": [field], "output": "count"}
    yield {"group_by": ["existing_account"], "filters": {"error_code": ["1003037", "399279"]}, "window": TWO_DAYS}
    yield {"group_by": ["provider_kind", "day"], "window": WEEK}
    yield {"group_by": ["app", "stage", "error_code"], "filters": {"status": "failed"}, "window": WEEK}
    yield {"group_by": ["stage"], "filters": {"status": "interrupted"}}
    yield {"group_by": ["error_code"], "filters": {"status": ["failed", "interrupted"]}}
    yield {"group_by": ["stage"], "filters": {"status": {"not": "success"}}}
    yield {"group_by": ["provider"], "top": 2}
    yield {"group_by": ["user_domain"], "top": 3, "min_count": 10}
    yield {"group_by": ["user"], "min_count": 3, "window": WEEK}
    yield {"group_by": ["user"], "min_count": 10_000}
    yield {"group_by": ["extension", "app"], "window": TWO_DAYS}
    yield {"top": 5}
    yield {"top": 1, "filters": {"status": "success"}}
    yield from (
        {"count_of": field, "output": "count"} for field in ("user", "attempts", "app", "provider", "extension")
    )
    yield {"count_of": "user", "group_by": ["app"], "top": 2, "output": "count"}
    yield {"count_of": "provider", "group_by": ["app"], "output": "count", "min_count": 3}
    yield {"count_of": "user_domain", "filters": {"status": "failed"}, "top": 2, "output": "count"}
    yield from ({"metric": metric, "output": "rate"} for metric in METRICS)
    yield from ({"metric": metric, "output": "rate", "group_by": ["provider_kind"]} for metric in METRICS)
    yield {"metric": "dropoff", "output": "funnel", "window": WEEK}
    yield {"output": "funnel", "group_by": ["provider_kind"]}
    yield {"output": "funnel", "filters": {"status": "failed"}}
    yield {"output": "funnel", "filters": {"app": "Partner Portal"}, "window": WEEK}
    yield from ({"output": "chart", "window": window} for window in ({"last": 86_400}, WEEK, {"last": 50 * 86_400}))
    yield {"output": "chart", "metric": "dropoff", "window": WEEK}
    yield {"output": "chart", "metric": "conversion", "group_by": ["hour"]}
    yield {"output": "export", "format": "csv", "filters": {"status": "failed"}}
    yield {"window": {"named": "today"}, "compare": {"named": "yesterday"}}
    yield {
        "window": {"named": "this_week"},
        "compare": {"named": "last_week"},
        "metric": "conversion",
        "output": "rate",
    }
    yield {
        "window": {"last": 3_600},
        "compare": {"from": "2026-11-05T09:30:00+00:00", "to": "2026-11-05T10:30:00+00:00"},
    }
    yield {"window": {"named": "yesterday"}, "compare": {"named": "today"}, "filters": {"status": "failed"}}


def all_questions():
    """Every question of the tables, complete, once."""
    for filters in by_filter():
        yield {"filters": filters}
    yield from by_window()
    yield from by_shape()


def questions_read_differently():
    """A question for each way of reading: stretches, what narrows a fetch, what is searched for, what is looked up."""
    yield from by_window()
    yield from (
        {"filters": filters}
        for filters in (
            {"app": "Contoso Store"},
            {"app": {"not": "Contoso Store"}},
            {"app": "Contoso Store", "status": "failed", "stage": "credentialValidation"},
            {"user_flow": ["rewards sign-up", "Field sign-up"]},
            {"user": "$frequent"},
            {"user": "$account"},
            {"user": {"not": "$frequent"}},
            {"user_domain": "northwind.example"},
            {"provider": "google", "status": "success"},
            {"error_code": "50181"},
            {"error_code": "50182", "app": "Contoso Store"},
            {"error_code": "1002013"},
            {"error_code": "123456"},
            {"error_code": {"not": ["0", "50181"]}},
            {"correlation_id": "$two apps"},
            {"correlation_id": "$two people", "error_code": "50181"},
            {"correlation_id": "$hours apart"},
            {"extension": "Postcode check"},
            {"existing_account": False, "error_code": "1003037"},
        )
    )
    yield {"filters": {"error_code": "399279"}, "window": WEEK}
    yield {"filters": {"app": "Field App"}, "window": {"named": "yesterday"}, "compare": {"named": "today"}}
    yield {"group_by": ["app"], "output": "count"}
    yield {"window": {"named": "yesterday"}, "compare": {"named": "today"}, "filters": {"error_code": "50181"}}


def complete(said):
    return {"log": "signups", "filters": {}, "output": "list"} | said


def name_of(said):
    """A short name for a table's row."""
    parts = [f"{name}={value}" for name, value in said.items() if name != "filters"]
    return " ".join([*(f"{key}:{value}" for key, value in said.get("filters", {}).items()), *parts]) or "everything"


# Values picked from the raw rows


def picks(town, now):
    """For each `$` name a value that rows of the last day hold."""
    recent = [attempt for attempt in all_attempts(town, now) if now - attempt["began"] < timedelta(days=1)]
    named = [[who_of(row) for row in attempt["steps"] if who_of(row)] for attempt in recent]
    ids = Counter(attempt["steps"][0]["correlationId"] for attempt in recent)
    reused = {
        id_: [attempt for attempt in recent if attempt["steps"][0]["correlationId"] == id_]
        for id_, times in ids.items()
        if times > 1
    }
    return {
        "$app id": recent[0]["steps"][0]["appId"].upper(),
        "$frequent": Counter(names[-1].lower() for names in named if names).most_common(1)[0][0],
        "$mistyped": next(names[0] for names in named if len({name.lower() for name in names}) > 1),
        "$shouted": next(names[-1].upper() for names in named if names and names[-1].islower()),
        "$nobody": "nobody.at-all@nowhere.example",
        "$account": next(row["userId"] for attempt in recent for row in attempt["steps"] if row.get("userId")),
        "$two apps": next(id_ for id_, some in reused.items() if len({a["steps"][0]["appId"] for a in some}) > 1),
        "$two people": next(id_ for id_, some in reused.items() if len({a["user"] for a in some}) > 1),
        "$hours apart": next(id_ for id_, some in reused.items() if some[-1]["began"] - some[0]["ended"] > HOURS),
        "$unknown id": "00000000-0000-4000-8000-000000000000",
    }


def filled_in(said, values):
    """The question with its `$` names replaced."""
    if isinstance(said, dict):
        return {name: filled_in(value, values) for name, value in said.items()}
    if isinstance(said, list):
        return [filled_in(value, values) for value in said]
    return values.get(said, said) if isinstance(said, str) else said
