"""External ID usage: the metrics of `userInsights`, by day and by month (Graph API reference, userInsightsRoot)."""

from bot.demo.tenant.endpoint import BETA, NO_OPTIONS, PAGED, Endpoint, Family
from bot.demo.tenant.endpoints.operators import ORDERED
from bot.demo.tenant.endpoints.rules import TEXT
from bot.demo.tenant.odata.filters import Kind, Law, Rule
from bot.demo.tenant.permissions import Permission

DAILY = (
    *("signUps", "authentications", "mfaCompletions", "activeUsers", "userCount", "summary", "inactiveUsers"),
    "inactiveUsersByApplication",
)
MONTHLY = (
    *("signUps", "authentications", "mfaCompletions", "activeUsers", "requests", "summary", "inactiveUsers"),
    "inactiveUsersByApplication",
)
_TAKES_NO_OPTIONS = ("activeUsers", "userCount")
_LAW = Law(
    {
        **dict.fromkeys(("appId", "appid", "browser", "country", "identityProvider", "language", "os"), TEXT),
        "factDate": Rule(Kind.DATE, ORDERED),
    }
)


def _metric(span: str, name: str) -> Endpoint:
    return Endpoint(
        path=f"reports/userInsights/{span}/{name}",
        type_name=f"microsoft.graph.{name}Metric",
        family=Family.REPORT,
        permission=Permission.USER_INSIGHTS,
        versions=BETA,
        time_property="factDate",
        ids_repeat=True,
        page=1_000,
        most=1_000,
        options=NO_OPTIONS if name in _TAKES_NO_OPTIONS else PAGED,
        files=f"userInsights-{span}-{name}",
        law=_LAW,
    )


USER_INSIGHTS = (
    *(_metric("daily", name) for name in DAILY),
    *(_metric("monthly", name) for name in MONTHLY),
)
