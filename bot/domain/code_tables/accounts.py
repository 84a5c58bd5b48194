"""Which account it was, its password and its state (Entra, authentication and authorization error codes)."""

from bot.domain.code_tables.entry import Entry

ENTRIES = (
    Entry(
        {16000: "InteractionRequired"},
        "The account in the browser is unknown here, or the person had to choose between accounts.",
        "Ask the person to pick the right account; invite that account if it should have access.",
        (
            'Please choose the account you use with us, or add it with "Use another account". '
            "A private browser window helps if the wrong one keeps coming up."
        ),
    ),
    Entry(
        {16001: "UserAccountSelectionInvalid"},
        "The account that was picked on the page could not be used.",
        "Ask the person to pick again, or to try in a private browser window.",
        (
            "The account you picked could not be used just then. "
            "Please try again in a private browser window and type in your address there."
        ),
    ),
    Entry(
        {16003: "SsoUserAccountNotFoundInResourceTenant"},
        "The account in the browser has not been added to this organisation.",
        "Invite the account if it should have access; otherwise ask the person to switch accounts.",
        (
            "You seem to be signed in with an account that we do not know. "
            "Please sign out of it, then sign in with the address you use with us."
        ),
    ),
    Entry(
        {50034: "UserAccountNotFound", 51004: "UserAccountNotInDirectory"},
        "There is no account of that name in this directory.",
        (
            "Check the spelling and that the right sign-in page was used; "
            "then create or invite the account if it should exist."
        ),
        (
            "We could not find an account with that name. Please check the spelling; "
            "if it is right, reply here so that we can look into it."
        ),
    ),
    Entry(
        {50014: "GuestUserInPendingState"},
        "The account is not in this directory yet, or the app asked the wrong directory.",
        "Add the guest or send the invitation again; check that the app signs people in to the right tenant.",
        (
            "Your invitation does not seem to be complete yet. "
            "Please look for our invitation in your email and accept it, or reply here if you cannot find it."
        ),
    ),
    Entry(
        {50020: "UserUnauthorized"},
        "The account belongs to another organisation or provider and is not allowed in here.",
        "Invite the account as a guest, or allow that kind of account for the app.",
        (
            "The account you used has no access here yet. "
            "Please sign in with the account we know you by, or reply here if this is the only one you have."
        ),
    ),
    Entry(
        {90072: "PassThroughUserMfaError"},
        "The account comes from outside and is unknown in the organisation it tried to enter.",
        (
            "Add it as a guest, or ask the person to sign out and use the right account; "
            "for synced accounts, check the source anchor."
        ),
        (
            "The account you used is not known here. "
            "Please sign out, close the browser and sign in with the account we know you by."
        ),
    ),
    Entry(
        {50053: "IdsLocked"},
        "The account is locked after many tries, or the try came from an address known for attacks.",
        (
            "Read the failure reason to see which; "
            "wait or unlock the account, and treat a bad source address as an attack."
        ),
        (
            "Sign-in to your account is paused for its protection. "
            "Please wait a while before you try again, and tell us straight away if the tries were not yours."
        ),
    ),
    Entry(
        {50055: "InvalidPasswordExpiredPassword"},
        "The password has passed its age limit and must be changed.",
        "Ask the person to follow the prompt and choose a new password, or reset it.",
        "It is time for a new password. Please sign in once more and follow the page that asks you to choose one.",
    ),
    Entry(
        {50144: "InvalidPasswordExpiredOnPremPassword"},
        "The password kept in the organisation's own Active Directory has expired.",
        "Have it changed on the network, or through self-service reset if password writeback is on.",
        (
            "It is time for a new password. "
            "Please change it on your work computer or with the password reset page, then sign in again."
        ),
    ),
    Entry(
        {50056: ""},
        "No password is stored for this account here.",
        (
            "Reset the password, or send the person to the sign-in they normally "
            "use, such as their company or a social provider."
        ),
        (
            "This account does not sign in with a password here. "
            "Please use the way you usually sign in, or reply here and we will help you set a password."
        ),
    ),
    Entry(
        {50057: "UserDisabled"},
        "The account is switched off.",
        "Find out why it was switched off, and enable it only if it should work.",
        "Your account is not active at the moment. Please reply here if you think it should be, and we will check it.",
    ),
    Entry(
        {50126: "InvalidUserNameOrPassword"},
        "The user name or the password was wrong.",
        (
            "Ask for another try with care; reset the password if it is forgotten. "
            "Many such tries on one account may be an attack."
        ),
        (
            "The name and password did not match. "
            "Please try again, mind capital letters, and use the password reset page if you are not sure of it."
        ),
    ),
    Entry(
        {50125: "PasswordResetRegistrationRequiredInterrupt"},
        "The person was asked to reset the password or to register a way of resetting it.",
        "Ask the person to finish the steps on the page.",
        (
            "Before you can go on, you are asked to set up a way to get back into your account. "
            "Please sign in again and follow the steps on the page."
        ),
    ),
    Entry(
        {50135: "PasswordChangeCompromisedPassword"},
        "The account looks at risk, so a new password is required.",
        "Review the risk in Entra ID Protection, then have the password changed.",
        (
            "To keep your account safe, please choose a new password that you use nowhere else. "
            "Tell us straight away if you noticed anything unusual."
        ),
    ),
    Entry(
        {50142: ""},
        "An access policy asks for a new password before going on.",
        "Have the password changed through self-service reset, and review what made the policy ask.",
        (
            "To keep your account safe, you are asked for a new password. "
            "Please follow the page, or use the password reset page, and then sign in again."
        ),
    ),
    Entry(
        {120000: "PasswordChangeIncorrectCurrentPassword"},
        "The password was not changed, because the current one was entered wrongly.",
        "Ask for another try, or reset the password if the current one is forgotten.",
        (
            "The current password did not match, so nothing was changed. "
            "Please try again, or use the password reset page if you are not sure of it."
        ),
    ),
    Entry(
        {120002: "PasswordChangeInvalidNewPasswordWeak"},
        "The password was not changed, because the new one is too weak.",
        "Ask for a stronger one; if good ones are refused, read the password policy and the list of banned words.",
        (
            "The new password is not strong enough yet. Please choose a longer one that mixes "
            "letters, numbers and signs, and that is not a common word or your name."
        ),
    ),
    Entry(
        {54000: "MinorUserBlockedLegalAgeGroupRule"},
        "A rule on age keeps this account from using the app.",
        "Check the age group and consent recorded on the account, and correct them if they are wrong.",
        (
            "The age kept for your account does not allow this app. "
            "Please reply here if you think that is a mistake, and we will check it."
        ),
    ),
)
