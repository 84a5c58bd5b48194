"""The app, its registration, its secrets and its consent (Entra, authentication and authorization error codes)."""

from bot.domain.code_tables.entry import OUR_SIDE, SIGN_IN_AGAIN, Entry

ENTRIES = (
    Entry(
        {50001: "InvalidResource"},
        "The service the app asked for is switched off or missing in this organisation.",
        "Check the resource address the app asks for, and consent to that API if it should be there.",
        OUR_SIDE,
    ),
    Entry(
        {500011: "InvalidResourceServicePrincipalNotFound"},
        "The service the app asked for has not been added to this organisation.",
        "Correct the scope the app asks for, or have an administrator add that API.",
        OUR_SIDE,
    ),
    Entry(
        {50011: "InvalidReplyTo"},
        "The app asked to send people back to an address that is not registered for it.",
        "Add the exact address to the redirect URIs of the app registration.",
        OUR_SIDE,
    ),
    Entry(
        {50012: "AuthenticationFailed", 50013: "InvalidAssertion", 50027: "InvalidJwtToken"},
        "The certificate or signed proof that the app or provider sent was not accepted.",
        "Check the certificate, the audience, the signing key and the clock of the server that sends it.",
        OUR_SIDE,
    ),
    Entry(
        {50105: "EntitlementGrantsNotFound"},
        "The app is open to assigned people only, and this person is not among them.",
        "Assign the person, or a group they are in, to the enterprise application.",
        (
            "You do not have access to this app yet. "
            "Please reply here and tell us what you need it for, and we will see who can grant it."
        ),
    ),
    Entry(
        {50194: ""},
        "An app meant for one organisation was called at the address for all of them.",
        "Have the app use this tenant's own address, or make it multitenant if that is meant.",
        OUR_SIDE,
    ),
    Entry(
        {50196: "LoopDetected"},
        "The app asked for the same thing over and over, and was stopped.",
        "Have the app's developers check how it stores what it was given and how it handles errors.",
        (
            "The app kept trying to sign you in by itself and was stopped. "
            "Please close it, wait a few minutes and open it again; reply here if it goes on."
        ),
    ),
    Entry(
        {50199: "CmsiInterrupt"},
        "The person was asked to confirm which app they are signing in to.",
        "Nothing, unless attempts stop here: then check the app's redirect address.",
        (
            "You were asked to confirm the app you are signing in to. "
            "If you opened it yourself, please confirm and carry on."
        ),
    ),
    Entry(
        {52004: "DelegationDoesNotExistForLinkedIn"},
        "The person has not agreed to a connection with LinkedIn.",
        "Nothing; the person may agree, or LinkedIn connections can be turned off for everybody.",
        (
            "You were asked about a connection with LinkedIn. "
            "Please agree to it or leave it out, as you prefer, and carry on."
        ),
    ),
    Entry(
        {65001: "DelegationDoesNotExist"},
        "Nobody has agreed yet to what this app wants to see.",
        "Have the person agree on the page, or have an administrator consent for everybody.",
        (
            "The app asks for your permission before you can use it. "
            "Please sign in again, read the page and accept if you agree; reply here if there is no such page."
        ),
    ),
    Entry(
        {65004: "UserDeclinedConsent"},
        "The person did not agree to what the app wants to see.",
        "Explain what the app needs and why; have an administrator consent for everybody if that is right.",
        (
            "The app cannot open without the permissions it asked for. "
            "Please try again and accept them if you agree, or reply here if you have doubts about them."
        ),
    ),
    Entry(
        {90094: "AdminConsentRequired"},
        "The app wants permissions that only an administrator may grant.",
        "Review the permissions, and have an administrator consent if they are justified.",
        "This app has to be approved by us before you can use it. Please reply here and tell us what you need it for.",
    ),
    Entry(
        {65005: "MisconfiguredApplication", 650052: "", 650056: "", 650057: ""},
        "The app is not set up for the service it asks for, or nobody has consented to that.",
        "Compare the app's permissions and identifier with what it asks for, then consent again.",
        OUR_SIDE,
    ),
    Entry(
        {70000: "InvalidGrant"},
        "What the app kept to stay signed in is no longer valid.",
        "Ask the person to sign in again; if it returns at once, have the app's developers look at how it is stored.",
        SIGN_IN_AGAIN,
    ),
    Entry(
        {70008: "ExpiredOrRevokedGrant", 700082: "ExpiredOrRevokedGrantInactiveToken", 700084: ""},
        "What the app kept to stay signed in has expired, mostly because it lay unused.",
        "Ask the person to sign in again; this is part of normal life.",
        SIGN_IN_AGAIN,
    ),
    Entry(
        {700016: "UnauthorizedClient_DoesNotMatchRequest"},
        "The app's id is unknown in this organisation.",
        "Check the app's client id and tenant, or consent to the app here.",
        OUR_SIDE,
    ),
    Entry(
        {7000215: ""},
        "The app sent a wrong client secret.",
        "Put the secret's value, not its id, into the app's settings.",
        OUR_SIDE,
    ),
    Entry(
        {7000218: ""},
        "The app sent neither a client secret nor a signed proof of who it is.",
        "Have the app send one, or mark it as a public client if it cannot keep a secret.",
        OUR_SIDE,
    ),
    Entry(
        {7000222: "InvalidClientSecretExpiredKeysProvided"},
        "The app's client secret has expired.",
        "Create a new secret in the app registration and put it into the app's settings.",
        OUR_SIDE,
    ),
    Entry(
        {700027: ""},
        "The certificate with which the app proves itself does not verify.",
        "Upload the right certificate to the app registration and check its thumbprint and dates.",
        OUR_SIDE,
    ),
    Entry(
        {70011: "InvalidScope"},
        "What the app asked to be allowed (its scope) is misspelt or not permitted.",
        "Have the app's developers correct the scope.",
        OUR_SIDE,
    ),
    Entry(
        {75011: "NoMatchedAuthnContextInOutputClaims"},
        "The person signed in by another method than the one the app insists on.",
        (
            "Have the person sign in afresh; "
            "ask the app's owner to drop or widen the requested method (SAML RequestedAuthnContext)."
        ),
        (
            "The app needs you to sign in afresh. "
            "Please sign out everywhere, close the browser and open the app again; reply here if that does not help."
        ),
    ),
    Entry(
        {90002: "InvalidTenantName"},
        "The organisation that the app named does not exist.",
        "Check the tenant id or domain in the app's settings, and that it uses the right cloud.",
        OUR_SIDE,
    ),
)
