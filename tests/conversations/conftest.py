"""The real bot in the demo workspace, for every conversation."""

from contextlib import ExitStack

import pytest
from bot_in_town import bot_in, open_http

from bot.demo.workspace import running_workspace


@pytest.fixture(scope="session")
def town():
    with running_workspace() as workspace:
        yield workspace


@pytest.fixture
def make_bot(town):
    """Builds bots behind signed HTTP; `workspace` and the rest are those of `bot_in`."""
    with ExitStack() as open_things:

        def make(workspace=town, **choices):
            bot = open_things.enter_context(bot_in(workspace, signed=True, **choices))
            open_things.enter_context(open_http(bot))
            return bot

        yield make


@pytest.fixture
def bot(make_bot):
    return make_bot()
