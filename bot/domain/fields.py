"""For each log its fields, one row each: from here come the words, the headings and what is personal."""

from dataclasses import dataclass, replace
from enum import StrEnum

from bot.domain.question import Log
from bot.domain.usage import Report


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

    `values` is the closed list of a CHOICE, or the known values of an open field; `names` the attribute of
    `TenantNames` that knows a NAME; `filterable` is false for what can only be grouped by.
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

STATUS = Field(
    name="status", kind=Kind.CHOICE, heading="Result", values=("success", "failed", "interrupted", "abandoned")
)
APP = Field(name="app", kind=Kind.NAME, heading="App", names="apps")
USER = Field(name="user", kind=Kind.USER, heading="Who", personal=True)
USER_DOMAIN = Field(name="user_domain", kind=Kind.DOMAIN, heading="Domain")
ERROR_CODE = Field(name="error_code", kind=Kind.CODE, heading="Error code")
CORRELATION_ID = Field(name="correlation_id", kind=Kind.GUID, heading="Correlation id")
RISK_LEVEL = Field(name="risk_level", kind=Kind.CHOICE, heading="Risk", values=("low", "medium", "high"))

SIGN_UPS = (
    STATUS,
    Field(name="had_error", kind=Kind.FLAG, heading="Had an error"),
    Field(name="stage", kind=Kind.CHOICE, heading="Stage", values=STAGES),
    Field(name="provider", kind=Kind.TEXT, heading="Provider"),
    Field(name="provider_kind", kind=Kind.CHOICE, heading="Kind of provider", values=("local", "social", "federated")),
    APP,
    USER,
    USER_DOMAIN,
    ERROR_CODE,
    CORRELATION_ID,
    Field(name="user_flow", kind=Kind.NAME, heading="User flow", names="flows"),
    Field(name="extension", kind=Kind.NAME, heading="Extension", names="extensions"),
    Field(name="existing_account", kind=Kind.FLAG, heading="Had an account"),
    *TIMES,
)

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
    Field(name="device", kind=Kind.TEXT, heading="Device", filterable=False),
    Field(name="session_policy", kind=Kind.TEXT, heading="Session policy", filterable=False),
    *TIMES,
)

ACTIVITIES = (
    "user_created",
    "user_updated",
    "user_deleted",
    "user_restored",
    "user_disabled",
    "user_enabled",
    "user_invited",
    "password_reset",
    "password_changed",
    "security_info_registered",
    "group_created",
    "group_updated",
    "group_deleted",
    "group_member_added",
    "group_member_removed",
    "group_owner_added",
    "group_owner_removed",
    "license_changed",
    "app_created",
    "app_updated",
    "app_deleted",
    "app_credentials_changed",
    "app_consented",
    "sp_created",
    "sp_updated",
    "sp_deleted",
    "role_assigned",
    "role_removed",
    "ca_policy_changed",
)

CATEGORIES = (
    "UserManagement",
    "GroupManagement",
    "ApplicationManagement",
    "RoleManagement",
    "Policy",
    "DirectoryManagement",
    "DeviceConfiguration",
    "DeviceManagement",
    "AdministrativeUnit",
    "Authentication",
    "Authorization",
    "EntitlementManagement",
    "ResourceManagement",
    "KerberosDomain",
    "Label",
    "ProvisioningManagement",
)

AUDIT = (
    Field(name="activity", kind=Kind.TEXT, heading="Activity", values=ACTIVITIES),
    Field(name="category", kind=Kind.TEXT, heading="Category", values=CATEGORIES),
    Field(name="actor", kind=Kind.USER, heading="By", personal=True),
    Field(name="target", kind=Kind.USER, heading="On", personal=True),
    replace(STATUS, values=("success", "failed")),
    Field(name="service", kind=Kind.TEXT, heading="Service"),
    Field(name="property", kind=Kind.TEXT, heading="Changed property"),
    CORRELATION_ID,
    *TIMES,
)

PROVISIONING = (
    replace(STATUS, values=("success", "failed", "skipped", "warning")),
    Field(
        name="action",
        kind=Kind.CHOICE,
        heading="Action",
        values=("create", "update", "delete", "disable", "stagedDelete", "other"),
    ),
    Field(name="object", kind=Kind.CHOICE, heading="Object", values=("user", "group", "role")),
    Field(name="source_system", kind=Kind.NAME, heading="From", names="systems"),
    Field(name="target_system", kind=Kind.NAME, heading="To", names="systems"),
    Field(name="system", kind=Kind.NAME, heading="System", names="systems"),
    Field(name="identity", kind=Kind.USER, heading="Identity", personal=True),
    Field(name="error_code", kind=Kind.TEXT, heading="Error"),
    Field(name="job_id", kind=Kind.TEXT, heading="Job"),
    Field(name="cycle_id", kind=Kind.TEXT, heading="Cycle"),
    Field(name="change_id", kind=Kind.TEXT, heading="Change"),
    *TIMES,
)

RISK_TYPES = (
    "adminConfirmedUserCompromised",
    "anomalousToken",
    "anomalousUserActivity",
    "anonymizedIPAddress",
    "attackerinTheMiddle",
    "attemptedPRTAccess",
    "generic",
    "investigationsThreatIntelligence",
    "investigationsThreatIntelligenceSigninLinked",
    "leakedCredentials",
    "maliciousIPAddress",
    "maliciousIPAddressValidCredentialsBlockedIP",
    "malwareInfectedIPAddress",
    "mcasImpossibleTravel",
    "mcasFinSuspiciousFileAccess",
    "mcasSuspiciousInboxManipulationRules",
    "nationStateIP",
    "newCountry",
    "passwordSpray",
    "riskyIPAddress",
    "suspiciousAPITraffic",
    "suspiciousBrowser",
    "suspiciousInboxForwarding",
    "suspiciousIPAddress",
    "suspiciousSendingPatterns",
    "tokenIssuerAnomaly",
    "unfamiliarFeatures",
    "unlikelyTravel",
    "userReportedSuspiciousActivity",
)

RISK = (
    Field(name="subject", kind=Kind.CHOICE, heading="What is at risk", values=("user", "signin", "workload")),
    RISK_LEVEL,
    Field(
        name="risk_state",
        kind=Kind.CHOICE,
        heading="State",
        values=("atRisk", "confirmedCompromised", "remediated", "dismissed", "confirmedSafe"),
    ),
    Field(name="risk_type", kind=Kind.TEXT, heading="Kind of risk", values=RISK_TYPES),
    USER,
    *TIMES,
)

APPS = (
    Field(
        name="report",
        kind=Kind.CHOICE,
        heading="Report",
        values=tuple(report.value for report in Report),
    ),
    APP,
    *TIMES,
)

FIELDS: dict[Log, dict[str, Field]] = {
    log: {field.name: field for field in fields}
    for log, fields in {
        Log.SIGN_UPS: SIGN_UPS,
        Log.SIGN_INS: SIGN_INS,
        Log.AUDIT: AUDIT,
        Log.PROVISIONING: PROVISIONING,
        Log.USER: (USER,),
        Log.RISK: RISK,
        Log.APPS: APPS,
    }.items()
}
"""For each log that can be asked about, its fields by name."""
