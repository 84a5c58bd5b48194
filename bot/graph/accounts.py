"""Finds the accounts that stand behind addresses typed at a sign-up."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from urllib.parse import quote as percent_encoded

from bot.domain.accounts import Account
from bot.domain.sources import GraphCall
from bot.graph.client import GraphClient
from bot.graph.outcome import Body
from bot.graph.wire.members import moment
from bot.planning import odata

SELECT = "id,createdDateTime,mail,otherMails,identities"
MOST_CLAUSES = 14
"""Graph takes 15 comparisons joined by `or` on directory objects; two belong to each address."""
LONGEST_FILTER = 1_800
"""Percent-encoded characters, so that the whole address stays below what proxies take."""

BEFORE_ALL = datetime(2018, 6, 1, tzinfo=UTC)
"""Accounts without a creation date were made before June 2018 (Graph API reference, user)."""


def find_accounts(
    client: GraphClient, identifiers: Sequence[str], issuer: str, *, calls: list[GraphCall]
) -> Mapping[str, Account | None]:
    """For each identifier, casefolded, the oldest account that signs in with it or has it as an address.

    `issuer` is the tenant's own domain. Raises `GraphError`.
    """
    found: dict[str, Account | None] = {text.casefold(): None for text in identifiers if text}
    queries = [{"$filter": text, "$select": SELECT, "$top": "999"} for text in _conditions(list(found), issuer)]
    for user in client.get_each("users", queries, calls=calls):
        account = Account(user["id"], _created(user))
        for address in _addresses(user) & found.keys():
            known = found[address]
            found[address] = account if known is None or account.created < known.created else known
    return found


def _conditions(identifiers: Sequence[str], issuer: str) -> Iterator[str]:
    """Filters that together ask for all: sign-in names one by one, since Graph refuses `or` beside `identities`."""
    for text in identifiers:
        pair = f"c/issuerAssignedId eq {odata.quote(text)} and c/issuer eq {odata.quote(issuer)}"
        yield f"identities/any(c:{pair})"
    yield from _joined([_by_mail(text) for text in identifiers])


def _by_mail(text: str) -> str:
    return f"mail eq {odata.quote(text)} or otherMails/any(o:o eq {odata.quote(text)})"


def _joined(clauses: Sequence[str]) -> Iterator[str]:
    """As few filters as the two limits allow."""
    chain: list[str] = []
    for clause in clauses:
        longer = " or ".join([*chain, clause])
        if chain and (2 * len(chain) >= MOST_CLAUSES or len(percent_encoded(longer)) > LONGEST_FILTER):
            yield " or ".join(chain)
            chain = []
        chain.append(clause)
    if chain:
        yield " or ".join(chain)


def _created(user: Body) -> datetime:
    created = user.get("createdDateTime")
    return moment(created) if created else BEFORE_ALL


def _addresses(user: Body) -> set[str]:
    """What a sign-up by this user would show, casefolded; a federated entry holds the provider's id, no address."""
    local = [
        entry.get("issuerAssignedId")
        for entry in user.get("identities") or []
        if entry.get("signInType") in ("emailAddress", "userName")
    ]
    known = [user.get("mail"), *(user.get("otherMails") or []), *local]
    return {text.casefold() for text in known if text}
