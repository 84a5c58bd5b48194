"""Raw rows and the attempts they make: written from docs/definitions.md alone, with no look at `bot.domain`."""

import re
from datetime import UTC, datetime, timedelta

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
