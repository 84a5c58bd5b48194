"""Which slice is named, given the finest counts of a stretch."""

from bot.domain.spikes import REPLAYED
from bot.domain.spikes.crowd import Crowd
from bot.domain.spikes.evidence import Evidence
from bot.domain.spikes.guilt import Guilt
from bot.domain.spikes.lattice import Lattice

CREATION = ("userCreation", "399246")
PASSWORD = ("credentialValidation", "50126")


def is_much_worse(seen, expected):
    return seen >= 1.5 * expected


def named(dims, *rows, usual=None):
    """What is named for `dims`; a row is (app, provider, country), usual tries, tries, {reason: expected, seen}.

    `usual` tells what tries of a place are usual at any time; those of the rows otherwise.
    """
    lattice = Lattice(REPLAYED)
    evidence = Evidence(lattice)
    for (app, provider, country), tries, tried, failed in rows:
        for (stage, code), (expected, seen) in failed.items():
            cell, reason = lattice.split((app, provider, stage, code, country))
            evidence.attempts[cell], evidence.usual[cell] = tried, tries
            evidence.expected[cell, reason], evidence.seen[cell, reason] = expected, seen
    crowd = Crowd(lattice, evidence, evidence.usual_attempts, usual or evidence.usual_attempts)
    return Guilt(lattice, evidence, crowd, is_much_worse).name(dims)


def test_where_strangers_come_from_is_named_though_they_try_so_much_that_many_were_to_fail():
    rows = [
        (("Store", "Google", "GB"), 60, 60, {CREATION: (3, 3), PASSWORD: (0.3, 0)}),
        (("Store", "Google", "KZ"), 0, 40, {CREATION: (5, 0), PASSWORD: (0.4, 9)}),
    ]

    assert named((("errorCode", "50126"),), *rows) == (("country", "KZ"),)


def test_a_country_of_few_from_which_all_who_fail_come_is_named_though_no_more_try():
    rows = [
        (("Store", "Google", "GB"), 200, 200, {CREATION: (10, 11), PASSWORD: (20, 21)}),
        (("Store", "Google", "FR"), 20, 22, {CREATION: (1, 1), PASSWORD: (1, 14)}),
        (("Store", "Google", "DE"), 200, 200, {CREATION: (10, 11), PASSWORD: (20, 21)}),
    ]

    assert named((("errorCode", "50126"),), *rows) == (("country", "FR"),)


def test_a_country_is_not_named_where_hardly_anybody_comes_from_elsewhere():
    rows = [
        (("Store", "Google", "GB"), 200, 200, {CREATION: (10, 11), PASSWORD: (20, 45)}),
        (("Store", "Google", "FR"), 20, 22, {CREATION: (1, 1), PASSWORD: (2, 3)}),
    ]

    assert "country" not in dict(named((("errorCode", "50126"),), *rows))


def test_a_provider_is_named_and_not_the_country_that_nearly_all_of_its_people_come_from():
    """Those who fail try again, so that more seem to come from there than usual."""
    federation = ("credentialFederation", "90006")
    rows = [
        (("Store", "Google", "US"), 18, 31, {federation: (2, 15)}),
        (("Store", "Email OTP", "GB"), 40, 42, {PASSWORD: (4, 4)}),
        (("Store", "Facebook", "DE"), 20, 19, {federation: (1, 1)}),
    ]

    assert named((("provider", "Google"),), *rows) == (("provider", "Google"),)


def test_a_provider_is_told_with_its_stage_where_all_of_it_is_hardly_worse():
    federation = ("credentialFederation", "90100")
    rows = [
        (("Store", "Google", "GB"), 400, 400, {federation: (9, 33), CREATION: (50, 52)}),
        (("Store", "Facebook", "GB"), 400, 400, {federation: (9, 9), CREATION: (50, 51)}),
    ]

    found = (("provider", "Google"), ("stage", "credentialFederation"))

    assert named(found, *rows) == found


def test_a_provider_that_most_people_choose_is_told_beside_a_stage_that_is_its_own():
    outage = ("credentialCollection", "50000")
    usual = ("credentialCollection", "90101")
    rows = [
        (("Store", "Email", "GB"), 38, 38, {outage: (0, 7), usual: (1.2, 1), CREATION: (1, 1)}),
        (("Store", "Google", "GB"), 4, 4, {outage: (0, 0), usual: (0.01, 0), CREATION: (0.1, 0)}),
    ]

    found = (("stage", "credentialCollection"), ("errorCode", "50000"))

    assert named(found, *rows) == (("provider", "Email"), *found)


def test_a_provider_that_most_people_choose_is_not_told_beside_a_stage_that_all_providers_have():
    outage = ("userCreation", "50000")
    rows = [
        (("Store", "Email", "GB"), 38, 38, {outage: (0, 7), CREATION: (1, 1)}),
        (("Store", "Google", "GB"), 4, 4, {outage: (0, 0), CREATION: (0.1, 0)}),
    ]

    found = (("stage", "userCreation"), ("errorCode", "50000"))

    assert "provider" not in dict(named(found, *rows))


def test_a_country_is_named_also_where_nobody_else_who_uses_the_provider_came_in_that_hour():
    rows = [
        (("Store", "Email OTP", "PT"), 0.2, 10, {PASSWORD: (0.3, 9)}),
        (("Store", "Google", "GB"), 2.0, 5, {CREATION: (0.4, 0)}),
    ]
    otp = ("provider", "Email OTP")
    usual = {(otp,): 4.0, (otp, ("country", "PT")): 0.2}

    assert named((otp,), *rows, usual=usual.get) == (("country", "PT"),)
