"""What must be found, by its name and soon; and what must not raise an alert."""

from datetime import timedelta

import pytest
from hourly_series import FIRST, HOUR, Crowd, Strangers, Town, Trouble, incidents, opened

from bot.domain.hourly import HourRow, HourUpdate
from bot.domain.incidents import Opened
from bot.domain.spikes import REPLAYED, Detector

START = 24 * 9 + 10


def town(**what):
    return Town(hours=START + 36, **what)


@pytest.mark.parametrize(
    ("what", "named"),
    [
        pytest.param(
            {"troubles": (Trouble(START, 5, {"provider": "Google"}, 0.9, "credentialFederation", "90100"),)},
            {"provider": "Google"},
            id="a provider down",
        ),
        pytest.param(
            {"troubles": (Trouble(START, 8, {"provider": "Google"}, 0.35, "credentialFederation", "50000"),)},
            {"provider": "Google"},
            id="a provider failing partly, with a code nobody has seen",
        ),
        pytest.param(
            {"troubles": (Trouble(START, 6, {"app": "Rewards"}, 0.5),)},
            {"app": "Rewards", "stage": "userCreation"},
            id="a release that breaks a stage",
        ),
        pytest.param(
            {"troubles": (Trouble(START, 6, {}, 0.3, "attributeCollectionAndValidation", "1003005"),)},
            {"errorCode": "1003005"},
            id="a custom extension",
        ),
        pytest.param(
            {"strangers": (Strangers(START, 5, "FR", 30),)}, {"country": "FR"}, id="password guessing from one country"
        ),
        pytest.param(
            {"strangers": (Strangers(START, 5, "KZ", 20),)}, {"country": "KZ"}, id="a country never seen before"
        ),
        pytest.param(
            {
                "troubles": (Trouble(START, 6, {"provider": "Google"}, 0.6, "credentialFederation", "90100"),),
                "crowds": (Crowd(START - 5, 20, 4.0),),
            },
            {"provider": "Google"},
            id="an outage inside a campaign",
        ),
    ],
)
def test_an_incident_is_told_once_soon_and_by_name(what, named):
    (hour, kind, dims), *more = opened(town(**what))

    assert (kind, dims, more) == ("failure", named, [])
    assert START <= hour <= START + 2


def test_missing_passcodes_are_named_by_stage_or_code():
    ((hour, _, dims),) = opened(
        town(troubles=(Trouble(START, 6, {"provider": "Email OTP"}, 0.5, "credentialValidation", "50181"),))
    )

    assert dims.get("stage") == "credentialValidation" or dims.get("errorCode") == "50181"
    assert hour <= START + 2


def test_a_moderate_rise_of_a_day_is_found():
    said = opened(town(troubles=(Trouble(START, 24, {"provider": "Google"}, 0.08, "credentialFederation", "90100"),)))

    assert [kind for _, kind, _ in said] == ["failure"]


def test_what_comes_back_a_week_later_at_the_same_hour_is_found_again():
    outage = Trouble(START - 168, 4, {"provider": "Google"}, 0.8, "credentialFederation", "90100")
    again = Trouble(START, 4, {"provider": "Google"}, 0.8, "credentialFederation", "90100")

    assert [dims for _, _, dims in opened(town(troubles=(outage, again)))] == [{"provider": "Google"}] * 2


def test_two_at_once_are_two():
    outage = Trouble(START, 8, {"provider": "Google"}, 0.9, "credentialFederation", "90100")
    extension = Trouble(START + 1, 8, {"provider": "Email OTP"}, 0.5, "attributeCollectionAndValidation", "1003005")

    said = opened(town(troubles=(outage, extension)))

    assert [dims for _, _, dims in said] == [{"provider": "Google"}, {"errorCode": "1003005"}]


@pytest.mark.parametrize(
    "country",
    [pytest.param("KZ", id="from where nobody ever came"), pytest.param("FR", id="from a country that is known")],
)
def test_an_attack_does_not_hide_in_an_outage_of_what_it_attacks(country):
    outage = tuple(
        Trouble(START, 10, {"provider": "Email OTP"}, share, stage, code)
        for share, stage, code in ((0.9, "credentialCollection", "90033"), (0.5, "credentialValidation", "50000"))
    )
    fewer_than_elsewhere = Strangers(START + 4, 6, country, 20)

    said = opened(town(an_hour=100.0, troubles=outage, strangers=(fewer_than_elsewhere,)))

    assert [dims for _, _, dims in said] == [{"provider": "Email OTP"}, {"country": country}]
    assert START + 4 <= said[1][0] <= START + 6


def test_people_who_come_back_during_an_outage_are_no_attack():
    outage = Trouble(START, 10, {"provider": "Email OTP"}, 0.9, "credentialValidation", "90033")
    back_again = Crowd(START + 4, 6, 2.0, {"provider": "Email OTP"})

    assert len(opened(town(troubles=(outage,), crowds=(back_again,)))) == 1


@pytest.mark.parametrize(
    "what",
    [
        pytest.param({}, id="nothing in particular"),
        pytest.param({"an_hour": 2.0}, id="a small tenant in which nothing happens"),
        pytest.param({"crowds": (Crowd(START, 20, 5.0),)}, id="a campaign"),
        pytest.param(
            {"crowds": (Crowd(START, 20, 8.0, {"provider": "Facebook"}),)}, id="a campaign for what fails more"
        ),
        pytest.param({"crowds": (Crowd(START, 24, 0.3),)}, id="a holiday"),
        pytest.param({"strangers": (Strangers(START, 1, "GB", 300, people=1),)}, id="one person failing many times"),
        pytest.param({"strangers": (Strangers(START, 9, "GB", 40, people=1),)}, id="one person failing all night"),
        pytest.param({"an_hour": 3.0, "strangers": (Strangers(START, 9, "DE", 12, people=3),)}, id="stuck devices"),
        pytest.param({"apps": (("Partner", 0.4, START, 2.0),)}, id="a new app with a rate of its own"),
        pytest.param({"strangers": (Strangers(START, 36, "NZ", 6, failing=0.08),)}, id="a new country"),
        pytest.param({"renamed": ((START, "50181", "777001"),)}, id="a renamed code"),
    ],
)
def test_this_raises_no_failure_alert(what):
    assert [said for said in opened(town(**what)) if said[1] == "failure"] == []


def test_what_is_hardly_worse_as_a_whole_is_not_told_though_a_part_of_it_is_a_lot_worse():
    """Everybody fails by 45 % more: nobody alone, yet one small app nearly twice as much."""

    def hour(*parts):
        for app, provider, country, tried, unmade, mistyped in parts:
            yield HourRow((app, provider, "userCreation", "0", country), tried - unmade - mistyped, 0, 0)
            yield HourRow((app, provider, "userCreation", "399246", country), unmade, unmade, unmade)
            yield HourRow((app, provider, "credentialValidation", "50126", country), mistyped, mistyped, mistyped)

    store, others = ("Store", "Google", "GB", 200), ("Store", "Email OTP", "GB", 200)
    small, smaller = ("Rewards", "Google", "GB", 40), ("Rewards", "Google", "DE", 40)
    usual = tuple(hour((*store, 10, 20), (*others, 10, 20), (*small, 1, 4), (*smaller, 2, 4)))
    worse = tuple(hour((*store, 17, 25), (*others, 14, 26), (*small, 5, 6), (*smaller, 4, 6)))
    detector = Detector(REPLAYED)

    said = [
        detector.poll(FIRST + (number + 1) * HOUR, [HourUpdate(FIRST + number * HOUR, rows)])
        for number, rows in enumerate([usual] * 24 * 9 + [worse] * 8)
    ]

    assert not any(said)


def test_when_an_incident_is_over_that_is_all_that_is_said():
    outage = Trouble(START, 5, {"provider": "Google"}, 0.9, "credentialFederation", "90100")

    (incident,) = incidents(town(troubles=(outage,)))

    assert incident.since == FIRST + START * HOUR
    assert incident.recovered_at == FIRST + (START + 5) * HOUR
    assert incident.last_hour < incident.recovered_at
    assert incident.observed > 3 * incident.expected


@pytest.mark.parametrize("seed", [1, 2, 12])
def test_the_figures_of_what_is_over_are_those_of_its_own_hours(seed):
    """In a small tenant somebody may fail between its end and the moment at which that is sure."""
    outage = Trouble(START, 6, {"provider": "Google"}, 0.8, "credentialFederation", "90100")

    (incident,) = incidents(Town(hours=START + 72, an_hour=4.0, seed=seed, troubles=(outage,)))

    assert incident.recovered_at == incident.since + incident.window_hours * HOUR
    assert incident.window_end == incident.last_hour == incident.recovered_at - HOUR


def test_an_open_incident_does_not_say_it_is_over_after_one_quiet_hour():
    outages = tuple(
        Trouble(start, 2, {"provider": "Google"}, 0.9, "credentialFederation", "90100") for start in (START, START + 3)
    )

    (incident,) = incidents(town(troubles=outages))

    assert incident.recovered_at == FIRST + (START + 5) * HOUR


def test_a_poll_without_anything_changes_nothing():
    detector = Detector(REPLAYED)

    assert list(detector.poll(FIRST, ())) == []


@pytest.mark.parametrize("order", [1, -1], ids=["oldest first", "newest first"])
def test_a_first_poll_may_bring_all_that_came_before_it_in_any_order(order):
    outage = Trouble(START, 36, {"provider": "Google"}, 0.9, "credentialFederation", "90100")
    hours = [HourUpdate(FIRST + at * HOUR, rows) for at, rows in enumerate(town(troubles=(outage,)).rows())]

    found = Detector(REPLAYED).poll(FIRST + (START + 2) * HOUR, hours[: START + 2][::order])

    assert [(type(each), dict(each.incident.dims)) for each in found] == [(Opened, {"provider": "Google"})]
    assert all(each.incident.since == FIRST + START * HOUR for each in found)


def few(hour, *besides, codes=("90101", "50034", "50181")):
    """Six tries an hour, of which every other hour one fails, with one of the codes in turn; and `besides` by code."""
    usual = [(codes[hour // 2 % 3], 1)] if hour % 2 else []
    failing = [*usual, *besides]
    yield HourRow(("Store", "Google", "credentialFederation", "0", "GB"), 6 - len(usual), 0, 0)
    for code, people in failing:
        yield HourRow(("Store", "Google", "credentialFederation", code, "GB"), people, people, people)


def told_hours(hours):
    """The numbers of the hours after which something is told."""
    detector = Detector(REPLAYED)
    polled = [
        detector.poll(FIRST + (number + 1) * HOUR, [HourUpdate(FIRST + number * HOUR, tuple(rows))])
        for number, rows in enumerate(hours)
    ]
    return [number for number, changes in enumerate(polled) if any(isinstance(each, Opened) for each in changes)]


def test_a_code_nobody_has_seen_is_told_at_once_also_where_few_try():
    hours = [few(number) for number in range(START)]

    assert told_hours([*hours, few(START, ("777001", 5))]) == [START]


def test_a_code_that_took_the_place_of_another_is_not_told_where_few_try():
    hours = [few(number) for number in range(START)]
    hours += [few(number, codes=("777001", "50034", "50181")) for number in range(START, START + 48)]

    assert told_hours(hours) == []


def test_the_first_minutes_of_an_hour_tell_what_the_hour_before_could_not_yet():
    *usual, before, _ = town(an_hour=8).rows()[: START + 2]
    three = (HourRow(("Store", "Google", "userCreation", "399246", "GB"), 3, 3, 3),)
    hours = [HourUpdate(FIRST + at * HOUR, rows) for at, rows in enumerate((*usual, before + three))]
    detector, just_after = Detector(REPLAYED), FIRST + len(hours) * HOUR

    assert not any(isinstance(each, Opened) for each in detector.poll(just_after, hours))
    (found,) = detector.poll(just_after + timedelta(minutes=10), [HourUpdate(just_after, three)])
    assert (type(found), dict(found.incident.dims)) == (Opened, {"provider": "Google"})
    assert found.incident.since == just_after - HOUR
