"""Digest desks over a real ledger, an announcer that writes down what it posts, and processes that post at once."""

import os
from datetime import time
from multiprocessing import get_context
from pathlib import Path
from zoneinfo import ZoneInfo

from desk_town import StillClock, desks_on

from bot.desk.digest import DigestDesk, Subscription
from bot.mirror.ledger import SqlLedger

BERLIN = ZoneInfo("Europe/Berlin")
AT_NINE = Subscription("C1", time(9), BERLIN)


class Noticeboard:
    """An announcer that keeps what it posts in a file, one line for each, as a channel would over restarts."""

    def __init__(self, file, error=None):
        self.file = Path(file)
        self.error = error
        self.digests = []

    def digest(self, channel, digest):
        if self.error:
            raise self.error
        with self.file.open("a") as lines:
            lines.write(f"{channel} {digest.day.date}\n")
        self.digests.append(digest)
        return f"{len(self.posted())}.0"

    def posted(self):
        """Channel and day of each post so far."""
        return self.file.read_text().splitlines() if self.file.exists() else []

    def days(self):
        return [line.split()[1] for line in self.posted()]


def digest_desk(desk, board, subscription=AT_NINE, clock=None):
    """A desk that posts on `board` and keeps its ledger beside the mirror."""
    return DigestDesk(
        reader=desk.reader,
        store=desk.mirror,
        ledger=SqlLedger(desk.mirror.path),
        announcer=board,
        clock=clock or desk.clock,
        subscription=subscription,
    )


# Processes of their own


class Whereabouts:
    """What a process needs to know of a tenant."""

    def __init__(self, tenant):
        self.graph_url = self.login_url = tenant.graph_url
        self.tenant_id, self.client_id, self.client_secret = tenant.tenant_id, tenant.client_id, tenant.client_secret


def post_together(tenant, desk, board, contestants=2):
    """Several processes post what is owed, starting at the same moment; what each of them says it posted."""
    context = get_context("spawn")
    start, answers = context.Barrier(contestants), context.SimpleQueue()
    arguments = (Whereabouts(tenant), desk.mirror.path, board.file, desk.clock.now(), start, answers)
    runners = [context.Process(target=_post, args=arguments) for _ in range(contestants)]
    for runner in runners:
        runner.start()
    said = [answers.get() for _ in runners]
    for runner in runners:
        runner.join()
    return said


def post_and_die(tenant, desk, board):
    """A process that is killed after its claim and before its post."""
    process = get_context("spawn").Process(
        target=_die_posting, args=(Whereabouts(tenant), desk.mirror.path, board.file, desk.clock.now())
    )
    process.start()
    process.join()
    return process.exitcode


def _post(where, path, file, present, start, answers):
    with desks_on(where, path.parent / f"process-{os.getpid()}", clock=StillClock(present)) as made:
        desk = digest_desk(made.on(path), Noticeboard(file))
        start.wait(timeout=20)
        answers.put([day.isoformat() for day in desk.post_owed()])


class Fatal(Noticeboard):
    """A process that ends, with no time for goodbyes, when it is about to post."""

    def digest(self, channel, digest):
        os._exit(9)


def _die_posting(where, path, file, present):
    with desks_on(where, path.parent / f"process-{os.getpid()}", clock=StillClock(present)) as made:
        digest_desk(made.on(path), Fatal(file)).post_owed()
