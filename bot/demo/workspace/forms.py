"""What stands in menus and fields: Slack's `state.values`, and what its own clients refuse to send."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from bot.demo.workspace.elements import Placed, placed
from bot.demo.workspace.transcript import Json

Given = Mapping[str, Any]
"""What somebody filled in, by `block_id/action_id`, by action_id or by block_id; options by their value."""

# For each kind of element: where its state keeps the choice, and where the app may put a first one.
_KEPT: dict[str, tuple[str, str]] = {
    "plain_text_input": ("value", "initial_value"),
    "email_text_input": ("value", "initial_value"),
    "url_text_input": ("value", "initial_value"),
    "number_input": ("value", "initial_value"),
    "static_select": ("selected_option", "initial_option"),
    "external_select": ("selected_option", "initial_option"),
    "radio_buttons": ("selected_option", "initial_option"),
    "overflow": ("selected_option", ""),
    "multi_static_select": ("selected_options", "initial_options"),
    "multi_external_select": ("selected_options", "initial_options"),
    "checkboxes": ("selected_options", "initial_options"),
    "users_select": ("selected_user", "initial_user"),
    "multi_users_select": ("selected_users", "initial_users"),
    "conversations_select": ("selected_conversation", "initial_conversation"),
    "multi_conversations_select": ("selected_conversations", "initial_conversations"),
    "channels_select": ("selected_channel", "initial_channel"),
    "multi_channels_select": ("selected_channels", "initial_channels"),
    "datepicker": ("selected_date", "initial_date"),
    "timepicker": ("selected_time", "initial_time"),
    "datetimepicker": ("selected_date_time", "initial_date_time"),
}
_EMAIL = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+")
_NUMBER = re.compile(r"-?\d+(\.\d+)?")


class Incomplete(ValueError):
    """Slack's own client keeps a form back and says why: `errors` by block_id."""

    def __init__(self, errors: Mapping[str, str]) -> None:
        super().__init__(f"Slack would not send this form: {dict(errors)}")
        self.errors = dict(errors)


def stated(blocks: Iterable[Json], given: Given, kept: Mapping[str, Json] | None = None) -> Json:
    """`state.values`: what was given, else what stood there before (`kept`), else the app's first choice."""
    values: dict[str, Json] = {}
    for place in placed(blocks):
        if place.kind in _KEPT and place.kind != "overflow":
            before = (kept or {}).get(place.block_id, {}).get(place.action_id)
            values.setdefault(place.block_id, {})[place.action_id] = entry(place, _given(place, given), before)
    return values


_NOT_GIVEN: Any = object()


def entry(place: Placed, given: Any = _NOT_GIVEN, before: Json | None = None) -> Json:
    """What `state.values` and an action say of one element; LookupError for an option that it does not have."""
    where, first = _KEPT[place.kind]
    if given is _NOT_GIVEN:
        chosen = before.get(where) if before else place.element.get(first)
    elif where.startswith("selected_option"):
        chosen = _chosen(place, given)
    else:
        chosen = given
    return {"type": place.kind, where: chosen if chosen not in ("", []) or where.endswith("s") else None}


def choice(place: Placed, state: Mapping[str, Json]) -> Any:
    """What stands in an element, or None; `state` are the values of its message or view."""
    where, _ = _KEPT[place.kind]
    return state.get(place.block_id, {}).get(place.action_id, {}).get(where)


def holds_state(place: Placed) -> bool:
    """Whether something can stand in the element, which a button's cannot."""
    return place.kind in _KEPT


def check_complete(blocks: Iterable[Json], state: Mapping[str, Json]) -> None:
    """Raises Incomplete for what Slack's client would not send."""
    if errors := dict(_errors(blocks, state)):
        raise Incomplete(errors)


def _errors(blocks: Iterable[Json], state: Mapping[str, Json]) -> Iterator[tuple[str, str]]:
    for place in placed(blocks):
        if place.block["type"] != "input":
            continue
        value = choice(place, state)
        if value in (None, "", []):
            if not place.block.get("optional"):
                yield place.block_id, "Please complete this required field."
        elif why := _misfit(place, value):
            yield place.block_id, why


def _misfit(place: Placed, value: Any) -> str | None:
    element = place.element
    match place.kind:
        case "plain_text_input":
            least, most = element.get("min_length", 0), element.get("max_length", 3000)
            return None if least <= len(value) <= most else f"Please enter {least} to {most} characters."
        case "email_text_input":
            return None if _EMAIL.fullmatch(value) else "Please enter a valid email address."
        case "number_input":
            return _misfit_number(element, value)
        case _:
            return None


def _misfit_number(element: Json, value: str) -> str | None:
    if not _NUMBER.fullmatch(value) or ("." in value and not element.get("is_decimal_allowed")):
        return "Please enter a valid number."
    least, most = float(element.get("min_value", "-inf")), float(element.get("max_value", "inf"))
    return None if least <= float(value) <= most else f"Please enter a number from {least:g} to {most:g}."


def _given(place: Placed, given: Given) -> Any:
    names = (place.key, place.action_id, place.block_id)
    return next((given[name] for name in names if name in given), _NOT_GIVEN)


def _chosen(place: Placed, given: Any) -> Any:
    if isinstance(given, (list, tuple)):
        return [_option(place, each) for each in given]
    return _option(place, given) if given not in (None, "") else None


def _option(place: Placed, given: Any) -> Json:
    """An option by its value; the options of an external menu are with the app, so they come whole."""
    if isinstance(given, dict):
        return given
    groups = place.element.get("option_groups") or [place.element]
    options = {option["value"]: option for group in groups for option in group.get("options", ())}
    if given not in options:
        msg = f"{place.action_id!r} has no option {given!r}; it has {sorted(options)}."
        raise LookupError(msg)
    return dict(options[given])
