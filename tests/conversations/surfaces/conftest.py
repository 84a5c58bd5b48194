"""Each surface beside the commands, tried at both of the bot's doors in a workspace of its own."""

import pytest
from bot_in_town import bot_in, open_http, open_socket

from bot.demo.workspace import running_workspace


@pytest.fixture
def town():
    with running_workspace() as workspace:
        yield workspace


@pytest.fixture(params=[pytest.param(True, id="HTTP"), pytest.param(False, id="Socket Mode")])
def bot(request, town):
    opened = open_http if request.param else open_socket
    with bot_in(town, signed=request.param) as bot, opened(bot):
        yield bot


@pytest.fixture
def reader(make_bot, town):
    """A bot behind HTTP, where the door does not matter."""
    return make_bot(workspace=town)
