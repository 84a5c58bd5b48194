"""The sign-in log (Graph API reference, signIn): v1.0 has interactive sign-ins of people, beta has all four kinds."""

from bot.demo.rows import Row
from bot.demo.tenant.endpoint import Endpoint, Family
from bot.demo.tenant.endpoints.operators import AFTER_BEFORE, EQ, FROM_TO, NE, PREFIX
from bot.demo.tenant.odata.filters import Kind, Law, Rule
from bot.demo.tenant.oddities import altered
from bot.demo.tenant.permissions import Licence, Permission

_TEXT = Rule(Kind.TEXT, EQ)
_NAME = Rule(Kind.TEXT, EQ | PREFIX)

_V1 = {
    "appDisplayName": _NAME,
    "appId": _TEXT,
    "clientAppUsed": _TEXT,
    "conditionalAccessStatus": _TEXT,
    "correlationId": _TEXT,
    "createdDateTime": Rule(Kind.DATE, FROM_TO, ignored=AFTER_BEFORE),
    "deviceDetail/browser": _NAME,
    "deviceDetail/operatingSystem": _NAME,
    "id": _TEXT,
    "ipAddress": _NAME,
    "location/city": _NAME,
    "location/countryOrRegion": _NAME,
    "location/state": _NAME,
    "resourceDisplayName": _TEXT,
    "resourceId": _TEXT,
    "riskDetail": _TEXT,
    "riskEventTypes_v2/any": _NAME,
    "riskLevelAggregated": _TEXT,
    "riskLevelDuringSignIn": _TEXT,
    "riskState": _TEXT,
    "status/errorCode": Rule(Kind.NUMBER, EQ, probe=NE),
    "userDisplayName": _NAME,
    "userId": _TEXT,
    "userPrincipalName": _NAME,
}
_BETA = {
    "appOwnerTenantId": _TEXT,
    "authenticationRequirement": _NAME,
    "conditionalAccessAudiences/any": _TEXT,
    "originalRequestId": _TEXT,
    "resourceOwnerTenantId": _TEXT,
    "servicePrincipalId": _NAME,
    "servicePrincipalName": _NAME,
    "signInEventTypes/any": Rule(Kind.TEXT, EQ | NE),
    "tokenIssuerName": _TEXT,
    "userAgent": _NAME,
}
_ONLY_IN_BETA = frozenset(
    {
        *("agent", "appOwnerTenantId", "appliedEventListeners", "authenticationContextClassReferences"),
        *("authenticationDetails", "authenticationMethodsUsed", "authenticationProcessingDetails"),
        *("authenticationProtocol", "authenticationRequirement", "authenticationRequirementPolicies"),
        *("autonomousSystemNumber", "azureResourceId", "clientCredentialType", "conditionalAccessAudiences"),
        *("crossTenantAccessType", "federatedCredentialId", "flaggedForReview", "homeTenantId", "homeTenantName"),
        *("incomingTokenType", "ipAddressFromResourceProvider", "isTenantRestricted", "managedServiceIdentity"),
        *("mfaDetail", "networkLocationDetails", "originalRequestId", "privateLinkDetails"),
        *("processingTimeInMilliseconds", "resourceOwnerTenantId", "resourceServicePrincipalId", "resourceTenantId"),
        *("servicePrincipalCredentialKeyId", "servicePrincipalCredentialThumbprint", "servicePrincipalId"),
        *("servicePrincipalName", "sessionId", "sessionLifetimePolicies", "signInEventTypes", "signInIdentifier"),
        *("signInIdentifierType", "tokenIssuerName", "tokenIssuerType", "uniqueTokenIdentifier", "userAgent"),
        "userType",
    }
)
_LEARNT_LATER = {"riskDetail": "none", "riskEventTypes_v2": [], "riskLevelAggregated": "none", "riskState": "none"}


def is_interactive(row: Row) -> bool:
    """Whether a person signed in at a prompt; a row without types, as v1.0 prints it, says so itself."""
    types = row.get("signInEventTypes")
    return bool(row.get("isInteractive", True)) if types is None else "interactiveUser" in types


def as_v1(row: Row) -> Row:
    """A row as v1.0 prints it: without what only beta has, and with risk under its older name."""
    plain = {name: value for name, value in row.items() if name not in _ONLY_IN_BETA}
    return plain if "riskEventTypes" in plain else plain | {"riskEventTypes": row.get("riskEventTypes_v2", [])}


def as_young(row: Row) -> Row:
    """A row at first: of the authentication only its first step, and nothing of the risk that is worked out later."""
    details = row.get("authenticationDetails") or []
    changes = {name: value for name, value in _LEARNT_LATER.items() if name in row}
    return row | changes | ({"authenticationDetails": details[:1]} if details else {})


SIGN_INS = Endpoint(
    path="auditLogs/signIns",
    type_name="microsoft.graph.signIn",
    family=Family.LOG,
    permission=Permission.AUDIT_LOG,
    licence=Licence.P1,
    page=1_000,
    most=1_000,
    options=frozenset({"$filter", "$top", "$skiptoken", "$orderby"}),
    probe_options=frozenset({"$select"}),
    law=Law(_V1),
    beta_law=Law(_V1 | _BETA),
    holds={"v1.0": is_interactive},
    unless_asked={"signInEventTypes": is_interactive},
    guarded={"appliedConditionalAccessPolicies": frozenset({Permission.CONDITIONAL_ACCESS, Permission.POLICY})},
    versioned={"v1.0": as_v1},
    young=as_young,
    altered=altered,
)
