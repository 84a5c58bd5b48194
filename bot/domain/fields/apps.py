"""The fields of the usage reports."""

from bot.domain.fields.field import Field, Kind
from bot.domain.fields.shared import APP, TIMES
from bot.domain.usage import Report

APPS = (
    Field(
        name="report",
        kind=Kind.CHOICE,
        heading="Report",
        values=tuple(report.value for report in Report),
    ),
    APP,
    *TIMES,
)
