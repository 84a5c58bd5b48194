"""A Question said back in plain words, for its heading."""

from datetime import datetime, time, timedelta
from typing import assert_never
from zoneinfo import ZoneInfo

from bot.domain.codes import STAGE_NAMES
from bot.domain.question import Filter, Log, Not, Output, Question, Value, field_of, values_of
from bot.domain.window import Between, Last, Named, Period, Span, Window, resolve

LOG_NAMES = {
    Log.SIGN_UPS: "Sign-ups",
    Log.SIGN_INS: "Sign-ins",
    Log.AUDIT: "Directory changes",
    Log.PROVISIONING: "Provisioning",
    Log.USER: "Person",
    Log.RISK: "Risk",
    Log.APPS: "Usage and insights",
}
PERIODS = {
    Period.TODAY: "today",
    Period.YESTERDAY: "yesterday",
    Period.THIS_WEEK: "this week",
    Period.LAST_WEEK: "last week",
    Period.THIS_MONTH: "this month",
    Period.LAST_MONTH: "last month",
    Period.THIS_QUARTER: "this quarter",
    Period.LAST_QUARTER: "last quarter",
}
BARE = {"status", "provider", "provider_kind", "user", "action", "activity", "report", "subject"}
"""Fields whose values speak for themselves, without the field's name before them."""

FLAGS: dict[tuple[str, Value], str] = {
    ("had_error", True): "had an error on the way",
    ("had_error", False): "no error on the way",
    ("existing_account", True): "had an account already",
    ("existing_account", False): "had no account yet",
    ("extension", True): "called an extension",
    ("ca_status", "success"): "Conditional Access passed",
    ("ca_status", "failure"): "Conditional Access failed",
    ("ca_status", "notApplied"): "Conditional Access not applied",
}
UNITS = ((86_400, "day"), (3_600, "hour"), (60, "minute"), (1, "second"))


def say(question: Question, window: Window | None, zone: ZoneInfo, now: datetime) -> str:
    """The question as understood, in one line: every filter, grouping, number, and the window with its real bounds.

    `window` is what the question's window means at `now`; defaults are spelled out like anything that was said.
    """
    parts = [
        LOG_NAMES[question.log],
        *(_say_filter(condition) for condition in question.where),
        *_say_form(question),
        *([_say_window(question.window, window, zone)] if window else []),
        *_say_compare(question.compare, zone, now),
    ]
    return " · ".join(parts)


def say_filters(question: Question) -> str:
    """Its filters alone, in words; empty where it has none."""
    return " · ".join(_say_filter(condition) for condition in question.where)


def _say_filter(condition: Filter) -> str:
    values = [_say_value(field_of(condition), value) for value in values_of(condition)]
    said = " or ".join(values)
    if isinstance(condition, Not):
        said = f"not {said}" if len(values) == 1 else f"none of {', '.join(values)}"
    bare = field_of(condition) in BARE or all((field_of(condition), value) in FLAGS for value in values_of(condition))
    return said if bare else f"{field_of(condition).replace('_', ' ')} {said}"


def _say_value(field: str, value: Value) -> str:
    if field == "stage":
        return f"“{STAGE_NAMES.get(str(value), str(value))}”"
    return FLAGS.get((field, value)) or str(value).replace("_", " " if field in {"activity", "report"} else "_")


def _say_form(question: Question) -> list[str]:
    said = []
    if question.metric:
        said.append({"dropoff": "drop-off"}.get(question.metric.value, f"{question.metric.value} rate"))
    if question.output is not Output.LIST and not (question.metric and question.output is Output.RATE):
        said.append(
            " as ".join(filter(None, [question.output.value, question.format and question.format.value.upper()]))
        )
    if question.count_of:
        said.append(_say_counted(question.count_of))
    if question.group_by:
        said.append("by " + ", ".join(key.replace("_", " ") for key in question.group_by))
    if question.min_count:
        said.append(f"at least {question.min_count}")
    if question.top:
        said.append(f"top {question.top}" if question.group_by else f"newest {question.top}")
    if question.show:
        said.append(question.show.replace("_", " "))
    return said


def _say_counted(key: str) -> str:
    return {"user": "people", "attempts": "attempts"}.get(key) or f"different {key.replace('_', ' ')}s"


def _say_compare(span: Span | None, zone: ZoneInfo, now: datetime) -> list[str]:
    return [] if span is None else [f"compared with {_say_window(span, resolve(span, now, zone), zone)}"]


def _say_window(span: Span | None, window: Window, zone: ZoneInfo) -> str:
    bounds = say_bounds(window, zone)
    match span:
        case None:
            return f"last {say_length(round(window.length.total_seconds()))} ({bounds})"
        case Last(seconds):
            return f"last {say_length(seconds)} ({bounds})"
        case Named(period):
            return f"{PERIODS[period]} ({bounds})"
        case Between():
            return bounds
        case _:
            assert_never(span)


def say_length(seconds: int) -> str:
    """86,400 -> 24 hours; 604,800 -> 7 days."""
    if seconds == 86_400:
        return "24 hours"
    size, unit = next((size, unit) for size, unit in UNITS if seconds % size == 0)
    number = seconds // size
    return unit if number == 1 else f"{number} {unit}s"


def say_bounds(window: Window, zone: ZoneInfo) -> str:
    """The window's real bounds on local clocks, the end of a day as 24:00: “Tue 17 Nov 00:00–24:00 CET”."""
    since, until = window.since.astimezone(zone), window.until.astimezone(zone)
    end_day, end_time = until.date(), f"{until:%H:%M}"
    if until.time() == time() and until > since:
        end_day, end_time = end_day - timedelta(days=1), "24:00"
    first = f"{since:%a} {since.day} {since:%b}" + (f" {since.year}" if since.year != until.year else "")
    last = "–"
    if end_day != since.date():
        year = f" {end_day.year}" if since.year != until.year else ""
        last = f" – {end_day:%a} {end_day.day} {end_day:%b}{year} "
    zones = f"{since:%Z}" if since.utcoffset() == until.utcoffset() else f"{since:%Z} to {until:%Z}"
    return f"{first} {since:%H:%M}{last}{end_time} {zones}"
