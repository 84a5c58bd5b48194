"""Sign-up events written as short as they can be read, and the attempts they make."""

from datetime import UTC, datetime, timedelta
from itertools import count

from bot.domain.attempts import AttemptRules
from bot.domain.events import SignUpEvent
from bot.domain.joining import attempts

START = datetime(2026, 11, 12, 9, tzinfo=UTC)
LATER = START + timedelta(days=2)
"""A present in which whatever began around START is long over."""

OK, ASKED, WRONG_CODE = 0, 1002013, 50181
COLLECT, VALIDATE, FEDERATE = "credentialCollection", "credentialValidation", "credentialFederation"
ATTRIBUTES, CREATE = "attributeCollectionAndValidation", "userCreation"

_NUMBERS = count(1)


def event(minutes, stage=COLLECT, code=OK, who="jane@contoso.com", **members):
    """An event so many minutes after START."""
    usual = {"id": f"event-{next(_NUMBERS):06}", "correlation_id": "one", "app_id": "store", "provider": "Email OTP"}
    return SignUpEvent(
        at=START + timedelta(minutes=minutes),
        stage=stage,
        error_code=code,
        identifier=who,
        **(usual | members),
    )


def otp_path(minutes=0, **members):
    """The four events of a usual sign-up with a one-time passcode, a minute apart."""
    steps = [(COLLECT, OK), (VALIDATE, ASKED), (ATTRIBUTES, OK), (CREATE, OK)]
    return [event(minutes + after, stage, code, **members) for after, (stage, code) in enumerate(steps)]


def judged(*events, now=LATER, rules=None):
    """All attempts in `events`."""
    return attempts(events, now, rules or AttemptRules())


def one(*events, now=LATER, rules=None):
    """The only attempt in `events`."""
    (attempt,) = judged(*events, now=now, rules=rules)
    return attempt


def minute(minutes):
    return START + timedelta(minutes=minutes)
