"""What is asked often and no log says: averages, and what was told of already."""

from bot.language.senses import Beyond, Row, row

_IDLE = "inactive|dormant|stale|idle|unused|orphaned"
_ACCOUNTS = "users|accounts|user accounts|guests|guest accounts|guest users|people|customers"
_LACKING = "not|has not|have not|hasnt|havent|didnt|did not|never|who hasnt|who havent"
_REGISTERED = (
    "registered mfa|registered for mfa|registered any mfa|registered a method|registered any method|set up mfa"
)

ROWS: tuple[Row, ...] = (
    row(
        "average|averages|avg|on average|mean number|mean number of|the mean|median|medians|percentile|percentiles"
        "|typical number|typical number of|average number|average number of|moving average|rolling average"
        "|standard deviation|does it take|does it usually take",
        Beyond(
            "Gatehouse counts and works out no averages; ask for the counts, by day or by hour",
            ("count", "/signups count by day last 7d", "/signins count by hour today"),
        ),
    ),
    row(
        "|".join(f"{kind} {noun}" for kind in _IDLE.split("|") for noun in _ACCOUNTS.split("|")),
        Beyond(
            "The logs know who signed in, and not who did not; ask for those who did, or for one person",
            ("/signins success by user last 30d", "/whois jane@contoso.com"),
        ),
    ),
    row(
        "|".join(f"{lack} {what}" for lack in _LACKING.split("|") for what in _REGISTERED.split("|")),
        Beyond(
            "The report counts who has registered which method, and names nobody; ask for the numbers, or one person",
            ("/apps auth_methods", "/whois jane@contoso.com methods"),
        ),
    ),
    row(
        "repeat|repeats|repeated|repeatedly|duplicate|duplicates|duplicated|double|doubled|too many|too often|several times|many times|over and over"
        "|again and again",
        Beyond(
            "Say how often that is: group, and give a least number",
            ("/signups by user min:2 last 24h", "/signins failed by user min:5 today"),
        ),
    ),
    row(
        "what counts as|how do you define|definition of|definitions|define|what is meant by|what do you mean by|how is that defined",
        Beyond(
            "I answer from the logs and explain no words here; see what can be asked",
            ("/signups help", "/signins help"),
        ),
    ),
    row(
        "compliant|non compliant|noncompliant|not compliant|uncompliant|unmanaged|unmanaged device|unmanaged devices|managed device|managed devices"
        "|hybrid joined|entra joined|azure ad joined|domain joined|compliance",
        Beyond(
            "Whether a device is managed or compliant cannot be asked for; ask by device, or which policy stopped people",
            ("/signins by device last 7d", "/signins ca failed by policy last 7d"),
        ),
    ),
    row(
        "did the failures start|did the errors start|did the problems start|did it start|did this start|failures start|failures started|errors start"
        "|errors started|problems start|problems started|problem start|issue start|issues start|issues started|start failing|started failing"
        "|began failing|begin failing|failures begin|failures began",
        Beyond(
            "No answer tells when something began; look at it by hour",
            ("/signups failed by hour today", "/signins failed by hour today"),
        ),
    ),
    row(
        "how long|how slow|how fast|duration|durations|latency|time taken|how quickly",
        Beyond(
            "No answer tells how long things take; ask for what happened, by hour",
            ("/signups by hour today", "/provisioning by hour today"),
        ),
    ),
    row(
        "brute force|bruteforce|brute forcing|credential stuffing|dictionary attack|dictionary attacks|under attack|attack|attacks|attacked|attackers",
        Beyond(
            "No log marks an attack; ask who typed wrong passwords from where, or what Entra found risky",
            ("/signins code:50126 by ip min:10 today", "/risk signin last 7d"),
        ),
    ),
    row(
        "business hours|office hours|working hours|work hours|out of hours|after hours|core hours",
        Beyond(
            "A question covers one stretch of time; say its hours, or group by hour",
            ("/signins yesterday from 9 to 17", "/signins by hour last 7d"),
        ),
    ),
    row(
        "weird|odd|strange|unusual|abnormal|fishy|out of the ordinary|anomaly|anomalies|outlier|outliers|suspicious",
        Beyond(
            "No log marks what is unusual; ask for failures, for what rose, or for what Entra found risky",
            ("failed", "/signins failed today compared with yesterday", "/risk signin last 7d"),
        ),
    ),
    row(
        "named location|named locations|authentication strength|authentication strengths|cross tenant access"
        "|cross tenant access settings|branding|company branding|domain federation|federation settings|bitlocker|bitlocker key"
        "|bitlocker keys|access review|access reviews|terms of use|password policy|password policies|company settings"
        "|tenant settings|organization settings|organisation settings|security defaults|authorization policy|app role|app roles"
        "|app role assignment|app role assignments|device registration|device registrations|domains added|domain added|new domains added"
        "|authentication methods policy|authorisation policy",
        Beyond(
            "No key stands for that in the audit log; quote the activity as the portal names it, or ask for a category",
            ('/audit "Update named location" last 7d', "/audit category:Policy last 7d"),
        ),
    ),
    row(
        "first|the first|first time|for the first time|earliest|oldest",
        Beyond(
            "Answers show the newest first, and nothing can ask for the earliest; ask for the time that you mean",
            ("last",),
        ),
    ),
    row(
        "request a code|requested a code|request a new code|requested a new code|ask for a code|asked for a code|codes were sent|codes sent",
        Beyond(
            "No log counts the codes that were sent; ask for the attempts at the code", ("/signups stage:otp today",)
        ),
    ),
    row(
        "report only|reportonly",
        Beyond(
            "What a policy would have done in report-only mode is not kept; ask for what it did",
            ("/signins by ca_policy",),
        ),
    ),
    row(
        "pending|progress|in progress|in the middle of|underway|ongoing|halfway through|in flight",
        Beyond(
            "What is still in progress cannot be asked for by itself; lists mark it, so ask for what began just now",
            ("/signups last 60m",),
        ),
    ),
    row(
        "incident|incidents|open incident|open incidents|spike|spikes|alerts",
        Beyond(
            "Incidents are in no log: the Home tab and their channels show those that are open, and "
            "“/entra subscribe incidents daily 9:00” sends a digest of them; here, ask for the failures themselves",
            ("/signups failed last 24h", "/signins failed last 24h"),
        ),
    ),
)
