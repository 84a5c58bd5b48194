"""A digest of incidents: what opened, recovered, went on and was muted, and how many failed because of each."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.days import Days
from bot.domain.incident_notice import IncidentNotice
from bot.domain.question import Log
from bot.domain.window import Window


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentDigest:
    """The incidents of some days, each list oldest first; one may stand in several.

    `muted` are as in `IncidentReport`. `unread` are the watched logs of which hours are not known, with how many.
    """

    days: Days
    window: Window
    zone: str
    opened: tuple[IncidentNotice, ...]
    recovered: tuple[IncidentNotice, ...]
    still_open: tuple[IncidentNotice, ...]
    muted: tuple[IncidentNotice, ...]
    as_of: datetime
    unread: tuple[tuple[Log, int], ...] = ()

    @property
    def late(self) -> bool:
        """Never: what the watch found is known at once, and what it could not read is said."""
        return False

    @property
    def unknown(self) -> bool:
        """Never: see `late`."""
        return False

    @property
    def quiet(self) -> bool:
        """Whether nothing opened, ended or went on."""
        return not (self.opened or self.recovered or self.still_open)

    @property
    def changed(self) -> str:
        """One sentence with the numbers."""
        if self.quiet:
            known = " that is known of" if self.unread else ""
            return f"No incident{known} opened, went on or recovered."
        muted = f"; {len(self.muted)} muted" if self.muted else ""
        return (
            f"{len(self.opened)} opened, {len(self.recovered)} recovered or closed, "
            f"{len(self.still_open)} still open{muted}."
        )

    def to_json(self) -> dict[str, object]:
        """The digest's numbers for programs."""
        lists = {
            "opened": self.opened,
            "recovered": self.recovered,
            "still_open": self.still_open,
            "muted": self.muted,
        }
        return {
            "day": self.days.first.isoformat(),
            "last_day": self.days.last.isoformat(),
            "window": self.window.to_json(),
            "zone": self.zone,
            "changed": self.changed,
            "as_of": self.as_of.isoformat(),
            "unread_hours": {log.value: hours for log, hours in self.unread},
            **{name: [_line(notice) for notice in notices] for name, notices in lists.items()},
        }


def _line(notice: IncidentNotice) -> dict[str, object]:
    record = notice.record
    return {
        "id": record.id,
        "log": record.log.value,
        "kind": record.incident.kind.value,
        "where": dict(notice.where),
        "since": record.incident.since.isoformat(),
        "state": notice.state.value,
        "failed": notice.affected.total.counted(record.incident.kind),
        "unknown_hours": notice.affected.total.unknown_hours,
    }
