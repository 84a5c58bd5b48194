"""What Graph shows of three logs, and what an administrator may mean by a question about them."""

from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import event_recount as recount
from desk_town import DAY, NOW

from bot.domain.names import TenantNames

BERLIN = ZoneInfo("Europe/Berlin")

MONDAY = datetime(2026, 11, 8, 23, tzinfo=UTC)
"""Midnight in Berlin at the start of this week."""

WEEK, MONTH = 7 * DAY, 30 * DAY

NAMES = TenantNames(
    apps=("Contoso Store", "HR Central", "Zoom"),
    systems=("ServiceNow", "Adobe Identity Management", "Workday", "Active Directory"),
    flows=("Shop sign-up",),
    policies=("Require MFA for all users", "Block legacy authentication"),
)

LAST = {"day": {"last": 86_400}, "week": {"last": 7 * 86_400}, "month": {"last": 30 * 86_400}}

LEGACY = ("IMAP4", "POP3", "Other clients", "Exchange ActiveSync", "Authenticated SMTP")


@dataclass
class Raw:
    """All that Graph shows of the three logs."""

    sign_ins: list
    services: list
    audits: list
    provisioning: list

    def signed_in(self, since=NOW - WEEK):
        """Interactive sign-ins, each row once, as v1.0 counts them."""
        return recount.within(self.sign_ins, since, NOW)

    def signed_in_once(self):
        """The same of the last week as beta tells them, where several rows may be one sign-in."""
        return recount.sign_ins_once(self.signed_in())


def has(name, value):
    """Whether a member at a path has a value."""

    def is_so(row):
        for part in name.split("/"):
            row = row[part]
        return row == value

    return is_so


def blocked_by(policy):
    def is_so(row):
        results = {one["displayName"]: one["result"] for one in row["appliedConditionalAccessPolicies"]}
        return row["conditionalAccessStatus"] == "failure" and results.get(policy) == "failure"

    return is_so


def browser_of(row):
    return row["deviceDetail"]["browser"] or None


def system_of(row):
    return row["deviceDetail"]["operatingSystem"] or None
