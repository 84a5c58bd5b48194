"""How apps and their credentials are used (Graph API reference, application and credential usage reports)."""

from bot.demo.tenant.endpoint import BETA, NO_OPTIONS, PAGED, Endpoint, Family
from bot.demo.tenant.endpoints.rules import TEXT
from bot.demo.tenant.odata.filters import Law
from bot.demo.tenant.permissions import Licence, Permission

APP_REPORTS = (
    Endpoint(
        path="reports/getAzureADApplicationSignInSummary",
        type_name="microsoft.graph.applicationSignInSummary",
        family=Family.REPORT,
        permission=Permission.REPORTS,
        licence=Licence.P1,
        versions=BETA,
        parameters={"period": frozenset({"D7", "D30"})},
        page=1_000_000,
        options=NO_OPTIONS,
        files="applicationSignInSummary",
        law=Law({}),
    ),
    Endpoint(
        path="reports/getRelyingPartyDetailedSummary",
        type_name="microsoft.graph.relyingPartyDetailedSummary",
        family=Family.REPORT,
        permission=Permission.REPORTS,
        licence=Licence.P1,
        parameters={"period": frozenset({"D1", "D7", "D30"})},
        page=1_000,
        most=1_000,
        options=PAGED,
        files="relyingPartyDetailedSummary",
        law=Law({"relyingPartyId": TEXT, "relyingPartyName": TEXT, "serviceId": TEXT, "migrationStatus": TEXT}),
    ),
    Endpoint(
        path="reports/applicationSignInDetailedSummary",
        type_name="microsoft.graph.applicationSignInDetailedSummary",
        family=Family.REPORT,
        permission=Permission.REPORTS,
        licence=Licence.P1,
        versions=BETA,
        delegated_only=True,
        law=Law({}),
    ),
    Endpoint(
        path="reports/servicePrincipalSignInActivities",
        type_name="microsoft.graph.servicePrincipalSignInActivity",
        family=Family.REPORT,
        permission=Permission.AUDIT_LOG,
        versions=BETA,
        options=PAGED,
        law=Law({"appId": TEXT}),
    ),
    Endpoint(
        path="reports/appCredentialSignInActivities",
        type_name="microsoft.graph.appCredentialSignInActivity",
        family=Family.REPORT,
        permission=Permission.AUDIT_LOG,
        versions=BETA,
        options=PAGED,
        law=Law({"keyId": TEXT}),
    ),
)
