"""The fields of the sign-in log."""

from dataclasses import replace

from bot.domain.fields.field import Field, Kind
from bot.domain.fields.shared import APP, CORRELATION_ID, ERROR_CODE, RISK_LEVEL, STATUS, TIMES, USER, USER_DOMAIN

CLIENT_APPS = (
    "browser",
    "mobileDesktop",
    "legacy",
    "exchangeActiveSync",
    "imap",
    "pop",
    "smtp",
    "mapi",
    "ews",
    "autodiscover",
    "exchangePowerShell",
    "other",
)

AUTH_METHODS = (
    "password",
    "sms",
    "voice",
    "authenticatorApp",
    "oath",
    "fido2",
    "windowsHello",
    "passwordlessPhone",
    "certificate",
    "temporaryAccessPass",
    "passwordless",
)

SIGN_INS = (
    replace(STATUS, values=("success", "failed", "interrupted")),
    USER,
    USER_DOMAIN,
    Field(name="user_type", kind=Kind.CHOICE, heading="Kind of user", values=("member", "guest")),
    APP,
    Field(name="resource", kind=Kind.TEXT, heading="Resource"),
    Field(
        name="signin_type",
        kind=Kind.CHOICE,
        heading="Kind of sign-in",
        values=("interactive", "nonInteractive", "servicePrincipal", "managedIdentity"),
    ),
    Field(name="ip", kind=Kind.ADDRESS, heading="IP address", personal=True),
    Field(name="country", kind=Kind.COUNTRY, heading="Country"),
    Field(name="city", kind=Kind.TEXT, heading="City"),
    ERROR_CODE,
    CORRELATION_ID,
    Field(name="request_id", kind=Kind.GUID, heading="Request id"),
    Field(name="client_app", kind=Kind.CHOICE, heading="Client", values=CLIENT_APPS),
    Field(
        name="ca_status",
        kind=Kind.CHOICE,
        heading="Conditional Access",
        values=("success", "failure", "notApplied"),
    ),
    Field(name="ca_policy", kind=Kind.NAME, heading="Policy", names="policies"),
    Field(name="browser", kind=Kind.TEXT, heading="Browser"),
    Field(name="os", kind=Kind.TEXT, heading="System"),
    Field(name="mfa", kind=Kind.CHOICE, heading="MFA", values=("required", "none", "claim")),
    Field(name="auth_method", kind=Kind.CHOICE, heading="Method", values=AUTH_METHODS),
    RISK_LEVEL,
    Field(name="device", kind=Kind.TEXT, heading="Device", personal=True, filterable=False),
    Field(name="session_policy", kind=Kind.TEXT, heading="Session policy", filterable=False),
    *TIMES,
)
