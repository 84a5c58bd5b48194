"""Identity protection: what was detected, and what it made of people and workloads, as it stands at some time."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

import orjson

from bot.demo.moments import TICKS_PER_MINUTE, printed
from bot.demo.rows import Row
from bot.demo.story.audits.log import remediated_at
from bot.demo.story.episodes import Episode, EpisodeKind, Lives
from bot.demo.story.people import draw_guid
from bot.demo.story.sign_ins.drafts import NO_RISK, SignIn
from bot.demo.story.sign_ins.told import told_sign_ins
from bot.demo.story.work_apps import Workload
from bot.demo.story.workforce import Employee

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


def risk_detections(found: Iterable[Detection], now: int) -> Iterator[Row]:
    """Graph's riskDetection rows of people."""
    for one in found:
        if isinstance(one.who, Employee) and one.seen <= now:
            yield {
                "@odata.type": "#microsoft.graph.riskDetection",
                **_detected(one, now),
                "userId": one.who.user_id,
                "userDisplayName": one.who.name,
                "userPrincipalName": one.who.principal,
                "additionalInfo": _info("userAgent", one.sign_in.client.user_agent if one.sign_in else None),
            }


def workload_detections(found: Iterable[Detection], now: int) -> Iterator[Row]:
    """Graph's servicePrincipalRiskDetection rows."""
    for one in found:
        if isinstance(one.who, Workload) and one.seen <= now:
            yield {
                "@odata.type": "#microsoft.graph.servicePrincipalRiskDetection",
                **_detected(one, now),
                "servicePrincipalId": one.who.principal_id,
                "servicePrincipalDisplayName": one.who.name,
                "appId": one.who.app_id,
                "keyIds": [one.who.key_id],
                "additionalInfo": _info("alertUrl", None),
            }


def risky_users(found: Iterable[Detection], now: int) -> Iterator[Row]:
    """One row for everybody of whom anything was detected, as the latest of it stands."""
    latest = {one.who.user_id: one for one in found if isinstance(one.who, Employee) and one.seen <= now}
    for one in latest.values():
        yield {"@odata.type": "#microsoft.graph.riskyUser", **_user(one, now)}


def risky_workloads(found: Iterable[Detection], now: int) -> Iterator[Row]:
    """The same for workloads."""
    latest = {one.who.app_id: (one, one.who) for one in found if isinstance(one.who, Workload) and one.seen <= now}
    for one, workload in latest.values():
        state, detail = one.standing(now)
        yield {
            "id": workload.principal_id,
            "isEnabled": True,
            "isProcessing": False,
            "riskLastUpdatedDateTime": printed(one.changed(now)),
            "riskLevel": one.level if state == "atRisk" else "none",
            "riskState": state,
            "riskDetail": detail,
            "displayName": workload.name,
            "appId": workload.app_id,
            "servicePrincipalType": "Application",
        }


def history(found: Iterable[Detection], user_id: str, now: int) -> list[Row]:
    """What was decided about a person, newest first (Graph API reference, riskyUserHistoryItem)."""
    items: list[tuple[int, Row]] = []
    for one in found:
        if not isinstance(one.who, Employee) or one.who.user_id != user_id:
            continue
        items += [(at, _item(one, at)) for at in (one.seen, one.settled) if at <= now]
    return [row for _, row in sorted(items, key=lambda pair: pair[0], reverse=True)]


def _item(one: Detection, at: int) -> Row:
    settled = at == one.settled
    activity = {"riskEventTypes": [] if settled else [one.event_type], "detail": one.settlement[1] if settled else None}
    return {
        "@odata.type": "#microsoft.graph.riskyUserHistoryItem",
        **_user(one, at),
        "id": f"{one.key[:-1]}{int(settled)}",
        "userId": one.who.user_id if isinstance(one.who, Employee) else "",
        "initiatedBy": None,
        "activity": activity,
    }


def _user(one: Detection, now: int) -> Row:
    state, detail = one.standing(now)
    who = one.who
    assert isinstance(who, Employee)
    return {
        "id": who.user_id,
        "isDeleted": False,
        "isProcessing": False,
        "riskLastUpdatedDateTime": printed(one.changed(now)),
        "riskLevel": one.level if state == "atRisk" else "none",
        "riskState": state,
        "riskDetail": detail,
        "userDisplayName": who.name,
        "userPrincipalName": who.principal,
    }


def _detected(one: Detection, now: int) -> Row:
    state, detail = one.standing(now)
    sign_in = one.sign_in
    place = sign_in.place if sign_in else None
    return {
        "id": one.key,
        "requestId": sign_in.sign_in_id if sign_in else None,
        "correlationId": sign_in.correlation_id if sign_in else None,
        "riskEventType": one.event_type,
        "riskState": state,
        "riskLevel": one.level,
        "riskDetail": detail,
        "source": "IdentityProtection",
        "detectionTimingType": "realtime" if sign_in else "offline",
        "activity": "signin" if sign_in else "servicePrincipal" if isinstance(one.who, Workload) else "user",
        "tokenIssuerType": "AzureAD",
        "ipAddress": sign_in.address if sign_in else None,
        "location": place.printed | {"geoCoordinates": None} if place else None,
        "activityDateTime": printed(one.at),
        "detectedDateTime": printed(one.seen),
        "lastUpdatedDateTime": printed(one.changed(now)),
    }


def _info(key: str, value: str | None) -> str:
    return orjson.dumps([{"Key": key, "Value": value}]).decode()
