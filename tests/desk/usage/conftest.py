"""What Graph shows of the sign-ins that its own sums are made of."""

import pytest
from desk_town import raw_rows, signed_in
from event_recount import each_once


@pytest.fixture(scope="session")
def raw(tenant):
    """Reads Graph with nothing of ours in between."""
    with signed_in(tenant) as http:
        yield lambda path: raw_rows(http, path)


@pytest.fixture(scope="session")
def sign_ins(raw):
    """All rows of interactive sign-ins that Graph shows, of which its own sums are made."""
    return raw("/v1.0/auditLogs/signIns?$filter=createdDateTime ge 2026-10-01T00:00:00Z&$top=1000")


@pytest.fixture(scope="session")
def logged_once(sign_ins):
    """The same, each sign-in once: the log may print one again."""
    return each_once(sign_ins)


@pytest.fixture(scope="session")
def names(raw):
    return {
        row["appId"]: row["displayName"]
        for path in ("servicePrincipals", "applications")
        for row in raw(f"/v1.0/{path}?$select=appId,displayName&$top=999")
    }
