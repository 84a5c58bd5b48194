"""A person as the helpdesk sees one: the account, how it signs in, when it did, and whether it is thought at risk."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.domain.answers import AttemptRow
from bot.domain.event_answers import EventRow
from bot.domain.question import Question
from bot.domain.sources import Sourced
from bot.domain.window import Last

PERSON = "person"
"""The kind of answer that a page on somebody is."""

RECENTLY = Last(7 * 86_400)
"""How far back the logs of a person are read when no time is named: what every plan keeps."""


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


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonPage:
    """One account with all that could be read of it; `None` is a part that was not asked for or could not be read.

    `risk_known` tells somebody without risk from somebody whose risk could not be read.
    """

    person: Person
    activity: Activity | None = None
    methods: tuple[AuthMethod, ...] | None = None
    risk_known: bool = False
    risk: PersonRisk | None = None

    def to_json(self) -> dict[str, object]:
        """The account, and each part that is known."""
        said = self.person.to_json()
        if self.activity:
            said |= self.activity.to_json()
        if self.methods is not None:
            said["auth_methods"] = [method.to_json() for method in self.methods]
        if self.risk_known:
            said["risk"] = self.risk and self.risk.to_json()
        return said


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonAnswer(Sourced):
    """Who was found under `sought`, and how their sign-ups went.

    `accounts` is how many there are, of which `pages` may be the first few. `tries` is how many sign-ups there were;
    `sign_ups`, `sign_ins` and `changes` to the account are newest first, and `None` where they were not asked for or
    could not be read; the last two are read where one account was found.
    `complete` is false when a part is missing; `notes` say which and why.
    """

    question: Question
    zone: str
    sought: str
    accounts: int
    pages: tuple[PersonPage, ...]
    sign_ups: tuple[AttemptRow, ...] | None = None
    tries: int | None = None
    sign_ins: tuple[EventRow, ...] | None = None
    changes: tuple[EventRow, ...] | None = None

    def to_json(self) -> dict[str, object]:
        """The form outside programs read."""
        totals = {"people": self.accounts} | ({} if self.tries is None else {"attempts": self.tries})
        said: dict[str, object] = {
            "question": self.question.to_json(),
            "kind": PERSON,
            "zone": self.zone,
            "totals": totals,
            "rows": [page.to_json() for page in self.pages],
        }
        if self.sign_ups is not None:
            said["sign_ups"] = [row.to_json() for row in self.sign_ups]
        if self.sign_ins is not None:
            said["sign_ins"] = [row.to_json() for row in self.sign_ins]
        if self.changes is not None:
            said["changes"] = [row.to_json() for row in self.changes]
        return said | self.source_to_json()


def masked_phone(number: str) -> str:
    """`+1 2065550188` -> `+** *** **88`: enough to recognise, too little to call."""
    digits = [sign for sign in number if sign.isdigit()]
    return f"+** *** **{''.join(digits[-2:])}" if len(digits) > 5 else "+** *** **"


def masked_address(address: str) -> str:
    """`jane@contoso.com` -> `j***@contoso.com`; what is no address shows nothing but its first sign."""
    local, at, domain = address.rpartition("@")
    return f"{local[:1]}***@{domain}" if at else f"{address[:1]}***"


def first_of(people: Sequence[Person], most: int) -> tuple[Person, ...]:
    """The oldest accounts first, which is the one somebody most likely means."""
    dated = sorted(people, key=lambda one: (one.created is None, one.created.timestamp() if one.created else 0, one.id))
    return tuple(dated[:most])


def _iso(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None
