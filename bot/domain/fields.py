"""For each log its fields, one row each: from here come the words, the headings and what is personal."""

from dataclasses import dataclass
from enum import StrEnum

from bot.domain.question import Log


class Kind(StrEnum):
    """What a field's values look like, and so how a typed value is checked."""

    CHOICE = "choice"  # one of a closed list
    FLAG = "flag"  # true or false
    TEXT = "text"  # open text
    NAME = "name"  # a name that the tenant knows
    USER = "user"  # an address, a GUID, a display name, me, or slack:U123
    DOMAIN = "domain"
    CODE = "code"  # an error code, kept as text
    GUID = "guid"
    ADDRESS = "address"  # an IP address or the start of one
    COUNTRY = "country"  # ISO 3166 two letters
    TIME = "time"  # hour, day, week, month: to group by, never to filter


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One field of a log.

    `values` is the closed list of a CHOICE; `names` the attribute of `TenantNames` that knows a NAME;
    `filterable` is false for what can only be grouped by.
    """

    name: str
    kind: Kind
    heading: str
    values: tuple[str, ...] = ()
    names: str | None = None
    personal: bool = False
    filterable: bool = True


# Graph's own order of the signUpStage enum, which is also the order of a funnel.
STAGES = (
    "credentialCollection",
    "credentialValidation",
    "credentialFederation",
    "consent",
    "attributeCollectionAndValidation",
    "userCreation",
    "tenantConsent",
)

TIMES = tuple(
    Field(name=name, kind=Kind.TIME, heading=name.capitalize(), filterable=False)
    for name in ("hour", "day", "week", "month")
)

SIGN_UPS = (
    Field(name="status", kind=Kind.CHOICE, heading="Result", values=("success", "failed", "interrupted", "abandoned")),
    Field(name="had_error", kind=Kind.FLAG, heading="Had an error"),
    Field(name="stage", kind=Kind.CHOICE, heading="Stage", values=STAGES),
    Field(name="provider", kind=Kind.TEXT, heading="Provider"),
    Field(name="provider_kind", kind=Kind.CHOICE, heading="Kind of provider", values=("local", "social", "federated")),
    Field(name="app", kind=Kind.NAME, heading="App", names="apps"),
    Field(name="user", kind=Kind.USER, heading="Who", personal=True),
    Field(name="user_domain", kind=Kind.DOMAIN, heading="Domain"),
    Field(name="error_code", kind=Kind.CODE, heading="Error code"),
    Field(name="correlation_id", kind=Kind.GUID, heading="Correlation id"),
    Field(name="user_flow", kind=Kind.NAME, heading="User flow", names="flows"),
    Field(name="extension", kind=Kind.NAME, heading="Extension", names="extensions"),
    Field(name="existing_account", kind=Kind.FLAG, heading="Had an account"),
    *TIMES,
)

FIELDS: dict[Log, dict[str, Field]] = {Log.SIGN_UPS: {field.name: field for field in SIGN_UPS}}
"""For each log that can be asked about, its fields by name."""
