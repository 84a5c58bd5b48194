"""The finest slices of a tenant: one app, provider, stage and country, with its traffic and its usual failures."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from math import exp
from random import Random

from bench.detection.assumptions import Assumptions

APPS = ("Store", "Rewards", "Partner Portal", "Support", *(f"Shop {place}" for place in range(2, 10)))
EMAIL = "Email"
PROVIDERS = (EMAIL, "Google", "Facebook", "Apple")
COUNTRIES = ("GB", "US", "DE", "FR", "IE", "NL", "ES")
UNKNOWN = ""
"""The country, where a log has none: that of sign-ups does not."""
UNSEEN_COUNTRIES = ("VN", "BR", "NG", "KZ")

COLLECTION = "credentialCollection"
VALIDATION = "credentialValidation"
FEDERATION = "credentialFederation"
FORM = "attributeCollectionAndValidation"
CREATION = "userCreation"

USUAL_CODES: Mapping[str, tuple[int, ...]] = {
    COLLECTION: (90101, 1003037, 399246, 50034),
    VALIDATION: (50181, 50182),
    FEDERATION: (901011, 901012, 399284),
    FORM: (1002027, 1003003, 1003005),
    CREATION: (399279, 1003037),
}
"""Codes that Entra writes at each stage on any day, the commonest first (Entra, error code reference)."""

_STAGES = {True: (COLLECTION, VALIDATION, FORM, CREATION), False: (FEDERATION, FORM, CREATION)}
_PASSED = {COLLECTION: 1.0, VALIDATION: 0.85, FEDERATION: 1.0, FORM: 0.8, CREATION: 0.75}
_ENDED = {COLLECTION: 0.15, VALIDATION: 0.15, FEDERATION: 0.2, FORM: 0.15, CREATION: 0.5}


@dataclass(frozen=True, slots=True)
class Cell:
    """`traffic` people an hour on average, of whom the share `rate` fails, with `codes` by weight; alive from `since`."""

    app: str
    provider: str
    stage: str
    country: str
    traffic: float
    rate: float
    codes: Mapping[int, float]
    since: datetime | None = None

    def within(self, where: Mapping[str, str]) -> bool:
        """Whether each dimension of `where` has this cell's value."""
        return all(getattr(self, dimension) == value for dimension, value in where.items())


def drawn(dice: Random, traits: Assumptions) -> tuple[Cell, ...]:
    """All cells of a tenant, whose first stages together see its sign-ups."""
    apps = _shares(dice, APPS, traits.apps)
    providers = _shares(dice, PROVIDERS, traits.providers)
    countries = _shares(dice, COUNTRIES, traits.countries) or {UNKNOWN: 1.0}
    worse = {name: exp(dice.gauss(0, 0.3)) for name in (*apps, *providers)}
    worse |= {name: exp(dice.gauss(0, 0.2)) * (2.5 if dice.random() < 0.2 else 1) for name in countries}
    stage_rates = {stage: dice.uniform(*traits.stage_rates) for stage in USUAL_CODES}
    return tuple(
        Cell(
            app,
            provider,
            stage,
            country,
            traits.sign_ups * apps[app] * providers[provider] * countries[country] * share * exp(dice.gauss(0, 0.2)),
            min(0.4, stage_rates[stage] * worse[app] * worse[provider] * worse[country]),
            code_weights(dice, stage),
        )
        for app in apps
        for provider in providers
        for country in countries
        for stage, share in stages_of(provider, every=traits.every_stage)
    )


def stages_of(provider: str, *, every: bool) -> list[tuple[str, float]]:
    """The stages of a provider and the share of people counted there: at `every` stage passed, or where they ended."""
    shares = _PASSED if every else _ENDED
    return [(stage, shares[stage]) for stage in _STAGES[provider == EMAIL]]


def code_weights(dice: Random, stage: str) -> Mapping[int, float]:
    """How the usual failures of a stage spread over its codes."""
    return {code: dice.uniform(0.5, 1.5) / (1 + place) ** 1.5 for place, code in enumerate(USUAL_CODES[stage])}


def _shares(dice: Random, names: tuple[str, ...], count: int) -> dict[str, float]:
    """The first names with shares that fall as by Zipf's law, and add up to 1."""
    weights = {name: dice.uniform(0.6, 1.4) / (1 + place) for place, name in enumerate(names[:count])}
    total = sum(weights.values())
    return {name: weight / total for name, weight in weights.items()}
