"""`sync`: filling the mirror, again, and after an interruption."""

import os
import pty
import re
import signal
import subprocess
import sys
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cli_calls import ROOT, settings_for

from bot.cli.export import EVERYTHING
from bot.demo.options import TenantOptions
from bot.demo.town import running_tenant
from bot.domain.question import Log
from bot.mirror.store import Mirror

MIRROR = Path("gatehouse.sqlite3")
MINUTE = timedelta(minutes=1)


def settled(rows, days=3):
    """Ids of the rows that are older than this test, but not much older than so many days."""
    now = datetime.now(UTC)
    first, last = (now - timedelta(days=days) + MINUTE).isoformat(), (now - MINUTE).isoformat()
    return {row["id"] for row in rows if first < row["createdDateTime"] < last}


def held():
    return {row["id"] for row in Mirror(MIRROR).rows(Log.SIGN_UPS, EVERYTHING)}


def sync(gatehouse, tenant, since="3d"):
    """So few days that Graph's allowance lets them be read without a wait."""
    return gatehouse("sync", "--log", "signups", "--since", since, env=settings_for(tenant))


def test_it_reads_the_log_and_says_what_is_held(gatehouse, town_tenant):
    result = sync(gatehouse, town_tenant)

    assert (result.exit_code, result.stdout) == (0, "")
    assert re.match(rf"signups: {len(held()):,} rows read in \d requests; held from \S+ \S+ to \S+", result.stderr)
    assert settled(town_tenant.story.events) <= held()


def test_no_more_is_read_than_was_asked_for(gatehouse, town_tenant):
    sync(gatehouse, town_tenant, since="1d")

    asked_for = datetime.now(UTC) - timedelta(days=1)
    older = {row["id"] for row in town_tenant.story.events if row["createdDateTime"] < (asked_for - MINUTE).isoformat()}
    assert older
    assert not held() & older
    assert set() < settled(town_tenant.story.events, days=1) <= held()


def test_the_second_time_only_what_is_new_is_read(gatehouse, town_tenant):
    sync(gatehouse, town_tenant)
    before = len(town_tenant.requests)
    again = sync(gatehouse, town_tenant)

    asked = [request for request in town_tenant.requests[before:] if "signUps" in request.target]
    assert (again.exit_code, len(asked)) == (0, 1)
    assert settled(town_tenant.story.events) <= held()


def test_graph_trouble_is_told_with_what_becomes_of_the_rows(gatehouse):
    with running_tenant(TenantOptions(days=1, throttle=False, faults="403-consent")) as tenant:
        result = sync(gatehouse, tenant)

    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith("Stopped. What was read is kept, and the next sync goes on from there.\n")
    assert "Grant admin consent" in result.stderr


def test_a_log_that_is_refused_does_not_keep_the_others_from_being_read(gatehouse):
    with running_tenant(TenantOptions(days=1, throttle=False, faults="403-licence")) as tenant:
        wanted = ["--log", "provisioning", "--log", "audit", "--since", "2h"]
        result = gatehouse("sync", *wanted, env=settings_for(tenant))

    assert (result.exit_code, result.stdout) == (1, "")
    assert re.search("provisioning: not read. .*licence", result.stderr)
    assert re.search(r"audit: \d+ rows read in 1 requests", result.stderr)


def test_an_interruption_loses_nothing(gatehouse):
    """Interrupted on a terminal, in the middle of a log so slow that it cannot be over, and run again."""
    with running_tenant(TenantOptions(days=9, throttle=False, faults="slow", slow_seconds=1.0)) as slow:
        status, shown = interrupted(["sync", "--log", "signups", "--since", "3d"], settings_for(slow))
        some = held()
        told = slow.story.events
    with running_tenant(TenantOptions(days=9, now=slow.clock.start, throttle=False)) as quick:
        again = sync(gatehouse, quick, since="3d")

    assert status == 1
    assert b"\r" in shown
    assert set() < some & settled(told, days=3) < settled(told, days=3)
    assert again.exit_code == 0
    assert settled(told, days=3) <= held()


def interrupted(command, settings):
    """Runs a command on a terminal and presses Ctrl-C when the first rows are there: its status, and what it showed."""
    ours, theirs = pty.openpty()
    environment = {**os.environ, **settings, "PYTHONPATH": str(ROOT)}
    with heeding_ctrl_c():
        process = subprocess.Popen([sys.executable, "-m", "bot", *command], env=environment, stderr=theirs)
    with process:
        os.close(theirs)
        shown = seen_until(ours, b"rows read")
        process.send_signal(signal.SIGINT)
        shown += seen_until(ours, b"goes on from there")
        process.wait(timeout=60)
    os.close(ours)
    return process.returncode, shown


@contextmanager
def heeding_ctrl_c():
    """Tests that run in the background ignore Ctrl-C, and so would what they start."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def seen_until(terminal, words):
    seen = b""
    while words not in seen:
        seen += os.read(terminal, 1_000)
    return seen


@pytest.mark.parametrize(
    ("options", "says"),
    [
        pytest.param(["--since", "long"], "write one as 12h or 30d", id="no length"),
        pytest.param(["--log", "risk"], "'risk' is not", id="a log that is not connected"),
        pytest.param([], "GATEHOUSE_TENANT_ID is not set", id="no settings"),
    ],
)
def test_what_cannot_be_done_is_the_callers_mistake(gatehouse, options, says):
    result = gatehouse("sync", *options)

    assert (result.exit_code, result.stdout) == (2, "")
    assert says in result.stderr
