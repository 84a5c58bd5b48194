"""The sign-in service of the demo tenant: OpenID metadata, and access tokens for client credentials."""

import base64
import binascii
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import uuid4

import orjson

from bot.demo.clock import TenantClock
from bot.demo.story.registrations import CLIENT_ID, CLIENT_SECRET, TENANT_DOMAIN, TENANT_ID
from bot.demo.tenant.faults import Faults
from bot.demo.tenant.refusals import token_refused
from bot.demo.tenant.seals import Seal

GRAPH = "https://graph.microsoft.com"
OTHER_GRAPHS = (
    "https://graph.microsoft.us",
    "https://dod-graph.microsoft.us",
    "https://microsoftgraph.chinacloudapi.cn",
)
TOKEN_SECONDS = 3599
_JWT_BEARER = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"


class TokenRefusal(Exception):
    """An answer with an AADSTS number, which says what to mend."""

    def __init__(self, status: int, error: str, number: int, text: str) -> None:
        super().__init__(f"AADSTS{number}: {text}")
        self.status = status
        self.error = error
        self.number = number

    def body(self, now: datetime) -> dict[str, Any]:
        """`error_description` repeats ids and time, each on a line of its own."""
        stamp, trace, correlation = f"{now:%Y-%m-%d %H:%M:%S}Z", str(uuid4()), str(uuid4())
        lines = (str(self), f"Trace ID: {trace}", f"Correlation ID: {correlation}", f"Timestamp: {stamp}")
        return {
            "error": self.error,
            "error_description": "\r\n".join(lines),
            "error_codes": [self.number],
            "timestamp": stamp,
            "trace_id": trace,
            "correlation_id": correlation,
            "error_uri": f"https://login.microsoftonline.com/error?code={self.number}",
        }


@dataclass(frozen=True, slots=True)
class Bearer:
    """Who asks Graph, as the access token says."""

    app: str


class Login:
    """Gives out tokens and reads them again; their time is the tenant's clock."""

    def __init__(self, clock: TenantClock, faults: Faults, seal: Seal) -> None:
        self._clock = clock
        self._faults = faults
        self._seal = seal

    def metadata(self, tenant: str, host: str) -> dict[str, Any]:
        """The OpenID configuration. It says https whatever the server speaks, because msal takes nothing else."""
        _check_tenant(tenant)
        authority = f"https://{host}/{tenant}"
        return {
            "token_endpoint": f"{authority}/oauth2/v2.0/token",
            "authorization_endpoint": f"{authority}/oauth2/v2.0/authorize",
            "device_authorization_endpoint": f"{authority}/oauth2/v2.0/devicecode",
            "jwks_uri": f"{authority}/discovery/v2.0/keys",
            "issuer": f"https://{host}/{TENANT_ID}/v2.0",
            "token_endpoint_auth_methods_supported": ["client_secret_post", "private_key_jwt"],
            "response_types_supported": ["code", "id_token", "code id_token", "id_token token"],
            "subject_types_supported": ["pairwise"],
            "id_token_signing_alg_values_supported": ["RS256"],
            "scopes_supported": ["openid", "profile", "email", "offline_access"],
            "tenant_region_scope": "EU",
            "cloud_instance_name": "microsoftonline.com",
        }

    def token(self, tenant: str, form: Mapping[str, str], host: str) -> dict[str, Any]:
        """The answer to a token request.

        Raises:
            TokenRefusal: as the real service would, in the order it checks: tenant, grant, app, credential, scope.
        """
        _check_tenant(tenant)
        if form.get("grant_type") != "client_credentials":
            text = f"The app requested an unsupported grant type '{form.get('grant_type', '')}'."
            raise TokenRefusal(400, "unsupported_grant_type", 70003, text)
        client = form.get("client_id", "")
        if client.lower() != CLIENT_ID:
            text = f"Application with identifier '{client}' was not found in the directory '{TENANT_DOMAIN}'."
            raise TokenRefusal(400, "unauthorized_client", 700016, text)
        self._check_credential(form, client)
        issued = self._clock.now().timestamp()
        lifetime = 0 if self._faults.strikes("401-expired", "token") else TOKEN_SECONDS
        claims = {
            "aud": _audience(form.get("scope", ""), host),
            "app": client,
            "exp": issued + lifetime,
            "jti": str(uuid4()),
        }
        return {
            "token_type": "Bearer",
            "expires_in": TOKEN_SECONDS,
            "ext_expires_in": TOKEN_SECONDS,
            "access_token": self._seal.close(claims),
        }

    def bearer(self, authorization: str, host: str) -> Bearer:
        """Who sent this `Authorization` header.

        Raises:
            Refusal: 401 for a token that is missing, foreign, of another audience, or expired.
        """
        scheme, _, token = authorization.partition(" ")
        if scheme.lower() != "bearer" or not token.strip():
            raise token_refused("Access token is empty.")
        claims = self._seal.open(token.strip())
        if claims is None or "aud" not in claims:
            raise token_refused("CompactToken parsing failed with error code: 80049217")
        if claims["aud"] not in (GRAPH, f"http://{host}", f"https://{host}"):
            raise token_refused("Access token validation failure. Invalid audience.")
        if self._clock.now().timestamp() >= claims["exp"]:
            raise token_refused("Lifetime validation failed, the token is expired.")
        return Bearer(claims["app"])

    def _check_credential(self, form: Mapping[str, str], client: str) -> None:
        if "client_assertion" in form:
            _check_assertion(form, client)
            return
        if "client_secret" not in form:
            text = "The request body must contain the following parameter: 'client_assertion' or 'client_secret'."
            raise TokenRefusal(401, "invalid_client", 7000218, text)
        if form["client_secret"] != CLIENT_SECRET:
            text = (
                "Invalid client secret provided. Ensure the secret being sent in the request is the client secret "
                f"value, not the client secret ID, for a secret added to app '{client}'."
            )
            raise TokenRefusal(401, "invalid_client", 7000215, text)
        if self._faults.strikes("secret-expired", "secret"):
            text = f"The provided client secret keys for app '{client}' are expired. Create new keys for your app."
            raise TokenRefusal(401, "invalid_client", 7000222, text)


def _check_tenant(tenant: str) -> None:
    if tenant.lower() not in (TENANT_ID, TENANT_DOMAIN):
        text = (
            f"Tenant '{tenant}' not found. Check to make sure you have the correct tenant ID and are signing into the "
            "correct cloud."
        )
        raise TokenRefusal(400, "invalid_tenant", 90002, text)


def _audience(scope: str, host: str) -> str:
    """The resource of `{resource}/.default`; other scopes cannot be asked for by an app alone."""
    resource, _, permission = scope.rpartition("/")
    if permission != ".default":
        text = f"The provided value for the input parameter 'scope' isn't valid. The scope {scope} isn't valid."
        raise TokenRefusal(400, "invalid_scope", 70011, text)
    if resource not in (GRAPH, *OTHER_GRAPHS, f"http://{host}", f"https://{host}"):
        text = f"The resource principal named {resource} was not found in the tenant named {TENANT_DOMAIN}."
        raise TokenRefusal(400, "invalid_resource", 500011, text)
    return resource


def _check_assertion(form: Mapping[str, str], client: str) -> None:
    """A signed assertion must be one in form; its signature has no key here to be held against."""
    header, payload = (_json_part(part) for part in (*form["client_assertion"].split(".")[:2], "", "")[:2])
    if form.get("client_assertion_type") != _JWT_BEARER or not payload:
        raise TokenRefusal(401, "invalid_client", 50027, "JWT token is invalid or malformed.")
    if header.get("alg") not in ("RS256", "PS256", "ES256"):
        text = f"Client assertion of app '{client}' failed signature validation."
        raise TokenRefusal(401, "invalid_client", 700027, text)


def _json_part(text: str) -> dict[str, Any]:
    try:
        part = orjson.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
    except (binascii.Error, ValueError):
        return {}
    return part if isinstance(part, dict) else {}
