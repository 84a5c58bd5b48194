"""The sign-in log (Graph v1.0 and beta reference, "signIn resource type", the `$filter` notes of each property).

The status of a sign-in is no column: which codes are interrupts is a setting, so `planning.statuses` turns it into
error codes.
"""

from bot.domain.question import Is, Log
from bot.domain.sign_ins import SignInEvent
from bot.planning.columns import Column, LiteralKind, LogRow, Match, Part, Shape, TimeColumn
from bot.planning.logs.operators import EQ, FROM_TO, NE, STARTS_WITH, begins, equal

NAME = EQ | STARTS_WITH

WHO = (
    Column(
        field="user",
        path="userPrincipalName",
        documented=NAME,
        literal=LiteralKind.PRINCIPAL,
        mirror="user_key",
        attribute="user",
        shape=Shape.ADDRESS,
        caseless=True,
    ),
    Column(field="user", path="userId", documented=EQ, mirror="user_id", attribute="user_id", shape=Shape.GUID),
    Column(
        field="user",
        path="userDisplayName",
        documented=NAME,
        mirror="user_name_key",
        attribute="user_name",
        caseless=True,
        may_miss=True,
    ),
    Column(field="user_id", path="userId", documented=EQ, mirror="user_id", attribute="user_id"),
    Column(field="user_domain", mirror="domain", attribute="domain", caseless=True),
    Column(field="user_type", mirror="user_type", attribute="user_type", beta=True),
    Column(
        field="service_principal",
        path="servicePrincipalId",
        documented=NAME,
        beta=True,
        mirror="service_principal_id",
        attribute="service_principal_id",
        shape=Shape.GUID,
    ),
    Column(
        field="service_principal",
        path="servicePrincipalName",
        documented=NAME,
        beta=True,
        mirror="service_principal_key",
        attribute="service_principal",
        caseless=True,
        may_miss=True,
    ),
    Column(
        field="signin_type",
        path="signInEventTypes/any",
        documented=EQ | NE,
        beta=True,
        closed=True,
        spelled={
            "interactive": equal("interactiveUser"),
            "nonInteractive": equal("nonInteractiveUser"),
            "servicePrincipal": equal("servicePrincipal"),
            "managedIdentity": equal("managedIdentity"),
        },
        mirror="kind",
        attribute="kind",
    ),
)
"""The log keeps principal names in lower case, and guests' with `#EXT#` in it as it is."""

WHERE_TO = (
    Column(field="app", path="appId", documented=EQ, mirror="app_id", attribute="app_id"),
    Column(
        field="app_name",
        path="appDisplayName",
        documented=NAME,
        mirror="app_key",
        attribute="app_name",
        caseless=True,
        may_miss=True,
    ),
    Column(
        field="resource",
        path="resourceId",
        documented=EQ,
        mirror="resource_id",
        attribute="resource_id",
        shape=Shape.GUID,
    ),
    Column(
        field="resource",
        path="resourceDisplayName",
        documented=EQ,
        mirror="resource_key",
        attribute="resource",
        caseless=True,
        may_miss=True,
    ),
)

WHERE_FROM = (
    Column(field="ip", path="ipAddress", documented=NAME, mirror="ip", attribute="ip"),
    Column(
        field="ip",
        path="ipAddress",
        documented=NAME,
        mirror="ip",
        attribute="ip",
        match=Match.START,
        shape=Shape.IP_START,
    ),
    Column(field="country", path="location/countryOrRegion", documented=NAME, mirror="country", attribute="country"),
    Column(
        field="city",
        path="location/city",
        documented=NAME,
        mirror="city_key",
        attribute="city",
        caseless=True,
        may_miss=True,
    ),
    Column(
        field="browser",
        path="deviceDetail/browser",
        documented=NAME,
        mirror="browser_key",
        attribute="browser",
        match=Match.START,
        caseless=True,
        may_miss=True,
    ),
    Column(
        field="os",
        path="deviceDetail/operatingSystem",
        documented=NAME,
        spelled={"iOS": begins("Ios"), "macOS": begins("MacOs")},
        mirror="os_key",
        attribute="os",
        match=Match.START,
        caseless=True,
        may_miss=True,
    ),
    Column(
        field="client_app",
        path="clientAppUsed",
        documented=EQ,
        closed=True,
        spelled={"browser": equal("Browser")},
        mirror=None,
        attribute="client_keys",
        many=True,
    ),
)
"""Browsers and systems have their version behind the name. Of the clients' spellings only `Browser` is settled."""

HOW = (
    Column(
        field="error_code",
        path="status/errorCode",
        documented=EQ,
        probe=NE,
        literal=LiteralKind.NUMBER,
        mirror="error_code",
        attribute="error_code",
    ),
    Column(
        field="correlation_id",
        path="correlationId",
        documented=EQ,
        mirror="correlation_id",
        attribute="correlation_id",
    ),
    Column(field="request_id", path="id", documented=EQ, mirror="id", attribute="id"),
    Column(
        field="original_request_id",
        path="originalRequestId",
        documented=EQ,
        beta=True,
        mirror="original_request_id",
        attribute="original_request_id",
    ),
    Column(
        field="ca_status",
        path="conditionalAccessStatus",
        documented=EQ,
        mirror="ca_status",
        attribute="ca_status",
    ),
    Column(field="ca_policy", mirror=None, attribute="policy_names", many=True, caseless=True),
    Column(field="ca_policy_failed", mirror=None, attribute="failed_policy_names", many=True, caseless=True),
    Column(
        field="mfa",
        path="authenticationRequirement",
        documented=NAME,
        beta=True,
        closed=True,
        spelled={"required": equal("multiFactorAuthentication"), "none": equal("singleFactorAuthentication")},
        mirror=None,
        attribute="mfa_keys",
        many=True,
    ),
    Column(field="auth_method", mirror=None, attribute="auth_methods", many=True, beta=True),
    Column(field="session_policy", mirror=None, attribute="session_policies", many=True, beta=True),
    Column(
        field="risk_level",
        path="riskLevelDuringSignIn",
        documented=EQ,
        mirror="risk_level",
        attribute="risk_level",
    ),
    Column(field="risk_state", path="riskState", documented=EQ, mirror="risk_state", attribute="risk_state"),
)

SIGN_INS = LogRow(
    log=Log.SIGN_INS,
    path="auditLogs/signIns",
    parts=(
        Part(name="interactive", kind="interactive", within=("interactiveDetails",)),
        Part(name="interactiveDetails", kind="interactive", version="beta"),
        *(
            Part(name=kind, kind=kind, version="beta", only=Is("signin_type", kind))
            for kind in ("nonInteractive", "servicePrincipal", "managedIdentity")
        ),
    ),
    time=TimeColumn(path="createdDateTime", operators=FROM_TO),
    table="sign_in_events",
    event=SignInEvent,
    kind_field="signin_type",
    starts_with="startsWith",
    names=(("app_id", "app_name"),),
    places=(*WHO, *WHERE_TO, *WHERE_FROM, *HOW),
    told_by_beta=frozenset(
        {
            *("original_request_id", "user_type", "identifier", "networks", "credential", "credential_key_id"),
            *("azure_resource_id", "user_agent", "requirement", "requirement_policies", "session_policies", "steps"),
            *("protocol", "cross_tenant", "extensions", "detailed", "raw"),
        }
    ),
)
"""Graph reference, "List signIns". Both versions answer with interactive sign-ins unless a beta filter names a kind."""
