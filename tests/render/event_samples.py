"""Answers about sign-ins, changes and provisioning to be said, and names that nobody should trust."""

from datetime import UTC, datetime, timedelta

from bot.domain.answers import AnswerKind
from bot.domain.event_answers import ChangedProperty, EventAnswer, EventComparison, EventRow
from bot.domain.measures import Key
from bot.domain.question import Filter, Log, Question
from bot.domain.sources import GraphCall, Source
from bot.domain.tallies import EventGroup, EventTotals, rates_of
from bot.domain.window import Last, Window

NOW = datetime(2026, 11, 18, 11, 4, tzinfo=UTC)
DAY = Window(NOW - timedelta(days=1), NOW)
HOSTILE = '<!channel> "x" *y* `z` \\ & <@U1>\n_b_'
CALL = GraphCall("GET", "https://graph.microsoft.com/v1.0/auditLogs/signIns", 200, 41)


def totals(success: int, failed: int, users: int | None = None, **others: int) -> EventTotals:
    """So many of each status."""
    statuses = {"success": success, "failed": failed} | others
    return EventTotals(sum(statuses.values()), tuple(statuses.items()), users)


def asked(log: Log, *where: Filter, **said: object) -> Question:
    """A question about the last day."""
    return Question(log=log, where=where, window=Last(86_400), **said)


def answer(question: Question, kind: AnswerKind, counts: EventTotals, **said: object) -> EventAnswer:
    """An answer with these numbers."""
    rates = None if question.filter("status") else rates_of(counts)
    return EventAnswer(
        question=question,
        kind=kind,
        window=DAY,
        zone="Europe/Berlin",
        totals=counts,
        **{"rates": rates, "as_of": NOW, "complete": True, "source": Source.GRAPH, "requests": (CALL,)} | said,
    )


def group(field: str, value: str | None, counts: EventTotals) -> EventGroup:
    """What shares one value."""
    key: Key = ((field, value),)
    return EventGroup(key, counts, rates_of(counts))


def sign_in(minutes: int, user: str = "jane@contoso.com", **said: object) -> EventRow:
    """A sign-in so many minutes before now, failed by a wrong password unless said."""
    facts = {"user": user, "app": "Store", "city": "Berlin", "country": "DE", "browser": "Chrome 130", "os": "Windows"}
    texts = {
        "status": "failed",
        "reason": "The user name or the password was wrong.",
        "remedy": "Ask for another try with care.",
        "tell_the_user": "The name and password did not match. Please try again.",
    }
    return EventRow(
        id=f"request-{minutes}",
        at=NOW - timedelta(minutes=minutes),
        facts=facts | {"error_code": 50126},
        **texts | said,
    )


def change(minutes: int, old: str, new: str, target: str = "sam@contoso.com") -> EventRow:
    """A user's property changed so many minutes before now."""
    return EventRow(
        id=f"change-{minutes}",
        at=NOW - timedelta(minutes=minutes),
        status="success",
        facts={"activity": "Update user", "actor": "admin@contoso.com", "target": (target,), "property": ("City",)},
        changes=(ChangedProperty(target=target, name="City", old=old, new=new),),
    )


def carried(minutes: int, identity: str = "Tariq O'Brien") -> EventRow:
    """An account that could not be made so many minutes before now."""
    return EventRow(
        id=f"step-{minutes}",
        at=NOW - timedelta(minutes=minutes),
        status="failed",
        facts={
            "action": "create",
            "object": "user",
            "identity": identity,
            "source_system": "Azure Active Directory",
            "target_system": "Dropbox",
            "error_code": "InsufficientRights",
        },
        reason="The credentials of the job may not write to Dropbox.",
        remedy="Give the job's account the right to write.",
    )


def compared(counts: EventTotals) -> EventComparison:
    """The same of the day before."""
    return EventComparison(Window(DAY.since - timedelta(days=1), DAY.since), counts, rates_of(counts))
