"""What has been said in the demo workspace: every post in order, and what stands in each channel after edits."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from threading import Condition
from typing import Any

Json = dict[str, Any]


class Audience(StrEnum):
    """Who sees a message; the values are Slack's `response_type`."""

    CHANNEL = "in_channel"
    ONE = "ephemeral"


class Origin(StrEnum):
    """The way a message came in."""

    POST = "chat.postMessage"
    EPHEMERAL = "chat.postEphemeral"
    RESPONSE = "response_url"
    ACK = "ack"
    FILE = "files.completeUploadExternal"
    PERSON = "a person"


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """A message. `to` is set when only that person sees it; `edited` is the `ts` of the last edit."""

    ts: str
    channel: str
    user: str
    text: str
    origin: Origin
    blocks: tuple[Json, ...] = ()
    attachments: tuple[Json, ...] = ()
    metadata: Json | None = None
    thread_ts: str | None = None
    broadcast: bool = False
    to: str | None = None
    edited: str | None = None
    bot: str | None = None
    files: tuple[Json, ...] = ()

    @property
    def is_reply(self) -> bool:
        """Whether it stands in a thread beneath another message."""
        return self.thread_ts not in (None, self.ts)

    def printed(self, *, with_metadata: bool = False) -> Json:
        """As conversations.history prints it."""
        shown: Json = {"type": "message", "user": self.user, "text": self.text, "ts": self.ts}
        optional: Json = {
            "bot_id": self.bot,
            "blocks": list(self.blocks),
            "attachments": list(self.attachments),
            "files": list(self.files),
            "thread_ts": self.thread_ts,
            "edited": {"user": self.user, "ts": self.edited} if self.edited else None,
            "metadata": self.metadata if with_metadata else None,
        }
        return shown | {key: value for key, value in optional.items() if value}


class Transcript:
    """All posts, under the workspace's one condition, which is notified at every change."""

    def __init__(self, changed: Condition, clock: Callable[[], float]) -> None:
        self._changed = changed
        self._clock = clock
        self._last = 0
        self._posts: list[Post] = []
        self._standing: dict[tuple[str, str], Post] = {}
        self._whispered: dict[tuple[str, str], Post] = {}

    def next_ts(self) -> str:
        """A message's id, which is also its time: `1700000000.000100`, unique and increasing."""
        with self._changed:
            self._last = max(self._last + 1, int(self._clock() * 1_000_000))
            seconds, micros = divmod(self._last, 1_000_000)
            return f"{seconds}.{micros:06d}"

    def add(self, post: Post) -> Post:
        """Keep a post and show it; the post."""
        with self._changed:
            self._posts.append(post)
            self._shelf(post)[post.channel, post.ts] = post
            self._changed.notify_all()
        return post

    def edit(self, post: Post, **changes: Any) -> Post:
        """Put a changed message where `post` stands; fields as of `Post`."""
        with self._changed:
            edited = replace(post, edited=self.next_ts(), **changes)
            self._shelf(post)[post.channel, post.ts] = edited
            self._changed.notify_all()
        return edited

    def remove(self, post: Post) -> None:
        """Take a post away; it stays known that it was made."""
        with self._changed:
            self._shelf(post).pop((post.channel, post.ts), None)
            self._changed.notify_all()

    def find(self, channel: str, ts: str) -> Post | None:
        """The post that stands at a timestamp."""
        with self._changed:
            return self._standing.get((channel, ts))

    def standing(self, channel: str) -> tuple[Post, ...]:
        """What everybody in the channel can read now, oldest first."""
        with self._changed:
            return tuple(post for (where, _), post in self._standing.items() if where == channel)

    def thread(self, channel: str, ts: str) -> tuple[Post, ...]:
        """A message and the replies to it that everybody can read, oldest first; nothing if it is not there."""
        posts = [post for post in self.standing(channel) if ts in (post.ts, post.thread_ts)]
        return tuple(posts) if any(post.ts == ts for post in posts) else ()

    def seen(self, channel: str, user: str) -> tuple[Post, ...]:
        """What one person reads in a channel and its threads, with what only they were told, oldest first."""
        with self._changed:
            told = [post for (where, _), post in self._whispered.items() if where == channel and post.to == user]
        return tuple(sorted([*self.standing(channel), *told], key=lambda post: float(post.ts)))

    def whispered(self, channel: str, ts: str) -> Post | None:
        """What only one person was told, as it is now."""
        with self._changed:
            return self._whispered.get((channel, ts))

    def _shelf(self, post: Post) -> dict[tuple[str, str], Post]:
        return self._standing if post.to is None else self._whispered

    @property
    def posts(self) -> tuple[Post, ...]:
        """Everything said, in order, as it was first said."""
        with self._changed:
            return tuple(self._posts)
