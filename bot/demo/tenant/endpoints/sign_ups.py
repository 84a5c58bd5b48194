"""The sign-up log (Graph API reference, selfServiceSignUp)."""

from bot.demo.tenant.endpoint import BETA, Endpoint, Family
from bot.demo.tenant.endpoints.operators import EQ, FROM_TO, NE
from bot.demo.tenant.endpoints.rules import NAME, TEXT
from bot.demo.tenant.enumerations import without_new_members
from bot.demo.tenant.odata.filters import Kind, Law, Rule
from bot.demo.tenant.oddities import altered_sign_up
from bot.demo.tenant.permissions import Licence, Permission

SIGN_UPS = Endpoint(
    path="auditLogs/signUps",
    type_name="microsoft.graph.selfServiceSignUp",
    family=Family.LOG,
    permission=Permission.AUDIT_LOG,
    licence=Licence.P1,
    versions=BETA,
    page=1_000,
    most=1_000,
    options=frozenset({"$filter", "$top", "$skiptoken", "$orderby"}),
    probe_options=frozenset({"$select"}),
    without_new_members=without_new_members,
    altered=altered_sign_up,
    law=Law(
        {
            "id": TEXT,
            "appDisplayName": NAME,
            "appId": TEXT,
            "correlationId": TEXT,
            "createdDateTime": Rule(Kind.DATE, FROM_TO),
            "status/errorCode": Rule(Kind.NUMBER, EQ, probe=NE),
            "signUpIdentity/signUpIdentifierType": TEXT,
            "signUpIdentity/signUpIdentifier": Rule(Kind.TEXT, frozenset(), probe=EQ),
            "signUpStage": Rule(Kind.TEXT, frozenset(), probe=EQ),
            "signUpIdentityProvider": Rule(Kind.TEXT, frozenset(), probe=EQ),
        }
    ),
)
