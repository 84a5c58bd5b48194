"""One row of the sign-in log: who got in where, from where, with what, and what stood in the way."""

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from bot.domain.client_apps import client_keys
from bot.domain.codes import SIGN_IN_INTERRUPTS, CodeKind, sign_in_kind
from bot.domain.events import AppliedExtension
from bot.domain.sign_in_methods import AuthStep, is_claim, methods_of


class SignInKind(StrEnum):
    """Who or what signed in, and whether at a prompt, in the words of a question; Graph may add others."""

    INTERACTIVE = "interactive"
    NON_INTERACTIVE = "nonInteractive"
    SERVICE_PRINCIPAL = "servicePrincipal"
    MANAGED_IDENTITY = "managedIdentity"


class SignInStatus(StrEnum):
    """How a sign-in ended. Graph has the error code only; these are the portal's three states."""

    SUCCESS = "success"
    FAILED = "failed"
    INTERRUPTED = "interrupted"


class Mfa(StrEnum):
    """What was asked beside the first factor."""

    REQUIRED = "required"
    NONE = "none"
    CLAIM = "claim"  # required, and the token brought it along


@dataclass(frozen=True, slots=True, kw_only=True)
class AppliedPolicy:
    """What one Conditional Access policy said; `result` is open text, `failure` where it stopped the sign-in."""

    name: str
    result: str
    id: str | None = None
    grant_controls: tuple[str, ...] = ()
    session_controls: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SignInEvent:
    """One `signIn` row (Graph v1.0 and beta, auditLogs/signIns).

    `at` is aware and in UTC. `kind` is a `SignInKind`, or Graph's own word where it has a newer one. Empty texts of
    Graph are `None` here. What only beta tells (`user_type`, `requirement`, `steps` ...) is absent unless `detailed`.
    `raw` is the row as Graph sent it, so that members we do not know are kept.
    """

    id: str
    at: datetime
    correlation_id: str
    original_request_id: str | None = None
    kind: str = SignInKind.INTERACTIVE
    detailed: bool = False
    user_id: str | None = None
    user: str | None = None
    user_name: str | None = None
    user_type: str | None = None
    identifier: str | None = None
    app_id: str = ""
    app_name: str | None = None
    resource_id: str | None = None
    resource: str | None = None
    service_principal_id: str | None = None
    service_principal: str | None = None
    credential: str | None = None
    credential_key_id: str | None = None
    azure_resource_id: str | None = None
    ip: str | None = None
    city: str | None = None
    state: str | None = None
    country: str | None = None
    networks: tuple[str, ...] = ()
    client_app: str | None = None
    user_agent: str | None = None
    device_id: str | None = None
    device_name: str | None = None
    os: str | None = None
    browser: str | None = None
    compliant: bool | None = None
    managed: bool | None = None
    trust: str | None = None
    error_code: int = 0
    failure_reason: str | None = None
    additional_details: str | None = None
    ca_status: str | None = None
    policies: tuple[AppliedPolicy, ...] = ()
    requirement: str | None = None
    requirement_policies: tuple[str, ...] = ()
    session_policies: tuple[str, ...] = ()
    steps: tuple[AuthStep, ...] = ()
    protocol: str | None = None
    cross_tenant: str | None = None
    risk_level: str | None = None
    risk_aggregated: str | None = None
    risk_state: str | None = None
    risk_detail: str | None = None
    risk_types: tuple[str, ...] = ()
    extensions: tuple[AppliedExtension, ...] = ()
    raw: bytes = field(default=b"{}", repr=False, compare=False)

    def status(self, interrupts: AbstractSet[int] = SIGN_IN_INTERRUPTS) -> SignInStatus:
        """Success is code 0, interrupted any of `interrupts`, failed the rest."""
        match sign_in_kind(self.error_code, interrupts):
            case CodeKind.OK:
                return SignInStatus.SUCCESS
            case CodeKind.INTERRUPT | CodeKind.CHALLENGE:
                return SignInStatus.INTERRUPTED
            case CodeKind.FAILURE:
                return SignInStatus.FAILED

    @property
    def user_key(self) -> str | None:
        """The user principal name without regard to case: one person however it was typed."""
        return self.user and self.user.casefold()

    @property
    def domain(self) -> str | None:
        """The domain of the address, without regard to case; a guest's is that of home, kept before `#EXT#`."""
        name, guest, _ = (self.user_key or "").partition("#ext#")
        return name.rpartition("_" if guest else "@")[2] if ("_" if guest else "@") in name else None

    @property
    def device(self) -> str | None:
        """The device's name, else its id."""
        return self.device_name or self.device_id

    @property
    def client_keys(self) -> tuple[str, ...]:
        """What a question may call the client: its own key, and `legacy` for all but the two modern ones."""
        return client_keys(self.client_app)

    @property
    def mfa(self) -> Mfa | None:
        """What was asked beside the first factor, `None` where the row does not say."""
        keys = self.mfa_keys
        return keys[-1] if keys else None

    @property
    def mfa_keys(self) -> tuple[Mfa, ...]:
        """Every answer that fits: what a claim satisfied was required as well."""
        claim = (Mfa.CLAIM,) if is_claim(self.steps, self.additional_details) else ()
        match (self.requirement or "").casefold():
            case "multifactorauthentication":
                return (Mfa.REQUIRED, *claim)
            case "singlefactorauthentication":
                return (Mfa.NONE, *claim)
            case _:
                return (Mfa.REQUIRED, *claim) if claim else ()

    @property
    def auth_methods(self) -> tuple[str, ...]:
        """The methods that were tried, and `passwordless` where one of them stood in for the password."""
        return methods_of(self.steps)

    @property
    def applied_policies(self) -> tuple[AppliedPolicy, ...]:
        """The policies that had a say: not those that did not apply, are off, or only report."""
        return tuple(policy for policy in self.policies if policy.result in ("success", "failure"))

    @property
    def failed_policies(self) -> tuple[AppliedPolicy, ...]:
        """The policies that stopped it."""
        return tuple(policy for policy in self.policies if policy.result == "failure")

    @property
    def policy_names(self) -> tuple[str, ...]:
        """Names of the policies that had a say."""
        return tuple(policy.name for policy in self.applied_policies)

    @property
    def failed_policy_names(self) -> tuple[str, ...]:
        """Names of the policies that stopped it."""
        return tuple(policy.name for policy in self.failed_policies)


def folded(events: Iterable[SignInEvent]) -> list[SignInEvent]:
    """Each sign-in once, as its newest row tells it, in the order in which the rows first named it.

    Copies share an id; the steps of one interactive sign-in name its first row in `original_request_id`. Silent and
    workload sign-ins of one session name that too, but each is a sign-in of its own.
    """
    newest: dict[tuple[str, str], SignInEvent] = {}
    for event in events:
        first = event.original_request_id if event.kind == SignInKind.INTERACTIVE else None
        known = newest.setdefault((event.kind, first or event.id), event)
        if known.at <= event.at:
            newest[event.kind, first or event.id] = event
    return list(newest.values())
