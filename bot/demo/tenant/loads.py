"""Rows from a folder of JSON bodies, in place of the story."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import orjson

from bot.demo.rows import Row
from bot.demo.story import directory
from bot.demo.tenant.endpoint import Endpoint
from bot.demo.tenant.endpoints import ENDPOINTS, ORGANIZATION
from bot.demo.tenant.holdings import Sources


def loaded_sources(folder: Path) -> Sources:
    """What the tenant holds when bodies are loaded; the tenant itself is there even if no file describes it.

    Raises:
        FileNotFoundError: when there is no such folder.
    """
    found = {path: rows for path, rows in load_rows(folder).items() if rows}
    sources: dict[str, Callable[[], list[Row]]] = {ORGANIZATION.path: directory.organization}
    sources |= {path: partial(list[Row], rows) for path, rows in found.items()}
    costly = {endpoint.path: sources[endpoint.path] for endpoint in ENDPOINTS if endpoint.path in sources}
    return Sources(sources, costly=costly)


def load_rows(folder: Path) -> dict[str, list[Row]]:
    """The `value` rows of all `*.json` files, by endpoint: a file belongs to the one that its name begins with.

    The name goes up to a `-`; of two that fit, the longer one is meant. Rows with one id in several files become one,
    later files adding to earlier ones. Files of other endpoints, and bodies without a list of objects in `value`, are
    passed over.

    Raises:
        FileNotFoundError: when there is no such folder.
    """
    if not folder.is_dir():
        msg = f"There is no folder {folder} to load bodies from."
        raise FileNotFoundError(msg)
    merged: dict[str, dict[str, Row]] = {endpoint.path: {} for endpoint in ENDPOINTS}
    for file in sorted(folder.glob("*.json")):
        endpoint = _endpoint_of(file)
        if endpoint is None:
            continue
        for number, row in enumerate(_value_rows(file)):
            alone = endpoint.ids_repeat or "id" not in row
            known = merged[endpoint.path].setdefault(f"{file.name}#{number}" if alone else str(row["id"]), {})
            known |= row
    return {path: list(rows.values()) for path, rows in merged.items()}


def _endpoint_of(file: Path) -> Endpoint | None:
    """The endpoint a file belongs to; a part of an object belongs to none."""
    fitting = [one for one in ENDPOINTS if f"{file.stem}-".startswith(f"{one.file_name}-")]
    endpoint = max(fitting, key=lambda one: len(one.file_name), default=None)
    if endpoint is None or file.stem.removeprefix(f"{endpoint.file_name}-") in endpoint.parts:
        return None
    return endpoint


def _value_rows(file: Path) -> list[Row]:
    try:
        body: Any = orjson.loads(file.read_bytes())
    except orjson.JSONDecodeError:
        return []
    value = body.get("value") if isinstance(body, dict) else None
    return [row for row in value if isinstance(row, dict)] if isinstance(value, list) else []
