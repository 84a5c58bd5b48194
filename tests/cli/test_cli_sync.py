"""`sync`: filling the mirror, again and after an interruption."""

import signal
from datetime import UTC, datetime, timedelta

import pytest
from cli_calls import settings_for, started

from bot.demo.options import TenantOptions
from bot.demo.town import running_tenant
from bot.domain.question import Log
from bot.mirror.store import Mirror


def ids_held(database):
    """Ids of all rows in a mirror, but for those that happened while the test runs."""
    until = (datetime.now(UTC) - timedelta(minutes=1)).strftime("%Y-%m-%dT%H:%M:%SZ")
    from bot.cli.export import EVERYTHING

    rows = Mirror(database).rows(Log.SIGN_UPS, EVERYTHING)
    return {row["id"] for row in rows if row["createdDateTime"] < until}


def ids_told(tenant):
    """Ids of all rows that the tenant has told so far, but for the last minute's."""
    until = (datetime.now(UTC) - timedelta(minutes=1)).strftime("%Y-%m-%dT%H:%M:%SZ")
    return {row["id"] for row in tenant.story.events if row["createdDateTime"] < until}
