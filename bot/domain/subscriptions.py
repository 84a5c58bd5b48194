"""A Subscription is a digest that somebody wants again and again: which, how often, about what, and where."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.cadence import Cadence
from bot.domain.question import Filter, Log, Question


class DigestKind(StrEnum):
    """What a digest is about, by the word people type."""

    SIGN_UPS = "signups"
    SIGN_INS = "signins"
    INCIDENTS = "incidents"


@dataclass(frozen=True, slots=True)
class Channel:
    """Posted in a channel, by its Slack id."""

    id: str


@dataclass(frozen=True, slots=True)
class Person:
    """Sent as a direct message, by somebody's Slack id."""

    id: str


Destination = Channel | Person


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A subscription that somebody asks for; as in `Subscription`."""

    kind: DigestKind
    cadence: Cadence
    to: Destination
    owner: str
    where: tuple[Filter, ...] = ()
    about: str = ""
    skip_quiet: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscription:
    """`name` is what its posts are kept under. `number` is what people call it, `None` for that of the settings.

    `id` is what buttons carry: it says nothing, and cannot be guessed.
    Nothing is owed from before `since`; `None` where that is the moment at which it was first seen.
    `about` says the filters in words. `skip_quiet` leaves out posts that would say that nothing happened.
    """

    name: str
    cadence: Cadence
    to: Destination
    kind: DigestKind = DigestKind.SIGN_UPS
    number: int | None = None
    id: str = ""
    owner: str | None = None
    where: tuple[Filter, ...] = ()
    about: str = ""
    skip_quiet: bool = False
    paused: bool = False
    since: datetime | None = None

    @property
    def question(self) -> Question:
        """What its log is asked, without a time."""
        return question_of(self.kind, self.where)

    def is_like(self, draft: Draft) -> bool:
        """Whether it already is what `draft` asks for."""
        wanted = (draft.kind, draft.cadence, draft.to, draft.where)
        return (self.kind, self.cadence, self.to, self.where) == wanted


def question_of(kind: DigestKind, where: tuple[Filter, ...]) -> Question:
    """What the log of a digest is asked, without a time."""
    return Question(log=Log.SIGN_INS if kind is DigestKind.SIGN_INS else Log.SIGN_UPS, where=where)


def of_settings(channel: str, cadence: Cadence) -> Subscription:
    """The digest of sign-ups that the settings ask for, as it has always been called."""
    return Subscription(name=f"signups-daily:{channel}", cadence=cadence, to=Channel(channel))
