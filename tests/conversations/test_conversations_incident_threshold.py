"""Failures that hover around what is still usual for an hour give at most one alert, by the real detector."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from datetime import timedelta
from random import Random
from shutil import copy

import pytest
from incidents_in_town import NOW, MovingClock, watched_in

from bot.demo.workspace import running_workspace
from bot.domain.events import SignUpEvent
from bot.domain.hourly_counts import HOUR, hour_of
from bot.domain.question import Log
from bot.domain.spikes import Detector
from bot.domain.window import Window
from bot.mirror.schema import migrate
from bot.mirror.store import Mirror

QUIET = timedelta(days=14)
BEGINNING = hour_of(NOW) - 12 * HOUR
AN_HOUR = 24
STEP = timedelta(minutes=5)


def sign_up(name, at, code):
    return SignUpEvent(
        id=name,
        at=at,
        correlation_id=name,
        app_id="store",
        stage="credentialFederation" if code else "userCreation",
        provider="Google",
        identifier=f"{name}@example.com",
        error_code=code,
        raw=b"{}",
    )


def usual(dice, since, hours):
    """Two dozen sign-ups an hour, of which one in twenty fails."""
    return [
        sign_up(f"usual-{since + hour * HOUR:%d-%H}-{n}", at, 50126 if dice.random() < 0.05 else 0)
        for hour in range(hours)
        for n in range(AN_HOUR)
        for at in [since + hour * HOUR + timedelta(seconds=dice.randrange(3600))]
    ]


def hovering(dice, failing):
    """For an hour so many of two dozen fail, in turns with those who do not."""
    codes = [50126] * failing + [0] * (AN_HOUR - failing)
    dice.shuffle(codes)
    return [sign_up(f"odd-{n}", BEGINNING + n * HOUR / AN_HOUR, code) for n, code in enumerate(codes)]


@pytest.fixture(scope="module")
def fortnight(tmp_path_factory):
    """A mirror that holds the two usual weeks before."""
    path = tmp_path_factory.mktemp("fortnight") / "mirror.sqlite3"
    migrate(path)
    mirror = Mirror(path)
    mirror.store(Log.SIGN_UPS, usual(Random(3), BEGINNING - QUIET, QUIET // HOUR))
    mirror.mark(Log.SIGN_UPS, Window(BEGINNING - QUIET - HOUR, BEGINNING), BEGINNING)
    mirror.backup(path.parent / "copy.sqlite3")
    return path.parent / "copy.sqlite3"


def lived(fortnight, folder, failing, watches=1):
    """What was found in the odd hour and the ten after it, looked at every five minutes while it is odd."""
    copy(fortnight, folder / "mirror.sqlite3")
    dice, clock = Random(failing), MovingClock(BEGINNING)
    rows = [*hovering(dice, failing), *usual(dice, BEGINNING + HOUR, 11)]
    with ExitStack() as open_:
        workspace, crew = open_.enter_context(running_workspace()), open_.enter_context(ThreadPoolExecutor(watches))
        bots = [open_.enter_context(watched_in(workspace, folder, clock=clock, judge=Detector)) for _ in range(watches)]
        bot, found = bots[0], []
        for step in [STEP] * 24 + [HOUR] * 9:
            since = clock.now()
            clock.present += step
            bot.house.mirror.store(Log.SIGN_UPS, [row for row in rows if since <= row.at < clock.now()])
            bot.house.mirror.mark(Log.SIGN_UPS, Window(since, clock.now()), clock.now())
            changes = crew.map(lambda each: each.watch.run(Log.SIGN_UPS), bots)
            found += [type(change).__name__ for of_one in changes for change in of_one]
        threads = [bot.thread(post) for post in bot.posts]
        return found, [post.text for post in bot.posts], [len(each) for each in threads]


@pytest.mark.parametrize("failing", [6, 7, 8, 9, 10])
def test_an_hour_around_the_threshold_gives_one_alert_and_one_recovery_or_none(fortnight, tmp_path, failing):
    found, posts, replies = lived(fortnight, tmp_path, failing)

    assert found.count("Opened") == found.count("Recovered") == len(posts) <= 1
    assert all("Recovered after " in post for post in posts)
    assert replies == [2] * len(posts)


def test_few_failures_are_no_alert_and_many_are_one(fortnight, tmp_path):
    told = {}
    for failing in (3, 20):
        (tmp_path / f"{failing}").mkdir()
        told[failing] = len(lived(fortnight, tmp_path / f"{failing}", failing)[1])

    assert told == {3: 0, 20: 1}


def test_two_watches_at_once_find_it_once(fortnight, tmp_path):
    found, posts, replies = lived(fortnight, tmp_path, 20, watches=2)

    assert (found.count("Opened"), found.count("Recovered"), len(posts), replies) == (1, 1, 1, [2])
    assert "Recovered after " in posts[0]
