"""Whether people had an account before they tried: the one fact about sign-ups that their log does not hold."""

from collections.abc import Callable, Sequence
from datetime import UTC

from bot.desk.graph_ports import Directory
from bot.domain.attempts import SignUpAttempt
from bot.domain.question import Question
from bot.domain.sources import GraphCall
from bot.errors import GraphRefused, Mistake, QuestionError

MOST_PEOPLE = 500
"""More people than this are not looked up for one question."""

UNASKED = 20
"""When the question is about somebody, this many are looked up though nobody asked for it."""

HadAccount = Callable[[SignUpAttempt], bool | None]


class AccountLookup:
    """Looks people up in the directory where the question needs it, or is about few enough of them."""

    def __init__(self, directory: Directory, question: Question, calls: list[GraphCall]) -> None:
        self._directory = directory
        self._question = question
        self._calls = calls
        self.notes: tuple[str, ...] = ()

    def find(self, attempts: Sequence[SignUpAttempt]) -> HadAccount:
        """Answers for these attempts; `None` where nobody was looked up.

        Raises `QuestionError` when too many people would have to be, and `GraphError` when the question depends on it.
        """
        people = sorted({attempt.user_key for attempt in attempts if attempt.user_key})
        if self._is_asked_for():
            self._refuse_too_many(people)
            return self._look_up(people)
        if not self._is_about_somebody() or len(people) > UNASKED:
            return lambda _: None
        try:
            return self._look_up(people)
        except GraphRefused as refusal:
            self.notes = (f"Whether an account was there already could not be looked up. {refusal.message}",)
            return lambda _: None

    def _is_asked_for(self) -> bool:
        return self._question.filter("existing_account") is not None or "existing_account" in self._question.group_by

    def _is_about_somebody(self) -> bool:
        return any(self._question.filter(field) is not None for field in ("user", "correlation_id"))

    def _refuse_too_many(self, people: Sequence[str]) -> None:
        if len(people) > MOST_PEOPLE:
            raise QuestionError(
                Mistake.WINDOW_TOO_LONG,
                f"{len(people):,} people tried in that time, and at most {MOST_PEOPLE} can be looked up in the "
                "directory. Ask for a shorter time, or for one app.",
                suggestions=("/signups existing_account:true last 2h",),
            )

    def _look_up(self, people: Sequence[str]) -> HadAccount:
        found = self._directory.accounts(people, calls=self._calls)

        def had_account(attempt: SignUpAttempt) -> bool | None:
            if attempt.user_key is None:
                return None
            account = found.get(attempt.user_key)
            return account is not None and account.created.astimezone(UTC) < attempt.started

        return had_account
