"""Blocks of every kind, as small as Slack takes them."""

from typing import Any

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
