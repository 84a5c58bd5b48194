"""Where the Entra admin centre shows what an answer or an incident is about; it has no page for every log.

The paths are those its own address bar shows; a filter other than a short window cannot be put into them.
"""

from bot.domain.found import Found
from bot.domain.incidents import Slice
from bot.domain.person_answers import PersonAnswer
from bot.domain.question import Is, Log
from bot.domain.window import Last

_LOGS = {
    Log.SIGN_INS: "Microsoft_AAD_IAM/SignInEventsV3Blade",
    Log.AUDIT: "Microsoft_AAD_IAM/AuditLogList.ReactView",
}
_RANGES = {Last(86_400): "/timeRangeType/last24hours", Last(7 * 86_400): "/timeRangeType/last7days"}


def portal_path(answer: Found) -> str | None:
    """What follows the portal's address, `None` where it has no such page or it is not known."""
    if isinstance(answer, PersonAnswer):
        if answer.accounts != 1 or not answer.pages:
            return None
        return (
            f"/#view/Microsoft_AAD_UsersAndTenants/UserProfileMenuBlade/~/overview/userId/{answer.pages[0].person.id}"
        )
    question = answer.question
    match question.log:
        case Log.SIGN_INS:
            narrowed = _RANGES.get(question.window, "") if isinstance(question.window, Last) else ""
            return f"/#view/{_LOGS[question.log]}{narrowed}"
        case Log.AUDIT:
            return f"/#view/{_LOGS[question.log]}"
        case Log.RISK:
            by_sign_in = question.filter("subject") == Is("subject", "signin")
            return f"/#view/Microsoft_AAD_IAM/{'RiskDetectionsBlade' if by_sign_in else 'RiskyUsersBlade'}"
        case _:
            return None


def incident_path(log: Log, dims: Slice) -> str:
    """The same for what an incident is about: the log of sign-ins, or for sign-ups the app that is guilty.

    There is no known page for the sign-up log, so without an app it is the log of sign-ins, which stands beside it.
    """
    app = dict(dims).get("app", "")
    if log is Log.SIGN_UPS and app and all(sign.isalnum() or sign == "-" for sign in app):
        return f"/#view/Microsoft_AAD_RegisteredApps/ApplicationMenuBlade/~/Overview/appId/{app}"
    return f"/#view/{_LOGS[Log.SIGN_INS]}{_RANGES[Last(86_400)]}"
