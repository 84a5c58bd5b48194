"""What people do in the demo workspace with the mouse: press, choose, fill in and close, and call shortcuts."""

from typing import Any

from bot.demo.workspace.acting import Actor
from bot.demo.workspace.elements import Placed, placed
from bot.demo.workspace.forms import Given, check_complete, choice, stated
from bot.demo.workspace.invocations import Invocation, Kind
from bot.demo.workspace.payloads import action_of, interaction_payload, message_container, view_container
from bot.demo.workspace.people import HELPDESK, SUPPORT
from bot.demo.workspace.transcript import Json, Post

_NOTHING: Given = {}


class Hands(Actor):
    """People at the elements of messages, modals and Home tabs.

    `choice` is what is chosen in a menu (an option's value, an id, a date), `given` what stands in the other elements,
    by action_id or block_id. An element or option that is not there is a LookupError that names those that are.
    """

    def click(
        self, post: Post, action_id: str, *, user: str = HELPDESK.id, choice: Any = None, given: Given = _NOTHING
    ) -> Invocation:
        """Somebody presses a button of a message or chooses from its menu, be it one that only they see."""
        now = self._as_it_is(post)
        shown = now if _holds(now.blocks, action_id) else post  # a click may cross an edit on its way
        place = _place(shown.blocks, action_id)
        payload = interaction_payload(
            "block_actions",
            self._person(user),
            self._channel(post.channel),
            container=message_container(shown),
            state={"values": stated(shown.blocks, _with(place, choice, given))},
            actions=[action_of(place, choice, self._premises.transcript.next_ts())],
            **({} if post.to else {"message": shown.printed()}),  # Slack does not repeat what only one person sees
        )
        return self._act(Kind.INTERACTION, payload, user, post.channel, source=shown)

    def press(
        self, view: Json, action_id: str, *, user: str = HELPDESK.id, choice: Any = None, given: Given = _NOTHING
    ) -> Invocation:
        """Somebody presses a button or chooses from a menu in a modal or on their Home tab."""
        place = _place(view["blocks"], action_id)
        shown = self._filled(view, _with(place, choice, given))
        payload = interaction_payload(
            "block_actions",
            self._person(user),
            None,
            container=view_container(shown),
            view=shown,
            state=shown["state"],
            actions=[action_of(place, choice, self._premises.transcript.next_ts())],
        )
        return self._act(Kind.INTERACTION, payload, user, SUPPORT.id)

    def submit(self, view: Json, given: Given = _NOTHING, *, user: str = HELPDESK.id) -> Invocation:
        """Somebody sends a form.

        Raises:
            Incomplete: what Slack's own client would not send; it says why, by block_id.
        """
        shown = self._filled(view, given)
        check_complete(shown["blocks"], shown["state"]["values"])
        places = _reply_places(shown)
        payload = interaction_payload("view_submission", self._person(user), None, view=shown, response_urls=places)
        channel = places[0]["channel_id"] if places else SUPPORT.id
        return self._act(Kind.INTERACTION, payload, user, channel)

    def dismiss(self, view: Json, *, user: str = HELPDESK.id, everything: bool = False) -> Invocation | None:
        """Somebody closes a modal, or `everything` on their screen; the app hears of it if it asked to."""
        if everything:
            self._premises.modals.clear(user)
        else:
            self._premises.modals.close(user)
        if not view["notify_on_close"]:
            return None
        payload = interaction_payload("view_closed", self._person(user), None, view=view, is_cleared=everything)
        return self._act(Kind.INTERACTION, payload, user, SUPPORT.id)

    def suggest(self, blocks: tuple[Json, ...], action_id: str, typed: str, *, user: str = HELPDESK.id) -> Invocation:
        """Somebody types into a menu whose options the app has; they are in the acknowledgement."""
        place = _place(blocks, action_id)
        asked = {"action_id": place.action_id, "block_id": place.block_id, "value": typed}
        payload = interaction_payload("block_suggestion", self._person(user), None, **asked)
        return self._act(Kind.INTERACTION, payload, user, SUPPORT.id)

    def shortcut(self, callback_id: str, *, user: str = HELPDESK.id) -> Invocation:
        """Somebody calls a global shortcut, which knows no channel."""
        action_ts = self._premises.transcript.next_ts()
        details = {"callback_id": callback_id, "action_ts": action_ts}
        payload = interaction_payload("shortcut", self._person(user), None, **details)
        return self._act(Kind.INTERACTION, payload, user, SUPPORT.id)

    def message_shortcut(self, callback_id: str, post: Post, *, user: str = HELPDESK.id) -> Invocation:
        """Somebody calls a shortcut on a message, in a channel or in a thread."""
        now = self._as_it_is(post)
        payload = interaction_payload(
            "message_action",
            self._person(user),
            self._channel(post.channel),
            callback_id=callback_id,
            action_ts=self._premises.transcript.next_ts(),
            message_ts=now.ts,
            message=now.printed(),
        )
        return self._act(Kind.INTERACTION, payload, user, post.channel)

    def interact(self, kind: str, details: Json, *, user: str = HELPDESK.id, channel: str = SUPPORT.id) -> Invocation:
        """Any other interaction, with the fields that are its own."""
        payload = interaction_payload(kind, self._person(user), self._channel(channel), **details)
        return self._act(Kind.INTERACTION, payload, user, channel)

    def _as_it_is(self, post: Post) -> Post:
        transcript = self._premises.transcript
        find = transcript.whispered if post.to else transcript.find
        return find(post.channel, post.ts) or post

    def _filled(self, view: Json, given: Given) -> Json:
        """The view with what stands in it now; a modal keeps it for the next act."""
        shown = self._premises.modals.find(view["id"])
        view = shown or view
        values = stated(view["blocks"], given, view["state"]["values"])
        view = view | {"state": {"values": values}}
        return self._premises.modals.put(view) if shown else view


def _place(blocks: tuple[Json, ...] | list[Json], action_id: str) -> Placed:
    places = {place.key: place for place in placed(blocks)} | {place.action_id: place for place in placed(blocks)}
    if action_id not in places:
        known = sorted({place.action_id for place in places.values()})
        msg = f"This has no element {action_id!r}; it has {known or 'none'}."
        raise LookupError(msg)
    return places[action_id]


def _holds(blocks: tuple[Json, ...], action_id: str) -> bool:
    return any(action_id in (place.key, place.action_id) for place in placed(blocks))


def _with(place: Placed, chosen: Any, given: Given) -> Given:
    return given if chosen is None else {**given, place.key: chosen}


def _reply_places(view: Json) -> list[Json]:
    """Where the app may answer a form: the conversations chosen in menus that have `response_url_enabled`."""
    return [
        {"block_id": place.block_id, "action_id": place.action_id, "channel_id": chosen}
        for place in placed(view["blocks"])
        if place.element.get("response_url_enabled") and (chosen := choice(place, view["state"]["values"]))
    ]
