"""Directory objects: people, apps, user flows, extensions and the tenant itself."""

from bot.demo.tenant.endpoint import Costly, Endpoint, Family, Part
from bot.demo.tenant.endpoints.operators import EQ, FROM_TO, NAME, NE, NOT_OR_SUFFIX, ONE_OF
from bot.demo.tenant.endpoints.rules import TEXT
from bot.demo.tenant.flows import included_applications, without_applications
from bot.demo.tenant.identities import identity_test
from bot.demo.tenant.odata.filters import Kind, Law, Rule
from bot.demo.tenant.permissions import Licence, Permission

_ON_REQUEST = frozenset(
    {
        "accountEnabled",
        "createdDateTime",
        "creationType",
        "department",
        "externalUserState",
        "identities",
        "otherMails",
        "signInActivity",
        "userType",
    }
)
_BY_DEFAULT = frozenset(
    {
        "businessPhones",
        "displayName",
        "givenName",
        "id",
        "jobTitle",
        "mail",
        "mobilePhone",
        "officeLocation",
        "preferredLanguage",
        "surname",
        "userPrincipalName",
    }
)
_LAST_SIGN_IN = Rule(Kind.DATE, FROM_TO | NE)

USERS = Endpoint(
    path="users",
    type_name="microsoft.graph.user",
    family=Family.DIRECTORY,
    permission=Permission.USER,
    also=frozenset({Permission.DIRECTORY}),
    law=Law(
        {
            "id": Rule(Kind.TEXT, ONE_OF, advanced=NE),
            "displayName": Rule(Kind.TEXT, NAME, advanced=NOT_OR_SUFFIX),
            "givenName": Rule(Kind.TEXT, NAME, advanced=NE),
            "surname": Rule(Kind.TEXT, NAME, advanced=NE),
            "mail": Rule(Kind.TEXT, NAME, advanced=NOT_OR_SUFFIX),
            "userPrincipalName": Rule(Kind.TEXT, NAME, advanced=NOT_OR_SUFFIX),
            "otherMails/any": Rule(Kind.TEXT, NAME, advanced=NOT_OR_SUFFIX),
            "accountEnabled": Rule(Kind.FLAG, EQ, advanced=NE),
            "creationType": Rule(Kind.TEXT, ONE_OF, advanced=NE),
            "createdDateTime": Rule(Kind.DATE, FROM_TO, advanced=NE),
            "signInActivity/lastSignInDateTime": _LAST_SIGN_IN,
            "signInActivity/lastNonInteractiveSignInDateTime": _LAST_SIGN_IN,
            "signInActivity/lastSuccessfulSignInDateTime": _LAST_SIGN_IN,
        },
        lambdas={"identities/any": identity_test},
        directory=True,
        alone="signInActivity",
    ),
    alias="userPrincipalName",
    costly=Costly("signInActivity", Permission.AUDIT_LOG, Licence.P1, most=500),
    on_request=_ON_REQUEST,
    properties=_ON_REQUEST | _BY_DEFAULT | {"postalCode"},
    parts={"authentication/methods": Part(permission=Permission.AUTHENTICATION_METHOD)},
)

_APP_LAW = Law(
    {
        "id": Rule(Kind.TEXT, ONE_OF, advanced=NE),
        "appId": Rule(Kind.TEXT, ONE_OF, advanced=NE),
        "displayName": Rule(Kind.TEXT, NAME, advanced=NOT_OR_SUFFIX),
    },
    directory=True,
)

APPLICATIONS = Endpoint(
    path="applications",
    type_name="microsoft.graph.application",
    family=Family.DIRECTORY,
    permission=Permission.APPLICATION,
    also=frozenset({Permission.DIRECTORY}),
    law=_APP_LAW,
    other_key="appId",
)

SERVICE_PRINCIPALS = Endpoint(
    path="servicePrincipals",
    type_name="microsoft.graph.servicePrincipal",
    family=Family.DIRECTORY,
    permission=Permission.APPLICATION,
    also=frozenset({Permission.DIRECTORY}),
    law=_APP_LAW,
    other_key="appId",
)

ORGANIZATION = Endpoint(
    path="organization",
    type_name="microsoft.graph.organization",
    family=Family.DIRECTORY,
    permission=Permission.ORGANIZATION,
    also=frozenset({Permission.DIRECTORY}),
    law=Law({}, directory=True),
)

USER_FLOWS = Endpoint(
    path="identity/authenticationEventsFlows",
    type_name="microsoft.graph.authenticationEventsFlow",
    family=Family.DIRECTORY,
    permission=Permission.EVENT_LISTENER,
    law=Law(
        {
            "id": TEXT,
            "displayName": TEXT,
            "microsoft.graph.externalUsersSelfServiceSignUpEventsFlow/conditions/applications/includeApplications/any"
            "/appId": TEXT,
        },
        directory=True,
    ),
    listed=without_applications,
    parts={"conditions/applications/includeApplications": Part(included_applications)},
)

CUSTOM_EXTENSIONS = Endpoint(
    path="identity/customAuthenticationExtensions",
    type_name="microsoft.graph.customAuthenticationExtension",
    family=Family.DIRECTORY,
    permission=Permission.EXTENSION,
    law=Law({"id": TEXT, "displayName": TEXT}, directory=True),
)

DIRECTORY = (USERS, APPLICATIONS, SERVICE_PRINCIPALS, ORGANIZATION, USER_FLOWS, CUSTOM_EXTENSIONS)
