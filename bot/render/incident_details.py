"""What the thread of an incident opens with: its course, its causes and how to look further."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from bot.domain.answers import GraphQuery
from bot.domain.incident_notice import Cause, CoursePoint, IncidentNotice
from bot.domain.incidents import IncidentKind
from bot.render.charts import MOST_POINTS, Chart, chart
from bot.render.figures import number
from bot.render.incident_words import MOST_REASONS, calendar_of, title
from bot.render.tables import Column, Table
from bot.render.times import Calendar

_MOST_CAUSES = 20
_MOST_QUERIES = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class DetailsPage:
    """The first message in the thread."""

    lead: str
    chart: Chart | None
    chart_note: str
    causes: Table | None
    remedies: tuple[Cause, ...]
    command: str
    queries: tuple[GraphQuery, ...]
    portal: str


def details_of(notice: IncidentNotice, portal: str) -> DetailsPage:
    """The details of `notice`; `portal` is the address of the Entra portal."""
    return DetailsPage(
        lead=f"Details of “{title(notice)}”.",
        chart=_chart(notice),
        chart_note=_chart_note(notice),
        causes=_causes(notice.causes),
        remedies=notice.causes[:MOST_REASONS],
        command=notice.command,
        queries=notice.queries[:_MOST_QUERIES],
        portal=f"{portal}{notice.portal_path}",
    )


def _chart(notice: IncidentNotice) -> Chart | None:
    points = notice.course[-MOST_POINTS:]
    if len(points) < 2:
        return None
    calendar = calendar_of(notice)
    lines = [(_measured(notice), [float(point.now) for point in points])]
    if all(point.before is not None for point in points):
        lines.append(("A week before", [float(point.before or 0) for point in points]))
    labels = [_label(point, points[0], calendar) for point in points]
    return chart(f"{_measured(notice)} every {_every(notice.course_hours)}", "line", labels, lines)


def _label(point: CoursePoint, first: CoursePoint, calendar: Calendar) -> str:
    local, start = point.since.astimezone(calendar.zone), first.since.astimezone(calendar.zone)
    return f"{local:%H:%M}" if point.since - first.since < timedelta(hours=24 - start.hour) else f"{local:%a %H:%M}"


def _measured(notice: IncidentNotice) -> str:
    return "People who failed" if notice.record.incident.kind is IncidentKind.FAILURE else "Attempts"


def _every(hours: int) -> str:
    return "hour" if hours == 1 else f"{hours} hours"


def _chart_note(notice: IncidentNotice) -> str:
    """The chart's numbers in words, since nobody who listens sees it."""
    points = notice.course[-MOST_POINTS:]
    if not points:
        return ""
    calendar = calendar_of(notice)
    said = ", ".join(f"{_label(point, points[0], calendar)} {number(point.now)}" for point in points)
    known = [point.before for point in points if point.before is not None]
    before = f" A week before, together {number(sum(known))}." if len(known) == len(points) else ""
    return f"{_measured(notice)} every {_every(notice.course_hours)}, from: {said}.{before}"


def _causes(causes: Sequence[Cause]) -> Table | None:
    if not causes:
        return None
    columns = (
        Column("Code"),
        Column("People", numeric=True),
        Column("Attempts", numeric=True),
        Column("What it means"),
    )
    rows = [
        (cause.code, number(cause.people), number(cause.attempts), cause.meaning) for cause in causes[:_MOST_CAUSES]
    ]
    rest = causes[_MOST_CAUSES:]
    if rest:
        rows.append((f"and {len(rest)} more", "–", number(sum(cause.attempts for cause in rest)), "–"))
    return Table(columns, tuple(rows))
