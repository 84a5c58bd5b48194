"""Identity protection as Graph prints it: detections, and what they made of people and workloads, at some time."""

from collections.abc import Iterable, Iterator

import orjson

from bot.demo.moments import printed
from bot.demo.rows import Row
from bot.demo.story.detections import Detection
from bot.demo.story.employees import Employee
from bot.demo.story.work_apps import Workload


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
