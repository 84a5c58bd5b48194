"""Sign-ins of ten weeks, drawn from a seed: traffic, an attack in October, and steps on both sides of midnights."""

import random
from contextlib import contextmanager
from copy import deepcopy
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import orjson
from desk_town import NOW

from bot.demo.options import TenantOptions
from bot.demo.town import running_tenant

PRINTED = Path(__file__).parents[1] / "data" / "graph" / "signIns-beta-list.json"
"""A sign-in as Graph's reference prints it; what the digest does not read is left as it is."""

FIRST, LAST = date(2026, 8, 30), date(2026, 11, 11)
ZONES = ("Europe/Berlin", "America/New_York", "Pacific/Auckland")
APPS, COUNTRIES = ("Store", "Rewards", "Portal"), ("DE", "DE", "US")
CODES, MFA_PROMPT = (0, 0, 0, 0, 0, 0, 50126, 50053, 50074), 50074
CLIENTS = ("Browser", "Browser", "Mobile Apps and Desktop clients", "IMAP4")
RISKS = ("none", "none", "none", "none", "low", "high")


def ten_weeks():
    """The rows, as Graph prints them."""
    drawn, template = random.Random(5), orjson.loads(PRINTED.read_bytes())["value"][0]
    rows = []
    for number, at in enumerate(sorted([*_traffic(drawn), *_midnights()])):
        rows += _steps(number, at, drawn, template)
    return rows + _attack(template)


def _traffic(drawn):
    begin, days = datetime.combine(FIRST, time(), UTC), (LAST - FIRST).days + 1
    return [begin + timedelta(seconds=drawn.randrange(days * 86_400)) for _ in range(days * 16)]


def _midnights():
    """Ten seconds before and at each local midnight: the second step of the first falls on the next day."""
    for zone in map(ZoneInfo, ZONES):
        for number in range(1, (LAST - FIRST).days):
            day = FIRST + timedelta(days=number)
            midnight = datetime(day.year, day.month, day.day, tzinfo=zone).astimezone(UTC)
            yield midnight - timedelta(seconds=10)
            yield midnight


def _steps(number, at, drawn, template):
    """One sign-in, of one row or of two: a prompt, and what came of it half a minute later."""
    first = f"in-{number:05}-0"
    members = {
        "userId": f"person-{drawn.randrange(400)}",
        "appDisplayName": drawn.choice(APPS),
        "clientAppUsed": drawn.choice(CLIENTS),
        "riskLevelDuringSignIn": drawn.choice(RISKS),
        "authenticationRequirement": f"{drawn.choice(['single', 'multi'])}FactorAuthentication",
        "location": {"countryOrRegion": drawn.choice(COUNTRIES)},
    }
    code, prompted = drawn.choice(CODES), drawn.random() < 0.3
    yield _row(template, first, at, MFA_PROMPT if prompted else code, original=first, **members)
    if prompted:
        yield _row(template, f"in-{number:05}-1", at + timedelta(seconds=30), code, original=first, **members)


def _attack(template):
    """Somebody tries passwords at one app for the two nights before the clocks of Berlin change."""
    begin = datetime(2026, 10, 24, 1, tzinfo=UTC)
    return [
        _row(
            template,
            f"attack-{number}",
            begin + timedelta(minutes=6 * number),
            50126,
            original=f"attack-{number}",
            userId=f"person-{number}",
            appDisplayName="Portal",
            location={"countryOrRegion": "VN"},
        )
        for number in range(240)
    ]


def _row(template, id_, at, code, *, original, **members):
    row = deepcopy(template) | {
        "id": id_,
        "createdDateTime": f"{at:%Y-%m-%dT%H:%M:%SZ}",
        "correlationId": original,
        "originalRequestId": original,
        "status": {"errorCode": code, "failureReason": "Other.", "additionalDetails": None},
        "appId": f"app-{members['appDisplayName']}",
        "authenticationDetails": [],
    }
    return row | members


@contextmanager
def tenant_of_sign_ins(rows, folder):
    """A tenant whose sign-in log holds just these rows."""
    (Path(folder) / "signIns-beta-list.json").write_bytes(orjson.dumps({"value": rows}))
    with running_tenant(TenantOptions(load=Path(folder), now=NOW, frozen=True, throttle=False)) as running:
        yield running
