"""Each limit of Block Kit: the largest thing that passes, and the first that does not, with Slack's words for it."""

from typing import Any

import pytest
from slack_sdk.models.blocks import block_elements, blocks

from bot.demo.blockkit import Use, problems
from bot.demo.blockkit import blocks as blockkit_blocks
from bot.demo.blockkit import elements as blockkit_elements
from bot.demo.blockkit import richtext as blockkit_richtext
from bot.demo.blockkit import tables as blockkit_tables

Json = dict[str, Any]


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def mrkdwn(text: str) -> Json:
    return {"type": "mrkdwn", "text": text}


def section(text: str = "x") -> Json:
    return {"type": "section", "text": mrkdwn(text)}


def button(number: int = 0, **more: Any) -> Json:
    return {"type": "button", "action_id": f"a{number}", "text": plain("Go"), **more}


def actions(*elements: Json) -> Json:
    return {"type": "actions", "elements": list(elements)}


def menu(options: int, **more: Any) -> Json:
    listed = [{"text": plain("x"), "value": f"v{number}"} for number in range(options)]
    return {"type": "static_select", "action_id": "menu", "options": listed, **more}


def cell(text: str = "x") -> Json:
    return {"type": "raw_text", "text": text}


def table(rows: int = 1, columns: int = 1, text: str = "x", **more: Any) -> Json:
    return {"type": "table", "rows": [[cell(text)] * columns for _ in range(rows)], **more}


def data_table(rows: int = 2, columns: int = 1, text: str = "x", **more: Any) -> Json:
    return {**table(rows, columns, text), "type": "data_table", "caption": "Results", **more}


def pie(segments: int = 1, label: str = "x", value: float = 1, title: str = "Share") -> Json:
    parts = [{"label": label, "value": value} for _ in range(segments)]
    return {"type": "data_visualization", "title": title, "chart": {"type": "pie", "segments": parts}}


def line(points: int = 1, series: int = 1, **axes: Any) -> Json:
    labels = [f"{number}" for number in range(points)]
    data = [{"label": label, "value": -1.5} for label in labels]
    plots = [{"name": f"s{number}", "data": data} for number in range(series)]
    chart = {"type": "line", "series": plots, "axis_config": {"categories": labels, **axes}}
    return {"type": "data_visualization", "title": "Hours", "chart": chart}


def line_with(**changes: Any) -> Json:
    chart = line(points=2, series=2)
    chart["chart"] = {**chart["chart"], **changes}
    return chart


def rich(*inline: Json) -> Json:
    return {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": list(inline)}]}


def container(children: int = 1, **more: Any) -> Json:
    return {"type": "container", "title": plain("Details"), "child_blocks": [section()] * children, **more}


def card(**parts: Any) -> Json:
    return {"type": "card", **parts}


def option(**more: Any) -> Json:
    return {"type": "radio_buttons", "action_id": "r", "options": [{"text": plain("x"), "value": "v", **more}]}


def message(*found: Json) -> Json:
    return {"text": "all of it in words", "blocks": list(found)}


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


@pytest.mark.parametrize(
    ("block", "said"),
    [
        pytest.param(section(""), "must be more than 0 characters [json-pointer:/blocks/0/text/text]", id="empty text"),
        pytest.param(
            {"type": "section"}, "must define either `text` or `fields` [json-pointer:/blocks/0]", id="empty section"
        ),
        pytest.param(
            {"type": "header", "text": mrkdwn("x")},
            "Input should be 'plain_text' [json-pointer:/blocks/0/text/type]",
            id="a header takes no mrkdwn",
        ),
        pytest.param({"type": "pirate"}, "unsupported type: pirate [json-pointer:/blocks/0]", id="unknown block"),
        pytest.param({"text": "x"}, "missing required field: type [json-pointer:/blocks/0]", id="a block without type"),
        pytest.param(
            {"type": "header"}, "missing required field: text [json-pointer:/blocks/0]", id="a header without text"
        ),
        pytest.param(
            {**section(), "colour": "red"},
            "no additional property allowed: colour [json-pointer:/blocks/0/colour]",
            id="a key that Slack does not know",
        ),
        pytest.param(
            {"type": "section", "text": {"type": "plain_text", "text": "x", "verbatim": True}},
            "no additional property allowed: verbatim [json-pointer:/blocks/0/text/verbatim]",
            id="verbatim is for mrkdwn only",
        ),
        pytest.param(
            {"type": "section", "text": {"type": "mrkdwn", "text": 7}},
            "Input should be a valid string [json-pointer:/blocks/0/text/text]",
            id="a number is no text",
        ),
        pytest.param(
            actions(button(1), button(1)),
            "two elements have the same action_id [json-pointer:/blocks/0]",
            id="the same action_id twice",
        ),
        pytest.param(
            {"type": "table", "rows": [[cell(), cell()], [cell()]]},
            "row 1 has 1 cells where the first has 2 [json-pointer:/blocks/0]",
            id="uneven rows",
        ),
        pytest.param(
            table(text=""),
            "must be more than 0 characters [json-pointer:/blocks/0/rows/0/0/text]",
            id="an empty cell",
        ),
        pytest.param(
            {**data_table(), "rows": [[rich({"type": "text", "text": "x"})], [cell()]]},
            "the header row takes no rich_text [json-pointer:/blocks/0]",
            id="rich text in a header row",
        ),
        pytest.param(
            data_table(row_header_column_index=1),
            "row_header_column_index names no column of this table [json-pointer:/blocks/0]",
            id="a row header that is no column",
        ),
        pytest.param(
            {"type": "data_table", "rows": [[cell()], [cell()]]},
            "missing required field: caption [json-pointer:/blocks/0]",
            id="a data table without caption",
        ),
        pytest.param(
            line_with(series=[{"name": "s", "data": [{"label": "0", "value": 1}]}]),
            "series s needs exactly one value for each category, in order [json-pointer:/blocks/0/chart]",
            id="a gap in a series",
        ),
        pytest.param(
            line_with(series=line(points=2)["chart"]["series"] * 2),
            "two series have the same name [json-pointer:/blocks/0/chart]",
            id="two series of one name",
        ),
        pytest.param(
            line_with(axis_config={"categories": ["0", "0"]}),
            "two categories have the same label [json-pointer:/blocks/0/chart]",
            id="two categories of one name",
        ),
        pytest.param(
            pie(value=float("nan")),
            "Input should be a finite number [json-pointer:/blocks/0/chart/segments/0/value]",
            id="not a number",
        ),
        pytest.param(
            rich({"type": "text", "text": ""}),
            "must be more than 0 characters [json-pointer:/blocks/0/elements/0/elements/0/text]",
            id="empty words in rich text",
        ),
        pytest.param(
            {"type": "alert", "text": plain("x")},
            "unsupported type: alert on message [json-pointer:/blocks/0]",
            id="an alert outside a modal",
        ),
        pytest.param(
            container(default_collapsed=True),
            "default_collapsed needs is_collapsible [json-pointer:/blocks/0]",
            id="a container that cannot fold",
        ),
        pytest.param(
            {"type": "container", "child_blocks": [section()]},
            "must define either `title` or `rich_text_title` [json-pointer:/blocks/0]",
            id="an untitled container",
        ),
        pytest.param(
            container(is_collapsible=True, has_header_divider=True),
            "has_header_divider cannot be set when is_collapsible is true [json-pointer:/blocks/0]",
            id="a folding container with a divider",
        ),
        pytest.param(
            card(subtitle=plain("x")),
            "must define `hero_image`, `title`, `actions` or `body` [json-pointer:/blocks/0]",
            id="an empty card",
        ),
    ],
)
def test_a_block_that_slack_does_not_take_is_named_with_its_place(block: Json, said: str) -> None:
    assert problems(message(block)) == [f"invalid_blocks: {said}"]


def test_two_blocks_may_not_have_the_same_block_id() -> None:
    found = problems(message({**section(), "block_id": "b"}, {**section(), "block_id": "b"}))

    assert found == ["invalid_blocks: block_id 'b' stands 2 times, it must be unique [json-pointer:/blocks]"]


def test_a_table_inside_a_container_counts_as_a_table_of_the_message() -> None:
    folded = {"type": "container", "title": plain("Rows"), "child_blocks": [table()]}

    assert problems(message(folded)) == []
    assert problems(message(folded, table())) == ["invalid_attachments: only_one_table_allowed [json-pointer:/blocks]"]


def test_every_problem_of_a_message_is_told_at_once() -> None:
    found = problems(message(section(""), {"type": "divider"}, {"type": "header", "text": plain("x" * 151)}))

    assert [problem.partition("json-pointer:")[2] for problem in found] == [
        "/blocks/0/text/text]",
        "/blocks/2/text/text]",
    ]


@pytest.mark.parametrize("empty", [{}, {"text": ""}, {"text": "", "blocks": []}], ids=str)
def test_a_message_must_say_something(empty: Json) -> None:
    assert problems(empty) == ["no_text: a message needs text, blocks or attachments"]


@pytest.mark.parametrize(
    ("use", "passes", "is_too_long"),
    [
        pytest.param(Use.POST, "x" * 40_000, "x" * 40_001, id="a post"),
        pytest.param(Use.RESPONSE, "x" * 40_000, "x" * 40_001, id="a reply to a response_url"),
        pytest.param(Use.UPDATE, "é" * 4_000, "é" * 4_001, id="an update counts characters"),
        pytest.param(Use.EPHEMERAL, "é" * 2_000, "é" * 2_000 + "x", id="an ephemeral message counts bytes"),
    ],
)
def test_the_text_may_be_as_long_as_the_method_takes(use: Use, passes: str, is_too_long: str) -> None:
    assert problems({"text": passes}, use) == []
    assert [found.partition(":")[0] for found in problems({"text": is_too_long}, use)] == ["msg_too_long"]


def test_only_a_posted_message_is_weighed_as_a_whole() -> None:
    heavy = message(*[section("x" * 2_900)] * 5)

    assert [found.partition(":")[0] for found in problems(heavy)] == ["msg_blocks_too_long"]
    assert problems(heavy, Use.RESPONSE) == []


def test_tables_and_charts_have_limits_of_their_own_and_are_not_weighed() -> None:
    assert (
        problems(message(section("x" * 2_000), data_table(rows=100, text="x" * 100), line(points=20, series=6))) == []
    )


@pytest.mark.parametrize(
    ("broken", "said"),
    [
        pytest.param({"text": ["x"]}, "invalid_arguments: text must be a string, not list", id="text"),
        pytest.param(
            {"text": "x", "blocks": {"type": "divider"}},
            "invalid_blocks_format: blocks must be a list [json-pointer:/blocks]",
            id="blocks",
        ),
        pytest.param(
            {"text": "x", "attachments": ["y"]},
            "invalid_attachments: attachments must be a list of objects [json-pointer:/attachments]",
            id="attachments",
        ),
        pytest.param(
            {"text": "x", "attachments": [{"blocks": [section("")]}]},
            "invalid_blocks: must be more than 0 characters [json-pointer:/attachments/0/blocks/0/text/text]",
            id="blocks of an attachment",
        ),
    ],
)
def test_a_message_of_the_wrong_shape_is_refused(broken: Json, said: str) -> None:
    assert problems(broken) == [said]


@pytest.mark.parametrize(
    ("theirs", "ours"),
    [
        (blocks.SectionBlock, blockkit_blocks.Section),
        (blocks.HeaderBlock, blockkit_blocks.Header),
        (blocks.DividerBlock, blockkit_blocks.Divider),
        (blocks.ContextBlock, blockkit_blocks.Context),
        (blocks.ActionsBlock, blockkit_blocks.Actions),
        (blocks.ContextActionsBlock, blockkit_blocks.ContextActions),
        (blocks.ImageBlock, blockkit_blocks.Image),
        (blocks.MarkdownBlock, blockkit_blocks.Markdown),
        (blocks.InputBlock, blockkit_blocks.Input),
        (blocks.AlertBlock, blockkit_blocks.Alert),
        (blocks.CardBlock, blockkit_blocks.Card),
        (blocks.ContainerBlock, blockkit_blocks.Container),
        (blocks.RichTextBlock, blockkit_richtext.RichText),
        (blocks.TableBlock, blockkit_tables.Table),
        (block_elements.StaticSelectElement, blockkit_elements.StaticSelect),
        (block_elements.StaticMultiSelectElement, blockkit_elements.StaticSelect),
        (block_elements.ExternalDataSelectElement, blockkit_elements.ExternalSelect),
        (block_elements.UserSelectElement, blockkit_elements.UsersSelect),
        (block_elements.ConversationSelectElement, blockkit_elements.ConversationsSelect),
        (block_elements.ChannelSelectElement, blockkit_elements.ConversationsSelect),
        (block_elements.DatePickerElement, blockkit_elements.DatePicker),
        (block_elements.TimePickerElement, blockkit_elements.TimePicker),
    ],
    ids=lambda model: model.__name__,
)
def test_every_key_that_slacks_own_library_sends_is_known(theirs: Any, ours: Any) -> None:
    """The inputs and the overflow menu are not asked: their base class in the library lists keys they do not take."""
    sent = object.__new__(theirs).attributes

    assert sent - ours.model_fields.keys() == set()
