"""How ready the watch is to speak up: three words, and never a number for anybody to type."""

from enum import StrEnum


class Sensitivity(StrEnum):
    """How many alerts a channel wants."""

    FEWER = "fewer"
    NORMAL = "normal"
    MORE = "more"
