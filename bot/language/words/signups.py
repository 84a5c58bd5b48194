"""Sign-ups: stages, providers and their kinds, codes, extensions, accounts that were there before."""

from bot.domain.question import Log
from bot.language.senses import Fact, Row, row

UPS = (Log.SIGN_UPS,)


def _stage(stage: str, phrases: str, help: str) -> Row:  # noqa: A002  # the table's word
    return row(f"{stage}|{phrases}", Fact("stage", (stage,)), help=help)


def _code(code: str, phrases: str, *hints: Log) -> Row:
    return row(phrases, Fact("error_code", (code,), hints or UPS))


_UNSENT = (
    "not getting|not receiving|never got|never received|never get|didnt get|did not get|didnt receive|did not receive"
)
_UNARRIVED = "never arrived|never came|didnt arrive|did not arrive|doesnt arrive|not arriving|isnt arriving|arent arriving|hasnt arrived|wont arrive|never arrives|didnt come|did not come"
_CODES = (
    "otp|the otp|code|the code|a code|their code|her code|his code|any code|codes|their codes|passcode|the passcode"
    "|her otp|his otp|their otp|an otp|her passcode|his passcode|their passcode|verification code|the verification code"
    "|verification email|the verification email|the email|any email"
)

ROWS: tuple[Row, ...] = (
    row(
        "|".join(f"{unsent} {code}" for unsent in _UNSENT.split("|") for code in _CODES.split("|")),
        Fact("stage", ("credentialValidation",)),
    ),
    row(
        "|".join(f"{code} {late}" for code in _CODES.split("|") for late in _UNARRIVED.split("|")),
        Fact("stage", ("credentialValidation",)),
    ),
    _stage(
        "credentialCollection",
        "credential collection|entering email|entering their email|entering the email|email entry|entering password|entering a password"
        "|entering the password|entering credentials|collecting credentials|typing their email|email page|credentials step|credential entry|password entry"
        "|entering their password|credentials page|entering their address|first page|first step|first screen|entering an email|credentials collection"
        "|entering their email address|entering email address|email address entry|entering email or password|entering their credentials|email and password entry"
        "|first stage|email step|email stage|password step|password stage|credentials stage|entering email and password|typing the email|password page|at the password page|password screen|email screen|at the password|at password|at the password step",
        "entering e-mail or password",
    ),
    _stage(
        "credentialValidation",
        "credential validation|otp prompt|the otp prompt|at the otp prompt|code prompt|at the code prompt|passcode prompt|email verification|email validation|code verification|otp verification|otp validation|at otp|at the otp|otp step|otp stage"
        "|code entry|entering the code|verification code|verifying email|verifying their email|email check|verification step|at code|at the code|otp entry"
        "|one time code step|entering otp|entering the otp|validation step|verification stage|validation stage|email confirmation|at verification|at validation"
        "|in the otp|e mail verification|e mail validation|email code|code step|code stage|passcode step|the verification|verifying the code|verifying the email"
        "|passcode entry|at the passcode|at passcode|validate their email|verify their email|entering their code|credentials validation|verification of email"
        "|verification of the email|entering the one time code|entering the passcode|code validation|during otp|in otp|on otp|otp page|otp screen|verification page"
        "|verify the email|verify email|validating email|validating their email|at the verification|at email|confirming their email|confirm their email"
        "|confirming the email|validating the email|email verifying|verify step|the otp step|the code step|otp check|code check|address verification|verification"
        "|enter the code|enter their code|enter the otp",
        "the code sent by e-mail",
    ),
    _stage(
        "credentialFederation",
        "credential federation|redirect to the social provider|social redirect|redirect to the provider|redirected to the provider|at the social provider|federation"
        "|redirect to|redirected to|federation step|federation stage|social provider redirect|idp redirect|at federation|redirect"
        "|redirected to the social provider|at the provider|redirecting|at the identity provider|handover to the provider|redirect to the identity provider"
        "|social login step|being redirected|redirect step|redirect stage|the redirect|redirects|federated redirect|provider redirect|at the idp",
        "the redirect to a social provider",
    ),
    _stage(
        "consent",
        "consent page|consent step|consent screen|consent stage|user consent page|at consent|the consent page|consent prompt|accepting consent|consenting",
        "the consent page",
    ),
    _stage(
        "attributeCollectionAndValidation",
        "attribute collection and validation|attribute collection|attributes|attribute validation|profile form|at attributes|attribute step|attribute page"
        "|attributes step|attributes page|profile page|profile step|attribute stage|attributes stage|collecting attributes|attribute|filling in the form|filling in the profile"
        "|profile details|filling out the form|the form|attribute form|attributes form|registration form|profile|filling in their profile|filling out the profile"
        "|details form|sign up form|attributes collection|collection of attributes|form|the attributes form|attribute collection step|profile attributes|filling in attributes"
        "|fill in the form|fill out the form|fill in the profile form|attribute entry|entering attributes|entering their details|entering details|profile stage|filling in the attributes"
        "|attribute collection page|attribute screen|profile screen|form page|form step|form stage|filling the form",
        "the profile form",
    ),
    _stage(
        "userCreation",
        "user creation|account creation|object creation|creating the user|creating the account|creation of the account|creation of the user|creation stage|creation step"
        "|user object creation|account creation step|account was created|account was being created|creating the user object|creating their account"
        "|user creation stage|user creation step|account creation stage|creating a user|user being created|account being created|creating the object|creating user|creating users"
        "|account got created|directory object creation|creation of user|creation of the user object|final step|last step|final stage|last stage"
        "|create the user|create the account|create their user|create the user object",
        "the account is made",
    ),
    _stage(
        "tenantConsent",
        "tenant consent|tenant consent step|consent of the tenant|consent for the tenant|tenant consent page|tenant consent stage",
        "consent for the tenant",
    ),
    row(
        "email otp|with email otp|via email otp|by email otp|using email otp|otp|passcode|one time code|one time passcode|email one time passcode|email code sign ups|one time passcodes|email otps|otps|otp email|emailotp"
        "|email passcode|emailed code|emailed codes|one time codes|email passcodes|email one time code|one time password|otp code|email based otp|e mail otp|emailed passcode"
        "|emailed passcodes|email one time passcodes|email otp accounts|otp users|otp accounts|otp codes|otp mails|otp emails|passcode mails|passcode emails|otp messages",
        Fact("provider", ("Email OTP",)),
        help="Email OTP",
    ),
    row(
        "email password|with email password|with email and password|using email and password|by email and password|via email and password|email and password|email with password|email & password|email plus password|emailpassword|password accounts|password sign ups|email pw|e mail and password"
        "|e mail password|email/password|email + password|with email + password|using email + password|via email + password|by email + password|password registrations|email password accounts|email or password accounts|password based accounts|password based",
        Fact("provider", ("Email Password",)),
        help="Email Password",
    ),
    row(
        "google|google account|google accounts|goog|google login|gmail login|google sign in|google users|google id|google identity",
        Fact("provider", ("Google",)),
        help="Google",
        example="/signups google yesterday",
    ),
    row(
        "facebook|fb|facebook account|facebook accounts|facebook login|meta|facebook users|facebook sign in",
        Fact("provider", ("Facebook",)),
        help="Facebook",
    ),
    row(
        "apple|apple id|apple ids|apple account|apple accounts|apple users|sign in with apple|appleid",
        Fact("provider", ("Apple",)),
        help="Apple",
    ),
    row("gmail|gmail users|gmail accounts|gmail addresses|gmail customers", Fact("user_domain", ("gmail.com",))),
    row("hotmail|hotmail users|hotmail addresses", Fact("user_domain", ("hotmail.com",))),
    row("yahoo|yahoo users|yahoo addresses", Fact("user_domain", ("yahoo.com",))),
    row("okta", Fact("provider", ("Okta",), UPS)),
    row("linkedin", Fact("provider", ("LinkedIn",), UPS)),
    row("github", Fact("provider", ("GitHub",), UPS)),
    row("twitter", Fact("provider", ("Twitter",), UPS)),
    row("amazon", Fact("provider", ("Amazon",), UPS)),
    row("microsoft account|microsoft accounts|msa", Fact("provider", ("Microsoft",), UPS)),
    row(
        "local|local account|local accounts|email account|email accounts|by email|with email|via email|using email|local identity|local identities|local providers|email sign ups"
        "|local users|locally|local provider|own email|with an email address|with an email|with their email|email based|email users|local customers|email registrations|email signups"
        "|local email accounts|local sign ups|email ones|local ones",
        Fact("provider_kind", ("local",)),
        help="the two e-mail providers",
    ),
    row(
        "social|social account|social accounts|social login|social logins|social provider|social providers|social identity|social identities|social media|social idp|social idps"
        "|social users|socials|social identity providers|social media accounts|social identity provider|social ones|social customers|social sign in|social media login",
        Fact("provider_kind", ("social",)),
        help="Google, Facebook, Apple and those configured",
        example="/signups drop-off of social against local",
    ),
    row(
        "federated|custom oidc|oidc|saml|saml provider|federated accounts|federated account|custom saml|federated provider|federated providers|oidc provider|oidc providers"
        "|federated identity|federated identities|enterprise federation|saml accounts|custom identity provider|custom identity providers|federated users|saml providers"
        "|federated ones|external idp|oidc or saml|saml or oidc|custom idp|custom idps",
        Fact("provider_kind", ("federated",)),
        help="custom OIDC and SAML providers",
    ),
    _code(
        "50181",
        "otp invalid|invalid otp|wrong otp|wrong code|invalid code|incorrect code|bad otp|otp was invalid|otp wrong|invalid passcode|wrong passcode|incorrect otp"
        "|incorrect passcode|mistyped code|bad code|code invalid|code wrong|code was wrong|otp incorrect|invalid one time code|mistyped otp|wrong one time code"
        "|invalid one time passcode|wrong one time passcode|mistyped the code|typed the wrong code|entered the wrong code|entered a wrong code|entering the wrong code|entering the wrong otp|entered the wrong otp|typing the wrong code|typed the wrong otp|entering a wrong code|entering wrong codes|typing wrong codes|mistyped their code"
        "|otp is invalid|code is wrong|code was invalid|wrong codes|invalid codes|invalid otps|wrong verification code|invalid verification code",
    ),
    _code(
        "50182",
        "otp expired|expired otp|expired code|code expired|otp timed out|expired passcode|passcode expired|otp was expired|otp too late|code too late|code timed out"
        "|expired one time code|expired otps|expired codes|expired one time passcode|one time code expired|otp had expired|code had expired|late code|otp has expired"
        "|code has expired|expired passcodes|expired verification code|expired email code|otp expires|otp expiry|code was expired|late otp|outdated code",
    ),
    _code(
        "1002027",
        "bad attributes|invalid attributes|attributes refused|attribute values refused|invalid attribute values|bad attribute values|refused attributes|attributes rejected"
        "|rejected attributes|attribute rejected|attributes were refused|attributes invalid|invalid form values|attribute validation failed|bad form values|wrong attributes",
    ),
    _code(
        "399279",
        "creation failed|creation failures|creation failure|creation error|failed creation|failed creations|creation errors|failed user creation code",
    ),
    row(
        "already had an account|already have an account|already has an account|existing account|existing accounts|had an account already|has an account already|existing users"
        "|had an account before|already registered|existing customers|account already existed|already existed|had account already|had an existing account|account already exists"
        "|have an account already|existing user|already exist|already exists|with an account already|already having an account|already members|already customers|already signed up"
        "|had an account|has an existing account|have an existing account|had accounts already|already had accounts|account existed|already had one|who already had an account"
        "|duplicate accounts|known already|account existed already|account already there|pre existing account|pre existing accounts|previously registered|already known|account before"
        "|had accounts before|had accounts|already have accounts|existing members|already in the directory|returning users|had a account already|already had account|an account already",
        Fact("existing_account", (True,)),
        help="the address had an account before",
        example="/signups existing:true last 7d",
    ),
    row(
        "no existing account|people without an account|without an account|without an existing account|did not have an account|didnt have an account|had no account|no account before|brand new users|new to us|no prior account"
        "|without an account already|had not an account|didnt already have an account|no previous account|did not already have an account|without existing account|first time users"
        "|brand new customers|had no existing account|no account yet|had no prior account|never had an account|did not have an account before|had no account before|hadnt an account",
        Fact("existing_account", (False,)),
    ),
    row(
        "after an error|after errors|after a failure|after failing|after an initial error|despite an error|despite errors|failed at any point|fail at any point|hit an error on the way|hit an error|hit errors|hit any error|ran into an error|ran into errors|run into an error|run into errors|ever failed"
        "|had an error|had errors|had any error|hit an error along the way|error on the way|error along the way|errors along the way|failed at some point|fail at some point|errors on the way"
        "|error at any point|errors at any point|failure at any point|failed along the way|failed on the way|ran into an error along the way|ran into an error on the way"
        "|had a failure at any point|stumbled|hit a snag|hit an error at any point|with an error on the way|with any error|any error on the way|any error along the way|had_error"
        "|had an error on the way|had an error along the way|had an error at any point|had errors on the way|had errors along the way|at any point failed|at some point failed|error at some point"
        "|hit an error at some point|failed at least once|failed once|encountered an error|encountered errors|encountered any error|any error at all|any errors at all|got an error on the way"
        "|got an error|got an error along the way|saw an error on the way|saw an error|failed somewhere along the way|failed somewhere|had a failure on the way|had a failure along the way|had a failure"
        "|experienced an error|experienced errors|met an error|hit any error on the way|hit any errors|with errors on the way|with errors along the way|with an error along the way"
        "|ran into any error|ran into problems on the way|ran into any errors|failed at one point|hit errors on the way|hit errors along the way|an error anywhere|any failure at any point|run into any error"
        "|encounter an error|encountered an error at any point|encountered an error on the way|encountered an error along the way|hit an error first|errored first|failed first|failed at first|errored at first|at first failed|hit an error at first|failed initially|initially failed|had at least one error|with at least one error|at least one error|hit at least one error",
        Fact("had_error", (True,)),
        help="any error on the way, success afterwards or not",
        example="/signups had_error:true yesterday",
    ),
    row(
        "token augmentation|tokenIssuanceStart|token issuance start|token issuance|claims provider|claims provider extension|token augmentation extension|custom claims provider|token enrichment"
        "|token augmentation extensions|token augmentation calls|token issuance start extension|token enrichment extension|custom claims|claims augmentation",
        Fact("extension", ("tokenIssuanceStart",)),
        help="the token augmentation extension",
        example="/signups extension:tokenIssuanceStart last 7d",
    ),
    row(
        "attributeCollectionStart|attribute collection start|attribute collection start extension",
        Fact("extension", ("attributeCollectionStart",)),
    ),
    row(
        "attributeCollectionSubmit|attribute collection submit|attribute collection submit extension|attribute submit",
        Fact("extension", ("attributeCollectionSubmit",)),
    ),
    row(
        "emailOtpSend|email otp send|otp send|otp sending extension|custom email otp sender|otp send extension|email otp send extension|custom otp email|otp sender",
        Fact("extension", ("emailOtpSend",)),
    ),
    row(
        "pageRenderStart|page render start|page render|page render start extension",
        Fact("extension", ("pageRenderStart",)),
    ),
    row(
        "any extension|an extension|any custom extension|a custom extension|with extensions|with extension|any custom authentication extension|called an extension|called extensions|a custom authentication extension"
        "|called any extension|ran an extension|some extension",
        Fact("extension", (True,)),
    ),
)
