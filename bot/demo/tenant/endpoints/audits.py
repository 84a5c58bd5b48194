"""The directory audit log and the provisioning log (Graph API reference, directoryAudit, provisioningObjectSummary)."""

from bot.demo.tenant.endpoint import Endpoint, Family
from bot.demo.tenant.endpoints.operators import AFTER_BEFORE, CONTAINS, EQ, FROM_TO, PREFIX
from bot.demo.tenant.odata.filters import Kind, Law, Rule
from bot.demo.tenant.oddities import altered
from bot.demo.tenant.permissions import Licence, Permission

_TEXT = Rule(Kind.TEXT, EQ)
_NAME = Rule(Kind.TEXT, EQ | PREFIX)
_PART = Rule(Kind.TEXT, EQ | CONTAINS)

DIRECTORY_AUDITS = Endpoint(
    path="auditLogs/directoryAudits",
    type_name="microsoft.graph.directoryAudit",
    family=Family.LOG,
    permission=Permission.AUDIT_LOG,
    time_property="activityDateTime",
    page=1_000,
    most=1_000,
    options=frozenset({"$filter", "$top", "$skiptoken", "$orderby"}),
    altered=altered,
    law=Law(
        {
            "activityDateTime": Rule(Kind.DATE, FROM_TO),
            "activityDisplayName": _NAME,
            "correlationId": _TEXT,
            "id": _TEXT,
            "initiatedBy/app/appId": _TEXT,
            "initiatedBy/app/displayName": _TEXT,
            "initiatedBy/user/displayName": _TEXT,
            "initiatedBy/user/id": _TEXT,
            "initiatedBy/user/userPrincipalName": _NAME,
            "loggedByService": _TEXT,
            "targetResources/any/displayName": _NAME,
            "targetResources/any/id": _TEXT,
        }
    ),
)

PROVISIONING = Endpoint(
    path="auditLogs/provisioning",
    type_name="microsoft.graph.provisioningObjectSummary",
    family=Family.LOG,
    permission=Permission.PROVISIONING_LOG,
    also=frozenset({Permission.AUDIT_LOG}),
    licence=Licence.P1,
    time_property="activityDateTime",
    page=1_000,
    most=1_000,
    pages_only_with_top=True,
    options=frozenset({"$filter", "$top", "$skiptoken", "$orderby"}),
    altered=altered,
    law=Law(
        {
            "activityDateTime": Rule(Kind.DATE, EQ | AFTER_BEFORE),
            "changeId": _PART,
            "cycleId": _PART,
            "durationInMilliseconds": Rule(Kind.NUMBER, EQ | AFTER_BEFORE),
            "id": _PART,
            "initiatedBy/displayName": _PART,
            "jobId": _PART,
            "provisioningAction": _PART,
            "provisioningStatusInfo/status": Rule(Kind.TEXT, EQ | CONTAINS, any_case=True),
            "servicePrincipal/displayName": _TEXT,
            "servicePrincipal/id": _TEXT,
            "tenantId": _PART,
            **{
                f"{side}{kind}": _PART
                for side in ("source", "target")
                for kind in ("System/displayName", "Identity/displayName", "Identity/id", "Identity/identityType")
            },
        }
    ),
)
