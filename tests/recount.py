"""An independent recount: every number of an answer once more, straight from Graph's raw rows.

Written from docs/definitions.md alone, in plain Python, and without a look at `bot.domain`: what both agree on is
probably what the definitions say.
"""

import re
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

HOUR = timedelta(hours=1)
PROMPTS = {1002013, 50140, 55106}
SOCIAL = {"google", "facebook", "apple"}
ENUM = [
    "credentialCollection",
    "credentialValidation",
    "credentialFederation",
    "consent",
    "attributeCollectionAndValidation",
    "userCreation",
    "tenantConsent",
]
TIES = [*ENUM[:4], "tenantConsent", *ENUM[4:6]]
KINDS_OF_EXTENSION = {
    *("tokenIssuanceStart", "attributeCollectionStart", "attributeCollectionSubmit"),
    *("emailOtpSend", "pageRenderStart", "passwordSubmit"),
}


class Town:
    """All that Graph shows at one moment, as JSON rows; `prompts` and `social` are settings."""

    def __init__(self, rows, users=(), apps=None, flows=None, extensions=None, prompts=PROMPTS, social=SOCIAL):
        self.rows = rows
        self.users = users
        self.apps = apps or {}  # id -> name
        self.flows = flows or {}  # name -> ids of apps
        self.extensions = extensions or {}  # id -> name
        self.prompts = prompts
        self.social = social
        self.counted = {}  # now -> attempts, so that many questions may share them

    def __repr__(self):
        return f"<town of {len(self.rows)} rows>"


def moment(text):
    whole, _, rest = text.partition(".")
    digits = re.match(r"\d*", rest)[0]
    seconds = datetime.fromisoformat(whole.removesuffix("Z")[:19]).replace(tzinfo=UTC)
    return seconds + timedelta(microseconds=int(f"{digits:0<6}"[:6]))


def code_of(row):
    return (row.get("status") or {}).get("errorCode") or 0


def who_of(row):
    return (row.get("signUpIdentity") or {}).get("signUpIdentifier")


def stage_of(row):
    return row.get("signUpStage") or "unknownFutureValue"


def is_account_made(row):
    return stage_of(row) == "userCreation" and code_of(row) == 0


# Attempts


def cut_into_attempts(rows):
    """Rows of one correlation id and app, cut where an hour passed or somebody else came after a success."""
    runs = []
    for row in rows:
        run = runs[-1] if runs else []
        names = [who_of(step).lower() for step in run if who_of(step)]
        who = (who_of(row) or "").lower()
        too_late = run and moment(row["createdDateTime"]) - moment(run[-1]["createdDateTime"]) > HOUR
        another = any(map(is_account_made, run)) and who and names and names[-1] != who
        if not run or too_late or another:
            runs.append([row])
        else:
            run.append(row)
    return runs


def place(row):
    stage = stage_of(row)
    return moment(row["createdDateTime"]), TIES.index(stage) if stage in TIES else len(TIES), row["id"]


def judge(steps, now, prompts):
    """One attempt as a dict of plain facts."""
    codes = [code_of(row) for row in steps]
    past_prompts = [row for row in steps if code_of(row) not in prompts]
    began, ended = moment(steps[0]["createdDateTime"]), moment(steps[-1]["createdDateTime"])
    if any(map(is_account_made, steps)):
        status = "success"
    elif past_prompts and code_of(past_prompts[-1]) != 0:
        status = "failed"
    else:
        status = "abandoned" if now - ended >= HOUR else "in_progress"
    named = [who_of(row) for row in steps if who_of(row)]
    said = [row["signUpIdentityProvider"] for row in steps if row.get("signUpIdentityProvider")]
    return {
        "steps": steps,
        "began": began,
        "ended": ended,
        "status": status,
        "interrupted": status != "success" and codes[-1] in prompts,
        "mature": status != "in_progress" and now - began >= HOUR,
        "had_error": any(code != 0 and code not in prompts for code in codes),
        "user": named[-1] if named else None,
        "provider": said[-1] if said else None,
        "settled_by": past_prompts[-1] if past_prompts else steps[-1],
    }


def all_attempts(town, now):
    if now not in town.counted:
        town.counted[now] = count_attempts(town, now)
    return town.counted[now]


def count_attempts(town, now):
    together = {}
    for row in {row["id"]: row for row in town.rows}.values():
        if moment(row["createdDateTime"]) < now:
            together.setdefault((row.get("correlationId") or row["id"], row.get("appId") or ""), []).append(row)
    found = [
        judge(steps, now, town.prompts)
        for rows in together.values()
        for steps in cut_into_attempts(sorted(rows, key=place))
    ]
    return sorted(found, key=lambda attempt: (attempt["began"], attempt["steps"][0]["id"]))


def decisive(attempt, asked):
    """The row that says where it ended, for an attempt asked about under the statuses `asked`."""
    for_its_prompt = "interrupted" in asked and attempt["interrupted"] and attempt["status"] not in asked
    if for_its_prompt or attempt["status"] in ("abandoned", "in_progress"):
        return attempt["steps"][-1]
    return attempt["settled_by"]


# Windows


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


# Filters


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


# Numbers


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


# The whole answer


def fields_broken_down(question, since, until):
    if question.get("group_by"):
        return question["group_by"]
    if question.get("count_of") not in (None, "user", "attempts"):
        return [question["count_of"]]
    if question["output"] != "chart":
        return []
    hours = (until - since) / HOUR
    return ["hour"] if hours <= 36 else ["day"] if hours <= 45 * 24 else ["week"]


def kind_of_answer(question, fields):
    walk = question.get("metric") == "dropoff" and not question.get("group_by") and question["output"] != "chart"
    if question["output"] == "funnel" or walk:
        return "funnel"
    if fields:
        return "breakdown"
    return question["output"] if question["output"] in ("rate", "count") else "list"


def recount(question, town, now, zone_name):
    """What the answer to a question (its canonical JSON) must say; parts that do not apply are left out."""
    zone, accounts = ZoneInfo(zone_name), accounts_of(town)
    everything = all_attempts(town, now)

    def matching(span):
        since, until = window_of(span, now, zone)
        return (
            since,
            until,
            [
                attempt
                for attempt in everything
                if since <= attempt["began"] < until
                and all(
                    meets(attempt, key, value, question["filters"], town, accounts)
                    for key, value in question["filters"].items()
                )
            ],
        )

    since, until, wanted = matching(question.get("window", {"last": 86_400}))
    with_rates = "status" not in question["filters"]
    fields = fields_broken_down(question, since, until)
    kind = kind_of_answer(question, fields)
    said = {
        "kind": kind,
        "window": {"from": since.isoformat(), "to": until.isoformat()},
        "totals": totals_of(wanted),
    }
    if with_rates and rates_of(wanted):
        said["rates"] = rates_of(wanted)
    if fields:
        said["groups"] = groups_of(wanted, question, fields, with_rates=with_rates, context=(zone, town, accounts))
    if question.get("count_of") not in (None, "user", "attempts"):
        said["distinct"] = distinct(wanted, question, question["count_of"], (zone, town, accounts))
    if kind == "funnel":
        said["funnel"] = funnel_of(wanted)
    if kind == "list":
        said["rows"] = [row_of(attempt, question, town) for attempt in wanted[::-1][: question.get("top")]]
    if question.get("compare"):
        since, until, others = matching(question["compare"])
        said["compare"] = {
            "window": {"from": since.isoformat(), "to": until.isoformat()},
            "totals": totals_of(others),
        }
        if with_rates and rates_of(others):
            said["compare"]["rates"] = rates_of(others)
    return said


# The digest


def recount_digest(town, now, day, zone_name):
    """What the digest of a date must say, beside the date a week before."""
    before = day - timedelta(days=7)
    said = recount_days(town, now, zone_name, (day, day), (before, before))
    compare = {"day": before.isoformat(), **said["compare"]}
    return {"day": day.isoformat(), **said, "compare": compare}


def recount_days(town, now, zone_name, days, like, wanted=lambda attempt: True):
    """What the digest of some days must say, beside others: each from its first date to its last."""
    zone = ZoneInfo(zone_name)
    these, those = ([each for each in attempts_of_days(town, now, some, zone) if wanted(each)] for some in (days, like))
    return {
        "totals": totals_of(these),
        "rates": rates_of(these),
        "compare": {"totals": totals_of(those), "rates": rates_of(those)},
        "funnel": funnel_of(these),
        "reasons": reasons_of(these, those),
        "apps": parts_of(these, those, lambda attempt: town.apps[attempt["steps"][0]["appId"]]),
        "providers": parts_of(these, those, lambda attempt: attempt["provider"] or "not said"),
    }


def attempts_of_days(town, now, days, zone):
    since, until = at_midnight(days[0], zone), at_midnight(days[1] + timedelta(days=1), zone)
    return [attempt for attempt in all_attempts(town, now) if since <= attempt["began"] < until]


def reasons_of(today, before):
    def codes(attempts):
        return [code_of(attempt["settled_by"]) for attempt in attempts if attempt["status"] == "failed"]

    found = [
        {"error_code": code, "attempts": codes(today).count(code), "before": codes(before).count(code)}
        for code in {*codes(today), *codes(before)}
    ]
    return sorted(found, key=lambda reason: (-reason["attempts"], reason["error_code"]))


def parts_of(today, before, name_of):
    found = []
    for name in {name_of(attempt) for attempt in (*today, *before)}:
        now, then = ([a for a in attempts if name_of(a) == name] for attempts in (today, before))
        found.append(
            {
                "name": name,
                "attempts": len(now),
                "before": len(then),
                "rates": rates_of(now),
                "rates_before": rates_of(then),
            }
        )
    return sorted(found, key=lambda part: (-part["attempts"], -part["before"], part["name"]))
