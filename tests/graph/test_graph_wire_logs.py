"""Rows of sign-ins, audits and provisioning become events without loss, as printed and with everything missing."""

import json
from datetime import UTC, datetime
from pathlib import Path

import orjson
import pytest
from graph_stand_ins import at

from bot.domain.audits import AuditEvent, Detail, Target
from bot.domain.changed import Change
from bot.domain.events import AppliedExtension
from bot.domain.provisioning import ProvisioningEvent, ProvisioningStep
from bot.domain.question import Log
from bot.domain.sign_in_methods import AuthStep
from bot.domain.sign_ins import AppliedPolicy, Mfa, SignInEvent, SignInKind, SignInStatus
from bot.errors import GraphUnexpected
from bot.graph.wire import READERS, read_audit, read_provisioning, read_rows, read_sign_in

PRINTED = Path(__file__).parent.parent / "data" / "graph"
LOG_OF_FILES = {"signIns": Log.SIGN_INS, "directoryAudits": Log.AUDIT, "provisioning": Log.PROVISIONING}
FILES = [
    pytest.param(file, log, id=file.stem)
    for name, log in LOG_OF_FILES.items()
    for file in sorted(PRINTED.glob(f"{name}-*.json"))
]


def printed(name):
    (row,) = json.loads((PRINTED / f"{name}.json").read_text())["value"]
    return row


def values_in(value):
    """Every text, number and truth that stands anywhere in a JSON value, but for empty ones."""
    if isinstance(value, dict):
        return {found for inner in value.values() for found in values_in(inner)}
    if isinstance(value, list | tuple):
        return {found for inner in value for found in values_in(inner)}
    return set() if value in (None, "", "{}") else {str(value)}


def test_there_are_printed_rows_of_every_log():
    assert {log for _, log in (param.values for param in FILES)} == set(LOG_OF_FILES.values())


@pytest.mark.parametrize(("file", "log"), FILES)
def test_a_printed_row_is_kept_as_it_was_sent(file, log):
    for row in json.loads(file.read_text())["value"]:
        assert orjson.loads(READERS[log](row).raw) == row


def test_an_interactive_sign_in_of_v1():
    event = read_sign_in(printed("signIns-v1-list"))

    assert event == SignInEvent(
        id="66ea54eb-6301-4ee5-be62-ff5a759b0100",
        at=datetime(2020, 3, 13, 19, 15, 41, 619583, tzinfo=UTC),
        correlation_id="d79f5bee-5860-4832-928f-3133e22ae912",
        user_id="26be570a-ae82-4189-b4e2-a37c6808512d",
        user="testaccount1@contoso.com",
        user_name="Test Contoso",
        app_id="de8bc8b5-d9f9-48b1-a8ad-b748da725064",
        app_name="Graph explorer",
        resource_id="00000003-0000-0000-c000-000000000000",
        resource="Microsoft Graph",
        ip="131.107.159.37",
        city="Redmond",
        state="Washington",
        country="US",
        client_app="Browser",
        os="Windows 10",
        browser="Edge 80.0.361",
        ca_status="notApplied",
        policies=(
            AppliedPolicy(
                name="SharePoint limited access for guest workers",
                result="notEnabled",
                id="de7e60eb-ed89-4d73-8205-2227def6b7c9",
            ),
            AppliedPolicy(
                name="Medium signin risk block", result="notEnabled", id="6701123a-b4c6-48af-8565-565c8bf7cabc"
            ),
        ),
        risk_level="none",
        risk_aggregated="none",
        risk_state="none",
        risk_detail="none",
    )
    assert (event.kind, event.detailed, event.mfa) == (SignInKind.INTERACTIVE, False, None)
    assert event.status() is SignInStatus.SUCCESS


def test_a_failed_sign_in_of_beta():
    event = read_sign_in(printed("signIns-beta-list"))

    assert (event.status(), event.error_code) == (SignInStatus.FAILED, 50126)
    assert (event.kind, event.detailed, event.mfa, event.user_type) == ("interactive", True, Mfa.NONE, "member")
    assert event.original_request_id == "7dccb0d7-1041-4d82-b785-d865272e1400"
    assert (event.credential, event.networks) == ("certificate", ("North America",))
    assert event.steps == (
        AuthStep(
            method="Password",
            detail="Password in the cloud",
            at=datetime(2021, 6, 30, 16, 34, 32, tzinfo=UTC),
            requirement="Primary authentication",
            result="Wrong name or password, here or on premises.",
            succeeded=False,
        ),
    )
    assert event.auth_methods == ("password",)
    assert event.device_id is event.device_name is event.trust is None


def test_a_silent_sign_in_of_beta():
    event = read_sign_in(printed("signIns-beta-list-non-interactive"))

    assert (event.kind, event.detailed) == (SignInKind.NON_INTERACTIVE, True)
    assert (event.error_code, event.failure_reason) == (0, "Other.")
    assert (event.device, event.compliant, event.trust) == ("DESKTOP-LK3PESR", False, "Azure AD registered")
    assert (event.original_request_id, event.service_principal, event.identifier) == (None, None, None)
    assert event.applied_policies == ()


def test_an_audit_with_two_targets():
    assert read_audit(printed("directoryAudits-list")) == AuditEvent(
        id="id",
        at=datetime(2018, 1, 9, 21, 20, 2, 721537, tzinfo=UTC),
        correlation_id="da159bfb-54fa-4092-8a38-6e1fa7870e30",
        activity="Add member to group",
        category="UserManagement",
        service="Core Directory",
        result="success",
        reason="The member was added.",
        actor_id="728309ae-1a37-4937-9afe-e35d964db09b",
        actor_name="Audry Oliver",
        actor_address="bob@wingtiptoysonline.com",
        actor_ip="127.0.0.1",
        targets=(
            Target(
                kind="Group",
                id="ef7e527d-6c92-4234-8c6d-cf6fdfb57f95",
                name="Example.com",
                group_kind="unifiedGroups",
                changes=(Change(name="Action Client Name", new="DirectorySync"),),
            ),
            Target(kind="User", id="1f0e98f5-3161-4c6b-9b50-d488572f2bb7", address="bob@contoso.com"),
        ),
        details=(Detail(name="Additional Detail Name", value="Additional Detail Value"),),
    )


def test_an_audit_is_read_whatever_its_targets_are_called():
    one, several = read_audit(printed("directoryAudits-get")), read_audit(printed("directoryAudits-list"))

    assert [target.id for target in one.targets] == [target.id for target in several.targets]
    assert read_audit(printed("directoryAudits-list") | {"targetResources": [{"type": "Role"}]}).targets == (
        Target(kind="Role"),
    )
    assert read_audit(printed("directoryAudits-list") | {"targetResources": {"id": "x"}}).targets == (Target(id="x"),)


def test_a_failed_provisioning():
    event = read_provisioning(printed("provisioning-list-failure"))

    assert (event.status, event.action, event.object) == ("failed", "create", "group")
    assert (event.source_system, event.target_system) == ("Azure Active Directory", "Contoso")
    assert (event.error_code, event.error_category) == ("ContosoEntryConflict", "nonServiceFailure")
    assert event.error_reason == "Contoso answered 409: a user or group of that name is there already."
    assert event.recommended_action is None
    assert (event.duration_ms, event.initiator_type) == (2785, "system")
    assert event.initiator == "Azure AD Provisioning Service"
    assert event.correlation_id == event.change_id == "eaad2f8b-e6e3-409b-83bd-e4e2e57177d5"
    assert event.identity == "Self-service Pilot"
    assert event.steps[-1] == ProvisioningStep(
        name="EntryExportAdd",
        kind="export",
        status="failure",
        description="Contoso did not take the group 'Self-service Pilot'.",
    )
    assert Change(name="mailEnabled", new="False") in event.changes


def test_a_provisioning_that_went_well():
    event = read_provisioning(printed("provisioning-list-success"))

    assert (event.status, event.error_code, event.error_reason) == ("success", None, None)
    assert (event.source_type, event.target_type, event.object) == (
        "RolesCompound",
        "ServicePrincipal",
        "serviceprincipal",
    )
    assert event.initiator_type == "system"  # printed under its other name
    assert event.source_name is None


@pytest.mark.parametrize(
    ("name", "unread"),
    [
        pytest.param("directoryAudits-list", set(), id="audit"),
        pytest.param(
            "provisioning-list-failure",
            {
                "7928d5b5-7442-4a97-ne2d-66f9j9972ecn",
                "f2764360-e0ec-5676-711e-cd6fc0d4dd61",
            },  # tenant; system's details
            id="provisioning",
        ),
        pytest.param("signIns-v1-list", {"True", "47.68050003051758", "-122.12094116210938"}, id="sign-in of v1.0"),
    ],
)
def test_what_a_printed_row_says_is_in_its_event_but_for_a_little_that_only_the_payload_keeps(name, unread):
    row = printed(name)
    event = READERS[LOG_OF_FILES[name.partition("-")[0]]](row)
    read = values_in(json.loads(orjson.dumps(event, default=str)) | {"raw": None})

    said = {value for value in values_in(row) if not value[:4].isdigit() or "T" not in value}

    assert said - read == unread


BARE = {
    Log.SIGN_INS: {"id": "1", "createdDateTime": "2026-11-10T10:00:00Z"},
    Log.AUDIT: {"id": "1", "activityDateTime": "2026-11-10T10:00:00Z"},
    Log.PROVISIONING: {"id": "1", "activityDateTime": "2026-11-10T10:00:00Z"},
}


def members_of(file):
    row = json.loads(file.read_text())["value"][0]
    return [name for name in row if name not in ("id", "createdDateTime", "activityDateTime")]


@pytest.mark.parametrize("value", [pytest.param(None, id="null"), pytest.param(..., id="missing")])
@pytest.mark.parametrize(
    ("file", "log", "member"),
    [
        pytest.param(*param.values, member, id=f"{param.values[0].stem}-{member}")
        for param in FILES
        for member in members_of(param.values[0])
    ],
)
def test_a_row_survives_without(file, log, member, value):
    row = json.loads(file.read_text())["value"][0]
    left = {name: kept for name, kept in (row | {member: value}).items() if kept is not ...}

    assert READERS[log](left).id == row["id"]


@pytest.mark.parametrize("log", BARE)
def test_a_bare_row_is_read_and_says_nothing(log):
    event = READERS[log](BARE[log])

    assert (event.id, event.at, event.correlation_id) == ("1", at("2026-11-10T10:00:00"), "")


@pytest.mark.parametrize("log", BARE)
@pytest.mark.parametrize("without", [pytest.param(0, id="id"), pytest.param(1, id="time")])
def test_a_row_that_cannot_be_placed_stops_the_reading(log, without):
    name = list(BARE[log])[without]

    with pytest.raises(GraphUnexpected, match=f"{log.value} log cannot be read: it has no {name}"):
        read_rows(log, [BARE[log], {key: value for key, value in BARE[log].items() if key != name}])


@pytest.mark.parametrize(
    ("members", "kind"),
    [
        pytest.param({}, "interactive", id="nothing said"),
        pytest.param({"isInteractive": False}, "nonInteractive", id="not at a prompt"),
        pytest.param({"signInEventTypes": ["managedIdentity"]}, "managedIdentity", id="a managed identity"),
        pytest.param({"signInEventTypes": ["agentOfTomorrow"]}, "agentOfTomorrow", id="a kind of tomorrow"),
        pytest.param({"signInEventTypes": [], "isInteractive": True}, "interactive", id="an empty list"),
    ],
)
def test_the_kind_of_a_sign_in(members, kind):
    assert read_sign_in(BARE[Log.SIGN_INS] | members).kind == kind


def test_unknown_words_of_graph_come_through():
    audit = read_audit(BARE[Log.AUDIT] | {"result": "partly"})
    carried = read_provisioning(
        BARE[Log.PROVISIONING] | {"provisioningStatusInfo": {"status": "paused"}, "provisioningAction": "merge"}
    )
    sign_in = read_sign_in(BARE[Log.SIGN_INS] | {"conditionalAccessStatus": "asked", "riskState": "unclear"})

    assert (audit.status, carried.status, carried.action) == ("partly", "paused", "merge")
    assert (sign_in.ca_status, sign_in.risk_state) == ("asked", "unclear")


def test_extensions_of_a_sign_in_are_read_as_those_of_a_sign_up():
    listener = {"eventType": "tokenIssuanceStart", "handlerResult": {"customExtensionId": "x", "httpStatus": 500}}
    event = read_sign_in(BARE[Log.SIGN_INS] | {"appliedEventListeners": [listener, None]})

    assert event.extensions == (AppliedExtension(event_type="tokenIssuanceStart", extension_id="x", http_status=500),)


def test_an_identity_is_known_by_every_address_the_row_gives_it():
    event = read_provisioning(
        BARE[Log.PROVISIONING]
        | {
            "sourceIdentity": {"displayName": "Jane", "details": {"mail": "jane@a.com", "active": True}},
            "modifiedProperties": [
                {"displayName": "userPrincipalName", "oldValue": None, "newValue": "Jane@b.com"},
                {"displayName": "manager", "oldValue": None, "newValue": "boss@b.com"},
            ],
        }
    )

    assert isinstance(event, ProvisioningEvent)
    assert event.addresses == ("jane@a.com", "Jane@b.com")
