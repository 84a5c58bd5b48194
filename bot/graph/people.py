"""Reads one person: the account, the last sign-ins, the registered methods and the risk, each on its own."""

from collections.abc import Sequence
from uuid import UUID

from bot.domain.masks import masked_address, masked_phone
from bot.domain.people import Activity, AuthMethod, Identity, Person, PersonRisk
from bot.domain.sources import GraphCall
from bot.errors import GraphRefused
from bot.graph.client import GraphClient
from bot.graph.dated import dated
from bot.graph.outcome import Body
from bot.planning.people import METHODS, RISKY, SELECT, USERS, conditions

METHOD_NAMES = {
    "password": "password",
    "email": "e-mail code",
    "phone": "phone",
    "fido2": "security key (FIDO2)",
    "microsoftAuthenticator": "Microsoft Authenticator",
    "passwordlessMicrosoftAuthenticator": "Microsoft Authenticator without password",
    "softwareOath": "one-time code app (OATH)",
    "hardwareOath": "one-time code token (OATH)",
    "temporaryAccessPass": "temporary access pass",
    "windowsHelloForBusiness": "Windows Hello for Business",
    "platformCredential": "platform credential",
    "external": "external method",
    "qrCodePin": "QR code with PIN",
}
"""Kinds of authentication method by the stem of their OData type (Graph API reference, authenticationMethod)."""

_NUMBERS = {"mobile": "mobile phone", "alternateMobile": "second mobile phone", "office": "office phone"}
_NOT_FOUND = 404


class GraphPeople:
    """What Graph knows of people in one tenant."""

    def __init__(self, client: GraphClient) -> None:
        self._client = client

    def find(self, sought: str, issuer: str, *, calls: list[GraphCall]) -> list[Person]:
        """Everybody who signs in as `sought`, has it as an address or id, or is called so. Raises `GraphError`.

        `issuer` is the tenant's own domain.
        """
        queries = [{"$filter": text, "$select": SELECT, "$top": "999"} for text in conditions(sought, issuer)]
        found = {row["id"]: _person(row) for row in self._client.get_each(USERS, queries, calls=calls)}
        return list(found.values())

    def activity(self, person_id: str, *, calls: list[GraphCall]) -> Activity:
        """When somebody last signed in. Needs a premium licence and AuditLog.Read.All; raises `GraphError`."""
        row = self._client.get(_user(person_id), params={"$select": "id,signInActivity"}, calls=calls)
        known = row.get("signInActivity") or {}
        return Activity(
            tried=dated(known.get("lastSignInDateTime")),
            succeeded=dated(known.get("lastSuccessfulSignInDateTime")),
            silent=dated(known.get("lastNonInteractiveSignInDateTime")),
        )

    def methods(self, person_id: str, *, calls: list[GraphCall]) -> tuple[AuthMethod, ...]:
        """The registered methods, masked. Needs UserAuthenticationMethod.Read.All; raises `GraphError`."""
        rows = self._client.get_all(METHODS.format(id=_guid(person_id)), calls=calls)
        return tuple(_method(row) for row in rows)

    def risk(self, person_id: str, *, calls: list[GraphCall]) -> PersonRisk | None:
        """What Identity Protection thinks of somebody; `None` where it never thought anything.

        Needs P2 and IdentityRiskyUser.Read.All; raises `GraphError`.
        """
        try:
            row = self._client.get(RISKY.format(id=_guid(person_id)), calls=calls)
        except GraphRefused as error:
            if error.trace.status == _NOT_FOUND:
                return None
            raise
        return PersonRisk(
            level=row.get("riskLevel") or "",
            state=row.get("riskState") or "",
            detail=row.get("riskDetail") or "",
            changed=dated(row.get("riskLastUpdatedDateTime")),
        )


def _user(person_id: str) -> str:
    return f"{USERS}/{_guid(person_id)}"


def _guid(person_id: str) -> str:
    """Ids come from Graph's own rows; nothing else ever becomes part of a path."""
    return str(UUID(person_id))


def _person(row: Body) -> Person:
    return Person(
        id=row["id"],
        name=row.get("displayName") or "",
        principal=row.get("userPrincipalName") or "",
        mail=row.get("mail") or "",
        other_mails=_texts(row.get("otherMails")),
        enabled=row.get("accountEnabled"),
        created=dated(row.get("createdDateTime")),
        creation=row.get("creationType") or "",
        user_type=row.get("userType") or "",
        invitation=row.get("externalUserState") or "",
        identities=tuple(
            Identity(one.get("signInType") or "", one.get("issuer") or "", one.get("issuerAssignedId") or "")
            for one in row.get("identities") or []
        ),
    )


def _texts(values: Sequence[str] | None) -> tuple[str, ...]:
    return tuple(filter(None, values or ()))


def _method(row: Body) -> AuthMethod:
    stem = str(row.get("@odata.type") or "").rpartition(".")[2].removesuffix("AuthenticationMethod")
    since = dated(row.get("createdDateTime") or row.get("creationDateTime"))
    kind = METHOD_NAMES.get(stem, stem or "a method Graph does not name")
    match stem:
        case "phone":
            return AuthMethod(
                _NUMBERS.get(row.get("phoneType") or "", kind), masked_phone(row.get("phoneNumber") or "")
            )
        case "email":
            return AuthMethod(kind, masked_address(row.get("emailAddress") or ""), since)
        case "temporaryAccessPass":
            return AuthMethod(kind, "usable" if row.get("isUsable") else "not usable", since)
        case _:
            named = " · ".join(filter(None, (row.get("displayName"), row.get("model"))))
            return AuthMethod(kind, named, since)
