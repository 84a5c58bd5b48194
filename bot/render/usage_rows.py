"""The rows of a usage report as a table: each kind of row has its own columns."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import assert_never

from bot.domain.changes import percent
from bot.domain.tallies import EventTotals, rates_of
from bot.domain.usage import AppUse, CredentialUse, InsightDay, LastUse, MethodUse, Registered, UsageRow
from bot.domain.usage_answers import UsagePart
from bot.render.event_words import share_of
from bot.render.figures import number
from bot.render.tables import Column, Row, Table
from bot.render.times import Calendar
from bot.render.usage_words import FIGURES, METHODS, kind_of

NEVER = "never"
UNKNOWN = "–"
_MIGRATION = {"ready": "ready", "needsReview": "needs review", "additionalStepsRequired": "needs more steps"}
_FEATURES = {"registration": "registered", "reset": "password reset"}


@dataclass(frozen=True, slots=True)
class UsageTable:
    """Draws the rows of `part` for people in the zone of `calendar` at `now`."""

    part: UsagePart
    now: datetime
    calendar: Calendar

    def drawn(self, rows: Sequence[UsageRow]) -> Table:
        """The table of some of the part's rows, of which there is at least one."""
        return Table(self._columns(rows[0]), tuple(self._cells(row) for row in rows))

    def _columns(self, first: UsageRow) -> tuple[Column, ...]:
        match first:
            case AppUse():
                more = (*self._with("Interrupted", first.interrupted), *self._with("People", first.people))
                counts = _numeric("Sign-ins", "Success", "Failed", *more, "Success rate")
                return (Column("App"), *counts, *((Column("Move to Entra"),) if first.migration else ()))
            case LastUse():
                return _plain("App", "Last used", "By people", "As their API", "By itself", "As an app's API")
            case CredentialUse():
                return _plain("App", "Kind", "Ends", "Last used", "Key id")
            case Registered():
                return (Column("What"), *_numeric("Accounts", "Share"))
            case MethodUse():
                return (*_plain("What", "With"), *_numeric("Succeeded", "Failed"))
            case InsightDay():
                return (Column("Date"), *_numeric(*(FIGURES[name] for name in self._figures())))
            case _:
                assert_never(first)

    def _cells(self, row: UsageRow) -> Row:
        match row:
            case AppUse():
                return self._app(row)
            case LastUse():
                moments = (row.client_for_people, row.resource_for_people, row.client_alone, row.resource_alone)
                return (row.app, self._moment(row.at), *(self._day(moment) for moment in moments))
            case CredentialUse():
                ends = self._moment(row.at) if row.at else UNKNOWN
                return (row.app, kind_of(row), ends, self._moment(row.last_used), row.key_id)
            case Registered(measure, name, people):
                every = self.part.totals.of("users")
                said = FIGURES[name] if measure == "feature" else METHODS.get(name, name)
                return (said, number(people), percent(people / every) if every else UNKNOWN)
            case MethodUse(feature, method, success, failed):
                return (_FEATURES.get(feature, feature), METHODS.get(method, method), number(success), number(failed))
            case InsightDay(day, figures):
                counts = (number(figures[name]) if name in figures else UNKNOWN for name in self._figures())
                return (self.calendar.day(day), *counts)
            case _:
                assert_never(row)

    def _app(self, row: AppUse) -> Row:
        rates = rates_of(EventTotals(row.events, (("success", row.success), ("failed", row.failed))))
        more = [number(count) for count in (row.interrupted, row.people) if count is not None]
        share = share_of(rates, failure=False) if rates else UNKNOWN
        migration = (_MIGRATION.get(row.migration, row.migration),) if row.migration else ()
        return (row.app, number(row.events), number(row.success), number(row.failed), *more, share, *migration)

    def _figures(self) -> tuple[str, ...]:
        """The figures that any day has, in our order."""
        known = {name for row in self.part.rows if isinstance(row, InsightDay) for name in row.figures}
        return tuple(name for name in FIGURES if name in known)

    def _moment(self, moment: datetime | None) -> str:
        return self.calendar.moment(moment) if moment else NEVER

    def _day(self, moment: datetime | None) -> str:
        return self.calendar.day(moment.astimezone(self.calendar.zone).date()) if moment else NEVER

    @staticmethod
    def _with(heading: str, count: int | None) -> tuple[str, ...]:
        return () if count is None else (heading,)


def _plain(*headings: str) -> tuple[Column, ...]:
    return tuple(map(Column, headings))


def _numeric(*headings: str) -> tuple[Column, ...]:
    return tuple(Column(heading, numeric=True) for heading in headings)
