"""The sign-up log.

Documented: Graph beta reference, "selfServiceSignUp resource type", the `$filter` notes of each property.
Probe: Microsoft Entra's guide to querying sign-up logs with Graph, whose examples filter on properties that the
reference does not list. `userId` has no `$filter` note in either.
"""

from bot.domain.events import SignUpEvent
from bot.domain.question import Log
from bot.planning.columns import Column, LiteralKind, LogRow, Part, TimeColumn
from bot.planning.logs.operators import EQ, FROM_TO, NE

SIGN_UPS = LogRow(
    log=Log.SIGN_UPS,
    path="auditLogs/signUps",
    parts=(Part(version="beta"),),
    time=TimeColumn(path="createdDateTime", operators=FROM_TO),
    table="sign_up_events",
    event=SignUpEvent,
    of_attempts=True,
    names=(("app_id", "app_name"),),
    places=(
        Column(field="id", path="id", documented=EQ, mirror="id", attribute="id"),
        Column(field="app", path="appId", documented=EQ, mirror="app_id", attribute="app_id", steady=True),
        Column(
            field="correlation_id",
            path="correlationId",
            documented=EQ,
            mirror="correlation_id",
            attribute="correlation_id",
            steady=True,
        ),
        Column(field="stage", path="signUpStage", probe=EQ, mirror="stage", attribute="stage"),
        Column(
            field="provider",
            path="signUpIdentityProvider",
            probe=EQ,
            mirror="provider_key",
            attribute="provider",
            caseless=True,
            may_miss=True,
        ),
        Column(
            field="user",
            path="signUpIdentity/signUpIdentifier",
            probe=EQ,
            mirror="identifier_key",
            attribute="identifier",
            caseless=True,
            may_miss=True,
        ),
        Column(field="user_domain", mirror="domain", attribute="domain", caseless=True),
        Column(field="user_id", path="userId", mirror="user_id", attribute="user_id"),
        Column(
            field="error_code",
            path="status/errorCode",
            documented=EQ,
            probe=NE,
            literal=LiteralKind.NUMBER,
            mirror="error_code",
            attribute="error_code",
        ),
    ),
)
"""Graph beta reference, "List signUps"."""
