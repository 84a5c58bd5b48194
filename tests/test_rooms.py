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
    "jinja2": {"render", "demo"},
    "markupsafe": {"render", "demo"},
    "apscheduler": {"schedule"},
    "slack_bolt": {"handlers", "wiring"},
    "slack_sdk": {"handlers"},
    "pydantic": {"settings", "demo"},
    "pydantic_core": {"demo"},
    "pydantic_settings": {"settings"},
    "click": {"cli"},
    "rapidfuzz": {"language"},
    "starlette": {"demo", "handlers"},
    "uvicorn": {"demo", "cli"},
    "websockets": {"demo"},
    "yaml": {"demo"},
    "orjson": {"graph", "mirror", "render", "handlers", "cli", "demo"},
}
"""Where each package may be imported; anything else outside the standard library has no home and is refused."""

PURE = {"domain", "language", "planning"}
CLOCKS = {"time", "sched", "threading", "asyncio", "socket", "subprocess", "os", "logging"}
"""Modules of the standard library that look at a watch or reach outside."""

PRESENTS = {("datetime", "now"), ("datetime", "utcnow"), ("datetime", "today"), ("date", "today")}
"""How a class of the standard library is asked for the present."""


def modules() -> list[Path]:
    return [module for folder in ("bot", "handlers") for module in sorted((ROOT / folder).rglob("*.py"))]


def named(module: Path) -> str:
    return str(module.relative_to(ROOT))


EVERY_MODULE = pytest.mark.parametrize("module", modules(), ids=named)


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


def imported(source: str) -> Iterator[tuple[str, ...]]:
    """Dotted names as tuples, wherever in the source they are imported; `from bot import errors` is `bot.errors`."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (tuple(alias.name.split(".")) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, "a relative import hides where it goes"
            base = tuple(str(node.module).split("."))
            yield from ((*base, alias.name) if len(base) == 1 else base for alias in node.names)


def wrong_arrows(room: str, source: str) -> set[str]:
    """The rooms that `room` imports and may not."""
    allowed = MAY_IMPORT.get(room, set()) | {room, "errors"}
    return {target for parts in imported(source) if (target := room_of(parts))} - allowed


def strayed(room: str, source: str) -> set[str]:
    """The outside packages that are not at home in `room`, or nowhere."""
    outside = {parts[0] for parts in imported(source)} - {"bot", "handlers"}
    return {
        name for name in outside if room not in HOMES.get(name, {room} if name in sys.stdlib_module_names else set())
    }


def looks_at_a_watch(source: str) -> bool:
    """Whether it imports a clock, or asks a date for the present, called or handed on."""
    attributes = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Attribute)]
    asked = {(node.value.id, node.attr) for node in attributes if isinstance(node.value, ast.Name)}
    return bool({parts[0] for parts in imported(source)} & CLOCKS | asked & PRESENTS)


@EVERY_MODULE
def test_imports_follow_the_arrows(module: Path) -> None:
    assert wrong_arrows(room_of_file(module), module.read_text()) == set()


@EVERY_MODULE
def test_outside_packages_stay_in_their_home_room(module: Path) -> None:
    assert strayed(room_of_file(module), module.read_text()) == set()


@pytest.mark.parametrize("module", [module for module in modules() if room_of_file(module) in PURE], ids=named)
def test_pure_rooms_never_look_at_a_watch(module: Path) -> None:
    assert not looks_at_a_watch(module.read_text())


def test_every_room_of_the_house_is_known_to_this_rule() -> None:
    assert {room_of_file(module) for module in modules()} - {"bot"} == set(MAY_IMPORT)


@pytest.mark.parametrize(
    ("room", "source", "wrong"),
    [
        pytest.param("desk", "from bot.demo.town import running_tenant", {"demo"}, id="the demo, by whom it may not"),
        pytest.param("domain", "import bot.settings", {"settings"}, id="the settings, by name"),
        pytest.param("language", "from bot import planning", {"planning"}, id="a room out of the house"),
        pytest.param("graph", "def late():\n    from handlers.app import build_app", {"handlers"}, id="imported late"),
        pytest.param("graph", "from bot.errors import GraphError\nfrom bot.graph import wire", set(), id="nothing"),
    ],
)
def test_a_wrong_arrow_is_seen(room: str, source: str, wrong: set[str]) -> None:
    assert wrong_arrows(room, source) == wrong


@pytest.mark.parametrize(
    ("room", "source", "wrong"),
    [
        pytest.param("desk", "import httpx", {"httpx"}, id="away from home"),
        pytest.param("graph", "import numpy.linalg", {"numpy"}, id="without a home"),
        pytest.param("desk", "import sqlite3", {"sqlite3"}, id="of the standard library, with a home"),
        pytest.param("graph", "import httpx, json\nfrom msal import exceptions", set(), id="nothing"),
    ],
)
def test_a_strayed_package_is_seen(room: str, source: str, wrong: set[str]) -> None:
    assert strayed(room, source) == wrong


@pytest.mark.parametrize(
    ("source", "is_watch"),
    [
        pytest.param("from time import monotonic", True, id="imported"),
        pytest.param("datetime.now(UTC)", True, id="asked"),
        pytest.param("field(default_factory=datetime.now)", True, id="handed on"),
        pytest.param("date.today()", True, id="a day"),
        pytest.param("change.now", False, id="a value that is called so"),
        pytest.param("datetime.combine(day, time())", False, id="reckoning"),
    ],
)
def test_a_look_at_the_watch_is_seen(source: str, is_watch: bool) -> None:
    assert looks_at_a_watch(source) == is_watch
