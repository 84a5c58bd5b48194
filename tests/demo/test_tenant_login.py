"""The sign-in service gives tokens to the right app and says in AADSTS numbers what is wrong with the others."""

import re

import httpx
import msal
import pytest
from tenant_calls import MovableClock

ASSERTION = "eyJhbGciOiJQUzI1NiJ9.eyJpc3MiOiJzb21lYm9keSJ9.c2lnbmF0dXJl"  # {"alg": "PS256"}, {"iss": "somebody"}
UNSIGNED = "eyJhbGciOiJub25lIn0.eyJpc3MiOiJzb21lYm9keSJ9."  # {"alg": "none"}, {"iss": "somebody"}
JWT_BEARER = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"


class PlainOverHttps:
    """msal's `http_client`: what the metadata calls https is plain http here."""

    def __init__(self, http):
        self._http = http

    def get(self, url, **options):
        return self._http.get(url.replace("https://", "http://"), headers=options.get("headers"))

    def post(self, url, **options):
        address = url.replace("https://", "http://")
        return self._http.post(address, data=options.get("data"), headers=options.get("headers"))

    def close(self):
        self._http.close()


def test_the_real_msal_client_gets_a_token_that_opens_the_sign_up_log(graph):
    tenant = graph.tenant
    with httpx.Client(timeout=60) as http:
        app = msal.ConfidentialClientApplication(
            tenant.client_id,
            client_credential=tenant.client_secret,
            authority=f"{tenant.login_url.replace('http://', 'https://')}/{tenant.tenant_id}",
            instance_discovery=False,
            http_client=PlainOverHttps(http),
        )
        given = app.acquire_token_for_client(["https://graph.microsoft.com/.default"])
    headers = {"Authorization": f"Bearer {given['access_token']}"}

    assert given["expires_in"] == 3599
    assert graph.http.get("/beta/auditLogs/signUps", headers=headers).status_code == 200


def test_the_metadata_prints_https_endpoints_of_the_address_it_was_asked_at(graph):
    metadata = graph.http.get(f"/{graph.tenant.tenant_id}/v2.0/.well-known/openid-configuration").json()

    address = graph.tenant.login_url.replace("http://", "https://")
    assert metadata["token_endpoint"] == f"{address}/{graph.tenant.tenant_id}/oauth2/v2.0/token"
    assert metadata["issuer"] == f"{address}/{graph.tenant.tenant_id}/v2.0"


@pytest.mark.parametrize(
    ("changes", "status", "error", "number"),
    [
        pytest.param({"client_secret": "wrong"}, 401, "invalid_client", 7000215, id="wrong secret"),
        pytest.param({"client_secret": None}, 401, "invalid_client", 7000218, id="no credential"),
        pytest.param({"client_id": "nobody"}, 400, "unauthorized_client", 700016, id="unknown app"),
        pytest.param({"tenant": "elsewhere.example"}, 400, "invalid_tenant", 90002, id="unknown tenant"),
        pytest.param({"scope": "User.Read"}, 400, "invalid_scope", 70011, id="scope of a person"),
        pytest.param({"scope": "https://vault.example/.default"}, 400, "invalid_resource", 500011, id="other resource"),
        pytest.param({"grant_type": "password"}, 400, "unsupported_grant_type", 70003, id="other grant"),
    ],
)
def test_a_wrong_token_request_is_answered_with_its_aadsts_number(graph, changes, status, error, number):
    answer = graph.ask_token(**changes)

    body = answer.json()
    assert (answer.status_code, body["error"], body["error_codes"]) == (status, error, [number])
    assert re.match(
        rf"AADSTS{number}: .+\r\nTrace ID: {body['trace_id']}\r\nCorrelation ID: {body['correlation_id']}"
        rf"\r\nTimestamp: {body['timestamp']}",
        body["error_description"],
    )


def test_an_unknown_tenant_has_no_metadata(graph):
    answer = graph.http.get("/elsewhere.example/v2.0/.well-known/openid-configuration")

    assert (answer.status_code, answer.json()["error_codes"]) == (400, [90002])


@pytest.mark.parametrize(
    ("assertion", "kind", "outcome"),
    [
        pytest.param(ASSERTION, JWT_BEARER, 200, id="signed"),
        pytest.param(UNSIGNED, JWT_BEARER, 700027, id="unsigned"),
        pytest.param("no token at all", JWT_BEARER, 50027, id="malformed"),
        pytest.param("§.§", JWT_BEARER, 50027, id="not even base64"),
        pytest.param(ASSERTION, "urn:other", 50027, id="other type"),
    ],
)
def test_a_client_assertion_serves_in_place_of_a_secret(graph, assertion, kind, outcome):
    answer = graph.ask_token(client_secret=None, client_assertion=assertion, client_assertion_type=kind)

    assert outcome in (answer.status_code, *answer.json().get("error_codes", ()))


@pytest.mark.parametrize(
    ("header", "message"),
    [
        pytest.param("", "Access token is empty.", id="no header"),
        pytest.param("Bearer", "Access token is empty.", id="no token"),
        pytest.param("Bearer made-up", "CompactToken parsing failed with error code: 80049217", id="foreign token"),
    ],
)
def test_graph_answers_401_without_a_token_of_its_own(graph, header, message):
    answer = graph.http.get("/v1.0/organization", headers={"Authorization": header} if header else {})

    error = answer.json()["error"]
    assert (answer.status_code, error["code"], error["message"]) == (401, "InvalidAuthenticationToken", message)


def test_a_token_for_another_cloud_is_of_the_wrong_audience(graph):
    token = graph.ask_token(scope="https://graph.microsoft.us/.default").json()["access_token"]

    answer = graph.http.get("/v1.0/organization", headers={"Authorization": f"Bearer {token}"})
    assert answer.json()["error"]["message"] == "Access token validation failure. Invalid audience."


def test_a_token_for_the_tenants_own_address_is_good(graph):
    token = graph.ask_token(scope=f"{graph.tenant.graph_url}/.default").json()["access_token"]

    assert graph.http.get("/v1.0/organization", headers={"Authorization": f"Bearer {token}"}).status_code == 200


def test_a_changed_token_is_not_taken(graph):
    token = graph.ask_token().json()["access_token"]
    changed = token[:-6] + ("A" if token[-6] != "A" else "B") + token[-5:]

    assert graph.http.get("/v1.0/organization", headers={"Authorization": f"Bearer {changed}"}).status_code == 401


def test_a_token_is_good_for_an_hour_of_the_tenants_clock(start_tenant):
    clock = MovableClock()
    graph = start_tenant(clock=clock)

    assert graph.get("/v1.0/organization").status_code == 200
    clock.forward(minutes=59)
    assert graph.get("/v1.0/organization").status_code == 200
    clock.forward(minutes=1)
    assert graph.error("/v1.0/organization") == (
        401,
        "InvalidAuthenticationToken",
        "Lifetime validation failed, the token is expired.",
    )
