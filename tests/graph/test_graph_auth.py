"""Tokens: when they are fetched, where they go, and what is said when there is none."""

import logging
import traceback
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest
from graph_stand_ins import APP, SECRET, TENANT, Script, auth_for, client_for, page, read_all, refusal

from bot.errors import GraphBusy, GraphError, GraphRefused, GraphUnexpected, GraphUnreachable, SettingsError
from bot.graph.auth import GraphAuth
from bot.graph.cloud import CLOUDS, GLOBAL
from bot.graph.credentials import ClientSecret
from bot.graph.token_refusal import TOKEN_ROWS, token_refused


def test_building_everything_asks_nobody(login, time):
    client = client_for(login, Script(page([])), time)
    client.close()

    assert login.requests == 0


def test_many_requests_share_one_token(login):
    auth = auth_for(login)

    with ThreadPoolExecutor(8) as pool:
        tokens = set(pool.map(lambda _: auth.token(), range(32)))

    assert tokens == {"token-1"}
    assert len(login.forms) == 1


def test_the_token_goes_to_graph(login, time):
    graph = Script(page([]))

    read_all(client_for(login, graph, time))

    assert graph.requests[0].headers["Authorization"] == "Bearer token-1"


@pytest.mark.parametrize(
    "url",
    [
        pytest.param("https://graph.microsoft.com.evil.example/v1.0/users", id="another host"),
        pytest.param("https://graph.microsoft.com@evil.example/v1.0/users", id="Graph as a user name"),
        pytest.param("http://graph.microsoft.com/v1.0/users", id="without encryption"),
        pytest.param("https://graph.microsoft.com:8443/v1.0/users", id="another port"),
    ],
)
def test_the_token_goes_nowhere_else(login, url):
    seen = []
    wire = httpx.MockTransport(seen.append)
    with httpx.Client(auth=auth_for(login), transport=wire) as client, pytest.raises(GraphUnexpected, match="stopped"):
        client.get(url)

    assert seen == []


@pytest.mark.parametrize("name", [pytest.param("graph_url", id="graph"), pytest.param("login_url", id="login")])
def test_plain_http_beyond_this_machine_is_refused(name):
    with pytest.raises(SettingsError, match="https"):
        GraphAuth(
            tenant_id=TENANT, client_id=APP, credential=ClientSecret(SECRET), **{name: "http://login.example.com"}
        )


@pytest.mark.parametrize("cloud", [pytest.param(cloud, id=cloud.name) for cloud in CLOUDS])
def test_each_cloud_is_asked_for_a_token_of_its_own(login, cloud):
    auth_for(login, cloud=cloud).token()

    assert login.forms[0]["scope"] == f"{cloud.graph}/.default"


def test_a_refused_token_is_replaced_once(login, time):
    graph = Script(refusal(401, "InvalidAuthenticationToken", "Lifetime validation failed."), page([]))
    calls = []

    read_all(client_for(login, graph, time), calls=calls)

    assert [request.headers["Authorization"] for request in graph.requests] == ["Bearer token-1", "Bearer token-2"]
    assert [call.status for call in calls] == [401, 200]


def test_a_second_refusal_of_the_token_is_a_matter_of_configuration(login, time):
    graph = Script(refusal(401, "InvalidAuthenticationToken", "Invalid audience."))

    with pytest.raises(GraphRefused, match="not even a new one: Invalid audience") as refused:
        read_all(client_for(login, graph, time))

    assert len(graph.requests) == 2
    assert "tenant id, client id and cloud" in refused.value.remedy


def test_only_the_refused_token_is_dropped(login):
    auth = auth_for(login)
    older = httpx.Request("GET", GLOBAL.graph, headers={"Authorization": f"Bearer {auth.token()}"})
    auth.forget(older)
    newer = auth.token()

    auth.forget(older)

    assert auth.token() == newer == "token-2"


@pytest.mark.parametrize(
    ("number", "says", "remedy"),
    [
        pytest.param(7000215, "secret is wrong", "Value (not its Secret ID)", id="wrong secret"),
        pytest.param(7000222, "secret has expired", "Certificates & secrets", id="expired secret"),
        pytest.param(700016, f"app {APP} is unknown", "App registrations", id="unknown app"),
        pytest.param(90002, f"no tenant {TENANT}", "Directory (tenant) id", id="wrong tenant"),
        pytest.param(70011, "scope", "cloud", id="wrong scope"),
        pytest.param(700027, "certificate", "Upload the public part", id="wrong certificate"),
        pytest.param(700213, "federated credential", "subject", id="wrong subject"),
    ],
)
def test_a_refusal_of_the_sign_in_service_says_what_to_mend(login, number, says, remedy):
    login.refuse(number)

    with pytest.raises(GraphRefused) as refused:
        auth_for(login).token()

    assert says in refused.value.message
    assert remedy in refused.value.remedy
    assert refused.value.trace.code == f"AADSTS{number}"
    assert refused.value.trace.request_id == TENANT


@pytest.mark.parametrize("number", [pytest.param(number, id=str(number)) for number in TOKEN_ROWS])
def test_every_row_fills_in_its_blanks(number):
    error = token_refused({"error_codes": [number]}, "the-tenant", "the-app", GLOBAL)

    assert "{" not in error.message + error.remedy
    assert error.message.endswith(".")
    assert error.remedy.endswith(".")


def test_an_unknown_code_is_shown_with_what_the_service_said(login):
    login.refuse(9999999, "Something new.")

    with pytest.raises(GraphRefused, match="AADSTS9999999: Something new"):
        auth_for(login).token()


def test_a_wrong_tenant_is_told_even_where_its_metadata_is_refused(login):
    login.metadata_statuses = [400]

    with pytest.raises(GraphRefused, match="no tenant") as refused:
        auth_for(login).token()

    assert refused.value.trace.code == "AADSTS90002"


@pytest.mark.parametrize(
    "status", [pytest.param(503, id="unavailable"), pytest.param(500, id="failed"), pytest.param(429, id="throttled")]
)
def test_an_overloaded_sign_in_service_is_busy(login, status):
    login.answer = lambda: (status, {"error": "temporarily_unavailable", "error_description": "later"})

    with pytest.raises(GraphBusy, match="sign-in service is overloaded"):
        auth_for(login).token()


def test_an_answer_that_is_no_json_is_unexpected(login):
    login.answer = lambda: (200, b"<html>a proxy</html>")

    with pytest.raises(GraphUnexpected, match="could not be read"):
        auth_for(login).token()


def test_no_sign_in_service_is_unreachable_and_tried_again(login, time):
    login.stop()
    graph = Script(page([]))

    with pytest.raises(GraphUnreachable, match="does not answer"):
        read_all(client_for(login, graph, time))

    assert graph.requests == []
    assert len(time.waits) >= 3


def test_a_sign_in_service_that_comes_back_is_used(login, time):
    login.metadata_statuses = [503, 503, 200]

    assert read_all(client_for(login, Script(page([])), time)) == []
    assert len(login.forms) == 1


@pytest.mark.parametrize(
    "trouble",
    [
        pytest.param(lambda login: login.refuse(7000215, f"Invalid secret {SECRET[:3]}..."), id="refused"),
        pytest.param(lambda login: setattr(login, "answer", lambda: (200, b"<html>")), id="no json"),
        pytest.param(lambda login: setattr(login, "answer", lambda: (503, {})), id="overloaded"),
        pytest.param(lambda login: login.stop(), id="gone"),
    ],
)
def test_no_secret_is_in_errors_or_logs(login, trouble, caplog):
    caplog.set_level(logging.DEBUG)
    trouble(login)

    with pytest.raises(GraphError) as error:
        auth_for(login).token()

    told = "".join(traceback.format_exception(error.value))
    assert SECRET not in told + caplog.text
