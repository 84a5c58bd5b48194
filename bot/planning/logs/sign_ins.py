"""The sign-in log (Graph v1.0 and beta reference, "signIn resource type", the `$filter` notes of each property).

The status of a sign-in is no column: which codes are interrupts is a setting, so `planning.statuses` turns it into
error codes.
"""

from dataclasses import replace

from bot.domain.question import Is, Log
from bot.domain.sign_ins import SignInEvent
from bot.planning.columns import Column, LiteralKind, Match, TimeColumn
from bot.planning.log_rows import LogRow, Part
from bot.planning.logs.kinds import ERROR_CODE, exact, guid, named
from bot.planning.operators import EQ, FROM_TO, NE, STARTS_WITH, begins, equal
from bot.planning.shapes import Shape

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
    guid("user", "userId", "user_id"),
    named("user", "userDisplayName", "user_name", documented=NAME),
    exact("user_id", "userId"),
    Column(field="user_domain", mirror="domain", attribute="domain", caseless=True),
    Column(field="user_type", mirror="user_type", attribute="user_type", beta=True),
    guid("service_principal", "servicePrincipalId", "service_principal_id", documented=NAME, beta=True),
    named("service_principal", "servicePrincipalName", documented=NAME, beta=True),
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
    exact("app", "appId", "app_id"),
    Column(
        field="app_name",
        path="appDisplayName",
        documented=NAME,
        mirror="app_key",
        attribute="app_name",
        caseless=True,
        may_miss=True,
    ),
    guid("resource", "resourceId", "resource_id"),
    named("resource", "resourceDisplayName", documented=EQ),
)

IP = exact("ip", "ipAddress", documented=NAME)

WHERE_FROM = (
    IP,
    replace(IP, match=Match.START, shape=Shape.IP_START),
    exact("country", "location/countryOrRegion", documented=NAME),
    named("city", "location/city", documented=NAME),
    named("browser", "deviceDetail/browser", documented=NAME, match=Match.START),
    replace(
        named("os", "deviceDetail/operatingSystem", documented=NAME, match=Match.START),
        spelled={"iOS": begins("Ios"), "macOS": begins("MacOs")},
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
    ERROR_CODE,
    exact("correlation_id", "correlationId"),
    exact("request_id", "id", "id"),
    exact("original_request_id", "originalRequestId", beta=True),
    exact("ca_status", "conditionalAccessStatus"),
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
    exact("risk_level", "riskLevelDuringSignIn"),
    exact("risk_state", "riskState"),
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
