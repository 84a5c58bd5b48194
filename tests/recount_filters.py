"""Which attempts a question is about: its window and its filters, read off Graph's raw rows."""

from datetime import UTC, datetime, timedelta

from recount_attempts import KINDS_OF_EXTENSION, code_of, decisive, moment, stage_of, who_of


def at_midnight(day, zone):
    return datetime(day.year, day.month, day.day, tzinfo=zone).astimezone(UTC)


def window_of(said, now, zone):
    if "last" in said:
        return now - timedelta(seconds=said["last"]), now
    if "from" in said:
        return datetime.fromisoformat(said["from"]).astimezone(UTC), datetime.fromisoformat(said["to"]).astimezone(UTC)
    today = now.astimezone(zone).date()
    monday, first = today - timedelta(days=today.weekday()), today.replace(day=1)
    quarter = first.replace(month=first.month - (first.month - 1) % 3)
    this, _, unit = said["named"].partition("_")
    start = {"today": today, "yesterday": today, "week": monday, "month": first, "quarter": quarter}[unit or this]
    if said["named"] == "today" or this == "this":
        return at_midnight(start, zone), now
    before = start - timedelta(days=1)
    earlier = {
        "week": start - timedelta(days=7),
        "month": before.replace(day=1),
        "quarter": (before.replace(day=1) - timedelta(days=45)).replace(day=1),
    }.get(unit, before)
    return at_midnight(earlier, zone), at_midnight(start, zone)


def listed(value):
    return value if isinstance(value, list) else [value]


def domain_of(address):
    return address.lower().rpartition("@")[2] if address and "@" in address else None


def kind_of(provider, town):
    if provider is None:
        return None
    if provider.lower() in ("email otp", "email password"):
        return "local"
    return "social" if provider.lower() in town.social else "federated"


def called_by(row):
    """(kind, id of extension) of each extension that ran beside a row."""
    return [
        (call.get("eventType") or "unknownFutureValue", (call.get("handlerResult") or {}).get("customExtensionId"))
        for call in row.get("appliedEventListeners") or []
    ]


ROW_TESTS = {
    "stage": lambda row, value, _: stage_of(row) == value,
    "provider": lambda row, value, _: (row.get("signUpIdentityProvider") or "").lower() == value.lower(),
    "provider_kind": lambda row, value, town: kind_of(row.get("signUpIdentityProvider"), town) == value,
    "app": lambda row, value, town: value.lower() in (row["appId"], town.apps.get(row["appId"], "").lower()),
    "user_flow": lambda row, value, town: row["appId"] in apps_of_flow(value, town),
    "user": lambda row, value, _: value.lower() in ((who_of(row) or "").lower(), account_of(row)),
    "user_domain": lambda row, value, _: domain_of(who_of(row)) == value.lower(),
    "error_code": lambda row, value, _: code_of(row) == int(value),
    "correlation_id": lambda row, value, _: row["correlationId"] == value.lower(),
    "extension": lambda row, value, town: any(is_meant(call, value, town) for call in called_by(row)),
}
"""Whether a row shows a value that a filter names."""


def apps_of_flow(flow, town):
    return [app for name, apps in town.flows.items() if name.lower() == flow.lower() for app in apps]


def account_of(row):
    return row.get("userId") or (row.get("userSnapshot") or {}).get("userId")


def is_meant(call, value, town):
    kind, id_ = call
    if value is True:
        return True
    return kind == value if value in KINDS_OF_EXTENSION else value in (id_, town.extensions.get(id_))


def had_account(attempt, accounts):
    """Whether the attempt's person had an account before it began; None where nobody is named."""
    if attempt["user"] is None:
        return None
    created = accounts.get(attempt["user"].lower())
    return created is not None and created < attempt["began"]


def accounts_of(town):
    """When the oldest account of each address was made."""
    oldest = {}
    for user in town.users:
        signs_in_with = [
            identity["issuerAssignedId"]
            for identity in user.get("identities") or []
            if identity["signInType"] in ("emailAddress", "userName")
        ]
        for address in [user.get("mail"), *(user.get("otherMails") or []), *signs_in_with]:
            if address:
                created = moment(user["createdDateTime"])
                oldest[address.lower()] = min(created, oldest.get(address.lower(), created))
    return oldest


def meets(attempt, key, value, filters, town, accounts):
    """Whether an attempt satisfies one filter, which may be {"not": ...}."""
    if key == "stage" and "status" in filters:
        return stage_was_decisive(attempt, value, filters["status"])
    if isinstance(value, dict):
        return not meets(attempt, key, value["not"], filters, town, accounts)
    match key:
        case "status":
            return attempt["status"] in listed(value) or ("interrupted" in listed(value) and attempt["interrupted"])
        case "had_error":
            return attempt["had_error"] in listed(value)
        case "existing_account":
            return had_account(attempt, accounts) in listed(value)
    return any(ROW_TESTS[key](row, one, town) for row in attempt["steps"] for one in listed(value))


def stage_was_decisive(attempt, stages, statuses):
    """For any of the statuses that the attempt has and the question names: the row that decided is at the stage."""
    if isinstance(statuses, dict):
        rows = [decisive(attempt, [])]
    else:
        named = [status for status in listed(statuses) if status == attempt["status"]]
        named += ["interrupted"] if "interrupted" in listed(statuses) and attempt["interrupted"] else []
        rows = [decisive(attempt, [status]) for status in named]
    if isinstance(stages, dict):
        return any(stage_of(row) not in listed(stages["not"]) for row in rows)
    return any(stage_of(row) in listed(stages) for row in rows)
