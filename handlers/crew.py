"""The threads that answer questions. They take work until told to stop, then finish what they have."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from threading import Lock

from handlers.redaction import LOGGER

# Reading a log is waiting, not computing: Graph grants a tenant five requests in ten seconds, whoever asks.
SIZE = 64

Job = Callable[[], None]


class Crew:
    """`size` threads, so as many questions can wait for Microsoft Graph at once; more than that stand in line."""

    def __init__(self, size: int = SIZE, name: str = "question") -> None:
        self._pool = ThreadPoolExecutor(size, thread_name_prefix=name)
        self._lock = Lock()
        self._under_way: dict[Future[None], Job] = {}

    def take(self, job: Job, let_go: Job) -> bool:
        """Have `job` done, soon, or `let_go` called if a stop comes first. False when no more work is taken."""
        with self._lock:
            try:
                future = self._pool.submit(job)
            except RuntimeError:  # how a pool says that it was shut down
                return False
            self._under_way[future] = let_go
        future.add_done_callback(self._finished)
        return True

    def stop(self, patience: float) -> None:
        """Take no more work and wait at most `patience` seconds for what was taken; let go of the rest.

        A job that is running then is let go as well, and may yet finish. Stopping twice is harmless.
        """
        self._pool.shutdown(wait=False)
        with self._lock:
            under_way = dict(self._under_way)
        for late in wait(under_way, patience).not_done:
            late.cancel()
            under_way[late]()

    def _finished(self, future: Future[None]) -> None:
        with self._lock:
            self._under_way.pop(future, None)
        if not future.cancelled() and (error := future.exception()):
            LOGGER.error("A thread of the crew could not finish its work.", exc_info=error)
