"""What of a trend may be drawn: a line over days that nobody knows would say something about them."""

from collections.abc import Sequence
from itertools import takewhile
from typing import TypeVar

Known = TypeVar("Known")


def unbroken(found: Sequence[Known | None]) -> list[Known]:
    """The latest of `found` (oldest first) up to the first gap, which is `None`; still oldest first."""
    latest_first = takewhile(lambda each: each is not None, reversed(found))
    return [each for each in latest_first if each is not None][::-1]
