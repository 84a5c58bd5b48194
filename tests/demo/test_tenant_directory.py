"""Apps, flows, extensions, people and the tenant itself, as directory objects are found."""

import pytest

from bot.demo.story.registrations import APPS, CLIENT_ID, CRM_CLAIMS, PARTNERS, STORE, TENANT_DOMAIN, TENANT_ID

USERS = "/v1.0/users"
FLOWS = "/v1.0/identity/authenticationEventsFlows"
BY_APP = "microsoft.graph.externalUsersSelfServiceSignUpEventsFlow/conditions/applications/includeApplications"
CONTACT = "id,displayName,mail,otherMails,identities,accountEnabled,createdDateTime,creationType"
ADVANCED = {"ConsistencyLevel": "eventual"}


def with_identity(story, kind):
    """An account whose first identity is local ("emailAddress") or federated."""
    return next(user for user in story.users if user["identities"][0]["signInType"] == kind)


def by_identity(address, issuer=TENANT_DOMAIN):
    quoted = address.replace("'", "''")
    return f"identities/any(c:c/issuerAssignedId eq '{quoted}' and c/issuer eq '{issuer}')"


def test_the_tenant_says_that_it_is_an_external_one(graph):
    (organization,) = graph.rows("/v1.0/organization")

    assert (organization["id"], organization["tenantType"]) == (TENANT_ID, "CIAM")


def test_every_app_has_a_registration_and_a_service_principal(graph):
    names = {app.app_id: app.name for app in APPS} | {CLIENT_ID: "Gatehouse"}

    for path in ("/v1.0/applications", "/v1.0/servicePrincipals"):
        assert names.items() <= {row["appId"]: row["displayName"] for row in graph.rows(path)}.items()


def test_microsofts_own_apps_are_service_principals_only(graph):
    text = "displayName eq 'Microsoft Graph'"

    assert graph.rows("/v1.0/applications", filter=text) == []
    assert len(graph.rows("/v1.0/servicePrincipals", filter=text)) == 1


def test_an_app_is_found_by_its_name_or_the_start_of_it_without_case(graph):
    (exact,) = graph.rows("/v1.0/applications", filter="displayName eq 'contoso store'", select="appId,displayName")

    assert exact == {"appId": STORE.app_id, "displayName": "Contoso Store"}
    assert len(graph.rows("/v1.0/servicePrincipals", filter="startswith(displayName,'contoso')")) == 2


@pytest.mark.parametrize("collection", ["applications", "servicePrincipals"])
def test_an_app_is_read_by_its_app_id(graph, collection):
    body = graph.get(f"/v1.0/{collection}(appId='{STORE.app_id}')").json()

    assert body["displayName"] == "Contoso Store"
    assert graph.get(f"/v1.0/{collection}/{body['id']}").json()["appId"] == STORE.app_id
    assert graph.error(f"/v1.0/{collection}(appId='nothing')")[:2] == (404, "Request_ResourceNotFound")


def test_a_local_account_is_found_by_address_whatever_issuer_is_named(graph, story):
    user = with_identity(story, "emailAddress")
    address = user["identities"][0]["issuerAssignedId"]

    for text in (by_identity(address), by_identity(address.upper()), by_identity(address, "anything")):
        (found,) = graph.rows(USERS, filter=text, select=CONTACT)
        assert found == {name: user[name] for name in CONTACT.split(",")}


def test_a_federated_account_is_found_by_its_issuer_and_subject_only(graph, story):
    identity = with_identity(story, "federated")["identities"][0]

    assert len(graph.rows(USERS, filter=by_identity(identity["issuerAssignedId"], identity["issuer"]))) == 1
    assert graph.rows(USERS, filter=by_identity(identity["issuerAssignedId"], TENANT_DOMAIN)) == []


def test_a_principal_name_is_not_found_among_identities(graph, story):
    principal = story.users[0]["userPrincipalName"]

    assert graph.rows(USERS, filter=by_identity(principal)) == []
    assert len(graph.rows(USERS, filter=f"userPrincipalName eq '{principal}'")) == 1


@pytest.mark.parametrize("provider", ["google.com", "facebook.com", "apple.com"])
def test_a_social_account_is_found_by_its_mail_addresses(graph, story, provider):
    user = next(user for user in story.users if user["identities"][0]["issuer"] == provider)
    address = user["mail"] or user["otherMails"][0]

    quoted = address.replace("'", "''")
    text = f"mail eq '{quoted}' or otherMails/any(o:o eq '{quoted}')"
    assert [row["id"] for row in graph.rows(USERS, filter=text)] == [user["id"]]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("identities/any(c:c/issuerAssignedId eq 'a@b.example')", id="address alone"),
        pytest.param("identities/any(c:c/issuer eq 'contosotown.onmicrosoft.com')", id="issuer alone"),
        pytest.param("identities/any(c:c/issuerAssignedId ne 'x' and c/issuer eq 'y')", id="other operator"),
        pytest.param("identities/any(c:c/issuerAssignedId eq 'x' or c/issuer eq 'y')", id="or"),
        pytest.param("identities/any(c:c/issuerAssignedId eq 1 and c/issuer eq 'y')", id="number"),
    ],
)
def test_identities_are_asked_for_with_both_parts(graph, text):
    assert graph.error(USERS, filter=text)[:2] == (400, "Request_UnsupportedQuery")


def test_a_well_known_issuer_may_stand_alone(graph, story):
    expected = {user["id"] for user in story.users if user["identities"][0]["issuer"] == "google.com"}

    assert expected >= {row["id"] for row in graph.rows(USERS, filter="identities/any(c:c/issuer eq 'google.com')")}


def test_some_properties_of_a_user_are_shown_only_when_selected(graph, story):
    user = story.users[0]
    plain = graph.get(f"{USERS}/{user['id']}").json()
    chosen = graph.get(f"{USERS}/{user['id']}", select="id,identities,signInActivity").json()

    assert "identities" not in plain
    assert "createdDateTime" not in plain
    assert plain["displayName"] == user["displayName"]
    assert chosen["identities"] == user["identities"]
    assert set(chosen) == {"@odata.context", "id", "identities", "signInActivity"}


def test_an_unknown_property_cannot_be_selected(graph):
    status, code, message = graph.error(USERS, select="id,shoeSize")

    assert (status, code) == (400, "BadRequest")
    assert "'shoeSize' on type 'microsoft.graph.user'" in message


def test_users_come_a_hundred_at_a_time(graph, story):
    pages = graph.pages(USERS)

    assert {len(page["value"]) for page in pages[:-1]} == {100}
    assert len(graph.rows(USERS, top="999")) == sum(len(page["value"]) for page in pages)
    assert graph.error(USERS, top="1000")[0] == 400


def test_a_user_is_there_from_the_moment_the_account_was_made(graph, story):
    made = {row["userId"] for row in graph.rows("/beta/auditLogs/signUps") if row["userId"]}
    present = {row["id"] for row in graph.rows(USERS, top="999")}
    to_come = {row["id"] for row in story.users if row["createdDateTime"] > "2026-11-12T09:30:00Z"}

    assert made <= present
    assert to_come
    assert not to_come & present


@pytest.mark.parametrize("text", ["displayName ne 'Town Administrator'", "not (displayName eq 'Town Administrator')"])
def test_an_advanced_filter_wants_its_header_and_its_count(graph, text):
    plain = graph.error(USERS, filter=text)
    body = graph.get(USERS, ADVANCED, filter=text, count="true", top="5").json()

    assert plain[:2] == (400, "Request_UnsupportedQuery")
    assert "ConsistencyLevel:eventual" in plain[2]
    assert body["@odata.count"] == len(graph.rows(USERS, top="999")) - 1
    assert len(body["value"]) == 5


def test_an_unsupported_property_is_named(graph):
    message = "Unsupported or invalid query filter clause specified for property 'city' of resource 'User'."

    assert graph.error(USERS, filter="city eq 'Paris'") == (400, "Request_UnsupportedQuery", message)
    assert graph.error(USERS, filter="mail eq")[:2] == (400, "BadRequest")


def test_the_directory_passes_over_options_it_does_not_know(graph):
    assert graph.get(USERS, flavour="sweet").status_code == 200
    assert graph.error(USERS, search='"displayName:A"')[0] == 400


def test_a_list_of_flows_does_not_say_which_apps_they_serve(graph):
    flows = graph.rows(FLOWS)

    assert len(flows) == 4
    assert all(flow["conditions"]["applications"]["includeApplications"] == [] for flow in flows)


def test_the_flow_of_an_app_is_found_and_shows_its_apps(graph):
    (flow,) = graph.rows(FLOWS, filter=f"{BY_APP}/any(appId:appId/appId eq '{STORE.app_id}')")

    assert flow["displayName"] == "Shop sign-up"
    assert {"appId": STORE.app_id} in flow["conditions"]["applications"]["includeApplications"]


def test_the_apps_of_a_flow_are_listed(graph):
    (flow,) = graph.rows(FLOWS, filter="displayName eq 'Partner onboarding'")

    apps = graph.rows(f"{FLOWS}/{flow['id']}/conditions/applications/includeApplications")
    assert apps == [{"appId": PARTNERS.app_id}]


def test_a_custom_extension_is_read_by_its_id(graph):
    path = "/v1.0/identity/customAuthenticationExtensions"
    body = graph.get(f"{path}/{CRM_CLAIMS.extension_id}").json()

    assert body["displayName"] == "CRM claims"
    assert body["@odata.type"] == "#microsoft.graph.onTokenIssuanceStartCustomExtension"
    assert len(graph.rows(path)) == 4


@pytest.mark.parametrize(
    ("path", "segment"),
    [
        pytest.param("/v1.0/nowhere", "nowhere", id="unknown collection"),
        pytest.param("/v1.0/auditLogs/signupLogs", "signupLogs", id="unknown log"),
        pytest.param("/v2.0/users", "v2.0", id="unknown version"),
        pytest.param("/v1.0/users/x/shoes", "shoes", id="unknown part"),
        pytest.param("/v1.0/users(appId='x')", "(appId='x')", id="unknown key"),
    ],
)
def test_an_unknown_path_is_named(graph, path, segment):
    assert graph.error(path) == (400, "BadRequest", f"Resource not found for the segment '{segment}'.")


def test_paths_are_read_in_either_case(graph):
    assert graph.get("/beta/auditlogs/signups", top="1").json()["value"]
    assert graph.get("/v1.0/Users", top="1").json()["value"]


def test_nothing_can_be_written(graph):
    token = graph.ask_token().json()["access_token"]

    answer = graph.http.post("/v1.0/users", headers={"Authorization": f"Bearer {token}"}, json={})
    assert answer.status_code == 405
