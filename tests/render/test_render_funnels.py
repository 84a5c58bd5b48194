"""The bars of a funnel, which have less room for words than its table."""

from bot.domain.codes import STAGE_NAMES
from bot.domain.measures import FunnelStep
from bot.render.charts import unique_labels
from bot.render.funnels import chart_of


def test_no_stage_is_cut_or_alike_beneath_the_bars() -> None:
    drawn = chart_of([FunnelStep(stage, 10, 1) for stage in STAGE_NAMES])

    assert drawn is not None
    assert len(set(drawn.labels)) == len(STAGE_NAMES)
    assert not [label for label in drawn.labels if "…" in label or label in STAGE_NAMES]


def test_a_stage_that_is_new_goes_by_its_own_name() -> None:
    drawn = chart_of([FunnelStep("captcha", 10, 1)])

    assert drawn is not None
    assert drawn.labels == ("captcha",)


def test_every_chart_has_the_shorter_names() -> None:
    assert unique_labels(["sign-in with the chosen provider", "profile form"]) == ["chosen provider", "profile form"]
