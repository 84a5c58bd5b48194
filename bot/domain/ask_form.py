"""A question as a form asks for it: what can be chosen of each log, and what somebody chose."""

from dataclasses import dataclass

from bot.domain.fields import FIELDS, Field
from bot.domain.question import Log, Metric, Output
from bot.domain.window import Last, Named, Period, Span

LOGS = (Log.SIGN_UPS, Log.SIGN_INS, Log.AUDIT, Log.PROVISIONING, Log.RISK, Log.APPS)
"""What the form asks about. A person has a form of their own, since only who it is has to be said."""

TIMED = frozenset(LOGS) - {Log.RISK, Log.APPS}
"""The logs of which a question is always about some time."""

PERIODS: dict[str, Span] = {
    "1h": Last(3_600),
    "24h": Last(86_400),
    "today": Named(Period.TODAY),
    "yesterday": Named(Period.YESTERDAY),
    "7d": Last(604_800),
    "this_week": Named(Period.THIS_WEEK),
    "last_week": Named(Period.LAST_WEEK),
    "30d": Last(2_592_000),
    "this_month": Named(Period.THIS_MONTH),
    "last_month": Named(Period.LAST_MONTH),
}
"""The times that can be chosen, by the word that a form sends."""

USUAL_PERIOD = "24h"
LIST = "list"
_PLAIN = ((LIST, Output.LIST, None), ("count", Output.COUNT, None))
_RATES = {
    Log.SIGN_UPS: (Metric.CONVERSION, Metric.FAILURE, Metric.ABANDONMENT),
    Log.SIGN_INS: (Metric.SUCCESS, Metric.FAILURE),
    Log.AUDIT: (Metric.SUCCESS, Metric.FAILURE),
    Log.PROVISIONING: (Metric.SUCCESS, Metric.FAILURE),
}

Look = tuple[str, Output, Metric | None]
"""The word that a form sends, and the form of the answer that it stands for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """What stands in a form. `period` is one of `PERIODS`, or empty; `time`, in words, takes its place.

    `choice` is one of `choices`: a result, or of usage a report. `words` are further filters and whatever else a
    command may say; `look` is one of the words of `looks`.
    """

    log: Log = Log.SIGN_UPS
    choice: str = ""
    period: str = USUAL_PERIOD
    time: str = ""
    words: str = ""
    groups: tuple[str, ...] = ()
    look: str = LIST


def choice_field(log: Log) -> str:
    """The field that has a menu of its own: how it ended; of usage, which report."""
    return "report" if log is Log.APPS else "status"


def choices(log: Log) -> tuple[str, ...]:
    """The values that can be chosen of that field."""
    field = FIELDS[log].get(choice_field(log))
    return field.values if field else ()


def groups(log: Log) -> tuple[Field, ...]:
    """The fields that an answer can be broken down by."""
    return tuple(FIELDS[log].values())


def looks(log: Log) -> tuple[Look, ...]:
    """The forms that an answer can have."""
    rates = tuple((metric.value, Output.RATE, metric) for metric in _RATES.get(log, ()))
    funnels = (("funnel", Output.FUNNEL, None), ("dropoff", Output.FUNNEL, Metric.DROPOFF))
    charts = (("chart", Output.CHART, None),) if log is not Log.RISK else ()
    return (*_PLAIN, *rates, *(funnels if log is Log.SIGN_UPS else ()), *charts)


def fitting(filled: Filled, log: Log) -> Filled:
    """The same form after another log was chosen: what that log has none of is taken back."""
    return Filled(
        log=log,
        choice=filled.choice if filled.choice in choices(log) else "",
        period=_fitting_period(filled.period, log),
        time=filled.time,
        words=filled.words,
        groups=tuple(name for name in filled.groups if name in FIELDS[log]),
        look=filled.look if filled.look in {word for word, _, _ in looks(log)} else LIST,
    )


def _fitting_period(period: str, log: Log) -> str:
    """What is usual of one log alone is not carried into a log that knows no usual time, and back."""
    if log in TIMED:
        return period or USUAL_PERIOD
    return "" if period == USUAL_PERIOD else period
