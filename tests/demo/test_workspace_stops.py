"""The demo workspace leaves nothing behind."""

from contextlib import closing
from http.client import HTTPConnection
from threading import enumerate as threads
from threading import get_ident
from urllib.error import URLError

import pytest
from bolted import bolt_app, connected, web_client
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from bot.demo.serving import Served
from bot.demo.workspace import running_workspace
from bot.demo.workspace.people import Person


def test_it_leaves_no_thread_behind() -> None:
    before = set(threads())
    with running_workspace() as workspace, connected(bolt_app(workspace), workspace):
        workspace.slash("/nobody")
        workspace.use_http("http://127.0.0.1:9/")

    assert set(threads()) - before == set()


def test_it_stops_though_a_slow_answer_is_under_way() -> None:
    with running_workspace() as workspace:
        workspace.fail_next("auth.test", delay=600)
        waiting = HTTPConnection("127.0.0.1", int(workspace.url.rpartition(":")[2]), timeout=60)
        waiting.request("POST", "/api/auth.test")
        web_client(workspace).auth_test()  # answered at once, so the slow one is waiting by now

    with closing(waiting), waiting.getresponse() as answer:
        assert answer.status == 200, "answered when the workspace stopped"


def test_nothing_answers_once_it_has_stopped() -> None:
    with running_workspace() as workspace:
        slack = web_client(workspace)
    workspace.stop()

    with pytest.raises(URLError):
        slack.auth_test()


def test_it_can_be_given_a_port_people_and_pages() -> None:
    async def page(_request: Request) -> PlainTextResponse:
        return PlainTextResponse(f"served by thread {get_ident()}")

    with running_workspace(people=[Person(id="U_ANN", name="ann", real_name="Ann")], pages=[Route("/", page)]) as town:
        port = int(town.url.rpartition(":")[2])
        assert web_client(town).users_info(user="U_ANN")["user"]["name"] == "ann"
        visit = HTTPConnection("127.0.0.1", port)
        visit.request("GET", "/")
        assert visit.getresponse().read().startswith(b"served by thread")
        visit.close()
    with running_workspace(port=port) as again:
        assert again.url == town.url


def test_a_server_that_cannot_start_says_so() -> None:
    with running_workspace() as workspace:
        port = int(workspace.url.rpartition(":")[2])

        with pytest.raises(OSError, match="Address already in use"):
            Served(Starlette(), port)
