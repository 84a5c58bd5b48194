"""What an app's acknowledgement does with the form that somebody sent."""

from bot.demo.workspace.elements import placed
from bot.demo.workspace.faults import Refusal
from bot.demo.workspace.premises import Premises
from bot.demo.workspace.transcript import Json
from bot.demo.workspace.views import checked_view, pushed, updated


def heed(premises: Premises, view: Json, payload: Json | None) -> None:
    """Close, keep, change or cover the modal, as `response_action` says; a Refusal where Slack takes no such answer."""
    user = premises.modals.holder(view["id"])
    if user is None:
        return  # it left the screen before the answer came
    match (payload or {}).get("response_action"):
        case None:
            premises.modals.close(user)
        case "clear":
            premises.modals.clear(user)
        case "errors":
            _check_errors(view, (payload or {}).get("errors"))
        case "update":
            updated(premises, view, checked_view((payload or {}).get("view"), "modal"))
        case "push":
            pushed(premises, user, checked_view((payload or {}).get("view"), "modal"))
        case other:
            raise Refusal("invalid_response", errors=[f"response_action {other!r} is none of Slack's"])


def _check_errors(view: Json, errors: object) -> None:
    """Errors go to input blocks by block_id; Slack shows nothing at all if one of them is not there."""
    inputs = {place.block_id for place in placed(view["blocks"]) if place.block["type"] == "input"}
    if not isinstance(errors, dict) or not errors or errors.keys() - inputs:
        raise Refusal("invalid_response", errors=[f"errors go by the block_ids of input blocks: {sorted(inputs)}"])
