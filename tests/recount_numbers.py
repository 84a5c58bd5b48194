"""Totals, rates, funnels, groups and rows, counted once more over attempts."""

import re
from datetime import timedelta

from recount_attempts import ENUM, code_of, decisive, stage_of
from recount_filters import called_by, domain_of, had_account, kind_of, listed


def totals_of(attempts):
    def having(status):
        return sum(attempt["status"] == status for attempt in attempts)

    return {
        "attempts": len(attempts),
        "success": having("success"),
        "failed": having("failed"),
        "abandoned": having("abandoned"),
        "in_progress": having("in_progress"),
        "interrupted": sum(attempt["interrupted"] for attempt in attempts),
        "events": sum(len(attempt["steps"]) for attempt in attempts),
        "users": len({attempt["user"].lower() for attempt in attempts if attempt["user"]}),
    }


def rates_of(attempts):
    grown = [attempt["status"] for attempt in attempts if attempt["mature"]]
    if not grown:
        return None
    share = {status: grown.count(status) / len(grown) for status in ("success", "failed", "abandoned")}
    return {
        "mature": len(grown),
        "conversion": share["success"],
        "failure": share["failed"],
        "abandonment": share["abandoned"],
        "dropoff": share["failed"] + share["abandoned"],
    }


def funnel_of(attempts):
    grown = [attempt for attempt in attempts if attempt["mature"]]
    stages = {stage_of(row) for attempt in grown for row in attempt["steps"]}
    found = []
    for stage in sorted(stages, key=lambda name: (ENUM.index(name) if name in ENUM else 99, name)):
        reached = [attempt for attempt in grown if any(stage_of(row) == stage for row in attempt["steps"])]
        left = [a for a in reached if a["status"] != "success" and stage_of(a["steps"][-1]) == stage]
        found.append({"stage": stage, "reached": len(reached), "passed": len(reached) - len(left), "left": len(left)})
    return found


ATTEMPT_VALUES = {
    "status": lambda attempt, _: attempt["status"],
    "had_error": lambda attempt, _: "true" if attempt["had_error"] else "false",
    "app": lambda attempt, town: town.apps[attempt["steps"][0]["appId"]],
    "user_flow": lambda attempt, town: flow_of(attempt["steps"][0]["appId"], town),
    "provider": lambda attempt, _: attempt["provider"],
    "provider_kind": lambda attempt, town: kind_of(attempt["provider"], town),
    "user": lambda attempt, _: attempt["user"] and attempt["user"].lower(),
    "user_domain": lambda attempt, _: domain_of(attempt["user"]),
    "correlation_id": lambda attempt, _: attempt["steps"][0]["correlationId"],
}
"""What an attempt's group is called under a key that needs nothing but the attempt."""

TIME_VALUES = {
    "hour": lambda local: re.sub(r"(..)$", r":\1", f"{local:%Y-%m-%dT%H:00%z}"),
    "day": lambda local: f"{local:%Y-%m-%d}",
    "week": lambda local: f"{local.date() - timedelta(days=local.weekday()):%Y-%m-%d}",
    "month": lambda local: f"{local:%Y-%m}",
}


def flow_of(app, town):
    return next((name for name, apps in town.flows.items() if app in apps), None)


def group_values(attempt, key, question, zone, town, accounts):
    """What an attempt's groups are called under one key."""
    if key in ATTEMPT_VALUES:
        return [ATTEMPT_VALUES[key](attempt, town)]
    if key in TIME_VALUES:
        return [TIME_VALUES[key](attempt["began"].astimezone(zone))]
    if key == "existing_account":
        return [{True: "true", False: "false", None: None}[had_account(attempt, accounts)]]
    if key == "extension":
        called = {call for step in attempt["steps"] for call in called_by(step)}
        return sorted({town.extensions.get(id_, id_) or kind for kind, id_ in called}) or [None]
    decided = decisive(attempt, statuses_asked(question))
    return [stage_of(decided) if key == "stage" else str(code_of(decided))]


def statuses_asked(question):
    """The statuses a question names; none where it only leaves some out."""
    status = question["filters"].get("status", [])
    return [] if isinstance(status, dict) else listed(status)


def keys_of(attempt, keys, *context):
    """Each combination of the attempt's values under several keys."""
    combined = [{}]
    for key in keys:
        values = group_values(attempt, key, *context)
        combined = [{**some, key: value} for some in combined for value in values]
    return combined


def groups_of(attempts, question, keys, *, with_rates, context):
    members = {}
    for attempt in attempts:
        for key in keys_of(attempt, keys, question, *context):
            members.setdefault(tuple(key.items()), []).append(attempt)
    counted, groups = question.get("count_of"), []
    of_a_field = counted not in (None, "user", "attempts")
    for key, some in members.items():
        group = {"key": dict(key), **totals_of(some), **((rates_of(some) if with_rates else None) or {})}
        size = group["users"] if counted == "user" else group["attempts"]
        if of_a_field and question.get("group_by"):
            size = group["distinct"] = distinct(some, question, counted, context)
        if question["output"] == "funnel" and funnel_of(some):
            group["funnel"] = funnel_of(some)
        groups.append((size, group))
    groups.sort(key=lambda pair: (-pair[0], [(value is None, value or "") for value in pair[1]["key"].values()]))
    large = [group for size, group in groups if size >= question.get("min_count", 0)]
    return large[: question.get("top")]


def distinct(attempts, question, counted, context):
    values = {value for attempt in attempts for value in group_values(attempt, counted, question, *context)}
    return len(values - {None})


def row_of(attempt, question, town):
    decided = decisive(attempt, statuses_asked(question))
    return {
        "id": attempt["steps"][0]["id"],
        "correlation_id": attempt["steps"][0].get("correlationId") or "",
        "started": attempt["began"].isoformat(),
        "ended": attempt["ended"].isoformat(),
        "user": attempt["user"],
        "app": town.apps.get(attempt["steps"][0]["appId"], attempt["steps"][0]["appId"]),
        "app_id": attempt["steps"][0]["appId"],
        "provider": attempt["provider"],
        "status": attempt["status"],
        "interrupted": attempt["interrupted"],
        "young": not attempt["mature"],
        "stage": stage_of(decided),
        "error_code": code_of(decided),
    }
