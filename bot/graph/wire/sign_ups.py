"""The sign-up log's rows (Graph beta reference, selfServiceSignUp)."""

import orjson

from bot.domain.events import AppliedExtension, SignUpEvent
from bot.graph.wire.members import UNNAMED, Row, moment, needed


def read_sign_up(row: Row) -> SignUpEvent:
    """One `selfServiceSignUp` of Graph beta. `id` and `createdDateTime` must be there; all else may be missing."""
    status = row.get("status") or {}
    identity = row.get("signUpIdentity") or {}
    listeners = row.get("appliedEventListeners")
    return SignUpEvent(
        id=needed(row, "id"),
        at=moment(needed(row, "createdDateTime")),
        correlation_id=row.get("correlationId") or "",
        app_id=row.get("appId") or "",
        app_name=row.get("appDisplayName"),
        stage=row.get("signUpStage") or UNNAMED,
        provider=row.get("signUpIdentityProvider"),
        identifier=identity.get("signUpIdentifier"),
        identifier_type=identity.get("signUpIdentifierType"),
        error_code=int(status.get("errorCode") or 0),
        failure_reason=status.get("failureReason"),
        additional_details=status.get("additionalDetails"),
        user_id=row.get("userId") or (row.get("userSnapshot") or {}).get("userId"),  # renamed by Graph in 2025
        extensions=tuple(map(extension, listeners)) if listeners else (),
        raw=orjson.dumps(row),
    )


def extension(listener: Row) -> AppliedExtension:
    """One appliedAuthenticationEventListener, which sign-ins have as well."""
    result = listener.get("handlerResult") or {}
    return AppliedExtension(
        event_type=listener.get("eventType") or UNNAMED,
        extension_id=result.get("customExtensionId"),
        listener_id=listener.get("executedListenerId"),
        error_code=result.get("errorCode"),
        http_status=result.get("httpStatus"),
    )
