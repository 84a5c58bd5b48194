"""The audit log and the provisioning log: each with its own operators, paging and permission."""

import pytest

from bot.demo.tenant.endpoints import PROVISIONING as PROVISIONING_ENDPOINT

AUDITS = "/v1.0/auditLogs/directoryAudits"
PROVISIONING = "/v1.0/auditLogs/provisioning"
REFUSED = (400, "BadRequest", "Invalid filter clause")
WEEK = "activityDateTime ge 2026-11-05T09:30:00Z and activityDateTime le 2026-11-12T09:30:00Z"
INSIDE = "activityDateTime gt 2026-11-05T09:30:00Z and activityDateTime lt 2026-11-12T09:30:00Z"


def ids(rows):
    return sorted(row["id"] for row in rows)


def week(rows):
    return [row for row in rows if "2026-11-05T09:30" <= row["activityDateTime"] <= "2026-11-12T09:30"]


def by_admin(row):
    user = row["initiatedBy"]["user"]
    return user is not None and user["userPrincipalName"].startswith("admin@")


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        pytest.param(
            "activityDisplayName eq 'Add member to group'",
            lambda row: row["activityDisplayName"] == "Add member to group",
            id="activity",
        ),
        pytest.param(
            "startswith(activityDisplayName,'Update application')",
            lambda row: row["activityDisplayName"].startswith("Update application"),
            id="activity prefix",
        ),
        pytest.param(
            "startswith(initiatedBy/user/userPrincipalName,'admin@')", by_admin, id="who, by the start of the name"
        ),
        pytest.param(
            "initiatedBy/user/displayName eq 'Town Administrator'",
            lambda row: (row["initiatedBy"]["user"] or {}).get("displayName") == "Town Administrator",
            id="who, by name",
        ),
        pytest.param(
            "initiatedBy/app/displayName eq 'Azure AD External Identities'",
            lambda row: (row["initiatedBy"]["app"] or {}).get("displayName") == "Azure AD External Identities",
            id="which app",
        ),
        pytest.param(
            "targetResources/any(t: t/displayName eq 'Contractors')",
            lambda row: any(target["displayName"] == "Contractors" for target in row["targetResources"]),
            id="target",
        ),
        pytest.param(
            "targetResources/any(t: startswith(t/displayName,'HR'))",
            lambda row: any((target["displayName"] or "").startswith("HR") for target in row["targetResources"]),
            id="target prefix",
        ),
        pytest.param(
            "loggedByService eq 'Invited Users'", lambda row: row["loggedByService"] == "Invited Users", id="service"
        ),
        pytest.param(
            "(activityDisplayName eq 'Add group' or activityDisplayName eq 'Update group')",
            lambda row: row["activityDisplayName"] in ("Add group", "Update group"),
            id="either of two",
        ),
    ],
)
def test_a_documented_filter_of_the_audit_log_chooses_its_rows(graph, story, text, holds):
    whole = "activityDateTime ge 2026-10-22T09:30:00Z and activityDateTime le 2026-11-12T09:30:00Z"
    expected = ids(row for row in story.audits if holds(row))

    assert expected
    assert ids(graph.rows(AUDITS, filter=f"{whole} and {text}")) == expected


@pytest.mark.parametrize(
    "text",
    [
        "category eq 'UserManagement'",
        "result eq 'failure'",
        "operationType eq 'Add'",
        "activityDateTime gt 2026-11-05T09:30:00Z",
        "activityDateTime ge '2026-11-05T09:30:00Z'",
        "contains(activityDisplayName,'user')",
        "targetResources/any(t: t/type eq 'User')",
        "initiatedBy/user/ipAddress eq '1.2.3.4'",
        "activityDisplayName ne 'Add user'",
    ],
)
def test_other_filters_of_the_audit_log_are_refused(graph, text):
    assert graph.error(AUDITS, filter=text) == REFUSED


def test_one_change_is_found_by_its_correlation_id_in_both_services(graph, story):
    change = next(row for row in story.audits if row["activityDisplayName"] == "Change password (self-service)")
    rows = graph.rows(AUDITS, filter=f"correlationId eq '{change['correlationId']}'")

    assert {row["loggedByService"] for row in rows} == {"Core Directory", "Self-service Password Management"}


def test_audits_need_no_licence(start_tenant):
    graph = start_tenant(faults="403-licence")

    assert graph.get(AUDITS).status_code == 200
    assert graph.error(PROVISIONING)[0] == 403


def test_audits_come_newest_first_and_are_kept_for_a_while(start_tenant):
    rows = start_tenant(days=10, retention_days=7).rows(AUDITS)
    times = [row["activityDateTime"] for row in rows]

    assert times == sorted(times, reverse=True)
    assert "2026-11-05T09:30" <= times[-1] < "2026-11-06"


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        pytest.param("provisioningAction eq 'create'", lambda row: row["provisioningAction"] == "create", id="action"),
        pytest.param(
            "contains(targetSystem/displayName,'Adobe')",
            lambda row: "Adobe" in row["targetSystem"]["displayName"],
            id="contains",
        ),
        pytest.param(
            "contains(sourceSystem/displayName,'Workday') and contains(targetSystem/displayName,'Active Directory')",
            lambda row: row["sourceSystem"]["displayName"] == "Workday",
            id="from and to",
        ),
        pytest.param("contains(targetSystem/displayName,'adobe')", lambda row: False, id="the case matters"),
        pytest.param(
            "provisioningStatusInfo/status eq 'FAILURE'",
            lambda row: row["provisioningStatusInfo"]["status"] == "failure",
            id="but not of the status",
        ),
        pytest.param(
            "targetIdentity/identityType eq 'Group'",
            lambda row: row["targetIdentity"]["identityType"] == "Group",
            id="kind of object",
        ),
        pytest.param("durationInMilliseconds gt 3000", lambda row: row["durationInMilliseconds"] > 3000, id="duration"),
    ],
)
def test_a_documented_filter_of_the_provisioning_log_chooses_its_rows(graph, story, text, holds):
    expected = ids(row for row in week(story.provisioning) if holds(row))

    assert ids(graph.rows(PROVISIONING, top="100", filter=f"{INSIDE} and {text}")) == expected


@pytest.mark.parametrize(
    "text",
    [
        WEEK,
        "activityDateTime ge 2026-11-05T09:30:00Z",
        "startswith(targetSystem/displayName,'Adobe')",
        "servicePrincipal/displayName ne 'Zendesk'",
        "contains(servicePrincipal/displayName,'Zen')",
        "provisioningStatusInfo/errorInformation/errorCode eq 'EntryConflict'",
    ],
)
def test_other_filters_of_the_provisioning_log_are_refused(graph, text):
    assert graph.error(PROVISIONING, filter=text) == REFUSED


def test_a_strict_bound_leaves_out_the_row_that_stands_on_it(graph, story):
    (row, *_) = week(story.provisioning)
    at = row["activityDateTime"]

    assert row["id"] in ids(graph.rows(PROVISIONING, top="9", filter=f"activityDateTime eq {at}"))
    assert row["id"] not in ids(graph.rows(PROVISIONING, top="9", filter=f"activityDateTime gt {at}"))
    assert row["id"] not in ids(graph.rows(PROVISIONING, top="9", filter=f"activityDateTime lt {at}"))


def test_provisioning_is_paged_only_for_who_says_how_much(start_tenant, story, tmp_path):
    rows = ",".join(f'{{"id": "{number}", "activityDateTime": "2026-11-01T00:00:00Z"}}' for number in range(1_100))
    (tmp_path / "provisioning-list.json").write_text(f'{{"value": [{rows}]}}')
    graph = start_tenant(load=tmp_path)
    whole = graph.get(PROVISIONING).json()

    assert len(whole["value"]) == PROVISIONING_ENDPOINT.page
    assert "@odata.nextLink" not in whole
    assert len(graph.rows(PROVISIONING, top="500")) == 1_100


@pytest.mark.parametrize(
    ("faults", "status"),
    [
        pytest.param("no-ProvisioningLog.Read.All", 200, id="the audit permission serves as well"),
        pytest.param("no-ProvisioningLog.Read.All,no-AuditLog.Read.All", 403, id="neither"),
    ],
)
def test_either_permission_opens_the_provisioning_log(start_tenant, faults, status):
    assert start_tenant(faults=faults).get(PROVISIONING).status_code == status
