"""The bars of a funnel, which have less room for words than its table, and the shares in that table."""

import pytest

from bot.domain.codes import STAGE_NAMES
from bot.domain.measures import FunnelStep
from bot.render.charts import unique_labels
from bot.render.funnels import chart_of, table_of


def test_no_stage_is_cut_or_alike_beneath_the_bars() -> None:
    drawn = chart_of([FunnelStep(stage, 10, 1) for stage in STAGE_NAMES])

    assert drawn is not None
    assert len(set(drawn.labels)) == len(STAGE_NAMES)
    assert not [label for label in drawn.labels if "…" in label or label in STAGE_NAMES]


def test_a_stage_that_is_new_goes_by_its_own_name() -> None:
    drawn = chart_of([FunnelStep("captcha", 10, 1)])

    assert drawn is not None
    assert drawn.labels == ("captcha",)


@pytest.mark.parametrize(
    ("reached", "said"),
    [pytest.param(8, "25% of only 8", id="few"), pytest.param(20, "10%", id="enough")],
)
def test_the_drop_off_of_a_stage_that_few_reached_says_how_few(reached: int, said: str) -> None:
    (row,) = table_of([FunnelStep("consent", reached, 2)]).rows

    assert row[-1] == said


def test_every_chart_has_the_shorter_names() -> None:
    assert unique_labels(["sign-in with the chosen provider", "profile form"]) == ["chosen provider", "profile form"]
