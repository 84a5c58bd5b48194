"""A person as the directory shows one: the account, how it signs in, when it last did, whether it is at risk."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Identity:
    """One way an account is known: Graph's `signInType`, who issued it, and the name it has there."""

    kind: str
    issuer: str
    name: str

    def to_json(self) -> dict[str, str]:
        """The identity by the names outside programs read."""
        return {"kind": self.kind, "issuer": self.issuer, "name": self.name}


@dataclass(frozen=True, slots=True)
class Activity:
    """The last sign-ins Graph counted, up to a day old; `None` is never. `tried` counts failed tries too."""

    tried: datetime | None
    succeeded: datetime | None
    silent: datetime | None

    def to_json(self) -> dict[str, str | None]:
        """The moments as ISO 8601 in UTC."""
        return {
            "last_sign_in": _iso(self.tried),
            "last_successful_sign_in": _iso(self.succeeded),
            "last_non_interactive_sign_in": _iso(self.silent),
        }


@dataclass(frozen=True, slots=True)
class AuthMethod:
    """A registered method; `detail` is masked already, and empty where there is none to show."""

    kind: str
    detail: str = ""
    since: datetime | None = None

    def to_json(self) -> dict[str, str | None]:
        """The method by the names outside programs read."""
        return {"method": self.kind, "detail": self.detail, "registered": _iso(self.since)}


@dataclass(frozen=True, slots=True)
class PersonRisk:
    """What Identity Protection thinks of somebody, in Graph's own words."""

    level: str
    state: str
    detail: str
    changed: datetime | None

    def to_json(self) -> dict[str, str | None]:
        """The risk by the names outside programs read."""
        return {
            "risk_level": self.level,
            "risk_state": self.state,
            "risk_detail": self.detail,
            "changed": _iso(self.changed),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """An account as the directory shows it. `enabled` and `created` are `None` where it does not say."""

    id: str
    name: str
    principal: str
    mail: str
    other_mails: tuple[str, ...] = ()
    enabled: bool | None = None
    created: datetime | None = None
    creation: str = ""
    user_type: str = ""
    invitation: str = ""
    identities: tuple[Identity, ...] = ()

    @property
    def addresses(self) -> tuple[str, ...]:
        """Everything a log may call this person by, each once, the most likely first."""
        names = [one.name for one in self.identities if one.kind != "federated"]
        known = [self.mail, *names, *self.other_mails, self.principal]
        return tuple({text.casefold(): text for text in reversed(known) if text}.values())[::-1]

    @property
    def providers(self) -> tuple[str, ...]:
        """Who proves who this is: the issuers of federated entries, or the tenant itself."""
        federated = [one.issuer for one in self.identities if one.kind == "federated"]
        local = "this tenant" if any(one.kind != "federated" for one in self.identities) else ""
        return tuple(dict.fromkeys(filter(None, (*federated, "" if federated else local))))

    @property
    def kind(self) -> str:
        """What sort of account this is, in plain words (Graph API reference, user, creationType)."""
        known = _KINDS.get(self.creation)
        if known:
            return known
        return self.creation or ("guest account" if self.user_type.casefold() == "guest" else "work account")

    def to_json(self) -> dict[str, object]:
        """The account by the names outside programs read."""
        return {
            "id": self.id,
            "display_name": self.name,
            "user_principal_name": self.principal,
            "mail": self.mail or None,
            "other_mails": list(self.other_mails),
            "enabled": self.enabled,
            "created": _iso(self.created),
            "creation_type": self.creation or None,
            "user_type": self.user_type or None,
            "invitation": self.invitation or None,
            "kind": self.kind,
            "identities": [one.to_json() for one in self.identities],
            "provider": list(self.providers),
        }


_KINDS = {
    "Invitation": "invited guest",
    "LocalAccount": "customer with a local account",
    "EmailVerified": "self-service account with a verified address",
    "SelfServiceSignUp": "self-service sign-up",
}


def first_of(people: Sequence[Person], most: int) -> tuple[Person, ...]:
    """The oldest accounts first, which is the one somebody most likely means."""
    dated = sorted(people, key=lambda one: (one.created is None, one.created.timestamp() if one.created else 0, one.id))
    return tuple(dated[:most])


def _iso(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None
