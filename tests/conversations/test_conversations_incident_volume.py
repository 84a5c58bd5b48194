"""Sign-ups stop, or pour in from one mail domain: the detector of production says so, apart from failures."""

from datetime import timedelta
from random import Random

import pytest
from incidents_in_town import NOW, MovingClock, watched_in

from bot.demo.workspace import running_workspace
from bot.domain.events import SignUpEvent
from bot.domain.hourly_counts import HOUR, hour_of
from bot.domain.incidents import IncidentKind
from bot.domain.question import Log
from bot.domain.spikes import Detector
from bot.domain.window import Window

QUIET = timedelta(days=21)
BEGINNING = hour_of(NOW) - 6 * HOUR
DOMAINS = ("gmail.com", "outlook.com", "contoso.com")


def attempt(name, at, domain):
    return SignUpEvent(
        id=name,
        at=at,
        correlation_id=name,
        app_id="store",
        app_name="Store",
        stage="userCreation",
        provider="Email OTP",
        identifier=f"{name}@{domain}",
        error_code=0,
        raw=b"{}",
    )


def usual(dice):
    """Thirty sign-ups an hour, day and night, three weeks long."""
    return [
        attempt(f"usual-{hour}-{n}", BEGINNING - QUIET + hour * HOUR + timedelta(seconds=115 * n), dice.choice(DOMAINS))
        for hour in range(QUIET // HOUR + 6)
        for n in range(30)
    ]


def opened_when(folder, seen):
    """What opens in six hours of which only what `seen` lets through arrives."""
    clock = MovingClock(BEGINNING)
    with running_workspace() as workspace, watched_in(workspace, folder, clock=clock, judge=Detector) as bot:
        found = []
        for hours in range(7):
            clock.present = BEGINNING + hours * HOUR
            bot.house.mirror.store(Log.SIGN_UPS, [row for row in seen if row.at < clock.now()])
            bot.house.mirror.mark(Log.SIGN_UPS, Window(BEGINNING - QUIET, clock.now()), clock.now())
            found += [change.incident for change in bot.watch.run(Log.SIGN_UPS) if type(change).__name__ == "Opened"]
        return found, [post.text for post in bot.posts]


@pytest.fixture(scope="module")
def three_weeks():
    return usual(Random(11))


def test_sign_ups_that_stop_are_told_of_once(three_weeks, tmp_path):
    found, posts = opened_when(tmp_path, [row for row in three_weeks if row.at < BEGINNING])

    assert [incident.kind for incident in found] == [IncidentKind.DROP]
    assert len(posts) == 1


def test_a_wave_from_one_mail_domain_is_named_by_it(three_weeks, tmp_path):
    wave = [
        attempt(f"wave-{hour}-{n}", BEGINNING + hour * HOUR + timedelta(seconds=11 * n), "throwaway.example")
        for hour in range(6)
        for n in range(300)
    ]
    found, posts = opened_when(tmp_path, [*three_weeks, *wave])

    assert [(incident.kind, dict(incident.dims)) for incident in found] == [
        (IncidentKind.SURGE, {"user_domain": "throwaway.example"})
    ]
    assert len(posts) == 1
    assert "throwaway.example" in posts[0]


def test_hours_as_usual_are_told_of_never(three_weeks, tmp_path):
    assert opened_when(tmp_path, three_weeks) == ([], [])
