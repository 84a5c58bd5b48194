"""Something else answers in Slack's place, such as a proxy with a page of its own: said for what it is."""

from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from bot.errors import SlackError
from bot.render import Message
from bot.render.export_files import ExportFile
from handlers.destinations import Destinations
from handlers.direct_messages import DirectMessages
from handlers.files import Files
from handlers.memberships import Memberships
from handlers.patience import Patience
from handlers.posting import Poster
from handlers.web_api import web_client

PAGE = b"<html>Please log in to this network.</html>"
SAID = Message((), "The digest")


@contextmanager
def answering(status):
    """A client whose Slack answers everything with a page of somebody else's."""

    class Impostor(BaseHTTPRequestHandler):
        def do_POST(self):
            self.rfile.read(int(self.headers.get("content-length") or 0))
            self.send_response(status)
            self.send_header("content-length", str(len(PAGE)))
            self.end_headers()
            self.wfile.write(PAGE)

        def log_message(self, *args):
            """Says nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Impostor) as server:
        Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        try:
            yield web_client("xoxb-1", f"http://127.0.0.1:{server.server_port}/api/")
        finally:
            server.shutdown()


def post(client):
    Poster(client).post("C1", SAID, {})


def send_file(client):
    Files(client, DirectMessages(client), Patience(())).send("U1", ExportFile("a.csv", b"x", 1, "row"), "")


@pytest.mark.parametrize("status", [pytest.param(200, id="as if all were well"), pytest.param(502, id="as a failure")])
@pytest.mark.parametrize(
    "ask",
    [
        pytest.param(post, id="a post"),
        pytest.param(lambda client: DirectMessages(client).channel_of("U1"), id="direct messages"),
        pytest.param(lambda client: Memberships(client).may_enter("U1", "C1"), id="members of a channel"),
        pytest.param(lambda client: Destinations(client, Memberships(client)).check("C1", "U1"), id="a channel"),
        pytest.param(send_file, id="a file"),
    ],
)
def test_nobody_is_told_that_slack_said_what_it_did_not(ask, status):
    with answering(status) as client, pytest.raises(SlackError) as caught:
        ask(client)

    assert "Slack answered" not in caught.value.message
    assert "<html>" not in caught.value.message


@pytest.mark.parametrize(
    ("status", "maybe_posted"),
    [
        pytest.param(200, True, id="an answer that cannot be read"),
        pytest.param(502, True, id="a failure on the way"),
        pytest.param(403, False, id="a refusal on the way"),
    ],
)
def test_a_post_that_may_have_passed_is_not_taken_for_refused(status, maybe_posted):
    with answering(status) as client, pytest.raises(SlackError) as caught:
        post(client)

    assert caught.value.maybe_posted is maybe_posted
