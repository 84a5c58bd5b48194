"""`--load` serves the rows of a folder of JSON bodies in place of the story."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tenant_calls import SIGN_UPS

PRINTED = Path(__file__).parent.parent / "data" / "graph"


def write(folder, name, body):
    (folder / name).write_text(body if isinstance(body, str) else json.dumps(body))


def test_the_printed_attempt_is_served_newest_first_though_it_is_older_than_any_retention(start_tenant):
    graph = start_tenant(load=PRINTED)
    rows = graph.rows(SIGN_UPS)

    assert [row["signUpStage"] for row in rows] == [
        "userCreation",
        "attributeCollectionAndValidation",
        "credentialValidation",
        "credentialCollection",
    ]
    assert [row["status"]["errorCode"] for row in rows] == [0, 0, 1002013, 0]
    assert [row["appDisplayName"] for row in rows] == ["TestApp4", "TestApp4", "TestApp4", None]


def test_loaded_rows_are_filtered_and_paged_as_ever(start_tenant):
    graph = start_tenant(load=PRINTED)
    window = "createdDateTime ge 2024-10-15T01:57:40Z and createdDateTime le 2024-10-15T01:58:09Z"

    assert [len(page["value"]) for page in graph.pages(SIGN_UPS, top="3")] == [3, 1]
    assert len(graph.rows(SIGN_UPS, filter=window)) == 2
    assert len(graph.rows(SIGN_UPS, filter="createdDateTime eq 2024-10-15T01:57:49.368731Z")) == 1
    assert graph.error(SIGN_UPS, filter="createdDateTime gt 2024-10-15T01:57:40Z")[0] == 400


def test_the_siblings_of_the_attempt_are_there_too(start_tenant):
    graph = start_tenant(load=PRINTED)
    app_id = "94559aba-b733-468e-aaec-44cc4e7f0b58"
    by_address = "identities/any(c:c/issuerAssignedId eq 'testuser@fabrikam.com' and c/issuer eq 'x')"
    (flow,) = graph.rows("/v1.0/identity/authenticationEventsFlows", filter="displayName eq 'TestUserFlow1'")

    assert graph.get(f"/v1.0/applications(appId='{app_id}')").json()["displayName"] == "TestApp4"
    assert graph.rows("/v1.0/organization")[0]["tenantType"] == "CIAM"
    assert graph.rows("/v1.0/users", filter=by_address)[0]["id"] == "9fb7a577-9469-4489-912d-bc58a5bca276"
    assert flow["conditions"]["applications"]["includeApplications"] == []
    assert graph.rows(
        f"/v1.0/identity/authenticationEventsFlows/{flow['id']}/conditions/applications/includeApplications"
    ) == [{"appId": app_id}]
    assert len(graph.rows("/v1.0/identity/customAuthenticationExtensions")) == 1


def test_files_of_one_endpoint_are_merged_by_id(start_tenant, tmp_path):
    write(tmp_path, "users-list.json", {"value": [{"id": "u1", "displayName": "One"}, {"id": "u2"}]})
    write(tmp_path, "users-more.json", {"value": [{"id": "u1", "mail": "one@x.example"}, {"id": "u3"}]})
    users = start_tenant(load=tmp_path).rows("/v1.0/users")

    assert {"id": "u1", "displayName": "One", "mail": "one@x.example"} in users
    assert {user["id"] for user in users} == {"u1", "u2", "u3"}


def test_sums_keep_all_their_rows_though_ids_repeat(start_tenant, tmp_path):
    days = [{"id": "1", "factDate": f"2026-11-0{day}", "count": day} for day in (1, 2, 3)]
    write(tmp_path, "userInsights-daily-signUps.json", {"value": days})
    graph = start_tenant(load=tmp_path)

    assert [row["count"] for row in graph.rows("/beta/reports/userInsights/daily/signUps")] == [1, 2, 3]
    assert graph.rows("/beta/reports/userInsights/monthly/signUps") == []


def test_whatever_is_no_list_of_rows_is_passed_over(start_tenant, tmp_path):
    write(tmp_path, "signUps-get-template.json", {"value": {"id": "String", "createdDateTime": "String (timestamp)"}})
    write(
        tmp_path, "signUps-list.json", {"value": [{"id": "e1", "createdDateTime": "2024-01-01T00:00:00Z"}, "text", 5]}
    )
    write(tmp_path, "signUps-timeless.json", {"value": [{"id": "e2", "createdDateTime": "String (timestamp)"}]})
    write(tmp_path, "users-get.json", {"id": "single object"})
    write(
        tmp_path, "servicePrincipals-list.json", {"value": [{"displayName": "no id"}, {"displayName": "none either"}]}
    )
    write(tmp_path, "diagnostic-list.json", {"value": [{"id": "of no endpoint"}]})
    write(tmp_path, "riskyUsers-history.json", {"value": [{"id": "part of an object"}]})
    write(tmp_path, "applications-list.json", "{ not json")
    write(tmp_path, "signUps-notes.txt", "no json file")
    write(tmp_path, "array.json", [1, 2])
    graph = start_tenant(load=tmp_path)

    assert [row["id"] for row in graph.rows(SIGN_UPS)] == ["e1", "e2"]
    assert [row["displayName"] for row in graph.rows("/v1.0/servicePrincipals")] == ["no id", "none either"]
    assert graph.rows("/v1.0/identityProtection/riskyUsers") == []
    assert graph.rows("/v1.0/users") == graph.rows("/v1.0/applications") == []
    assert graph.rows("/v1.0/organization")[0]["tenantType"] == "CIAM"


def test_loaded_rows_know_no_future(start_tenant):
    graph = start_tenant(load=PRINTED, now=datetime(2020, 1, 1, tzinfo=UTC))

    assert len(graph.rows(SIGN_UPS)) == 4


def test_faults_of_rows_strike_loaded_rows_too(start_tenant):
    rows = start_tenant(load=PRINTED, faults="snapshot-user").rows(SIGN_UPS)

    assert [row["userSnapshot"] for row in rows] == [
        {"userId": "9fb7a577-9469-4489-912d-bc58a5bca276"},
        None,
        None,
        None,
    ]


def test_a_folder_that_is_not_there_is_named(start_tenant, tmp_path):
    with pytest.raises(FileNotFoundError, match=r"There is no folder .*nowhere"):
        start_tenant(load=tmp_path / "nowhere")


def test_loaded_bodies_have_no_story(start_tenant):
    with pytest.raises(ValueError, match="no story"):
        _ = start_tenant(load=PRINTED).tenant.story
