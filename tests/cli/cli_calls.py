"""Calls the command line in a process of its own, and what such tests share."""

import json
import os
import signal
import subprocess
import sys
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).parents[2]

PRINTED = ROOT / "tests" / "data" / "graph"
"""Bodies as Microsoft's documentation prints them: one attempt of four events, of 15 October 2024."""

AFTER = "2024-10-15T09:00:00Z"
"""A moment some hours after that attempt."""

NOON = datetime(2026, 11, 17, 12, tzinfo=UTC)


def settings_for(tenant, **more):
    """The environment of a Gatehouse that reads `tenant`."""
    return {
        "GATEHOUSE_TENANT_ID": tenant.tenant_id,
        "GATEHOUSE_CLIENT_ID": tenant.client_id,
        "GATEHOUSE_CLIENT_SECRET": tenant.client_secret,
        "GATEHOUSE_GRAPH_URL": tenant.graph_url,
        "GATEHOUSE_LOGIN_URL": tenant.login_url,
        **more,
    }


def json_lines(text):
    return [json.loads(line) for line in text.splitlines()]


@contextmanager
def started(*arguments, env=None):
    """A command in a process of its own, killed at the end if it has not ended by itself."""
    command = [sys.executable, "-m", "bot", *arguments]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), **(env or {})}
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        try:
            yield process
        finally:
            process.kill()


def ended(process, kind=signal.SIGTERM, timeout=60):
    """Sends a signal and waits: status, what is left of standard output, and standard error."""
    process.send_signal(kind)
    out, err = process.communicate(timeout=timeout)
    return process.returncode, out, err
