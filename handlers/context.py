"""What was asked before where somebody asks now."""

from datetime import datetime, timedelta

from bot.desk.memory_ports import ThreadMemory
from bot.domain.question import Question
from bot.errors import MirrorError
from handlers.redaction import LOGGER

REMEMBERED = timedelta(days=90)
"""For how long a question in a thread follows the one before it."""

REMEMBERED_OUTSIDE = timedelta(days=1)
"""The same in direct messages outside of threads, where the next question sooner or later is about something else."""


def asked_before(memory: ThreadMemory, channel: str, thread: str | None, now: datetime) -> Question | None:
    """What the next question may follow; `thread` is empty outside of threads, and `None` where nothing follows.

    A memory that fails is reported, and costs only the context.
    """
    if thread is None:
        return None
    try:
        return memory.last(channel, thread, now - (REMEMBERED if thread else REMEMBERED_OUTSIDE))
    except MirrorError as error:
        LOGGER.error("What was asked before in a thread could not be read: %s", error.message)
        return None
