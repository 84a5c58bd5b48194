"""The collections the tenant serves, one row each: a further log is a further row.

Filters are those of the resource pages of the Graph API reference; the ones that only Microsoft's guide uses are
`probe`.
"""

from bot.demo.tenant.endpoint import BETA, Endpoint, Family
from bot.demo.tenant.enumerations import without_new_members
from bot.demo.tenant.flows import included_applications, without_applications
from bot.demo.tenant.identities import identity_test
from bot.demo.tenant.odata.filters import Kind, Law, Rule
from bot.demo.tenant.odata.tree import Operator
from bot.demo.tenant.oddities import altered

_EQ = frozenset({Operator.EQ})
_NE = frozenset({Operator.NE})
_PREFIX = frozenset({Operator.STARTSWITH})
_FROM_TO = frozenset({Operator.EQ, Operator.GE, Operator.LE})
_ONE_OF = frozenset({Operator.EQ, Operator.IN})
_NAME = frozenset({Operator.EQ, Operator.IN, Operator.STARTSWITH})
_NOT_OR_SUFFIX = frozenset({Operator.NE, Operator.ENDSWITH})


SIGN_UPS = Endpoint(
    path="auditLogs/signUps",
    type_name="microsoft.graph.selfServiceSignUp",
    family=Family.LOG,
    permission="AuditLog.Read.All",
    versions=BETA,
    page=1_000,
    most=1_000,
    options=frozenset({"$filter", "$top", "$skiptoken", "$orderby"}),
    probe_options=frozenset({"$select"}),
    without_new_members=without_new_members,
    altered=altered,
    law=Law(
        {
            "id": Rule(Kind.TEXT, _EQ),
            "appDisplayName": Rule(Kind.TEXT, _EQ | _PREFIX),
            "appId": Rule(Kind.TEXT, _EQ),
            "correlationId": Rule(Kind.TEXT, _EQ),
            "createdDateTime": Rule(Kind.DATE, _FROM_TO),
            "status/errorCode": Rule(Kind.NUMBER, _EQ, probe=_NE),
            "signUpIdentity/signUpIdentifierType": Rule(Kind.TEXT, _EQ),
            "signUpIdentity/signUpIdentifier": Rule(Kind.TEXT, frozenset(), probe=_EQ),
            "signUpStage": Rule(Kind.TEXT, frozenset(), probe=_EQ),
            "signUpIdentityProvider": Rule(Kind.TEXT, frozenset(), probe=_EQ),
        }
    ),
)

USERS = Endpoint(
    path="users",
    type_name="microsoft.graph.user",
    family=Family.DIRECTORY,
    permission="User.Read.All",
    law=Law(
        {
            "id": Rule(Kind.TEXT, _ONE_OF, advanced=_NE),
            "displayName": Rule(Kind.TEXT, _NAME, advanced=_NOT_OR_SUFFIX),
            "givenName": Rule(Kind.TEXT, _NAME, advanced=_NE),
            "surname": Rule(Kind.TEXT, _NAME, advanced=_NE),
            "mail": Rule(Kind.TEXT, _NAME, advanced=_NOT_OR_SUFFIX),
            "userPrincipalName": Rule(Kind.TEXT, _NAME, advanced=_NOT_OR_SUFFIX),
            "otherMails/any": Rule(Kind.TEXT, _NAME, advanced=_NOT_OR_SUFFIX),
            "accountEnabled": Rule(Kind.FLAG, _EQ, advanced=_NE),
            "creationType": Rule(Kind.TEXT, _ONE_OF, advanced=_NE),
            "createdDateTime": Rule(Kind.DATE, _FROM_TO, advanced=_NE),
        },
        lambdas={"identities/any": identity_test},
        directory=True,
    ),
    on_request=frozenset(
        {
            "accountEnabled",
            "createdDateTime",
            "creationType",
            "externalUserState",
            "identities",
            "otherMails",
            "signInActivity",
        }
    ),
    properties=frozenset(
        {
            "accountEnabled",
            "businessPhones",
            "createdDateTime",
            "creationType",
            "displayName",
            "externalUserState",
            "givenName",
            "id",
            "identities",
            "jobTitle",
            "mail",
            "mobilePhone",
            "officeLocation",
            "otherMails",
            "postalCode",
            "preferredLanguage",
            "signInActivity",
            "surname",
            "userPrincipalName",
            "userType",
        }
    ),
)

_APP_LAW = Law(
    {
        "id": Rule(Kind.TEXT, _ONE_OF, advanced=_NE),
        "appId": Rule(Kind.TEXT, _ONE_OF, advanced=_NE),
        "displayName": Rule(Kind.TEXT, _NAME, advanced=_NOT_OR_SUFFIX),
    },
    directory=True,
)

APPLICATIONS = Endpoint(
    path="applications",
    type_name="microsoft.graph.application",
    family=Family.DIRECTORY,
    permission="Application.Read.All",
    law=_APP_LAW,
    other_key="appId",
)

SERVICE_PRINCIPALS = Endpoint(
    path="servicePrincipals",
    type_name="microsoft.graph.servicePrincipal",
    family=Family.DIRECTORY,
    permission="Application.Read.All",
    law=_APP_LAW,
    other_key="appId",
)

ORGANIZATION = Endpoint(
    path="organization",
    type_name="microsoft.graph.organization",
    family=Family.DIRECTORY,
    permission="Organization.Read.All",
    law=Law({}, directory=True),
)

USER_FLOWS = Endpoint(
    path="identity/authenticationEventsFlows",
    type_name="microsoft.graph.authenticationEventsFlow",
    family=Family.DIRECTORY,
    permission="EventListener.Read.All",
    law=Law(
        {
            "id": Rule(Kind.TEXT, _EQ),
            "displayName": Rule(Kind.TEXT, _EQ),
            "microsoft.graph.externalUsersSelfServiceSignUpEventsFlow/conditions/applications/includeApplications/any"
            "/appId": Rule(Kind.TEXT, _EQ),
        },
        directory=True,
    ),
    listed=without_applications,
    parts={"conditions/applications/includeApplications": included_applications},
)

CUSTOM_EXTENSIONS = Endpoint(
    path="identity/customAuthenticationExtensions",
    type_name="microsoft.graph.customAuthenticationExtension",
    family=Family.DIRECTORY,
    permission="CustomAuthenticationExtension.Read.All",
    law=Law({"id": Rule(Kind.TEXT, _EQ), "displayName": Rule(Kind.TEXT, _EQ)}, directory=True),
)

ENDPOINTS = (SIGN_UPS, USERS, APPLICATIONS, SERVICE_PRINCIPALS, ORGANIZATION, USER_FLOWS, CUSTOM_EXTENSIONS)
