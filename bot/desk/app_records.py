"""What Graph keeps about apps that is no count of sign-ins: when each was last used, and when its credentials end."""

from dataclasses import replace
from datetime import datetime

from bot.desk.graph_ports import UsageSource
from bot.desk.usage_inquiry import Inquiry, within
from bot.domain.usage import CredentialUse, LastUse, Report
from bot.domain.usage_answers import UsagePart
from bot.domain.usage_counts import count_credentials, count_last_uses
from bot.planning.usage import credentials_query, last_uses_query
from bot.planning.usage_scope import asked_window, ending_window

LAST_USED = "An app that is not listed has not been used since Graph began to keep this, or was never used."
ENDING = "The time is when a secret or certificate ends; without one, all of them are shown with their last use."


def last_uses(source: UsageSource, inquiry: Inquiry) -> UsagePart:
    """The apps last used in the time asked for, the latest first. Raises `GraphError`."""
    window = asked_window(inquiry.question, inquiry.now, inquiry.zone)
    query = last_uses_query(inquiry.question, inquiry.bindings())
    read = source.last_uses(query, calls=inquiry.calls)
    wanted = [row for row in read if inquiry.chosen(row.app_id) and within(window, row.at)]
    rows = [replace(row, app=inquiry.name_of(row.app_id)) for row in wanted]
    rows.sort(key=lambda row: (-row.at.timestamp() if row.at else 1.0, row.app.casefold(), row.app_id))
    inquiry.note(LAST_USED)
    keys = inquiry.by_time(_last_time) | {"app": lambda row: row.app}
    return UsagePart(
        report=Report.SERVICE_PRINCIPALS,
        window=window,
        totals=count_last_uses(rows, inquiry.now),
        groups=inquiry.groups(rows, keys, lambda some: count_last_uses(some, inquiry.now)),
        rows=tuple(rows),
    )


def credentials(source: UsageSource, inquiry: Inquiry) -> UsagePart:
    """The credentials that end in the time asked for, the first to end first. Raises `GraphError`."""
    window = ending_window(inquiry.question, inquiry.now, inquiry.zone)
    query = credentials_query(inquiry.question)
    read = source.credentials(query, calls=inquiry.calls)
    wanted = [row for row in read if inquiry.chosen(row.app_id) and within(window, row.at)]
    rows = [replace(row, app=inquiry.name_of(row.app_id)) for row in wanted]
    rows.sort(key=lambda row: (row.at is None, row.at.timestamp() if row.at else 0.0, row.app.casefold(), row.key_id))
    if window:
        inquiry.note(ENDING)
    keys = inquiry.by_time(_end) | {"app": lambda row: row.app}
    return UsagePart(
        report=Report.CREDENTIALS,
        window=window,
        totals=count_credentials(rows, inquiry.now),
        groups=inquiry.groups(rows, keys, lambda some: count_credentials(some, inquiry.now)),
        rows=tuple(rows),
    )


def _last_time(row: LastUse) -> datetime | None:
    return row.at


def _end(row: CredentialUse) -> datetime | None:
    return row.at
