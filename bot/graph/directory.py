"""The names and people that only the tenant knows. A part we may not read is left out, with the reason kept."""

import time
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any, TypeVar

from bot.domain.accounts import Account
from bot.domain.names import TenantNames
from bot.domain.sources import GraphCall
from bot.domain.tenancy import Bindings, Tenant, TenantKind
from bot.errors import GraphError
from bot.graph.accounts import find_accounts
from bot.graph.client import GraphClient
from bot.graph.kept import Kept
from bot.graph.registrations import Flow, Named, grouped, read_apps, read_extensions, read_flows, read_tenant

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
        def kept(read: Callable[[GraphClient, list[GraphCall]], T]) -> Kept[T]:
            return Kept(lambda calls: read(client, calls), clock, seconds=seconds, seconds_refused=seconds_refused)

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
        """Read all parts anew, so that `names` need not wait for Graph; whatever becomes of one, the others are read.

        Raises the first `GraphError` when all have been tried.
        """
        failed: list[GraphError] = []
        for kept in self._parts().values():
            try:
                kept.renew()
            except GraphError as error:
                failed.append(error)
        if failed:
            raise failed[0]

    def tenant(self, *, calls: list[GraphCall] | None = None) -> Tenant:
        """Which tenant this is; of unknown kind where `/organization` may not be read."""
        return self._tenant.get(calls) or Tenant(id=self._tenant_id, name="", kind=TenantKind.UNKNOWN, domain="")

    def names(self) -> TenantNames:
        """The names a question may use. What cannot be read now is `None`, whatever the reason."""
        return _names(_now(self._apps), _now(self._flows), _now(self._extensions))

    def known_names(self) -> TenantNames:
        """The names as far as they have been read already; never waits for Graph."""
        return _names(self._apps.known, self._flows.known, self._extensions.known)

    def bindings(
        self, parts: Collection[str] = ("apps", "flows", "extensions"), *, calls: list[GraphCall] | None = None
    ) -> Bindings:
        """Names to ids, of `parts` only; a part we may not read is empty, with the reason under `missing`."""
        apps = self._apps.get(calls) if "apps" in parts else None
        flows = self._flows.get(calls) if "flows" in parts else None
        extensions = self._extensions.get(calls) if "extensions" in parts else None
        apps, flows, extensions = apps or Named(), flows or (), extensions or Named()
        return Bindings(
            apps=apps.ids(),
            flows=grouped((flow.name, flow.apps) for flow in flows),
            extensions=extensions.ids(),
            app_names=apps.names,
            flow_names={flow.name.casefold(): flow.name for flow in flows},
            extension_names=extensions.names,
            missing={part: reason for part, reason in self.missing.items() if part in parts},
        )

    def accounts(self, identifiers: Sequence[str], *, calls: list[GraphCall]) -> Mapping[str, Account | None]:
        """For each identifier, by its casefolded form, the oldest account that has it, or `None`."""
        # An issuer must be named, though for local accounts nobody compares it.
        issuer = self.tenant(calls=calls).domain or self._tenant_id
        return find_accounts(self._client, identifiers, issuer, calls=calls)

    def _parts(self) -> dict[str, Kept[Any]]:
        return {"tenant": self._tenant, "apps": self._apps, "flows": self._flows, "extensions": self._extensions}


def _names(apps: Named | None, flows: tuple[Flow, ...] | None, extensions: Named | None) -> TenantNames:
    return TenantNames(
        apps=apps.distinct() if apps else None,
        flows=None if flows is None else tuple(dict.fromkeys(flow.name for flow in flows)),
        extensions=extensions.distinct() if extensions else None,
    )


def _now(kept: Kept[T]) -> T | None:
    try:
        return kept.get()
    except GraphError:
        return None
