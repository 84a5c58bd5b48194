"""What the page asks for: somebody types, presses, fills in or closes, and the page is told what Slack would tell."""

from collections.abc import Mapping
from typing import Any, assert_never

from bot.demo.page.manifest import Manifest
from bot.demo.page.screens import HOME
from bot.demo.page.writing import Typed, read_typed
from bot.demo.workspace.forms import Incomplete
from bot.demo.workspace.invocations import Invocation, Outcome
from bot.demo.workspace.people import Channel
from bot.demo.workspace.server import Workspace
from bot.demo.workspace.transcript import Json, Post

_FINE: Json = {"trouble": ""}


class Acts:
    """Does one act at a time for whoever asks. Every answer has `trouble`: what Slack would say, or nothing.

    Each act waits for the bot's acknowledgement, so it belongs on a thread that may wait. An act that cannot be, such
    as on a message that is not there, is a LookupError, KeyError or ValueError.
    """

    def __init__(self, workspace: Workspace, manifest: Manifest) -> None:
        self._workspace = workspace
        self._manifest = manifest

    def do(self, act: Mapping[str, Any]) -> Json:
        """`kind` says what, `user` who; the rest is the kind's own."""
        user = str(act["user"])
        match act["kind"]:
            case "say":
                return self._say(
                    str(act["text"]), user, self._place(user, str(act["place"])), act.get("thread") or None
                )
            case "press":
                return _told(self._press(act, user))
            case "submit":
                return self._submit(act, user)
            case "dismiss":
                self._workspace.dismiss(self._view(user, act["view"]), user=user, everything=bool(act["everything"]))
                return _FINE
            case "shortcut":
                return _told(self._shortcut(act, user))
            case "suggest":
                return self._suggest(act, user)
            case "open":
                return self._open(user, str(act["place"]))
            case other:
                msg = f"Nobody can do {other!r} here."
                raise ValueError(msg)

    def _say(self, text: str, user: str, channel: Channel, thread: str | None) -> Json:
        directory = self._workspace.directory
        typed = read_typed(text, directory.people, directory.channels)
        if typed.command is not None:
            return self._command(typed, typed.command, user, channel, thread)
        if channel.partner is not None:
            if "message.im" not in self._manifest.events:
                return {"trouble": f"Sending messages to {self._manifest.name} has been turned off."}
            self._workspace.message(typed.text, user=user, channel=channel.id, thread_ts=thread)
        elif typed.mentions_bot and "app_mention" in self._manifest.events:
            self._workspace.mention_as_written(typed.text, user=user, channel=channel.id, thread_ts=thread)
        else:
            self._workspace.say(typed.text, user=user, channel=channel.id, thread_ts=thread)
        return _FINE

    def _command(self, typed: Typed, command: str, user: str, channel: Channel, thread: str | None) -> Json:
        if thread:
            return {"trouble": f"{command} is not supported in threads. Slack says so of every app's commands."}
        if self._manifest.command(command) is None:
            offered = ", ".join(each.name for each in self._manifest.commands)
            return {"trouble": f"{command} is not a valid command. Those here: {offered}."}
        return _told(self._workspace.slash(command, typed.text, user=user, channel=channel.id))

    def _press(self, act: Mapping[str, Any], user: str) -> Invocation:
        element, choice, given = str(act["element"]), act.get("choice"), act.get("given") or {}
        if "view" in act:
            return self._workspace.press(self._view(user, act["view"]), element, user=user, choice=choice, given=given)
        return self._workspace.click(self._post(user, act), element, user=user, choice=choice, given=given)

    def _submit(self, act: Mapping[str, Any], user: str) -> Json:
        try:
            sent = self._workspace.submit(self._view(user, act["view"]), act.get("given") or {}, user=user)
        except Incomplete as kept:
            return {"trouble": "", "errors": kept.errors}
        told = _told(sent)
        payload = (sent.ack.payload if sent.ack else None) or {}
        return told | ({"errors": payload["errors"]} if not told["trouble"] and "errors" in payload else {})

    def _shortcut(self, act: Mapping[str, Any], user: str) -> Invocation:
        if "message" in act:
            return self._workspace.message_shortcut(str(act["callback"]), self._post(user, act), user=user)
        return self._workspace.shortcut(str(act["callback"]), user=user)

    def _suggest(self, act: Mapping[str, Any], user: str) -> Json:
        blocks = self._view(user, act["view"])["blocks"] if "view" in act else self._post(user, act).blocks
        asked = self._workspace.suggest(tuple(blocks), str(act["element"]), str(act["typed"]), user=user)
        told = _told(asked)
        payload = (asked.ack.payload if asked.ack else None) or {}
        groups = payload.get("option_groups") or [payload]
        return told | {"options": [option for group in groups for option in group.get("options", ())]}

    def _open(self, user: str, place: str) -> Json:
        """Opening the app's own places is an event; opening a channel is nobody's business."""
        is_home = place == HOME
        if (is_home or self._place(user, place).partner) and "app_home_opened" in self._manifest.events:
            self._workspace.open_home("home" if is_home else "messages", user=user)
        return _FINE

    def _place(self, user: str, id_: str) -> Channel:
        channel = self._workspace.directory.channel(id_)
        if channel is None or user not in channel.members:
            msg = f"{user} is in no channel {id_!r}."
            raise LookupError(msg)
        return channel

    def _post(self, user: str, act: Mapping[str, Any]) -> Post:
        channel = self._place(user, str(act["channel"]))
        found = (post for post in self._workspace.seen(channel.id, user) if post.ts == act["message"])
        post = next(found, None)
        if post is None:
            msg = f"No message {act['message']!r} stands there any more."
            raise LookupError(msg)
        return post

    def _view(self, user: str, id_: object) -> Json:
        home = self._workspace.home(user)
        views = [*self._workspace.screen(user), *([home] if home else [])]
        view = next((view for view in views if view["id"] == id_), None)
        if view is None:
            msg = f"{id_!r} is not open any more."
            raise LookupError(msg)
        return view


def _told(invocation: Invocation) -> Json:
    """What Slack tells the person, once the bot has acknowledged or failed to."""
    invocation.wait_settled()
    name = str(invocation.payload.get("command") or "That")
    match invocation.outcome:
        case Outcome.ACKED | Outcome.WAITING:
            return _FINE
        case Outcome.TIMED_OUT:
            return {"trouble": f"{name} failed because the app did not respond in time (operation_timeout)."}
        case Outcome.NOT_DELIVERED:
            return {"trouble": f"{name} failed because the app could not be reached (dispatch_failed)."}
        case Outcome.INVALID_RESPONSE:
            why = "; ".join(invocation.problems)
            return {"trouble": f"{name} failed because Slack does not take the app's response: {why}"}
        case _:
            assert_never(invocation.outcome)
