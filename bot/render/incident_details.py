"""What the thread of an incident opens with: its course, its causes and how to look further."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import assert_never

from bot.domain.incident_notice import Cause, Course, CoursePoint, IncidentNotice
from bot.domain.incidents import IncidentKind
from bot.domain.question import Log
from bot.domain.sources import GraphQuery
from bot.render.charts import Chart, chart
from bot.render.figures import number, series
from bot.render.incident_words import MOST_REASONS, calendar_of, short, title, why
from bot.render.tables import Column, Table

_MOST_CAUSES = 20
_MOST_QUERIES = 2


@dataclass(frozen=True, slots=True)
class Remedy:
    """What to do about one of the reasons."""

    about: str
    meaning: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Request:
    """A request to Graph, and what it is there for."""

    about: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DetailsPage:
    """The first message in the thread."""

    lead: str
    chart: Chart | None
    chart_note: str
    causes: Table | None
    remedies: tuple[Remedy, ...]
    command: str
    requests: tuple[Request, ...]
    left_out: str
    portal: str


def details_of(notice: IncidentNotice, portal: str) -> DetailsPage:
    """The details of `notice`; `portal` is the address of the Entra portal."""
    return DetailsPage(
        lead=f"Details of “{title(notice)}”.",
        chart=_chart(notice),
        chart_note=_chart_note(notice),
        causes=_causes(notice.causes) if why(notice) else None,
        remedies=tuple(_remedies(notice)),
        command=notice.command,
        requests=tuple(map(_request, notice.queries[:_MOST_QUERIES])),
        left_out=_left_out(notice),
        portal=f"{portal}{notice.portal_path}",
    )


def _request(query: GraphQuery) -> Request:
    of_each = "{correlationId}" in query.url
    return Request("And for each correlation id found there:" if of_each else "In Microsoft Graph:", query.url)


def _remedies(notice: IncidentNotice) -> Iterator[Remedy]:
    """Of those who were let down; what happened to some of a wave is nobody's trouble."""
    for cause in notice.causes[:MOST_REASONS] if notice.record.incident.kind.counts_people else ():
        yield Remedy(short(cause), cause.meaning, cause.remedy)


def _chart(notice: IncidentNotice) -> Chart | None:
    """A native chart has no gaps: a point that is not known is left out of it, and named in the words beneath."""
    known = [(point, point.now) for point in notice.course.points if point.now is not None]
    if len(known) < 2:
        return None
    before = [point.before for point, _ in known if point.before is not None]
    lines = [(_measured(notice), [float(now) for _, now in known])]
    if len(before) == len(known):
        lines.append(("A week before", [float(count) for count in before]))
    labels = [_label(point, notice) for point, _ in known]
    return chart(f"{_measured(notice)} every {_every(notice.course.hours)}", "line", labels, lines)


def _label(point: CoursePoint, notice: IncidentNotice) -> str:
    zone, first = calendar_of(notice).zone, notice.course.points[0].since
    local, start = point.since.astimezone(zone), first.astimezone(zone)
    return f"{local:%H:%M}" if point.since - first < timedelta(hours=24 - start.hour) else f"{local:%a %H:%M}"


def _measured(notice: IncidentNotice) -> str:
    match notice.record.incident.kind:
        case IncidentKind.FAILURE:
            return "Failed attempts"
        case IncidentKind.ABANDONMENT:
            return "Unfinished attempts"
        case IncidentKind.DROP | IncidentKind.SURGE:
            return "Attempts"
        case _:
            assert_never(notice.record.incident.kind)


def _every(hours: int) -> str:
    return "hour" if hours == 1 else f"{hours} hours"


def _chart_note(notice: IncidentNotice) -> str:
    """The chart's numbers in words, since nobody who listens sees it."""
    course = notice.course
    if not course.points:
        return ""
    zone = f"{course.points[0].since.astimezone(calendar_of(notice).zone):%Z}"
    said = ", ".join(f"{_label(point, notice)} {_count(point.now)}" for point in course.points)
    so_far = " so far" if course.so_far and course.points[-1].now is not None else ""
    return f"{_measured(notice)} every {_every(course.hours)}, times in {zone}: {said}{so_far}.{_before(course)}"


def _before(course: Course) -> str:
    known = [point.before for point in course.points if point.before is not None]
    if len(known) == len(course.points):
        return f" A week before, together {number(sum(known))}."
    return " A week before is not known." if not known else " A week before is known in part only."


def _count(value: int | None) -> str:
    return "not known" if value is None else number(value)


def _left_out(notice: IncidentNotice) -> str:
    """What this channel does not want to hear of; a question knows nothing of it, and a network names somebody."""
    known = notice.known_good
    said = [
        *([f"failures with {_several('code', sorted(known.codes, key=int))}"] if known.codes else ()),
        *([_several("app", sorted(known.apps))] if known.apps else ()),
        *(["sign-ins from known networks"] if known.networks.known and notice.record.log is Log.SIGN_INS else ()),
    ]
    return f"Known to be good here and not counted: {'; '.join(said)}. A question counts them." if said else ""


def _several(noun: str, values: Sequence[str]) -> str:
    return f"{noun if len(values) == 1 else noun + 's'} {series(list(values))}"


def _causes(causes: Sequence[Cause]) -> Table | None:
    if not causes:
        return None
    columns = (
        Column("Stopped at" if causes[0].stage else "Code"),
        Column("People", numeric=True),
        Column("Attempts", numeric=True),
        Column("What it means"),
    )
    rows = [
        (short(cause), number(cause.people), number(cause.attempts), cause.meaning) for cause in causes[:_MOST_CAUSES]
    ]
    rest = causes[_MOST_CAUSES:]
    if rest:
        rows.append((f"and {len(rest)} more", "–", number(sum(cause.attempts for cause in rest)), "–"))
    return Table(columns, tuple(rows))
