"""The tenant's Conditional Access policies, and what each says of a sign-in."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from bot.demo.rows import Row
from bot.demo.story.clients import Client
from bot.demo.story.places import KNOWN_COUNTRIES, Place
from bot.demo.story.work_apps import HR_CENTRAL, WorkApp, object_id


class Result(StrEnum):
    """Graph's `appliedConditionalAccessPolicyResult`, as far as this tenant meets it."""

    SUCCESS = "success"
    FAILURE = "failure"
    NOT_APPLIED = "notApplied"
    NOT_ENABLED = "notEnabled"
    REPORT_ONLY_NOT_APPLIED = "reportOnlyNotApplied"
    REPORT_ONLY_FAILURE = "reportOnlyFailure"


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What policies look at."""

    app: WorkApp
    client: Client
    place: Place
    is_guest: bool = False
    has_mfa: bool = True
    at_risk: bool = False


@dataclass(frozen=True, slots=True)
class Policy:
    """One policy: whom it concerns, what it demands, and the code of a sign-in that it stops."""

    name: str
    controls: tuple[str, ...]
    session_controls: tuple[str, ...]
    concerns: Callable[[Circumstances], bool]
    met: Callable[[Circumstances], bool]
    code: int = 53003
    report_only: bool = False
    enabled: bool = True

    @property
    def policy_id(self) -> str:
        """The policy's id, which follows from its name."""
        return object_id("policies", self.name)

    def result(self, facts: Circumstances) -> Result:
        """What came of it."""
        if not self.enabled:
            return Result.NOT_ENABLED
        if not self.concerns(facts):
            return Result.REPORT_ONLY_NOT_APPLIED if self.report_only else Result.NOT_APPLIED
        if self.met(facts):
            return Result.SUCCESS
        return Result.REPORT_ONLY_FAILURE if self.report_only else Result.FAILURE


def _never(_: Circumstances) -> bool:
    return False


def _always(_: Circumstances) -> bool:
    return True


POLICIES = (
    Policy(
        "Require MFA for all users",
        ("mfa",),
        (),
        concerns=lambda facts: not facts.client.is_legacy,
        met=lambda facts: facts.has_mfa,
        code=50076,
    ),
    Policy("Block legacy authentication", ("block",), (), concerns=lambda facts: facts.client.is_legacy, met=_never),
    Policy(
        "Block unknown locations",
        ("block",),
        (),
        concerns=lambda facts: facts.place.country not in KNOWN_COUNTRIES,
        met=_never,
    ),
    Policy(
        "Compliant device for HR Central",
        ("compliantDevice",),
        (),
        concerns=lambda facts: facts.app is HR_CENTRAL,
        met=lambda facts: facts.client.compliant is True,
        code=53000,
    ),
    Policy(
        "Sign-in frequency for administration",
        (),
        ("signInFrequency",),
        concerns=lambda facts: facts.app.for_admins,
        met=_always,
    ),
    Policy(
        "New password at high risk",
        ("mfa", "passwordChange"),
        (),
        concerns=lambda facts: facts.at_risk,
        met=_never,
        report_only=True,
    ),
    Policy("Terms for guests", ("termsOfUse",), (), concerns=lambda facts: facts.is_guest, met=_always, enabled=False),
)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What all policies together say."""

    status: str
    """Graph's `conditionalAccessStatus`."""
    code: int | None
    """Of the policy that stops the sign-in; None when none does."""
    printed: tuple[Row, ...]
    """Graph's `appliedConditionalAccessPolicies`, which also lists those that did not apply."""
    sessions: tuple[Row, ...]
    """Graph's `sessionLifetimePolicies`."""


@cache
def verdict(facts: Circumstances) -> Verdict:
    """The policies' say on a sign-in."""
    results = [(policy, policy.result(facts)) for policy in POLICIES]
    failed = [policy for policy, result in results if result is Result.FAILURE]
    succeeded = any(result is Result.SUCCESS for _, result in results)
    limited = any("signInFrequency" in policy.session_controls and policy.concerns(facts) for policy, _ in results)
    return Verdict(
        "failure" if failed else "success" if succeeded else "notApplied",
        failed[0].code if failed else None,
        tuple(_printed(policy, result) for policy, result in results),
        (_SESSION,) if limited else (),
    )


_SESSION: Row = {
    "expirationRequirement": "signInFrequencyPeriodicReauthentication",
    "detail": "User was required to sign in again due to sign-in frequency policy.",
}


def _printed(policy: Policy, result: Result) -> Row:
    applied = result in (Result.SUCCESS, Result.FAILURE, Result.REPORT_ONLY_FAILURE)
    return {
        "id": policy.policy_id,
        "displayName": policy.name,
        "enforcedGrantControls": list(policy.controls) if applied else [],
        "enforcedSessionControls": list(policy.session_controls) if applied else [],
        "result": result.value,
        "conditionsSatisfied": "application,users" if applied else "none",
        "conditionsNotSatisfied": "none",
        "includeRulesSatisfied": [],
        "excludeRulesSatisfied": [],
    }
