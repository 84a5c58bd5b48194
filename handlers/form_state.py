"""What stands in a form that came back: Slack's `state.values` by our fields. Everything in it is hostile text."""

from collections.abc import Mapping, Sequence
from typing import Any

View = Mapping[str, Any]


def typed(view: View, field: str) -> str:
    """What was typed into a field, or a field of that kind whose id goes on with the name of a log."""
    return str(_element(view, field).get("value") or "").strip()


def chosen(view: View, field: str) -> str:
    """The option, person or conversation that was chosen; empty for none."""
    element = _element(view, field)
    option = element.get("selected_option")
    if isinstance(option, Mapping):
        return str(option.get("value") or "")
    return str(element.get("selected_user") or element.get("selected_conversation") or "")


def several(view: View, field: str) -> tuple[str, ...]:
    """All options that were chosen."""
    options = _element(view, field).get("selected_options")
    if not isinstance(options, Sequence):
        return ()
    return tuple(str(option.get("value") or "") for option in options if isinstance(option, Mapping))


def block_of(view: View, field: str) -> str:
    """The `block_id` of a field as this form has it; Slack shows mistakes by it."""
    ids = (str(block.get("block_id", "")) for block in view.get("blocks") or () if isinstance(block, Mapping))
    return next((id_ for id_ in ids if _is_field(id_, field)), field)


def _element(view: View, field: str) -> Mapping[str, Any]:
    values = (view.get("state") or {}).get("values") or {}
    for block, elements in values.items():
        if _is_field(block, field) and isinstance(elements, Mapping):
            return next((each for each in elements.values() if isinstance(each, Mapping)), {})
    return {}


def _is_field(block: str, field: str) -> bool:
    return block == field or block.startswith(f"{field}_")
