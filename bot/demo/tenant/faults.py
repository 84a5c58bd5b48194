"""What can be made to go wrong in the tenant, as a table, and the lot that decides when it does.

The lot is drawn from the seed, the fault, the request and how often that request was made, so that a run can be
repeated.
"""

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from bot.demo.tenant.permissions import Permission


class Spread(StrEnum):
    """Whom a fault strikes when the spec gives no share."""

    ALWAYS = "always"
    FIRST_TIME = "the first time each request is made"
    FIRST_EVER = "once"


class Reach(StrEnum):
    """Which requests a fault belongs to."""

    LOGS = "logs, reports and risk"
    DIRECTORY = "directory"
    GRAPH = "logs, reports, risk and directory"
    LOGIN = "token endpoint"
    ROWS = "rows of the logs"


@dataclass(frozen=True, slots=True)
class Fault:
    """One row of the table."""

    name: str
    reach: Reach
    without_share: Spread
    what: str


_TABLE = (
    Fault("429", Reach.GRAPH, Spread.FIRST_TIME, "too many requests, with Retry-After: 1"),
    Fault("503", Reach.GRAPH, Spread.FIRST_TIME, "service unavailable, without Retry-After"),
    Fault("504", Reach.LOGS, Spread.ALWAYS, "a window of more than 12 hours, or an open one, times out"),
    Fault("drop", Reach.GRAPH, Spread.FIRST_TIME, "the connection is cut without an answer"),
    Fault("truncate", Reach.GRAPH, Spread.FIRST_TIME, "the JSON body breaks off half-way"),
    Fault("empty-page", Reach.LOGS, Spread.FIRST_TIME, "no rows, and a nextLink to where they are"),
    Fault("stale-token", Reach.LOGS, Spread.FIRST_TIME, "a filter's nextLink is answered with Invalid Skip Token"),
    Fault("slow", Reach.LOGS, Spread.ALWAYS, "the answer is held back for some seconds"),
    Fault("403-licence", Reach.LOGS, Spread.ALWAYS, "no premium licence is seen by what needs one"),
    Fault("403-consent", Reach.LOGS, Spread.ALWAYS, "the token lacks the permission, which is named"),
    Fault("403-role", Reach.LOGS, Spread.ALWAYS, "the caller is in no role that may read logs"),
    Fault("403-denied", Reach.DIRECTORY, Spread.ALWAYS, "not enough privilege on directory objects"),
    Fault("401-expired", Reach.LOGIN, Spread.FIRST_EVER, "the access token given out is past its time already"),
    Fault("secret-expired", Reach.LOGIN, Spread.ALWAYS, "the client secret is past its end date"),
    Fault("snapshot-user", Reach.ROWS, Spread.ALWAYS, "userSnapshot.userId stands in place of userId"),
    Fault(
        "unknown-values",
        Reach.ROWS,
        Spread.ALWAYS,
        "each row has an unknown property; every eighth, or the share, more",
    ),
    Fault("late-rows", Reach.ROWS, Spread.ALWAYS, "a row shows 2 to 20 minutes after its time"),
    Fault("no-probe", Reach.LOGS, Spread.ALWAYS, "filters that only Microsoft's guide uses are refused"),
    Fault("no-p2", Reach.LOGS, Spread.ALWAYS, "the tenant has P1: what needs P2 or Workload ID Premium is refused"),
    Fault("no-workload-id", Reach.LOGS, Spread.ALWAYS, "the tenant has no Workload ID Premium"),
    *(
        Fault(f"no-{permission}", Reach.GRAPH, Spread.ALWAYS, f"the app was not given {permission}")
        for permission in Permission
    ),
)
FAULTS: Mapping[str, Fault] = {fault.name: fault for fault in _TABLE}


class FaultSpecError(ValueError):
    """The `--faults` text cannot be read; the message says what may stand there."""


class Faults:
    """The faults of one tenant, and its memory of what they have struck."""

    def __init__(self, spec: str | Iterable[str], seed: int) -> None:
        self._shares = parse_faults(spec)
        self._seed = seed
        self._asked: Counter[tuple[str, str]] = Counter()

    def has(self, name: str) -> bool:
        """Whether the fault is switched on at all."""
        return name in self._shares

    def strikes(self, name: str, subject: str) -> bool:
        """Whether it strikes this request (or token), by its share or by the table's rule."""
        if not self.has(name):
            return False
        spread = FAULTS[name].without_share
        key = (name, "" if spread is Spread.FIRST_EVER else subject)
        before = self._asked[key]
        self._asked[key] += 1
        if (share := self._shares[name]) is not None:
            return self._lot(f"{name}|{subject}|{before}") < share
        return spread is Spread.ALWAYS or before == 0

    def strikes_row(self, name: str, row_id: str, usual_share: float = 1.0) -> bool:
        """Whether it strikes a row; the answer for a row is always the same."""
        if not self.has(name):
            return False
        share = self._shares[name]
        return self._lot(f"{name}|{row_id}") < (usual_share if share is None else share)

    def amount(self, name: str, row_id: str, most: int) -> int:
        """A whole number below `most` that belongs to the row."""
        return int(self._lot(f"{name}|amount|{row_id}") * most)

    def _lot(self, text: str) -> float:
        digest = hashlib.blake2b(f"{self._seed}|{text}".encode(), digest_size=8).digest()
        return int.from_bytes(digest) / 2**64


def parse_faults(spec: str | Iterable[str]) -> dict[str, float | None]:
    """Shares by name from `429,drop=0.1` or a list of such; None where no share is given.

    Raises:
        FaultSpecError: for a name that is not in the table, or a share that is no number from 0 to 1.
    """
    parts = spec.split(",") if isinstance(spec, str) else spec
    shares: dict[str, float | None] = {}
    for part in parts:
        name, given, share = part.strip().partition("=")
        if not name:
            continue
        if name not in FAULTS:
            msg = f"Unknown fault '{name}'. Known are: {', '.join(FAULTS)}."
            raise FaultSpecError(msg)
        shares[name] = _share(name, share) if given else None
    return shares


def _share(name: str, text: str) -> float:
    try:
        share = float(text)
    except ValueError:
        share = -1.0
    if not 0 <= share <= 1:
        msg = f"The share of '{name}' is '{text}'; write a number from 0 to 1, as in {name}=0.2."
        raise FaultSpecError(msg)
    return share
