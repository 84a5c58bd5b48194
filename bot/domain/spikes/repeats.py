"""People who fail again and again: every hour counts them anew, and they are the same."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from bot.domain.spikes.counted import CountedHour
from bot.domain.spikes.lattice import Cell, Lattice, Reason


def repeated(hours: Iterable[CountedHour], lattice: Lattice) -> Mapping[int, float]:
    """By slice, how many people were counted more than once over `hours` because they would not give up."""
    counted: defaultdict[tuple[Cell, Reason], int] = defaultdict(int)
    most: defaultdict[tuple[Cell, Reason], int] = defaultdict(int)
    for hour in hours:
        for where, people in hour.stubborn.items():
            counted[where] += people
            most[where] = max(most[where], people)
    again: defaultdict[int, float] = defaultdict(float)
    for (cell, reason), people in counted.items():
        extra = people - most[cell, reason]
        for number in (*lattice.of_cell(cell), *lattice.of_failure(cell, reason)) if extra else ():
            again[number] += extra
    return again
