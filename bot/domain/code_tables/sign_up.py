"""What the sign-up log and native authentication answer (Graph, signUpStatus; native authentication reference)."""

from bot.domain.code_tables.entry import OUR_SIDE, Entry

ENTRIES = (
    Entry(
        {0: ""},
        "This step went through.",
        "Nothing to do.",
        "This step worked, so there is nothing you need to do about it.",
    ),
    Entry(
        {1002013: ""},
        "The page asked for the code that goes out by email, which is a normal step.",
        "Nothing, unless attempts stop here: then check that the emails arrive and are not taken for junk.",
        (
            "Please type in the code that was emailed to you. "
            "If none has come, look in your junk folder or ask for a new one on the sign-up page."
        ),
    ),
    Entry(
        {50140: "KmsiInterrupt"},
        "The page asked whether to stay signed in, which is a normal step.",
        "Nothing to do.",
        "You were asked whether to stay signed in. Either answer is fine, and you can carry on from there.",
    ),
    Entry(
        {55106: ""},
        "Some details of the profile are still to be filled in before the account can be created.",
        "Nothing, unless attempts stop here: then check that the app asks for every required detail.",
        "A few details are still missing from your sign-up. Please open it again and fill in every required field.",
    ),
    Entry(
        {50181: ""},
        "The emailed code did not match, or it could not be checked.",
        (
            "Ask for a new code and use the latest email; "
            "if many people are hit, check how codes are sent and Microsoft's service health."
        ),
        (
            "The code from your email could not be confirmed. "
            "Please ask for a new one and use the one from the latest message."
        ),
    ),
    Entry(
        {50182: ""},
        "The emailed code was entered after it had expired.",
        "Ask for a new code and use it soon; if it happens often, check how long the emails take to arrive.",
        (
            "The code from your email had run out by the time it was entered. "
            "Please ask for a new one and enter it soon after it arrives."
        ),
    ),
    Entry(
        {1002027: ""},
        "The details in the profile form were refused, by one of its rules or by our own extension.",
        (
            "Hold the failure reason against the rules of the form; "
            "if the details look right, check the extension that reads them."
        ),
        (
            "Some of the details in the form were not accepted. Please go through each field once more and try again; "
            "if it still does not work, reply here and we will look at it with you."
        ),
    ),
    Entry(
        {399279: ""},
        "The account could not be created.",
        (
            "Ask for one more try, then check for an account with the same address and "
            "for extensions at this step, and ask Microsoft support."
        ),
        (
            "Your account could not be created this time. Please try once more; "
            "if it fails again, reply here and we will look into it."
        ),
    ),
    Entry(
        {399246: ""},
        "The chosen password is too weak for the password rules.",
        "Ask for a stronger password; if good ones are refused, read the password policy and the list of banned words.",
        (
            "That password is not strong enough. Please choose a longer one that mixes letters, "
            "numbers and signs, and that is not a common word or your name."
        ),
    ),
    Entry(
        {399284: ""},
        "The chosen provider answered under another name (issuer) than the one in its settings.",
        "Compare the issuer address in the identity provider's settings with the one it really sends, and correct it.",
        OUR_SIDE,
    ),
    Entry(
        {901011: ""},
        "The chosen provider did not pass on an email address.",
        "Map the email claim at the provider, and check that the person allowed it to be shared.",
        (
            "The service you chose did not pass on your email address. "
            "Please allow it to share the address and try again, or choose another way to sign up."
        ),
    ),
    Entry(
        {901012: ""},
        "The chosen provider passed on an email address that it has not confirmed.",
        "Ask the person to confirm the address with the provider, or check how the provider marks confirmed addresses.",
        (
            "The service you chose has not confirmed your email address yet. "
            "Please confirm it there and try again, or choose another way to sign up."
        ),
    ),
    Entry(
        {901014: ""},
        "The chosen provider did not say who the person is: the identifier is missing.",
        "Map the subject claim at the provider, then try with a test account.",
        OUR_SIDE,
    ),
    Entry(
        {1003037: ""},
        "An account with this address exists already.",
        "Send the person to the sign-in page, or to a password reset if the password is forgotten.",
        (
            "It looks as if you have an account with this address already. "
            "Please sign in with it instead, and reset the password if you no longer know it."
        ),
    ),
    Entry(
        {50034: "UserAccountNotFound"},
        "There is no account with this address.",
        "Check the spelling; if it is right, the person has to sign up first.",
        (
            "We could not find an account with that address. "
            "Please check the spelling, and if you have not signed up yet, please do that first."
        ),
    ),
    Entry(
        {500222: ""},
        "This app does not let people recover a password inside the app itself.",
        "Send the person to the sign-in page in a browser, or turn on password reset for this app.",
        "The password cannot be reset inside the app. Please open our sign-in page in a browser and reset it there.",
    ),
    Entry(
        {90100: "InvalidRequestParameter"},
        "The app sent a value that is empty or that cannot be read.",
        "Give the app's developers the time, the code and the correlation id, so that they correct the request.",
        OUR_SIDE,
    ),
    Entry(
        {90101: "InvalidEmailAddress"},
        "What was entered is not a valid email address.",
        "Look for spaces, commas or a missing part in the address, and ask for it to be entered again.",
        "The email address could not be read. Please check it for spaces or typing slips and enter it again.",
    ),
)
