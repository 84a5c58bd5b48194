"""The line to the sign-in service that msal talks through: httpx with our timeouts in place of requests."""

import ssl
from functools import cache
from typing import Any

import httpx

from bot.graph.cloud import is_loopback

TIMEOUT = httpx.Timeout(20.0, connect=10.0)


@cache
def trusted() -> ssl.SSLContext:
    """The authorities we trust, read once: the file they stand in takes longer to read than a token to fetch."""
    return httpx.create_ssl_context()


class LoginLine:
    """What msal calls an `http_client`: `get`, `post`, `close`, answers with `status_code`, `text` and `headers`.

    msal insists on https addresses. With `plain_loopback` those of this very machine are asked over http instead, so
    that a demo tenant needs no certificate; any other host keeps its https.
    """

    def __init__(self, *, plain_loopback: bool = False, through_proxy: bool = True) -> None:
        self._plain_loopback = plain_loopback
        self._client = httpx.Client(verify=trusted(), timeout=TIMEOUT, trust_env=through_proxy and not plain_loopback)

    def get(self, url: str, **options: Any) -> httpx.Response:
        """GET, with what msal passes: `params`, `headers`."""
        return self._ask("GET", url, **options)

    def post(self, url: str, **options: Any) -> httpx.Response:
        """POST, with what msal passes: `data`, `params`, `headers`."""
        form = options.pop("data", None) or {}
        return self._ask("POST", url, data={name: _text(value) for name, value in form.items()}, **options)

    def close(self) -> None:
        """Give the connections back."""
        self._client.close()

    def _ask(self, method: str, url: str, **options: Any) -> httpx.Response:
        address = httpx.URL(url)
        if self._plain_loopback and is_loopback(address.host):
            address = address.copy_with(scheme="http")
        options["params"] = options.get("params") or None  # an empty dict would cut the query off the address
        return self._client.request(method, address, **options)


def _text(value: object) -> str:
    """msal gives signed assertions as bytes, which httpx would write as Python shows them."""
    return value.decode("ascii") if isinstance(value, bytes) else str(value)
