"""Fixtures for the Graph room."""

import pytest
from graph_stand_ins import TENANT, LoginService, VirtualTime, client_for

from bot.graph.directory import GraphDirectory


@pytest.fixture
def login():
    service = LoginService()
    yield service
    service.stop()


@pytest.fixture
def time():
    return VirtualTime()


@pytest.fixture
def directory_of(login, time):
    def build(graph, **options):
        return GraphDirectory(client_for(login, graph, time), tenant_id=TENANT, clock=time.clock, **options)

    return build
