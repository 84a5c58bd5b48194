"""A real, migrated database file for each test."""

import pytest
from migrated import migrated

from bot.mirror.ledger import SqlLedger
from bot.mirror.store import Mirror


@pytest.fixture
def path(tmp_path):
    return migrated(tmp_path / "gatehouse.db")


@pytest.fixture
def mirror(path):
    return Mirror(path)


@pytest.fixture
def ledger(path):
    return SqlLedger(path)
