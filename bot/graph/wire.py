"""Graph's JSON rows -> events. Values and members that Graph adds later come through."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Any

import orjson

from bot.domain.events import AppliedExtension, SignUpEvent
from bot.domain.question import Log
from bot.errors import GraphUnexpected

Row = dict[str, Any]

UNNAMED_STAGE = "unknownFutureValue"
"""Graph's own word for a value it cannot name; ours for a row without a stage."""


def read_sign_up(row: Row) -> SignUpEvent:
    """One `selfServiceSignUp` of Graph beta. `id` and `createdDateTime` must be there; all else may be missing."""
    status = row.get("status") or {}
    identity = row.get("signUpIdentity") or {}
    listeners = row.get("appliedEventListeners")
    return SignUpEvent(
        id=_needed(row, "id"),
        at=moment(_needed(row, "createdDateTime")),
        correlation_id=row.get("correlationId") or "",
        app_id=row.get("appId") or "",
        app_name=row.get("appDisplayName"),
        stage=row.get("signUpStage") or UNNAMED_STAGE,
        provider=row.get("signUpIdentityProvider"),
        identifier=identity.get("signUpIdentifier"),
        identifier_type=identity.get("signUpIdentifierType"),
        error_code=int(status.get("errorCode") or 0),
        failure_reason=status.get("failureReason"),
        additional_details=status.get("additionalDetails"),
        user_id=row.get("userId") or (row.get("userSnapshot") or {}).get("userId"),  # renamed by Graph in 2025
        extensions=tuple(map(_extension, listeners)) if listeners else (),
        raw=orjson.dumps(row),
    )


def _extension(listener: Row) -> AppliedExtension:
    result = listener.get("handlerResult") or {}
    return AppliedExtension(
        event_type=listener.get("eventType") or UNNAMED_STAGE,
        extension_id=result.get("customExtensionId"),
        listener_id=listener.get("executedListenerId"),
        error_code=result.get("errorCode"),
        http_status=result.get("httpStatus"),
    )


def _needed(row: Row, name: str) -> str:
    value = row.get(name)
    if isinstance(value, str) and value:
        return value
    raise ValueError(f"it has no {name}")


READERS: Mapping[Log, Callable[[Row], SignUpEvent]] = MappingProxyType({Log.SIGN_UPS: read_sign_up})
"""How the rows of each log are read: a further log is a further row."""


def read_rows(log: Log, rows: list[Row]) -> list[SignUpEvent]:
    """The events of one page, in its order.

    Raises `GraphUnexpected` for a row that cannot be counted rightly: a wrong number is worse than none.
    """
    read = READERS[log]
    try:
        return [read(row) for row in rows]
    except (TypeError, ValueError, AttributeError) as error:
        raise GraphUnexpected(
            f"A row of the {log.value} log cannot be read: {error}.",
            remedy="Graph may have changed the log's form; look for a newer Gatehouse.",
        ) from error


def moment(text: str) -> datetime:
    """A DateTimeOffset in UTC; digits beyond microseconds are cut, and a time without a zone is UTC, as Graph says."""
    read = datetime.fromisoformat(text)
    return read.astimezone(UTC) if read.tzinfo else read.replace(tzinfo=UTC)
