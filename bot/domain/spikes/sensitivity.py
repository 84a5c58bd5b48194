"""How ready the watch is to speak up: three words, and never a number for anybody to type."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType


class Sensitivity(StrEnum):
    """How many alerts a channel wants."""

    FEWER = "fewer"
    NORMAL = "normal"
    MORE = "more"


@dataclass(frozen=True, slots=True)
class Floors:
    """What a finding has to reach.

    `chance` is how often a reading of the log may raise an alert by chance alone, all slices together;
    `people` how many more must fail than expected, `ratio` how many times as many.
    """

    chance: float
    people: float
    ratio: float


FLOORS: Mapping[Sensitivity, Floors] = MappingProxyType(
    {
        Sensitivity.FEWER: Floors(chance=1e-5, people=6.0, ratio=2.0),
        Sensitivity.NORMAL: Floors(chance=1e-3, people=3.0, ratio=1.5),
        Sensitivity.MORE: Floors(chance=1e-2, people=3.0, ratio=1.35),
    }
)
