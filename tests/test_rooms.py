"""The house rule: which room may import which, and where each outside package is at home."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

MAY_IMPORT = {
    "errors": set(),
    "domain": set(),
    "settings": {"domain"},
    "language": {"domain"},
    "planning": {"domain"},
    "graph": {"domain", "planning"},
    "mirror": {"domain", "planning"},
    "render": {"domain"},
    "desk": {"domain", "planning"},
    "handlers": {"domain", "language", "desk", "render"},
    "schedule": {"desk"},
    "demo": set(),
    "wiring": {
        *("settings", "domain", "language", "planning", "graph", "mirror", "render", "desk", "handlers", "schedule"),
    },
    "cli": {
        *("settings", "domain", "language", "planning", "graph", "mirror", "render", "desk", "handlers", "schedule"),
        *("wiring", "demo"),
    },
}
"""The arrows of CONTRIBUTING.md. `errors` may be imported by all."""

HOMES = {
    "httpx": {"graph"},
    "msal": {"graph"},
    "sqlite_utils": {"mirror"},
    "sqlite3": {"mirror"},
    "jinja2": {"render"},
    "markupsafe": {"render"},
    "apscheduler": {"schedule"},
    "slack_bolt": {"handlers", "wiring", "cli"},
    "slack_sdk": {"handlers", "wiring", "cli"},
    "pydantic": {"settings", "demo"},
    "pydantic_core": {"demo"},
    "pydantic_settings": {"settings"},
    "click": {"cli"},
    "rapidfuzz": {"language"},
    "starlette": {"demo", "handlers"},
    "uvicorn": {"demo", "cli"},
    "websockets": {"demo"},
    "orjson": {"graph", "mirror", "render", "handlers", "cli", "demo"},
}
"""Where each package may be imported; anything else outside the standard library has no home and is refused."""

PURE = {"domain", "language", "planning"}
CLOCKS = {"time", "sched", "threading", "asyncio", "socket", "subprocess", "os", "logging"}
"""Modules of the standard library that look at a watch or reach outside."""


def modules() -> Iterator[Path]:
    for folder in ("bot", "handlers"):
        yield from sorted((ROOT / folder).rglob("*.py"))


def room_of(parts: tuple[str, ...]) -> str | None:
    """`bot.graph.client` -> `graph`; `handlers.app` -> `handlers`; `None` for what is outside the house."""
    if parts[0] == "handlers":
        return "handlers"
    if parts[0] != "bot":
        return None
    return parts[1] if len(parts) > 1 else "bot"


def room_of_file(module: Path) -> str:
    parts = module.relative_to(ROOT).with_suffix("").parts
    room = room_of(tuple(part for part in parts if part != "__init__"))
    return {"__main__": "cli"}.get(str(room), str(room))


def imported(module: Path) -> Iterator[tuple[str, ...]]:
    """Dotted names as tuples; `from bot import errors` counts as `bot.errors`."""
    for node in ast.walk(ast.parse(module.read_text())):
        if isinstance(node, ast.Import):
            yield from (tuple(alias.name.split(".")) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{module} uses a relative import"
            base = tuple(str(node.module).split("."))
            yield from ((*base, alias.name) if len(base) == 1 else base for alias in node.names)


def wrong_arrows(module: Path) -> list[str]:
    room = room_of_file(module)
    allowed = MAY_IMPORT.get(room, set()) | {room, "errors"}
    targets = {target for parts in imported(module) if (target := room_of(parts))}
    return [f"{room} -> {target}" for target in sorted(targets - allowed)]


@pytest.mark.parametrize("module", list(modules()), ids=lambda module: str(module.relative_to(ROOT)))
def test_imports_follow_the_arrows(module: Path) -> None:
    assert wrong_arrows(module) == []


@pytest.mark.parametrize("module", list(modules()), ids=lambda module: str(module.relative_to(ROOT)))
def test_outside_packages_stay_in_their_home_room(module: Path) -> None:
    room = room_of_file(module)
    outside = {parts[0] for parts in imported(module)} - {"bot", "handlers"}
    homeless = {name for name in outside - sys.stdlib_module_names if room not in HOMES.get(name, set())}
    strayed = {name for name in outside & HOMES.keys() if room not in HOMES[name]}

    assert homeless | strayed == set()


@pytest.mark.parametrize(
    "module",
    [module for module in modules() if room_of_file(module) in PURE],
    ids=lambda module: str(module.relative_to(ROOT)),
)
def test_pure_rooms_never_look_at_a_watch(module: Path) -> None:
    assert {parts[0] for parts in imported(module)} & CLOCKS == set()
    calls = [node for node in ast.walk(ast.parse(module.read_text())) if isinstance(node, ast.Call)]
    named = {node.func.attr for node in calls if isinstance(node.func, ast.Attribute)}

    assert named & {"now", "utcnow", "today"} == set()


def test_every_room_of_the_house_is_known_to_this_rule() -> None:
    assert {room_of_file(module) for module in modules()} - {"bot"} == set(MAY_IMPORT)


def test_a_wrong_arrow_is_seen() -> None:
    """The rule itself can fail: a room that imports the demo would be named."""
    assert "demo" not in MAY_IMPORT["desk"]
    assert room_of(("bot", "demo", "tenant")) == "demo"
    assert room_of(("handlers", "app")) == "handlers"
    assert room_of(("json",)) is None
