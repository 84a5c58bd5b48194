"""The Procfile's lines, started as they stand by a shell, as a platform does, and pointed at the demo town."""

import os
import re
import signal
import socket
import subprocess
import sys
from contextlib import contextmanager
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from time import monotonic
from zoneinfo import ZoneInfo

import httpx
import pytest

from bot.demo.options import TenantOptions
from bot.demo.town import running_tenant
from bot.demo.workspace import running_workspace
from bot.demo.workspace.people import GROWTH, HELPDESK
from bot.domain.cadence import Cadence, Every
from bot.domain.question import Log
from bot.domain.subscriptions import DigestKind, Draft, Person
from bot.domain.window import Window
from bot.graph.wire import read_rows
from bot.mirror.ledger import SqlLedger
from bot.mirror.schema import migrate
from bot.mirror.store import Mirror
from bot.mirror.subscriptions import SqlSubscriptions

ROOT = Path(__file__).parents[1]
LINES = dict(re.findall(r"^(\w+): (.+)$", (ROOT / "Procfile").read_text(), re.MULTILINE))


@pytest.fixture(scope="module")
def tenant():
    with running_tenant(TenantOptions(days=9, throttle=False)) as tenant:
        yield tenant


@pytest.fixture
def workspace():
    with running_workspace() as workspace:
        yield workspace


@pytest.fixture
def environment(tenant, workspace, tmp_path):
    """What an operator would set, on a machine that has set nothing else."""
    return {
        "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT),
        "GATEHOUSE_TENANT_ID": tenant.tenant_id,
        "GATEHOUSE_CLIENT_ID": tenant.client_id,
        "GATEHOUSE_CLIENT_SECRET": tenant.client_secret,
        "GATEHOUSE_GRAPH_URL": tenant.graph_url,
        "GATEHOUSE_LOGIN_URL": tenant.login_url,
        "GATEHOUSE_SLACK_URL": workspace.api_url,
        "GATEHOUSE_ALLOWED_USERS": HELPDESK.id,
        "GATEHOUSE_DATABASE": str(tmp_path / "mirror.sqlite3"),
        "SLACK_BOT_TOKEN": workspace.credentials.bot_token,
        "SLACK_APP_TOKEN": workspace.credentials.app_token,
        "SLACK_SIGNING_SECRET": workspace.credentials.signing_secret,
    }


class Started:
    """A line of the Procfile at work. Its log goes to a file, so that nobody has to read it for it to go on."""

    def __init__(self, line, environment, folder):
        self._log = folder / "log"
        with self._log.open("wb") as log:
            self.process = subprocess.Popen(
                ["sh", "-c", line], cwd=folder, env=environment, stderr=log, start_new_session=True
            )

    @property
    def log(self):
        return self._log.read_text()

    def stop(self):
        """Tells the whole group to end, as platforms do, and answers the status; they kill what takes half a minute."""
        os.killpg(self.process.pid, signal.SIGTERM)
        return self.process.wait(timeout=30)


@pytest.fixture
def start(environment, tmp_path):
    @contextmanager
    def starting(name, **more):
        started = Started(LINES[name], environment | more, tmp_path)
        try:
            yield started
        finally:
            if started.process.poll() is None:
                os.killpg(started.process.pid, signal.SIGKILL)
                started.process.wait()

    return starting


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return listener.getsockname()[1]


def wait_for_health(port):
    with httpx.Client(trust_env=False, transport=httpx.HTTPTransport(retries=0)) as client:
        until = monotonic() + 60
        while True:
            try:
                return client.get(f"http://127.0.0.1:{port}/healthz")
            except httpx.ConnectError:
                assert monotonic() < until, "the web process never listened"


def assert_answers(workspace):
    invocation = workspace.slash("/signups", "failed last 24h", user=HELPDESK.id)
    ack = invocation.wait_ack()
    (reply,) = invocation.wait(timeout=60)

    assert ack.latency < 3
    assert "sign-up attempts failed" in reply.text
    assert reply.response_type == "ephemeral"


def test_the_worker_connects_answers_and_ends_when_it_is_told_to(start, workspace):
    with start("worker") as worker:
        workspace.wait_connected(timeout=60)
        assert_answers(workspace)
        status = worker.stop()

    assert (status, workspace.connections) == (0, 0), worker.log
    assert "Connected to Slack." in worker.log
    assert "Stopped." in worker.log
    assert "Traceback" not in worker.log


def test_the_web_process_answers_signed_requests_and_ends_when_it_is_told_to(start, workspace):
    port = free_port()
    with start("web", HOST="127.0.0.1", PORT=str(port)) as web:
        health = wait_for_health(port)
        workspace.use_http(f"http://127.0.0.1:{port}/slack/events")
        assert_answers(workspace)
        status = web.stop()

    assert health.json()["status"] == "ok"
    assert status == 0, web.log
    assert "Stopped." in web.log
    assert "Traceback" not in web.log


def test_release_migrates_and_may_run_again(start, environment):
    for _ in range(2):
        with start("release") as release:
            assert release.process.wait(timeout=60) == 0, release.log

    assert release.log.endswith("mirror.sqlite3 is up to date.\n")


def test_the_worker_holds_the_clock_and_posts_what_is_owed(start, tenant, workspace, environment):
    """A subscription known since yesterday at midnight owes the digest of yesterday, as soon as the worker starts."""
    database, midnight = Path(environment["GATEHOUSE_DATABASE"]), datetime.combine(datetime.now(UTC), time(), UTC)
    fill(database, tenant)
    SqlLedger(database).known_since(f"signups-daily:{GROWTH.id}", midnight)
    with start("worker", GATEHOUSE_DIGEST_CHANNEL=GROWTH.id, GATEHOUSE_DIGEST_TIME="00:00") as worker:
        (post,) = workspace.wait_posts(channel=GROWTH.id, timeout=60)
        worker.stop()

    yesterday = midnight - timedelta(days=1)
    assert post.text.startswith(f"*Sign-ups on {yesterday:%A} {yesterday.day} {yesterday:%B %Y}*")
    assert "Traceback" not in worker.log


def test_the_worker_posts_what_somebody_subscribed_to(start, tenant, workspace, environment):
    """Made two days ago, so that yesterday's and the day before's are owed as soon as the worker starts."""
    database, now = Path(environment["GATEHOUSE_DATABASE"]), datetime.now(UTC)
    fill(database, tenant)
    midnight = datetime.combine(now, time(), UTC)
    cadence = Cadence(Every.DAILY, time(), ZoneInfo("UTC"))
    to_me = Draft(kind=DigestKind.SIGN_UPS, cadence=cadence, to=Person(HELPDESK.id), owner=HELPDESK.id)
    SqlSubscriptions(database).add(to_me, midnight - timedelta(days=1))
    with start("worker") as worker:
        posts = workspace.wait_posts(2, channel=workspace.direct_messages(HELPDESK.id).id, timeout=60)
        worker.stop()

    days = [midnight - timedelta(days=back) for back in (2, 1)]
    assert [post.text.splitlines()[0] for post in posts] == [
        f"*Sign-ups on {day:%A} {day.day} {day:%B %Y}*" for day in days
    ]
    assert "Traceback" not in worker.log


def fill(database, tenant):
    """A mirror as a worker leaves it that was stopped a minute ago."""
    now = datetime.now(UTC)
    past = [row for row in tenant.story.events if row["createdDateTime"] < now.isoformat()]
    migrate(database)
    mirror = Mirror(database)
    mirror.store(Log.SIGN_UPS, read_rows(Log.SIGN_UPS, past))
    mirror.mark(Log.SIGN_UPS, Window(now - timedelta(days=31), now - timedelta(minutes=1)), now)


def test_neither_log_nor_output_shows_a_secret_or_who_was_asked_about(start, workspace, environment):
    with start("worker", GATEHOUSE_LOG_LEVEL="DEBUG") as worker:
        workspace.wait_connected(timeout=60)
        workspace.slash("/signups", "user:jane@contoso.com last 24h", user=HELPDESK.id).wait(timeout=60)
        worker.stop()

    secrets = [value for name, value in environment.items() if name.endswith(("_SECRET", "_TOKEN"))]
    assert [secret for secret in (*secrets, "jane@contoso.com", "jane%40contoso.com") if secret in worker.log] == []


@pytest.mark.parametrize(
    ("changes", "status", "says"),
    [
        pytest.param({"SLACK_APP_TOKEN": "xapp-wrong"}, 1, "Slack refuses the app-level token", id="app token"),
        pytest.param({"SLACK_APP_TOKEN": ""}, 2, "SLACK_APP_TOKEN is not set", id="no app token"),
        pytest.param({"GATEHOUSE_SLACK_URL": "http://127.0.0.1:9/"}, 1, "Slack cannot be reached", id="no Slack"),
    ],
)
def test_a_worker_that_cannot_start_says_why_and_ends(start, changes, status, says):
    with start("worker", **changes) as worker:
        assert worker.process.wait(timeout=60) == status, worker.log

    assert says in worker.log
    assert "Traceback" not in worker.log


def test_a_web_process_whose_port_is_taken_says_so_and_ends(start):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with start("web", HOST="127.0.0.1", PORT=str(port)) as web:
            assert web.process.wait(timeout=60) == 2, web.log

    assert f"Cannot listen on 127.0.0.1 port {port}: Address already in use." in web.log
