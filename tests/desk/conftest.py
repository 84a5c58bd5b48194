"""One tenant for all questions, with a mirror that is empty, one that is filled and one in between."""

import pytest
from desk_town import DAY, NOW, desks_on, raw_town

from bot.demo.options import TenantOptions
from bot.demo.town import running_tenant


@pytest.fixture(scope="session")
def tenant():
    options = TenantOptions(days=9, now=NOW, frozen=True, throttle=False)
    with running_tenant(options) as running:
        yield running


@pytest.fixture(scope="session")
def three_weeks():
    """A tenant with a longer story, in which everything that can be asked about happens."""
    with running_tenant(TenantOptions(days=21, now=NOW, frozen=True, throttle=False)) as running:
        yield running


@pytest.fixture(scope="session")
def town(tenant):
    """What the tenant's Graph shows, straight from its rows."""
    return raw_town(tenant)


@pytest.fixture(scope="session")
def desks(tenant, tmp_path_factory):
    with desks_on(tenant, tmp_path_factory.mktemp("mirrors")) as made:
        yield made


@pytest.fixture(scope="session")
def filled(desks):
    """A desk whose mirror holds all that Graph keeps."""
    desk = desks.new()
    desk.fill()
    return desk


@pytest.fixture(scope="session")
def half_filled(desks):
    """A desk whose mirror was filled until yesterday noon, from a day and a half before."""
    desk = desks.new()
    desks.clock.present = NOW - DAY
    desk.fill(since=NOW - 2.5 * DAY)
    desks.clock.present = NOW
    return desk
