"""What the demo town has registered in its tenant: providers, apps, user flows and custom extensions."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

TENANT_ID = "6f1c3ad2-70be-4c59-9f0e-2c5b7d1e8a44"
TENANT_DOMAIN = "contosotown.onmicrosoft.com"
TENANT_NAME = "Contoso Town"
CLIENT_ID = "a0c73c16-a7e3-4564-9a95-2bdf47383716"
CLIENT_SECRET = "demo~town.secret-that.opens-nothing"  # noqa: S105 -- opens the demo tenant only


class ProviderKind(StrEnum):
    """How somebody proves who they are."""

    LOCAL = "local"
    SOCIAL = "social"
    CUSTOM = "custom"


@dataclass(frozen=True, slots=True)
class Provider:
    """One way to sign up: the log's name for it, the directory's issuer and the user flow's id."""

    name: str
    kind: ProviderKind
    issuer: str
    flow_id: str


EMAIL_OTP = Provider("Email OTP", ProviderKind.LOCAL, TENANT_DOMAIN, "EmailOtpSignup-OAUTH")
EMAIL_PASSWORD = Provider("Email Password", ProviderKind.LOCAL, TENANT_DOMAIN, "EmailPassword-OAUTH")
GOOGLE = Provider("Google", ProviderKind.SOCIAL, "google.com", "Google-OAUTH")
FACEBOOK = Provider("Facebook", ProviderKind.SOCIAL, "facebook.com", "Facebook-OAUTH")
APPLE = Provider("Apple", ProviderKind.SOCIAL, "apple.com", "Apple-Managed-OIDC")
FABRIKAM = Provider("Fabrikam Staff", ProviderKind.CUSTOM, "https://login.fabrikam.example", "FabrikamStaff-OIDC")


class EventType(StrEnum):
    """Graph's names for the moments when an extension may be called."""

    COLLECTION_START = "attributeCollectionStart"
    COLLECTION_SUBMIT = "attributeCollectionSubmit"
    OTP_SEND = "emailOtpSend"
    TOKEN_START = "tokenIssuanceStart"  # noqa: S105 -- the name of an event


@dataclass(frozen=True, slots=True)
class Extension:
    """A custom authentication extension and the listener that calls it."""

    extension_id: str
    listener_id: str
    name: str
    event_type: EventType
    odata_type: str


POSTCODE_CHECK = Extension(
    "3c1d7a52-5f0e-4a4e-8f5b-0b1a52b1c0d1",
    "71f6a0b4-93e6-4b8a-8a34-5f7e2d9c1a01",
    "Postcode check",
    EventType.COLLECTION_SUBMIT,
    "#microsoft.graph.onAttributeCollectionSubmitCustomExtension",
)
PARTNER_PREFILL = Extension(
    "8e0b6c1f-2a77-4d0c-9d3b-6a4f9e7b2d02",
    "0d4b7c9e-18f2-4e55-b6c7-9a1e3f5d7b02",
    "Partner prefill",
    EventType.COLLECTION_START,
    "#microsoft.graph.onAttributeCollectionStartCustomExtension",
)
MAIL_CARRIER = Extension(
    "b59d2e84-6c3a-4f1e-a7d8-1e5c9b3f7a03",
    "c2e8f5a7-4b1d-4c6e-9f80-3d7b5a9e1c03",
    "Own mail carrier",
    EventType.OTP_SEND,
    "#microsoft.graph.onOtpSendCustomExtension",
)
CRM_CLAIMS = Extension(
    "f27a4c9b-8d15-4e63-b0a9-7c2e6d4f8b04",
    "5a9c3e7d-6f2b-4d81-8e4a-1b3d5f7c9e04",
    "CRM claims",
    EventType.TOKEN_START,
    "#microsoft.graph.onTokenIssuanceStartCustomExtension",
)
EXTENSIONS = (POSTCODE_CHECK, PARTNER_PREFILL, MAIL_CARRIER, CRM_CLAIMS)


@dataclass(frozen=True, slots=True)
class App:
    """An app that people sign up to, and how its sign-ups go."""

    app_id: str
    name: str
    share: float
    """Its part of the town's attempts; all shares add up to one."""
    providers: Mapping[Provider, float]
    """The provider's part of this app's attempts."""
    extensions: tuple[Extension, ...] = ()
    nameless_start: bool = False
    """Whether the log leaves out the app's name on the first event of an attempt."""
    native: bool = False
    """Native authentication: its attributes come in two steps, and it has codes of its own."""
    asks_consent: bool = False


STORE = App(
    "5d3f1c0a-2b64-4e1e-9f52-7a90c1d4e611",
    "Contoso Store",
    0.44,
    {EMAIL_OTP: 0.46, GOOGLE: 0.29, FACEBOOK: 0.13, APPLE: 0.12},
    extensions=(POSTCODE_CHECK,),
    nameless_start=True,
)
REWARDS = App(
    "9a27e6b4-0c8d-4f3b-8d15-3e6f2a7b5c22",
    "Contoso Rewards",
    0.25,
    {EMAIL_PASSWORD: 0.52, GOOGLE: 0.25, FACEBOOK: 0.13, APPLE: 0.10},
    extensions=(MAIL_CARRIER,),
)
PARTNERS = App(
    "c41b8f7e-6a35-4d92-b7c0-1f5e9d3a8b33",
    "Partner Portal",
    0.15,
    {FABRIKAM: 0.52, EMAIL_OTP: 0.33, GOOGLE: 0.15},
    extensions=(PARTNER_PREFILL, CRM_CLAIMS),
    nameless_start=True,
    asks_consent=True,
)
FIELD = App(
    "e7f05a91-4d2c-4b68-a3e7-8c6b0f1d9e44",
    "Field App",
    0.12,
    {EMAIL_OTP: 0.5, EMAIL_PASSWORD: 0.5},
    native=True,
)
POP_UP = App(
    "1b6e9d38-f5a0-4c7d-92b4-5d8a3e7c0f55",
    'Pop-up <!channel> "x" *y*',
    0.04,
    {EMAIL_OTP: 0.6, GOOGLE: 0.4},
    nameless_start=True,
)
APPS = (STORE, REWARDS, PARTNERS, FIELD, POP_UP)


@dataclass(frozen=True, slots=True)
class UserFlow:
    """A user flow and the apps it serves; an app belongs to one flow at most."""

    flow_id: str
    name: str
    description: str
    apps: tuple[App, ...]
    attributes: tuple[str, ...]


USER_FLOWS = (
    UserFlow(
        "2e9b4d71-8c0f-4a36-9d5e-b1c7f3a60e01",
        "Shop sign-up",
        "Customers of the shop and its pop-up stands",
        (STORE, POP_UP),
        ("email", "displayName", "postalCode"),
    ),
    UserFlow(
        "74c1f8a5-3d6e-4b92-8f07-c9e2d5b80e02",
        "Rewards sign-up",
        "Members of the loyalty programme",
        (REWARDS,),
        ("email", "displayName", "country"),
    ),
    UserFlow(
        "b80d3e62-5f9a-4c17-a2d4-e6f1c8970e03",
        "Partner onboarding",
        "Staff of partner companies",
        (PARTNERS,),
        ("email", "givenName", "surname", "jobTitle"),
    ),
    UserFlow(
        "d95a7c13-1e4b-4f80-b6c9-f2a3e7d40e04",
        "Field sign-up",
        "Technicians with the mobile app",
        (FIELD,),
        ("email", "displayName"),
    ),
)
