"""What Slack refuses of a block or of a whole message, and how it names the place."""

from typing import Any

import pytest
from blockkit_samples import (
    Json,
    actions,
    button,
    card,
    cell,
    container,
    data_table,
    line,
    line_with,
    message,
    mrkdwn,
    pie,
    plain,
    rich,
    section,
    table,
)
from slack_sdk.models.blocks import block_elements, blocks

from bot.demo.blockkit import Use, problems
from bot.demo.blockkit import blocks as blockkit_blocks
from bot.demo.blockkit import elements as blockkit_elements
from bot.demo.blockkit import richtext as blockkit_richtext
from bot.demo.blockkit import tables as blockkit_tables


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
