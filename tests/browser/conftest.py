"""The demo town with the real bot in it, and one browser that looks at it."""

from datetime import UTC, datetime

import pytest
from chromium import HOW_TO_GET_IT, chromium
from town_page import TownPage, opened_browser

from bot.cli.demo import opened_town

NOW = datetime(2026, 11, 18, 13, 30, tzinfo=UTC)


@pytest.fixture(scope="session")
def browser(tmp_path_factory):
    """One for the session; files that it downloads are in `downloads`."""
    found = chromium()
    assert found, HOW_TO_GET_IT
    with opened_browser(*found, tmp_path_factory.mktemp("browser")) as driver:
        yield driver


@pytest.fixture(scope="session")
def town():
    with opened_town(now=NOW) as town:
        yield town


@pytest.fixture
def page(browser, town):
    """The town's page, opened anew."""
    page = TownPage(browser, town.url)
    page.open()
    yield page
    assert page.complaints() == []
