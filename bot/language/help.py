"""The help page, drawn from the vocabulary and the fields: what can be asked, the words for it, examples that run."""

from dataclasses import dataclass
from functools import cache

from bot.domain.fields import FIELDS, Field, Kind
from bot.domain.fields.shared import TIMES
from bot.domain.question import Log, Value
from bot.language.commands import COMMANDS
from bot.language.senses import Fact, Row
from bot.language.vocabulary import TABLES
from bot.language.wording import LOG_NAMES
from bot.language.words import logs as log_words
from bot.language.words import outputs, statuses


@dataclass(frozen=True, slots=True)
class HelpPart:
    """One thing that can be asked for."""

    heading: str
    lines: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class HelpPage:
    """What can be asked of one log, or of all that are connected."""

    title: str
    sections: tuple[HelpPart, ...]


EXAMPLES: dict[Log, tuple[tuple[str, tuple[str, ...]], ...]] = {
    Log.SIGN_UPS: (
        (
            "Who failed, and why",
            ("/signups failed last 24h", "/signups failed with Google yesterday", "/signups last 5"),
        ),
        ("One person, one attempt", ("/signups user:jane@contoso.com last 7d", "/signups 50181 this week")),
        ("Numbers", ("how many people signed up last week?", "/signups conversion by app this month")),
        ("Where people are lost", ("/signups funnel last 7d", "/signups abandoned at otp by provider")),
        ("Compared, or as a chart", ("/signups conversion this week vs last week", "/signups chart by day last 14d")),
    ),
    Log.SIGN_INS: (
        ("Who could not sign in, and why", ("/signins failed last 24h", "/signins mfa failed yesterday")),
        ("One person", ("/signins user:jane@contoso.com last 7d", "/signins jane@contoso.com around 14:00")),
        ("Numbers", ("how many users signed in this week?", "/signins failure rate by app last 7d")),
        ("How, and with what", ("/signins mfa by method last 7d", "/signins legacy by client last 30d")),
        ("Services", ("/signins type:managedIdentity,servicePrincipal by resource last 7d",)),
    ),
    Log.AUDIT: (
        ("Who did what", ("/audit actor:admin@contoso.com last 7d", "/audit password resets this week")),
        ("What was changed", ("/audit membership changes last 7d", "/audit app names changed last 30d")),
        ("Numbers", ("/audit by activity last 7d", "how many users were changed last week?")),
    ),
    Log.PROVISIONING: (
        ("What failed, and what to do", ("/provisioning failed last 24h",)),
        ("What was done", ("/provisioning created by target last 7d", "/provisioning by system last 7d")),
    ),
    Log.USER: (
        (
            "One person, for the helpdesk",
            (
                "/whois jane@contoso.com",
                "/whois jane@contoso.com show:auth_methods",
                "/whois jane@contoso.com show:provider",
            ),
        ),
    ),
    Log.RISK: (
        ("Who and what is at risk", ("/risk users level:high", "/risk user:jane@contoso.com", "/risk workload")),
        ("What was detected", ("/risk signin last 7d by risk_type", "/risk leaked credentials last 30d")),
    ),
    Log.APPS: (
        ("Everything at a glance", ("/apps",)),
        (
            "What is used",
            ("/apps usage last 7d", "/apps usage app:Zoom last 30d", "/apps report:activity yesterday by hour"),
        ),
        ("What is not used, and what expires", ("/apps last active service principals", "/apps expiring secrets")),
        ("How people prove who they are", ("/apps report:auth_methods", "/apps report:auth_methods last 7d by day")),
        ("Apps that still use AD FS", ("/apps adfs last 30d",)),
        (
            "Customers, as External ID counts",
            ("/apps customer insights last 7d", "/apps customer insights by month"),
        ),
    ),
}
"""For each log its examples under a heading that says what they are for."""

WHEN = HelpPart(
    "When",
    (
        "6h, last 7d, today, yesterday, this week, last month, since monday 9am, 1-7 Nov, around 14:00.",
        "Without a time it is the last 24 hours. Times are in your own zone; “last week” is the calendar week.",
    ),
    ("/signups since monday 9am", "/signups 1-7 Nov by day"),
)
KEYS = HelpPart(
    "As a command",
    (
        "key:value works for everything: status:failed provider:Google by:app top:5. A minus excludes: -app:Zoom.",
        "Commas mean any of: status:failed,abandoned. Quotes keep a name together; names of this tenant need none.",
    ),
    ("/signups status:failed provider:Google,Facebook by:stage top:5",),
)
DIGESTS = HelpPart(
    "A digest, again and again",
    (
        "/entra subscribe signups daily 9:00 Europe/London app:Store; also weekdays, weekly monday, monthly 1.",
        "It is posted where you ask, in #another, or to you alone (to me); skip when quiet, if you like.",
        "/entra subscriptions lists them, to preview, pause, resume, send now, unsubscribe, or take over.",
    ),
)
EXPLAIN = HelpPart(
    "How it is read",
    ("Write explain before a question to see how it is understood and the exact Microsoft Graph query it becomes.",),
)
FOLLOWING = HelpPart(
    "Going on from an answer",
    (
        "Name @gatehouse in a channel, or write to it directly: the next question there may be short.",
        "and last week? · only Store · not Google · also Facebook · by stage · as a chart · list them · again",
    ),
)
FORMS = HelpPart(
    "With a form",
    (
        "/entra ask opens one, with whatever you type after it; so do the shortcuts Ask the logs and Look up a user.",
        "Explain this error, behind the three dots of a message, says what the codes in it mean.",
    ),
)
AGAIN = HelpPart(
    "What you asked before",
    ("/entra history lists it, /entra favourites what you starred; each with a button that asks it again.",),
)


def _subject(log: Log) -> str:
    return "one person" if log is Log.USER else LOG_NAMES[log].lower()


def help_page(about: Log | None) -> HelpPage:
    """The page on one log, or on all of them; every example can be asked as it stands."""
    logs = [log for log in Log if about in {log, None}]
    parts = [HelpPart(heading, (), examples) for log in logs for heading, examples in EXAMPLES.get(log, ())]
    title = f"What you can ask about {_subject(logs[0])}" if [about] == logs else "What you can ask"
    tables = (
        _table("Which log", log_words.ROWS, logs),
        _table("How it ended", statuses.ROWS, logs),
        _table("In which form", outputs.ROWS, logs),
    )
    words = (*(part for part in tables if part.lines), *map(_fields, logs))
    return HelpPage(title, (*parts, WHEN, KEYS, *words, EXPLAIN, FOLLOWING, FORMS, DIGESTS, AGAIN))


def _table(heading: str, rows: tuple[Row, ...], logs: list[Log]) -> HelpPart:
    """The words of one table that the logs know, each with what it means; an example runs on one of the logs."""
    told = [row for row in rows if row.help and _command(row.example) in {COMMANDS[log] for log in logs}]
    return HelpPart(heading, tuple(f"{row.phrases[0]}: {row.help}" for row in told), tuple(row.example for row in told))


def _command(example: str) -> str:
    return example.partition(" ")[0]


def _fields(log: Log) -> HelpPart:
    times = {field.name for field in TIMES}
    lines = tuple(_field_line(field) for field in FIELDS[log].values() if field.name not in times)
    return HelpPart(f"What {COMMANDS[log]} can be filtered and grouped by", lines)


def _field_line(field: Field) -> str:
    match field.kind:
        case Kind.CHOICE:
            return f"{field.name}: {', '.join(_value_line(field.name, value) for value in field.values)}"
        case Kind.FLAG:
            return f"{field.name}: true or false"
        case _:
            return f"{field.name}: {field.heading.lower()}"


def _value_line(field: str, value: str) -> str:
    """A value with what it means, where its own name does not say it."""
    meaning = _meanings().get((field, value), value)
    return value if meaning == value else f"{value} ({meaning})"


@cache
def _meanings() -> dict[tuple[str, Value], str]:
    """What the tables say of each value."""
    return {
        (fact.field, fact.values[0]): row.help
        for table in TABLES
        for row in table
        for fact in row.meanings
        if isinstance(fact, Fact) and row.help and len(fact.values) == 1
    }
