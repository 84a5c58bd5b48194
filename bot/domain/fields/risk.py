"""The fields of what Identity Protection found."""

from bot.domain.fields.field import Field, Kind
from bot.domain.fields.shared import RISK_LEVEL, TIMES, USER

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
