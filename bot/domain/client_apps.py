"""The programs people sign in with: `clientAppUsed` of the sign-in log, in the words of a question."""

from collections.abc import Mapping
from types import MappingProxyType

LEGACY = "legacy"
OTHER = "other"
MODERN = frozenset({"browser", "mobileDesktop"})
"""Everything else is legacy authentication (Graph API reference, signIn.clientAppUsed)."""

_NAMES: Mapping[str, tuple[str, ...]] = {
    "browser": ("Browser",),
    "mobileDesktop": ("Mobile Apps and Desktop clients",),
    "exchangeActiveSync": ("Exchange ActiveSync",),
    "imap": ("IMAP", "IMAP4"),
    "pop": ("POP", "POP3"),
    "smtp": ("SMTP", "Authenticated SMTP"),
    "mapi": ("MAPI", "MAPI over HTTP"),
    "ews": ("Exchange Web Services",),
    "autodiscover": ("Autodiscover",),
    "exchangePowerShell": ("Exchange Online PowerShell",),
    OTHER: ("Other clients", "Other clients; IMAP", "Other clients; POP", "Other clients; MAPI", "Other clients; SMTP"),
}
"""Each key with the spellings of Graph's reference and of the portal's filter; which are sent is not settled."""

_KEYS: Mapping[str, str] = MappingProxyType(
    {name.casefold(): key for key, names in _NAMES.items() for name in names},
)


def client_keys(name: str | None) -> tuple[str, ...]:
    """What a question may call the client `name`, in any case; one that is not known is legacy and nothing more."""
    if not name:
        return ()
    key = _KEYS.get(name.casefold())
    if key in MODERN:
        return (key,)
    return (key, LEGACY) if key else (LEGACY,)
