"""The tenant behind the logs: its kind, and the ids behind its names."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class TenantKind(StrEnum):
    """Graph's organization.tenantType."""

    WORKFORCE = "AAD"
    B2C = "AAD B2C"
    EXTERNAL = "CIAM"
    UNKNOWN = ""


@dataclass(frozen=True, slots=True)
class Tenant:
    """`domain` is the initial verified domain, the issuer of local accounts."""

    id: str
    name: str
    kind: TenantKind
    domain: str


@dataclass(frozen=True, slots=True)
class Bindings:
    """Casefolded names to ids: an app name may stand for several apps, a flow for the apps it serves."""

    apps: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    flows: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    extensions: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    app_names: Mapping[str, str] = field(default_factory=dict)
    """App id to display name, for events that carry no name."""
    flow_names: Mapping[str, str] = field(default_factory=dict)
    """Casefolded flow name to the name as the tenant spells it."""
    extension_names: Mapping[str, str] = field(default_factory=dict)
    """Extension id to display name."""
    missing: Mapping[str, str] = field(default_factory=dict)
    """Parts that may not be read, each with the reason and what to mend."""
