"""The words that name a log."""

from bot.domain.question import Log
from bot.language.senses import Fact, LogName, Role, Row, Thing, row

SIGN_UPS = LogName(Log.SIGN_UPS)
SIGN_INS = LogName(Log.SIGN_INS)

ROWS: tuple[Row, ...] = (
    row("azure portal|microsoft azure portal", Fact("app", ("Azure Portal",), ())),
    row("in the directory|the directory|in our directory", LogName(Log.AUDIT, weak=True)),
    row(
        "admin activities|admin actions|administrative activities|administrator activities|administrative actions",
        LogName(Log.AUDIT),
        Thing("activity", ((Log.AUDIT, "activity"),)),
    ),
    row(
        "unused|stale|dormant|idle|inactive|apps are not used|apps arent used|apps not used|applications are not used"
        "|applications not used|apps no longer used|apps are no longer used|not used apps|apps nobody uses|apps no one uses"
        "|apps that nobody uses|apps which nobody uses|not been used|never been used|not used in|apps are unused",
        LogName(Log.APPS),
        Fact("report", ("service_principals",), ()),
    ),
    row("expiring|expire|expires|expiry|about to expire", LogName(Log.APPS), Fact("report", ("credentials",), ())),
    row(
        "access|accesses|accessed|accessing|reached|reaching|reach|touch|touches|touching|touched|hitting|mess with|messed with|messing with|tampered with|connected to"
        "|connecting to|connect to|connects to|opened|opening|use|uses|used|using",
        LogName(Log.SIGN_INS, weak=True),
    ),
    row(
        "sign ups|sign up|signs up|signups|signup|signing up"
        "|registrations|registration|register|registers|registering|enrolments|enrollments"
        "|create an account|creating an account|create accounts|create their account|creating accounts|create account|creating account"
        "|new account registration|self service sign up|self service sign ups|self service signups|sign themselves up|account registrations"
        "|open an account|opening an account|customer registrations|get an account|make an account|set up an account",
        SIGN_UPS,
        help="sign-ups: people registering for an app",
        example="/signups failed last 24h",
    ),
    row(
        "signed up|registered|created an account|created their account|created their accounts|created accounts|has signed up"
        "|have signed up|opened an account|sign up successfully|enrolled|got an account"
        "|made an account|set up an account successfully|became customers",
        LogName(Log.SIGN_UPS, done=True),
    ),
    row(
        "sign ins|sign in|signins|signin|signing in|sign on|sign ons|signing on|logins|login|log in|log ins|logging in|logons|logon|log on"
        "|logging on|get in|getting in|auth|auths|authentications|authentication|authenticate|authenticating|authenticates|sign in attempts"
        "|sign in attempt|login attempts|login attempt|logon attempts|logon attempt|authentication attempts|signin attempts|signs in|logs in"
        "|sign in log|sign in logs|sign in activity|sign in pattern|login activity|user sign ins|authentication events|log into|logging into"
        "|sign into|signing into|get into|getting into|login events|get a token|got a token|getting a token|request a token|requested a token|token request|token requests|sign in events|sign in history|login history|sign in traffic",
        SIGN_INS,
        help="sign-ins: people and workloads getting in",
        example="/signins failed from Brazil last 48h",
    ),
    row(
        "signed in|logged in|logged on|signed on|got in|authenticated|logged into|signed into|got into|has signed in|have signed in|gotten in"
        "|were signed in|made it in",
        LogName(Log.SIGN_INS, done=True),
    ),
    row(
        "audit|audits|audit log|audit logs|audit events|audit trail|admin activity|administrator activity"
        "|directory changes|directory audit|directory audits|directory activity|audit entries|audit records|audited|configuration changes"
        "|admin changes|administrative activity|administrative changes|audit activity|directory audit log|changelog",
        LogName(Log.AUDIT),
        help="changes: who did what to whom",
        example="/audit password resets this week",
    ),
    row(
        "changes|change history|change log",
        LogName(Log.AUDIT, weak=True),
    ),
    row(
        "provisioning|provisioned|provision|provisions|provisioning log|provisioning logs|provisioning events|provisioning jobs"
        "|deprovision|deprovisioned|deprovisioning|user provisioning|scim|scim provisioning|provisioning activity",
        LogName(Log.PROVISIONING),
        help="provisioning: accounts written to other systems",
        example="/provisioning failed last 7d by:system",
    ),
    row(
        "sync|syncs|synced|syncing|synchronisation|synchronization|synchronised|synchronized|synchronising|synchronizing|sync job|sync jobs"
        "|inbound provisioning|outbound provisioning",
        LogName(Log.PROVISIONING, weak=True),
    ),
    row(
        "risky|at risk|risk|risks|risk detections|risk detection|risk events|risk event|risk log|risk alerts|identity protection|detections"
        "|risk report|currently at risk|riskiest",
        LogName(Log.RISK),
        help="risk: users, sign-ins and workloads that look compromised",
        example="/risk users level:high",
    ),
    row("who is", LogName(Log.USER, weak=True), Role.WHO),
    row(
        "whois|who am i|whoami|user profile|profile of|profile|look up|lookup|tell me about|info on|info about|information on|information about|details of|details on|details about|account details|account state|everything about|all about",
        LogName(Log.USER, weak=True),
        help="one person: account, sign-ins, methods, risk",
        example="/whois jane@contoso.com",
    ),
    row(
        "usage|usage and insights|usage & insights|usage insights|usage report|usage reports|usage stats|usage statistics",
        LogName(Log.APPS, weak=True),
        help="usage and insights: apps, methods, credentials",
        example="/apps report:credentials",
    ),
)
