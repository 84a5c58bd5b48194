"""What the tables of this folder are read with: one tenant, one moment, short ways to write a canonical question."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.domain.names import TenantNames
from bot.errors import QuestionError
from bot.language.parser import parse

NOW = datetime(2026, 11, 18, 10, 30, tzinfo=UTC)
"""A Wednesday, 11:30 in Paris."""

PARIS = ZoneInfo("Europe/Paris")
TENANT = TenantNames(
    apps=("Northwind Shop", "Northwind Club", "Travel Desk", "Zoom", "Payroll", "Azure Portal"),
    systems=("ServiceNow", "Adobe", "Workday", "SuccessFactors", "Active Directory", "Salesforce"),
    flows=("ClubSignUp", "PartnerJoin"),
    extensions=("CheckLoyaltyNumber",),
    policies=("Require MFA for admins", "Block legacy authentication"),
    groups=("Shop Managers", "Contractors", "VPN Users"),
    users={"U42": "lee@northwind.com"},
)

HOUR, DAY = 3_600, 86_400
TODAY = {"named": "today"}
YESTERDAY = {"named": "yesterday"}
THIS_WEEK = {"named": "this_week"}
LAST_WEEK = {"named": "last_week"}
THIS_MONTH = {"named": "this_month"}
LAST_MONTH = {"named": "last_month"}

Shape = dict[str, object]


def last(seconds: int) -> Shape:
    """A rolling window."""
    return {"last": seconds}


def between(since: str, until: str) -> Shape:
    """A window of the Paris clock in winter: `between("2026-11-16", "2026-11-17T09:00")`."""
    return {"from": _moment(since), "to": _moment(until)}


def _moment(text: str) -> str:
    return datetime.fromisoformat(text).replace(tzinfo=PARIS).isoformat()


class About:
    """A log's questions: `audit(activity="user_deleted")` is the beginning of one."""

    def __init__(self, log: str, *, timed: bool = True) -> None:
        self.log = log
        self.timed = timed

    def __call__(self, **filters: object) -> Shape:
        return (
            {"log": self.log, "filters": filters} | ({"window": last(DAY)} if self.timed else {}) | {"output": "list"}
        )


signups, signins = About("signups"), About("signins")
audit, provisioning = About("audit"), About("provisioning")
user, risk, apps = (About(log, timed=False) for log in ("user", "risk", "apps"))


def none_of(*values: object) -> Shape:
    """The filter that leaves these out."""
    return {"not": values[0] if len(values) == 1 else list(values)}


def asks(text: str, question: Shape, **form: object) -> object:
    """A row of a table: a text, and the canonical question it must become."""
    return pytest.param(text, question | form, id=text)


def wrong(text: str, *kinds: str) -> object:
    """A row of a table: a text, and the kinds of mistake it may be called."""
    return pytest.param(text, kinds, id=text[:60] or "nothing")


def unclear(text: str, about: str) -> object:
    """A row of a table: a text that must be asked back."""
    return pytest.param(text, about, id=text)


def reading(text: str, *, now: datetime = NOW, zone: ZoneInfo = PARIS, names: TenantNames = TENANT) -> Shape:
    """The canonical JSON of `text`, whichever of the four shapes, without its notes."""
    try:
        found = parse(text, now, zone, names).to_json()
    except QuestionError as error:
        found = error.to_json()
    return {name: value for name, value in found.items() if name != "notes"}
