"""Counts what is asked and how it goes, for whoever watches Gatehouse from outside."""

from collections import Counter
from threading import Lock


class Tally:
    """Counters since the start of the program, safe for all threads."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._questions: Counter[str] = Counter()
        self._failures: Counter[str] = Counter()
        self._answers = 0
        self._answer_seconds = 0.0

    def asked(self, command: str) -> None:
        """Somebody who may ask used a command."""
        with self._lock:
            self._questions[command] += 1

    def answered(self, seconds: float) -> None:
        """An answer was found, so many seconds after it was asked for."""
        with self._lock:
            self._answers += 1
            self._answer_seconds += seconds

    def failed(self, kind: str) -> None:
        """Something failed: the class of the error, or `delivery` when Slack did not take what we said."""
        with self._lock:
            self._failures[kind] += 1

    def in_prometheus_text(self, mirror_age: float | None) -> str:
        """The counters in Prometheus' text format 0.0.4. `mirror_age` is in seconds, absent while nothing is held."""
        with self._lock:
            lines = [
                *_family("gatehouse_questions_total", "counter", "Questions asked, by command."),
                *_labelled("gatehouse_questions_total", "command", self._questions),
                *_family("gatehouse_failures_total", "counter", "What went wrong, by kind of error."),
                *_labelled("gatehouse_failures_total", "kind", self._failures),
                *_family("gatehouse_answer_seconds", "summary", "Time from the question to its answer."),
                f"gatehouse_answer_seconds_sum {self._answer_seconds:.3f}",
                f"gatehouse_answer_seconds_count {self._answers}",
            ]
        if mirror_age is not None:
            lines += _family("gatehouse_mirror_age_seconds", "gauge", "Age of the newest reading of the logs.")
            lines.append(f"gatehouse_mirror_age_seconds {mirror_age:.0f}")
        return "\n".join(lines) + "\n"


def _family(name: str, kind: str, meaning: str) -> tuple[str, str]:
    return f"# HELP {name} {meaning}", f"# TYPE {name} {kind}"


def _labelled(name: str, label: str, counts: Counter[str]) -> list[str]:
    return [f'{name}{{{label}="{value}"}} {count}' for value, count in sorted(counts.items())]
