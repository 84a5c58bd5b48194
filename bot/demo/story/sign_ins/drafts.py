"""A sign-in before it is printed: who, what with, from where, and what came of it."""

from dataclasses import dataclass
from enum import StrEnum

from bot.demo.rows import Row
from bot.demo.story.clients import Client
from bot.demo.story.places import Place
from bot.demo.story.policies import Verdict
from bot.demo.story.work_apps import Resource, Workload


class SignInKind(StrEnum):
    """Graph's `signInEventTypes`."""

    INTERACTIVE = "interactiveUser"
    SILENT = "nonInteractiveUser"
    SERVICE_PRINCIPAL = "servicePrincipal"
    MANAGED_IDENTITY = "managedIdentity"


@dataclass(frozen=True, slots=True)
class Account:
    """What the log writes of a person."""

    user_id: str
    name: str
    principal: str
    identifier: str
    """What was typed at the prompt."""
    user_type: str = "member"


NOBODY = Account("", "", "", "", "member")
UNKNOWN_ID = "00000000-0000-0000-0000-000000000000"


@dataclass(frozen=True, slots=True)
class Risk:
    """What identity protection says of a sign-in."""

    during: str = "none"
    aggregated: str = "none"
    state: str = "none"
    detail: str = "none"
    types: tuple[str, ...] = ()


NO_RISK = Risk()
NOT_APPLIED = Verdict("notApplied", None, (), ())


@dataclass(frozen=True, slots=True)
class SignIn:
    """One row of the log."""

    at: int
    """In ticks."""
    sign_in_id: str
    correlation_id: str
    original_id: str
    """The id of the first row of the same sign-in."""
    kind: SignInKind
    account: Account
    app_id: str
    app_name: str
    resource: Resource
    place: Place
    address: str
    client: Client
    code: int = 0
    verdict: Verdict = NOT_APPLIED
    steps: tuple[Row, ...] = ()
    """Graph's `authenticationDetails`."""
    requires_mfa: bool = False
    protocol: str = "oAuth2"
    risk: Risk = NO_RISK
    workload: Workload | None = None
    listeners: tuple[Row, ...] = ()
