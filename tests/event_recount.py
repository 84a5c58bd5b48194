"""An independent recount of sign-ins, directory changes and provisioning, straight from Graph's raw rows.

Written from docs/definitions.md alone, in plain Python, and without a look at `bot.domain`.
"""

import json
from datetime import UTC, datetime

PROMPTS = {
    *(16000, 16001, 16003, 50055, 50058, 50059, 50072, 50074, 50125, 50127, 50129, 50140, 50143, 50144, 51006, 52004),
    *(65001, 81010, 81012, 81014, 50158, 50168, 50199, 55106, 1002013),
    *(50076, 50078, 50079, 50097, 50142, 70043, 70046),
}
NOBODY = "00000000-0000-0000-0000-000000000000"


def moment(text):
    whole, _, rest = text.removesuffix("Z").partition(".")
    return datetime.fromisoformat(whole).replace(tzinfo=UTC, microsecond=int(f"{rest:0<6}"[:6]))


def within(rows, since, until, time="createdDateTime"):
    return [row for row in rows if since <= moment(row[time]) < until]


# Sign-ins


def each_once(rows):
    """The log may print a sign-in again under its id: the last copy counts."""
    return list({row["id"]: row for row in sorted(rows, key=lambda row: row["createdDateTime"])}.values())


def code_of(row):
    return row["status"]["errorCode"]


def status_of(row):
    code = code_of(row)
    return "success" if code == 0 else "interrupted" if code in PROMPTS else "failed"


def sign_ins_once(rows):
    """Rows of one sign-in, which name its first row, count as the last of them."""
    last = {}
    for row in sorted(rows, key=lambda row: moment(row["createdDateTime"])):
        last[row["originalRequestId"] or row["id"]] = row
    return list(last.values())


def sign_in_totals(rows):
    ended = [status_of(row) for row in rows]
    people = {row["userId"] for row in rows if row["userId"] and row["userId"] != NOBODY}
    counts = {status: ended.count(status) for status in ("success", "failed", "interrupted")}
    return {"events": len(rows), **counts, "users": len(people)}


def by(rows, key_of):
    groups = {}
    for row in rows:
        groups.setdefault(key_of(row), []).append(row)
    return groups


# Directory changes


def audit_status(row):
    return "success" if row["result"] == "success" else "failed"


def audit_totals(rows):
    ended = [audit_status(row) for row in rows]
    return {"events": len(rows), **{status: ended.count(status) for status in ("success", "failed")}}


def users_changed(rows):
    return len({target["id"] for row in rows for target in row["targetResources"] if target["type"] == "User"})


def passwords_once(rows):
    """Two services tell of one new password under one correlation id or within a minute, about one person."""
    kept = []
    for row in sorted(rows, key=lambda row: moment(row["activityDateTime"])):
        if not any(_same_password(row, other) for other in kept):
            kept.append(row)
    return kept


def _same_password(row, other):
    if row["loggedByService"] == other["loggedByService"] or row["result"] != other["result"]:
        return False
    if row["targetResources"][0]["id"] != other["targetResources"][0]["id"]:
        return False
    apart = moment(row["activityDateTime"]) - moment(other["activityDateTime"])
    return row["correlationId"] == other["correlationId"] or apart.total_seconds() <= 60


def changes_of(row):
    """Name, old and new value of each property that is different, out of their JSON."""
    return [
        (change["displayName"], _plain(change["oldValue"]), _plain(change["newValue"]))
        for target in row["targetResources"]
        for change in target["modifiedProperties"]
        if change["displayName"] != "Included Updated Properties" and change["oldValue"] != change["newValue"]
    ]


def _plain(text):
    value = json.loads(text) if text else ""
    return ", ".join(value) if isinstance(value, list) else value or ""


# Provisioning


def provisioning_status(row):
    said = row["provisioningStatusInfo"]["status"]
    return "failed" if said == "failure" else said


def provisioning_totals(rows):
    ended = [provisioning_status(row) for row in rows]
    return {"events": len(rows), **{s: ended.count(s) for s in ("success", "failed", "skipped", "warning")}}
