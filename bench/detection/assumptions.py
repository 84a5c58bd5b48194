"""What a generated tenant is like: drawn anew for every seed, so that no detector can suit them all by luck."""

from dataclasses import dataclass, replace
from enum import StrEnum
from math import exp, log
from random import Random
from typing import assert_never


class Size(StrEnum):
    """How many sign-ups an hour, in words; the figures are drawn around 2, 60 and 3,000."""

    SMALL = "small"
    MIDDLE = "middle"
    LARGE = "large"


SIGN_UPS_AN_HOUR = {Size.SMALL: (1.0, 5.0), Size.MIDDLE: (25.0, 140.0), Size.LARGE: (1_200.0, 4_000.0)}
APPS = {Size.SMALL: (1, 2), Size.MIDDLE: (1, 4), Size.LARGE: (2, 4)}
COUNTRIES = {Size.SMALL: (1, 4), Size.MIDDLE: (2, 6), Size.LARGE: (3, 6)}


class Oddity(StrEnum):
    """Ways in which a tenant can be unlike the others, each a trap for a detector built on the others."""

    NO_COUNTRY = "no country"
    MANY_APPS = "many small apps"
    COUNTED_TWICE = "failures counted on both rows"
    FAILS_OFTEN = "a third fails on any day"
    LUMPY = "failures in lumps"
    RETRIED = "everybody retries"
    SHORT_HISTORY = "a week of history"
    LONG_HISTORY = "six weeks of history"
    NO_HISTORY = "from the second day"


class Attempts(StrEnum):
    """Where the attempts behind failures are counted."""

    ON_EACH_ROW = "on each row"
    ON_THE_HEALTHY_ROW = "on the healthy row"
    ON_BOTH = "on both"


class Interrupts(StrEnum):
    """How rows of expected interrupts look, where there are any."""

    ABSENT = "absent"
    ATTEMPTS = "as attempts"
    FAILURES = "as failures"


class Pieces(StrEnum):
    """In which pieces the newest hours arrive."""

    EVENTS = "events"
    CELLS = "cells"


@dataclass(frozen=True, slots=True)
class Assumptions:
    """Everything about a tenant but its names; shares are of 1, times are hours unless said otherwise."""

    size: Size
    sign_ups: float
    apps: int
    providers: int
    countries: int
    stage_rates: tuple[float, float]
    lumps: float
    every_stage: bool
    attempts: Attempts
    interrupts: Interrupts
    pieces: Pieces
    retries: float
    spread: float
    memory: float
    volume_spread: float
    day_swing: float
    peak_hour: float
    weekend: float
    weekly_growth: float
    poll_minute: int
    ready: float


def drawn(dice: Random, size: Size) -> Assumptions:
    """The assumptions of one tenant. Small ones are given fewer apps and countries, as in life."""
    low, high = SIGN_UPS_AN_HOUR[size]
    return Assumptions(
        size=size,
        sign_ups=exp(dice.uniform(log(low), log(high))),
        apps=dice.randint(*APPS[size]),
        providers=dice.randint(2, 4),
        countries=dice.randint(*COUNTRIES[size]),
        stage_rates=(0.02, 0.1),
        lumps=0.0,
        every_stage=dice.random() < 0.5,
        attempts=dice.choice((Attempts.ON_EACH_ROW, Attempts.ON_EACH_ROW, Attempts.ON_THE_HEALTHY_ROW)),
        interrupts=dice.choice(tuple(Interrupts)),
        pieces=dice.choice(tuple(Pieces)),
        retries=dice.uniform(0.05, 0.6),
        spread=dice.choice((0.05, 0.1, 0.15, 0.25)),
        memory=dice.uniform(0.3, 0.95),
        volume_spread=dice.uniform(0.05, 0.3),
        day_swing=dice.uniform(0.4, 0.95),
        peak_hour=dice.uniform(0, 24),
        weekend=dice.uniform(0.4, 1.3),
        weekly_growth=dice.uniform(0.97, 1.08),
        poll_minute=dice.randint(2, 25),
        ready=dice.uniform(0.85, 1.0),
    )


def made_odd(traits: Assumptions, oddity: Oddity | None) -> Assumptions:
    """The same tenant, but for what is odd about it; how much history there is, is for `tenants` to say."""
    match oddity:
        case Oddity.NO_COUNTRY:
            return replace(traits, countries=0)
        case Oddity.MANY_APPS:
            return replace(traits, apps=12, providers=2, countries=min(2, traits.countries))
        case Oddity.COUNTED_TWICE:
            return replace(traits, attempts=Attempts.ON_BOTH)
        case Oddity.FAILS_OFTEN:
            return replace(traits, stage_rates=(0.2, 0.4))
        case Oddity.LUMPY:
            return replace(traits, lumps=0.6)
        case Oddity.RETRIED:
            return replace(traits, retries=3.0)
        case Oddity.SHORT_HISTORY | Oddity.LONG_HISTORY | Oddity.NO_HISTORY | None:
            return traits
        case _:
            assert_never(oddity)
