"""The directory audit log and the provisioning log (Graph API reference, directoryAudit, provisioningObjectSummary)."""

from bot.demo.tenant.endpoint import Endpoint, Family
from bot.demo.tenant.endpoints.operators import AFTER_BEFORE, CONTAINS, EQ, FROM_TO
from bot.demo.tenant.endpoints.rules import NAME, PART, TEXT
from bot.demo.tenant.odata.filters import Kind, Law, Rule
from bot.demo.tenant.oddities import altered
from bot.demo.tenant.permissions import Licence, Permission

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
            "activityDisplayName": NAME,
            "correlationId": TEXT,
            "id": TEXT,
            "initiatedBy/app/appId": TEXT,
            "initiatedBy/app/displayName": TEXT,
            "initiatedBy/user/displayName": TEXT,
            "initiatedBy/user/id": TEXT,
            "initiatedBy/user/userPrincipalName": NAME,
            "loggedByService": TEXT,
            "targetResources/any/displayName": NAME,
            "targetResources/any/id": TEXT,
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
            "changeId": PART,
            "cycleId": PART,
            "durationInMilliseconds": Rule(Kind.NUMBER, EQ | AFTER_BEFORE),
            "id": PART,
            "initiatedBy/displayName": PART,
            "jobId": PART,
            "provisioningAction": PART,
            "provisioningStatusInfo/status": Rule(Kind.TEXT, EQ | CONTAINS, any_case=True),
            "servicePrincipal/displayName": TEXT,
            "servicePrincipal/id": TEXT,
            "tenantId": PART,
            **{
                f"{side}{kind}": PART
                for side in ("source", "target")
                for kind in ("System/displayName", "Identity/displayName", "Identity/id", "Identity/identityType")
            },
        }
    ),
)
