"""`make bench`: every measurement, as one table."""

from bench import reading, starting, understanding
from bench.measure import Measured, table


def main() -> None:
    """Measure one thing after the other, then print them all."""
    measured: list[Measured] = [reading.measure(), understanding.measure(), starting.measure()]
    print(table(measured))  # noqa: T201 - the table is the result


if __name__ == "__main__":
    main()
