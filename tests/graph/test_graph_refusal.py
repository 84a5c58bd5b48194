"""Every error of Graph becomes a sentence that says what to mend."""

import orjson
import pytest

from bot.errors import GraphBusy, GraphRefused, GraphUnexpected
from bot.graph.cloud import GLOBAL
from bot.graph.refusal import mishap_of, read_refusal
from bot.graph.remedies import PlaceLost, WindowTooWide, explained
from bot.graph.retry import Mishap

LOGS = "auditLogs/signUps"
NON_PREMIUM = "Authentication_RequestFromNonPremiumTenantOrB2CTenant"
NO_SCOPE = "Authentication_MSGraphPermissionMissing"
DENIED = "Authorization_RequestDenied"


def told(status, code="", message="", path=LOGS, **inner):
    body = orjson.dumps({"error": {"code": code, "message": message, "innerError": inner}})
    return explained(read_refusal(status, path, body, {}), GLOBAL)


@pytest.mark.parametrize(
    ("status", "code", "message", "kind", "words"),
    [
        pytest.param(400, "BadRequest", "Invalid filter clause", GraphRefused, "not take this filter", id="filter"),
        pytest.param(
            400, "Request_UnsupportedQuery", "Unsupported Query.", GraphRefused, "not take this query", id="directory"
        ),
        pytest.param(400, "", "Invalid Skip Token", PlaceLost, "lost its place", id="skip token, empty code"),
        pytest.param(400, "BadRequest", "skip token is null", PlaceLost, "lost its place", id="skip token, null"),
        pytest.param(
            400, "BadRequest", "Resource not found for the segment 'x'.", GraphRefused, "has nothing at", id="path"
        ),
        pytest.param(401, "InvalidAuthenticationToken", "expired", GraphRefused, "not even a new one", id="token"),
        pytest.param(403, NON_PREMIUM, "Neither tenant is B2C", GraphRefused, "P1 or P2", id="licence"),
        pytest.param(
            403, NON_PREMIUM.lower(), "Neither tenant is B2C", GraphRefused, "P1 or P2", id="licence, small letters"
        ),
        pytest.param(403, NO_SCOPE, "needs AuditLog.Read.All", GraphRefused, "AuditLog.Read.All", id="consent"),
        pytest.param(403, DENIED, "Insufficient privileges", GraphRefused, "may not read", id="directory consent"),
        pytest.param(403, "", "User is not in the allowed roles", GraphRefused, "directory role", id="role"),
        pytest.param(403, "Odd", "because", GraphRefused, "forbids", id="forbidden for another reason"),
        pytest.param(404, "Request_ResourceNotFound", "Resource 'x' does", GraphRefused, "not know", id="not found"),
        pytest.param(429, "TooManyRequests", "Please retry", GraphBusy, "throttling", id="throttled"),
        pytest.param(503, "serviceNotAvailable", "", GraphBusy, "trouble", id="unavailable"),
        pytest.param(500, "generalException", "", GraphBusy, "trouble", id="failed"),
        pytest.param(504, "UnknownError", "", WindowTooWide, "too long", id="timed out"),
        pytest.param(500, "UnknownError", "", WindowTooWide, "too long", id="timed out, as a failure"),
        pytest.param(418, "Teapot", "short and stout", GraphUnexpected, "418: short and stout", id="anything else"),
    ],
)
def test_a_refusal_is_told_in_our_words(status, code, message, kind, words):
    error = told(status, code, message)

    assert type(error) is kind
    assert words in error.message
    assert error.trace.status == status


@pytest.mark.parametrize(
    ("path", "permission"),
    [
        pytest.param("auditLogs/signUps", "AuditLog.Read.All", id="sign-ups"),
        pytest.param("auditLogs/provisioning", "ProvisioningLog.Read.All", id="provisioning"),
        pytest.param("users", "User.Read.All", id="users"),
        pytest.param("users/5f1/authentication/methods", "UserAuthenticationMethod.Read.All", id="registered methods"),
        pytest.param("servicePrincipals", "Application.Read.All", id="apps"),
        pytest.param("identity/authenticationEventsFlows/1/conditions", "EventListener.Read.All", id="flows"),
        pytest.param("organization", "Organization.Read.All", id="tenant"),
    ],
)
def test_missing_consent_names_the_permission_and_where_to_grant_it(path, permission):
    error = told(403, DENIED, "Insufficient privileges to complete the operation.", path)

    assert permission in error.remedy
    assert "portal.azure.com > Microsoft Entra ID > App registrations" in error.remedy
    assert "Grant admin consent" in error.remedy


def test_the_permission_that_graph_names_goes_before_ours():
    error = told(403, NO_SCOPE, "does not have required MSGraph permissions Insights-UserMetric.Read.All", "reports/x")

    assert "Insights-UserMetric.Read.All" in error.message


@pytest.mark.parametrize("spelling", [pytest.param("innerError", id="usual"), pytest.param("innererror", id="small")])
def test_ids_and_nested_codes_are_found_in_either_spelling(spelling):
    deeper = {"code": NON_PREMIUM, spelling: {"request-id": "r-1", "client-request-id": "c-1"}}
    body = orjson.dumps({"error": {"code": "", "message": "no", spelling: deeper}})

    error = explained(read_refusal(403, LOGS, body, {}), GLOBAL)

    assert "P1 or P2" in error.message
    assert (error.trace.code, error.trace.request_id, error.trace.client_request_id) == (NON_PREMIUM, "r-1", "c-1")


def test_ids_in_the_headers_go_before_those_in_the_body():
    body = orjson.dumps({"error": {"code": "x", "innerError": {"request-id": "body"}}})

    assert read_refusal(500, LOGS, body, {"request-id": "header"}).request_id == "header"


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(b"<html><h1>503 from a proxy</h1></html>", id="html"),
        pytest.param(b"[]", id="a list"),
        pytest.param(b'{"error": "text"}', id="text in place of an error"),
        pytest.param(b'{"error": {"code": 5, "message": null, "innerError": "x"}}', id="members of other types"),
    ],
)
def test_a_body_that_is_no_error_object_still_says_something(body):
    error = explained(read_refusal(503, LOGS, body, {}), GLOBAL)

    assert isinstance(error, GraphBusy)
    assert error.trace.status == 503


def test_a_long_message_is_cut_and_put_on_one_line():
    error = told(404, "x", "line\n" * 1_000)

    assert "\n" not in error.message
    assert len(error.message) < 500


@pytest.mark.parametrize(
    ("status", "code", "mishap"),
    [
        pytest.param(401, "InvalidAuthenticationToken", Mishap.UNTRUSTED, id="401"),
        pytest.param(408, "", Mishap.TIMED_OUT, id="408"),
        pytest.param(429, "TooManyRequests", Mishap.THROTTLED, id="429"),
        pytest.param(500, "generalException", Mishap.FAILED, id="500"),
        pytest.param(500, "UnknownError", Mishap.TIMED_OUT, id="500 UnknownError"),
        pytest.param(502, "", Mishap.OVERLOADED, id="502"),
        pytest.param(503, "", Mishap.OVERLOADED, id="503"),
        pytest.param(504, "", Mishap.TIMED_OUT, id="504"),
        pytest.param(400, "BadRequest", None, id="400"),
        pytest.param(403, DENIED, None, id="403"),
        pytest.param(404, "", None, id="404"),
        pytest.param(302, "", None, id="302"),
    ],
)
def test_only_trouble_that_may_pass_is_tried_again(status, code, mishap):
    body = orjson.dumps({"error": {"code": code, "message": ""}})

    assert mishap_of(read_refusal(status, LOGS, body, {})) is mishap
