"""The demo tenant inside this process, and settings that point the real bot at it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.demo.options import TenantOptions
from bot.demo.town import running_tenant
from bot.settings import Settings, load


@contextmanager
def demo_settings(now: datetime | None = None, *, throttle: bool = True) -> Iterator[Settings]:
    """Settings of a tenant that lives as long as the block; with `now` its clock stands still there.

    The database is a temporary file, so nothing of the demo touches a real mirror.
    """
    options = TenantOptions(now=now, frozen=now is not None, throttle=throttle)
    with TemporaryDirectory(prefix="gatehouse-demo-") as folder, running_tenant(options) as tenant:
        yield load(
            {
                "tenant_id": tenant.tenant_id,
                "client_id": tenant.client_id,
                "client_secret": tenant.client_secret,
                "certificate_file": None,
                "federated_token_file": None,
                "managed_identity": None,
                "cloud": "global",
                "graph_url": tenant.graph_url,
                "login_url": tenant.login_url,
                "database": Path(folder) / "demo.sqlite3",
            }
        )
