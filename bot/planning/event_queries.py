"""The Graph requests that a question about events becomes, as an administrator would paste them."""

from bot.domain.question import Log
from bot.domain.sources import GraphQuery
from bot.planning.event_binding import needs_domain
from bot.planning.event_plan import EventPlan
from bot.planning.plan import Fetch
from bot.planning.requests import filter_of, request_of

_COUNTED = {
    Log.SIGN_INS: "Rows are sign-ins: code 0 is a success, a prompt on the way is interrupted, the rest failed.",
    Log.AUDIT: "Rows are changes; what several services log of one new password counts once.",
    Log.PROVISIONING: "Rows are objects carried from one system to another.",
}

_GUESTS = " An address is looked for as that of a guest too, as jane_fabrikam.com#EXT#@ and this tenant's domain."


def event_queries(plan: EventPlan) -> tuple[GraphQuery, ...]:
    """Every request that `plan` amounts to when nothing is in the mirror yet, in the order they are made."""
    return tuple(_query(each.fetch, plan) for each in plan.fetches)


def _query(fetch: Fetch, plan: EventPlan) -> GraphQuery:
    request = request_of(fetch)
    params = {name: value for name, value in request.params.items() if name != "$filter"}
    then = _COUNTED[plan.question.log] + (_GUESTS if needs_domain(plan.question) else "")
    return GraphQuery(request.version, request.path, filter_of(fetch), params, plan.client_side, then)
