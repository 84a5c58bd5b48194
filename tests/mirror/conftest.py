"""A real, migrated database file for each test."""

import pytest

from bot.mirror.ledger import SqlLedger
from bot.mirror.schema import migrate
from bot.mirror.store import Mirror


@pytest.fixture
def path(tmp_path):
    migrate(tmp_path / "gatehouse.db")
    return tmp_path / "gatehouse.db"


@pytest.fixture
def mirror(path):
    return Mirror(path)


@pytest.fixture
def ledger(path):
    return SqlLedger(path)
