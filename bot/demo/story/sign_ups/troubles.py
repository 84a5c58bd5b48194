"""How likely each stage is to go wrong on an ordinary day, and how long people take over it."""

from dataclasses import dataclass
from functools import cache

from bot.demo.story.registrations import ProviderKind
from bot.demo.story.sign_ups.stages import Code, Stage

LOCAL = frozenset({ProviderKind.LOCAL})
SOCIAL = frozenset({ProviderKind.SOCIAL})
CUSTOM = frozenset({ProviderKind.CUSTOM})
ANY = frozenset(ProviderKind)


@dataclass(frozen=True, slots=True)
class Trouble:
    """One way for a stage to fail."""

    stage: Stage
    code: Code
    odds: float
    """Of those who reach the stage, the part that meets it."""
    recovers: float
    """Of those, the part that tries again in the same attempt and gets through."""
    kinds: frozenset[ProviderKind] = ANY
    native_only: bool = False
    wait: tuple[float, float] | None = None
    """Seconds until it shows, where the stage's own pace does not fit."""


TROUBLES = (
    Trouble(Stage.COLLECTION, Code.ADDRESS_MALFORMED, 0.04, 0.6, LOCAL, native_only=True),
    Trouble(Stage.COLLECTION, Code.PASSWORD_WEAK, 0.05, 0.7, LOCAL, native_only=True),
    Trouble(Stage.VALIDATION, Code.PASSCODE_WRONG, 0.11, 0.7, LOCAL, wait=(12, 90)),
    Trouble(Stage.VALIDATION, Code.PASSCODE_LATE, 0.03, 0.5, LOCAL, wait=(620, 1500)),
    Trouble(Stage.FEDERATION, Code.ISSUER_UNEXPECTED, 0.02, 0.1, SOCIAL | CUSTOM),
    Trouble(Stage.FEDERATION, Code.CLAIM_EMAIL_MISSING, 0.06, 0.0, CUSTOM),
    Trouble(Stage.FEDERATION, Code.CLAIM_EMAIL_UNVERIFIED, 0.04, 0.1, CUSTOM),
    Trouble(Stage.FEDERATION, Code.CLAIM_ID_MISSING, 0.02, 0.0, CUSTOM),
    Trouble(Stage.CONSENT, Code.CONSENT_DECLINED, 0.05, 0.0, SOCIAL | CUSTOM),
    Trouble(Stage.ATTRIBUTES, Code.ATTRIBUTES_REFUSED, 0.06, 0.6),
    Trouble(Stage.CREATION, Code.CREATION_FAILED, 0.02, 0.3),
)

LEAVING = {
    Stage.COLLECTION: 0.07,
    Stage.VALIDATION: 0.11,
    Stage.FEDERATION: 0.06,
    Stage.CONSENT: 0.04,
    Stage.ATTRIBUTES: 0.04,
}
"""Of those who pass a stage, the part that goes no further."""

WAITS = {
    Stage.COLLECTION: (0.2, 6.0),
    Stage.VALIDATION: (3.0, 20.0),
    Stage.FEDERATION: (5.0, 40.0),
    Stage.CONSENT: (3.0, 25.0),
    Stage.ATTRIBUTES: (12.0, 150.0),
    Stage.CREATION: (0.3, 2.5),
}
"""Shortest and longest seconds before an event of the stage."""


@cache
def troubles_of(stage: Stage, kind: ProviderKind, *, native: bool) -> tuple[Trouble, ...]:
    """What may go wrong there for somebody who comes that way."""
    return tuple(
        trouble
        for trouble in TROUBLES
        if trouble.stage is stage and kind in trouble.kinds and (native or not trouble.native_only)
    )
