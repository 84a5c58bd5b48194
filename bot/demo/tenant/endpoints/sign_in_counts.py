"""Sign-ins that Graph counted: by app, by day, and by what they have in common (beta reference, sign-in summaries)."""

from bot.demo.tenant.endpoint import BETA, PAGED, Endpoint, Family
from bot.demo.tenant.endpoints.operators import AFTER_BEFORE, EQ, ORDERED
from bot.demo.tenant.endpoints.rules import TEXT
from bot.demo.tenant.odata.filters import Kind, Law, Rule
from bot.demo.tenant.permissions import Licence, Permission

_WINDOWS = frozenset({"h1", "h6", "d1"})


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
                "appId": TEXT,
                "conditionalAccessStatus": TEXT,
                "ipAddress": TEXT,
                "resourceId": TEXT,
                "servicePrincipalId": TEXT,
                "status/errorCode": Rule(Kind.NUMBER, EQ),
                "userPrincipalName": TEXT,
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
        law=Law({"appId": TEXT, "signInCount": Rule(Kind.NUMBER, frozenset(AFTER_BEFORE))}),
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
