"""A delivery desk over a real ledger, with digests made of nothing, and a process that is killed while it posts."""

import os
import signal
import time
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from datetime import time as clock_time
from multiprocessing import get_context
from pathlib import Path
from types import SimpleNamespace
from zoneinfo import ZoneInfo

from migrated import migrated
from processes import answered

from bot.desk.delivery import DeliveryDesk
from bot.desk.owners import Owners
from bot.domain.cadence import Cadence, Every
from bot.domain.days import Days
from bot.domain.subscriptions import Channel, DigestKind, Draft, of_settings
from bot.errors import SlackError
from bot.mirror.ledger import SqlLedger
from bot.mirror.subscriptions import SqlSubscriptions

BERLIN = ZoneInfo("Europe/Berlin")
MONDAY = datetime(2026, 11, 16, 12, tzinfo=UTC)
DAILY = Cadence(Every.DAILY, clock_time(9), BERLIN)


@dataclass
class MovedClock:
    """A present that moves when it is told to; of our own, so that a process to be killed imports little."""

    present: datetime

    def now(self):
        return self.present


@dataclass
class Composer:
    """Digests of nothing; `errors` says of which channels none can be made."""

    errors: dict = field(default_factory=dict)
    quiet: bool = False
    unknown: bool = False

    def compose(self, subscription, days):
        if error := self.errors.get(subscription.to.id):
            raise error
        window = days.window(subscription.cadence.zone)
        return SimpleNamespace(days=days, window=window, late=False, quiet=self.quiet, unknown=self.unknown)


class Board:
    """Keeps what is posted in a file, as a channel would over restarts; `errors` are raised first, one a try."""

    def __init__(self, file, pause=0.0):
        self.file = Path(file)
        self.errors = []
        self.deaf = None
        self.may_look = False
        self.notices = []
        self.handed_over = []
        self.told_of = []
        self.tries = 0
        self._pause = pause

    def digest(self, subscription, digest):
        self.tries += 1
        if self.errors:
            raise self.errors.pop(0)
        time.sleep(self._pause)
        with self.file.open("a") as lines:
            lines.write(f"{subscription.to.id} {digest.days.first} {digest.days.last}\n")
        time.sleep(self._pause)
        return f"{self.tries}.0"

    def standing(self, subscription, period):
        """What a look into the channel shows; without the permission to look there is nothing to see."""
        if not self.may_look:
            raise SlackError("Slack does not let Gatehouse look.", code="missing_scope")
        days = Days.of(period, subscription.cadence.zone)
        return "1.0" if (subscription.to.id, days) in self.posts() else None

    def tell(self, notice):
        if self.deaf:
            raise self.deaf
        self.notices.append(notice)

    def hand_over(self, hand_over):
        if self.deaf:
            raise self.deaf
        self.handed_over.append(hand_over)

    def handled(self, handled):
        if self.deaf:
            raise self.deaf
        self.told_of.append(handled)

    def posts(self):
        """To whom each post went, and about which days."""
        lines = self.file.read_text().splitlines() if self.file.exists() else []
        return [
            (to, Days(date.fromisoformat(first), date.fromisoformat(last))) for to, first, last in map(str.split, lines)
        ]

    def periods(self):
        return [days for _, days in self.posts()]


@dataclass
class Roster:
    """Who may still ask: everybody but `gone`."""

    gone: dict = field(default_factory=dict)

    def departed(self, user):
        return self.gone.get(user)

    def name(self, user):
        return f"Name of {user}"


def deliveries_on(path, board, composer, clock, of_settings=None, roster=None):
    """The desk of a program that has just been started."""
    ledger, kept = SqlLedger(path), SqlSubscriptions(path)
    built_in = [_of_settings("C1", of_settings)] if of_settings else []
    return DeliveryDesk(
        wanted=lambda: [*built_in, *kept.all()],
        composer=composer,
        ledger=ledger,
        announcer=board,
        owners=Owners(ledger, board, roster or Roster(), clock),
        clock=clock,
    )


_of_settings = of_settings


def subscriptions_in(kept, number, now):
    """So many daily subscriptions, each in a channel of its own."""
    return [
        kept.add(Draft(kind=DigestKind.SIGN_UPS, cadence=DAILY, to=Channel(f"C{each}"), owner="U1"), now)
        for each in range(number)
    ]


def kill_while_posting(path, file, present, delays):
    """Processes post what is owed, two at a time, and are killed after so many seconds of it; were they all at it?

    They start together, since starting takes longer than posting.
    """
    context = get_context("spawn")
    victims = []
    for _ in delays:
        ready, go = context.Event(), context.Event()
        process = context.Process(target=_post, args=(path, file, present, ready, go))
        process.start()
        victims.append((process, ready, go))
    for _, ready, _ in victims:
        assert ready.wait(30)
    for number, delay in enumerate(delays[::2]):
        pair = victims[2 * number : 2 * number + 2]
        for _, _, go in pair:
            go.set()
        time.sleep(delay)
        for process, _, _ in pair:
            os.kill(process.pid, signal.SIGKILL)
            process.join()
    return all(process.exitcode == -signal.SIGKILL for process, _, _ in victims)


def _post(path, file, present, ready, go):
    desk = deliveries_on(path, Board(file, pause=0.002), Composer(), MovedClock(present))
    ready.set()
    go.wait(30)
    desk.post_owed()
    time.sleep(60)


@dataclass
class Town:
    """A clock that is moved, subscriptions that are kept, and a board that everything is posted on."""

    path: object
    clock: MovedClock = field(default_factory=lambda: MovedClock(MONDAY))
    board: Board = None
    composer: Composer = field(default_factory=Composer)
    roster: Roster = field(default_factory=Roster)

    def __post_init__(self):
        migrated(self.path)
        self.board = Board(self.path.parent / "board")
        self.kept = SqlSubscriptions(self.path)
        self.ledger = SqlLedger(self.path)
        self.desk = self.restarted()

    def restarted(self):
        """The desk of a program that was started anew."""
        self.desk = deliveries_on(self.path, self.board, self.composer, self.clock, roster=self.roster)
        return self.desk

    def add(self, cadence=DAILY, **changes):
        wanted = {"kind": DigestKind.SIGN_UPS, "cadence": cadence, "to": Channel("C1"), "owner": "U1"} | changes
        return self.kept.add(Draft(**wanted), self.clock.now())

    def live(self, until, step=timedelta(hours=1)):
        """The clock goes on, and each time the program looks for what is owed; what was posted, and when."""
        posted = []
        while self.clock.present < until:
            self.clock.present += step
            posted += [(days, self.clock.present) for _, days in self.desk.post_owed()]
        return posted


# A program that is killed at a step


class Fuse:
    """SIGKILLs its own process at the `burns`-th step, and writes down which that was."""

    def __init__(self, burns, epitaph):
        self.left = burns
        self.epitaph = Path(epitaph)

    def step(self, name):
        self.left -= 1
        if self.left == 0:
            with self.epitaph.open("a") as lines:
                lines.write(f"{name}\n")
            os.kill(os.getpid(), signal.SIGKILL)


class Mortal:
    """Does what `target` does; `steps` are the methods before and after which the fuse burns on."""

    def __init__(self, target, fuse, steps):
        self.target = target
        self.fuse = fuse
        self.steps = steps

    def __getattr__(self, name):
        method = getattr(self.target, name)
        if name not in self.steps:
            return method

        def step_by_step(*given, **named):
            self.fuse.step(f"before {name}")
            done = method(*given, **named)
            self.fuse.step(f"after {name}")
            return done

        return step_by_step


def killed_again_and_again(path, file, epitaph, present, burns, *, may_look):
    """A program is started over and over, a quarter of an hour after the other, and killed at its `burns`-th step.

    Until one has nothing to do any more, or `burns` ends; answers when the last was started.
    """
    return answered(_lives, path, file, epitaph, present, burns, may_look)


def _lives(path, file, epitaph, present, burns, may_look):
    """Forks each life off this process, which has imported everything and runs nothing else."""
    for number in burns:
        present += timedelta(minutes=15)
        life = os.fork()
        if not life:
            _live_until_killed(path, file, epitaph, present, number, may_look=may_look)
            os._exit(0)
        _, status = os.waitpid(life, 0)
        if os.WIFEXITED(status) and os.WEXITSTATUS(status) == 0:
            break
        assert os.WTERMSIG(status) == signal.SIGKILL
    return present


def _live_until_killed(path, file, epitaph, present, burns, *, may_look):
    board, fuse = Board(file), Fuse(burns, epitaph)
    board.may_look = may_look
    desk = deliveries_on(path, Mortal(board, fuse, {"digest"}), Composer(), MovedClock(present))
    mortal = Mortal(desk.ledger, fuse, {"claim", "posted", "retake", "release"})
    replace(desk, ledger=mortal).post_owed()
