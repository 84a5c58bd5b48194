"""Authentication methods: what accounts have registered today, or what was registered and reset in some time."""

from datetime import datetime, timedelta

from bot.desk.graph_ports import UsageSource
from bot.desk.usage_inquiry import Inquiry, within
from bot.domain.usage import MethodEvent, Report
from bot.domain.usage_answers import UsagePart
from bot.domain.usage_counts import count_method_events, count_registrations, method_uses, registered
from bot.planning.usage import method_events_query, registrations_query
from bot.planning.usage_scope import asked_window, is_of_method_events

KEPT = timedelta(days=30)
"""How long Graph keeps these events (Graph beta reference, userEventsSummary; Microsoft Entra data retention)."""

STANDING = "Counted here from the registration details of all accounts, which Graph brings up to date about once a day."
FORGOTTEN = "Graph keeps these events for 30 days, so those of longer ago are missing."


def method_usage(source: UsageSource, inquiry: Inquiry) -> UsagePart:
    """What is registered today, or the events of the time asked for. Raises `GraphError`."""
    if is_of_method_events(inquiry.question):
        return _events(source, inquiry)
    accounts = source.registrations(registrations_query(inquiry.question), calls=inquiry.calls)
    inquiry.note(STANDING)
    return UsagePart(report=Report.AUTH_METHODS, totals=count_registrations(accounts), rows=tuple(registered(accounts)))


def _events(source: UsageSource, inquiry: Inquiry) -> UsagePart:
    window = asked_window(inquiry.question, inquiry.now, inquiry.zone)
    read = source.method_events(method_events_query(inquiry.question), calls=inquiry.calls)
    events = [event for event in read if within(window, event.at)]
    if window and window.since < inquiry.now - KEPT - timedelta(hours=1):
        inquiry.miss(FORGOTTEN)
    return UsagePart(
        report=Report.AUTH_METHODS,
        window=window,
        totals=count_method_events(events),
        groups=inquiry.groups(events, inquiry.by_time(_moment), count_method_events),
        rows=tuple(method_uses(events)),
    )


def _moment(event: MethodEvent) -> datetime:
    return event.at
