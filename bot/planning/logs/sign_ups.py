"""The sign-up log.

Documented: Graph beta reference, "selfServiceSignUp resource type", the `$filter` notes of each property.
Probe: Microsoft Entra's guide to querying sign-up logs with Graph, whose examples filter on properties that the
reference does not list. `userId` has no `$filter` note in either.
"""

from bot.domain.events import SignUpEvent
from bot.domain.question import Log
from bot.planning.columns import Column, TimeColumn
from bot.planning.log_rows import LogRow, Part
from bot.planning.logs.kinds import ERROR_CODE, exact, named
from bot.planning.operators import EQ, FROM_TO

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
        exact("id", "id"),
        exact("app", "appId", "app_id", steady=True),
        exact("correlation_id", "correlationId", steady=True),
        Column(field="stage", path="signUpStage", probe=EQ, mirror="stage", attribute="stage"),
        named("provider", "signUpIdentityProvider", probe=EQ),
        named("user", "signUpIdentity/signUpIdentifier", "identifier", probe=EQ),
        Column(field="user_domain", mirror="domain", attribute="domain", caseless=True),
        Column(field="user_id", path="userId", mirror="user_id", attribute="user_id"),
        ERROR_CODE,
    ),
)
"""Graph beta reference, "List signUps"."""
