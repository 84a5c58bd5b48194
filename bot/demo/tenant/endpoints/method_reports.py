"""Which methods people registered and used (Graph API reference, authentication methods usage reports)."""

from bot.demo.tenant.endpoint import BETA, PAGED, Endpoint, Family
from bot.demo.tenant.endpoints.operators import ORDERED
from bot.demo.tenant.endpoints.rules import FLAG, NAME, TEXT
from bot.demo.tenant.odata.filters import Kind, Law, Rule
from bot.demo.tenant.permissions import Licence, Permission

_PEOPLE = {
    "includedUserTypes": frozenset({"all", "member", "guest"}),
    "includedUserRoles": frozenset({"all", "privilegedAdmin", "admin", "user"}),
}

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
            "id": TEXT,
            "isMfaCapable": FLAG,
            "isMfaRegistered": FLAG,
            "isPasswordlessCapable": FLAG,
            "isSsprCapable": FLAG,
            "isSsprEnabled": FLAG,
            "isSsprRegistered": FLAG,
            "isSystemPreferredAuthenticationMethodEnabled": FLAG,
            "methodsRegistered/any": TEXT,
            "systemPreferredAuthenticationMethods/any": TEXT,
            "userDisplayName": NAME,
            "userPreferredMethodForSecondaryAuthentication": TEXT,
            "userPrincipalName": NAME,
            "userType": TEXT,
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
