"""Blocks as the page draws them: each kind with its words, and hostile text as text."""

from collections.abc import Sequence
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from bot.demo.blockkit.blocks import AnyBlock
from bot.demo.blockkit.elements import Fillable, Pressable
from bot.demo.page.charts import LETTER, plot_of, slices_of
from bot.demo.page.drawing import Drawing, Reader
from bot.demo.page.manifest import read_manifest
from bot.demo.workspace.directory import Directory
from bot.demo.workspace.transcript import Json, Origin, Post

ROOT = Path(__file__).parents[2]
DRAWING = Drawing(ROOT / "templates" / "demo", read_manifest((ROOT / "manifest.yml").read_text("utf-8")))
READER = Reader("U_HELP", "Europe/Stockholm", Directory())
EVIL = "<script>alert(1)</script>\"'`*_&lt;"


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def options(*names: str) -> list[Json]:
    return [{"text": plain(name), "value": name} for name in names]


def rich(*elements: Json, kind: str = "rich_text_section") -> Json:
    return {"type": "rich_text", "elements": [{"type": kind, "elements": [*elements]}]}


def cell(text: str) -> Json:
    return {"type": "raw_text", "text": text}


def series(kind: str, *values: float) -> Json:
    labels = [f"day {n}" for n, _ in enumerate(values)]
    data = [{"label": label, "value": value} for label, value in zip(labels, values, strict=True)]
    axes = {"categories": labels, "x_label": "Day", "y_label": "People"}
    return {"type": kind, "series": [{"name": "Failed", "data": data}], "axis_config": axes}


BUTTON = {"type": "button", "action_id": "go", "text": plain("Go on"), "value": "1"}
BLOCKS: dict[str, Json] = {
    "section": {
        "type": "section",
        "text": {"type": "mrkdwn", "text": "*52* failed"},
        "fields": [plain("left"), plain("right")],
    },
    "header": {"type": "header", "text": plain("Sign-ups")},
    "divider": {"type": "divider"},
    "context": {
        "type": "context",
        "elements": [plain("as of noon"), {"type": "image", "alt_text": "a map", "image_url": "x"}],
    },
    "actions": {"type": "actions", "elements": [BUTTON]},
    "context_actions": {
        "type": "context_actions",
        "elements": [
            {
                "type": "feedback_buttons",
                "action_id": "useful",
                "positive_button": {"text": plain("Useful"), "value": "yes"},
                "negative_button": {"text": plain("Useless"), "value": "no"},
            }
        ],
    },
    "image": {"type": "image", "alt_text": "a curve", "image_url": "https://x.example/y.png", "title": plain("Curve")},
    "markdown": {"type": "markdown", "text": "# Words"},
    "input": {
        "type": "input",
        "label": plain("What?"),
        "hint": plain("in a few words"),
        "element": {"type": "plain_text_input", "action_id": "words", "initial_value": "failed"},
    },
    "alert": {"type": "alert", "text": plain("Mind this"), "level": "warning"},
    "card": {"type": "card", "title": plain("Northwind"), "body": plain("A partner"), "actions": [BUTTON]},
    "container": {
        "type": "container",
        "title": plain("Details"),
        "is_collapsible": True,
        "child_blocks": [{"type": "header", "text": plain("Inside")}],
    },
    "rich_text": rich(
        {"type": "text", "text": "exactly", "style": {"bold": True}}, {"type": "user", "user_id": "U_HELP"}
    ),
    "table": {
        "type": "table",
        "rows": [[cell("Who"), cell("Why")], [cell("anna"), rich({"type": "text", "text": "code"})]],
    },
    "data_table": {"type": "data_table", "caption": "Who failed", "rows": [[cell("Who")], [cell("anna")]]},
    "data_visualization": {"type": "data_visualization", "title": "Failures", "chart": series("bar", 3, 5)},
}
SAID = {
    "section": ["<strong>52</strong> failed", "left", "right"],
    "divider": ["<hr>"],
    "context": ["as of noon", "a map"],
    "actions": ["Go on", 'data-element="b0/go"'],
    "context_actions": ["Useful", 'data-choice="no"'],
    "image": ["a curve", "Curve"],
    "input": ["What?", "in a few words", 'value="failed"'],
    "card": ["Northwind", "A partner", "Go on"],
    "container": ["Details", "Inside", "<details"],
    "rich_text": ["<strong>exactly</strong>", "@Hanna Berg"],
    "table": ['<th scope="col"', "anna", "code"],
    "data_table": ["<caption>Who failed</caption>", 'aria-sort="none"'],
    "data_visualization": ["Failures", "<rect", '<th scope="row">day 1</th>'],
}


def drawn(*blocks: Json, **more: Any) -> str:
    told: dict[str, Any] = {"ts": "1700000000.000001", "channel": "C_SUPPORT", "user": "U_GATEHOUSE", "text": "x"}
    post = Post(**told | {"origin": Origin.POST, "bot": "B"} | more, blocks=blocks)
    return DRAWING.message(post, READER)


def kinds(union: Any) -> set[str]:
    """The types of a union that is told apart by `type`."""
    members = union.__origin__.__args__
    return {kind for member in members for kind in member.model_fields["type"].annotation.__args__}


@pytest.mark.parametrize("kind", sorted(kinds(AnyBlock)))
def test_every_block_that_slack_takes_is_drawn(kind: str) -> None:
    html = drawn(BLOCKS[kind])

    assert "does not draw" not in html
    for words in SAID.get(kind, []):
        assert words in html


@pytest.mark.parametrize("kind", sorted(kinds(Pressable) | kinds(Fillable)))
def test_every_element_that_slack_takes_is_drawn(kind: str) -> None:
    element = {"type": kind, "action_id": "it", "options": options("one", "two"), "text": plain("it")}

    html = drawn({"type": "actions", "elements": [element]})
    assert "does not draw" not in html
    assert 'data-element="b0/it"' in html
    assert f'data-kind="{kind}"' in html


def test_what_nobody_knows_is_said_to_be_unknown() -> None:
    html = drawn({"type": "hologram"}, {"type": "actions", "elements": [{"type": "dial", "action_id": "d"}]})

    assert "does not draw the block “hologram”" in html
    assert "does not draw the element “dial”" in html


STAGES = ("email or password entry", "email code check", "sign-in with the chosen provider", "consent page")


@pytest.mark.parametrize(
    ("labels", "beneath"),
    [
        pytest.param(
            (*STAGES, "profile form", "account creation"),
            [
                ["email or", "password entry"],
                ["email code", "check"],
                ["sign-in with", "the chosen…"],
                ["consent page"],
                ["profile form"],
                ["account", "creation"],
            ],
            id="in two lines where one is too short",
        ),
        pytest.param(("attributeCollectionAndValidation",) * 6, [["attributeColl…"]] * 6, id="one long word"),
        pytest.param(
            [f"{day} Nov" for day in range(1, 15)], [[f"{day} Nov"] for day in range(1, 15, 2)], id="every other one"
        ),
    ],
)
def test_labels_beneath_a_chart_are_whole_where_there_is_room_and_never_touch(
    labels: Sequence[str], beneath: list[list[str]]
) -> None:
    data = [{"label": label, "value": 1} for label in labels]
    chart = {"type": "bar", "series": [{"name": "Left", "data": data}], "axis_config": {"categories": labels}}

    categories = plot_of(chart).categories
    assert [[line.label for line in each.lines] for each in categories] == beneath
    room = (categories[1].at - categories[0].at) / LETTER
    assert all(len(line) <= room - 1 for lines in beneath for line in lines)


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append(tag)
        self.seen += [name for name, _ in attrs if name.startswith("on") or name == "style"]


def poisoned(value: Any, key: str = "") -> Any:
    """The same block with hostile words wherever words stand."""
    match value:
        case dict():
            return {name: poisoned(inner, name) for name, inner in value.items()}
        case list():
            return [poisoned(inner, key) for inner in value]
        case str() if key in ("text", "caption", "title", "name", "alt_text", "initial_value", "value", "x_label"):
            return EVIL
        case _:
            return value


@pytest.mark.parametrize("kind", sorted(BLOCKS))
def test_hostile_words_stay_words(kind: str) -> None:
    tags = Tags()
    tags.feed(drawn(poisoned(BLOCKS[kind]), user=EVIL, text=EVIL))

    assert not {"script", "style"} & set(tags.seen)
    assert not [name for name in tags.seen if name.startswith("on")]


def test_a_menu_offers_its_options_and_shows_the_first_choice() -> None:
    menu = {
        "type": "static_select",
        "action_id": "log",
        "options": options("one", "two"),
        "initial_option": options("two")[0],
    }
    html = drawn({"type": "actions", "elements": [menu]})

    assert '<option value="one">one</option>' in html
    assert '<option value="two" selected>two</option>' in html


@pytest.mark.parametrize(
    ("element", "value"),
    [
        pytest.param({"type": "datetimepicker", "initial_date_time": 1_700_000_000}, "2023-11-14T22:13", id="a moment"),
        pytest.param({"type": "datepicker", "initial_date": "2026-11-20"}, "2026-11-20", id="a day"),
        pytest.param({"type": "timepicker", "initial_time": "09:00"}, "09:00", id="a time"),
        pytest.param({"type": "number_input", "initial_value": "7"}, "7", id="a number"),
        pytest.param({"type": "email_text_input"}, "", id="nothing"),
    ],
)
def test_a_field_shows_what_stands_in_it(element: Json, value: str) -> None:
    html = drawn({"type": "input", "label": plain("It"), "element": {"action_id": "it", **element}})

    assert f'value="{value}"' in html


def test_a_confirmation_travels_with_its_button() -> None:
    asked = {"title": plain("Share?"), "text": plain("All see it"), "confirm": plain("Share"), "deny": plain("No")}
    html = drawn({"type": "actions", "elements": [BUTTON | {"confirm": asked}]})

    assert 'data-confirm="Share?"' in html
    assert 'data-confirm-text="All see it"' in html


def test_a_message_for_one_person_says_so_and_a_file_can_be_had() -> None:
    file = {"id": "F1", "name": "rows.csv", "title": "Rows", "filetype": "csv", "size": 2048}
    html = drawn(to="U_HELP", files=(file,), edited="1700000001.000000")

    assert "Only visible to you" in html
    assert 'href="/town/files/F1?user=U_HELP"' in html
    assert "rows.csv" in html
    assert "(edited)" in html


@pytest.mark.parametrize("kind", ["line", "area", "bar"])
@pytest.mark.parametrize(
    "values",
    [
        pytest.param([3, 5, 8], id="counts"),
        pytest.param([0, 0], id="nothing"),
        pytest.param([-4, 6], id="below zero"),
        pytest.param([0.25, 0.5], id="shares"),
        pytest.param([12_000_000], id="one large"),
    ],
)
def test_a_chart_stays_in_its_frame_and_keeps_its_numbers(kind: str, values: list[float]) -> None:
    plot = plot_of(series(kind, *values))

    heights = [rule.at for rule in plot.rules]
    marks = [y for line in plot.lines for _, y, _ in line.marks]
    bars = [edge for bars in plot.bars for bar in bars for edge in (bar.y, bar.y + bar.height)]
    assert all(min(heights) - 0.2 <= y <= max(heights) + 0.2 for y in [*marks, *bars])
    assert 2 <= len(plot.rules) <= 7
    assert len({rule.label for rule in plot.rules}) == len(plot.rules)
    assert [float(row[1][0].replace(",", "")) for row in plot.rows] == values


def test_higher_is_more() -> None:
    (line,) = plot_of(series("line", 1, 9)).lines
    (_, low, _), (_, high, _) = line.marks

    assert high < low, "SVG counts downwards"


def test_the_slices_of_a_pie_are_its_shares() -> None:
    segments = [{"label": "Google", "value": 3}, {"label": "Email", "value": 1}]

    assert [part.share for part in slices_of({"segments": segments})] == ["75%", "25%"]
    (whole,) = slices_of({"segments": segments[:1]})
    assert (whole.share, whole.path.count("A")) == ("100%", 2)
