"""The Web API's views: modals opened, pushed and updated on somebody's trigger, and the Home tab published for them."""

from json import JSONDecodeError, loads
from secrets import token_hex
from typing import Any

from bot.demo.blockkit.views import view_problems
from bot.demo.workspace.faults import Refusal
from bot.demo.workspace.invocations import TRIGGER_SECONDS, Invocation
from bot.demo.workspace.modals import MOST_ON_TOP
from bot.demo.workspace.people import APP, BOT, TEAM
from bot.demo.workspace.premises import Premises
from bot.demo.workspace.transcript import Json


def views_open(premises: Premises, arguments: Json) -> Json:
    """views.open: once for each trigger, and within three seconds of it. It takes the place of what was open."""
    view = checked_view(arguments.get("view"), "modal")
    invocation = _triggered(premises, arguments)
    _check_external_id(premises, view)
    invocation.trigger_used = True
    premises.modals.clear(invocation.user)
    return {"view": premises.modals.put(_fresh_modal(premises, view), on=invocation.user)}


def views_push(premises: Premises, arguments: Json) -> Json:
    """views.push: on top of the modal that the trigger came from; three fit on each other."""
    view = checked_view(arguments.get("view"), "modal")
    invocation = _triggered(premises, arguments)
    if not premises.modals.stack(invocation.user):
        raise Refusal("not_found")
    _check_external_id(premises, view)
    shown = pushed(premises, invocation.user, view)
    invocation.trigger_used = True
    return {"view": shown}


def views_update(premises: Premises, arguments: Json) -> Json:
    """views.update: a modal on the screen, by `view_id` or `external_id`; a stale `hash` is refused."""
    view = checked_view(arguments.get("view"), "modal")
    shown = premises.modals.find(str(arguments.get("view_id") or ""), str(arguments.get("external_id") or ""))
    if shown is None:
        raise Refusal("not_found")
    if arguments.get("hash") not in (None, "", shown["hash"]):
        raise Refusal("hash_conflict")
    _check_external_id(premises, view, besides=shown)
    return {"view": updated(premises, shown, view)}


def views_publish(premises: Premises, arguments: Json) -> Json:
    """views.publish: somebody's Home tab; a stale `hash` is refused."""
    user = str(arguments.get("user_id", ""))
    if premises.directory.person(user) is None:
        raise Refusal("user_not_found")
    view = checked_view(arguments.get("view"), "home")
    with premises.changed:
        shown = premises.homes.get(user)
        if shown and arguments.get("hash") not in (None, "", shown["hash"]):
            raise Refusal("hash_conflict")
        premises.homes[user] = _whole(premises, f"V{user}", view)
        premises.changed.notify_all()
        return {"view": premises.homes[user]}


def checked_view(view: Any, kind: str) -> Json:
    """A view that Slack takes, of the kind `modal` or `home`; a Refusal otherwise."""
    if isinstance(view, str):
        try:
            view = loads(view)
        except JSONDecodeError as error:
            raise Refusal("invalid_arguments") from error
    if not isinstance(view, dict) or view.get("type") != kind:
        raise Refusal("invalid_arguments", response_metadata={"messages": [f"[ERROR] view must be of type {kind}"]})
    if found := view_problems(view):
        messages = [f"[ERROR] {problem.detail}" for problem in found]
        raise Refusal(found[0].error, response_metadata={"messages": messages})
    return view


def pushed(premises: Premises, user: str, view: Json) -> Json:
    """Put a checked view on top of somebody's others."""
    stack = premises.modals.stack(user)
    if len(stack) >= MOST_ON_TOP:
        raise Refusal("push_limit_reached")
    return premises.modals.put(_fresh_modal(premises, view, *stack), on=user)


def updated(premises: Premises, shown: Json, view: Json) -> Json:
    """Put a checked view in place of one on the screen. What people filled in stays where the ids stay."""
    kept = {key: shown[key] for key in ("root_view_id", "previous_view_id", "state")}
    kept["external_id"] = view.get("external_id", shown["external_id"])
    return premises.modals.put(_whole(premises, shown["id"], view | kept))


def _triggered(premises: Premises, arguments: Json) -> Invocation:
    invocation = premises.invocations.of_trigger(str(arguments.get("trigger_id", "")))
    if invocation is None:
        raise Refusal("invalid_trigger_id")
    if invocation.trigger_used:
        raise Refusal("exchanged_trigger_id")
    if premises.invocations.has_expired(invocation, TRIGGER_SECONDS):
        raise Refusal("expired_trigger_id")
    return invocation


def _check_external_id(premises: Premises, view: Json, besides: Json | None = None) -> None:
    external_id = str(view.get("external_id") or "")
    same = premises.modals.find(external_id=external_id)
    if same is not None and (besides is None or same["id"] != besides["id"]):
        raise Refusal("duplicate_external_id")


def _fresh_modal(premises: Premises, view: Json, *beneath: Json) -> Json:
    id_ = f"V{token_hex(5).upper()}"
    place = {
        "root_view_id": beneath[0]["id"] if beneath else id_,
        "previous_view_id": beneath[-1]["id"] if beneath else None,
        "external_id": view.get("external_id", ""),
    }
    return _whole(premises, id_, view | place)


def _whole(premises: Premises, id_: str, view: Json) -> Json:
    """A view as Slack prints it."""
    return {
        "id": id_,
        "team_id": TEAM,
        "app_id": APP,
        "bot_id": BOT,
        "callback_id": "",
        "private_metadata": "",
        "state": {"values": {}},
        "clear_on_close": False,
        "notify_on_close": False,
        **view,
        "hash": f"{premises.transcript.next_ts()}.{token_hex(4)}",
    }
