"""What a question about a person is answered with: the accounts found, and what the logs tell of the one."""

from dataclasses import dataclass

from bot.domain.answers import AttemptRow
from bot.domain.event_answers import EventRow
from bot.domain.people import Activity, AuthMethod, Person, PersonRisk
from bot.domain.question import Question
from bot.domain.sources import Sourced
from bot.domain.window import Last

PERSON = "person"
"""The kind of answer that a page on somebody is."""

RECENTLY = Last(7 * 86_400)
"""How far back the logs of a person are read when no time is named: what every plan keeps."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonPage:
    """One account with all that could be read of it; `None` is a part that was not asked for or could not be read.

    `risk_known` tells somebody without risk from somebody whose risk could not be read.
    """

    person: Person
    activity: Activity | None = None
    methods: tuple[AuthMethod, ...] | None = None
    risk_known: bool = False
    risk: PersonRisk | None = None

    def to_json(self) -> dict[str, object]:
        """The account, and each part that is known."""
        said = self.person.to_json()
        if self.activity:
            said |= self.activity.to_json()
        if self.methods is not None:
            said["auth_methods"] = [method.to_json() for method in self.methods]
        if self.risk_known:
            said["risk"] = self.risk and self.risk.to_json()
        return said


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonAnswer(Sourced):
    """Who was found under `sought`, and how their sign-ups went.

    `accounts` is how many there are, of which `pages` may be the first few. `tries` is how many sign-ups there were;
    `sign_ups`, `sign_ins` and `changes` to the account are newest first, and `None` where they were not asked for or
    could not be read; the last two are read where one account was found.
    `complete` is false when a part is missing; `notes` say which and why.
    """

    question: Question
    zone: str
    sought: str
    accounts: int
    pages: tuple[PersonPage, ...]
    sign_ups: tuple[AttemptRow, ...] | None = None
    tries: int | None = None
    sign_ins: tuple[EventRow, ...] | None = None
    changes: tuple[EventRow, ...] | None = None

    def to_json(self) -> dict[str, object]:
        """The form outside programs read."""
        totals = {"people": self.accounts} | ({} if self.tries is None else {"attempts": self.tries})
        said: dict[str, object] = {
            "question": self.question.to_json(),
            "kind": PERSON,
            "zone": self.zone,
            "totals": totals,
            "rows": [page.to_json() for page in self.pages],
        }
        if self.sign_ups is not None:
            said["sign_ups"] = [row.to_json() for row in self.sign_ups]
        if self.sign_ins is not None:
            said["sign_ins"] = [row.to_json() for row in self.sign_ins]
        if self.changes is not None:
            said["changes"] = [row.to_json() for row in self.changes]
        return said | self.source_to_json()
