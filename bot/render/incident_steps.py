"""What to do next about an incident, in plain words."""

from typing import assert_never

from bot.domain.incident_care import State
from bot.domain.incident_notice import IncidentNotice
from bot.domain.incidents import IncidentKind
from bot.domain.question import Log

_ONE_DOMAIN = (
    "As only addresses of one domain are concerned, their mail system may hold the codes back, or somebody may be "
    "automating sign-ups: look at the addresses."
)

_LOG_MAY_BE_LATE = "If all of it works, the log may be late: look at Microsoft's service health."


def next_step(notice: IncidentNotice) -> str:
    """One or two sentences; empty where nothing is left to do, or nobody knows what."""
    match notice.state:
        case State.OPEN | State.ACKNOWLEDGED | State.MUTED:
            return _while_it_goes_on(notice)
        case State.RECOVERED:
            return _once_it_is_over(notice)
        case State.CLOSED:
            return ""
        case _:
            assert_never(notice.state)


def _while_it_goes_on(notice: IncidentNotice) -> str:
    remedy = notice.causes[0].remedy if notice.causes else ""
    match notice.record.incident.kind:
        case IncidentKind.FAILURE:
            return remedy
        case IncidentKind.ABANDONMENT:
            return f"{remedy} {_ONE_DOMAIN}" if "user_domain" in dict(notice.where) else remedy
        case IncidentKind.DROP:
            return _look_where_they_stay(notice)
        case IncidentKind.SURGE:
            return _look_who_they_are(notice)
        case _:
            assert_never(notice.record.incident.kind)


def _once_it_is_over(notice: IncidentNotice) -> str:
    sign_ups = notice.record.log is Log.SIGN_UPS
    match notice.record.incident.kind:
        case IncidentKind.FAILURE:
            return "Those who failed can try again; the command in the thread lists them."
        case IncidentKind.ABANDONMENT:
            return "Those who left can try again; the command in the thread lists them."
        case IncidentKind.DROP:
            return ""
        case IncidentKind.SURGE if sign_ups:
            return "Look at the accounts that were made in that time, and remove those that nobody needs."
        case IncidentKind.SURGE:
            return "Look whose accounts were tried; where somebody got in from there, reset the password."
        case _:
            assert_never(notice.record.incident.kind)


def _look_where_they_stay(notice: IncidentNotice) -> str:
    """From what can be tried at once to what others must say."""
    where, act = dict(notice.where), "sign up" if notice.record.log is Log.SIGN_UPS else "sign in"
    if "user_domain" in where:
        return "Ask somebody with such an address to try; a change of their mail system or a campaign's end may be why."
    if "country" in where:
        return "Ask somebody there to try; a holiday, or trouble with the network there, may be why."
    if "app" in where:
        return (
            f"Try to {act} to {where['app'] or 'the app'} yourself, with a test account; then look whether the pages "
            f"that lead there are up. {_LOG_MAY_BE_LATE}"
        )
    if where.get("provider"):
        return (
            f"Try to {act} with {where['provider']} yourself, with a test account; if its button is missing or leads "
            f"nowhere, look at the provider's settings and status. {_LOG_MAY_BE_LATE}"
        )
    return (
        f"Try to {act} yourself, with a test account; then look whether the pages and apps that lead there are up. "
        f"{_LOG_MAY_BE_LATE}"
    )


def _look_who_they_are(notice: IncidentNotice) -> str:
    if notice.record.log is Log.SIGN_UPS:
        return (
            "If no campaign explains it, somebody may be automating sign-ups: look at the addresses, and think of "
            "blocking the domain or asking for a second proof."
        )
    return (
        "If nobody travels there, somebody may be guessing passwords: look whose accounts they are, and think of a "
        "Conditional Access policy for that country."
    )
