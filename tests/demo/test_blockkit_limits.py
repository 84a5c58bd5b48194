"""Each limit of Block Kit: the largest thing that passes, and the first that does not, with Slack's words for it."""

import pytest
from blockkit_samples import (
    Json,
    actions,
    button,
    card,
    container,
    data_table,
    line,
    menu,
    message,
    mrkdwn,
    option,
    pie,
    plain,
    section,
    table,
)

from bot.demo.blockkit import problems


@pytest.mark.parametrize(
    ("largest", "too_large", "said"),
    [
        pytest.param(
            message(section("x" * 3000)),
            message(section("x" * 3001)),
            "invalid_blocks: must be less than 3001 characters [json-pointer:/blocks/0/text/text]",
            id="section text",
        ),
        pytest.param(
            message({"type": "section", "fields": [plain("x" * 2000)] * 6}),
            message({"type": "section", "fields": [plain("x" * 2001)]}),
            "invalid_blocks: must be less than 2001 characters [json-pointer:/blocks/0/fields/0/text]",
            id="field text",
        ),
        pytest.param(
            message({"type": "section", "fields": [mrkdwn("x")] * 10}),
            message({"type": "section", "fields": [mrkdwn("x")] * 11}),
            "invalid_blocks: no more than 10 items allowed [json-pointer:/blocks/0/fields]",
            id="fields",
        ),
        pytest.param(
            message({"type": "header", "text": plain("x" * 150)}),
            message({"type": "header", "text": plain("x" * 151)}),
            "invalid_blocks: must be less than 151 characters [json-pointer:/blocks/0/text/text]",
            id="header text",
        ),
        pytest.param(
            message(*[section()] * 50),
            message(*[section()] * 51),
            "invalid_blocks: no more than 50 items allowed [json-pointer:/blocks]",
            id="blocks of a message",
        ),
        pytest.param(
            message({"type": "context", "elements": [mrkdwn("x")] * 10}),
            message({"type": "context", "elements": [mrkdwn("x")] * 11}),
            "invalid_blocks: no more than 10 items allowed [json-pointer:/blocks/0/elements]",
            id="context elements",
        ),
        pytest.param(
            message({"type": "context", "elements": [mrkdwn("x" * 2000)]}),
            message({"type": "context", "elements": [mrkdwn("x" * 2001)]}),
            "invalid_blocks: each text must be less than 2001 characters [json-pointer:/blocks/0]",
            id="context text",
        ),
        pytest.param(
            message(actions(*map(button, range(25)))),
            message(actions(*map(button, range(26)))),
            "invalid_blocks: no more than 25 items allowed [json-pointer:/blocks/0/elements]",
            id="actions",
        ),
        pytest.param(
            message(actions(button(text=plain("x" * 75)))),
            message(actions(button(text=plain("x" * 76)))),
            "invalid_blocks: must be less than 76 characters [json-pointer:/blocks/0/elements/0/text/text]",
            id="button text",
        ),
        pytest.param(
            message(actions(button(value="x" * 2000))),
            message(actions(button(value="x" * 2001))),
            "invalid_blocks: must be less than 2001 characters [json-pointer:/blocks/0/elements/0/value]",
            id="button value",
        ),
        pytest.param(
            message(actions(button(url="x" * 3000))),
            message(actions(button(url="x" * 3001))),
            "invalid_blocks: must be less than 3001 characters [json-pointer:/blocks/0/elements/0/url]",
            id="button url",
        ),
        pytest.param(
            message(actions(button(action_id="x" * 255))),
            message(actions(button(action_id="x" * 256))),
            "invalid_blocks: must be less than 256 characters [json-pointer:/blocks/0/elements/0/action_id]",
            id="action_id",
        ),
        pytest.param(
            message({**section(), "block_id": "x" * 255}),
            message({**section(), "block_id": "x" * 256}),
            "invalid_blocks: must be less than 256 characters [json-pointer:/blocks/0/block_id]",
            id="block_id",
        ),
        pytest.param(
            message(actions(menu(100))),
            message(actions(menu(101))),
            "invalid_blocks: no more than 100 items allowed [json-pointer:/blocks/0/elements/0/options]",
            id="options of a menu",
        ),
        pytest.param(
            message(actions(menu(1, placeholder=plain("x" * 150)))),
            message(actions(menu(1, placeholder=plain("x" * 151)))),
            "invalid_blocks: must be less than 151 characters [json-pointer:/blocks/0/elements/0/placeholder/text]",
            id="placeholder",
        ),
        pytest.param(
            message(actions({**menu(5), "type": "overflow"})),
            message(actions({**menu(6), "type": "overflow"})),
            "invalid_blocks: no more than 5 items allowed [json-pointer:/blocks/0/elements/0/options]",
            id="options of an overflow menu",
        ),
        pytest.param(
            message(actions({**menu(10), "type": "checkboxes"})),
            message(actions({**menu(11), "type": "checkboxes"})),
            "invalid_blocks: no more than 10 items allowed [json-pointer:/blocks/0/elements/0/options]",
            id="checkboxes",
        ),
        pytest.param(
            message(actions(option(value="x" * 150))),
            message(actions(option(value="x" * 151))),
            "invalid_blocks: must be less than 151 characters [json-pointer:/blocks/0/elements/0/options/0/value]",
            id="option value",
        ),
        pytest.param(
            message(actions(option(description=plain("x" * 75)))),
            message(actions(option(description=plain("x" * 76)))),
            "invalid_blocks: must be less than 76 characters"
            " [json-pointer:/blocks/0/elements/0/options/0/description/text]",
            id="option description",
        ),
        pytest.param(
            message({"type": "image", "image_url": "https://x", "alt_text": "x" * 2000}),
            message({"type": "image", "image_url": "https://x", "alt_text": "x" * 2001}),
            "invalid_blocks: must be less than 2001 characters [json-pointer:/blocks/0/alt_text]",
            id="alt text",
        ),
        pytest.param(
            message({"type": "markdown", "text": "x" * 12_000}),
            message({"type": "markdown", "text": "x" * 6_001}, {"type": "markdown", "text": "x" * 6_000}),
            "invalid_blocks: no more than 12,000 characters in all markdown blocks allowed, these are 12,001"
            " [json-pointer:/blocks]",
            id="markdown in all",
        ),
        pytest.param(
            message(table(rows=100, columns=20)),
            message(table(rows=101)),
            "invalid_blocks: no more than 100 items allowed [json-pointer:/blocks/0/rows]",
            id="table rows",
        ),
        pytest.param(
            message(table(columns=20)),
            message(table(columns=21)),
            "invalid_blocks: no more than 20 items allowed [json-pointer:/blocks/0/rows/0]",
            id="table columns",
        ),
        pytest.param(
            message(table(rows=100, text="x" * 100)),
            message(table(rows=100, text="x" * 101)),
            "invalid_blocks: no more than 10,000 characters in the cells of a table allowed, these are 10,100"
            " [json-pointer:/blocks]",
            id="table characters",
        ),
        pytest.param(
            message(table(), section()),
            message(table(), table()),
            "invalid_attachments: only_one_table_allowed [json-pointer:/blocks]",
            id="tables of a message",
        ),
        pytest.param(
            message(data_table(rows=101, columns=20)),
            message(data_table(rows=102)),
            "invalid_blocks: no more than 101 items allowed [json-pointer:/blocks/0/rows]",
            id="data table rows",
        ),
        pytest.param(
            message(data_table(rows=2)),
            message(data_table(rows=1)),
            "invalid_blocks: no less than 2 items allowed [json-pointer:/blocks/0/rows]",
            id="a data table has a row besides its header",
        ),
        pytest.param(
            message(data_table(rows=100, text="x" * 50), data_table(rows=100, text="x" * 50)),
            message(data_table(rows=100, text="x" * 50), data_table(rows=101, text="x" * 50)),
            "invalid_blocks: no more than 10,000 characters in the cells of all data tables allowed, these are 10,050"
            " [json-pointer:/blocks]",
            id="data table characters",
        ),
        pytest.param(
            message(data_table(page_size=100)),
            message(data_table(page_size=101)),
            "invalid_blocks: Input should be less than or equal to 100 [json-pointer:/blocks/0/page_size]",
            id="page size",
        ),
        pytest.param(
            message(pie(title="x" * 50)),
            message(pie(title="x" * 51)),
            "invalid_blocks: must be less than 51 characters [json-pointer:/blocks/0/title]",
            id="chart title",
        ),
        pytest.param(
            message(pie(segments=6)),
            message(pie(segments=7)),
            "invalid_blocks: no more than 6 items allowed [json-pointer:/blocks/0/chart/segments]",
            id="pie segments",
        ),
        pytest.param(
            message(pie(label="x" * 20)),
            message(pie(label="x" * 21)),
            "invalid_blocks: must be less than 21 characters [json-pointer:/blocks/0/chart/segments/0/label]",
            id="segment label",
        ),
        pytest.param(
            message(pie(value=0.1)),
            message(pie(value=0)),
            "invalid_blocks: Input should be greater than 0 [json-pointer:/blocks/0/chart/segments/0/value]",
            id="segment value",
        ),
        pytest.param(
            message(line(points=20)),
            message(line(points=21)),
            "invalid_blocks: no more than 20 items allowed [json-pointer:/blocks/0/chart/axis_config/categories]",
            id="points of a line",
        ),
        pytest.param(
            message(line(series=6)),
            message(line(series=7)),
            "invalid_blocks: no more than 6 items allowed [json-pointer:/blocks/0/chart/series]",
            id="series",
        ),
        pytest.param(
            message(line(y_label="x" * 50)),
            message(line(y_label="x" * 51)),
            "invalid_blocks: must be less than 51 characters [json-pointer:/blocks/0/chart/axis_config/y_label]",
            id="axis label",
        ),
        pytest.param(
            message(pie(), pie()),
            message(pie(), pie(), line()),
            "invalid_blocks: no more than 2 charts allowed, these are 3 [json-pointer:/blocks]",
            id="charts of a message",
        ),
        pytest.param(
            message(container(children=10)),
            message(container(children=11)),
            "invalid_blocks: no more than 10 items allowed [json-pointer:/blocks/0/child_blocks]",
            id="children of a container",
        ),
        pytest.param(
            message(card(body=plain("x" * 200), actions=[button()] * 3)),
            message(card(body=plain("x" * 200), actions=[button()] * 4)),
            "invalid_blocks: no more than 3 items allowed [json-pointer:/blocks/0/actions]",
            id="buttons of a card",
        ),
        pytest.param(
            {"text": "x" * 40_000},
            {"text": "x" * 40_001},
            "msg_too_long: text has 40,001 characters where chat.postMessage takes 40,000",
            id="text",
        ),
        pytest.param(
            {"text": "x", "attachments": [{"text": "x"}] * 100},
            {"text": "x", "attachments": [{"text": "x"}] * 101},
            "too_many_attachments: no more than 100 items allowed [json-pointer:/attachments]",
            id="attachments",
        ),
    ],
)
def test_the_largest_passes_and_a_little_more_is_refused(largest: Json, too_large: Json, said: str) -> None:
    assert problems(largest) == []
    assert said in problems(too_large)
