"""Counts and usage: what Graph sums up over the logs (Graph API reference, reports and sign-in summaries)."""

from bot.demo.tenant.endpoint import BETA, NO_OPTIONS, PAGED, Endpoint, Family
from bot.demo.tenant.endpoints.operators import AFTER_BEFORE, EQ, ORDERED, PREFIX
from bot.demo.tenant.odata.filters import Kind, Law, Rule
from bot.demo.tenant.permissions import Licence, Permission

_TEXT = Rule(Kind.TEXT, EQ)
_NAME = Rule(Kind.TEXT, EQ | PREFIX)
_FLAG = Rule(Kind.FLAG, EQ)
_WINDOWS = frozenset({"h1", "h6", "d1"})
_PEOPLE = {
    "includedUserTypes": frozenset({"all", "member", "guest"}),
    "includedUserRoles": frozenset({"all", "privilegedAdmin", "admin", "user"}),
}
_BY_APP = Law({"appId": _TEXT})


def _summarized(kind: str) -> Endpoint:
    """Like sign-ins of one kind, grouped and counted by hour, quarter of a day, or day."""
    return Endpoint(
        path=f"auditLogs/getSummarized{kind}SignIns",
        type_name="microsoft.graph.summarizedSignIn",
        family=Family.LOG,
        permission=Permission.AUDIT_LOG,
        licence=Licence.P1,
        versions=BETA,
        parameters={"aggregationWindow": _WINDOWS},
        time_property="aggregationDateTime",
        ids_repeat=True,
        page=1_000,
        most=1_000,
        options=PAGED,
        files=f"summarized{kind}SignIns",
        law=Law(
            {
                "aggregationDateTime": Rule(Kind.DATE, ORDERED),
                "appId": _TEXT,
                "conditionalAccessStatus": _TEXT,
                "ipAddress": _TEXT,
                "resourceId": _TEXT,
                "servicePrincipalId": _TEXT,
                "status/errorCode": Rule(Kind.NUMBER, EQ),
                "userPrincipalName": _TEXT,
            }
        ),
    )


SIGN_IN_COUNTS = (
    Endpoint(
        path="auditLogs/signInEventsAppSummary",
        type_name="microsoft.graph.signInEventsAppActivity",
        family=Family.REPORT,
        permission=Permission.AUDIT_LOG,
        licence=Licence.P1,
        versions=BETA,
        key_property="appId",
        page=1_000,
        most=1_000,
        options=PAGED,
        law=Law({"appId": _TEXT, "signInCount": Rule(Kind.NUMBER, frozenset(AFTER_BEFORE))}),
    ),
    Endpoint(
        path="auditLogs/signInEventsSummary",
        type_name="microsoft.graph.signInEventsActivity",
        family=Family.REPORT,
        permission=Permission.AUDIT_LOG,
        licence=Licence.P1,
        versions=BETA,
        time_property="activityDateTime",
        page=1_000,
        most=1_000,
        options=PAGED,
        law=Law(
            {
                "activityDateTime": Rule(Kind.DATE, AFTER_BEFORE, may_be_quoted=True),
                "signInCount": Rule(Kind.NUMBER, EQ | AFTER_BEFORE),
            }
        ),
    ),
    *(_summarized(kind) for kind in ("NonInteractive", "ServicePrincipal", "MSI")),
)

REGISTRATION_DETAILS = Endpoint(
    path="reports/authenticationMethods/userRegistrationDetails",
    type_name="microsoft.graph.userRegistrationDetails",
    family=Family.REPORT,
    permission=Permission.AUDIT_LOG,
    licence=Licence.P1,
    time_property="lastUpdatedDateTime",
    page=1_000,
    most=1_000,
    options=PAGED,
    law=Law(
        {
            "id": _TEXT,
            "isMfaCapable": _FLAG,
            "isMfaRegistered": _FLAG,
            "isPasswordlessCapable": _FLAG,
            "isSsprCapable": _FLAG,
            "isSsprEnabled": _FLAG,
            "isSsprRegistered": _FLAG,
            "isSystemPreferredAuthenticationMethodEnabled": _FLAG,
            "methodsRegistered/any": _TEXT,
            "systemPreferredAuthenticationMethods/any": _TEXT,
            "userDisplayName": _NAME,
            "userPreferredMethodForSecondaryAuthentication": _TEXT,
            "userPrincipalName": _NAME,
            "userType": _TEXT,
        }
    ),
)

METHOD_REPORTS = (
    REGISTRATION_DETAILS,
    *(
        Endpoint(
            path=f"reports/authenticationMethods/usersRegisteredBy{what}",
            type_name=f"microsoft.graph.userRegistration{what}Summary",
            family=Family.REPORT,
            permission=Permission.AUDIT_LOG,
            licence=Licence.P1,
            parameters=_PEOPLE,
            delegated_only=True,
            law=Law({}),
        )
        for what in ("Method", "Feature")
    ),
    *(
        Endpoint(
            path=f"reports/authenticationMethods/{name}",
            type_name=f"microsoft.graph.{name}",
            family=Family.REPORT,
            permission=Permission.AUDIT_LOG,
            licence=Licence.P1,
            versions=BETA,
            time_property=time_property,
            page=1_000,
            most=1_000,
            options=PAGED,
            law=Law({time_property: Rule(Kind.DATE, ORDERED)}),
        )
        for name, time_property in (
            ("userPasswordResetsAndChangesSummary", "aggregatedDateTime"),
            ("userMfaSignInSummary", "createdDateTime"),
            ("userEventsSummary", "eventDateTime"),
        )
    ),
)

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
        law=Law({"relyingPartyId": _TEXT, "relyingPartyName": _TEXT, "serviceId": _TEXT, "migrationStatus": _TEXT}),
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
        law=_BY_APP,
    ),
    Endpoint(
        path="reports/appCredentialSignInActivities",
        type_name="microsoft.graph.appCredentialSignInActivity",
        family=Family.REPORT,
        permission=Permission.AUDIT_LOG,
        versions=BETA,
        options=PAGED,
        law=Law({"keyId": _TEXT}),
    ),
)
