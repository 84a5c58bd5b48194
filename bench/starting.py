"""How long `explain` takes from the command line, against a Python that only imports click and orjson."""

import subprocess
import sys

from bench.measure import Measured, in_turn


def measure(runs: int = 7) -> Measured:
    """One question, in a process of its own."""
    line = b'{"text": "/signups failed last 24h", "now": "2026-11-17T09:00:00Z", "tz": "UTC"}\n'

    def ours() -> None:
        subprocess.run(
            [sys.executable, "-m", "bot", "explain", "--json", "--stdin"], input=line, check=True, capture_output=True
        )

    def peer() -> None:
        subprocess.run([sys.executable, "-c", "import click, orjson"], check=True, capture_output=True)

    seconds, peers = in_turn(ours, peer, runs)
    return Measured("start-up of explain, one question", "run", 1, seconds, "python importing click, orjson", peers)
