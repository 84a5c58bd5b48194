"""Whoever is judged: something that takes polls and gives alerts, in this process or behind the replay form."""

import json
import shlex
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Protocol

from bench.detection.polling import Poll
from bench.detection.tenants import Tenant

REPLAY = (sys.executable, "-m", "bot", "watch", "--replay")


@dataclass(frozen=True, slots=True)
class Alert:
    """What was announced at `now`; `dims` names what is guilty, nothing there the whole tenant."""

    now: datetime
    dims: Mapping[str, str]
    kind: str = "failure"


class Watcher(Protocol):
    """Sees the polls of one tenant, in order."""

    def poll(self, poll: Poll) -> Sequence[Alert]:
        """What is to be announced now."""


class WatcherError(Exception):
    """A detector ended, or answered in another form than the replay form."""


class Replayed:
    """A detector in a process of its own, spoken to in the replay form."""

    def __init__(
        self, process: "subprocess.Popen[str]", command: Sequence[str], tenant: Tenant, sensitivity: str
    ) -> None:
        self._process = process
        self._command = shlex.join(command)
        start = {"tenant": tenant.name, "first_hour": _iso(tenant.first), "hours": tenant.hours}
        self._ask({"start": start | ({"sensitivity": sensitivity} if sensitivity else {})})

    def poll(self, poll: Poll) -> Sequence[Alert]:
        """One line out, one line in."""
        updates = [{"hour": _iso(hour), "rows": rows} for hour, rows in poll.updates]
        answer = self._ask({"now": _iso(poll.now), "updates": updates})
        return [_alert(poll.now, said) for said in answer.get("alerts", ())]

    def _ask(self, line: Mapping[str, object]) -> Mapping[str, Sequence[Mapping[str, object]]]:
        told, heard = self._process.stdin, self._process.stdout
        assert told is not None
        assert heard is not None
        try:
            told.write(json.dumps(line) + "\n")
            told.flush()
            return dict(json.loads(heard.readline()))
        except (BrokenPipeError, ValueError) as error:
            raise WatcherError(f"{self._command} stopped answering") from error


@contextmanager
def replayed(tenant: Tenant, command: Sequence[str] = REPLAY, sensitivity: str = "") -> Iterator[Replayed]:
    """The detector behind a command, started for one tenant and ended with it; without a word as it is shipped."""
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield Replayed(process, command, tenant, sensitivity)
        finally:
            with suppress(BrokenPipeError):  # what a detector that ended never read is still to be sent
                assert process.stdin is not None
                process.stdin.close()
            process.terminate()


def _alert(now: datetime, said: Mapping[str, object]) -> Alert:
    dims = said.get("dims")
    if not isinstance(dims, Mapping):
        raise WatcherError(f"An alert without dims: {said}")
    return Alert(now, {str(name): str(value) for name, value in dims.items()}, str(said.get("kind", "failure")))


def _iso(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")
