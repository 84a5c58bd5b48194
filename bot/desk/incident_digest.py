"""Composes the digest of incidents, from what the watch remembers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.desk.memory_ports import IncidentHistory
from bot.desk.ports import Clock
from bot.desk.watch_ports import HourlyCounts, Noticing
from bot.domain.days import Days
from bot.domain.hourly_counts import HOUR
from bot.domain.incident_digests import IncidentDigest
from bot.domain.incident_notice import IncidentNotice
from bot.domain.incident_records import IncidentRecord
from bot.domain.question import Log
from bot.domain.subscriptions import Subscription
from bot.domain.window import Window
from bot.errors import Mistake, QuestionError


@dataclass(frozen=True, slots=True)
class IncidentDigestDesk:
    """Composes; `channels` are the ids of those that are told of incidents, the first one first.

    `counts` are of the logs that are watched.
    """

    history: IncidentHistory
    notices: Noticing
    counts: Mapping[Log, HourlyCounts]
    channels: Sequence[str]
    clock: Clock

    def check(self) -> None:
        """Raises `QuestionError` where nothing watches for incidents."""
        if not self.channels:
            raise QuestionError(
                Mistake.CONFLICT,
                "Nothing watches for incidents yet: whoever runs Gatehouse can name a channel "
                "in GATEHOUSE_ALERT_CHANNELS",
                suggestions=("/entra subscribe signups daily 9:00",),
            )

    def compose(self, subscription: Subscription, days: Days) -> IncidentDigest:
        """What `subscription` says about `days`. Raises `QuestionError` and `MirrorError`."""
        self.check()
        zone, now = subscription.cadence.zone, self.clock.now()
        window = days.window(zone)
        report = self.history.report(self._channel(subscription), window)

        def told(records: Sequence[IncidentRecord]) -> tuple[IncidentNotice, ...]:
            return tuple(self.notices.of(record, now) for record in records)

        return IncidentDigest(
            days=days,
            window=window,
            zone=zone.key,
            opened=told(report.opened),
            recovered=told(report.recovered),
            still_open=told(report.still_open),
            muted=told(report.muted),
            as_of=now,
            unread=tuple((log, hours) for log in self.counts if (hours := self._unread(log, window))),
        )

    def _unread(self, log: Log, window: Window) -> int:
        """How many hours of `window` are not known to their end, so that no incident of them can be."""
        known = sum(hour.whole for hour in self.counts[log].hours(window))
        return max(0, round(window.length / HOUR) - known)

    def _channel(self, subscription: Subscription) -> str:
        """Where the incidents were told: where the digest goes, if that is such a channel, else the first of them."""
        return subscription.to.id if subscription.to.id in self.channels else self.channels[0]
