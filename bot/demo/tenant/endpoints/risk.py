"""Identity protection: risky people, risky workloads, and what made them so (Graph API reference, riskyUser ...)."""

from bot.demo.tenant.endpoint import Endpoint, Family, Part
from bot.demo.tenant.endpoints.operators import ORDERED
from bot.demo.tenant.endpoints.rules import TEXT
from bot.demo.tenant.odata.filters import Kind, Law, Rule
from bot.demo.tenant.permissions import Licence, Permission

_OPTIONS = frozenset({"$filter", "$top", "$skiptoken", "$select"})


def _law(*texts: str, times: tuple[str, ...]) -> Law:
    return Law(dict.fromkeys(texts, TEXT) | {name: Rule(Kind.DATE, ORDERED) for name in times})


_DETECTED = ("activityDateTime", "detectedDateTime", "lastUpdatedDateTime")
_OF_DETECTIONS = ("id", "riskEventType", "riskLevel", "riskState", "riskDetail", "correlationId", "requestId")

RISKY_USERS = Endpoint(
    path="identityProtection/riskyUsers",
    type_name="microsoft.graph.riskyUser",
    family=Family.RISK,
    permission=Permission.RISKY_USER,
    licence=Licence.P2,
    time_property="riskLastUpdatedDateTime",
    page=500,
    most=500,
    options=_OPTIONS,
    parts={"history": Part()},
    law=_law(
        *("id", "riskLevel", "riskState", "riskDetail", "userPrincipalName", "userDisplayName"),
        times=("riskLastUpdatedDateTime",),
    ),
)

RISK_DETECTIONS = Endpoint(
    path="identityProtection/riskDetections",
    type_name="microsoft.graph.riskDetection",
    family=Family.RISK,
    permission=Permission.RISK_EVENT,
    licence=Licence.P1,
    time_property="detectedDateTime",
    page=20,
    most=500,
    options=_OPTIONS,
    law=_law(*_OF_DETECTIONS, "userId", "userPrincipalName", "userDisplayName", "ipAddress", times=_DETECTED),
)

RISKY_SERVICE_PRINCIPALS = Endpoint(
    path="identityProtection/riskyServicePrincipals",
    type_name="microsoft.graph.riskyServicePrincipal",
    family=Family.RISK,
    permission=Permission.RISKY_SERVICE_PRINCIPAL,
    licence=Licence.WORKLOAD_ID,
    time_property="riskLastUpdatedDateTime",
    page=500,
    most=500,
    options=_OPTIONS,
    parts={"history": Part()},
    law=_law("id", "appId", "displayName", "riskLevel", "riskState", "riskDetail", times=("riskLastUpdatedDateTime",)),
)

SERVICE_PRINCIPAL_RISK_DETECTIONS = Endpoint(
    path="identityProtection/servicePrincipalRiskDetections",
    type_name="microsoft.graph.servicePrincipalRiskDetection",
    family=Family.RISK,
    permission=Permission.RISK_EVENT,
    licence=Licence.WORKLOAD_ID,
    time_property="detectedDateTime",
    page=20,
    most=500,
    options=_OPTIONS,
    law=_law(*_OF_DETECTIONS, "appId", "servicePrincipalId", "servicePrincipalDisplayName", times=_DETECTED),
)

RISK = (RISKY_USERS, RISK_DETECTIONS, RISKY_SERVICE_PRINCIPALS, SERVICE_PRINCIPAL_RISK_DETECTIONS)
