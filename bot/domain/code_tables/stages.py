"""The stages of a sign-up in plain words, and what it means when somebody stops at one (Graph, signUpStage)."""

from bot.domain.code_tables.entry import Advice

STAGE_NAMES = {
    "credentialCollection": "email or password entry",
    "credentialValidation": "email code check",
    "credentialFederation": "sign-in with the chosen provider",
    "consent": "consent page",
    "attributeCollectionAndValidation": "profile form",
    "userCreation": "account creation",
    "tenantConsent": "organisation's consent",
}

STOPPED_AFTER = {
    "credentialCollection": Advice(
        "The first page was filled in, and nothing was recorded after that.",
        "Nothing for single cases; if many stop here, open the sign-up page yourself and see what comes next.",
        (
            "Your sign-up stopped right after the first page. "
            "Please start again when you like, and reply here if something on the next page holds you up."
        ),
    ),
    "credentialValidation": Advice(
        "The email address was confirmed, but the profile form was never sent.",
        "Nothing for single cases; if many stop here, check that the form loads and does not ask for too much.",
        (
            "Your email address is confirmed, and only the form with your details is missing. "
            "Please start again when you like, and reply here if a question in it holds you up."
        ),
    ),
    "credentialFederation": Advice(
        "The chosen provider let the person through, but the sign-up was not continued here.",
        "Nothing for single cases; if many stop here, try that provider with a test account and follow it back.",
        (
            "Your sign-up stopped after the page of the service you chose. "
            "Please try once more, or choose another way to sign up if the page offers one."
        ),
    ),
    "consent": Advice(
        "The consent page was passed, and nothing was recorded after that.",
        "Nothing for single cases; if many stop here, open the sign-up page yourself and see what comes next.",
        (
            "Your sign-up stopped after the page that asks for your consent. "
            "Please start again when you like, and reply here if something holds you up."
        ),
    ),
    "attributeCollectionAndValidation": Advice(
        "The profile form was accepted, but no account creation was recorded after it.",
        "Ask for another try; if many stop here, check the extensions at this step and Microsoft's service health.",
        (
            "Your details were accepted, but your sign-up did not get to the end. "
            "Please try once more; if it stops again, reply here and we will look into it."
        ),
    ),
    "tenantConsent": Advice(
        "The organisation's consent was given, and nothing was recorded after that.",
        "Ask for another try; if many stop here, check the permissions that the app asks for.",
        (
            "Your sign-up did not get to the end. "
            "Please try once more; if it stops again, reply here and we will look into it."
        ),
    ),
}
"""By stage: its last step went through, and then nothing more came."""

STOPPED_AT_PROMPT = {
    1002013: Advice(
        "The page asked for the emailed code, and none was entered.",
        "Check the spelling of the address and whether the email arrived or was taken for junk; then try again.",
        (
            "Your sign-up is waiting for the code that is sent by email. If none came, look in your junk folder "
            "and check the spelling of your address; then start again to get a new one."
        ),
    ),
    50140: Advice(
        "The page asked whether to stay signed in, and was closed without an answer.",
        "Ask the person to sign in: the account may be there already.",
        (
            "The last page asked whether you want to stay signed in, and it was not answered. "
            "Please try to sign in; if that does not work, start the sign-up again."
        ),
    ),
    55106: Advice(
        "The profile form was shown, and some details were never filled in.",
        "Nothing for single cases; if many stop here, check that the app asks for every required detail.",
        (
            "A few details are still missing from your sign-up. "
            "Please start again when you like, and reply here if a question in the form holds you up."
        ),
    ),
}
"""By code of the prompt that was left unanswered."""

MANY_AT_PROMPT = {
    1002013: (
        "Sign up with a test address of your own. If no code arrives, look at Microsoft's service health, and where an "
        "extension of yours sends the codes (emailOtpSend), at its log and its mail service; if it arrives as junk, "
        "look what was changed about the sender or the text of that email."
    ),
    50140: "Sign in with a test account, and see what comes after the page that asks whether to stay signed in.",
    55106: "Compare what the profile form asks for with what the app sends: a new release may leave something out.",
}
"""What to look at when unusually many leave a prompt unanswered, by its code."""

MANY_AFTER = {
    "credentialCollection": "Open the sign-up page in a private window, and see what comes after the first page.",
    "credentialValidation": (
        "Sign up with a test address of your own as far as the profile form: see whether it loads, "
        "and what was changed about it."
    ),
    "credentialFederation": (
        "Sign up with a test account of that provider and follow it back: see its own status page, and whether the "
        "redirect address, the secret or the domain name was changed."
    ),
    "attributeCollectionAndValidation": (
        "Sign up with a test address to the end; look at the extensions after the profile form and at Microsoft's "
        "service health."
    ),
}
"""The same by the last stage that went through."""

MANY_ANYWHERE = "Sign up with a test address of your own, and see what comes where they stop."
