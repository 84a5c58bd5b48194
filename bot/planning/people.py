"""The Graph requests by which one person is found and read."""

from collections.abc import Iterator

from bot.domain.guids import is_guid
from bot.domain.question import Question, values_of
from bot.domain.sources import GraphQuery
from bot.planning import odata

USERS = "users"
METHODS = "users/{id}/authentication/methods"
RISKY = "identityProtection/riskyUsers/{id}"

SELECT = (
    "id,displayName,userPrincipalName,mail,otherMails,accountEnabled,createdDateTime,creationType,userType,"
    "externalUserState,identities"
)
"""All but `signInActivity`, which needs a licence of its own: without it the rest would be refused as well."""

ACTIVITY, AUTH_METHODS, RISK, PROVIDER = "activity", "auth_methods", "risk", "provider"
"""The parts of a page. The middle two are also facets somebody may ask for alone, as is the provider."""

ISSUER_UNKNOWN = "{tenant}.onmicrosoft.com"


def conditions(sought: str, issuer: str) -> Iterator[str]:
    """Filters that together find `sought`: a GUID, an address, or a display name.

    Sign-in names go alone, since Graph refuses `or` beside `identities`; it also refuses `userPrincipalName` entries
    there, which have a filter of their own (Graph API reference, list users).
    """
    if is_guid(sought):
        yield f"id eq {odata.quote(sought.lower())}"
        return
    text = odata.quote(sought)
    if "@" not in sought and not sought.startswith("{"):  # in braces: an address that is not known yet
        yield f"displayName eq {text}"
        return
    yield f"identities/any(c:c/issuerAssignedId eq {text} and c/issuer eq {odata.quote(issuer)})"
    yield f"mail eq {text} or otherMails/any(o:o eq {text}) or userPrincipalName eq {text}"


def parts_of(show: str | None) -> tuple[str, ...]:
    """The parts to be read for a page, or for the one facet that was asked for."""
    match show:
        case "auth_methods":
            return (AUTH_METHODS,)
        case "provider":
            return ()
        case _:
            return (ACTIVITY, AUTH_METHODS, RISK)


def named_in(question: Question) -> str:
    """Whom the question names, and in braces whose address only Slack knows."""
    condition = question.filter("user")
    name = str(values_of(condition)[0]) if condition else "somebody"
    return name if "@" in name or is_guid(name) else f"{{address:{name}}}" if _is_of_slack(name) else name


def _is_of_slack(name: str) -> bool:
    return name in {"me", "somebody"} or name.startswith("slack:")


def person_queries(sought: str, show: str | None) -> tuple[GraphQuery, ...]:
    """The requests of a page on `sought`, as far as Graph's directory is concerned."""
    details = {
        ACTIVITY: ("users/{id}", {"$select": "id,signInActivity"}),
        AUTH_METHODS: (METHODS, {}),
        RISK: (RISKY, {}),
    }
    follows = "Each account found is then read by its id." if parts_of(show) else ""
    return (
        *(
            GraphQuery("v1.0", USERS, text, {"$select": SELECT}, (), then=follows)
            for text in conditions(sought, ISSUER_UNKNOWN)
        ),
        *(GraphQuery("v1.0", path, "", params, ()) for path, params in (details[part] for part in parts_of(show))),
    )
