"""The permissions and licences that decide what an app may read (Microsoft Graph permissions reference)."""

from enum import StrEnum


class Permission(StrEnum):
    """Application permissions; a tenant has consented to all of them unless a fault takes one away."""

    AUDIT_LOG = "AuditLog.Read.All"
    DIRECTORY = "Directory.Read.All"
    PROVISIONING_LOG = "ProvisioningLog.Read.All"
    USER = "User.Read.All"
    AUTHENTICATION_METHOD = "UserAuthenticationMethod.Read.All"
    REPORTS = "Reports.Read.All"
    RISKY_USER = "IdentityRiskyUser.Read.All"
    RISK_EVENT = "IdentityRiskEvent.Read.All"
    RISKY_SERVICE_PRINCIPAL = "IdentityRiskyServicePrincipal.Read.All"
    USER_INSIGHTS = "Insights-UserMetric.Read.All"
    APPLICATION = "Application.Read.All"
    EVENT_LISTENER = "EventListener.Read.All"
    EXTENSION = "CustomAuthenticationExtension.Read.All"
    CONDITIONAL_ACCESS = "Policy.Read.ConditionalAccess"
    POLICY = "Policy.Read.All"
    ORGANIZATION = "Organization.Read.All"


class Licence(StrEnum):
    """What a tenant must have bought for an endpoint to answer."""

    FREE = "free"
    P1 = "P1"
    P2 = "P2"
    WORKLOAD_ID = "Workload ID Premium"
