"""Sign-ups of eleven weeks, drawn from a seed: traffic, trouble in October, and somebody around each midnight."""

import random
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from desk_town import APPS, REWARDS, STORE, raw_row

FIRST, LAST = date(2026, 8, 28), date(2026, 11, 11)
ZONES = ("Europe/Berlin", "America/New_York", "Pacific/Auckland", "Australia/Lord_Howe")
PROVIDERS = ("Email OTP", "Google", "Email Password")
CREDENTIALS, CHECK, FORM, MADE = (
    "credentialCollection",
    "credentialValidation",
    "attributeCollectionAndValidation",
    "userCreation",
)
PATHS = {
    "success": ((CREDENTIALS, 0), (CHECK, 1002013), (FORM, 0), (MADE, 0)),
    "wrong code": ((CREDENTIALS, 0), (CHECK, 1002013), (CHECK, 50181)),
    "bad form": ((CREDENTIALS, 0), (FORM, 1002027)),
    "no account": ((CREDENTIALS, 0), (FORM, 0), (MADE, 399279)),
    "walked away": ((CREDENTIALS, 0), (CHECK, 1002013)),
}
USUAL, TROUBLED = (60, 8, 6, 4, 22), (10, 80, 2, 2, 6)
"""How often each path is taken; the second by Email OTP in Rewards in October."""


def eleven_weeks():
    """The rows, as Graph prints them."""
    drawn = random.Random(11)
    rows = []
    for number, began in enumerate(sorted([*_traffic(drawn), *_midnights()])):
        rows += _attempt(number, began, drawn)
    return rows


def _traffic(drawn):
    days = (LAST - FIRST).days + 1
    begin = datetime.combine(FIRST, time(), UTC)
    return [begin + timedelta(seconds=drawn.randrange(days * 86_400)) for _ in range(days * 14)]


def _midnights():
    """A second before and at each local midnight, where a day that is taken for 24 hours is off by an attempt."""
    for zone in map(ZoneInfo, ZONES):
        for number in range(1, (LAST - FIRST).days):
            day = FIRST + timedelta(days=number)
            midnight = datetime(day.year, day.month, day.day, tzinfo=zone).astimezone(UTC)
            yield midnight - timedelta(seconds=1)
            yield midnight


def _attempt(number, began, drawn):
    app, provider = drawn.choice([STORE, STORE, REWARDS]), drawn.choice(PROVIDERS)
    is_troubled = began.month == 10 and app == REWARDS and provider == "Email OTP"
    (path,) = drawn.choices(list(PATHS.values()), TROUBLED if is_troubled else USUAL)
    return [
        raw_row(
            f"{number:05}-{step}",
            began + timedelta(seconds=20 * step),
            stage,
            code,
            who=f"person{drawn.randrange(900)}@x.com",
            correlation_id=f"try-{number}",
            app_id=app,
            appDisplayName=APPS[app],
            signUpIdentityProvider=provider,
        )
        for step, (stage, code) in enumerate(path)
    ]
