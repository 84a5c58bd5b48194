"""What people do in the demo workspace: type commands, write messages, press buttons."""

from abc import ABC, abstractmethod

from bot.demo.workspace.invocations import Invocation, Kind
from bot.demo.workspace.payloads import (
    click_details,
    command_payload,
    event_payload,
    interaction_payload,
    message_event,
)
from bot.demo.workspace.people import BOT_USER, HELPDESK, SUPPORT, TEAM, Channel, Person
from bot.demo.workspace.premises import Premises
from bot.demo.workspace.signed_http import Seal
from bot.demo.workspace.transcript import Json, Origin, Post


class Townsfolk(ABC):
    """Each action goes to the bot and returns an Invocation, which tells what came of it.

    People and channels go by their ids; one that does not exist is a LookupError.
    """

    url: str
    _premises: Premises

    @abstractmethod
    def _send(self, invocation: Invocation, seal: Seal) -> None:
        """Take it to the bot, by whichever door is open."""

    def slash(
        self,
        command: str,
        text: str = "",
        *,
        user: str = HELPDESK.id,
        channel: str = SUPPORT.id,
        seal: Seal = Seal.GENUINE,
    ) -> Invocation:
        """Somebody types a command. `text` goes out as it is: write escapes such as `<@U123|name>` yourself.

        `seal` is how the request is signed; over Socket Mode nothing is signed.
        """
        payload = command_payload(command, text, self._person(user), self._channel(channel))
        return self._act(Kind.COMMAND, payload, user, channel, seal=seal)

    def mention(
        self, text: str, *, user: str = HELPDESK.id, channel: str = SUPPORT.id, thread_ts: str | None = None
    ) -> Invocation:
        """Somebody writes `@gatehouse text` in a channel, or in a thread of it."""
        return self._write(f"<@{BOT_USER}> {text}", "app_mention", user, channel, thread_ts)

    def message(
        self, text: str, *, user: str = HELPDESK.id, channel: str = SUPPORT.id, thread_ts: str | None = None
    ) -> Invocation:
        """Somebody writes a message; in their `direct_messages` channel, to the bot alone."""
        return self._write(text, "message", user, channel, thread_ts)

    def event(self, event: Json, *, user: str = HELPDESK.id, channel: str = SUPPORT.id) -> Invocation:
        """Any event of the Events API, such as `{"type": "app_home_opened", "user": ..., "tab": "home"}`."""
        event_id = f"Ev{self._premises.transcript.next_ts().replace('.', '')}"
        payload = event_payload(event, event_id, self._channel(channel), self._premises.clock())
        return self._act(Kind.EVENT, payload, user, channel)

    def click(self, post: Post, action_id: str, *, user: str = HELPDESK.id) -> Invocation:
        """Somebody presses a button of a message, be it one that only they see."""
        details = click_details(post, action_id, self._premises.transcript.next_ts())
        payload = interaction_payload("block_actions", self._person(user), self._channel(post.channel), **details)
        return self._act(Kind.INTERACTION, payload, user, post.channel, source=post)

    def interact(self, kind: str, details: Json, *, user: str = HELPDESK.id, channel: str = SUPPORT.id) -> Invocation:
        """Any other interaction, such as `view_submission` with `{"view": {...}}`."""
        payload = interaction_payload(kind, self._person(user), self._channel(channel), **details)
        return self._act(Kind.INTERACTION, payload, user, channel)

    def direct_messages(self, user: str) -> Channel:
        """The channel between the bot and somebody."""
        return self._premises.directory.direct_messages(self._person(user))

    def _write(self, text: str, kind: str, user: str, channel: str, thread_ts: str | None) -> Invocation:
        place, ts = self._channel(channel), self._premises.transcript.next_ts()
        post = self._premises.transcript.add(
            Post(ts=ts, channel=channel, user=user, text=text, origin=Origin.PERSON, thread_ts=thread_ts)
        )
        return self.event(message_event(kind, post, place), user=user, channel=channel)

    def _act(
        self,
        kind: Kind,
        payload: Json,
        user: str,
        channel: str,
        *,
        source: Post | None = None,
        seal: Seal = Seal.GENUINE,
    ) -> Invocation:
        invocation = self._premises.invocations.open(kind, payload, user, channel, source)
        if kind is not Kind.EVENT:
            payload["response_url"] = f"{self.url}/commands/{TEAM}/{invocation.key}"
            payload["trigger_id"] = invocation.trigger_id
        self._send(invocation, seal)
        return invocation

    def _person(self, id_: str) -> Person:
        person = self._premises.directory.person(id_)
        if person is None:
            msg = f"Nobody in the demo workspace has the id {id_!r}; workspace_people.py lists those who do."
            raise LookupError(msg)
        return person

    def _channel(self, id_: str) -> Channel:
        channel = self._premises.directory.channel(id_)
        if channel is None:
            msg = f"No channel of the demo workspace has the id {id_!r}; workspace_people.py lists those that do."
            raise LookupError(msg)
        return channel
