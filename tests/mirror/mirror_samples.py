"""Events to keep, and processes that want the same thing at the same moment."""

from datetime import UTC, datetime, timedelta

from processes import together

from bot.domain.events import SignUpEvent
from bot.domain.window import Window

NOON = datetime(2026, 11, 12, 12, tzinfo=UTC)
DAY = Window(NOON - timedelta(hours=12), NOON + timedelta(hours=12))


def event(event_id, minutes=0.0, **members):
    """An event so many minutes after noon."""
    usual = {"correlation_id": "c", "app_id": "a", "stage": "credentialCollection"}
    return SignUpEvent(id=event_id, at=NOON + timedelta(minutes=minutes), **(usual | members))


def hours(since, until):
    """From so many hours after noon to so many."""
    return Window(NOON + timedelta(hours=since), NOON + timedelta(hours=until))


def race(task, path, rounds, contestants=3):
    """`task(path, round)` by several processes at once, round after round: for each round what they answered."""
    return list(zip(*together(_run, task, path, rounds, contestants=contestants), strict=True))


def _run(task, path, rounds, start):
    def once(number):
        start.wait()
        try:
            return task(path, number)
        except Exception as error:  # noqa: BLE001 - the parent process judges what went wrong
            return f"{type(error).__name__}: {error}"

    return [once(number) for number in range(rounds)]
