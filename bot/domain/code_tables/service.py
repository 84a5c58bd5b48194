"""Sessions, other sign-in systems and faults that pass (Entra, authentication and authorization error codes)."""

from bot.domain.code_tables.entry import OUR_SIDE, SIGN_IN_AGAIN, TRY_AGAIN, Entry

ENTRIES = (
    Entry(
        {50000: "TokenIssuanceError"},
        "The sign-in service failed on its own side.",
        "Ask for another try; check Microsoft's service health, and ask Microsoft support if it lasts.",
        TRY_AGAIN,
    ),
    Entry(
        {
            90006: "ExternalServerRetryableError",
            90012: "RequestTimeout",
            90024: "RequestBudgetExceededError",
            90025: "",
            90033: "MsodsServiceUnavailable",
        },
        "The sign-in service had a passing fault.",
        "Ask for another try; check Microsoft's service health if many people are hit.",
        TRY_AGAIN,
    ),
    Entry(
        {90055: "TenantThrottlingError"},
        "Too many requests reached this organisation at once, so some were turned away.",
        "Find the app that sends so many, and slow it down.",
        "The sign-in page was very busy just then. Please wait a few minutes and try again; reply here if it goes on.",
    ),
    Entry(
        {50008: "InvalidSamlToken"},
        "What the other sign-in system sent is missing or not set up correctly.",
        "Check the federation settings and the SAML assertion together with the provider.",
        OUR_SIDE,
    ),
    Entry(
        {50058: "UserInformationNotProvided"},
        "A silent sign-in found nobody signed in, which is normal on a first visit.",
        "Nothing, unless the app shows no sign-in page afterwards: then its developers must handle this answer.",
        "You were not signed in yet. Please sign in on the page that opens; reply here if none does.",
    ),
    Entry(
        {50059: "MissingTenantRealmAndNoUserInformationProvided"},
        "Neither the app nor the person said which organisation to sign in to.",
        "Have the app use the tenant's own address, or send a hint with the person's address.",
        (
            "The page could not tell which organisation you belong to. "
            "Please start from our own link, and type in your full address when asked."
        ),
    ),
    Entry(
        {50132: "SsoArtifactInvalidOrExpired", 50133: "SsoArtifactRevoked"},
        "The session ended, because the password expired or was changed.",
        "Ask the person to sign in again with the current password.",
        (
            "Your earlier session has ended, perhaps because your password changed. "
            "Please sign in again with your current password."
        ),
    ),
    Entry(
        {50173: "FreshTokenNeeded"},
        "Earlier sign-ins were withdrawn, often because the password was changed.",
        "Ask the person to sign in again; look in the audit log for who withdrew them if nobody changed a password.",
        SIGN_IN_AGAIN,
    ),
    Entry(
        {50143: ""},
        "The session in the browser belongs to another organisation than the one asked for.",
        "Ask the person to sign out and in again, or to use a private browser window.",
        (
            "Your browser still held a session from somewhere else. "
            "Please open a private browser window and sign in there."
        ),
    ),
    Entry(
        {50168: "ChromeBrowserSsoInterruptRequired"},
        "The browser was sent to sign in through Windows, and the extension for it did not answer.",
        "Install or enable Microsoft's single sign-on extension in the browser.",
        (
            "Your browser could not sign you in by itself. "
            "Please sign in on the page; reply here if it asks you every time."
        ),
    ),
    Entry(
        {51006: "ForceReauthDueToInsufficientAuth"},
        "The person was signed in by another method, and the company network's own sign-in is needed.",
        "Ask the person to sign in again from the company network.",
        "Please sign in once more, from the company network if you can. Reply here if the page keeps coming back.",
    ),
    Entry(
        {
            80001: "OnPremiseStoreIsNotAvailable",
            80002: "OnPremisePasswordValidatorRequestTimedout",
            80007: "OnPremisePasswordValidatorErrorOccurredOnPrem",
        },
        "The company's own server that checks passwords could not be reached or gave an error.",
        "Check the pass-through authentication agents, their network and the domain controllers.",
        TRY_AGAIN,
    ),
    Entry(
        {80012: "OnPremisePasswordValidationAccountLogonInvalidHours"},
        "The account may only sign in at certain hours, and this was outside them.",
        "Check the logon hours of the account in Active Directory.",
        (
            "Your account can only be used at certain hours. "
            "Please try again within them, or reply here if you need other hours."
        ),
    ),
    Entry(
        {81010: "DesktopSsoAuthTokenInvalid", 81012: "DesktopSsoMismatchBetweenTokenUpnAndChosenUpn", 81014: ""},
        "Signing in by itself from a company computer did not work, so the password was asked for.",
        "Nothing for single cases; if there are many, check the Kerberos key of seamless single sign-on.",
        (
            "Your computer could not sign you in by itself this time. "
            "Please type in your password and carry on; reply here if it happens every day."
        ),
    ),
)
