"""What identity protection finds: unusual sign-ins, leaked passwords, workloads that behave strangely."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from bot.demo.moments import TICKS_PER_MINUTE
from bot.demo.story.audits.log import remediated_at
from bot.demo.story.employees import Employee
from bot.demo.story.episodes import Episode, EpisodeKind, Lives
from bot.demo.story.people import draw_guid
from bot.demo.story.sign_ins.drafts import NO_RISK, SignIn
from bot.demo.story.sign_ins.told import told_sign_ins
from bot.demo.story.work_apps import Workload

_REMEDIATED = ("remediated", "userPerformedSecuredPasswordReset")
_DISMISSED = ("dismissed", "adminDismissedAllRiskForUser")
_DETECTED_AFTER = 6 * TICKS_PER_MINUTE


@dataclass(frozen=True, slots=True)
class Detection:
    """Something unusual about a person or a workload, and when and how it was settled."""

    key: str
    at: int
    """In ticks, as is `settled`."""
    settled: int
    settlement: tuple[str, str]
    """Graph's `riskState` and `riskDetail` from then on."""
    event_type: str
    level: str
    who: Employee | Workload
    sign_in: SignIn | None = None
    """None for what was found without one."""

    @property
    def seen(self) -> int:
        """When it showed, in ticks."""
        return self.at + _DETECTED_AFTER

    def standing(self, now: int) -> tuple[str, str]:
        """State and detail at a time."""
        return self.settlement if self.settled <= now else ("atRisk", "none")

    def changed(self, now: int) -> int:
        """When that state came about."""
        return self.settled if self.settled <= now else self.seen


def detections(lives: Lives) -> list[Detection]:
    """All of the story, oldest first."""
    return sorted((found for one in lives.episodes for found in _of(one, lives)), key=lambda one: (one.at, one.key))


def _of(episode: Episode, lives: Lives) -> Iterator[Detection]:
    rng = episode.rng("risk")
    found = Detection(
        draw_guid(rng), episode.since, remediated_at(episode), _REMEDIATED, "leakedCredentials", "high", episode.who
    )
    match episode.kind:
        case EpisodeKind.LEAKED:
            yield found
        case EpisodeKind.ATTACK | EpisodeKind.TRAVEL:
            settlement = _REMEDIATED if episode.kind is EpisodeKind.ATTACK else _DISMISSED
            for draft in told_sign_ins(episode, lives):
                if draft.risk is not NO_RISK:
                    kind, level = draft.risk.types[0], draft.risk.during
                    yield replace(
                        found, at=draft.at, settlement=settlement, event_type=kind, level=level, sign_in=draft
                    )
        case EpisodeKind.WORKLOAD_RISK:
            kind = rng.choice(("suspiciousAPITraffic", "leakedCredentials", "investigationsThreatIntelligence"))
            yield replace(found, event_type=kind, level=rng.choice(("medium", "high")), who=episode.workload)
        case _:
            return
