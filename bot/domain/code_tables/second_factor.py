"""The second proof of who somebody is (Entra, authentication and authorization error codes)."""

from bot.domain.code_tables.entry import TRY_AGAIN, Entry

ENTRIES = (
    Entry(
        {50072: "UserStrongAuthEnrollmentRequiredInterrupt"},
        "The person was asked to register for multifactor authentication before going on.",
        "Ask the person to finish the registration; if they cannot, issue a Temporary Access Pass.",
        (
            "Before you can go on, you are asked to set up a second way to prove that it is you. "
            "Please sign in again and follow the steps; reply here if you get stuck."
        ),
    ),
    Entry(
        {50079: "UserStrongAuthEnrollmentRequired"},
        "A policy or a new place now requires multifactor authentication, and none is registered.",
        "Ask the person to register security info; if they cannot, issue a Temporary Access Pass.",
        (
            "You now need a second way to prove that it is you. "
            "Please sign in again and follow the steps to set one up; reply here if you get stuck."
        ),
    ),
    Entry(
        {50074: "UserStrongAuthClientAuthNRequiredInterrupt"},
        "Multifactor authentication was asked for and not completed.",
        "Ask the person to sign in again and answer the prompt; check their registered methods if no prompt comes.",
        (
            "You were asked to confirm that it is you, and the sign-in stopped there. "
            "Please sign in again and answer the request; reply here if none reaches you."
        ),
    ),
    Entry(
        {50076: "UserStrongAuthClientAuthNRequired"},
        "A policy or a new place now asks for multifactor authentication.",
        (
            "Ask the person to complete it; "
            "if the app shows an error instead of a prompt, its developers must handle the claims challenge."
        ),
        (
            "You need to confirm that it is you before you can go on. "
            "Please sign in again and answer the request; reply here if none reaches you."
        ),
    ),
    Entry(
        {50078: "UserStrongAuthExpired"},
        "The last multifactor authentication is older than policy allows.",
        "Ask the person to sign in again and complete the prompt.",
        "It is time to confirm again that it is you. Please sign in once more and answer the request.",
    ),
    Entry(
        {500121: ""},
        "The second proof was refused, wrong, or not given in time.",
        (
            "Ask for another try; "
            "if the person did not ask for it themselves, treat it as an attack and reset the password."
        ),
        (
            "The extra check that it is you did not go through. Please try once more; "
            "if a request came that you did not start, refuse it and tell us straight away."
        ),
    ),
    Entry(
        {50087: "SasRetryableError"},
        "The service behind multifactor authentication had a passing fault.",
        "Ask for another try in a few minutes; check Microsoft's service health if it goes on.",
        TRY_AGAIN,
    ),
    Entry(
        {50088: ""},
        "A limit on calls or text messages for multifactor authentication was reached.",
        "Wait a few minutes, or use the authenticator app; look for a surge of requests if it goes on.",
        (
            "No more calls or text messages could be sent just then. "
            "Please wait a few minutes and try again, or use an authenticator app if you have set one up."
        ),
    ),
    Entry(
        {50158: "ExternalSecurityChallenge"},
        "A further check outside Entra was asked for and not completed.",
        (
            "Ask the person to complete the check and to allow pop-ups and redirects; "
            "test that outside service if many are hit."
        ),
        (
            "You were sent on to one more check, and it was not completed. "
            "Please sign in again, allow pop-up windows if your browser asks, and follow it to the end."
        ),
    ),
    Entry(
        {50166: "ExternalClaimsProviderThrottled"},
        "The request to the outside provider of the extra check did not go through.",
        "Check that provider's availability, limits and settings.",
        TRY_AGAIN,
    ),
    Entry(
        {53004: "ProofUpBlockedDueToRisk"},
        "Registering for multifactor authentication was held back, because the attempt looked risky.",
        "Review the risk, then have the person register from a place and device they normally use.",
        (
            "A second way to prove that it is you could not be set up from there. "
            "Please try again from a place and device you normally use, or reply here for help."
        ),
    ),
    Entry(
        {53010: "ProofUpBlockedDueToSecurityInfoAcr"},
        "Security info may only be set up from trusted places or devices.",
        "Have the person use a trusted network or device, or issue a Temporary Access Pass.",
        (
            "A second way to prove that it is you can only be set up from a trusted place. "
            "Please try again from the office network, or reply here for help."
        ),
    ),
    Entry(
        {130004: "NgcKeyNotFound"},
        "No Windows Hello key is set up for this account.",
        "Have Windows Hello set up again on the device.",
        (
            "Your face, fingerprint or PIN sign-in is not ready to use. Please sign in with your password, "
            "set it up again in the Windows settings, and reply here if you get stuck."
        ),
    ),
)
