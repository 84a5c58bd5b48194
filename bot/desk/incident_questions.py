"""The question that shows what an incident is about: as a Question, and as somebody would type it."""

from datetime import datetime
from typing import assert_never
from zoneinfo import ZoneInfo

from bot.domain.client_apps import client_keys
from bot.domain.hourly_counts import HOUR
from bot.domain.incidents import Incident, IncidentKind, Slice
from bot.domain.question import Is, Log, Question
from bot.domain.window import Between

_COMMANDS = {Log.SIGN_UPS: "/signups", Log.SIGN_INS: "/signins"}
_FIELDS = {"client": "client_app", "kind": "signin_type"}


def question_of(log: Log, incident: Incident, until: datetime) -> Question:
    """The attempts of the guilty slice since the incident began: those that ended so, or all of a drop or a surge."""
    status = tuple(Is("status", word) for word in _status(incident.kind))
    return Question(log=log, where=(*status, *_filters(incident.dims)), window=Between(incident.since, until))


def command_of(log: Log, incident: Incident, names: Slice, zone: ZoneInfo) -> str:
    """The same, as a command; `names` is the slice with its apps by name. Its times are those of `zone`."""
    status = "".join(f"{word} " for word in _status(incident.kind))
    said = "".join(f"{condition.field}:{_quoted(str(condition.value))} " for condition in _filters(names))
    since, end = (_moment(when, zone) for when in (incident.since, incident.last_hour + HOUR))
    when = f"since {since}" if incident.is_open else f"from {since} to {end}"
    return f"{_COMMANDS[log]} {status}{said}{when}"


def _status(kind: IncidentKind) -> tuple[str, ...]:
    """The word for how the attempts ended that it is about; none where it is about all of them."""
    match kind:
        case IncidentKind.FAILURE:
            return ("failed",)
        case IncidentKind.ABANDONMENT:
            return ("abandoned",)
        case IncidentKind.DROP | IncidentKind.SURGE:
            return ()
        case _:
            assert_never(kind)


def _moment(when: datetime, zone: ZoneInfo) -> str:
    """`2026-11-19 09:00 +01:00`: the same moment to whoever types it, and in the hour that clocks show twice."""
    local = when.astimezone(zone)
    offset = local.isoformat()[-6:] if local.utcoffset() else "UTC"
    return f"{local:%Y-%m-%d %H:%M} {offset}"


def _filters(dims: Slice) -> list[Is]:
    """A value that was not said cannot be asked for."""
    return [Is(_FIELDS.get(name, name), _value(name, value)) for name, value in dims if value]


def _value(name: str, value: str) -> str:
    """A client is asked for by its key."""
    return next(iter(client_keys(value)), value) if name == "client" else value


def _quoted(value: str) -> str:
    plain = value.replace('"', "")
    return plain if plain.replace("-", "").replace(".", "").isalnum() else f'"{plain}"'
