"""The one filter of `/users` with a law of its own: `identities/any(c:c/issuerAssignedId eq '…' and c/issuer eq '…')`.

Both parts are required; the issuer alone serves for a few well-known ones. For local accounts (sign-in type
emailAddress or userName) the issuer's value is not compared, though it must be there; a federated entry needs its true
issuer and the provider's subject id. Entries of type userPrincipalName cannot be found this way. (Graph API reference,
list users.)
"""

from typing import Any

from bot.demo.tenant.odata.comparisons import Test
from bot.demo.tenant.odata.filters import FilterNotSupportedError
from bot.demo.tenant.odata.tree import Compare, Filter, Operator, conjuncts

ISSUERS_ALONE = frozenset({"google.com", "facebook.com", "mail", "phone"})
_LOCAL_TYPES = frozenset({"emailAddress", "userName"})


def identity_test(body: Filter) -> Test:
    """The test on one entry of `identities`.

    Raises:
        FilterNotSupportedError: when the body is anything but the documented pair or a well-known issuer.
    """
    parts = _equalities(body)
    match parts:
        case {"issuerAssignedId": assigned, "issuer": issuer, **rest} if not rest:
            return lambda entry: _is_assigned(entry, assigned, issuer)
        case {"issuer": issuer, **rest} if not rest and issuer in ISSUERS_ALONE:
            return lambda entry: bool(entry.get("issuer") == issuer)
        case _:
            raise FilterNotSupportedError("identities", "needs issuerAssignedId and issuer, both with eq")


def _equalities(body: Filter) -> dict[str, str]:
    found: dict[str, str] = {}
    for part in conjuncts(body):
        match part:
            case Compare((name,), Operator.EQ, (str() as literal,)) if name not in found:
                found[name] = literal.casefold()
            case _:
                raise FilterNotSupportedError("identities", "only eq with text, joined by and")
    return found


def _is_assigned(entry: dict[str, Any], assigned: str, issuer: str) -> bool:
    if str(entry.get("issuerAssignedId")).casefold() != assigned:
        return False
    sign_in_type = entry.get("signInType")
    if sign_in_type in _LOCAL_TYPES:
        return True
    return sign_in_type == "federated" and str(entry.get("issuer")).casefold() == issuer
