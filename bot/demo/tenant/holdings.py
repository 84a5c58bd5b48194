"""All rows the tenant holds, by endpoint: the story's, or those of a folder of JSON bodies."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import orjson

from bot.demo.moments import TICKS_PER_DAY, TICKS_PER_MINUTE, ticks_of
from bot.demo.rows import Row
from bot.demo.story import directory
from bot.demo.story.telling import Story
from bot.demo.tenant.endpoint import Endpoint, Family
from bot.demo.tenant.endpoints import ENDPOINTS, ORGANIZATION, SIGN_UPS, USERS
from bot.demo.tenant.faults import Faults
from bot.demo.tenant.shelves import Place, Shelf

_REGISTERED: Mapping[str, Callable[[], list[Row]]] = {
    "applications": directory.applications,
    "servicePrincipals": directory.service_principals,
    "organization": directory.organization,
    "identity/authenticationEventsFlows": directory.user_flows,
    "identity/customAuthenticationExtensions": directory.custom_extensions,
}
_LATEST_LAG_MINUTES = 20
_SHORTEST_LAG_MINUTES = 2


class Holdings:
    """Rows by endpoint, and which of them exist at a given time."""

    def __init__(self, rows: Mapping[str, Iterable[Row]], faults: Faults, *, retention_days: int | None) -> None:
        self._faults = faults
        self._retention_days = retention_days
        self._shelves = {
            endpoint.path: Shelf(_prepared(endpoint, rows.get(endpoint.path, ()), faults), endpoint.time_property)
            for endpoint in ENDPOINTS
        }

    def shelf(self, endpoint: Endpoint) -> Shelf:
        """All rows of an endpoint, those to come included."""
        return self._shelves[endpoint.path]

    def span(self, endpoint: Endpoint, now: datetime) -> tuple[int | None, int | None]:
        """The oldest and newest time, in ticks, that the endpoint knows at this moment; loaded rows know no time."""
        if self._retention_days is None:
            return None, None
        present = ticks_of(now)
        kept = present - self._retention_days * TICKS_PER_DAY if endpoint.family is Family.LOG else None
        return kept, present

    def arrivals(self, endpoint: Endpoint, now: datetime) -> Callable[[Place], bool] | None:
        """The test whether a row is in the log yet, or None when none is late.

        Under the fault `late-rows` a row shows some minutes after its time, each after minutes of its own.
        """
        if endpoint.family is not Family.LOG or not self._faults.has("late-rows"):
            return None
        present = ticks_of(now)
        return lambda place: present - place.ticks >= self._lag(place)

    def _lag(self, place: Place) -> int:
        if not self._faults.strikes_row("late-rows", place.key):
            return 0
        spread = (_LATEST_LAG_MINUTES - _SHORTEST_LAG_MINUTES) * TICKS_PER_MINUTE
        return _SHORTEST_LAG_MINUTES * TICKS_PER_MINUTE + self._faults.amount("late-rows", place.key, spread)


def told_holdings(story: Story, faults: Faults, retention_days: int) -> Holdings:
    """What the tenant holds when a story is told."""
    rows: dict[str, Iterable[Row]] = {path: registered() for path, registered in _REGISTERED.items()}
    rows[SIGN_UPS.path] = story.events
    rows[USERS.path] = [*directory.staff(), *story.users]
    return Holdings(rows, faults, retention_days=retention_days)


def loaded_holdings(folder: Path, faults: Faults) -> Holdings:
    """What the tenant holds when bodies are loaded; the tenant itself is there even if no file describes it."""
    rows: dict[str, Iterable[Row]] = {ORGANIZATION.path: directory.organization()}
    rows |= {path: found for path, found in load_rows(folder).items() if found}
    return Holdings(rows, faults, retention_days=None)


def load_rows(folder: Path) -> dict[str, list[Row]]:
    """The `value` rows of all `*.json` files, by endpoint: a file belongs to the one its name begins with, up to `-`.

    Rows with one id in several files become one, later files adding to earlier ones. Files of other endpoints, and
    bodies without a list of objects in `value`, are passed over.

    Raises:
        FileNotFoundError: when there is no such folder.
    """
    if not folder.is_dir():
        msg = f"There is no folder {folder} to load bodies from."
        raise FileNotFoundError(msg)
    merged: dict[str, dict[str, Row]] = {endpoint.path: {} for endpoint in ENDPOINTS}
    paths = {endpoint.file_name: endpoint.path for endpoint in ENDPOINTS}
    for file in sorted(folder.glob("*.json")):
        path = paths.get(file.stem.partition("-")[0])
        for number, row in enumerate(_value_rows(file) if path is not None else ()):
            known = merged[path or ""].setdefault(str(row.get("id", f"{file.name}#{number}")), {})
            known |= row
    return {path: list(rows.values()) for path, rows in merged.items()}


def _value_rows(file: Path) -> list[Row]:
    try:
        body: Any = orjson.loads(file.read_bytes())
    except orjson.JSONDecodeError:
        return []
    value = body.get("value") if isinstance(body, dict) else None
    return [row for row in value if isinstance(row, dict)] if isinstance(value, list) else []


def _prepared(endpoint: Endpoint, rows: Iterable[Row], faults: Faults) -> Iterable[Row]:
    altered = endpoint.altered
    return rows if altered is None else (altered(row, faults) for row in rows)
