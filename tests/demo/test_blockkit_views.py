"""The frame of modals and Home tabs, and the blocks each of them takes."""

from typing import Any

import pytest

from bot.demo.blockkit.views import view_problems

Json = dict[str, Any]
DIVIDER = {"type": "divider"}


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def modal(**more: Any) -> Json:
    return {"type": "modal", "title": plain("Ask"), "blocks": [DIVIDER], **more}


def home(**more: Any) -> Json:
    return {"type": "home", "blocks": [DIVIDER], **more}


def asking() -> Json:
    return {"type": "input", "label": plain("Who?"), "element": {"type": "plain_text_input", "action_id": "who"}}


def table() -> Json:
    return {"type": "table", "rows": [[{"type": "raw_text", "text": "x"}]]}


@pytest.mark.parametrize(
    "view",
    [
        pytest.param(modal(), id="a modal"),
        pytest.param(modal(blocks=[asking()], submit=plain("Go")), id="a modal with something to fill in"),
        pytest.param(modal(blocks=[{"type": "alert", "text": plain("Careful")}]), id="an alert in a modal"),
        pytest.param(modal(title=plain("x" * 24)), id="the longest title"),
        pytest.param(modal(blocks=[DIVIDER] * 100), id="a hundred blocks in a modal"),
        pytest.param(home(blocks=[table()] + [DIVIDER] * 99), id="a hundred blocks on the Home tab"),
    ],
)
def test_a_proper_view_passes(view: Json) -> None:
    assert view_problems(view) == []


@pytest.mark.parametrize(
    ("view", "said"),
    [
        pytest.param(
            modal(title=plain("x" * 25)), "must have 1 to 24 characters [json-pointer:/view/title]", id="title"
        ),
        pytest.param(
            {"type": "modal", "blocks": [DIVIDER]},
            "missing required field: title [json-pointer:/view/title]",
            id="no title",
        ),
        pytest.param(
            modal(title={"type": "mrkdwn", "text": "x"}),
            "must be a plain_text object [json-pointer:/view/title]",
            id="a title in mrkdwn",
        ),
        pytest.param(
            modal(blocks=[asking()]),
            "a modal with input blocks needs `submit` [json-pointer:/view/submit]",
            id="nothing to send the input with",
        ),
        pytest.param(
            modal(private_metadata="x" * 3001),
            "must be less than 3001 characters [json-pointer:/view/private_metadata]",
            id="metadata",
        ),
        pytest.param(
            modal(private_metadata="x" * 250_001), "view_too_large [json-pointer:/view]", id="more than 250 kB"
        ),
        pytest.param(
            modal(blocks=[DIVIDER] * 101), "no more than 100 items allowed [json-pointer:/view/blocks]", id="blocks"
        ),
        pytest.param(
            modal(blocks=[table()]), "unsupported type: table on modal [json-pointer:/view/blocks/0]", id="a table"
        ),
        pytest.param(
            home(blocks=[{"type": "markdown", "text": "x"}]),
            "unsupported type: markdown on home [json-pointer:/view/blocks/0]",
            id="markdown on the Home tab",
        ),
        pytest.param(
            home(submit=plain("Go")), "a home view takes no `submit` [json-pointer:/view/submit]", id="submit at home"
        ),
        pytest.param(
            {"type": "popup", "title": plain("x"), "blocks": [DIVIDER]},
            "type must be modal or home [json-pointer:/view/type]",
            id="no such kind of view",
        ),
    ],
)
def test_what_a_view_may_not_hold_is_said(view: Json, said: str) -> None:
    assert said in [problem.detail for problem in view_problems(view)]
