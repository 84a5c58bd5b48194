"""Where the sign-up log exists at all: in external tenants, and only in the global cloud."""

from bot.domain.tenancy import TenantKind
from bot.errors import GraphRefused, GraphTrace
from bot.graph.cloud import GLOBAL, Cloud

_REMEDY = (
    "Point Gatehouse at the external tenant your customers sign up in: its own tenant id, an app registered there, "
    f"and the cloud {GLOBAL.name!r}."
)

_KINDS = {TenantKind.WORKFORCE: "a workforce tenant", TenantKind.B2C: "an Azure AD B2C tenant"}


def no_sign_ups_in_cloud(cloud: Cloud) -> GraphRefused:
    """The error for a national cloud."""
    return GraphRefused(
        f"Microsoft keeps a sign-up log only in the global cloud; this tenant is in the cloud {cloud.name!r}.",
        remedy=_REMEDY,
    )


def no_sign_ups_in_tenant(kind: TenantKind, trace: GraphTrace) -> GraphRefused | None:
    """The error for a tenant that is known to have no sign-up log, `None` for one that may have it."""
    what = _KINDS.get(kind)
    if what is None:
        return None
    return GraphRefused(
        f"The sign-up log exists only in external tenants (Entra External ID); this one is {what}.",
        remedy=_REMEDY,
        trace=trace,
    )


def tenant_kind(tenant_type: object) -> TenantKind:
    """The kind named by organization.tenantType; one that Microsoft adds later is unknown to us."""
    return next((kind for kind in TenantKind if kind.value == tenant_type), TenantKind.UNKNOWN)
