"""One trouble gets one message: the two sides of it are known by their time and their place."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.domain.hourly_counts import HOUR
from bot.domain.incidents import Incident, IncidentKind
from bot.domain.same_trouble import tells_of

TEN = datetime(2026, 11, 20, 10, tzinfo=UTC)
FAILURE, LEFT, DROP, SURGE = (
    IncidentKind.FAILURE,
    IncidentKind.ABANDONMENT,
    IncidentKind.DROP,
    IncidentKind.SURGE,
)


def incident(kind, since=0.0, opened=2.0, last=5.0, *, over=False, **dims):
    """Hours are counted from ten."""
    return Incident(
        id="i",
        kind=kind,
        dims=tuple(dims.items()),
        since=TEN + since * HOUR,
        opened_at=TEN + opened * HOUR,
        last_hour=TEN + last * HOUR,
        window_end=TEN + last * HOUR,
        window_hours=1,
        observed=20,
        expected=2.0,
        attempts=40,
        failures=20,
        share=1.0,
        recovered_at=TEN + (last + 1) * HOUR if over else None,
    )


OUTAGE = incident(FAILURE, provider="Email OTP", error_code="50181")


@pytest.mark.parametrize(
    ("teller", "other"),
    [
        pytest.param(OUTAGE, incident(LEFT, 2, provider="Email OTP", stage="credentialValidation"), id="one place"),
        pytest.param(OUTAGE, incident(LEFT, app="store", provider="Email OTP"), id="a part of the place"),
        pytest.param(incident(FAILURE), incident(LEFT, provider="Google"), id="everybody fails"),
        pytest.param(
            incident(FAILURE, stage="consent", error_code="1"), incident(LEFT, app="a", stage="consent"), id="one stage"
        ),
        pytest.param(
            incident(LEFT, opened=1, user_domain="x"),
            incident(FAILURE, user_domain="x", error_code="1"),
            id="as many who left, found first in the same place",
        ),
        pytest.param(
            replace(OUTAGE, observed=30),
            incident(LEFT, opened=1, provider="Email OTP"),
            id="more failures, found later",
        ),
        pytest.param(
            OUTAGE, incident(LEFT, opened=1, provider="Email OTP", app="a"), id="failures of more, found later"
        ),
        pytest.param(
            replace(OUTAGE, recovered_at=TEN + 6 * HOUR),
            incident(LEFT, last=7, provider="Email OTP"),
            id="it went on for some hours",
        ),
        pytest.param(incident(SURGE, opened=1, user_domain="x"), incident(LEFT, user_domain="x"), id="a wave"),
        pytest.param(incident(LEFT, opened=1, user_domain="x"), incident(SURGE, user_domain="x"), id="a wave, later"),
        pytest.param(incident(LEFT), incident(DROP), id="what was found in the same round"),
    ],
)
def test_one_trouble(teller, other):
    assert tells_of(teller, other)


@pytest.mark.parametrize(
    ("teller", "other"),
    [
        pytest.param(OUTAGE, incident(LEFT, 4, provider="Email OTP"), id="it began hours later"),
        pytest.param(OUTAGE, incident(LEFT, provider="Google"), id="another place"),
        pytest.param(OUTAGE, incident(LEFT, stage="credentialValidation"), id="a wider place"),
        pytest.param(
            replace(OUTAGE, recovered_at=TEN + 6 * HOUR),
            incident(LEFT, last=9, provider="Email OTP"),
            id="it outlasted the failures",
        ),
        pytest.param(incident(LEFT, opened=1), incident(FAILURE), id="failures everywhere"),
        pytest.param(
            incident(FAILURE, error_code="1"), incident(LEFT, provider="a"), id="failures with a code anywhere"
        ),
        pytest.param(incident(FAILURE, stage="consent"), incident(LEFT, stage="userCreation"), id="another stage"),
        pytest.param(
            incident(LEFT, opened=1, app="a"), incident(FAILURE, app="a", provider="b"), id="failures of a part"
        ),
        pytest.param(incident(LEFT), incident(LEFT, opened=3, app="store"), id="the same detector's"),
        pytest.param(incident(FAILURE), incident(DROP, opened=3), id="what one detector tells apart itself"),
        pytest.param(incident(DROP, opened=1), incident(SURGE), id="traffic of two kinds"),
    ],
)
def test_two_troubles(teller, other):
    assert not tells_of(teller, other)


@pytest.mark.parametrize("kind", [FAILURE, DROP, SURGE])
@pytest.mark.parametrize("opened", [1, 2, 3])
@pytest.mark.parametrize("observed", [12, 20, 28])
@pytest.mark.parametrize("dims", [{}, {"app": "store"}], ids=["everywhere", "one place"])
def test_of_two_sides_exactly_one_is_told(kind, opened, observed, dims):
    one, other = incident(LEFT, opened=2, **dims), incident(kind, opened=opened, **dims)
    other = replace(other, observed=observed)

    assert [tells_of(one, other), tells_of(other, one)].count(True) == 1
