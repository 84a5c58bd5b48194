"""What the form that asks the logs holds: its fields, what can be chosen in each, and what stands there already."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.domain.ask_form import LOGS, PERIODS, TIMED, Filled, choice_field, choices, groups, looks
from bot.domain.question import Log
from bot.render.controls import Option

_PERIODS = {
    "1h": "The last hour",
    "24h": "The last 24 hours",
    "today": "Today",
    "yesterday": "Yesterday",
    "7d": "The last 7 days",
    "this_week": "This week",
    "last_week": "Last week",
    "30d": "The last 30 days",
    "this_month": "This month",
    "last_month": "Last month",
}
_CHOICES = {
    "success": "Succeeded",
    "failed": "Failed",
    "interrupted": "Interrupted",
    "abandoned": "Abandoned",
    "skipped": "Skipped",
    "warning": "With a warning",
    "activity": "Sign-ins to apps",
    "adfs": "Sign-ins through AD FS",
    "auth_methods": "Registered methods",
    "service_principals": "Service principals: last used",
    "credentials": "Secrets and certificates",
    "user_insights": "Customers",
}
_HEADINGS = {"status": "Result", "report": "Report"}
_LOOKS = {
    "list": "A list",
    "count": "A number",
    "conversion": "Conversion rate",
    "failure": "Failure rate",
    "abandonment": "Abandonment rate",
    "success": "Success rate",
    "funnel": "Funnel: who reached each stage",
    "dropoff": "Funnel: where people are lost",
    "chart": "A chart",
}
_EXAMPLES = {
    Log.SIGN_UPS: "google app:Store code 50126 not facebook",
    Log.SIGN_INS: "app:Payroll country:DE mfa code 50126",
    Log.AUDIT: "password resets by sam@contoso.com",
    Log.PROVISIONING: "users to ServiceNow",
    Log.RISK: "high user",
    Log.APPS: "app:Store",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class AskFormPage:
    """`chosen...` are the options that stand in the form when it is opened; `None` where none does.

    `choice` is the heading over `choices`.
    """

    log: Log
    logs: tuple[Option, ...]
    chosen_log: Option
    choice: str
    choices: tuple[Option, ...]
    chosen: Option | None
    periods: tuple[Option, ...]
    chosen_period: Option | None
    groups: tuple[Option, ...]
    chosen_groups: tuple[Option, ...]
    looks: tuple[Option, ...]
    chosen_look: Option
    time: str
    words: str
    example: str
    timed: bool


def page_of(filled: Filled, names: Mapping[Log, str]) -> AskFormPage:
    """The form with `filled` in it; `names` are what the logs are called."""
    log = filled.log
    logs = tuple(Option(names[each], each.value) for each in LOGS)
    choices_ = tuple(Option(_CHOICES[value], value) for value in choices(log))
    periods = tuple(Option(_PERIODS[word], word) for word in PERIODS)
    groups_ = tuple(Option(field.heading, field.name) for field in groups(log))
    looks_ = tuple(Option(_LOOKS[word], word) for word, _, _ in looks(log))
    return AskFormPage(
        log=log,
        logs=logs,
        chosen_log=_among(logs, log.value) or logs[0],
        choice=_HEADINGS[choice_field(log)],
        choices=choices_,
        chosen=_among(choices_, filled.choice),
        periods=periods,
        chosen_period=_among(periods, filled.period),
        groups=groups_,
        chosen_groups=tuple(option for option in groups_ if option.value in filled.groups),
        looks=looks_,
        chosen_look=_among(looks_, filled.look) or looks_[0],
        time=filled.time,
        words=filled.words,
        example=_EXAMPLES[log],
        timed=log in TIMED,
    )


def _among(options: tuple[Option, ...], value: str) -> Option | None:
    return next((option for option in options if option.value == value), None)
