"""Readings under way: how many one person may have, and that this costs nobody else theirs."""

from contextlib import ExitStack

import pytest

from bot.errors import Stopped
from handlers.stopping import Stops
from handlers.turns import MOST_EACH


def test_one_person_cannot_keep_everybody_from_their_answers():
    stops = Stops()
    with ExitStack() as readings:
        for _ in range(MOST_EACH):
            readings.enter_context(stops.open("U1"))

        with pytest.raises(Stopped, match="Ask again"), stops.open("U1"):
            pass
        with stops.open("U2") as anothers:
            assert stops.stop(anothers.key, "U2")

    with stops.open("U1") as again:
        assert stops.stop(again.key, "U1"), "once there is room"
