"""One run: every detector over the same tenants, several tenants at a time."""

from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context
from os import cpu_count

from bench.detection.assumptions import Oddity, Size
from bench.detection.baselines import BASELINES, Classical
from bench.detection.polling import polls
from bench.detection.scorer import Score, score
from bench.detection.tenants import Tenant, tenant
from bench.detection.traffic import Traffic, draw
from bench.detection.watchers import Alert, Watcher, replayed

OURS = "Gatehouse"
TUNING_SEEDS = range(1_000, 9_000)
"""For choosing settings by; any of them, as often as you like."""
REPORTING_SEEDS = range(20_000, 29_000)
"""For `make bench` alone: nothing is ever chosen by what comes out of these."""

REPORTED = {Size.SMALL: 6, Size.MIDDLE: 6, Size.LARGE: 3}
"""How many tenants of each size `make bench` shows: a minute or two on two cores."""


@dataclass(frozen=True, slots=True)
class Entry:
    """Which tenant: all else follows from it."""

    seed: int
    size: Size
    history_weeks: float | None = None
    scored_weeks: int = 3
    oddity: Oddity | None = None


def entries(seeds: Sequence[int], each: Mapping[Size, int], oddity: Oddity | None = None) -> list[Entry]:
    """So many tenants of each size, the slow ones first."""
    sizes = [size for size in reversed(Size) for _ in range(each[size])]
    return [Entry(seed, size, oddity=oddity) for seed, size in zip(seeds, sizes, strict=False)]


def run(
    chosen: Iterable[Entry], command: Sequence[str] | None, jobs: int | None = None, words: Sequence[str] = ()
) -> Mapping[str, list[Score]]:
    """The scores of each detector by its name; without a command, of the baselines alone.

    `words` of sensitivity are judged beside the default.
    """
    scores: dict[str, list[Score]] = {}
    with ProcessPoolExecutor(jobs or cpu_count(), mp_context=get_context("spawn")) as pool:
        for judged in pool.map(partial(judge, command=command, words=words), chosen):
            for name, one in judged.items():
                scores.setdefault(name, []).append(one)
    return scores


def judge(entry: Entry, command: Sequence[str] | None = None, words: Sequence[str] = ()) -> Mapping[str, Score]:
    """All detectors on one tenant."""
    judged = tenant(entry.seed, entry.size, entry.history_weeks, entry.scored_weeks, entry.oddity)
    traffic = draw(judged)
    with ExitStack() as stack:
        watchers: dict[str, Watcher] = {}
        if command is not None:
            watchers[OURS] = stack.enter_context(replayed(judged, command))
            watchers |= {f"{OURS}: {word}": stack.enter_context(replayed(judged, command, word)) for word in words}
        watchers |= {name: Classical(method()) for name, method in BASELINES.items()}
        told = watch(judged, traffic, watchers)
    return {name: score(judged, traffic.excess, alerts) for name, alerts in told.items()}


def watch(judged: Tenant, traffic: Traffic, watchers: Mapping[str, Watcher]) -> Mapping[str, list[Alert]]:
    """Show each poll to all of them, and keep what each announces."""
    told: dict[str, list[Alert]] = {name: [] for name in watchers}
    for poll in polls(judged, traffic.hours):
        for name, watcher in watchers.items():
            told[name] += watcher.poll(poll)
    return told
