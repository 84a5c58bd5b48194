"""The sign-in log (Graph API reference, signIn): v1.0 has interactive sign-ins of people, beta has all four kinds."""

from bot.demo.rows import Row
from bot.demo.tenant.endpoint import Endpoint, Family
from bot.demo.tenant.endpoints.operators import AFTER_BEFORE, EQ, FROM_TO, NE
from bot.demo.tenant.endpoints.rules import NAME, TEXT
from bot.demo.tenant.odata.filters import Kind, Law, Rule
from bot.demo.tenant.oddities import altered
from bot.demo.tenant.permissions import Licence, Permission

_V1 = {
    "appDisplayName": NAME,
    "appId": TEXT,
    "clientAppUsed": TEXT,
    "conditionalAccessStatus": TEXT,
    "correlationId": TEXT,
    "createdDateTime": Rule(Kind.DATE, FROM_TO, ignored=AFTER_BEFORE),
    "deviceDetail/browser": NAME,
    "deviceDetail/operatingSystem": NAME,
    "id": TEXT,
    "ipAddress": NAME,
    "location/city": NAME,
    "location/countryOrRegion": NAME,
    "location/state": NAME,
    "resourceDisplayName": TEXT,
    "resourceId": TEXT,
    "riskDetail": TEXT,
    "riskEventTypes_v2/any": NAME,
    "riskLevelAggregated": TEXT,
    "riskLevelDuringSignIn": TEXT,
    "riskState": TEXT,
    "status/errorCode": Rule(Kind.NUMBER, EQ, probe=NE),
    "userDisplayName": NAME,
    "userId": TEXT,
    "userPrincipalName": NAME,
}
_BETA = {
    "appOwnerTenantId": TEXT,
    "authenticationRequirement": NAME,
    "conditionalAccessAudiences/any": TEXT,
    "originalRequestId": TEXT,
    "resourceOwnerTenantId": TEXT,
    "servicePrincipalId": NAME,
    "servicePrincipalName": NAME,
    "signInEventTypes/any": Rule(Kind.TEXT, EQ | NE),
    "tokenIssuerName": TEXT,
    "userAgent": NAME,
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
