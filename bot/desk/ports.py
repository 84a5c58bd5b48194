"""What the desk needs of the outside world; `graph`, `mirror` and `handlers.announce` fit these."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, Protocol
from zoneinfo import ZoneInfo

from bot.domain.accounts import Account
from bot.domain.answers import GraphCall, GraphQuery
from bot.domain.days import Days
from bot.domain.deliveries import Delivery, Notice
from bot.domain.digest_kinds import Digest
from bot.domain.events import LogEvent
from bot.domain.found import Found
from bot.domain.incident_records import IncidentReport
from bot.domain.kept import FIRST_PAGE, KeptQuestion, Page
from bot.domain.names import TenantNames
from bot.domain.people import Activity, AuthMethod, Person, PersonRisk
from bot.domain.question import Filter, Log, Question
from bot.domain.risk import RiskRow
from bot.domain.subscriptions import DigestKind, Draft, Subscription
from bot.domain.tenancy import Bindings, Tenant
from bot.domain.usage import AppUse, CredentialUse, InsightFact, LastUse, MethodEvent, Registration
from bot.domain.window import Window
from bot.planning.plan import Fetch, Watermark
from bot.planning.risk import RiskList

Progress = Callable[[int], None]
"""Called with the number of rows read so far."""


class Clock(Protocol):
    """The only source of the present."""

    def now(self) -> datetime:
        """The present, aware, in UTC."""
        ...


class LogSource(Protocol):
    """Microsoft Graph's logs. `urgent` is a person's question, which goes before background reading.

    Every HTTP call made is appended to `calls`. Raises `GraphError`.
    """

    def pages(self, fetch: Fetch, *, urgent: bool, calls: list[GraphCall]) -> Iterator[Sequence[Any]]:
        """The rows of `fetch` as events of its log, newest first, each once, a page at a time."""
        ...

    def has_rows_before(self, log: Log, moment: datetime, *, urgent: bool, calls: list[GraphCall]) -> bool:
        """Whether Graph still keeps any row of `log` older than `moment`."""
        ...


class Directory(Protocol):
    """Names and people that only the tenant knows. Raises `GraphError`."""

    def tenant(self, *, calls: list[GraphCall] | None = None) -> Tenant:
        """Which tenant this is, and of which kind."""
        ...

    def names(self) -> TenantNames:
        """The names a question may use; cached for minutes, and what cannot be read is `None`."""
        ...

    def known_names(self) -> TenantNames:
        """The names as far as they are cached; never waits for Graph."""
        ...

    def bindings(self, parts: Collection[str], *, calls: list[GraphCall]) -> Bindings:
        """Names to ids, of the parts named (`apps`, `flows`, `extensions`) only; cached for minutes.

        Raises `GraphError` when a part that is needed cannot be read.
        """
        ...

    def accounts(self, identifiers: Sequence[str], *, calls: list[GraphCall]) -> Mapping[str, Account | None]:
        """For each identifier, by its casefolded form, the oldest account that has it, or `None`."""
        ...


class PeopleSource(Protocol):
    """What Graph knows of one person, each part by itself. Raises `GraphError`."""

    def find(self, sought: str, issuer: str, *, calls: list[GraphCall]) -> list[Person]:
        """Everybody who signs in as `sought`, has it as an address or id, or is called so."""
        ...

    def activity(self, person_id: str, *, calls: list[GraphCall]) -> Activity:
        """When somebody last signed in."""
        ...

    def methods(self, person_id: str, *, calls: list[GraphCall]) -> tuple[AuthMethod, ...]:
        """The registered methods, masked."""
        ...

    def risk(self, person_id: str, *, calls: list[GraphCall]) -> PersonRisk | None:
        """What Identity Protection thinks of somebody; `None` where it never thought anything."""
        ...


class RiskSource(Protocol):
    """What Identity Protection knows. Raises `GraphError`."""

    def rows(self, of: RiskList, query: GraphQuery, *, calls: list[GraphCall]) -> list[RiskRow]:
        """All rows that `query` finds in `of`."""
        ...


class UsageSource(Protocol):
    """Graph's usage reports, each read as its rows. Raises `GraphError`."""

    def app_use(self, query: GraphQuery, *, calls: list[GraphCall]) -> list[AppUse]:
        """Sign-ins by app, of Entra or of AD FS."""
        ...

    def registrations(self, query: GraphQuery, *, calls: list[GraphCall]) -> list[Registration]:
        """What each account has registered."""
        ...

    def method_events(self, query: GraphQuery, *, calls: list[GraphCall]) -> list[MethodEvent]:
        """Registrations of methods, and password resets."""
        ...

    def last_uses(self, query: GraphQuery, *, calls: list[GraphCall]) -> list[LastUse]:
        """When each app was last used; apps carry their ids for names."""
        ...

    def credentials(self, query: GraphQuery, *, calls: list[GraphCall]) -> list[CredentialUse]:
        """Secrets and certificates; apps carry their ids for names."""
        ...

    def insights(self, query: GraphQuery, *, calls: list[GraphCall]) -> list[InsightFact]:
        """The figures of one metric of External ID, by day or month."""
        ...


class Answering(Protocol):
    """The desk's own way of answering a question, for what is put together from other answers."""

    def __call__(self, question: Question, zone: ZoneInfo, *, now: datetime) -> Found:
        """Raises `QuestionError`, `GraphError` and `MirrorError`."""
        ...


class EventStore(Protocol):
    """The mirror: our own copy of the logs. Raises `MirrorError`."""

    def store(self, log: Log, events: Sequence[LogEvent]) -> int:
        """Keep rows; a later copy of the same id overwrites. Answers how many were new."""
        ...

    def mark(self, log: Log, held: Window, read_at: datetime, part: str = "") -> None:
        """Note that every row of `held` is here, of one part of the log; joins what was known where they touch."""
        ...

    def held(self, log: Log, part: str = "") -> list[Watermark]:
        """The stretches of one part of `log` that are complete, oldest first; they neither overlap nor touch."""
        ...

    def events(self, log: Log, window: Window, narrow: Sequence[Filter] = ()) -> list[Any]:
        """All rows in `window` that meet each filter, as events of their log, oldest first.

        Of sign-ups, all rows of correlation ids that have, for each filter, a row in `window` meeting it.
        """
        ...

    def app_names(self, log: Log) -> Mapping[str, str]:
        """App id to the newest name that rows carried for it."""
        ...

    def forget(self, log: Log, before: datetime) -> int:
        """Drop rows older than `before`, and what was noted of them; answers how many rows."""
        ...


class Announcer(Protocol):
    """Says things in Slack without being asked. Raises `SlackError`."""

    def digest(self, subscription: Subscription, digest: Digest) -> str:
        """Post a digest where `subscription` wants it; answers Slack's timestamp of the message."""
        ...

    def standing(self, subscription: Subscription, period: Window) -> str | None:
        """Slack's timestamp of the digest of `period` where it stands, `None` where it does not.

        Raises `SlackError` where Slack does not let us look.
        """
        ...

    def tell(self, notice: Notice) -> None:
        """Tell the owner of a subscription, in a direct message, what became of a post."""
        ...


class Composer(Protocol):
    """Makes digests. Raises `GraphError`, `MirrorError` and `QuestionError`."""

    def check(self, kind: DigestKind) -> None:
        """Raises `QuestionError` for a kind that cannot be made here."""
        ...

    def compose(self, subscription: Subscription, days: Days) -> Digest:
        """What `subscription` says about `days`."""
        ...


class Ledger(Protocol):
    """What was promised and done: posted digests, who asked what. Raises `MirrorError`."""

    def known_since(self, subscription: str, now: datetime) -> datetime:
        """When this subscription was first seen, which is `now` if it is new: nothing is owed from before."""
        ...

    def claim(self, subscription: str, period: Window, now: datetime) -> bool:
        """Take the right to post; true for exactly one caller, whatever is restarted or runs twice."""
        ...

    def posted(self, subscription: str, period: Window, message_ts: str | None, now: datetime) -> None:
        """Close a claim with Slack's timestamp of the message, or with `None` where nothing was to be said."""
        ...

    def posted_by_hand(self, subscription: str, period: Window, message_ts: str, now: datetime) -> None:
        """Note that somebody posted it, whether it was claimed, posted or neither: it is owed no longer."""
        ...

    def release(self, subscription: str, period: Window, reason: str, now: datetime) -> None:
        """Give a claim back when nothing can have been posted; the reason is kept."""
        ...

    def failed(self, subscription: str, period: Window, reason: str, now: datetime) -> None:
        """Note that a post could not even be begun."""
        ...

    def retake(self, subscription: str, period: Window, before: datetime, now: datetime) -> bool:
        """Take over a claim left open since `before`, to post it after all; true for exactly one caller."""
        ...

    def open_claims(self, subscription: str, before: datetime = ...) -> list[Window]:
        """Claims taken by `before` that were never closed: the process ended between claim and post."""
        ...

    def history(self, subscription: str, number: int) -> list[Delivery]:
        """The latest turns of its deliveries, the newest first."""
        ...

    def tell_once(self, subscription: str, about: str, now: datetime) -> bool:
        """Take the right to tell the owner about that; true for exactly one caller, until it is over."""
        ...

    def tell_again(self, subscription: str, about: str) -> None:
        """That is over, or could not be told: the next time it is news."""
        ...

    def is_claimed(self, subscription: str, period: Window) -> bool:
        """Whether somebody has claimed that period already."""
        ...

    def asked(self, asker: str, channel: str, question: Mapping[str, object], at: datetime) -> None:
        """Remember who asked what, where and when."""
        ...


class KeptQuestions(Protocol):
    """Questions under opaque ids, each person's history and favourites. Raises `MirrorError`."""

    def keep(
        self,
        question: Question,
        zone: ZoneInfo,
        asked_at: datetime,
        asker: str,
        channel: str,
        *,
        page: Page = FIRST_PAGE,
        shared: bool = False,
    ) -> str:
        """Keep what was asked; answers the id under which it is found again."""
        ...

    def find(self, key: str, asker: str) -> KeptQuestion | None:
        """What was kept under `key`, for its asker, or for anybody where all saw the answer; else `None`."""
        ...

    def history(self, asker: str, most: int = 20) -> list[KeptQuestion]:
        """What somebody asked, newest first, each question once."""
        ...

    def favourites(self, asker: str, most: int = 20) -> list[KeptQuestion]:
        """What somebody starred, newest first, each question once."""
        ...

    def star(self, key: str, asker: str, at: datetime) -> None:
        """Make somebody's own question their favourite; another's is left alone."""
        ...

    def unstar(self, key: str, asker: str) -> None:
        """Let it be a favourite no longer, however often it was asked and starred."""
        ...

    def forget(self, before: datetime) -> int:
        """Delete what was asked and last starred before that moment. Answers how many went."""
        ...


class ThreadMemory(Protocol):
    """What was asked last in each thread, and in direct messages outside of threads. Raises `MirrorError`."""

    def asked(self, channel: str, thread: str, question: Question, at: datetime) -> None:
        """Remember what was asked last; `thread` is empty outside of threads."""
        ...

    def last(self, channel: str, thread: str, since: datetime) -> Question | None:
        """What was asked last there, if that was not before `since`."""
        ...


class Subscriptions(Protocol):
    """The subscriptions that people made. Raises `MirrorError`."""

    def add(self, draft: Draft, now: datetime) -> Subscription:
        """Keep a new one; nothing is owed from before `now`."""
        ...

    def all(self) -> list[Subscription]:
        """All that were not ended, in the order of their numbers."""
        ...

    def find(self, number: int) -> Subscription | None:
        """The one of that number, unless it was ended."""
        ...

    def find_by_id(self, id_: str) -> Subscription | None:
        """The one that a button means, unless it was ended."""
        ...

    def pause(self, number: int, now: datetime) -> bool:
        """Whether this stopped it; it may have been paused already."""
        ...

    def resume(self, number: int, now: datetime) -> bool:
        """Whether this let it go on; what fell due meanwhile is not owed."""
        ...

    def end(self, number: int, now: datetime) -> bool:
        """Whether this ended it; it may have been ended already."""
        ...


class IncidentHistory(Protocol):
    """What became of incidents. Raises `MirrorError`."""

    def report(self, channel: str, window: Window) -> IncidentReport:
        """What opened, recovered, went on or was muted in a channel during `window`."""
        ...
