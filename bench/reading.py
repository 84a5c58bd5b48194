"""Rows of the sign-up log from a tenant into the mirror, against the same pages read by bare httpx and orjson."""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import httpx
import orjson

from bench.measure import Measured, in_turn
from bot.desk.filling import MirrorFiller
from bot.desk.journey import Journey
from bot.domain.question import Log
from bot.domain.window import Window
from bot.planning.plan import Fetch
from bot.planning.requests import filter_of
from bot.settings import Settings, given
from bot.wiring.house import build_house

ROWS = 100_000
NOW = datetime(2026, 11, 17, 9, tzinfo=UTC)
FETCH = Fetch(Log.SIGN_UPS, Window(NOW - timedelta(days=20), NOW))


def measure(rows: int = ROWS, runs: int = 3) -> Measured:
    """Graph to mirror, everything included: tokens, paging, reading, storing."""
    with _tenant(rows) as place:
        counted: list[int] = []
        ours, peers = in_turn(lambda: counted.append(_into_mirror(place)), lambda: counted.append(_bare(place)), runs)
    if len(set(counted)) != 1:
        raise SystemExit(f"The two did not read the same rows: {sorted(set(counted))}")
    return Measured(
        f"sign-up log into the mirror ({counted[0]:,} rows)",
        "rows",
        counted[0],
        ours,
        "httpx + orjson, no store",
        peers,
    )


@contextmanager
def _tenant(rows: int) -> Iterator[dict[str, str]]:
    """A tenant in a process of its own, so that its work is not ours."""
    options = ["--rows", str(rows), "--days", "20", "--now", NOW.isoformat(), "--frozen", "--no-throttle"]
    command = [sys.executable, "-m", "bot", "tenant", *options]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        try:
            yield json.loads(process.stdout.readline())
        finally:
            process.terminate()


def _settings(place: dict[str, str], database: Path) -> Settings:
    return given({**place, "database": database})


def _into_mirror(place: dict[str, str]) -> int:
    with TemporaryDirectory() as folder:
        house = build_house(_settings(place, Path(folder) / "bench.sqlite3"), throttled=False)
        journey = Journey(urgent=False)
        MirrorFiller(house.client, house.mirror).pages_into_mirror(FETCH, journey)
        house.close()
        return journey.rows


def _bare(place: dict[str, str]) -> int:
    with httpx.Client() as client:
        form = {
            "grant_type": "client_credentials",
            "client_id": place["client_id"],
            "client_secret": place["client_secret"],
            "scope": "https://graph.microsoft.com/.default",
        }
        token = client.post(f"{place['login_url']}/{place['tenant_id']}/oauth2/v2.0/token", data=form).json()
        headers = {"Authorization": f"Bearer {token['access_token']}"}
        url = str(httpx.URL(f"{place['graph_url']}/beta/auditLogs/signUps", params={"$filter": filter_of(FETCH)}))
        rows = 0
        while url:
            page = orjson.loads(client.get(url, headers=headers).content)
            rows += len(page["value"])
            url = page.get("@odata.nextLink", "")
    return rows
