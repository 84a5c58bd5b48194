"""What somebody may choose about the demo tenant."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bot.demo.story.incidents import Incident


@dataclass(frozen=True, slots=True)
class TenantOptions:
    """The choices of `python -m bot tenant`, with what they mean when left out."""

    days: int = 21
    """How many days of story lie behind the start time."""
    seed: int = 1
    """The same seed, days and start time tell the same story."""
    now: datetime | None = None
    """Aware start time of the tenant's clock; None is the present."""
    frozen: bool = False
    """Whether the clock stands still at its start time."""
    rows: int | None = None
    """How many sign-up events the story holds at the start; None is a small town's usual traffic.

    The other logs are a small town's whatever this is, but for the customers: who signed up comes back to sign in, and
    the account is audited.
    """
    load: Path | None = None
    """A folder of JSON bodies to serve in place of the story."""
    faults: str | Sequence[str] = ()
    """`name` or `name=share`, as text with commas or as a list; `faults.FAULTS` has the names."""
    throttle: bool = True
    """Whether the logs answer 429 after 5 requests in 10 seconds."""
    retention_days: int = 30
    """How long the logs keep a row; rows from `load` are kept for ever."""
    incidents: Sequence[Incident] = ()
    """Incidents of one's own, in place of those that the story's weeks would still bring, if it has people enough to
    show them."""
    slow_seconds: float = 4.0
    """How long the fault `slow` holds an answer back."""
