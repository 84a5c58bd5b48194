"""The stages of a sign-up as a table and as a chart."""

from collections.abc import Sequence

from bot.domain.measures import FunnelStep
from bot.render.charts import MOST_POINTS, Chart, chart
from bot.render.figures import marked, number
from bot.render.labels import stage_name
from bot.render.tables import Column, Table

_COLUMNS = (
    Column("Stage"),
    Column("Reached", numeric=True),
    Column("Went on", numeric=True),
    Column("Left", numeric=True),
    Column("Drop-off", numeric=True),
)


def table_of(steps: Sequence[FunnelStep]) -> Table:
    """For each stage how many reached it, went on, and left; reached = went on + left."""
    return Table(
        _COLUMNS,
        tuple(
            (
                stage_name(step.stage),
                number(step.reached),
                number(step.passed),
                number(step.left),
                marked(step.dropoff, step.reached),
            )
            for step in steps[:MOST_POINTS]
        ),
    ).fitted()


def chart_of(steps: Sequence[FunnelStep]) -> Chart | None:
    """How many went on from each stage and how many left there."""
    drawn = steps[:MOST_POINTS]
    return chart(
        "Attempts at each stage",
        "bar",
        [stage_name(step.stage) for step in drawn],
        [("Went on", [step.passed for step in drawn]), ("Left", [step.left for step in drawn])],
    )
