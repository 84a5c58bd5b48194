"""`watch --replay`: the live watch's detector on hourly counts from anywhere, so that it can be judged from outside."""

import traceback
from codecs import BOM_UTF8
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import orjson

from bot.cli import options
from bot.cli.outcomes import FAULT, print_line
from bot.domain.codes import SIGN_IN_INTERRUPTS, SIGN_UP_INTERRUPTS
from bot.domain.hourly import HourRow, HourUpdate
from bot.domain.incidents import Incident, IncidentKind, Opened
from bot.domain.spikes import REPLAYED, Detector, Sensitivity
from bot.errors import Mistake, QuestionError

_INTERRUPTS = {str(code) for code in SIGN_UP_INTERRUPTS | SIGN_IN_INTERRUPTS}
_CODE = next(at for at, dimension in enumerate(REPLAYED) if dimension.name == "errorCode")
_KINDS = {IncidentKind.FAILURE: "failure", IncidentKind.DROP: "volume", IncidentKind.SURGE: "info"}


def replay_all(lines: Iterable[bytes]) -> int:
    """Answer each line at once with an object; answers how many failed through a fault of ours.

    A line that cannot be read, or that fails, costs its own answer and not those that follow: it announces nothing.
    """
    replay, faults = Replay(), 0
    for line in lines:
        try:
            said = replay.answer(line)
        except QuestionError as error:
            said = {"alerts": [], **error.to_json()}
        except Exception:  # noqa: BLE001  # whatever it is, the next line has to be answered too
            faults += 1
            traceback.print_exc()
            said = {"alerts": [], "error": FAULT, "message": "Gatehouse failed on this line; standard error says how."}
        print_line(orjson.dumps(said))
    return faults


@dataclass(slots=True)
class Replay:
    """One tenant's polls. A line with `start` begins anew."""

    detector: Detector = field(default_factory=lambda: Detector(REPLAYED))
    spelt: dict[tuple[str, str], object] = field(default_factory=dict)
    _known: dict[bytes, tuple[str, ...]] = field(default_factory=dict)

    def answer(self, line: bytes) -> dict[str, object]:
        """`{}` to a start, `{"alerts": [...]}` to a poll. Raises `QuestionError` for a line that is neither."""
        try:
            said = orjson.loads(line.removeprefix(BOM_UTF8))
        except orjson.JSONDecodeError as error:
            raise _refused(f"The line is not JSON: {error}.") from None
        match said:
            case {"start": start}:
                self.detector = Detector(REPLAYED, sensitivity=_sensitivity(start))
                return {}
            case {"now": str() as now, "updates": list() as updates}:
                read = [self._update(each) for each in updates]
                changes = self.detector.poll(options.moment(now), read)
                return {"alerts": [self._alert(each.incident) for each in changes if isinstance(each, Opened)]}
            case _:
                raise _refused('The line must be an object with "start", or with "now" and "updates".')

    def _update(self, said: object) -> HourUpdate:
        match said:
            case {"hour": str() as hour, "rows": None}:
                return HourUpdate(_whole(hour), None)
            case {"hour": str() as hour, "rows": list() as rows}:
                return HourUpdate(_whole(hour), tuple(self._row(row) for row in rows))
            case _:
                raise _refused('An update must have "hour", and "rows" as a list or null.')

    def _row(self, said: Any) -> HourRow:
        match said:
            case [*values, attempts, failures, people] if (
                len(values) == len(REPLAYED) and _is_count(attempts) and _is_count(failures) and _is_count(people)
            ):
                dims = self._dims(values)
                if dims[_CODE] in _INTERRUPTS:
                    return HourRow(dims, int(attempts), 0, 0)
                return HourRow(dims, int(attempts), int(failures), int(people))
            case _:
                raise _refused(f"A row must be five values and three counts, not {_shortened(said)}.")

    def _dims(self, values: Sequence[object]) -> tuple[str, ...]:
        # The same values come hour after hour. Python holds 1 and true to be equal; written, they are not.
        written = orjson.dumps(values)
        known = self._known.get(written)
        if known is None:
            known = self._known[written] = tuple(self._text(at, value) for at, value in enumerate(values))
        return known

    def _text(self, at: int, value: Any) -> str:
        text = "" if value is None else str(int(value) if _is_count(value) else value)
        self.spelt.setdefault((REPLAYED[at].name, text), value)
        return text

    def _alert(self, incident: Incident) -> dict[str, object]:
        return {
            "dims": {name: self.spelt.get((name, value), value) for name, value in incident.dims},
            "kind": _KINDS[incident.kind],
            "since": incident.since.isoformat(),
            "window": incident.window_hours,
            "observed": incident.observed,
            "expected": round(incident.expected, 2),
            "attempts": incident.attempts,
            "share": round(incident.share, 3),
        }


def _is_count(value: Any) -> bool:
    """Whether it is a whole number that is not negative; many programs write 5 as 5.0."""
    if type(value) is float:
        return value.is_integer() and value >= 0
    return type(value) is int and value >= 0


def _sensitivity(start: object) -> Sensitivity:
    """The word that a start may bring; the shipped default without one."""
    match start:
        case {"sensitivity": word} if word in list(Sensitivity):
            return Sensitivity(word)
        case {"sensitivity": word}:
            raise _refused(f"The sensitivity must be one of {', '.join(Sensitivity)}, not {_shortened(word)}.")
        case _:
            return Sensitivity.NORMAL


def _whole(text: str) -> datetime:
    said = options.moment(text)
    return said - timedelta(minutes=said.minute, seconds=said.second, microseconds=said.microsecond)


def _shortened(said: object) -> str:
    return orjson.dumps(said)[:80].decode(errors="ignore")  # the cut may fall within a character


def _refused(message: str) -> QuestionError:
    return QuestionError(Mistake.BAD_VALUE, message)
