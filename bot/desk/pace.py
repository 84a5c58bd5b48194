"""How far an answer is that is put together from several readings, told to whoever waits for it."""

from dataclasses import dataclass

from bot.desk.ports import Progress


@dataclass(slots=True)
class Pace:
    """Adds up the rows of one reading after the other; `told` may raise, which ends the answer there."""

    told: Progress | None = None
    before: int = 0
    rows: int = 0

    def step(self) -> None:
        """Another reading begins."""
        self.before += self.rows
        self.read(0)

    def read(self, rows: int) -> None:
        """So many rows have come of the present one."""
        self.rows = rows
        if self.told:
            self.told(self.before + rows)
