"""What a word can mean, before it is known which log the question is about."""

from dataclasses import dataclass
from enum import StrEnum

from bot.domain.fields import FIELDS, Kind
from bot.domain.question import Format, Log, Metric, Output, Value

EVENT_LOGS = (Log.SIGN_UPS, Log.SIGN_INS, Log.AUDIT, Log.PROVISIONING)


class Role(StrEnum):
    """Words that say how the others belong together."""

    SKIP = "skip"
    POLITE = "polite"
    PRONOUN = "pronoun"
    HELP = "help"
    BY = "by"
    PER = "per"
    SPLIT = "split"
    TOP = "top"
    MOST = "most"
    LAST = "last"
    LAST_SEEN = "last seen"
    TIME = "time"
    WHICH = "which"
    WHO = "who"
    WHERE = "where"
    HOW_MANY = "how many"
    DISTINCT = "distinct"
    MORE_THAN = "more than"
    AT_LEAST = "at least"
    AT_MOST = "at most"
    OR_FEWER = "or fewer"
    OR_MORE = "or more"
    OR_ABOVE = "or above"
    NOT = "not"
    AND = "and"
    OR = "or"
    VERSUS = "versus"
    COMPARE = "compare"
    MOVED = "moved"
    TRIED = "tried"
    WAS = "was"
    DID = "did"
    HAD = "had"
    FROM = "from"
    TO = "to"
    IN = "in"
    AT = "at"
    FOR = "for"
    ON = "on"
    WITH = "with"
    OF = "of"


PREPOSITIONS = (Role.BY, Role.FROM, Role.TO, Role.IN, Role.AT, Role.FOR, Role.ON, Role.WITH, Role.OF)


@dataclass(frozen=True, slots=True)
class LogName:
    """A word for a log. `done` says success, as “signed up” does; a `weak` one yields to any other sign of a log."""

    log: Log
    done: bool = False
    weak: bool = False


@dataclass(frozen=True, slots=True)
class Fact:
    """A filter: `field` has one of `values`.

    `hints` are the logs it points to when none is named; by default those that have the field and the values.
    """

    field: str
    values: tuple[Value, ...]
    hints: tuple[Log, ...] | None = None

    def fits(self, log: Log) -> bool:
        """Whether `log` can be filtered so."""
        field = FIELDS[log].get(self.field)
        if field is None or not field.filterable:
            return False
        if self.field == "error_code" and (field.kind is Kind.CODE) != all(
            str(code).isdecimal() for code in self.values
        ):
            return False
        return not field.values or all(value in field.values for value in self.values) or self.field in OPEN_FIELDS

    @property
    def logs(self) -> tuple[Log, ...]:
        """The logs it points to."""
        return self.hints if self.hints is not None else tuple(log for log in Log if self.fits(log))


OPEN_FIELDS = ("activity", "category", "risk_type")
"""Fields with known values that take others as typed."""


UNCLEAR = "unclear"
"""The status of “stuck”, which may be failed, abandoned or interrupted."""


@dataclass(frozen=True, slots=True)
class State:
    """A status, whichever log it is a status of."""

    value: str


@dataclass(frozen=True, slots=True)
class Deed:
    """Something done to an account, group, app or role: audit, or provisioning where a system is named.

    `asked` marks the bare form, which at the start of a text is a request to do it.
    """

    verb: str
    asked: bool = False
    noun: bool = False


@dataclass(frozen=True, slots=True)
class Thing:
    """A noun: what can be grouped by or counted (`keys`, for each log), and what deeds are done to."""

    noun: str
    keys: tuple[tuple[Log, str], ...] = ()
    plural: bool = False

    def key(self, log: Log) -> str | None:
        """The field of `log` that it names."""
        return dict(self.keys).get(log)


@dataclass(frozen=True, slots=True)
class Wish:
    """The form in which the answer is wanted."""

    output: Output
    format: Format | None = None


@dataclass(frozen=True, slots=True)
class Share:
    """A rate: of what kind, or `None` when the text says only “rate” or “share”."""

    metric: Metric | None


@dataclass(frozen=True, slots=True)
class Each:
    """“Daily”, “hourly”: a group by time in one word."""

    key: str


@dataclass(frozen=True, slots=True)
class Facet:
    """What somebody wants to know about one person."""

    show: str


@dataclass(frozen=True, slots=True)
class Beyond:
    """Something that is asked often and that no log says; `reason` tells what to ask instead."""

    reason: str
    suggestions: tuple[str, ...]


Meaning = LogName | Fact | State | Deed | Thing | Wish | Share | Each | Facet | Role | Beyond


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the vocabulary: phrases that mean the same, what they can mean, and how help shows them."""

    phrases: tuple[str, ...]
    meanings: tuple[Meaning, ...]
    help: str = ""
    example: str = ""


def row(phrases: str, *meanings: Meaning, help: str = "", example: str = "") -> Row:  # noqa: A002  # the table's word
    """A row from phrases separated by `|`."""
    return Row(tuple(phrase.strip() for phrase in phrases.split("|")), meanings, help, example)
