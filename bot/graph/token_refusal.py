"""What the sign-in service means when it refuses a token, and who has to mend what."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from bot.errors import GraphBusy, GraphError, GraphRefused, GraphTrace, GraphUnexpected
from bot.graph.cloud import Cloud

_CODE = re.compile(r"AADSTS(\d+)")
_CORRELATION = re.compile(r"Correlation ID: ([0-9a-fA-F-]{36})")


@dataclass(frozen=True, slots=True)
class TokenRow:
    """One AADSTS code. `{tenant}`, `{app}` and `{portal}` are filled in."""

    says: str
    remedy: str


_APP_PAGE = "{portal} > Microsoft Entra ID > App registrations > {app}"
_SECRETS = f"{_APP_PAGE} > Certificates & secrets"
_TENANT_REMEDY = (
    "Set the tenant id to the Directory (tenant) id shown on the Overview page of {portal} > Microsoft Entra ID, "
    "and the cloud to the one that tenant lives in."
)
_CERTIFICATE_REMEDY = f"Upload the public part of the certificate at {_SECRETS} > Certificates."
_FEDERATION_REMEDY = f"Compare issuer, subject and audience with {_SECRETS} > Federated credentials."

TOKEN_ROWS: Mapping[int, TokenRow] = {
    7000215: TokenRow(
        "The client secret is wrong.",
        f"Copy the secret's Value (not its Secret ID) from {_SECRETS}, or make a new one there.",
    ),
    7000222: TokenRow(
        "The client secret has expired.", f"Make a new one at {_SECRETS} and put its Value in its place."
    ),
    7000216: TokenRow(
        "No secret, certificate or assertion reached the sign-in service.",
        f"Set one; they are made at {_SECRETS}.",
    ),
    700016: TokenRow(
        "The app {app} is unknown in the tenant {tenant}.",
        "Compare both ids with the app's Overview page at {portal} > Microsoft Entra ID > App registrations.",
    ),
    7000112: TokenRow("The app {app} is disabled.", "Enable it at {portal} > Enterprise applications > {app}."),
    90002: TokenRow("There is no tenant {tenant} in this cloud.", _TENANT_REMEDY),
    900023: TokenRow("{tenant} is no tenant id and no domain name.", _TENANT_REMEDY),
    900021: TokenRow("{tenant} is no tenant id and no domain name.", _TENANT_REMEDY),
    900382: TokenRow("The tenant {tenant} lives in another cloud.", _TENANT_REMEDY),
    70011: TokenRow("The scope asked for is not valid here.", "Check that the cloud is the tenant's own."),
    1002012: TokenRow("The scope asked for is not valid here.", "Check that the cloud is the tenant's own."),
    500011: TokenRow("Microsoft Graph is unknown in the tenant {tenant}.", "Check that the cloud is the tenant's own."),
    700027: TokenRow("The certificate is not one that the app {app} knows.", _CERTIFICATE_REMEDY),
    700030: TokenRow("The certificate's key cannot be used by the app {app}.", _CERTIFICATE_REMEDY),
    7000214: TokenRow("The certificate does not belong to the app {app}.", _CERTIFICATE_REMEDY),
    700024: TokenRow(
        "The signed assertion is outside its time.", "Set the clock of the machine Gatehouse runs on (NTP)."
    ),
    70021: TokenRow("No federated credential of the app {app} matches the token.", _FEDERATION_REMEDY),
    700211: TokenRow("No federated credential of the app {app} matches the token's issuer.", _FEDERATION_REMEDY),
    700212: TokenRow("No federated credential of the app {app} matches the token's audience.", _FEDERATION_REMEDY),
    700213: TokenRow("No federated credential of the app {app} matches the token's subject.", _FEDERATION_REMEDY),
    53003: TokenRow(
        "A Conditional Access policy for workload identities blocks the app {app}.",
        "Have an administrator exclude it, or run Gatehouse from an allowed address.",
    ),
}
"""Source: Microsoft identity platform, "authentication and authorization error codes"; meanings in our words."""

BUSY_CODES = frozenset({50196, 90033, 90055})
"""The sign-in service is overloaded, or we asked too often."""


def token_refused(answer: Mapping[str, object], tenant: str, app: str, cloud: Cloud) -> GraphError:
    """The error for a token answer `{error, error_description, error_codes, correlation_id}` that has no token."""
    described = str(answer.get("error_description") or answer.get("error") or "")
    code = _code(answer.get("error_codes"), described)
    trace = GraphTrace(code=f"AADSTS{code}" if code else str(answer.get("error") or ""), request_id=_trace_id(answer))
    if code in BUSY_CODES or answer.get("error") == "temporarily_unavailable":
        return sign_in_busy(trace)
    row = TOKEN_ROWS.get(code)
    if row is None:
        first_line = described.splitlines()[0][:300] if described else "no reason was given"
        return GraphRefused(
            f"The sign-in service gave no token: {first_line}",
            remedy=f"Check tenant, app and credential at {cloud.portal} > Microsoft Entra ID > App registrations.",
            trace=trace,
        )
    fill = {"tenant": tenant, "app": app, "portal": cloud.portal}
    return GraphRefused(row.says.format(**fill), remedy=row.remedy.format(**fill), trace=trace)


def sign_in_busy(trace: GraphTrace | None = None) -> GraphBusy:
    """The error for a sign-in service that answers 429 or 5xx."""
    return GraphBusy("Microsoft's sign-in service is overloaded.", remedy="Ask again in a minute.", trace=trace)


def credential_unusable(error: Exception, *, by_certificate: bool) -> GraphError:
    """The error for what msal could not even send, or for an answer it could not read; quotes nothing it was given."""
    if by_certificate and isinstance(error, ValueError):
        return GraphRefused(
            "The certificate cannot be used: the file or its passphrase is not right.",
            remedy="Check that the file holds a certificate with its private key, and that the passphrase opens it.",
        )
    return GraphUnexpected(
        f"The sign-in service's answer could not be read ({type(error).__name__}).",
        remedy="Check the tenant id and the sign-in address; a proxy may have answered in its place.",
    )


def _code(codes: object, described: str) -> int:
    if isinstance(codes, list) and codes and isinstance(codes[0], int):
        return codes[0]
    found = _CODE.search(described)
    return int(found[1]) if found else 0


def _trace_id(answer: Mapping[str, object]) -> str:
    named = answer.get("correlation_id")
    found = _CORRELATION.search(str(answer.get("error_description") or ""))
    return named if isinstance(named, str) else found[1] if found else ""
