"""Finds the attempts that a question is about: read as far as its filters need, and then told apart."""

from collections.abc import Sequence

from bot.desk.accounts import AccountLookup
from bot.desk.asked import Asked, Found
from bot.desk.graph_ports import Directory
from bot.desk.reading import LogReader, Reading
from bot.domain.attempts import SignUpAttempt
from bot.domain.question import Filter, field_of
from bot.domain.window import Window
from bot.planning.selection import Facts, selects


class Finder:
    """Finds attempts through a reader. `social` are the providers that count as social."""

    def __init__(self, reader: LogReader, directory: Directory, social: frozenset[str]) -> None:
        self._reader = reader
        self._directory = directory
        self._social = social

    def find(self, asked: Asked, window: Window) -> Found:
        """What began in `window` and is asked for. Raises `GraphError` and `MirrorError`."""
        reading = self._reader.read(asked.question, asked.bound, window, asked.now, asked.journey)
        return self._selected(asked, window, reading)

    def find_held(self, asked: Asked, window: Window) -> Found:
        """The same from the mirror alone; a filter that only the directory can answer still raises `GraphError`."""
        return self._selected(asked, window, self._reader.read_held(asked.question, window, asked.now))

    def _selected(self, asked: Asked, window: Window, reading: Reading) -> Found:
        # Who had an account is the dearest fact: it is looked up only for attempts that meet all other filters.
        others = [condition for condition in asked.bound if not _about_accounts(condition)]
        candidates = _meeting(others, reading.attempts, Facts(social=self._social))
        accounts = AccountLookup(self._directory, asked.question, asked.journey.calls)
        facts = Facts(accounts.find(candidates), self._social)
        wanted = _meeting(asked.bound, candidates, facts)
        return Found(window, reading, wanted, facts, accounts.notes)


def _about_accounts(condition: Filter) -> bool:
    return field_of(condition) == "existing_account"


def _meeting(bound: Sequence[Filter], attempts: Sequence[SignUpAttempt], facts: Facts) -> list[SignUpAttempt]:
    wanted = selects(bound, facts)
    return [attempt for attempt in attempts if wanted(attempt)]
