"""The Graph requests that a question becomes, as an administrator would paste them into Graph Explorer."""

from collections.abc import Sequence

from bot.domain.question import Filter, Is, Question, field_of, values_of
from bot.domain.sources import GraphQuery
from bot.planning.catalogue import log_row
from bot.planning.odata import quote
from bot.planning.plan import Fetch, Plan
from bot.planning.requests import filter_of

ATTEMPTS = "Rows with one correlationId and one appId become attempts; the filters left over are applied to those."
WHOLE_ATTEMPTS = "The correlation ids found are then read whole, as below."
FLOW = "Graph keeps no flow on a sign-up: its apps follow from the flow's id, as below."
ACCOUNTS = "For each person found, the oldest account with that address is compared with the attempt's start."


def queries(plan: Plan, bound: Sequence[Filter]) -> tuple[GraphQuery, ...]:
    """Every request that `plan` amounts to when nothing is in the mirror yet, in the order they are made.

    What only the tenant knows stands in braces: `{appId:Store}`.
    """
    found: list[GraphQuery] = []
    if plan.question.filter("user_flow"):
        found += _flow_lookup(plan.question)
    if plan.search:
        found.append(_log_query(plan.search, plan.client_side, WHOLE_ATTEMPTS))
        found.append(_log_query(_whole_attempts(plan.search), plan.client_side, ATTEMPTS))
    else:
        steady = next((fetch.narrow for fetch in plan.fetches), None)
        found.append(_log_query(Fetch(plan.question.log, plan.read, steady), plan.client_side, ATTEMPTS))
    if any(field_of(condition) == "existing_account" for condition in bound):
        found += _account_lookup()
    return tuple(found)


def _log_query(fetch: Fetch, client_side: tuple[str, ...], then: str) -> GraphQuery:
    row = log_row(fetch.log)
    return GraphQuery(row.version, row.path, filter_of(fetch), {}, client_side, then)


def _whole_attempts(search: Fetch) -> Fetch:
    return Fetch(search.log, search.window, Is("correlation_id", "{correlationId}"))


def _flow_lookup(question: Question) -> list[GraphQuery]:
    condition = question.filter("user_flow")
    names = values_of(condition) if condition else ()
    named = " or ".join(f"displayName eq {quote(str(name))}" for name in names)
    base = "identity/authenticationEventsFlows"
    return [
        GraphQuery("v1.0", base, named, {}, (), FLOW),
        GraphQuery("v1.0", f"{base}/{{flowId}}/conditions/applications/includeApplications", "", {}, ()),
    ]


def _account_lookup() -> list[GraphQuery]:
    """Two requests, since Graph takes no `or` beside a condition on `identities`."""
    address, issuer = quote("{signUpIdentifier}"), quote("{tenant}.onmicrosoft.com")
    by_name = f"identities/any(c:c/issuerAssignedId eq {address} and c/issuer eq {issuer})"
    by_mail = f"mail eq {address} or otherMails/any(o:o eq {address})"
    select = {"$select": "id,createdDateTime,mail,otherMails,identities"}
    return [GraphQuery("v1.0", "users", text, select, (), ACCOUNTS) for text in (by_name, by_mail)]
