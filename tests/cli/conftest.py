"""The command line as somebody calls it: in this process where nothing else matters, in a real one where it does."""

import os

import pytest
from cli_calls import PRINTED
from click.testing import CliRunner

from bot.cli import main
from bot.demo.options import TenantOptions
from bot.demo.town import running_tenant


@pytest.fixture(autouse=True)
def elsewhere(tmp_path, monkeypatch):
    """A folder with no `.env`, and an environment with no setting: what the machine has set must not matter."""
    monkeypatch.chdir(tmp_path)
    for name in list(os.environ):
        if name.startswith(("GATEHOUSE_", "SLACK_")):
            monkeypatch.delenv(name)
    return tmp_path


@pytest.fixture(scope="session")
def call():
    """Calls a command in this process; `env` are its settings, `stdin` what it may read."""
    return lambda *arguments, env=None, stdin=None: CliRunner().invoke(main, list(arguments), env=env, input=stdin)


@pytest.fixture
def gatehouse(call, elsewhere):
    """The same, in a folder of the test's own."""
    return call


@pytest.fixture(scope="session")
def printed_tenant():
    """A tenant that serves the documented bodies."""
    with running_tenant(TenantOptions(load=PRINTED, throttle=False)) as tenant:
        yield tenant


@pytest.fixture(scope="session")
def town_tenant():
    """A tenant whose story ends now."""
    with running_tenant(TenantOptions(days=9, throttle=False)) as tenant:
        yield tenant
