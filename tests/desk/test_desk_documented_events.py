"""What Microsoft's pages say an administrator asks of sign-ins, changes and provisioning, from words to numbers.

Each question as people put it becomes one canonical question; Graph is sent what is documented; the numbers are those
of a recount of Graph's raw rows.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import unquote
from zoneinfo import ZoneInfo

import event_recount as recount
import pytest
from desk_town import DAY, NOW, desks_on, raw_rows, signed_in

from bot.domain.names import TenantNames
from bot.language.parser import parse

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


@pytest.fixture(scope="module")
def tenant(three_weeks):
    """Three weeks, in which everything that is asked about happens."""
    return three_weeks


@pytest.fixture(scope="module")
def desks(tenant, tmp_path_factory):
    with desks_on(tenant, tmp_path_factory.mktemp("documented")) as made:
        yield made


@pytest.fixture(scope="module")
def raw(tenant):
    with signed_in(tenant) as http:
        since = f"{NOW - MONTH:%Y-%m-%dT%H:%M:%SZ}"
        beta = f"/beta/auditLogs/signIns?$filter=createdDateTime ge {since}"
        return Raw(
            recount.each_once(raw_rows(http, beta)),
            [
                row
                for kind in ("servicePrincipal", "managedIdentity")
                for row in raw_rows(http, f"{beta} and signInEventTypes/any(t: t eq '{kind}')")
            ],
            raw_rows(http, f"/v1.0/auditLogs/directoryAudits?$filter=activityDateTime ge {since}"),
            raw_rows(http, f"/v1.0/auditLogs/provisioning?$top=1000&$filter=activityDateTime gt {since}"),
        )


@pytest.fixture(scope="module")
def asked(desks):
    """Reads a text, checks the question, and answers it from Graph: the JSON, and the filters that Graph was sent."""

    def ask(text, said):
        question = parse(text, NOW, BERLIN, NAMES).question
        assert question.to_json() == {"filters": {}, "output": "list"} | said
        answer = desks.new().answer(question, BERLIN)
        return answer.to_json(), [unquote(call.url) for call in answer.requests if "auditLogs/" in call.url]

    return ask


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


def signins(last, **filters):
    return {"log": "signins", "window": LAST[last], "filters": filters}


@pytest.mark.parametrize(
    ("text", "said", "sent", "wanted"),
    [
        pytest.param(
            "failed sign-ins in the last 24 hours",
            signins("day", status="failed"),
            "",
            lambda raw: [row for row in raw.signed_in(NOW - DAY) if recount.status_of(row) == "failed"],
            id="failed attempts in 24 hours",
        ),
        pytest.param(
            "interrupted sign-ins in the last 24 hours",
            signins("day", status="interrupted"),
            "",
            lambda raw: [row for row in raw.signed_in(NOW - DAY) if recount.status_of(row) == "interrupted"],
            id="interrupted",
        ),
        pytest.param(
            "successful sign-ins in the last 24 hours",
            signins("day", status="success"),
            "status/errorCode eq 0",
            lambda raw: [row for row in raw.signed_in(NOW - DAY) if recount.code_of(row) == 0],
            id="successful",
        ),
        pytest.param(
            "sign-ins with code 50126 in the last 7 days",
            signins("week", error_code="50126"),
            "status/errorCode eq 50126",
            lambda raw: [row for row in raw.signed_in() if recount.code_of(row) == 50126],
            id="one code",
        ),
        pytest.param(
            "sign-ins with Chrome in the last 7 days",
            signins("week", browser="Chrome"),
            "startsWith(deviceDetail/browser,'Chrome')",
            lambda raw: [row for row in raw.signed_in() if (browser_of(row) or "").startswith("Chrome")],
            id="by browser",
        ),
        pytest.param(
            "sign-ins on Windows in the last 7 days",
            signins("week", os="Windows"),
            "startsWith(deviceDetail/operatingSystem,'Windows')",
            lambda raw: [
                row for row in raw.signed_in() if row["deviceDetail"]["operatingSystem"].startswith("Windows")
            ],
            id="by system",
        ),
        pytest.param(
            "sign-ins where conditional access was not applied in the last 24 hours",
            signins("day", ca_status="notApplied"),
            "conditionalAccessStatus eq 'notApplied'",
            lambda raw: list(filter(has("conditionalAccessStatus", "notApplied"), raw.signed_in(NOW - DAY))),
            id="Conditional Access not applied",
        ),
        pytest.param(
            "sign-ins that passed conditional access in the last 24 hours",
            signins("day", ca_status="success"),
            "conditionalAccessStatus eq 'success'",
            lambda raw: list(filter(has("conditionalAccessStatus", "success"), raw.signed_in(NOW - DAY))),
            id="Conditional Access succeeded",
        ),
        pytest.param(
            "sign-ins where conditional access failed in the last 7 days",
            signins("week", ca_status="failure"),
            "conditionalAccessStatus eq 'failure'",
            lambda raw: list(filter(has("conditionalAccessStatus", "failure"), raw.signed_in())),
            id="Conditional Access failed",
        ),
        pytest.param(
            "sign-ins blocked by policy Block legacy authentication in the last 7 days",
            signins("week", ca_policy="Block legacy authentication", ca_status="failure"),
            "conditionalAccessStatus eq 'failure'",
            lambda raw: list(filter(blocked_by("Block legacy authentication"), raw.signed_in())),
            id="blocked by a named policy",
        ),
        pytest.param(
            'sign-ins to resource "Microsoft Graph" in the last 24 hours',
            signins("day", resource="Microsoft Graph"),
            "resourceDisplayName eq 'Microsoft Graph'",
            lambda raw: list(filter(has("resourceDisplayName", "Microsoft Graph"), raw.signed_in(NOW - DAY))),
            id="a resource",
        ),
        pytest.param(
            "sign-ins from ip 203.0. in the last 7 days",
            signins("week", ip="203.0."),
            "startsWith(ipAddress,'203.0.')",
            lambda raw: [row for row in raw.signed_in() if row["ipAddress"].startswith("203.0.")],
            id="the start of an address",
        ),
        pytest.param(
            "sign-ins from Paris in the last 7 days",
            signins("week", city="Paris"),
            "location/city eq 'Paris'",
            lambda raw: list(filter(has("location/city", "Paris"), raw.signed_in())),
            id="a city",
        ),
        pytest.param(
            "sign-ins from France in the last 7 days",
            signins("week", country="FR"),
            "location/countryOrRegion eq 'FR'",
            lambda raw: list(filter(has("location/countryOrRegion", "FR"), raw.signed_in())),
            id="a country",
        ),
        pytest.param(
            "sign-ins with a browser client in the last 24 hours",
            signins("day", client_app="browser"),
            "clientAppUsed eq 'Browser'",
            lambda raw: list(filter(has("clientAppUsed", "Browser"), raw.signed_in(NOW - DAY))),
            id="a client app",
        ),
        pytest.param(
            "sign-ins with legacy authentication in the last 7 days",
            signins("week", client_app="legacy"),
            "",
            lambda raw: [row for row in raw.signed_in() if row["clientAppUsed"] in LEGACY],
            id="legacy authentication",
        ),
        pytest.param(
            "sign-ins that required MFA in the last 7 days",
            signins("week", mfa="required"),
            "authenticationRequirement eq 'multiFactorAuthentication'",
            lambda raw: list(
                filter(has("authenticationRequirement", "multiFactorAuthentication"), raw.signed_in_once())
            ),
            id="MFA",
        ),
        pytest.param(
            "sign-ins with high risk in the last 7 days",
            signins("week", risk_level="high"),
            "riskLevelDuringSignIn eq 'high'",
            lambda raw: list(filter(has("riskLevelDuringSignIn", "high"), raw.signed_in())),
            id="risky",
        ),
        pytest.param(
            "sign-ins by guests in the last 7 days",
            signins("week", user_type="guest"),
            "",
            lambda raw: list(filter(has("userType", "guest"), raw.signed_in_once())),
            id="guests",
        ),
        pytest.param(
            "how many users signed in over the last 7 days?",
            signins("week", status="success") | {"output": "count", "count_of": "user"},
            "status/errorCode eq 0",
            lambda raw: list(filter(has("status/errorCode", 0), raw.signed_in())),
            id="how many users signed in over a week",
        ),
        pytest.param(
            "how many users signed in to HR Central this week?",
            signins("week", app="HR Central", status="success")
            | {"window": {"named": "this_week"}, "output": "count", "count_of": "user"},
            "appId eq '2f6a1c84-9d3e-4b57-8c10-6e5f7a9b0c01' and status/errorCode eq 0",
            lambda raw: [
                row
                for row in raw.signed_in(MONDAY)
                if row["appDisplayName"] == "HR Central" and recount.code_of(row) == 0
            ],
            id="how many users signed in to an app this week",
        ),
    ],
)
def test_sign_ins(asked, raw, text, said, sent, wanted):
    answer, filters = asked(text, said)
    rows = wanted(raw)

    assert rows
    assert answer["totals"] == recount.sign_in_totals(rows)
    assert filters
    assert all("createdDateTime ge " in asked_for and sent in asked_for for asked_for in filters)


@pytest.mark.parametrize(
    ("text", "group", "key_of"),
    [
        pytest.param("sign-ins by browser in the last 7 days", "browser", browser_of, id="browser"),
        pytest.param("sign-ins by operating system in the last 7 days", "os", system_of, id="system"),
        pytest.param("sign-ins by status in the last 7 days", "status", recount.status_of, id="their status"),
    ],
)
def test_sign_ins_by(asked, raw, text, group, key_of):
    answer, _ = asked(text, {"log": "signins", "window": LAST["week"], "group_by": [group]})

    assert {one["key"][group]: one["events"] for one in answer["groups"]} == Counter(map(key_of, raw.signed_in()))


def test_the_resources_that_machines_reached(asked, raw):
    text = "which Azure resources were reached by managed identities and service principals in the last 7 days?"
    said = signins("week", signin_type=["managedIdentity", "servicePrincipal"]) | {"group_by": ["resource"]}
    answer, filters = asked(text, said)

    reached = Counter(row["resourceDisplayName"] for row in recount.within(raw.services, NOW - WEEK, NOW))
    assert {one["key"]["resource"]: one["events"] for one in answer["groups"]} == reached
    assert sorted(one.partition("any(t: t eq ")[2].partition(")")[0] for one in filters) == [
        "'managedIdentity'",
        "'servicePrincipal'",
    ]


def test_the_pattern_of_a_user_by_hour(asked, raw):
    who = Counter(row["userPrincipalName"] for row in raw.signed_in() if "@contosotown" in row["userPrincipalName"])
    ((name, _),) = who.most_common(1)
    mine = [row for row in raw.signed_in() if row["userPrincipalName"] == name]
    answer, (sent,) = asked(
        f"sign-in pattern of {name} in the last 7 days by hour", signins("week", user=name) | {"group_by": ["hour"]}
    )

    hours = Counter(recount.moment(row["createdDateTime"]).replace(minute=0, second=0, microsecond=0) for row in mine)
    assert {datetime.fromisoformat(one["key"]["hour"]): one["events"] for one in answer["groups"]} == hours
    assert f"userPrincipalName eq '{name}'" in sent


def test_sign_ins_with_the_same_correlation_id(asked, raw):
    known = raw.signed_in()[0]["correlationId"]
    answer, filters = asked(
        f"sign-ins with correlation id {known} in the last 7 days", signins("week", correlation_id=known)
    )

    assert answer["totals"]["events"] == sum(row["correlationId"] == known for row in raw.signed_in())
    assert all(f"correlationId eq '{known}'" in sent for sent in filters)


# Directory changes


def audit(**filters):
    return {"log": "audit", "window": LAST["month"], "filters": filters}


def called(*names):
    """The changes whose activity begins so, in Graph's spelling or another."""
    starts = tuple(name.casefold() for name in names)

    def of(raw):
        return [row for row in raw.audits if row["activityDisplayName"].casefold().startswith(starts)]

    return of


def updated_users(raw):
    """A user flow begins so too, and is none."""
    return list(filter(has("activityDisplayName", "Update user"), raw.audits))


def renamed(raw):
    return [
        row
        for row in called("Update application")(raw)
        if any(name == "DisplayName" and old != new for name, old, new in recount.changes_of(row))
    ]


@pytest.mark.parametrize(
    ("text", "said", "sent", "wanted"),
    [
        pytest.param(
            "which updates were applied to users in the last 30 days?",
            audit(activity="user_updated"),
            "activityDisplayName eq 'Update user'",
            updated_users,
            id="updates applied to users",
        ),
        pytest.param(
            "which groups were added in the last 30 days?",
            audit(activity="group_created"),
            "activityDisplayName eq 'Add group'",
            called("Add group"),
            id="groups added",
        ),
        pytest.param(
            "which groups had membership changes in the last 30 days?",
            audit(activity=["group_member_added", "group_member_removed"]),
            "(activityDisplayName eq 'Add member to group' or activityDisplayName eq 'Remove member from group')",
            called("Add member to group", "Remove member from group"),
            id="membership changes",
        ),
        pytest.param(
            "which owners of groups were changed in the last 30 days?",
            audit(activity=["group_owner_added", "group_owner_removed"]),
            "(activityDisplayName eq 'Add owner to group' or activityDisplayName eq 'Remove owner from group')",
            called("Add owner to group", "Remove owner from group"),
            id="owners changed",
        ),
        pytest.param(
            "which licences were changed in the last 30 days?",
            audit(activity="license_changed"),
            "activityDisplayName eq 'Set group license'",
            called("Change user license", "Set group license"),
            id="licences",
        ),
        pytest.param(
            "which applications were added or updated in the last 30 days?",
            audit(activity=["app_created", "app_updated"]),
            "startswith(activityDisplayName,'Update application')",
            called("Add application", "Update application"),
            id="applications added or updated",
        ),
        pytest.param(
            "which applications were removed in the last 30 days?",
            audit(activity="app_deleted"),
            "activityDisplayName eq 'Hard Delete application'",
            called("Delete application", "Hard Delete application"),
            id="applications removed",
        ),
        pytest.param(
            "service principal updates in the last 30 days",
            audit(activity="sp_updated"),
            "activityDisplayName eq 'Update service principal'",
            called("Update service principal"),
            id="service principals changed",
        ),
        pytest.param(
            "which app names were changed in the last 30 days?",
            audit(activity="app_updated", property="DisplayName"),
            "startswith(activityDisplayName,'Update application')",
            renamed,
            id="app names changed",
        ),
        pytest.param(
            "who consented to applications in the last 30 days?",
            audit(activity="app_consented"),
            "activityDisplayName eq 'Consent to application'",
            called("Consent to application"),
            id="who consented",
        ),
    ],
)
def test_changes(asked, raw, text, said, sent, wanted):
    answer, filters = asked(text, said)
    rows = wanted(raw)

    assert rows
    assert answer["totals"] == recount.audit_totals(rows)
    assert {row["id"] for row in answer["rows"]} == {row["id"] for row in rows}
    assert any(sent in asked_for for asked_for in filters)
    assert all("activityDateTime ge " in asked_for or "activityDateTime le " in asked_for for asked_for in filters)


def test_how_many_users_were_changed(asked, raw):
    answer, _ = asked(
        "how many users were changed in the last 30 days?",
        audit(activity="user_updated") | {"output": "count", "count_of": "user"},
    )

    assert answer["totals"]["users"] == recount.users_changed(updated_users(raw)) > 0


def test_how_many_passwords_were_changed_each_once(asked, raw):
    answer, _ = asked(
        "how many passwords were changed in the last 30 days?", audit(activity="password_changed") | {"output": "count"}
    )
    logged = called("Change user password", "Change password")(raw)

    assert answer["totals"]["events"] == len(recount.passwords_once(logged)) < len(logged)


def test_what_an_administrator_has_done(asked, raw):
    people = [row["initiatedBy"]["user"] for row in raw.audits if row["initiatedBy"]["user"]]
    ((admin, _),) = Counter(one["userPrincipalName"] for one in people if one["userPrincipalName"]).most_common(1)
    answer, filters = asked(f"what has {admin} done in the last 30 days?", audit(actor=admin))

    mine = [row for row in raw.audits if (row["initiatedBy"]["user"] or {}).get("userPrincipalName") == admin]
    assert {row["id"] for row in answer["rows"]} == {row["id"] for row in mine}
    assert any(f"initiatedBy/user/userPrincipalName eq '{admin}'" in sent for sent in filters)


# Provisioning


def carried(target="", source="", action="", kind="", status=""):
    """Provisioned objects, by what each must be."""

    def is_so(row):
        return (
            target in {"", row["targetSystem"]["displayName"]}
            and source in {"", row["sourceSystem"]["displayName"]}
            and action in {"", row["provisioningAction"]}
            and kind in {"", row["targetIdentity"]["identityType"].casefold()}
            and status in {"", row["provisioningStatusInfo"]["status"]}
        )

    return lambda raw: list(filter(is_so, raw.provisioning))


def provisioning(**filters):
    return {"log": "provisioning", "window": LAST["month"], "filters": filters}


@pytest.mark.parametrize(
    ("text", "said", "sent", "wanted"),
    [
        pytest.param(
            "which groups were created in ServiceNow in the last 30 days?",
            provisioning(action="create", object="group", target_system="ServiceNow"),
            ("contains(targetSystem/displayName,'ServiceNow')", "provisioningAction eq 'create'"),
            carried(target="ServiceNow", action="create", kind="group"),
            id="groups created in ServiceNow",
        ),
        pytest.param(
            "which users were removed from Adobe Identity Management in the last 30 days?",
            provisioning(action="delete", object="user", target_system="Adobe Identity Management"),
            ("contains(targetSystem/displayName,'Adobe Identity Management')", "provisioningAction eq 'delete'"),
            carried(target="Adobe Identity Management", action="delete", kind="user"),
            id="users removed from Adobe",
        ),
        pytest.param(
            "which Workday users were created in Active Directory in the last 30 days?",
            provisioning(action="create", object="user", source_system="Workday", target_system="Active Directory"),
            (
                "contains(sourceSystem/displayName,'Workday')",
                "contains(targetSystem/displayName,'Active Directory')",
                "provisioningAction eq 'create'",
            ),
            carried(source="Workday", target="Active Directory", action="create", kind="user"),
            id="Workday users created in Active Directory",
        ),
        pytest.param(
            "what failed to be provisioned in the last 30 days?",
            provisioning(status="failed"),
            ("provisioningStatusInfo/status eq 'failure'",),
            carried(status="failure"),
            id="failures",
        ),
    ],
)
def test_provisioned_objects(asked, raw, text, said, sent, wanted):
    answer, filters = asked(text, said)
    rows = wanted(raw)

    assert rows
    assert answer["totals"] == recount.provisioning_totals(rows)
    assert {row["id"] for row in answer["rows"]} == {row["id"] for row in rows}
    assert any(all(part in asked_for for part in ("activityDateTime gt ", *sent)) for asked_for in filters)
