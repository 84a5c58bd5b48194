"""Stand-ins for the world outside the Graph room: time that passes at once, and a sign-in service of our own."""

import json
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import parse_qs

import httpx

from bot.domain.question import Log
from bot.domain.window import Window
from bot.graph.auth import GraphAuth
from bot.graph.budget import Budgets
from bot.graph.channel import Channel
from bot.graph.client import GraphClient
from bot.graph.cloud import GLOBAL
from bot.graph.credentials import ClientSecret
from bot.graph.slices import LONGEST
from bot.planning.plan import Fetch

TENANT = "11111111-2222-3333-4444-555555555555"
APP = "99999999-8888-7777-6666-555555555555"
SECRET = "hush~this.must-never-be-seen"


class VirtualTime:
    """A clock that moves only when somebody waits on it."""

    def __init__(self):
        self.now = 1_000.0
        self.waits = []

    def clock(self):
        return self.now

    def wait(self, condition, seconds):
        self.waits.append(seconds)
        self.now += seconds


class LoginService:
    """OpenID metadata and tokens over real HTTP; `answer` may be replaced to refuse.

    `forms` are the token requests of apps, `queries` those of managed identities.
    """

    def __init__(self):
        self.requests = 0
        self.forms = []
        self.queries = []
        self.answer = self.grant
        self.metadata_statuses = [200]
        service = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                service.requests += 1
                path, _, query = self.path.partition("?")
                if path == "/msi/token":
                    service.queries.append({name: values[0] for name, values in parse_qs(query).items()})
                    expires = int(datetime.now(UTC).timestamp()) + 3600
                    self.reply(200, {"access_token": "machine-token", "expires_on": str(expires)})
                    return
                statuses = service.metadata_statuses
                status = statuses.pop(0) if len(statuses) > 1 else statuses[0]
                self.reply(status, service.metadata(path, status))

            def do_POST(self):
                service.requests += 1
                body = self.rfile.read(int(self.headers["Content-Length"])).decode()
                service.forms.append({name: values[0] for name, values in parse_qs(body).items()})
                self.reply(*service.answer())

            def reply(self, status, answer):
                body = answer if isinstance(answer, bytes) else json.dumps(answer).encode()
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_):
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.host = f"127.0.0.1:{self._server.server_port}"
        self.url = f"http://{self.host}"
        self._thread = Thread(target=self._server.serve_forever, args=(0.01,), daemon=True)
        self._thread.start()

    def metadata(self, path, status):
        if status != 200:
            return {"error": "invalid_tenant", "error_description": "AADSTS90002: Tenant 'x' not found."}
        base = f"https://{self.host}{path.removesuffix('/v2.0/.well-known/openid-configuration')}"
        return {
            "issuer": f"{base}/v2.0",
            "authorization_endpoint": f"{base}/oauth2/v2.0/authorize",
            "token_endpoint": f"{base}/oauth2/v2.0/token",
        }

    def grant(self):
        token = f"token-{len(self.forms)}"
        return 200, {"token_type": "Bearer", "expires_in": 3599, "access_token": token}

    def refuse(self, number, text="not today", status=400, error="invalid_client"):
        described = f"AADSTS{number}: {text}\r\nTrace ID: t\r\nCorrelation ID: {TENANT}"
        answer = {"error": error, "error_description": described, "error_codes": [number], "correlation_id": TENANT}
        self.answer = lambda: (status, answer)

    def stop(self):
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


class Script:
    """A Graph that gives the next answer of a list to each request, the last one for ever; `requests` are what came."""

    def __init__(self, *answers):
        self.requests = []
        self._answers = list(answers)

    def __call__(self, request):
        self.requests.append(request)
        answer = self._answers.pop(0) if len(self._answers) > 1 else self._answers[0]
        if isinstance(answer, Exception):
            raise answer
        if callable(answer):
            return answer(request)
        return httpx.Response(answer.status_code, headers=answer.headers, content=answer.content)


def auth_for(login, credential=None, cloud=GLOBAL, **addresses):
    return GraphAuth(
        tenant_id=TENANT,
        client_id=APP,
        credential=credential or ClientSecret(SECRET),
        cloud=cloud,
        login_url=login.url,
        **addresses,
    )


def client_for(
    login,
    graph: Callable[[httpx.Request], httpx.Response],
    time: VirtualTime,
    *,
    cloud=GLOBAL,
    slice_length=LONGEST,
    **options,
) -> GraphClient:
    """A client whose waits take no time and whose Graph is a function."""
    channel = Channel(
        auth_for(login, cloud=cloud),
        budgets=Budgets(clock=time.clock, wait=time.wait),
        transport=httpx.MockTransport(graph),
        chance=lambda: 0.0,
        **options,
    )
    return GraphClient(channel, slice_length=slice_length)


def page(rows: Iterable[dict], link: str | None = None) -> httpx.Response:
    body = {"value": list(rows)} | ({"@odata.nextLink": link} if link else {})
    return httpx.Response(200, json=body)


def refusal(status, code="", message="", headers=None, inner=None) -> httpx.Response:
    inner = {"request-id": "r-1", "client-request-id": "c-1"} | (inner or {})
    return httpx.Response(
        status, headers=headers, json={"error": {"code": code, "message": message, "innerError": inner}}
    )


def row(number: int, at: str = "2026-11-10T10:00:00Z", **members) -> dict:
    """A sign-up row with little in it."""
    return {"id": f"row-{number}", "createdDateTime": at, "correlationId": "c", "appId": "a", **members}


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def fetch(since="2026-11-10", until="2026-11-11", narrow=None) -> Fetch:
    return Fetch(Log.SIGN_UPS, Window(at(since), at(until)), narrow)


def read_all(client: GraphClient, wanted: Fetch | None = None, calls=None, *, urgent=True):
    """The events of all pages in one list."""
    pages = client.pages(wanted or fetch(), urgent=urgent, calls=[] if calls is None else calls)
    return [event for events in pages for event in events]
