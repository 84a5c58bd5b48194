"""What the classical methods watch: people failing and attempts made, by hour, for the tenant and each value by itself."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bench.detection.rows import INTERRUPTS, Row

Sliced = tuple[str, str]
"""A dimension and its value."""
WHOLE: Sliced = ("", "")


@dataclass(slots=True)
class Tally:
    """One slice in one hour. Who fails is counted as a person, so that somebody who tries again counts once."""

    attempts: int = 0
    people: int = 0

    @property
    def share(self) -> float:
        """People failing, out of all attempts; more than all where attempts were not counted with them."""
        return self.people / max(self.attempts, self.people, 1)


def tally(rows: Iterable[Row]) -> Mapping[Sliced, Tally]:
    """Sum an hour up; expected interrupts are nobody's failure, and no attempt of their own."""
    tallies: dict[Sliced, Tally] = defaultdict(Tally)
    for app, provider, stage, code, country, attempts, _, people in rows:
        if code in INTERRUPTS:
            continue
        for sliced in (WHOLE, ("app", app), ("provider", provider), ("stage", stage), ("country", country)):
            tallies[sliced].attempts += attempts
            tallies[sliced].people += people
        if code and people:
            tallies["errorCode", str(code)].people += people
    return tallies
