"""The names and people that only the tenant knows. A part we may not read is left out, with the reason kept."""

import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

from bot.domain.accounts import Account
from bot.domain.answers import GraphCall
from bot.domain.names import TenantNames
from bot.domain.tenancy import Bindings, Tenant, TenantKind
from bot.errors import GraphError
from bot.graph.accounts import find_accounts
from bot.graph.client import GraphClient
from bot.graph.kept import Kept
from bot.graph.registrations import Named, grouped, read_apps, read_extensions, read_flows, read_tenant

T = TypeVar("T")


class GraphDirectory:
    """Reads the directory of one tenant; each part is kept for `seconds`, a refused one for `seconds_refused`."""

    def __init__(
        self,
        client: GraphClient,
        *,
        tenant_id: str,
        clock: Callable[[], float] = time.monotonic,
        seconds: float = 600.0,
        seconds_refused: float = 60.0,
    ) -> None:
        def kept(read: Callable[[GraphClient], T]) -> Kept[T]:
            return Kept(lambda: read(client), clock, seconds=seconds, seconds_refused=seconds_refused)

        self._client = client
        self._tenant_id = tenant_id
        self._tenant = kept(read_tenant)
        self._apps = kept(read_apps)
        self._flows = kept(read_flows)
        self._extensions = kept(read_extensions)

    @property
    def missing(self) -> Mapping[str, str]:
        """For each part that may not be read the reason, with what to mend; as of the last reading."""
        return {part: kept.refusal for part, kept in self._parts().items() if kept.refusal}

    def refresh(self) -> None:
        """Read all parts anew, so that `names` need not wait for Graph. Raises `GraphError`."""
        for kept in self._parts().values():
            kept.renew()

    def tenant(self) -> Tenant:
        """Which tenant this is; of unknown kind where `/organization` may not be read."""
        return self._tenant.get() or Tenant(id=self._tenant_id, name="", kind=TenantKind.UNKNOWN, domain="")

    def names(self) -> TenantNames:
        """The names a question may use. What cannot be read now is `None`, whatever the reason."""
        apps, flows, extensions = _now(self._apps), _now(self._flows), _now(self._extensions)
        return TenantNames(
            apps=apps.distinct() if apps else None,
            flows=None if flows is None else tuple(dict.fromkeys(flow.name for flow in flows)),
            extensions=extensions.distinct() if extensions else None,
        )

    def bindings(self) -> Bindings:
        """Names to ids; a part we may not read is empty."""
        apps, flows, extensions = (
            self._apps.get() or Named(),
            self._flows.get() or (),
            self._extensions.get() or Named(),
        )
        return Bindings(
            apps=apps.ids(),
            flows=grouped((flow.name, flow.apps) for flow in flows),
            extensions=extensions.ids(),
            app_names=apps.names,
            extension_names=extensions.names,
        )

    def accounts(self, identifiers: Sequence[str], *, calls: list[GraphCall]) -> Mapping[str, Account | None]:
        """For each identifier, by its casefolded form, the oldest account that has it, or `None`."""
        issuer = self.tenant().domain or self._tenant_id  # must be there, though for local accounts nobody compares it
        return find_accounts(self._client, identifiers, issuer, calls=calls)

    def _parts(self) -> dict[str, Kept[Any]]:
        return {"tenant": self._tenant, "apps": self._apps, "flows": self._flows, "extensions": self._extensions}


def _now(kept: Kept[T]) -> T | None:
    try:
        return kept.get()
    except GraphError:
        return None
