"""The demo tenant, started once for reading and anew for whatever changes it; a workspace for each test."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from bolted import web_client
from slack_sdk import WebClient
from tenant_calls import NOW, GraphCaller

from bot.demo.clock import TenantClock
from bot.demo.options import TenantOptions
from bot.demo.story.telling import Story
from bot.demo.town import running_tenant
from bot.demo.workspace import Workspace, running_workspace

StartTenant = Callable[..., GraphCaller]


@pytest.fixture(scope="session")
def graph() -> Iterator[GraphCaller]:
    """Three weeks of story at a clock that stands still, unthrottled."""
    options = TenantOptions(days=21, now=NOW, frozen=True, throttle=False)
    with running_tenant(options) as tenant, GraphCaller(tenant) as caller:
        yield caller


@pytest.fixture
def start_tenant() -> Iterator[StartTenant]:
    """Starts a tenant with a day of story and the options given, and stops it after the test."""
    with ExitStack() as stack:

        def start(clock: TenantClock | None = None, **options: Any) -> GraphCaller:
            chosen = TenantOptions(**({"days": 1, "now": NOW, "frozen": True, "throttle": False} | options))
            return stack.enter_context(GraphCaller(stack.enter_context(running_tenant(chosen, clock=clock))))

        yield start


@pytest.fixture(scope="session")
def story(graph: GraphCaller) -> Story:
    """What the tenant for reading tells: three weeks of the default seed."""
    return graph.tenant.story


@pytest.fixture
def workspace() -> Iterator[Workspace]:
    with running_workspace() as workspace:
        yield workspace


@pytest.fixture
def slack(workspace: Workspace) -> WebClient:
    return web_client(workspace)
