"""A day beside the same weekday a week before: every number, and the one sentence that says what changed."""

from dataclasses import replace
from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest
from sign_up_samples import ASKED, ATTRIBUTES, CREATE, VALIDATE, WRONG_CODE, event, judged, otp_path

from bot.domain.changes import Change
from bot.domain.days import Days
from bot.domain.digest_parts import Stretch, TrendPoint
from bot.domain.digests import Circumstances, compose
from bot.domain.window import local_day

ZONE = ZoneInfo("Europe/London")
THURSDAY = date(2026, 11, 12)
WEEK = 7 * 24 * 60
CREATION_FAILED = 399279


def tries(success=0, failed=0, abandoned=0, *, code=WRONG_CODE, app="store", provider="Email OTP", week_ago=False):
    """So many attempts of each outcome, one after the other from nine in the morning."""
    begin = -WEEK if week_ago else 0
    made = []
    for number in range(success + failed + abandoned):
        members = {
            "correlation_id": f"{app}-{provider}-{code}-{week_ago}-{number}",
            "app_id": app,
            "provider": provider,
            "who": f"person{number}@x.com",
        }
        start = begin + number / 10
        if number < success:
            made += otp_path(start, **members)
        else:
            stage = CREATE if code == CREATION_FAILED else VALIDATE
            made += [
                event(start, **members),
                event(start + 0.01, stage, code if number < success + failed else ASKED, **members),
            ]
    return made


def day(*parts, week_ago=False):
    when = THURSDAY - timedelta(days=7) if week_ago else THURSDAY
    return Stretch(Days.one(when), local_day(when, ZONE), tuple(judged(*[step for part in parts for step in part])))


def week_ago(*parts):
    return day(*parts, week_ago=True)


def digest_of(today, like=None, *, complete=True, notes=()):
    return compose(
        today,
        like,
        Circumstances(zone=ZONE.key, as_of=today.window.until, complete=complete, notes=notes),
        app_name=lambda attempt: attempt.app_id.capitalize(),
    )


def sentence(today, like=None):
    return digest_of(today, like).changed


def test_a_digest_counts_its_day_and_the_like_day():
    digest = digest_of(day(tries(3, 2, 1)), week_ago(tries(4, 0, 1, week_ago=True)))

    assert digest.attempts == Change(6, 5)
    assert digest.success == Change(3, 4)
    assert digest.now.rates.conversion == pytest.approx(0.5)
    assert digest.like.rates.conversion == pytest.approx(0.8)


def test_a_digest_without_a_like_day_compares_nothing():
    digest = digest_of(day(tries(3)))

    assert digest.attempts == Change(3, None)
    assert digest.to_json()["compare"] is None
    assert [part.attempts.before for part in (*digest.apps, *digest.providers)] == [None, None]


def test_the_worst_stage_is_of_the_day_alone():
    digest = digest_of(day(tries(8, 2)), week_ago(tries(0, 10, code=CREATION_FAILED, week_ago=True)))

    assert (digest.worst.stage, digest.worst.left, digest.worst.reached) == (VALIDATE, 2, 10)


def test_reasons_count_the_codes_that_ended_failed_attempts_on_either_day():
    digest = digest_of(
        day(tries(1, 3), tries(0, 1, code=CREATION_FAILED), tries(0, 0, 5, app="other")),
        week_ago(tries(0, 2, week_ago=True), tries(0, 4, code=50182, week_ago=True)),
    )

    assert [(reason.code, reason.change) for reason in digest.reasons] == [
        (WRONG_CODE, Change(3, 2)),
        (CREATION_FAILED, Change(1, 0)),
        (50182, Change(0, 4)),
    ]
    assert digest.reasons[1].change.is_new
    assert all(reason.meaning for reason in digest.reasons)


def test_a_code_we_have_no_words_for_keeps_what_entra_says():
    (reason,) = digest_of(day([event(0, CREATE, 424242, failure_reason="The moon was full.")])).reasons

    assert "The moon was full" in reason.meaning


def test_an_error_that_was_overcome_is_no_reason():
    recovered = [event(0, VALIDATE, WRONG_CODE), *otp_path(1)]

    assert digest_of(day(recovered)).reasons == ()


def test_apps_and_providers_stand_beside_their_like_largest_first():
    digest = digest_of(
        day(tries(1), tries(2, app="rewards", provider="Google")),
        week_ago(tries(2, week_ago=True), tries(1, app="field", week_ago=True)),
    )

    assert [(part.name, part.attempts) for part in digest.apps] == [
        ("Rewards", Change(2, 0)),
        ("Store", Change(1, 2)),
        ("Field", Change(0, 1)),
    ]
    assert [(part.name, part.attempts) for part in digest.providers] == [
        ("Google", Change(2, 0)),
        ("Email OTP", Change(1, 3)),
    ]
    assert digest.apps[0].rates_before is None
    assert digest.apps[2].rates is None


def test_a_provider_the_log_does_not_name_is_not_said():
    assert [part.name for part in digest_of(day(tries(1, provider=None))).providers] == ["not said"]


def test_few_attempts_are_marked_as_small_numbers():
    digest = digest_of(day(tries(19), tries(20, app="rewards")))

    assert {part.name: part.small for part in digest.apps} == {"Store": True, "Rewards": False}


@pytest.mark.parametrize(
    ("today", "like", "said"),
    [
        pytest.param([], None, "Nobody tried to sign up.", id="an empty day alone"),
        pytest.param(
            [tries(3, 1)], None, "3 of 4 got in; there is no earlier week to compare with yet.", id="the first week"
        ),
        pytest.param(
            [],
            [tries(2, week_ago=True)],
            "Nobody tried to sign up; last Thursday 2 attempts began.",
            id="nobody came",
        ),
        pytest.param([tries(0, 1)], [], "1 attempt began; last Thursday nobody tried.", id="somebody where nobody was"),
        pytest.param(
            [tries(3, 1)],
            [tries(1, 3, week_ago=True)],
            "Too few attempts to call it a change: 3 of 4 got in, against 1 of 4 last Thursday.",
            id="small numbers",
        ),
        pytest.param(
            [tries(30, 70)],
            [tries(80, 20, week_ago=True)],
            "Conversion fell from 80% to 30%; most of all, 50 more attempts ended with code 50181 (",
            id="conversion fell, and why",
        ),
        pytest.param(
            [tries(80, 20)],
            [tries(30, 70, week_ago=True)],
            "Conversion rose from 30% to 80%; most of all, 50 fewer attempts ended with code 50181 (",
            id="conversion rose, and why",
        ),
        pytest.param(
            [tries(30, 0, 70)],
            [tries(80, 0, 20, week_ago=True)],
            "Conversion fell from 80% to 30%; most of all, 50 more attempts were given up at “email code check”: "
            "70 instead of 20.",
            id="people walked away, which no code explains",
        ),
        pytest.param(
            [tries(40, 60), tries(60, app="rewards")],
            [tries(90, 10, week_ago=True), tries(60, app="rewards", week_ago=True)],
            "Conversion fell from 94% to 62%; most of all, 50 more attempts ended with code 50181 "
            "(The emailed code did not match, or it could not be checked): 60 instead of 10.",
            id="nothing is lost anywhere else, so its place is no news",
        ),
        pytest.param(
            [tries(40, 60), tries(50, 10, app="rewards")],
            [tries(90, 10, week_ago=True), tries(50, 10, app="rewards", week_ago=True)],
            "Conversion fell from 88% to 56%; most of all, 50 more attempts ended with code 50181 "
            "(The emailed code did not match, or it could not be checked): 70 instead of 20, "
            "nearly all of the difference in Store.",
            id="where",
        ),
        pytest.param(
            [tries(70, 0, 10), tries(0, 20, code=CREATION_FAILED)],
            [tries(70, 0, 30, week_ago=True)],
            "Conversion is much as last Thursday (70%, 70% then). Yet 20 more attempts ended with code 399279 (",
            id="one reason went and another came",
        ),
        pytest.param(
            [tries(100, 100)],
            [tries(50, 50, week_ago=True)],
            "Attempts rose 100% (100 last Thursday, now 200), "
            "while conversion is much as last Thursday (50%, 50% then).",
            id="more of the same",
        ),
        pytest.param(
            [tries(33, 35)],
            [tries(59, 36, week_ago=True)],
            "Attempts fell 28% (95 last Thursday, now 68), while conversion is 49%, last Thursday 62%, which may be",
            id="a difference that may be chance is told for what it is",
        ),
        pytest.param(
            [tries(52, 48)],
            [tries(50, 50, week_ago=True)],
            "Nothing stands out: conversion is much as last Thursday (52%, 50% then).",
            id="nothing stands out",
        ),
    ],
)
def test_one_sentence_says_what_changed(today, like, said):
    assert sentence(day(*today), None if like is None else week_ago(*like)).startswith(said)


def test_young_attempts_are_no_reason():
    """Who failed a minute ago is not in the rates, so that the reason explains the rates that are said."""
    old = tries(60, 0)
    young = [replace(step, at=step.at + timedelta(minutes=30)) for step in tries(0, 40, app="rewards")]
    seen = judged(*old, *young, now=old[0].at + timedelta(minutes=70))
    today = Stretch(Days.one(THURSDAY), local_day(THURSDAY, ZONE), tuple(seen))
    assert (today.totals.failed, today.rates.mature) == (40, 60)

    assert "code" not in sentence(today, week_ago(tries(60, week_ago=True)))


@pytest.mark.parametrize(
    ("found", "complete", "unknown", "quiet"),
    [
        pytest.param([], False, True, False, id="nothing, and some may be missing"),
        pytest.param([], True, False, True, id="nothing there was"),
        pytest.param([tries(1)], False, False, False, id="something"),
    ],
)
def test_days_of_which_nothing_is_known_are_not_quiet(found, complete, unknown, quiet):
    digest = digest_of(day(*found), complete=complete)

    assert (digest.unknown, digest.quiet) == (unknown, quiet)


@pytest.mark.parametrize(
    ("found", "said"),
    [
        pytest.param([], "Not one sign-up attempt of these days is known.", id="nothing"),
        pytest.param([tries(3, 1)], "As far as is known, 3 of 4 got in; there is no earlier week", id="some"),
    ],
)
def test_what_may_be_incomplete_is_said_as_far_as_it_is_known(found, said):
    assert digest_of(day(*found), complete=False).changed.startswith(said)


def trend_of(*attempts, converted=0.5):
    last = len(attempts) - 1
    return [
        TrendPoint(Days.one(THURSDAY - timedelta(days=last - at)), number, round(number * converted))
        for at, number in enumerate(attempts)
    ]


@pytest.mark.parametrize(
    ("trend", "said"),
    [
        pytest.param([100] * 13, ", back to about the usual 100, while", id="the like day was the odd one"),
        pytest.param([200] * 13, "now 100), while", id="the day itself is"),
        pytest.param([100] * 6, "now 100), while", id="too few days to know what is usual"),
    ],
)
def test_a_like_day_that_was_unusual_itself_is_told(trend, said):
    digest = compose(
        day(tries(50, 50)),
        week_ago(tries(100, 100, week_ago=True)),
        Circumstances(zone=ZONE.key, as_of=local_day(THURSDAY, ZONE).until, complete=True),
        app_name=lambda attempt: attempt.app_id,
        trend=trend_of(*trend, 100),
    )

    assert digest.changed.startswith("Attempts fell 50% (200 last Thursday, now 100)")
    assert said in digest.changed


@pytest.mark.parametrize(
    ("converted", "said"),
    [
        pytest.param(0.66, "rose from 30% to 66%, back to about the usual 66%; most of all", id="back to the usual"),
        pytest.param(0.30, "rose from 30% to 66%; most of all", id="the like day was as usual"),
        pytest.param(0.90, "rose from 30% to 66%, where 90% is usual; most of all", id="both are unusual"),
    ],
)
def test_a_like_day_on_which_unusually_few_got_in_is_told(converted, said):
    digest = compose(
        day(tries(66, 34)),
        week_ago(tries(30, 70, week_ago=True)),
        Circumstances(zone=ZONE.key, as_of=local_day(THURSDAY, ZONE).until, complete=True),
        app_name=lambda attempt: attempt.app_id,
        trend=trend_of(*[100] * 14, converted=converted),
    )

    assert said in digest.changed


def test_months_are_compared_by_the_day():
    """Thirty-one a day in a month of 31 days and in one of 28 is no rise, however many more there were."""
    march, february = (
        Days(date(2026, 3, 1), date(2026, 3, 31)),
        Days(date(2026, 2, 1), date(2026, 2, 28)),
    )
    stretches = [
        Stretch(days, days.window(ZONE), tuple(judged(*tries(days.length * 31)))) for days in (march, february)
    ]

    assert march.like == february
    assert sentence(*stretches) == "Nothing stands out: conversion is much as in February (100%, 100% then)."
    fewer = replace(stretches[1], attempts=stretches[1].attempts[: 28 * 20])
    assert sentence(stretches[0], fewer) == (
        "Attempts rose 55% (20.0 a day in February, now 31.0), "
        "while conversion is much as in February (100%, 100% then)."
    )


def test_a_day_too_young_to_be_judged_says_so():
    today = Stretch(
        Days.one(THURSDAY),
        local_day(THURSDAY, ZONE),
        tuple(judged(*tries(2), now=tries(1)[0].at + timedelta(minutes=9))),
    )

    assert sentence(today) == "2 attempts began, and none is old enough to be judged yet."
    assert (
        sentence(today, week_ago(tries(1, week_ago=True)))
        == "No attempt is old enough to be judged yet; attempts rose 100% (1 last Thursday, now 2)."
    )


def test_the_json_of_a_digest_holds_every_number():
    digest = digest_of(
        day(tries(3, 1)), week_ago(tries(2, week_ago=True)), complete=False, notes=("The log was late.",)
    )
    said = digest.to_json()

    assert said["day"] == "2026-11-12"
    assert said["window"] == {"from": "2026-11-12T00:00:00+00:00", "to": "2026-11-13T00:00:00+00:00"}
    assert said["totals"] == digest.now.totals.to_json()
    assert said["rates"] == digest.now.rates.to_json()
    assert said["compare"]["day"] == "2026-11-05"
    assert said["compare"]["totals"]["success"] == 2
    assert [step["stage"] for step in said["funnel"]][:2] == ["credentialCollection", VALIDATE]
    assert said["reasons"][0] | {"meaning": ""} == {
        "error_code": WRONG_CODE,
        "meaning": "",
        "attempts": 1,
        "before": 0,
    }
    assert said["apps"][0]["name"] == "Store"
    assert said["providers"][0]["before"] == 2
    assert (said["complete"], said["notes"]) == (False, ["The log was late."])


def test_a_stage_that_nobody_reached_is_not_in_the_funnel():
    assert ATTRIBUTES not in [step.stage for step in digest_of(day(tries(0, 1))).funnel]
