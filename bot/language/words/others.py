"""Audit, provisioning, risk and usage: categories, services, system and error names, states and reports."""

from bot.domain.fields.audit import ACTIVITIES, CATEGORIES
from bot.domain.fields.risk import RISK_TYPES
from bot.domain.question import Log
from bot.language.senses import Deed, Each, Fact, LogName, Row, Thing, row

AUD, PRO, RSK, APP = (Log.AUDIT,), (Log.PROVISIONING,), (Log.RISK,), (Log.APPS,)


def _spaced(name: str) -> str:
    """UserManagement -> user management."""
    return (
        "".join(
            f" {letter}" if letter.isupper() and not before.isupper() else letter
            for before, letter in zip(f"A{name}", name, strict=False)
        )
        .strip()
        .lower()
    )


def _risk(value: str, phrases: str) -> Row:
    return row(phrases, Fact("risk_type", (value,), RSK), help=value)


def _state(value: str, phrases: str) -> Row:
    return row(phrases, Fact("risk_state", (value,), RSK), help=value)


def _report(value: str, phrases: str) -> Row:
    return row(phrases, LogName(Log.APPS, weak=True), Fact("report", (value,), APP), help=value)


def _report_by(value: str, each: str, phrases: str) -> Row:
    return row(phrases, LogName(Log.APPS, weak=True), Fact("report", (value,), APP), Each(each), help=value)


ERROR_NAMES = (
    "EntryConflict",
    "DuplicateTargetEntries",
    "DuplicateSourceEntries",
    "InsufficientRights",
    "InvalidCredentials",
    "SystemForCrossDomainIdentityManagementBadRequest",
    "AzureActiveDirectoryCannotUpdateObjectsMasteredOnPremises",
    "HybridSynchronizationActiveDirectoryInsufficientRights",
    "AttributeValidationError",
    "MissingRequiredAttribute",
    "EntrySynchronizationSkipped",
    "UnauthorizedAccess",
    "ImportSkipped",
    "JoiningPropertyValueIsNotSupported",
    "InvalidAnchor",
    "ConflictingAttribute",
)

PROPERTIES = {
    "Department": "department|departments",
    "JobTitle": "job title|job titles|jobtitle|jobtitles",
    "Manager": "manager|managers",
    "Mobile": "mobile number|mobile numbers|mobile phone number",
    "TelephoneNumber": "telephone number|telephone numbers|phone number|phone numbers|telephonenumber",
    "UsageLocation": "usage location|usage locations|usagelocation",
    "UserPrincipalName": "user principal name|user principal names|userprincipalname",
    "UserType": "usertype",
}
"""Properties of users by their names in the directory, with the words for them."""

ROWS: tuple[Row, ...] = (
    *(row(activity, Fact("activity", (activity,), AUD)) for activity in ACTIVITIES),
    *(
        row(
            f"{name}|{_spaced(name)}" if name != "Policy" else "policy category|policies category|policy activity",
            Fact("category", (name,), AUD),
        )
        for name in CATEGORIES
        if name not in ("Label", "Authentication", "Authorization")
    ),
    row(
        "self service|self service password management|sspr|self service reset|self service password reset service|their own|his own|her own|by themselves",
        Fact("service", ("Self-service Password Management",), AUD),
    ),
    row(
        "self service group|self service groups",
        Thing("group"),
        Fact("service", ("Self-service Group Management",), AUD),
    ),
    row("self service group management", Fact("service", ("Self-service Group Management",), AUD)),
    *(row(phrases, Fact("property", (name,), AUD)) for name, phrases in PROPERTIES.items()),
    row(
        "upn change|upn changes|upns changed|upn changed|changed upn",
        Thing("user"),
        Deed("update", noun=True),
        Fact("property", ("UserPrincipalName",), AUD),
    ),
    row(
        "email change|email changes|email address change|email address changes|mail changes|changed email|changed emails",
        Thing("user"),
        Deed("update", noun=True),
        Fact("property", ("Mail",), AUD),
    ),
    row("pim|privileged identity management", Thing("role"), Fact("service", ("PIM",), AUD)),
    row("core directory", Fact("service", ("Core Directory",), AUD)),
    row("account provisioning|account provisioning service", Fact("service", ("Account Provisioning",), AUD)),
    *(row(f"{name}|{_spaced(name)}", Fact("error_code", (name,), PRO)) for name in ERROR_NAMES),
    row(
        "staged delete|staged deletes|stageddelete|staged deletions|soft deleted|soft delete|stage delete|soft deletes",
        Fact("action", ("stagedDelete",), PRO),
    ),
    *(_risk(name, f"{name}|{_spaced(name)}") for name in RISK_TYPES if name not in ("generic",)),
    _risk(
        "leakedCredentials",
        "leaked credential|leaked passwords|leaked password|credential leak|credential leaks|compromised credentials|credentials leaked|leaked creds|password leaked|passwords leaked|leaked",
    ),
    _risk("mcasImpossibleTravel", "impossible travel|impossible travels"),
    _risk("unlikelyTravel", "atypical travel|unlikely travel"),
    _risk(
        "anonymizedIPAddress",
        "anonymous ip|anonymous ips|anonymous ip address|anonymous ip addresses|anonymized ip|anonymised ip|tor|tor browser|anonymous vpn|anonymizer|anonymised ip address|anonymized ip address|anonymizing proxies",
    ),
    _risk(
        "passwordSpray",
        "password spray|password spraying|password sprays|spray attack|spray attacks|password spray attack|password spray attacks",
    ),
    _risk(
        "unfamiliarFeatures",
        "unfamiliar sign in properties|unfamiliar properties|unfamiliar features|unfamiliar location|unfamiliar sign in|unfamiliar locations|unfamiliar sign ins|unfamiliar sign in features",
    ),
    _risk(
        "malwareInfectedIPAddress",
        "malware|malware linked ip|infected device|infected devices|malware infected ip|malware linked ip address|malware infected ips|infected ip|infected ips",
    ),
    _risk(
        "anomalousToken",
        "anomalous token|anomalous tokens|token anomaly|token anomalies|token theft|stolen token|stolen tokens",
    ),
    _risk("maliciousIPAddress", "malicious ip|malicious ips|malicious ip address|malicious ip addresses"),
    _risk("newCountry", "new country|new countries"),
    _risk("attackerinTheMiddle", "attacker in the middle|aitm|man in the middle|adversary in the middle"),
    _risk(
        "userReportedSuspiciousActivity",
        "user reported suspicious activity|reported suspicious activity|fraud reports|fraud report|reported by users as suspicious",
    ),
    _risk("suspiciousInboxForwarding", "inbox forwarding|suspicious forwarding|forwarding rules"),
    _risk(
        "mcasSuspiciousInboxManipulationRules",
        "inbox manipulation|inbox manipulation rules|inbox rules|suspicious inbox rules",
    ),
    _risk("adminConfirmedUserCompromised", "admin confirmed compromised|admin confirmed user compromised"),
    _risk("suspiciousIPAddress", "suspicious ip|suspicious ips"),
    _state(
        "atRisk",
        "still at risk|atrisk|state at risk|active risk|unresolved|open risk|open risks|risk state at risk|unremediated|remaining at risk",
    ),
    _state(
        "confirmedCompromised",
        "confirmed compromised|confirmedcompromised|compromised|confirmed as compromised|hacked|confirmed to be compromised|breached|marked compromised|marked as compromised",
    ),
    _state(
        "remediated",
        "remediated|risk remediated|resolved|mitigated|been remediated|was remediated|were remediated|remediation",
    ),
    _state(
        "dismissed", "dismissed|risk dismissed|dismissed risk|was dismissed|were dismissed|dismissals|been dismissed"
    ),
    _state("confirmedSafe", "confirmed safe|confirmedsafe|marked safe|confirmed as safe|safe|marked as safe"),
    row("signin|sign in", Fact("subject", ("signin",), ())),
    _report(
        "activity",
        "app usage|application usage|app activity|application activity|usage of apps|usage by app|usage of applications|app usage report|usage of our apps|most used apps|apps usage|apps are used|application activity report|app sign in summary"
        "|usage of|usage for|usage per app|how much is|apps get used|use of apps|usage activity|app utilisation|app utilization|active apps|apps are people using|apps used most|app usage summary|app activity report|most used applications",
    ),
    _report(
        "adfs",
        "adfs|ad fs|ad fs apps|ad fs application activity|ad fs applications|adfs apps|adfs applications|adfs application activity|ad fs app activity|adfs app activity|ad fs app usage|adfs app usage|active directory federation services|ad fs activity|adfs activity|ad fs usage|adfs usage|ad fs report|ad fs application usage|adfs report",
    ),
    _report(
        "auth_methods",
        "auth method usage|mfa registration by method|mfa registrations by method|registration by method|registrations by method|authentication methods usage|authentication method usage|auth methods usage|auth_methods|methods usage|authentication methods activity|authentication methods report|mfa registration report|usage of authentication methods"
        "|registration report|auth methods report|usage of auth methods|registered authentication methods report|users registered by method|methods activity|auth methods activity|authentication method registration"
        "|mfa capable|mfa coverage|mfa registration coverage|registered by method|passwordless capable|mfa adoption|sspr registered|authentication method report|authentication method activity|authentication method adoption|mfa registration status|how many users registered",
    ),
    _report(
        "service_principals",
        "service principal activity|service_principals|service principals report|service principal usage|unused service principals|inactive service principals|last active service principals|service principal sign in activity|service principal last activity"
        "|stale service principals|service principal activity report|service principals last active|service principals activity|activity of service principals|activity of the service principal|service principals usage|idle service principals|service principal report|dormant service principals",
    ),
    _report(
        "credentials",
        "credential activity|credential usage|app credential activity|expiring secrets|expiring secret|expiring certificates|expiring certificate|expiring credentials|secrets expiring|certificates expiring|credentials expiring|app credential usage|secrets about to expire|credential report"
        "|secrets expire|certificates expire|credentials expire|certificates about to expire|credentials about to expire|expiring client secrets|secret expiry|certificate expiry|credential expiry|expired secrets|expired certificates|app credentials expiring|soon to expire secrets|unused secrets"
        "|unused credentials|app credentials report|credentials report|secrets are expiring|credentials are expiring|certificates are expiring|expiring app credentials|credential expiration|secret expiration|certificate expiration|client secrets expiring|client secrets about to expire|expired credentials"
        "|expiring keys|app secrets expiring|client secrets expire|secret usage|app credential report|expiring app secrets|unused certificates|unused client secrets|credentials usage|certificate usage|app credentials usage|expired app credentials|secrets that expired|certificates that expired|credentials that expired|secrets which expired|expired client secrets|expired app secrets|secrets expired|certificates expired|credentials expired|secrets have expired|certificates have expired|credentials have expired|secrets will expire|certificates will expire|soon expiring secrets|soon expiring credentials",
    ),
    _report(
        "user_insights",
        "user_insights|user insights|customer insights|customer usage|customers usage|usage by customers|external id usage|external id insights|external id report|user insights report|customer insights report|customer activity"
        "|active customers|customers were active|customers are active|active users|users were active",
    ),
    _report_by("user_insights", "month", "monthly active users|monthly active customers|mau"),
    _report_by("user_insights", "day", "daily active users|daily active customers|dau"),
)
