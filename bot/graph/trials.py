"""What is tried to learn what a tenant allows: a request for each permission, and filters that only a guide names."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.domain.question import Is, Not, OneOf


@dataclass(frozen=True, slots=True)
class Trial:
    """One request that shows whether `permission` is granted, and what works without it."""

    subject: str
    permission: str
    path: str
    without: str
    version: str = "v1.0"
    params: Mapping[str, str] = field(default_factory=dict)


NOBODY = "00000000-0000-0000-0000-000000000000"
"""An id that no account has: where it is not found, the permission to look is there."""

TRIALS = (
    Trial(
        "Sign-in log",
        "AuditLog.Read.All",
        "auditLogs/signIns",
        "Questions about sign-ins cannot be answered.",
        params={"$top": "1"},
    ),
    Trial(
        "Directory audits",
        "AuditLog.Read.All",
        "auditLogs/directoryAudits",
        "Questions about changes in the directory cannot be answered.",
        params={"$top": "1"},
    ),
    Trial(
        "Provisioning log",
        "ProvisioningLog.Read.All",
        "auditLogs/provisioning",
        "Questions about provisioning cannot be answered.",
        params={"$top": "1"},
    ),
    Trial(
        "App names",
        "Application.Read.All",
        "applications",
        "Apps are known only by the names that sign-ups carried.",
        params={"$top": "1", "$select": "appId"},
    ),
    Trial(
        "User flows",
        "EventListener.Read.All",
        "identity/authenticationEventsFlows",
        "Questions about one user flow cannot be answered.",
    ),
    Trial(
        "Custom extensions",
        "CustomAuthenticationExtension.Read.All",
        "identity/customAuthenticationExtensions",
        "Extensions are known only by their ids.",
    ),
    Trial(
        "Accounts",
        "User.Read.All",
        "users",
        "Whether somebody had an account already cannot be told.",
        params={"$top": "1", "$select": "id"},
    ),
    Trial(
        "Last sign-ins",
        "AuditLog.Read.All",
        "users",
        "When somebody last signed in cannot be told.",
        params={"$top": "1", "$select": "id,signInActivity"},
    ),
    Trial(
        "Registered methods",
        "UserAuthenticationMethod.Read.All",
        f"users/{NOBODY}/authentication/methods",
        "Which methods somebody has registered cannot be told.",
    ),
    Trial(
        "Risky people",
        "IdentityRiskyUser.Read.All",
        "identityProtection/riskyUsers",
        "Whether somebody is thought to be at risk cannot be told.",
        params={"$top": "1", "$select": "id"},
    ),
    Trial(
        "App activity",
        "Reports.Read.All",
        "reports/getAzureADApplicationSignInSummary(period='D7')",
        "Which apps are used is counted from the sign-in log, which takes longer, and AD FS cannot be told.",
        "beta",
    ),
    Trial(
        "Risk detections",
        "IdentityRiskEvent.Read.All",
        "identityProtection/riskDetections",
        "Which sign-ins were thought to be at risk, and why, cannot be told.",
        params={"$top": "1"},
    ),
    Trial(
        "Customer insights",
        "Insights-UserMetric.Read.All",
        "reports/userInsights/daily/signUps",
        "What External ID counts about customers cannot be told, and no digest is held against its count.",
        "beta",
    ),
    Trial(
        "Risky workloads",
        "IdentityRiskyServicePrincipal.Read.All",
        "identityProtection/riskyServicePrincipals",
        "Which workloads are thought to be at risk cannot be told.",
        params={"$top": "1"},
    ),
)
"""Everything but the sign-up log itself switches on more questions; nothing breaks without it."""

PROBES = (
    ("an error code other than one", Not(Is("error_code", "0"))),
    ("a stage", Is("stage", "userCreation")),
    ("a provider", OneOf("provider", ("Email OTP", "Email Password"))),
    ("an address", Is("user", "nobody@example.com")),
)
"""Filters that Microsoft's guide uses and its reference does not list. Answers are right without them."""
