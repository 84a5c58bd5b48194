"""The plain words for usage reports: what they are called, and the sentence that sums each of them up."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import assert_never

from bot.domain.changes import percent
from bot.domain.codes import explain_sign_in
from bot.domain.question import Log, Metric
from bot.domain.usage import CredentialUse, LastUse, Report
from bot.domain.usage_answers import CodeUse, Figures, UsageAnswer, UsagePart
from bot.domain.usage_counts import SOON, ending
from bot.render.event_words import NOUNS, shares
from bot.render.figures import many, number, series
from bot.render.times import Calendar

REPORTS: Mapping[Report, str] = {
    Report.ACTIVITY: "App activity",
    Report.ADFS: "AD FS activity",
    Report.AUTH_METHODS: "Authentication methods",
    Report.SERVICE_PRINCIPALS: "Last use of apps",
    Report.CREDENTIALS: "Secrets and certificates",
    Report.USER_INSIGHTS: "Customers",
}
FIGURES = {
    "events": "All",
    "apps": "Apps",
    "success": "Success",
    "failed": "Failed",
    "interrupted": "Interrupted",
    "used_7d": "Used in 7 days",
    "used_30d": "Used in 30 days",
    "unused_30d": "Unused for 30 days",
    "expired": "Ended",
    "expiring_30d": "Ends in 30 days",
    "later": "Ends later",
    "users": "Accounts",
    "mfa_registered": "Registered for MFA",
    "mfa_capable": "Able to use MFA",
    "passwordless_capable": "Able to sign in without a password",
    "sspr_registered": "Registered for password reset",
    "sspr_enabled": "Allowed to reset the password",
    "sspr_capable": "Able to reset the password",
    "admins": "Administrators",
    "registrations": "Registrations",
    "resets": "Password resets",
    "sign_ups": "Sign-ups completed",
    "authentications": "Sign-ins tried",
    "authenticated": "Signed in",
    "mfa_attempts": "MFA tried",
    "mfa_completed": "MFA completed",
    "active_users": "Active people",
    "user_count": "Accounts",
    "requests": "Requests",
}
"""What a count is called at the head of a column."""

METHODS = {
    "microsoftAuthenticatorPush": "Microsoft Authenticator",
    "microsoftAuthenticatorPasswordless": "Microsoft Authenticator without password",
    "softwareOneTimePasscode": "one-time code app",
    "hardwareOneTimePasscode": "one-time code token",
    "mobilePhone": "mobile phone",
    "alternateMobilePhone": "second mobile phone",
    "officePhone": "office phone",
    "email": "e-mail",
    "fido2SecurityKey": "passkey or FIDO2 key",
    "passKeyDeviceBound": "passkey",
    "windowsHelloForBusiness": "Windows Hello for Business",
    "temporaryAccessPass": "temporary access pass",
    "securityQuestion": "security questions",
}
"""Methods as Graph's registration report names them; others keep Graph's name."""

_MOST_CODES = 5
_MOST_NAMED = 5


def headline_of(part: UsagePart) -> str:
    """One sentence with the numbers of a report."""
    totals = part.totals
    match part.report:
        case Report.ACTIVITY | Report.ADFS:
            return _sign_ins(totals)
        case Report.SERVICE_PRINCIPALS:
            return f"{many(totals.of('events'), 'app')} used at some time{_last_used(totals)}."
        case Report.CREDENTIALS:
            ended = _ends(totals.of("expired"), "has", "have")
            ending = _ends(totals.of("expiring_30d"), "ends", "end")
            every = many(totals.of("events"), "secret or certificate", "secrets and certificates")
            return f"{every}: {ended} ended, {ending} within 30 days."
        case Report.AUTH_METHODS if totals.of("users"):
            return f"{_share(totals, 'mfa_registered')} of {many(totals.of('users'), 'account')} registered for MFA."
        case Report.AUTH_METHODS:
            said = [many(totals.of("registrations"), "registration"), many(totals.of("resets"), "password reset")]
            return f"{series(said)}; {_count(totals.of('failed'))} failed."
        case Report.USER_INSIGHTS:
            said = [f"{FIGURES[name]}: {number(count)}" for name, count in totals.counts]
            return f"{'; '.join(said) or 'External ID counted nothing in that time'}."
        case _:
            assert_never(part.report)


def lines_of(answer: UsageAnswer, part: UsagePart, calendar: Calendar) -> Iterator[str]:
    """What the headline leaves out and somebody should know."""
    now = answer.as_of
    if part.rates:
        yield shares(part.rates, NOUNS[Log.SIGN_INS], failure_first=answer.question.metric is Metric.FAILURE)
    ends = [row for row in part.rows if isinstance(row, CredentialUse) and row.at and ending(row, now) != "later"]
    for row in ends[:_MOST_NAMED]:
        verb = "ended" if row.at and row.at <= now else "ends"
        yield f"{row.app}: its {kind_of(row)} {verb} {calendar.zoned(row.at) if row.at else ''}."
    idle = [row.app for row in part.rows if isinstance(row, CredentialUse) and _is_unused(row.last_used, now)]
    if idle:
        yield f"Not used for 30 days: {series(idle[:_MOST_NAMED])}{_and_more(idle)}."
    unused = [row for row in part.rows if isinstance(row, LastUse) and _is_unused(row.at, now)]
    if unused:
        yield f"Longest unused: {series([row.app for row in unused[::-1][:_MOST_NAMED]])}{_and_more(unused)}."


def _is_unused(moment: datetime | None, now: datetime) -> bool:
    return moment is None or now - moment > SOON


def _and_more(named: Sequence[object]) -> str:
    return f", and {number(len(named) - _MOST_NAMED)} more" if len(named) > _MOST_NAMED else ""


def details_of(codes: Sequence[CodeUse]) -> Iterator[str]:
    """Why sign-ins did not succeed, the most frequent reasons first."""
    if not codes:
        return
    yield "In the sign-in log, what did not succeed at once ended with:"
    for code in codes[:_MOST_CODES]:
        yield f"{number(code.count)} × {code.code}: {explain_sign_in(code.code).meaning}"
    if len(codes) > _MOST_CODES:
        yield f"and {many(len(codes) - _MOST_CODES, 'more code')}"


def kind_of(row: CredentialUse) -> str:
    """A secret or a certificate; what Graph adds later by its own name."""
    return {"clientSecret": "secret", "certificate": "certificate"}.get(row.kind, row.kind)


def _sign_ins(totals: Figures) -> str:
    if not totals.of("events"):
        return "No sign-in to an app in that time."
    ended = [f"{number(totals.of('success'))} succeeded", f"{number(totals.of('failed'))} failed"]
    if totals.of("interrupted"):
        ended.append(f"{number(totals.of('interrupted'))} interrupted")
    apps = f" to {many(totals.of('apps'), 'app')}" if totals.of("apps") else ""
    return f"{many(totals.of('events'), 'sign-in')}{apps}: {series(ended)}."


def _last_used(totals: Figures) -> str:
    unused = totals.of("unused_30d")
    if unused:
        return f", {number(unused)} of them not in the last 30 days"
    return ", all of them in the last 30 days" if totals.of("events") else ""


def _ends(count: int, one: str, more: str) -> str:
    return f"{_count(count)} {one if count < 2 else more}"


def _count(count: int) -> str:
    return number(count) if count else "none"


def _share(totals: Figures, name: str) -> str:
    every = totals.of("users")
    return f"{number(totals.of(name))} ({percent(totals.of(name) / every)})" if every else "None"
