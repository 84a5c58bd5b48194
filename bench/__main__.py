"""`make bench`: every measurement, as one table; beneath it how well spikes are found."""

import sys

from bench import reading, starting, understanding
from bench.detection.match import REPORTED, REPORTING_SEEDS, entries, run
from bench.detection.report import table as detection
from bench.detection.watchers import REPLAY
from bench.measure import Measured, table


def main() -> None:
    """Measure one thing after the other, then print them all."""
    measured: list[Measured] = [reading.measure(), understanding.measure(), starting.measure()]
    sys.stdout.write(f"{table(measured)}\n\n")
    sys.stdout.flush()
    sys.stdout.write(f"{detection(run(entries(REPORTING_SEEDS, REPORTED), REPLAY))}\n")


if __name__ == "__main__":
    main()
