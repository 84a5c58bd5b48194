"""Passwords are guessed from one country at night: the detector of production tells of it, and of nothing else."""

from datetime import timedelta
from random import Random

import pytest
from incidents_in_town import NOW, MovingClock, watched_in

from bot.demo.workspace import running_workspace
from bot.domain.hourly_counts import HOUR, hour_of
from bot.domain.question import Log
from bot.domain.sign_ins import SignInEvent
from bot.domain.spikes import Detector
from bot.domain.window import Window
from bot.planning.catalogue import log_row

QUIET = timedelta(days=16)
BEGINNING = hour_of(NOW) - 2 * HOUR
GUESSED = 90


def sign_in(number, at, user, country, code):
    return SignInEvent(
        id=f"sign-in-{number}",
        at=at,
        correlation_id=f"correlation-{number}",
        app_id="portal",
        app_name="Azure Portal",
        country=country,
        client_app="Browser",
        user_id=user,
        error_code=code,
        detailed=True,
    )


def usual(dice):
    """Twenty sign-ins an hour from three countries, of which one in twenty has a wrong password."""
    rows = []
    for hour in range(int((NOW - (NOW - QUIET)) / HOUR) - 1):
        for _ in range(20):
            at = hour_of(NOW - QUIET) + hour * HOUR + timedelta(seconds=dice.randrange(3600))
            country, code = dice.choice(("DE", "FR", "US")), 50126 if dice.random() < 0.05 else 0
            rows.append(sign_in(len(rows), at, f"user-{dice.randrange(400)}", country, code))
    return rows


def guesses(since, hours):
    """Ninety people's passwords are tried every hour, each once or twice."""
    return [
        sign_in(f"guess-{hour}-{n}", since + hour * HOUR + timedelta(seconds=35 * n), f"victim-{n}", "KP", 50126)
        for hour in range(hours)
        for n in range(GUESSED)
    ]


def look(bot):
    """A refresh that found every part of the log until now, and the round of the watch after it."""
    now = bot.clock.now()
    for part in log_row(Log.SIGN_INS).parts:
        if not part.within:
            bot.house.mirror.mark(Log.SIGN_INS, Window(NOW - QUIET - HOUR, now), now, part.name)
    return bot.watch.run(Log.SIGN_INS)


@pytest.fixture(scope="module")
def night(tmp_path_factory):
    """What each round found: before the attack, and in the three hours after it began."""
    clock = MovingClock(BEGINNING)
    with (
        running_workspace() as workspace,
        watched_in(workspace, tmp_path_factory.mktemp("night"), clock=clock, judge=Detector) as bot,
    ):
        bot.log = Log.SIGN_INS
        rows = usual(Random(7))
        bot.house.mirror.store(Log.SIGN_INS, [row for row in rows if row.at < BEGINNING])
        before = look(bot)
        attack = guesses(BEGINNING, 3)
        found = []
        for _ in range(3):
            clock.forward(hours=1)
            since = clock.now() - HOUR
            seen = [row for row in (*rows, *attack) if since <= row.at < clock.now()]
            bot.house.mirror.store(Log.SIGN_INS, seen)
            found += look(bot)
        yield before, found, [post.text for post in bot.posts]


def test_a_usual_fortnight_tells_of_nothing(night):
    before, _, _ = night

    assert before == []


def test_the_attack_opens_one_incident_that_names_its_country(night):
    _, found, _ = night
    (opened,) = [change for change in found if type(change).__name__ == "Opened"]

    assert dict(opened.incident.dims)["country"] == "KP"
    assert BEGINNING <= opened.incident.since <= BEGINNING + HOUR
    assert opened.incident.opened_at <= BEGINNING + 2 * HOUR


def test_the_channel_reads_of_it_in_one_message(night):
    _, _, posts = night
    (post,) = posts

    assert "Sign-ins fail more than usual" in post
    assert "country KP" in post
    assert "victim" not in post
