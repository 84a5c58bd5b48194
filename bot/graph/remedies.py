"""Graph's refusals in plain words: what happened, what to mend and where, and the ids that support asks for."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from types import MappingProxyType

from bot.errors import GraphBusy, GraphError, GraphRefused, GraphUnexpected
from bot.graph.cloud import Cloud
from bot.graph.refusal import NO_LICENCE, Refused

LONGEST_QUOTE = 300
"""Characters of Graph's own message that are passed on."""


class WindowTooWide(GraphBusy):
    """Graph ran out of time: half the window may do."""


class PlaceLost(GraphBusy):
    """A skip token went stale: the list has to be read from its start."""


@dataclass(frozen=True, slots=True)
class RefusalRow:
    """One kind of refusal: found by status, by `code` and by a `pattern` in the message.

    `{permission}`, `{portal}`, `{graph}`, `{path}` and `{told}`, Graph's own message, are filled in.
    """

    statuses: frozenset[int]
    says: str
    remedy: str = ""
    code: str = ""
    pattern: str = ""
    error: type[GraphError] = GraphRefused

    def fits(self, refused: Refused) -> bool:
        """Whether this row speaks of `refused`."""
        return (
            refused.status in self.statuses
            and (not self.code or refused.has_code(self.code))
            and (not self.pattern or re.search(self.pattern, refused.message, re.IGNORECASE) is not None)
        )


PERMISSIONS: Mapping[str, str] = MappingProxyType(
    {
        "auditLogs/provisioning": "ProvisioningLog.Read.All",
        "auditLogs": "AuditLog.Read.All",
        "reports/userInsights": "Insights-UserMetric.Read.All",
        "reports/getAzureADApplicationSignInSummary": "Reports.Read.All",
        "reports/getRelyingPartyDetailedSummary": "Reports.Read.All",
        "reports": "AuditLog.Read.All",
        "identityProtection/riskyUsers": "IdentityRiskyUser.Read.All",
        "identityProtection/riskyServicePrincipals": "IdentityRiskyServicePrincipal.Read.All",
        "identityProtection": "IdentityRiskEvent.Read.All",
        "users/*/authentication": "UserAuthenticationMethod.Read.All",
        "users": "User.Read.All",
        "applications": "Application.Read.All",
        "servicePrincipals": "Application.Read.All",
        "organization": "Organization.Read.All",
        "identity/authenticationEventsFlows": "EventListener.Read.All",
        "identity/customAuthenticationExtensions": "CustomAuthenticationExtension.Read.All",
    }
)
"""The least application permission for a path and what lies below it (Graph API reference, each page's table).

`*` stands for an id; the first that fits is meant.
"""

_CONSENT = (
    "In {portal} > Microsoft Entra ID > App registrations > your app > API permissions: add the Microsoft Graph "
    "application permission {permission}, then press Grant admin consent. It may take some minutes to be felt."
)
_CONFIGURATION = (
    "Check that tenant id, client id and cloud belong together ({graph} takes only tokens of its own cloud), and that "
    "the clock of this machine is right."
)
_TOO_LONG = "Graph took too long over {path}."
_SHORTER = "Ask for a shorter window, or again in some minutes."

REFUSALS = (
    RefusalRow(
        frozenset({400}),
        "Graph lost its place in the list (stale skip token).",
        "Ask again.",
        pattern=r"(skip|page) ?token",
        error=PlaceLost,
    ),
    RefusalRow(
        frozenset({400}),
        "Graph does not take this filter on {path}: {told}",
        "The same question can be asked without the filter, and decided here.",
        pattern=r"filter clause|query option|\bfilter\b",
    ),
    RefusalRow(frozenset({400}), "Graph does not take this query on {path}: {told}", code="Request_UnsupportedQuery"),
    RefusalRow(
        frozenset({400, 404}),
        "Graph has nothing at {path}: {told}",
        "Check that the cloud and the kind of tenant have it.",
        pattern=r"resource not found for the segment",
    ),
    RefusalRow(frozenset({400}), "Graph could not read our request for {path}: {told}"),
    RefusalRow(frozenset({401}), "Graph does not take our token, not even a new one: {told}", _CONFIGURATION),
    RefusalRow(
        frozenset({403}),
        "Graph sees no Entra ID P1 or P2 licence in this tenant, which {path} asks for.",
        "Add the licence; where there is one, wait for it to be seen, or grant Directory.Read.All as well.",
        code=NO_LICENCE,
    ),
    RefusalRow(
        frozenset({403}),
        "The app lacks the permission {permission}, which {path} asks for.",
        _CONSENT,
        code="Authentication_MSGraphPermissionMissing",
    ),
    RefusalRow(
        frozenset({403}),
        "Graph wants a directory role that the signed-in identity does not have.",
        "Give it Reports Reader at {portal} > Microsoft Entra ID > Roles and administrators; an app with application "
        "permissions needs no role.",
        pattern=r"\brole",
    ),
    RefusalRow(
        frozenset({403}),
        "The app may not read {path}.",
        _CONSENT,
        code="Authorization_RequestDenied",
    ),
    RefusalRow(frozenset({403}), "Graph forbids reading {path}: {told}", _CONSENT),
    RefusalRow(frozenset({404}), "Graph does not know what was asked for at {path}: {told}"),
    RefusalRow(
        frozenset({429}),
        "Graph is throttling us: too many requests on {path}.",
        "Ask again in a minute, or for a shorter window.",
        error=GraphBusy,
    ),
    RefusalRow(frozenset({408, 504}), _TOO_LONG, _SHORTER, error=WindowTooWide),
    RefusalRow(frozenset({500, 502, 503}), _TOO_LONG, _SHORTER, code="UnknownError", error=WindowTooWide),
    RefusalRow(
        frozenset({500, 502, 503}),
        "Graph's service has trouble answering {path}.",
        "Ask again in some minutes; status.cloud.microsoft tells of known trouble.",
        error=GraphBusy,
    ),
)
"""Read from the top; the first row that fits speaks. Codes as Microsoft's pages on Graph errors give them."""


def explained(refused: Refused, cloud: Cloud) -> GraphError:
    """The error that says what to mend: of the first row that fits, else `GraphUnexpected`."""
    told = " ".join(refused.message.split())[:LONGEST_QUOTE] or "no reason given"
    row = next((row for row in REFUSALS if row.fits(refused)), None)
    if row is None:
        return GraphUnexpected(
            f"Graph answered {refused.path} with status {refused.status}: {told}", trace=refused.trace
        )
    fill = {
        "permission": permission_for(refused),
        "portal": cloud.portal,
        "graph": cloud.graph,
        "path": refused.path,
        "told": told,
    }
    return row.error(row.says.format(**fill), remedy=row.remedy.format(**fill), trace=refused.trace)


def permission_for(refused: Refused) -> str:
    """The permission Graph's message names, else the least one documented for the path."""
    named = re.search(r"\b[A-Z][A-Za-z-]+\.Read(?:Basic|Write)?\.All\b", refused.message)
    if named:
        return named[0]
    below = (name for path, name in PERMISSIONS.items() if fnmatchcase(refused.path, f"{path}*"))
    return next(below, "that its reference page names")
