"""A token for every request to Graph: fetched by msal on first use, kept until it ages, sent to one host alone."""

from collections.abc import Callable, Generator
from threading import Lock
from typing import Any

import httpx
import msal

from bot.errors import GraphError, GraphUnexpected, GraphUnreachable
from bot.graph.cloud import GLOBAL, Cloud, checked_address
from bot.graph.credentials import Certificate, Credential, ManagedIdentity
from bot.graph.login import LoginLine
from bot.graph.token_refusal import credential_unusable, sign_in_busy, token_refused

TokenSource = Callable[[], dict[str, Any]]
"""One call to msal: the token, from its cache or from the sign-in service, or the error it was given."""


class GraphAuth(httpx.Auth):
    """Signs requests to `graph_url` as the app `client_id` of `tenant_id`; for synchronous clients.

    Nothing is read or asked before the first request, so that it can be built without a network. Both addresses are
    those of `cloud` unless given; plain http is for loopback alone, else `SettingsError`.
    """

    def __init__(
        self,
        *,
        tenant_id: str,
        client_id: str,
        credential: Credential,
        cloud: Cloud = GLOBAL,
        graph_url: str | None = None,
        login_url: str | None = None,
    ) -> None:
        self.graph_url = checked_address(graph_url or cloud.graph, "The address of Microsoft Graph")
        self.login_url = checked_address(login_url or cloud.login, "The address of the sign-in service")
        self.tenant_id = tenant_id
        self.client_id = client_id
        self.cloud = cloud
        self._credential = credential
        self._home = origin(httpx.URL(self.graph_url))
        self._lock = Lock()
        self._source: TokenSource | None = None
        self._line: LoginLine | None = None
        self._token = ""

    def __repr__(self) -> str:
        return f"GraphAuth(tenant {self.tenant_id}, app {self.client_id}, {type(self._credential).__name__})"

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        """Put the token on `request`. Raises `GraphUnexpected` for any other host: a token must not leave home."""
        if origin(request.url) != self._home:
            raise GraphUnexpected(
                f"A request to {request.url.host} was stopped: tokens are for {self.graph_url} alone."
            )
        request.headers["Authorization"] = f"Bearer {self.token()}"
        yield request

    def token(self) -> str:
        """An access token that Graph should take now. Raises `GraphError` or `SettingsError`."""
        with self._lock:  # so that many threads that start together fetch one token
            result = self._ask()
            token = result.get("access_token")
            if isinstance(token, str):
                self._token = token
                return token
        raise token_refused(result, self.tenant_id, self.client_id, self.cloud)

    def forget(self, request: httpx.Request) -> None:
        """Drop the token that `request` was refused with, unless another thread has replaced it already."""
        with self._lock:
            if request.headers.get("Authorization") == f"Bearer {self._token}":
                self._start_again()

    def close(self) -> None:
        """Drop the token and the connection to the sign-in service; the next request would start anew."""
        with self._lock:
            self._start_again()

    def _start_again(self) -> None:
        if self._line is not None:
            self._line.close()
        self._source = self._line = None

    def _ask(self) -> dict[str, Any]:
        try:
            if self._source is None:
                self._start_again()  # a build that failed half-way leaves its line open
                self._source = self._build()
            return self._source()
        except httpx.TransportError as error:
            raise GraphUnreachable(
                f"The sign-in service at {self.login_url} does not answer.",
                remedy="Check the network, the proxy and the firewall of the machine Gatehouse runs on.",
            ) from error
        except msal.exceptions.MsalServiceError:  # msal raises it for 5xx alone; all else it returns
            raise sign_in_busy() from None
        except (ValueError, KeyError, RuntimeError, msal.exceptions.MsalError) as error:
            raise self._explained(error) from None  # msal's own text may quote what it was given

    def _explained(self, error: Exception) -> GraphError:
        told = str(error.__context__ or error)
        if "AADSTS" in told:
            return token_refused({"error_description": told}, self.tenant_id, self.client_id, self.cloud)
        return credential_unusable(error, by_certificate=isinstance(self._credential, Certificate))

    def _build(self) -> TokenSource:
        if isinstance(self._credential, ManagedIdentity):
            return self._managed(self._credential)
        plain = self.login_url.startswith("http://")
        self._line = LoginLine(plain_loopback=plain)
        app = msal.ConfidentialClientApplication(
            self.client_id,
            client_credential=self._credential.for_msal(),
            authority=f"{self.login_url.replace('http://', 'https://', 1)}/{self.tenant_id}",
            http_client=self._line,
            instance_discovery=False,  # our clouds are a table; asking the global cloud would leave a national one
        )
        return lambda: app.acquire_token_for_client([self.cloud.scope]) or {}

    def _managed(self, identity: ManagedIdentity) -> TokenSource:
        self._line = LoginLine(through_proxy=False)  # the address is on the machine's own link
        who = (
            msal.UserAssignedManagedIdentity(client_id=identity.client_id)
            if identity.client_id
            else msal.SystemAssignedManagedIdentity()
        )
        client = msal.ManagedIdentityClient(who, http_client=self._line)
        return lambda: client.acquire_token_for_client(resource=self.cloud.graph) or {}


def origin(url: httpx.URL) -> tuple[str, str, int | None]:
    """Scheme, host and port: what two addresses must share before one may have the other's token."""
    return url.scheme, url.host, url.port
