"""Authentication methods: what people have registered, as Graph lists it, and how the logs and reports name it."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from random import Random
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from bot.demo.moments import TICKS_PER_DAY, printed_to_the_second
from bot.demo.rows import Row


class MethodKind(StrEnum):
    """By the name that userRegistrationDetails has for it."""

    PASSWORD = "password"  # noqa: S105 -- the name of a method
    PHONE = "mobilePhone"
    AUTHENTICATOR = "microsoftAuthenticatorPush"
    PASSWORDLESS = "microsoftAuthenticatorPasswordless"
    OATH = "softwareOneTimePasscode"
    FIDO2 = "passKeyDeviceBound"
    HELLO = "windowsHelloForBusiness"
    ACCESS_PASS = "temporaryAccessPass"  # noqa: S105 -- the name of a method
    EMAIL = "email"


@dataclass(frozen=True, slots=True)
class _Naming:
    odata_type: str
    in_log: str
    """`authenticationDetails.authenticationMethod` of the sign-in log."""
    preferred: str = ""
    """`userPreferredMethodForSecondaryAuthentication`."""
    passwordless: bool = False


NAMES = {
    MethodKind.PASSWORD: _Naming("passwordAuthenticationMethod", "Password"),
    MethodKind.PHONE: _Naming("phoneAuthenticationMethod", "SMS", "sms"),
    MethodKind.AUTHENTICATOR: _Naming("microsoftAuthenticatorAuthenticationMethod", "Authenticator App", "push"),
    MethodKind.PASSWORDLESS: _Naming(
        "microsoftAuthenticatorAuthenticationMethod", "Passwordless phone sign-in", passwordless=True
    ),
    MethodKind.OATH: _Naming("softwareOathAuthenticationMethod", "Software OATH token", "oath"),
    MethodKind.FIDO2: _Naming("fido2AuthenticationMethod", "FIDO2 security key", passwordless=True),
    MethodKind.HELLO: _Naming(
        "windowsHelloForBusinessAuthenticationMethod", "Windows Hello for Business", passwordless=True
    ),
    MethodKind.ACCESS_PASS: _Naming("temporaryAccessPassAuthenticationMethod", "Temporary Access Pass"),
    MethodKind.EMAIL: _Naming("emailAuthenticationMethod", "Email one-time passcode"),
}
SECOND_FACTORS = (MethodKind.PHONE, MethodKind.AUTHENTICATOR, MethodKind.OATH)
PASSWORD_METHOD_ID = "28c10230-6103-485e-b985-444c60001490"  # noqa: S105 -- the same in every tenant
_ODDS = {
    MethodKind.AUTHENTICATOR: 0.75,
    MethodKind.PHONE: 0.55,
    MethodKind.OATH: 0.2,
    MethodKind.EMAIL: 0.3,
    MethodKind.HELLO: 0.35,
    MethodKind.FIDO2: 0.12,
    MethodKind.PASSWORDLESS: 0.1,
    MethodKind.ACCESS_PASS: 0.04,
}


@dataclass(frozen=True, slots=True)
class Method:
    """One registered method of one person."""

    method_id: str
    kind: MethodKind
    since: int
    """In ticks."""
    detail: str
    """A phone number, an address, or the name of a device."""

    @property
    def printed(self) -> Row:
        """As `/users/{id}/authentication/methods` lists it."""
        created = printed_to_the_second(self.since)
        own: dict[str, Any]
        match self.kind:
            case MethodKind.PASSWORD:
                own = {"password": None, "createdDateTime": created}
            case MethodKind.PHONE:
                own = {"phoneNumber": self.detail, "phoneType": "mobile", "smsSignInState": "notAllowedByPolicy"}
            case MethodKind.EMAIL:
                own = {"emailAddress": self.detail}
            case MethodKind.OATH:
                own = {"secretKey": None}
            case MethodKind.AUTHENTICATOR | MethodKind.PASSWORDLESS:
                version = {"deviceTag": "SoftwareTokenActivated", "phoneAppVersion": "6.8.18"}
                own = {"displayName": self.detail, **version, "createdDateTime": created}
            case MethodKind.FIDO2:
                own = _security_key(self.detail, created)
            case MethodKind.HELLO:
                own = {"displayName": self.detail, "createdDateTime": created, "keyStrength": "normal"}
            case MethodKind.ACCESS_PASS:
                own = _access_pass(created)
        return {"@odata.type": f"#microsoft.graph.{NAMES[self.kind].odata_type}", "id": self.method_id, **own}


def drawn_methods(rng: Random, principal: str, given: str, created: int) -> Iterator[Method]:
    """A password, and what somebody has registered beside it."""
    yield Method(PASSWORD_METHOD_ID, MethodKind.PASSWORD, created, "")
    for kind, odds in _ODDS.items():
        if rng.random() < odds:
            since = created + rng.randrange(1, 60) * TICKS_PER_DAY
            method_id = str(uuid5(NAMESPACE_URL, f"method/{principal}/{kind}"))
            yield Method(method_id, kind, since, _detail(rng, kind, principal, given))


def _detail(rng: Random, kind: MethodKind, principal: str, given: str) -> str:
    match kind:
        case MethodKind.PHONE:
            return f"+1 20655501{rng.randrange(100):02d}"
        case MethodKind.EMAIL:
            return f"{principal.partition('@')[0]}@proseware.example"
        case MethodKind.FIDO2:
            return "Blue key"
        case MethodKind.HELLO:
            return f"{given}'s laptop"
        case _:
            return f"{given}'s phone"


def _security_key(name: str, created: str) -> dict[str, Any]:
    return {
        "displayName": name,
        "creationDateTime": created,
        "createdDateTime": created,
        "aaGuid": "2fc0579f-8113-47ea-b116-555a8db9202a",
        "model": "NFC key",
        "attestationCertificates": ["dbe793efdf1945e2df25d93653a1e8a3268a9075"],
        "attestationLevel": "attested",
    }


def _access_pass(created: str) -> dict[str, Any]:
    return {
        "temporaryAccessPass": None,
        "createdDateTime": created,
        "startDateTime": created,
        "lifetimeInMinutes": 60,
        "isUsableOnce": True,
        "isUsable": False,
        "methodUsabilityReason": "Expired",
    }
