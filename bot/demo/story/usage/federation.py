"""AD FS: the town's older apps that still sign people in on premises, whose sign-ins no log of Graph's shows."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from random import Random

from bot.demo.moments import TICKS_PER_DAY, ticks_of
from bot.demo.rows import Row
from bot.demo.story.rhythm import work_times
from bot.demo.story.work_apps import object_id

PERIODS = {"D1": 1, "D7": 7, "D30": 30}
_SERVICE = "fs.contosotown.example"
_STAFF = 40
_FAILING = 0.06


@dataclass(frozen=True, slots=True)
class RelyingParty:
    """An app that trusts AD FS; `per_day` is how often it is signed in to on a working day."""

    name: str
    identifier: str
    per_day: float
    migration: str
    """Graph's `migrationStatus`."""


PARTIES = (
    RelyingParty("Travel expenses", "https://travel.contosotown.example/adfs", 21, "ready"),
    RelyingParty("Warehouse terminal", "urn:contosotown:warehouse", 34, "needsReview"),
    RelyingParty("Document archive", "https://archive.contosotown.example/wsfed", 6, "additionalStepsRequired"),
)


@dataclass(frozen=True, slots=True)
class FederatedSignIn:
    """One sign-in through AD FS, at a time in ticks."""

    party: RelyingParty
    at: int
    person: int
    succeeded: bool


def federated_sign_ins(since: int, until: int) -> Iterator[FederatedSignIn]:
    """Those of a stretch of ticks, the same in every story."""
    day = datetime.fromtimestamp(since // 10_000_000, UTC).date()
    while ticks_of(datetime(day.year, day.month, day.day, tzinfo=UTC)) <= until:
        for party in PARTIES:
            rng = Random(f"{party.identifier} {day}")
            for at in work_times(rng, day, party.per_day):
                sign_in = FederatedSignIn(party, at, rng.randrange(_STAFF), rng.random() >= _FAILING)
                if since <= at <= until:
                    yield sign_in
        day += timedelta(days=1)


def relying_parties(now: int, period: str) -> Iterator[Row]:
    """getRelyingPartyDetailedSummary: for each app that was signed in to, successes, failures and people."""
    seen = list(federated_sign_ins(now - PERIODS[period] * TICKS_PER_DAY, now))
    for party in PARTIES:
        mine = [sign_in for sign_in in seen if sign_in.party is party]
        if mine:
            yield _summary(party, mine)


def _summary(party: RelyingParty, sign_ins: list[FederatedSignIn]) -> Row:
    good = sum(sign_in.succeeded for sign_in in sign_ins)
    return {
        "@odata.type": "#microsoft.graph.relyingPartyDetailedSummary",
        "id": object_id("relyingParties", party.identifier),
        "relyingPartyId": party.identifier,
        "serviceId": _SERVICE,
        "relyingPartyName": party.name,
        "successfulSignInCount": good,
        "failedSignInCount": len(sign_ins) - good,
        "totalSignInCount": len(sign_ins),
        "signInSuccessRate": round(good / len(sign_ins), 4),
        "uniqueUserCount": len({sign_in.person for sign_in in sign_ins if sign_in.succeeded}),
        "migrationStatus": party.migration,
        "migrationValidationDetails": [{"name": "AdditionalAuthenticationRules", "value": "none"}],
        "replyUrls": [f"{party.identifier}/reply"],
    }
