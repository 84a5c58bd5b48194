"""How somebody proved who they are: the steps of a sign-in, and the names a question has for their methods."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthStep:
    """One step of `authenticationDetails` (Graph beta, signIn); Graph writes the last steps minutes after the first."""

    method: str | None = None
    detail: str | None = None
    at: datetime | None = None
    requirement: str | None = None
    result: str | None = None
    succeeded: bool | None = None


PASSWORD = "password"  # noqa: S105 - the name of a method
PASSWORDLESS = "passwordless"
STANDING_IN = frozenset({"fido2", "windowsHello", "passwordlessPhone", "certificate", "temporaryAccessPass"})
"""Methods that take the place of a password."""

_NAMES: Mapping[str, tuple[str, ...]] = {
    PASSWORD: ("Password", "Password in the cloud", "Password Hash Sync", "Pass-through authentication"),
    "sms": ("SMS", "Text message", "OneWaySMS", "TwoWaySMS", "SMS sign-in", "Text message (SMS)"),
    "voice": (
        *("Voice", "Phone call", "Phone call approval", "Phone call approval (Authentication phone)"),
        *("Phone call approval (Office phone)", "Phone call approval (Alternative authentication phone)"),
        *("TwoWayVoiceMobile", "TwoWayVoiceOffice", "TwoWayVoiceAlternateMobile", "TwoWayVoiceOtherMobile"),
    ),
    "authenticatorApp": (
        *("Authenticator App", "Microsoft Authenticator", "Microsoft Authenticator app", "Mobile app notification"),
        *("Microsoft Authenticator (push notification)", "PhoneAppNotification"),
    ),
    "oath": (
        *("OATH", "OATH token", "OATH verification code", "Software OATH token", "Hardware OATH token"),
        *("Mobile app verification code", "PhoneAppOTP"),
    ),
    "fido2": (
        *("FIDO2", "FIDO2 security key", "Passkey", "Passkey (device-bound)", "Passkey (synced)"),
        *("Passkey (Microsoft Authenticator)", "Passkey (FIDO2)"),
    ),
    "windowsHello": ("Windows Hello for Business", "Windows Hello"),
    "passwordlessPhone": (
        *("Passwordless phone sign-in", "Passwordless Microsoft Authenticator"),
        *("Microsoft Authenticator (phone sign-in)", "Microsoft Authenticator (passwordless)"),
    ),
    "certificate": (
        *("Certificate", "X.509 Certificate", "X.509 certificate (single factor)", "X.509 certificate (multifactor)"),
        *("Certificate-based authentication", "Client certificate"),
    ),
    "temporaryAccessPass": ("Temporary Access Pass", "Temporary Access Pass (one-time)"),
}
"""Each method with the names that the log and its reports have for it."""

_KEYS: Mapping[str, str] = MappingProxyType(
    {name.casefold(): key for key, names in _NAMES.items() for name in names},
)
_FIRST_FACTOR, _BY_CLAIM = "first factor", "satisfied by claim"


def method_key(name: str | None) -> str | None:
    """A question's name for the method that the log calls `name`, in any case; `None` for one it has no name for."""
    return _KEYS.get((name or "").casefold())


def methods_of(steps: Iterable[AuthStep]) -> tuple[str, ...]:
    """The methods tried, each once, in their order; then `passwordless` where one stood in for the password.

    A step that an earlier session satisfied names no method, and so is none.
    """
    tried = tuple(dict.fromkeys(key for step in steps if (key := method_key(step.method))))
    stood_in = PASSWORD not in tried and not STANDING_IN.isdisjoint(tried)
    return (*tried, PASSWORDLESS) if stood_in else tried


def is_claim(steps: Iterable[AuthStep], additional_details: str | None) -> bool:
    """Whether a claim in the token brought the second factor along: a step says so, or the status does (v1.0)."""
    said = (text.casefold() for text in (*(step.result for step in steps), additional_details) if text)
    return any(_BY_CLAIM in text and not text.startswith(_FIRST_FACTOR) for text in said)
