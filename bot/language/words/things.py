"""Nouns: what can be grouped by and counted, and what things are done to."""

from bot.domain.question import Log
from bot.language.senses import EVENT_LOGS, Deed, Fact, LogName, Role, Row, State, Thing, row

UPS, INS, AUD, PRO, USR, RSK, APP = Log


def _thing(phrases: str, noun: str, help: str = "", **keys: str) -> Row:  # noqa: A002  # the table's word
    """A noun with the field it names in each log, by the log's name."""
    fields = tuple((Log(log), key) for log, key in keys.items())
    return row(phrases, Thing(noun, fields), help=help)


def _time(phrases: str, key: str) -> Row:
    return row(phrases, Thing(key, tuple((log, key) for log in (*EVENT_LOGS, RSK, APP))))


ADMIN_ROLES = (
    "Application",
    "Authentication",
    "Billing",
    "Conditional Access",
    "Exchange",
    "Global",
    "Groups",
    "Helpdesk",
    "Intune",
    "Privileged Role",
    "Security",
    "SharePoint",
    "Teams",
    "User",
)


def _role(area: str) -> Row:
    """An administrator's role by name: what it was given to is asked, so it is the target."""
    named = f"{area} Administrator"
    phrases = f"{area} administrator|{area} administrators|{area} admin|{area} admins|{area} administrator role|{area} admin role"
    return row(phrases, Thing("role"), Fact("target", (named,), (AUD,)))


ROWS: tuple[Row, ...] = (
    *map(_role, ADMIN_ROLES),
    row(
        "app registration|app registrations|application registration|application registrations",
        Thing("app", ((UPS, "app"), (INS, "app"), (APP, "app"))),
        Deed("add", noun=True),
    ),
    _thing(
        "user|users|person|people|account|accounts|customer|customers|employee|employees|consumer|consumers|visitor|visitors|folk|colleague"
        "|colleagues|individuals|user account|user accounts|member of staff|staff|human|humans|end users|end user"
        "|applicants|applicant|someone|anyone|anybody|somebody|everyone|everybody|workers|leavers|joiners|starters|students|student|user name"
        "|username|usernames|address|email address|email addresses|addresses|emails|email ids|object id|object ids|user id|user ids|userid|oid|upn|hires|registrants|registrant|prospects|users' accounts|worker",
        "user",
        signups="user",
        signins="user",
        risk="user",
        user="user",
    ),
    row(
        "new hires|new starters|new joiners",
        Thing("user", tuple((log, "user") for log in (UPS, INS, RSK, USR))),
        Deed("add", noun=True),
    ),
    _thing("attempt|attempts|tries|goes at it|retries|retry", "attempt", signups="attempts"),
    _thing(
        "app|apps|application|applications|client application|app name|application name",
        "app",
        signups="app",
        signins="app",
        apps="app",
    ),
    _thing(
        "stage|stages|step|steps|phase|phases|sign up stage|sign up step|point in the flow|part of the flow|screen|screens|hurdle|page|pages",
        "stage",
        signups="stage",
    ),
    _thing(
        "provider|providers|identity provider|identity providers|idp|idps|sign up method|sign up methods|login provider|federation provider|account provider",
        "provider",
        signups="provider",
    ),
    _thing(
        "provider kind|provider kinds|provider type|provider types|kind of provider|kinds of provider|account type|account types|account kind|kind of account"
        "|kinds of account|type of account|types of account|account kinds|identity kind|provider_kind|identity provider type|identity provider types|identity provider kind|kind|kinds|type of provider|types of provider"
        "|identity type|kinds of accounts|type of sign up|kind of sign up|sign up type",
        "kind",
        signups="provider_kind",
    ),
    _thing(
        "country|countries|location|locations|nation|nations|region|regions|geography|place|places|part of the world|geo",
        "country",
        signins="country",
    ),
    _thing("city|cities|town|towns", "city", signins="city"),
    _thing(
        "ip|ips|ip address|ip addresses|ip addr|source ip|source ips|ip range|client ip|network address|ipaddress",
        "ip",
        signins="ip",
    ),
    _thing("browser|browsers|web browser|web browsers", "browser", signins="browser"),
    _thing(
        "os|operating system|operating systems|platform|platforms|oses|device os|device platform|os version",
        "os",
        signins="os",
    ),
    _thing(
        "device|devices|machine|machines|computer|computers|device name|laptop|laptops|workstation|workstations",
        "device",
        signins="device",
    ),
    _thing(
        "session policy|session policies|session control|session controls|prompt reason|reason for the prompt|session lifetime policy|session_policy"
        "|session lifetime policies|why they were prompted|reprompt reason",
        "session",
        signins="session_policy",
    ),
    _thing(
        "client|clients|client app|client apps|client type|client types|client software|client_app|protocol|protocols|mail client|mail clients",
        "client",
        signins="client_app",
    ),
    _thing(
        "resource|resources|api|apis|azure resource|azure resources|target resource|target resources",
        "resource",
        signins="resource",
    ),
    _thing(
        "error code|error codes|code|codes|reason|reasons|cause|causes|failure reason|failure reasons|error reason|error reasons|error message"
        "|error messages|failure code|failure codes|error_code|error type|error types|types of error|kinds of error|type of error|kind of error|aadsts code"
        "|aadsts codes|kind of failure|kinds of failure|type of failure|types of failure|failure cause|failure causes|aadsts|result code",
        "code",
        signups="error_code",
        signins="error_code",
        provisioning="error_code",
    ),
    row(
        "biggest problem|biggest problems|main problem|main problems|biggest issue|biggest issues|main issue|main issues|top problems|top issues"
        "|most common problem|most common problems|most common issue|most common issues|most frequent problem|most frequent problems|main error|main errors",
        Role.MOST,
        State("failed"),
        Thing("error", ((UPS, "error_code"), (INS, "error_code"), (PRO, "error_code"))),
    ),
    _thing("error|errors", "error", signups="error_code", signins="error_code", provisioning="error_code"),
    _thing(
        "domain|domains|email domain|email domains|mail domain|mail domains|user domain|user_domain|address domain|e mail domain|e mail domains",
        "domain",
        signups="user_domain",
        signins="user_domain",
    ),
    _thing(
        "flow|flows|user flow|user flows|userflow|userflows|user_flow|sign up flow|sign up flows|registration flow",
        "flow",
        signups="user_flow",
    ),
    _thing(
        "extension|extensions|custom extension|custom extensions|custom authentication extension|custom authentication extensions|auth extension"
        "|api connector|api connectors|authentication extension",
        "extension",
        signups="extension",
    ),
    _thing(
        "correlation|correlation id|correlation ids|correlationid|corr|correlation_id|corr id",
        "correlation",
        signups="correlation_id",
        signins="correlation_id",
        audit="correlation_id",
    ),
    _thing("request|request id|requestid|request ids|request_id|sign in id", "request", signins="request_id"),
    _time("hour|hours|time of day|hour of the day|hour of day|clock hour", "hour"),
    _time("day|days|date|dates|calendar day", "day"),
    _time("week|weeks|calendar week", "week"),
    _time("month|months|calendar month", "month"),
    _thing(
        "status|statuses|result|results|outcome|outcomes|success or failure|success and failure|state of the attempt|result type|successes and failures"
        "|success vs failure|success versus failure|pass or fail",
        "status",
        signups="status",
        signins="status",
        audit="status",
        provisioning="status",
    ),
    _thing("existing account|existing_account|account existence", "existing", signups="existing_account"),
    _thing(
        "conditional access|ca|ca status|conditional access status|ca result|conditional access result|ca outcome|conditional access outcome|ca_status",
        "ca",
        signins="ca_status",
    ),
    _thing(
        "policy|policies|ca policy|conditional access policy|conditional access policies|ca policies|ca_policy|access policy|access policies",
        "policy",
        signins="ca_policy",
    ),
    row(
        "conditional access changes|conditional access updates|conditional access modifications|changes to conditional access"
        "|changes in conditional access|ca changes|changes to ca|changed conditional access|conditional access was changed",
        Thing("policy"),
        Deed("update"),
    ),
    row(
        "mfa method changes|method changes|auth method changes|authentication method changes|security info changes|changes to security info"
        "|changes to mfa methods|changes to authentication methods|mfa changes",
        Thing("security info"),
        Deed("update"),
    ),
    _thing(
        "with vs without mfa|with versus without mfa|with and without mfa|with or without mfa|mfa vs no mfa|mfa vs single factor|mfa|multi factor authentication|mfa requirement|authentication requirement",
        "mfa",
        signins="mfa",
    ),
    _thing(
        "method|auth method|authentication method|mfa method|auth methods|authentication methods|mfa methods|auth_method|sign in method|sign in methods"
        "|login method|methods|credential type|credential types|verification method",
        "method",
        signins="auth_method",
    ),
    _thing(
        "risk level|risk levels|level|levels|risk_level|severity|severities",
        "level",
        signins="risk_level",
        risk="risk_level",
    ),
    _thing("risk state|risk states|state|states|risk_state|risk status", "state", risk="risk_state"),
    _thing(
        "risk type|risk types|detection type|detection types|risk detection type|kind of risk|kinds of risk|type of risk|types of risk|risk_type"
        "|risk event type|risk event types|type of detection|types of detection|detection|kind of detection|kinds of detection",
        "risk type",
        risk="risk_type",
    ),
    _thing("subject|subjects|kind of subject", "subject", risk="subject"),
    _thing(
        "user type|user types|kind of user|kinds of user|user_type|type of user|types of user|kinds of users|guest or member|members vs guests|account class"
        "|guest vs member|guests vs members|member vs guest|guests and members|members and guests",
        "user type",
        signins="user_type",
    ),
    _thing(
        "sign in type|sign in types|type of sign in|types of sign in|kind of sign in|kinds of sign in|signin_type|login type|login types|types of sign ins"
        "|kinds of sign ins|signin type|signin types",
        "signin type",
        signins="signin_type",
    ),
    _thing(
        "type|types",
        "type",
        signins="signin_type",
        risk="risk_type",
        signups="provider_kind",
        provisioning="object",
        audit="activity",
    ),
    _thing(
        "activity|activities|change type|change types"
        "|activity type|activity types|operations|operation|kinds of activity|types of activity|activity name|kinds of operation|type of operation",
        "activity",
        audit="activity",
    ),
    _thing("action|actions", "action", provisioning="action", audit="activity"),
    row("provisioning action|provisioning actions", LogName(PRO), Thing("action", ((PRO, "action"),))),
    row("other action|other actions", Fact("action", ("other",), (PRO,))),
    _thing(
        "kinds of updates|kind of updates|types of updates|type of updates|kind of update|types of update|kinds of update|update types|sorts of updates"
        "|kinds of changes|kind of changes|types of changes|type of changes|kind of change|type of change|kinds of change|types of change|sorts of changes|sort of changes"
        "|kinds of modifications|types of modifications|kind of modifications|what sort of changes",
        "updates",
        audit="activity",
    ),
    _thing("category|categories", "category", audit="category"),
    _thing(
        "admin|admins|administrator|administrators|actor|actors|initiator|initiators|initiated by|operator|operators|technician",
        "actor",
        audit="actor",
    ),
    _thing("target|targets|target object", "target", audit="target", provisioning="target_system"),
    _thing("service|services|logged by service", "service", audit="service"),
    _thing(
        "property|properties|changed property|changed properties|attribute|attributes", "property", audit="property"
    ),
    _thing(
        "system|systems|saas app|saas apps|target app|connected system|connected systems",
        "system",
        provisioning="system",
    ),
    _thing(
        "source system|source systems|source_system|source|sources|hr system",
        "source system",
        provisioning="source_system",
    ),
    _thing(
        "target system|target systems|target_system|destination|destinations|destination system",
        "target system",
        provisioning="target_system",
    ),
    _thing(
        "object|objects|object type|object types|kind of object|kinds of object|type of object",
        "object",
        provisioning="object",
    ),
    _thing(
        "identity|provisioned identity|identities",
        "identity",
        provisioning="identity",
        signups="user",
        signins="user",
        risk="user",
    ),
    _thing("had_error", "had error", signups="had_error"),
    _thing("job|jobs|job id|job_id|job ids", "job", provisioning="job_id"),
    _thing("cycle|cycles|cycle id|cycle_id|sync cycle", "cycle", provisioning="cycle_id"),
    _thing("change id|change_id|change ids", "change", provisioning="change_id"),
    _thing("group|groups|security group|security groups|microsoft 365 group|distribution list|team|teams", "group"),
    _thing(
        "group member|group members|group membership|group memberships|membership|memberships|membership changes|group membership changes",
        "member",
    ),
    _thing("member|members", "member"),
    _thing(
        "owner|owners|ownership|group owner|group owners|owners of groups|ownerships|group ownership|group owners changed",
        "owner",
    ),
    _thing(
        "license|licenses|licence|licences|licensing|user license|user licenses|license assignment|license assignments|licence assignments",
        "license",
    ),
    _thing("password|passwords|pw|pwd|passwd|pws|passcode|passphrase|user password|user passwords", "password"),
    _thing(
        "security info|security information|new phone|new phones|mfa phone|phone method|phone methods|authentication info|mfa method|mfa methods|mfa registration|mfa registrations|authentication phone|mfa device"
        "|mfa details|auth method|authentication method|authentication methods",
        "security info",
    ),
    _thing(
        "secret|secrets|client secret|client secrets|certificate|certificates|cert|certs|app credential|app credentials|credential|credentials"
        "|application credentials|app secret|app secrets|key credential|key credentials|signing certificate|application secrets|service principal credentials"
        "|service principal credential|app password|api keys|api key|certificates and secrets|secrets or certificates|secrets and certificates",
        "credential",
    ),
    _thing(
        "consent|delegated permission grant|delegated permission grants|delegated permissions|approved the consent|approved consent|approve consent|consent approval|permissions|permission|permissions granted|got consent|given consent|granted consent|received consent|get consent|consents|consented|consent to|consent grant|consent grants|admin consent|user consent|permission grant|permission grants|oauth grants"
        "|consent granted|consent to application|consented to|consents to|gave consent|give consent|consenting|app consent|app consents",
        "consent",
    ),
    _thing(
        "service principal|service principals|service account|service accounts|sp|sps|enterprise app|enterprise apps|enterprise application|enterprise applications|serviceprincipal",
        "service principal",
        signins="app",
    ),
    _thing(
        "workload|workloads|workload identity|workload identities|non human identities|machine identities",
        "workload",
        signins="app",
    ),
    _thing("managed identity|managed identities|msi|msis|managedidentity", "managed identity", signins="app"),
    _thing(
        "role|roles|admin role|admin roles|directory role|directory roles|privileged role|privileged roles|role membership"
        "|role member|role members|admin rights|eligible member|eligible members|eligible role|eligible roles|role memberships|admin privileges|pim role",
        "role",
    ),
    _thing("name|names|display name|display names|displayname", "name"),
    _thing("directory|settings|configuration|tenant settings", "settings"),
    _thing("report|reports", "report", apps="report"),
)
