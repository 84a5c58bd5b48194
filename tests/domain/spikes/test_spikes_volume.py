"""Traffic alone is told apart from failures, and seldom."""

from hourly_series import Crowd, Strangers, Town, incidents, opened

START = 24 * 16 + 10


def town(**what):
    return Town(an_hour=30, hours=START + 14, **what)


def test_sign_ups_that_vanish_are_a_drop_and_no_failure():
    ((_, kind, dims),) = opened(town(crowds=(Crowd(START, 14, 0.0),)))

    assert (kind, dims) == ("drop", {})


def test_a_drop_is_over_when_people_come_again():
    (incident,) = incidents(town(crowds=(Crowd(START, 6, 0.0),)))

    assert incident.recovered_at is not None
    assert incident.observed < 0.5 * incident.expected


def test_people_who_pour_in_from_one_country_and_get_through_are_a_surge():
    said = opened(town(strangers=(Strangers(START, 8, "FR", 150, failing=0.06),)))

    assert [(kind, dims) for _, kind, dims in said] == [("surge", {"country": "FR"})]


def test_a_quiet_night_is_no_drop():
    assert opened(town()) == []
