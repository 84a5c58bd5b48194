"""An independent recount of incidents: every number that is said of one, straight from Graph's raw rows.

Written from docs/definitions.md alone, in plain Python, and without a look at `bot.domain`.
"""

from ipaddress import ip_address, ip_network

from event_recount import NOBODY, each_once
from event_recount import code_of as sign_in_code
from event_recount import status_of as sign_in_status
from recount_attempts import all_attempts, code_of, decisive, moment, stage_of, who_of
from recount_filters import domain_of

REASONS = ("stage", "error_code", "extension")
KINDS = ("interactiveUser", "nonInteractiveUser", "servicePrincipal", "managedIdentity")
NAMES = dict(zip(KINDS, ("interactive", "nonInteractive", "servicePrincipal", "managedIdentity"), strict=True))


# What ended how


def sign_up_ends(town, now):
    """Each attempt that began before `now`: its hour, its values, how it ended and whose it was."""
    return [_sign_up_end(attempt) for attempt in all_attempts(town, now)]


def _sign_up_end(attempt):
    row = decisive(attempt, [])
    if attempt["status"] == "success":
        row = next(step for step in attempt["steps"] if stage_of(step) == "userCreation" and code_of(step) == 0)
    failed = attempt["status"] == "failed"
    named = [who_of(step) for step in attempt["steps"] if who_of(step)]
    return {
        "hour": _hour_of(attempt["began"]),
        "how": {"success": "done", "failed": "failed"}.get(attempt["status"], "unfinished"),
        "who": attempt["user"].lower() if attempt["user"] else f"nobody of {attempt['steps'][0]['id']}",
        "network": None,
        "values": {
            "app": row["appId"],
            "provider": attempt["provider"] or "",
            "stage": stage_of(row),
            "error_code": "0" if attempt["status"] == "success" else str(code_of(row)),
            "user_domain": (domain_of(named[-1]) if named else None) or "",
            "extension": _at_fault(row) if failed else "",
        },
    }


def _at_fault(row):
    for call in row.get("appliedEventListeners") or []:
        result = call.get("handlerResult") or {}
        if result.get("errorCode") or (result.get("httpStatus") or 0) >= 400:
            return result.get("customExtensionId") or call["eventType"]
    return ""


def sign_in_ends(rows):
    """Each sign-in in the hour of its last row; the steps of an interactive one name its first row."""
    last = {}
    for row in sorted(each_once(rows), key=lambda row: moment(row["createdDateTime"])):
        kind = _kind_of(row)
        first = row["originalRequestId"] if kind == "interactive" else None
        last[kind, first or row["id"]] = row
    return [_sign_in_end(row, kind) for (kind, _), row in last.items()]


def _kind_of(row):
    return NAMES[next(kind for kind in KINDS if kind in row["signInEventTypes"])]


def _sign_in_end(row, kind):
    people = [row.get("userId"), row.get("userPrincipalName"), row.get("servicePrincipalId")]
    return {
        "hour": _hour_of(moment(row["createdDateTime"])),
        "how": {"success": "done", "failed": "failed"}.get(sign_in_status(row), "interrupted"),
        "who": next((name.lower() for name in people if name and name != NOBODY), f"nobody of {row['id']}"),
        "network": row.get("ipAddress"),
        "values": {
            "app": row["appId"],
            "country": (row.get("location") or {}).get("countryOrRegion") or "",
            "client": row.get("clientAppUsed") or "",
            "error_code": str(sign_in_code(row)),
            "kind": kind,
        },
    }


def _hour_of(when):
    return when.replace(minute=0, second=0, microsecond=0)


# What is said of an incident


def figures(ends, kind, where, since, until, known=()):
    """Attempts, those that ended as `kind` counts (`failure`, `abandonment`), people and reasons.

    `known` is what the channel knows to be good, as the settings write it.
    """
    there = [end for end in ends if since <= end["hour"] < until and end["how"] != "interrupted"]
    there = [end for end in there if not _is_known(end, known) and _is_there(end, where, REASONS)]
    bad = {"failure": "failed", "abandonment": "unfinished"}.get(kind)
    excused = {text.partition(":")[2] for text in known if text.startswith("code:")}
    ended_so = [
        end
        for end in there
        if end["how"] == bad and _is_there(end, where) and end["values"]["error_code"] not in excused
    ]
    told = ended_so if bad else there
    return {
        "attempts": len(there),
        "failed": len(ended_so),
        "people": len({end["who"] for end in told}),
        "reasons": _reasons(ended_so, kind),
    }


def _is_there(end, where, besides=()):
    return all(end["values"][name] == value for name, value in where.items() if name not in besides)


def _is_known(end, known):
    for text in known:
        word, _, value = text.partition(":")
        if word == "app" and end["values"]["app"] == value:
            return True
        if word == "network" and end["network"] and ip_address(end["network"]) in ip_network(value):
            return True
    return False


def _reasons(ends, kind):
    """Code (and for those who left the stage) -> attempts and people."""
    found = {}
    for end in ends:
        stage = end["values"]["stage"] if kind == "abandonment" else ""
        found.setdefault((end["values"]["error_code"], stage), []).append(end["who"])
    return {reason: (len(who), len(set(who))) for reason, who in found.items()}


# The digest


def digest(lives, since, until):
    """Which incidents opened, ended, went on and were muted between two moments.

    `lives` is for each id when it opened, when it ended (or None), and the stretches in which it was muted.
    """
    alive = {
        id_: (opened, ended, muted)
        for id_, (opened, ended, muted) in lives.items()
        if opened < until and (ended is None or ended >= since)
    }
    return {
        "opened": {id_ for id_, (opened, _, _) in alive.items() if opened >= since},
        "recovered": {id_ for id_, (_, ended, _) in alive.items() if ended is not None and ended < until},
        "still_open": {id_ for id_, (_, ended, _) in alive.items() if ended is None or ended >= until},
        "muted": {id_ for id_, (_, _, muted) in alive.items() if any(_overlap(each, since, until) for each in muted)},
    }


def _overlap(stretch, since, until):
    began, ended = stretch
    return max(began, since) < min(ended, until)
