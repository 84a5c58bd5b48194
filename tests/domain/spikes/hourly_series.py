"""Hourly counts of a made-up tenant, the same at every run, and what happens in it."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from math import cos, pi
from random import Random

from bot.domain.hourly import HourRow, HourUpdate
from bot.domain.incidents import Opened
from bot.domain.spikes import REPLAYED, Detector

FIRST = datetime(2026, 3, 2, tzinfo=UTC)
HOUR = timedelta(hours=1)
APPS = {"Store": 0.6, "Rewards": 0.4}
PROVIDERS = {"Email OTP": 0.5, "Google": 0.3, "Facebook": 0.2}
COUNTRIES = {"GB": 0.6, "DE": 0.3, "FR": 0.1}
USUALLY = {
    "Email OTP": (("credentialValidation", "50181", 0.04), ("attributeCollectionAndValidation", "901011", 0.02)),
    "Google": (("credentialFederation", "90100", 0.03), ("attributeCollectionAndValidation", "901011", 0.02)),
    "Facebook": (("credentialFederation", "90100", 0.05), ("attributeCollectionAndValidation", "901011", 0.02)),
}
"""How many of a hundred fail at which stage with which code, on any day."""


@dataclass(frozen=True)
class Trouble:
    """From hour `start` for `hours`: `share` of those in `where` fail besides, at `stage` with `code`."""

    start: int
    hours: int
    where: dict[str, str]
    share: float
    stage: str = "userCreation"
    code: str = "399246"

    def hits(self, hour: int, cell: dict[str, str]) -> bool:
        return self.start <= hour < self.start + self.hours and self.where.items() <= cell.items()


@dataclass(frozen=True)
class Strangers:
    """People who come on top, all from one place; `failing` of them fail."""

    start: int
    hours: int
    country: str
    an_hour: int
    failing: float = 0.95
    people: int | None = None  # so many people behind all failures of an hour; each failure is another's otherwise
    app: str = "Store"
    code: str = "50126"

    def comes(self, hour: int) -> bool:
        return self.start <= hour < self.start + self.hours


@dataclass(frozen=True)
class Crowd:
    """`times` the usual traffic in `where`."""

    start: int
    hours: int
    times: float
    where: dict[str, str] = field(default_factory=dict)

    def grows(self, hour: int, cell: dict[str, str]) -> float:
        here = self.start <= hour < self.start + self.hours and self.where.items() <= cell.items()
        return self.times if here else 1.0


@dataclass(frozen=True)
class Town:
    """A tenant with `an_hour` sign-ups in a mean hour, for `hours`."""

    an_hour: float = 40.0
    hours: int = 24 * 21
    seed: int = 1
    troubles: tuple[Trouble, ...] = ()
    strangers: tuple[Strangers, ...] = ()
    crowds: tuple[Crowd, ...] = ()
    apps: tuple[tuple[str, float, int, float], ...] = ()  # name, share of traffic, first hour, times the usual failures
    renamed: tuple[tuple[int, str, str], ...] = ()  # from this hour on, this code is written as that one

    def rows(self) -> list[tuple[HourRow, ...]]:
        """All hours, drawn from the seed."""
        dice = Random(self.seed)
        return [self._hour(hour, dice) for hour in range(self.hours)]

    def _hour(self, hour: int, dice: Random) -> tuple[HourRow, ...]:
        counts: defaultdict[tuple[str, ...], list[int]] = defaultdict(lambda: [0, 0, 0])
        wander = dice.gauss(1, 0.08)
        season = (1 + 0.6 * cos(2 * pi * (hour % 24 - 14) / 24)) * (0.7 if hour // 24 % 7 >= 5 else 1.0)
        for cell, share, worse in self._cells(hour):
            grown = share * season * self.an_hour
            for crowd in self.crowds:
                grown *= crowd.grows(hour, cell)
            for _ in range(_drawn(dice, grown)):
                self._try(hour, cell, worse * wander, dice, counts)
        for group in (each for each in self.strangers if each.comes(hour)):
            for _ in range(group.an_hour):
                fails = dice.random() < group.failing
                stage, code = ("credentialValidation", group.code) if fails else ("userCreation", "0")
                key = (group.app, "Email OTP", stage, code, group.country)
                _count(counts[key], 1, int(fails), int(fails))
                if fails and group.people is not None:
                    counts[key][2] = min(counts[key][2], group.people)
        return tuple(HourRow(dims, *three) for dims, three in counts.items())

    def _cells(self, hour: int):
        apps = [(name, share, 1.0) for name, share in APPS.items()]
        apps += [(name, share, worse) for name, share, since, worse in self.apps if hour >= since]
        for app, of_app, worse in apps:
            for provider, of_provider in PROVIDERS.items():
                for country, of_country in COUNTRIES.items():
                    cell = {"app": app, "provider": provider, "country": country}
                    yield cell, of_app * of_provider * of_country, worse

    def _try(self, hour, cell, worse, dice, counts):
        stage, code = "userCreation", "0"
        for trouble in self.troubles:
            if trouble.hits(hour, cell) and dice.random() < trouble.share:
                stage, code = trouble.stage, trouble.code
        die = dice.random()
        for usual_stage, usual_code, share in USUALLY[cell["provider"]]:
            if code == "0" and die < share * worse:
                stage, code = usual_stage, usual_code
            die -= share * worse
        for since, old, new in self.renamed:
            code = new if hour >= since and code == old else code
        failed = int(code != "0")
        times = 1 + failed * (dice.random() < 0.3)
        _count(counts[cell["app"], cell["provider"], stage, code, cell["country"]], times, failed * times, failed)


def polls(town: Town, *, first: int = 0):
    """One poll at five past each hour: the two hours before, and what there is of this one."""
    hours = town.rows()
    for place in range(max(first, 1), len(hours)):
        now = FIRST + place * HOUR + timedelta(minutes=5)
        yield now, [HourUpdate(FIRST + each * HOUR, hours[each]) for each in range(max(0, place - 2), place)]


def opened(town: Town, detector: Detector | None = None, *, first: int = 0):
    """What is announced: (hour of the town, kind, what is named)."""
    detector = detector or Detector(REPLAYED)
    return [
        ((now - FIRST) // HOUR, change.incident.kind.value, dict(change.incident.dims))
        for now, updates in polls(town, first=first)
        for change in detector.poll(now, updates)
        if isinstance(change, Opened)
    ]


def incidents(town: Town):
    """All incidents as they were left at the end."""
    detector, known = Detector(REPLAYED), {}
    for now, updates in polls(town):
        for change in detector.poll(now, updates):
            known[change.incident.id] = change.incident
    return list(known.values())


def _count(three: list[int], attempts: int, failures: int, people: int) -> None:
    three[0] += attempts
    three[1] += failures
    three[2] += people


def _drawn(dice: Random, mean: float) -> int:
    """A Poisson number, near enough: a whole part that is certain and small chances for the rest."""
    tries = max(1, round(mean * 4))
    return sum(dice.random() < mean / tries for _ in range(tries))
