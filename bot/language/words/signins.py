"""Sign-ins: kinds, clients, Conditional Access, MFA and methods, browsers, systems, codes by name."""

from bot.domain.question import Log
from bot.language.senses import Deed, Fact, Row, State, Thing, row

INS = (Log.SIGN_INS,)
PEOPLE = tuple((log, "user") for log in (Log.SIGN_UPS, Log.SIGN_INS, Log.RISK))


def _code(code: str, phrases: str) -> Row:
    return row(phrases, Fact("error_code", (code,), INS), help=code)


def _one(field: str, value: str, phrases: str) -> Row:
    return row(phrases, Fact(field, (value,), INS), help=value)


def _people(kind: str, phrases: str) -> Row:
    """A kind of people: a filter of sign-ins, and people wherever people are counted or changed."""
    return row(phrases, Fact("user_type", (kind,), INS), Thing("user", PEOPLE), help=kind)


ROWS: tuple[Row, ...] = (
    _code(
        "50126",
        "wrong password|wrong passwords|bad password|bad passwords|incorrect password|incorrect passwords|invalid password|invalid credentials|wrong credentials|bad credentials"
        "|mistyped password|password wrong|wrong user name or password|wrong username or password|invalid username or password|mistyped passwords|wrong pw|wrong pwd|invalid passwords"
        "|password incorrect|bad username or password|password was wrong|mistyped their password|typed the wrong password|entered the wrong password|password errors|bad pw|password mismatch"
        "|forgot their password|mistyping their password|mistype their password|typing the wrong password|using the wrong password|password mistakes|incorrect credentials",
    ),
    _code(
        "50053",
        "locked out|lockout|lockouts|account locked|locked account|locked accounts|account lockout|account lockouts|accounts locked|smart lockout|locked themselves out|lock out|lock outs|is locked"
        "|getting locked out|locked out of their account|locked out of their accounts|lockedout|accounts were locked|account was locked|account is locked|are locked|locked out users|locked users",
    ),
    row(
        "disabled account|disabled accounts|disabled user|disabled users|account disabled|account is disabled"
        "|because the account is disabled",
        Fact("error_code", ("50057",), INS),
        Deed("disable"),
        Thing("user", PEOPLE),
        help="50057",
    ),
    _code(
        "50055",
        "expired password|password expired|expired passwords|passwords expired|password has expired|password is expired|password was expired|password had expired|out of date password|password expiry|expired pw",
    ),
    _code(
        "500121",
        "mfa not completed|mfa incomplete|mfa was not completed|didnt complete mfa|did not complete mfa|didnt finish mfa|mfa wasnt completed|not completed mfa|never completed mfa|incomplete mfa|mfa abandoned|uncompleted mfa"
        "|mfa never completed|not complete mfa|mfa unfinished|mfa isnt completed|mfa prompt not completed|mfa challenge not completed|not completing mfa|abandoned mfa|did not finish mfa|without completing mfa|havent completed mfa|hasnt completed mfa|have not completed mfa|has not completed mfa|havent finished mfa|hasnt finished mfa",
    ),
    _code(
        "7000222",
        "expired secret|expired client secret|with expired secrets|with expired client secrets|using expired secrets|using an expired secret"
        "|because of an expired secret|because of expired secrets|because the secret expired|secret has expired|client secret expired",
    ),
    _code(
        "7000215",
        "wrong secret|invalid secret|wrong client secret|invalid client secret|bad client secret|incorrect client secret|wrong secrets|invalid secrets",
    ),
    _code(
        "50105",
        "not assigned to the app|not assigned to app|not assigned to this app|user not assigned|users not assigned|not assigned to the application|unassigned users"
        "|not assigned a role|not assigned to a role for the app",
    ),
    _people(
        "guest",
        "guest|guests|guest user|guest users|external user|external users|b2b|b2b users|guest account|guest accounts|b2b guests|externals|external guests|external guest|external accounts|external account|b2b user",
    ),
    _people(
        "member",
        "member users|internal users|internal user|member accounts|member user|members only|member type|member user type|internals|tenant members|users of type member|members|our own users|member",
    ),
    _one("signin_type", "interactive", "interactive|interactively"),
    _one(
        "signin_type",
        "nonInteractive",
        "non interactive|noninteractive|silent|silently|non interactively|background sign ins|silent sign ins|noninteractiveuser|token refreshes|background",
    ),
    row(
        "service principal|service principals|sp|sps|workload|workloads|workload identity|workload identities|enterprise app sign ins|app only|service accounts|service account|serviceprincipal|spn|spns|application sign ins",
        Fact("signin_type", ("servicePrincipal",), ()),
        help="servicePrincipal",
    ),
    row(
        "managed identity|managed identities|msi|msis|managedidentity|system assigned identities|user assigned identities|managed service identity|managed service identities",
        Fact("signin_type", ("managedIdentity",), INS),
        help="managedIdentity",
    ),
    _one(
        "client_app",
        "browser",
        "browser client|browser clients|browser sign ins|browser apps|in a browser|in the browser|via browser|from a browser|using a browser|through a browser|via a browser|web browser client|from browsers|browser based"
        "|browser logins|browser only|through the browser|via the browser|with a browser|from the browser|browser sessions|on the web",
    ),
    _one(
        "client_app",
        "mobileDesktop",
        "mobile apps and desktop clients|mobile and desktop|mobile apps|desktop clients|desktop client|mobile app|mobile or desktop apps|desktop apps|desktop app|mobile and desktop clients|mobile desktop|mobiledesktop"
        "|mobile or desktop|mobile clients|desktop and mobile apps|mobile and desktop apps|mobile apps or desktop clients|mobile client|native apps|native clients|desktop or mobile apps|mobile or desktop clients",
    ),
    _one(
        "client_app",
        "legacy",
        "legacy|legacy clients|legacy client|legacy auth|legacy authentication|legacy protocols|legacy protocol|basic auth|basic authentication|legacy apps|old protocols|legacy client apps|legacy mail|legacy mail clients|old clients"
        "|legacy authentication clients|legacy auth clients|legacy authentication protocols|legacy logins|outdated clients|old style authentication|legacy sign ins|legacy auth protocols|legacy email clients|older clients",
    ),
    _one(
        "client_app",
        "exchangeActiveSync",
        "activesync|active sync|exchange activesync|exchange active sync|eas|exchangeactivesync",
    ),
    _one("client_app", "imap", "imap|imap4"),
    _one("client_app", "pop", "pop|pop3"),
    _one("client_app", "smtp", "smtp|authenticated smtp|smtp auth"),
    _one("client_app", "mapi", "mapi|mapi over http"),
    _one("client_app", "ews", "ews|exchange web services"),
    _one("client_app", "autodiscover", "autodiscover"),
    _one("client_app", "exchangePowerShell", "exchange powershell|exchange online powershell|exchangepowershell"),
    _one("client_app", "other", "other clients|other client|other client apps"),
    row(
        "blocked by conditional access|blocked by ca|stopped by conditional access|stopped by ca|conditional access blocks|ca blocks|conditional access block|ca block|denied by conditional access|denied by ca|ca denied|hit by conditional access"
        "|conditional access failed|conditional access failure|conditional access failures|ca failed|ca failure|ca failures|ca fail|ca fails|failed conditional access|failed ca|ca blocked|conditional access blocked|refused by conditional access|ca rejected"
        "|failing conditional access|conditional access fail|conditional access errors|blocked by a conditional access policy|blocked by conditional access policies|blocked by a ca policy|failed by conditional access|refused by ca|conditional access denied"
        "|rejected by conditional access|rejected by ca|conditional access rejected|failed because of conditional access|failed due to conditional access|blocked due to conditional access|blocked because of conditional access|fail conditional access|fail ca|failing ca"
        "|did not pass conditional access|didnt pass conditional access|kept out by conditional access|locked out by conditional access|stopped by a conditional access policy|prevented by conditional access"
        "|failed the conditional access check|failed the conditional access policy|ca block by|conditional access denials|ca errors|conditional access blocking|blocked with conditional access|fell foul of conditional access|failed at conditional access"
        "|conditional access fails|conditional access failing|conditional access stopped|conditional access refused|conditional access rejections|turned away by conditional access|failed a conditional access policy|failed conditional access policies",
        Fact("ca_status", ("failure",), INS),
        help="Conditional Access said no",
        example="/signins ca failed last 24h",
    ),
    row(
        "conditional access success|conditional access succeeded|ca success|ca succeeded|passed conditional access|passed ca|ca passed|conditional access passed|satisfied conditional access|conditional access successful|ca ok|allowed by conditional access|successful conditional access"
        "|conditional access was satisfied|conditional access satisfied|conditional access ok|conditional access was successful|ca satisfied|ca successful|met conditional access|let through by conditional access|conditional access applied successfully|ca pass|conditional access allowed",
        Fact("ca_status", ("success",), INS),
    ),
    row(
        "conditional access not applied|ca not applied|conditional access was not applied|not applied|notapplied|no conditional access|no ca|without conditional access|without ca|conditional access wasnt applied|not covered by conditional access|no conditional access policy|ca notapplied"
        "|conditional access didnt apply|conditional access did not apply|outside conditional access|ca didnt apply|no ca policy|not protected by conditional access|bypassed conditional access|no conditional access applied|ca wasnt applied|ca was not applied|conditional access isnt applied"
        "|not subject to conditional access|no conditional access policies applied|no policy applied|no conditional access policies|conditional access notapplied|not under conditional access|did not have conditional access|conditional access is not applied|no ca applied|no policies applied"
        "|where no conditional access applied|conditional access does not apply|conditional access doesnt apply|escaped conditional access|without any conditional access|without a conditional access policy|not applying conditional access|no conditional access was applied|not covered by any ca policy|not covered by a ca policy|not covered by any policy|not covered by any conditional access policy|not covered by ca",
        Fact("ca_status", ("notApplied",), INS),
    ),
    row(
        "mfa|multi factor|multifactor|multi factor authentication|multifactor authentication|2fa|2 fa|two factor|two factor authentication|protected by mfa|mfa required|required mfa|requiring mfa|mfa protected|with mfa|strong authentication|mfa challenge|mfa challenges|mfa prompt|mfa prompts|two step verification"
        "|mfa enforced|mfa was required|asked for mfa|prompted for mfa|needed mfa|mfa sign ins|used mfa|multi factor sign ins|mfa logins|second factor|required multi factor authentication|mfa is required|require mfa|requires mfa|2 factor|2 factor authentication|challenged for mfa|mfa prompted|2 step verification"
        "|two step|second factor required|required a second factor|did mfa|done with mfa|using mfa|protected with mfa|covered by mfa|mfa needed|went through mfa|mfa authentications|challenged with mfa|mfa verification|multi factor auth",
        Fact("mfa", ("required",), INS),
        help="a second factor was required",
        example="/signins mfa failed today",
    ),
    row(
        "single factor|singlefactor|single factor authentication|without mfa|no mfa|one factor|1 factor|single factor only|not protected by mfa|mfa none|mfa not required|not requiring mfa|password only|without multi factor|without two factor|without a second factor|no second factor|mfa wasnt required|mfa was not required"
        "|without multi factor authentication|unprotected by mfa|no multi factor|lacking mfa|missing mfa|skipped mfa|bypassed mfa|did not use mfa|didnt use mfa|not using mfa|only one factor|just one factor|without any mfa|without 2fa|no 2fa|did not require mfa|didnt require mfa|just a password|only a password|with only a password"
        "|mfa isnt required|mfa not needed|no mfa required|with no mfa|not require mfa|not mfa|non mfa|not use mfa|single authentication factor|that skipped mfa|one factor only|mfa was skipped",
        Fact("mfa", ("none",), INS),
        help="no second factor",
    ),
    row(
        "satisfied by claim|mfa satisfied by claim|satisfied by claim in the token|mfa satisfied by claim in the token|claim in the token|mfa claim|mfa satisfied by a claim in the token|satisfied by a claim|mfa by claim|satisfied by a claim in the token|previously satisfied|satisfied by token|satisfied by the token"
        "|mfa requirement satisfied by claim in the token|mfa requirement satisfied by claim|token claim|mfa was satisfied by a claim in the token|mfa was satisfied by claim|mfa claim in the token|mfa already satisfied|mfa previously satisfied|mfa was satisfied by a claim|claim satisfied mfa|mfa came from a claim|mfa satisfied by token"
        "|mfa satisfied by a token claim|mfa satisfied through a claim|mfa satisfied by claims in the token|satisfied by claims in the token|mfa satisfied by the token|mfa satisfied via claim|mfa satisfied by a claim|mfa requirement was satisfied by claim in the token|mfa requirement satisfied by a claim in the token|mfa came from a claim in the token"
        "|mfa was satisfied by claim in the token|mfa was met by a claim in the token|mfa met by claim|mfa satisfied with a claim|mfa token claim|token claim satisfying mfa|claim satisfying mfa|claim in the token satisfying mfa|satisfied mfa by claim|satisfied mfa by a claim|satisfied mfa by claim in the token|satisfied mfa by a claim in the token|satisfied mfa with a claim",
        Fact("mfa", ("claim",), INS),
        help="MFA was satisfied by a claim in the token",
    ),
    _one(
        "auth_method",
        "password",
        "password|passwords|with a password|with password|by password|password authentication|password sign ins|password logins|using passwords|password auth",
    ),
    _one(
        "auth_method",
        "sms",
        "sms|text message|text messages|text|sms code|sms codes|texted code|sms otp|text codes|texted codes",
    ),
    _one(
        "auth_method",
        "voice",
        "voice|phone call|phone calls|voice call|voice calls|by phone call|call to their phone|telephone call|by telephone",
    ),
    _one(
        "auth_method",
        "authenticatorApp",
        "authenticator|authenticator app|microsoft authenticator|authenticatorapp|push notification|push notifications|app notification|authenticator push|ms authenticator|mobile app notification|authenticator apps|push approval|authenticator notification|the authenticator",
    ),
    _one(
        "auth_method",
        "oath",
        "oath|totp|oath token|oath tokens|hardware token|hardware tokens|software token|software tokens|oath code|oath codes|software oath token|software oath|hardware oath|oath hardware token|time based codes|hard tokens",
    ),
    _one(
        "auth_method",
        "fido2",
        "fido2|fido|fido 2|fido2 key|fido2 keys|security key|security keys|passkey|passkeys|yubikey|yubikeys|fido2 security key|fido2 security keys|fido key|fido keys|hardware key|hardware keys|hardware security keys",
    ),
    _one(
        "auth_method",
        "windowsHello",
        "windows hello|windows hello for business|whfb|hello for business|windowshello|windowshelloforbusiness|biometrics",
    ),
    _one(
        "auth_method",
        "passwordlessPhone",
        "passwordless phone|phone sign in|passwordless phone sign in|passwordlessphone|phone signin|authenticator passwordless|passwordless authenticator",
    ),
    _one(
        "auth_method",
        "certificate",
        "certificate|certificates|certificate based|certificate based authentication|cba|smart card|smartcard|smart cards|client certificate|client certificates|cert|certs|certificate authentication|x509|smartcards|certificate auth|cert based auth",
    ),
    _one(
        "auth_method",
        "temporaryAccessPass",
        "temporary access pass|temporary access passes|temporaryaccesspass|access pass|temp access pass|temporary pass|tap code|tap",
    ),
    _one(
        "auth_method",
        "passwordless",
        "passwordless|without a password|without password|password less|passwordless methods|no password|without passwords|passwordless authentication|passwordless sign ins|passwordless method|passwordlessly|any passwordless method|not using a password|without using a password|without typing a password",
    ),
    _one("browser", "Chrome", "chrome|google chrome"),
    _one("browser", "Edge", "edge|microsoft edge|ms edge"),
    _one("browser", "Firefox", "firefox|mozilla firefox|ff"),
    _one("browser", "Safari", "safari|mobile safari"),
    _one("browser", "Opera", "opera"),
    _one("browser", "IE", "internet explorer|ie|ie11|ie 11"),
    _one("browser", "Samsung", "samsung browser|samsung internet"),
    _one("browser", "Brave", "brave browser|brave"),
    _one(
        "os",
        "Windows",
        "windows|windows pc|windows pcs|windows machine|windows machines|windows device|windows devices|windows computers|windows laptops|windows clients",
    ),
    _one("os", "Windows 10", "windows 10|win 10|windows10|win10"),
    _one("os", "Windows 11", "windows 11|win 11|windows11|win11"),
    _one("os", "Windows 7", "windows 7|windows7|win7"),
    _one("os", "macOS", "macos|mac os|mac|macs|osx|os x|macbook|macbooks|mac devices|mac computers|apple macs"),
    _one("os", "iOS", "ios|iphone|iphones|ipad|ipads|ios devices|ios device|ipados"),
    _one("os", "Android", "android|android devices|android phones|android device|android phone|androids"),
    row("apple devices|apple device|apple hardware", Fact("os", ("iOS", "macOS"), INS)),
    _one("os", "Linux", "linux|ubuntu|linux machines|linux devices|linux boxes"),
    _one("os", "ChromeOS", "chromeos|chrome os|chromebook|chromebooks"),
    _one("resource", "Microsoft Graph", "microsoft graph|ms graph|graph api|microsoft graph api"),
    _one("resource", "Azure Key Vault", "azure key vault|key vault|keyvault"),
    _one("resource", "Azure Storage", "azure storage|storage accounts"),
    _one("resource", "Office 365 Exchange Online", "exchange online|office 365 exchange online"),
    _one("resource", "Office 365 SharePoint Online", "sharepoint online|office 365 sharepoint online"),
    _one(
        "resource",
        "Windows Azure Service Management API",
        "azure resource manager|arm|azure service management api|windows azure service management api|service management api|azure management api",
    ),
    row("high risk|high|risk high", Fact("risk_level", ("high",), (Log.RISK,)), help="high"),
    row(
        "medium risk|medium|moderate risk|risk medium|med", Fact("risk_level", ("medium",), (Log.RISK,)), help="medium"
    ),
    row("low risk|low|risk low", Fact("risk_level", ("low",), (Log.RISK,)), help="low"),
    row("errors only|failures only|only failures|only errors", State("failed")),
    row("browsers and systems", Thing("browser", ((Log.SIGN_INS, "browser"),))),
)
