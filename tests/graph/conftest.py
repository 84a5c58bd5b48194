"""Fixtures for the Graph room."""

import pytest
from graph_stand_ins import LoginService, VirtualTime


@pytest.fixture
def login():
    service = LoginService()
    yield service
    service.stop()


@pytest.fixture
def time():
    return VirtualTime()
