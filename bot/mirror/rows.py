"""A sign-up event as one row of `sign_up_events`, and back."""

from collections.abc import Sequence
from typing import Any

import orjson

from bot.domain.events import AppliedExtension, SignUpEvent
from bot.planning.sql import Parameter, micros, moment

Row = Sequence[Any]

READ = (
    "id",
    "at",
    "correlation_id",
    "app_id",
    "app_name",
    "stage",
    "provider",
    "identifier",
    "identifier_type",
    "error_code",
    "failure_reason",
    "additional_details",
    "user_id",
    "extensions",
)
"""The columns an event is read back from, in `event_of`'s order; the payload stays where it is."""

WRITTEN = (*READ, "provider_key", "identifier_key", "domain", "raw")
"""All columns, in `row_of`'s order."""

_NONE_RAN = "[]"


def row_of(event: SignUpEvent) -> tuple[Parameter | bytes | None, ...]:
    """The values of `WRITTEN`."""
    return (
        event.id,
        micros(event.at),
        event.correlation_id,
        event.app_id,
        event.app_name,
        event.stage,
        event.provider,
        event.identifier,
        event.identifier_type,
        event.error_code,
        event.failure_reason,
        event.additional_details,
        event.user_id,
        orjson.dumps(event.extensions).decode() if event.extensions else _NONE_RAN,
        event.provider_key,
        event.identifier_key,
        event.domain,
        event.raw,
    )


def event_of(row: Row) -> SignUpEvent:
    """The event whose `READ` values these are, without its payload. Runs 100,000 times for a busy month."""
    (id_, at, correlation, app, name, stage, provider, identifier, kind, code, reason, details, user, extensions) = row
    return SignUpEvent(
        id=id_,
        at=moment(at),
        correlation_id=correlation,
        app_id=app,
        app_name=name,
        stage=stage,
        provider=provider,
        identifier=identifier,
        identifier_type=kind,
        error_code=code,
        failure_reason=reason,
        additional_details=details,
        user_id=user,
        extensions=() if extensions == _NONE_RAN else _extensions_of(extensions),
    )


def _extensions_of(text: str) -> tuple[AppliedExtension, ...]:
    return tuple(AppliedExtension(**members) for members in orjson.loads(text))
