"""The map of the room, by which a reader finds where something is done."""

import re
from pathlib import Path

import pytest

from bot import language

ROOM = Path(language.__file__).parent
NAMED = set(re.findall(r"`(\w+)`", language.__doc__ or ""))
THERE = {
    path.stem for path in ROOM.iterdir() if path.stem.isidentifier() and path.stem not in {"__init__", "__pycache__"}
}


@pytest.mark.parametrize("module", sorted(THERE))
def test_the_map_names_every_module(module):
    assert module in NAMED


@pytest.mark.parametrize("name", sorted(NAMED))
def test_the_map_names_no_module_that_is_gone(name):
    assert name in THERE
