"""What can be seen of the demo workspace from outside, and waiting until there is something to see."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.demo.workspace.directory import Directory
from bot.demo.workspace.invocations import PATIENCE
from bot.demo.workspace.people import Channel
from bot.demo.workspace.premises import Call, Premises
from bot.demo.workspace.pulse import Pulse
from bot.demo.workspace.transcript import Json, Post
from bot.demo.workspace.uploads import Upload


@dataclass(frozen=True, slots=True)
class Conversation:
    """A channel and what everybody in it can read, oldest first, edits applied."""

    channel: Channel
    messages: tuple[Post, ...]


class Onlooker:
    """Reads without disturbing. Every wait ends with a TimeoutError (seconds) that says what there was instead."""

    _premises: Premises

    @property
    def directory(self) -> Directory:
        """Who and what there is."""
        return self._premises.directory

    @property
    def pulse(self) -> Pulse:
        """Beats at every change."""
        return self._premises.changed

    @property
    def posts(self) -> tuple[Post, ...]:
        """Everything said, by the bot and by people, in order and as it was first said; acks with a text too."""
        return self._premises.transcript.posts

    def channel(self, id_: str) -> Conversation:
        """What stands in a channel now; LookupError if there is no such channel."""
        channel = self._premises.directory.channel(id_)
        if channel is None:
            msg = f"No channel of the demo workspace has the id {id_!r}."
            raise LookupError(msg)
        return Conversation(channel, self._premises.transcript.standing(id_))

    def calls(self, method: str | None = None) -> tuple[Call, ...]:
        """The calls of the Web API and the posts to response URLs (`response_url`) so far, or those of one method."""
        with self._premises.changed:
            return tuple(call for call in self._premises.calls if method in (None, call.method))

    def home(self, user: str) -> Json | None:
        """The Home tab published for somebody."""
        with self._premises.changed:
            return self._premises.homes.get(user)

    def views(self) -> tuple[Json, ...]:
        """The modals opened so far, each as it is now or was when it left the screen."""
        return self._premises.modals.known

    def screen(self, user: str) -> tuple[Json, ...]:
        """The modals that somebody has open now, the uppermost last."""
        return self._premises.modals.stack(user)

    def seen(self, channel: str, user: str) -> tuple[Post, ...]:
        """What one person reads in a channel: what stands there, and what only they were told, oldest first."""
        return self._premises.transcript.seen(channel, user)

    def thread(self, channel: str, ts: str) -> tuple[Post, ...]:
        """A message and the replies to it that stand now, oldest first."""
        return self._premises.transcript.thread(channel, ts)

    def file(self, id_: str, user: str) -> Upload:
        """A file as somebody may download it; LookupError unless it was shared where they are a member."""
        upload = self._premises.uploads.find(id_)
        places = upload.channels if upload else frozenset[str]()
        if upload is None or not any(user in self.channel(place).channel.members for place in places):
            msg = f"{user} can read no file with the id {id_!r}."
            raise LookupError(msg)
        return upload

    def wait_posts(self, n: int = 1, *, channel: str | None = None, timeout: float = PATIENCE) -> tuple[Post, ...]:
        """At least `n` posts, in one channel if it is named."""
        found: tuple[Post, ...] = ()

        def are_there() -> bool:
            nonlocal found
            found = tuple(post for post in self.posts if channel in (None, post.channel))
            return len(found) >= n

        self.wait_until(are_there, lambda: f"{n} posts; there are {[post.text for post in found]}", timeout)
        return found

    def wait_calls(self, method: str, n: int = 1, *, timeout: float = PATIENCE) -> tuple[Call, ...]:
        """At least `n` calls of a method."""
        self.wait_until(
            lambda: len(self.calls(method)) >= n,
            lambda: f"{n} calls of {method}; there were {[call.method for call in self.calls()]}",
            timeout,
        )
        return self.calls(method)

    def wait_until(self, is_so: Callable[[], bool], what: Callable[[], str], timeout: float = PATIENCE) -> None:
        """Wait until `is_so`, looked at after each change in the workspace."""
        with self._premises.changed:
            if not self._premises.changed.wait_for(is_so, timeout):
                msg = f"The demo workspace waited {timeout} s for {what()}."
                raise TimeoutError(msg)
