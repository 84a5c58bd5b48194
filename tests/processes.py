"""Processes of their own, each a Python that has just been started, and none waited for without end."""

from multiprocessing import get_context

PATIENCE = 120  # seconds: where much else runs, starting alone takes some
_SPAWN = get_context("spawn")


def alone(task, *arguments):
    """How a process that does `task(*arguments)` ends: its exit code, or minus the signal that killed it."""
    process = _SPAWN.Process(target=task, args=arguments)
    process.start()
    return _ended(process)


def answered(task, *arguments):
    """What `task(*arguments)` returns in a process. Raises `EOFError` when it ends without an answer."""
    return _Asked(task, arguments).answer()


def together(task, *arguments, contestants=2):
    """What `task(*arguments, start)` returns in each of several processes; `start.wait()` lets all go at one moment."""
    start = _SPAWN.Barrier(contestants, timeout=PATIENCE)
    asked = [_Asked(task, (*arguments, start)) for _ in range(contestants)]
    return [each.answer() for each in asked]


class _Asked:
    def __init__(self, task, arguments):
        self._answer, theirs = _SPAWN.Pipe(duplex=False)
        self._process = _SPAWN.Process(target=_tell, args=(theirs, task, arguments))
        self._process.start()
        theirs.close()  # the process has it; once that one is gone, too, nothing more can come

    def answer(self):
        try:
            if not self._answer.poll(PATIENCE):
                raise TimeoutError("the process did not answer")
            return self._answer.recv()
        finally:
            _ended(self._process)


def _tell(asker, task, arguments):
    asker.send(task(*arguments))


def _ended(process):
    process.join(PATIENCE)
    if process.is_alive():
        process.kill()
        raise TimeoutError("the process did not end")
    return process.exitcode
