"""The plain words for what a log calls by its own names: results, stages, codes, fields and their values."""

from bot.domain.attempts import Outcome
from bot.domain.codes import STAGE_NAMES, explain_sign_up
from bot.domain.fields.shared import TIME_NAMES
from bot.domain.fields.sign_ups import SIGN_UPS
from bot.domain.measures import Key
from bot.render.times import Calendar

NOT_SAID = "not said"
"""Shown where the log gives no value."""

RESULTS = {
    Outcome.SUCCESS: "success",
    Outcome.FAILED: "failed",
    Outcome.ABANDONED: "abandoned",
    Outcome.IN_PROGRESS: "under way",
}

RISK_STATES = {
    "atRisk": "at risk",
    "confirmedCompromised": "confirmed compromised",
    "remediated": "remediated",
    "dismissed": "dismissed",
    "confirmedSafe": "confirmed safe",
}
"""Graph's riskState in plain words; one it adds later stands as it is."""

RISK_DETAILS = {
    "adminConfirmedAccountSafe": "an administrator called the account safe",
    "adminConfirmedServicePrincipalCompromised": "an administrator called it compromised",
    "adminConfirmedSigninCompromised": "an administrator called a sign-in compromised",
    "adminConfirmedSigninSafe": "an administrator called a sign-in safe",
    "adminConfirmedUserCompromised": "an administrator called the account compromised",
    "adminDismissedAllRiskForServicePrincipal": "an administrator dismissed it",
    "adminDismissedAllRiskForUser": "an administrator dismissed it",
    "adminDismissedRiskForSignIn": "an administrator dismissed it for a sign-in",
    "adminGeneratedTemporaryPassword": "an administrator gave a temporary password",
    "aiConfirmedSigninSafe": "Microsoft called a sign-in safe",
    "m365DAdminDismissedDetection": "an administrator dismissed it in Microsoft Defender",
    "userChangedPasswordOnPremises": "the password was changed on premises",
    "userPassedMFADrivenByRiskBasedPolicy": "the person passed MFA, as a policy about risk asked",
    "userPerformedSecuredPasswordChange": "the person changed the password with MFA",
    "userPerformedSecuredPasswordReset": "the person reset the password with MFA",
}
"""Graph's riskDetail in plain words: what settled a risk; one it adds later stands as it is."""

_HEADINGS = {field.name: field.heading for field in SIGN_UPS}
_FLAGS = {"true": "yes", "false": "no"}


def heading_of(field: str) -> str:
    """What a column or sentence calls `field`."""
    return _HEADINGS.get(field, field)


def heading_of_several(field: str) -> str:
    """The same of several values: `Apps`, `Kinds of provider`."""
    first, of, rest = heading_of(field).partition(" of ")
    return f"{first}s{of}{rest}"


def is_time(field: str) -> bool:
    """Whether groups by `field` follow the clock."""
    return field in TIME_NAMES


def stage_name(stage: str) -> str:
    """A stage in plain words; one we do not know by its own name."""
    return STAGE_NAMES.get(stage, stage) or NOT_SAID


_SHORTER = {
    STAGE_NAMES["credentialCollection"]: "email or password",
    STAGE_NAMES["credentialFederation"]: "chosen provider",
    STAGE_NAMES["tenantConsent"]: "tenant's consent",
}


def shorter(name: str) -> str:
    """What stands in a chart for a name that is longer than Slack's charts have room for; others as they are."""
    return _SHORTER.get(name, name)


def value_of(field: str, value: str | None, calendar: Calendar) -> str:
    """What a group's `value` of `field` is called."""
    if value is None:
        return NOT_SAID
    if is_time(field):
        return calendar.period(field, value)
    match field:
        case "status":
            return RESULTS[Outcome(value)]
        case "stage":
            return stage_name(value)
        case "error_code":
            return f"{value}: {explain_sign_up(int(value)).meaning}"
        case "had_error" | "existing_account":
            return _FLAGS.get(value, value)
        case _:
            return value


def key_name(key: Key, calendar: Calendar) -> str:
    """What a group is called: the values of its key."""
    return " · ".join(value_of(field, value, calendar) for field, value in key)
