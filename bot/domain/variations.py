"""Questions one step away from another: what somebody who has read an answer asks next, and what a button can ask.

Each has a `code` that names it among those of one question, so that a click says which without saying what.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.domain.fields import FIELDS, Field, Kind
from bot.domain.person_variations import logs_of_person
from bot.domain.question import Format, Is, Log, Metric, Output, Question
from bot.domain.variation import Variation
from bot.domain.window import Between, Last, Named, Period, Span, local_instant, resolve

_EVENTS = frozenset({Log.SIGN_UPS, Log.SIGN_INS, Log.AUDIT, Log.PROVISIONING})
_ACTIVITY = Is("report", "activity")
"""The one report on apps that can be cut into parts and stretches of time; the others come as they are."""

_UNIQUE = frozenset({"job_id", "cycle_id", "change_id"})
_WINDOWS: dict[str, tuple[str, Span]] = {
    "1h": ("Last hour", Last(3_600)),
    "24h": ("Last 24 hours", Last(86_400)),
    "7d": ("Last 7 days", Last(7 * 86_400)),
    "30d": ("Last 30 days", Last(30 * 86_400)),
    "today": ("Today", Named(Period.TODAY)),
    "yesterday": ("Yesterday", Named(Period.YESTERDAY)),
    "this_week": ("This week", Named(Period.THIS_WEEK)),
    "last_week": ("Last week", Named(Period.LAST_WEEK)),
}
_DAYS_BACK = {Period.TODAY: 1, Period.YESTERDAY: 1, Period.THIS_WEEK: 7, Period.LAST_WEEK: 7}
"""How many days before a period the like one begins; of other stretches it is the one just before them."""


def variations(question: Question, asked_at: datetime, now: datetime, zone: ZoneInfo) -> tuple[Variation, ...]:
    """All that may follow a question asked at one moment, when it does so at another."""
    return (
        *breakdowns(question, asked_at, zone),
        *forms(question, now, zone),
        *windows(question),
        *logs_of_person(question),
    )


def breakdowns(question: Question, asked_at: datetime, zone: ZoneInfo) -> tuple[Variation, ...]:
    """The same broken down by each field that can tell its rows apart."""
    if not _can_be_cut(question):
        return ()
    length = resolve(question.window, asked_at, zone).length if question.window else None
    return tuple(
        Variation(f"by:{field.name}", field.heading, with_group(question, field.name))
        for field in FIELDS[question.log].values()
        if _tells_apart(field, question, length)
    )


def forms(question: Question, now: datetime, zone: ZoneInfo) -> tuple[Variation, ...]:
    """The same in another form: the list, a chart over time, the funnel, beside the time before."""
    return tuple(_forms(question, now, zone))


def windows(question: Question) -> tuple[Variation, ...]:
    """The same over another stretch of time, narrower and wider."""
    if not _can_be_cut(question):
        return ()
    return tuple(
        Variation(f"in:{code}", label, with_window(question, span))
        for code, (label, span) in _WINDOWS.items()
        if span != question.window
    )


def with_group(question: Question, field: str) -> Question:
    """Broken down by `field` alone, all groups of it."""
    loses_form = question.output is Output.EXPORT or (question.output is Output.FUNNEL and field == "stage")
    plain = Output.RATE if question.metric else Output.LIST
    output = plain if loses_form else question.output
    return replace(question, group_by=(field,), top=None, min_count=None, output=output, format=None)


def with_window(question: Question, span: Span) -> Question:
    """Over `span`; a second period that stood beside the old one goes."""
    return replace(question, window=span, compare=None)


def as_list(question: Question) -> Question:
    """Everything that the question is about, one by one and all of it."""
    return replace(
        question,
        group_by=(),
        top=None,
        min_count=None,
        count_of=None,
        metric=None,
        compare=None,
        output=Output.LIST,
        format=None,
    )


def on_screen(question: Question) -> Question:
    """Without the file that it may have been wanted as, for what is only looked at once more."""
    return replace(question, output=Output.LIST, format=None) if question.output is Output.EXPORT else question


def as_chart(question: Question) -> Question:
    """Drawn over time."""
    return replace(question, group_by=(), top=None, min_count=None, count_of=None, output=Output.CHART, format=None)


def as_file(question: Question, form: Format) -> Question:
    """With everything that its numbers count, for a file: all groups of what is broken down, else all rows."""
    whole = replace(question, top=None, min_count=None, format=None)
    if not question.group_by:
        whole = as_list(whole)
    return replace(whole, output=Output.EXPORT, format=form, compare=None)


def beside_time_before(question: Question, now: datetime, zone: ZoneInfo) -> Question:
    """Compared with the like stretch before: the same hours a day or a week earlier, else as long before."""
    assert question.window is not None
    return replace(question, compare=time_before(question.window, now, zone), top=None)


def asked_anew(question: Question, asked_at: datetime, now: datetime, zone: ZoneInfo) -> Question:
    """The same `now`: what was compared with the time before it at `asked_at` is compared with what is that now."""
    window, compare = question.window, question.compare
    if window is None or compare is None or compare != time_before(window, asked_at, zone):
        return question
    return replace(question, compare=time_before(window, now, zone))


def time_before(span: Span, now: datetime, zone: ZoneInfo) -> Between:
    """The like stretch before `span`, on the clocks of `zone`."""
    bounds = resolve(span, now, zone)
    days = _DAYS_BACK.get(span.period) if isinstance(span, Named) else None
    if days is None:
        since, until = bounds.since - bounds.length, bounds.since
    else:
        since, until = (_days_earlier(moment, days, zone) for moment in (bounds.since, bounds.until))
    return Between(since.astimezone(zone), until.astimezone(zone))


def _days_earlier(moment: datetime, days: int, zone: ZoneInfo) -> datetime:
    wall = moment.astimezone(zone).replace(tzinfo=None)
    return local_instant(wall - timedelta(days=days), zone)


def _can_be_cut(question: Question) -> bool:
    match question.log:
        case Log.USER:
            return False
        case Log.APPS:
            return question.filter("report") == _ACTIVITY
        case _:
            return True


def _tells_apart(field: Field, question: Question, length: timedelta | None) -> bool:
    """Whether rows that meet every filter may differ in `field`, and not each from each."""
    if field.kind is Kind.GUID or field.name in _UNIQUE or question.group_by == (field.name,):
        return False
    if field.kind is Kind.TIME:
        return field.name in _times_for(length)
    if question.log is Log.APPS and field.name == "app" and not question.group_by:
        return False  # that report is by app anyway
    if field.name == "stage" and question.metric is Metric.DROPOFF:
        return False  # a drop-off is told stage by stage already
    return not isinstance(question.filter(field.name), Is)


def _times_for(length: timedelta | None) -> tuple[str, ...]:
    """The parts of a stretch of time that are neither too many nor too few."""
    if length is None:
        return ("week", "month")
    if length <= timedelta(hours=36):
        return ("hour",)
    if length <= timedelta(days=14):
        return ("day",)
    return ("day", "week") if length <= timedelta(days=62) else ("week", "month")


def _forms(question: Question, now: datetime, zone: ZoneInfo) -> Iterator[Variation]:
    if not _can_be_cut(question):
        return
    listed = as_list(question)
    if listed != replace(question, top=None, compare=None):
        yield Variation("as:list", "List", listed)
    if question.log not in _EVENTS:
        return
    if question.output is not Output.CHART or question.group_by:
        yield Variation("as:chart", "Chart over time", as_chart(question))
    if question.log is Log.SIGN_UPS and question.output is not Output.FUNNEL and question.filter("status") is None:
        yield Variation("as:funnel", "Funnel", replace(listed, output=Output.FUNNEL))
    if question.window is not None and question.compare is None:
        yield Variation("as:compare", "Compared with before", beside_time_before(question, now, zone))
