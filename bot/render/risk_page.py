"""What the message about risk holds: how much there is, who and what, and how it stands."""

from collections.abc import Sequence

from bot.domain.answers import AnswerKind
from bot.domain.kept import FIRST_PAGE, Page
from bot.domain.question import Output
from bot.domain.risk import RiskAnswer, RiskGroup, RiskRow, RiskTotals
from bot.render.answer_page import AnswerPage, few, grown
from bot.render.charts import Chart
from bot.render.count_charts import count_chart
from bot.render.figures import many, number, series
from bot.render.labels import NOT_SAID, RISK_STATES, is_time
from bot.render.tables import WHOLE, Column, Excerpt, Extent, Row, Table, fitting
from bot.render.times import Calendar

_MOST_ROWS = 20
_CHARACTERS = 2_400
_COLUMNS = (
    Column("When"),
    Column("Who or what", widest=64),
    Column("Risk"),
    Column("State"),
    Column("Kind", widest=48),
    Column("From", widest=48),
)


def page_of(answer: RiskAnswer, heading: str, readings: Sequence[str], page: Page = FIRST_PAGE) -> AnswerPage:
    """What `page` shows of `answer`; `readings` say how the words were taken."""
    calendar = Calendar.of(answer.zone, answer.as_of)
    excerpt = _excerpt(answer, calendar, page.first)
    return AnswerPage(
        heading=heading,
        readings=few(readings),
        headline=_headline(answer.totals),
        lines=(),
        missing=few(answer.lacks),
        chart=_chart(answer, calendar),
        table=excerpt.table if excerpt else None,
        hints=(*(_hints(excerpt.extent) if excerpt else ()), *grown(page, answer.totals.events, "finding")),
        advice=(),
        footer=(
            f"From Microsoft Graph, as of {calendar.zoned(answer.as_of)}; "
            f"{many(len(answer.requests), 'Graph request')}. Times are those of {answer.zone}.",
            *few([note for note in answer.notes if note not in answer.lacks]),
        ),
        extent=excerpt.extent if excerpt else WHOLE,
    )


def _chart(answer: RiskAnswer, calendar: Calendar) -> Chart | None:
    if answer.question.output is not Output.CHART or not answer.groups:
        return None
    counts = [(group.key, float(group.totals.events)) for group in answer.groups]
    return count_chart("Findings", counts, answer.window, calendar, lambda _, value: RISK_STATES.get(value, value))


def _hints(extent: Extent) -> tuple[str, ...]:
    places = f"{number(extent.first + 1)} to {number(extent.first + extent.shown)} of {number(extent.of)}"
    if extent.first:
        return (f"The table has {places}.",)
    return (f"and {number(extent.left)} more",) if extent.left else ()


def _headline(totals: RiskTotals) -> str:
    if not totals.events:
        return "Nothing at risk was found."
    said = [f"{number(count)} {RISK_STATES[state]}" for state, count in totals.states if count]
    if unnamed := totals.events - sum(count for _, count in totals.states):
        said.append(f"{number(unnamed)} in a state without a name")
    return f"{many(totals.events, 'finding')} about {many(totals.users, 'account')}: {series(said)}."


def _excerpt(answer: RiskAnswer, calendar: Calendar, first: int) -> Excerpt | None:
    match answer.kind:
        case AnswerKind.BREAKDOWN:
            columns, rows = _grouped(answer, calendar)
        case AnswerKind.LIST:
            columns, rows = _COLUMNS, [_row(row, calendar) for row in answer.rows]
        case _:
            return None
    page = Table(columns, tuple(rows[first:])).fitted().rows
    if not page:
        return None
    shown = max(1, fitting(page, _MOST_ROWS, _CHARACTERS))
    rest = _rest(answer, answer.groups[first : first + shown]) if answer.groups else []
    return Excerpt(Table(columns, (*page[:shown], *rest)), Extent(first, len(page[:shown]), len(rows)))


def _grouped(answer: RiskAnswer, calendar: Calendar) -> tuple[tuple[Column, ...], list[Row]]:
    fields = [field for field, _ in answer.groups[0].key] if answer.groups else []
    named = tuple(Column(field.replace("_", " ").capitalize()) for field in fields)
    counted = tuple(Column(heading, numeric=True) for heading in ("Findings", "At risk", "Accounts"))
    rows = [
        (
            *(_value(field, value, calendar) for field, value in group.key),
            number(group.totals.events),
            number(_at_risk(group.totals)),
            number(group.totals.users),
        )
        for group in answer.groups
    ]
    return (*named, *counted), rows


def _rest(answer: RiskAnswer, shown: Sequence[RiskGroup]) -> list[Row]:
    """What no row shows, so that findings add up; the same account may be in several groups."""
    findings = answer.totals.events - sum(group.totals.events for group in shown)
    at_risk = _at_risk(answer.totals) - sum(_at_risk(group.totals) for group in shown)
    blank = [""] * (len(answer.groups[0].key) - 1)
    return [("All others", *blank, number(findings), number(at_risk), "–")] if findings else []


def _at_risk(totals: RiskTotals) -> int:
    return dict(totals.states)["atRisk"]


def _value(field: str, value: str | None, calendar: Calendar) -> str:
    if value is None:
        return NOT_SAID
    return calendar.period(field, value) if is_time(field) else RISK_STATES.get(value, value)


def _row(row: RiskRow, calendar: Calendar) -> Row:
    return (
        calendar.moment(row.at) if row.at else NOT_SAID,
        row.who or row.key,
        row.risk_level or NOT_SAID,
        RISK_STATES.get(row.risk_state, row.risk_state),
        row.risk_type or "",
        ", ".join(filter(None, (row.ip, row.city, row.country))),
    )
