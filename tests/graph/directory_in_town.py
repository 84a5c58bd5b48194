"""A directory over the demo tenant, or over a registry whose parts fail."""

from contextlib import contextmanager
from datetime import UTC, datetime

import httpx
from graph_stand_ins import VirtualTime, page, refusal

from bot.demo.options import TenantOptions
from bot.demo.town import running_tenant
from bot.graph.auth import GraphAuth
from bot.graph.budget import Budgets
from bot.graph.channel import Channel
from bot.graph.client import GraphClient
from bot.graph.credentials import ClientSecret
from bot.graph.directory import GraphDirectory

NOW = datetime(2026, 11, 20, 12, 0, 0, tzinfo=UTC)

DENIED = refusal(403, "Authorization_RequestDenied", "Insufficient privileges to complete the operation.")


@contextmanager
def town(faults=""):
    options = TenantOptions(days=1, now=NOW, frozen=True, rows=200, throttle=False, faults=faults)
    with running_tenant(options) as tenant:
        time = VirtualTime()
        auth = GraphAuth(
            tenant_id=tenant.tenant_id,
            client_id=tenant.client_id,
            credential=ClientSecret(tenant.client_secret),
            graph_url=tenant.graph_url,
            login_url=tenant.login_url,
        )
        client = GraphClient(Channel(auth, budgets=Budgets(clock=time.clock, wait=time.wait)))
        try:
            yield tenant, GraphDirectory(client, tenant_id=tenant.tenant_id, clock=time.clock)
        finally:
            client.close()


class Registry:
    """A Graph that serves objects by path, or an answer of its own; `paths` are what was asked for."""

    def __init__(self, **answers):
        self.answers = {name.replace("_", "/"): answer for name, answer in answers.items()}
        self.paths = []

    def __call__(self, request):
        path = request.url.path.removeprefix("/v1.0/")
        self.paths.append(path)
        answer = self.answers.get(path, [])
        if isinstance(answer, Exception):
            raise answer
        return answer if isinstance(answer, httpx.Response) else page(answer)
