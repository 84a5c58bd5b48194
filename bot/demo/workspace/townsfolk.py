"""What people do in the demo workspace by writing: commands, messages, and opening the bot's Home tab."""

from bot.demo.workspace.acting import Actor
from bot.demo.workspace.invocations import Invocation, Kind, Retry
from bot.demo.workspace.payloads import command_payload, event_payload, message_event
from bot.demo.workspace.people import BOT_USER, HELPDESK, SUPPORT, Channel
from bot.demo.workspace.signed_http import Seal
from bot.demo.workspace.transcript import Json, Origin, Post


class Townsfolk(Actor):
    """People at their keyboards."""

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
        return self.mention_as_written(f"<@{BOT_USER}> {text}", user=user, channel=channel, thread_ts=thread_ts)

    def mention_as_written(self, text: str, *, user: str, channel: str, thread_ts: str | None = None) -> Invocation:
        """Somebody names the bot wherever in a message they like."""
        return self._write(text, "app_mention", user, channel, thread_ts)

    def message(
        self, text: str, *, user: str = HELPDESK.id, channel: str = SUPPORT.id, thread_ts: str | None = None
    ) -> Invocation:
        """Somebody writes a message; in their `direct_messages` channel, to the bot alone."""
        return self._write(text, "message", user, channel, thread_ts)

    def say(
        self, text: str, *, user: str = HELPDESK.id, channel: str = SUPPORT.id, thread_ts: str | None = None
    ) -> Post:
        """Somebody writes a message that the app does not hear of, having no event for it."""
        self._person(user)
        self._channel(channel)
        ts = self._premises.transcript.next_ts()
        return self._premises.transcript.add(
            Post(ts=ts, channel=channel, user=user, text=text, origin=Origin.PERSON, thread_ts=thread_ts)
        )

    def open_home(self, tab: str = "home", *, user: str = HELPDESK.id) -> Invocation:
        """Somebody opens the app, at its `home` tab or at its `messages`."""
        channel = self.direct_messages(user).id
        event = {"type": "app_home_opened", "user": user, "channel": channel, "tab": tab}
        event["event_ts"] = self._premises.transcript.next_ts()
        shown = self._premises.homes.get(user)
        return self.event(event | ({"view": shown} if shown and tab == "home" else {}), user=user, channel=channel)

    def event(self, event: Json, *, user: str = HELPDESK.id, channel: str = SUPPORT.id) -> Invocation:
        """Any event of the Events API, such as `{"type": "channel_archive", "channel": ...}`."""
        event_id = f"Ev{self._premises.transcript.next_ts().replace('.', '')}"
        payload = event_payload(event, event_id, self._channel(channel), self._premises.clock())
        return self._act(Kind.EVENT, payload, user, channel)

    def repeat(self, event: Invocation, attempt: int = 1, reason: str = "http_timeout") -> Invocation:
        """Slack sends an event once more, with the same `event_id`, because it heard nothing: `attempt` is 1 to 3."""
        retry = Retry(attempt, reason)
        return self._act(Kind.EVENT, dict(event.payload), event.user, event.channel, retry=retry)

    def direct_messages(self, user: str) -> Channel:
        """The channel between the bot and somebody."""
        return self._premises.directory.direct_messages(self._person(user))

    def _write(self, text: str, kind: str, user: str, channel: str, thread_ts: str | None) -> Invocation:
        post = self.say(text, user=user, channel=channel, thread_ts=thread_ts)
        return self.event(message_event(kind, post, self._channel(channel)), user=user, channel=channel)
