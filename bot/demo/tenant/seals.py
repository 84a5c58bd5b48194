"""Opaque texts that only this tenant can write: access tokens and skip tokens."""

import base64
import binascii
import hashlib
import hmac
from typing import Any

import orjson

_MARK_BYTES = 12


class Seal:
    """Writes small JSON objects so that nobody can change them, and reads its own again."""

    def __init__(self, key: str) -> None:
        self._key = hashlib.sha256(key.encode()).digest()

    def close(self, content: dict[str, Any]) -> str:
        """A URL-safe text; the same content gives the same text."""
        plain = orjson.dumps(content, option=orjson.OPT_SORT_KEYS)
        return base64.urlsafe_b64encode(self._mark(plain) + plain).decode().rstrip("=")

    def open(self, text: str) -> dict[str, Any] | None:
        """The content, or None when the text is not of this seal."""
        try:
            sealed = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
        except (binascii.Error, ValueError):
            return None
        mark, plain = sealed[:_MARK_BYTES], sealed[_MARK_BYTES:]
        if not hmac.compare_digest(mark, self._mark(plain)):
            return None
        content: dict[str, Any] = orjson.loads(plain)
        return content

    def _mark(self, plain: bytes) -> bytes:
        return hmac.digest(self._key, plain, "sha256")[:_MARK_BYTES]
