"""What one person sees of the workspace now, in pieces of HTML that the page puts in place of the ones before."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from bot.demo.page.chronicle import Chronicle
from bot.demo.page.drawing import Drawing, Reader
from bot.demo.page.moments import clock_of, day_of, zone_of
from bot.demo.workspace.directory import Directory
from bot.demo.workspace.people import Channel
from bot.demo.workspace.server import Workspace
from bot.demo.workspace.transcript import Json, Post

HOME = "home"
"""The place that is no channel: somebody's Home tab of the app."""

MOST_POSTS = 80


@dataclass(frozen=True, slots=True)
class Spot:
    """Where somebody looks: a channel's id or `HOME`, and perhaps a thread of it by its first message's ts."""

    user: str
    place: str
    thread: str = ""


class Screens:
    """Draws screens; a message that has not changed is drawn once."""

    def __init__(self, workspace: Workspace, drawing: Drawing, chronicle: Chronicle) -> None:
        self._workspace = workspace
        self._drawing = drawing
        self._chronicle = chronicle
        self._drawn: dict[tuple[Any, ...], str] = {}

    def screen(self, spot: Spot, now: float) -> Json:
        """Everything the page shows; each piece has an id, and its HTML says whether it changed.

        Raises:
            LookupError: for somebody or some place that is not there, or not theirs to see.
        """
        directory = self._workspace.directory
        reader = _reader(spot.user, directory)
        channel = None if spot.place == HOME else self._channel(spot)
        return {
            "title": self._title(channel),
            "items": self._home(reader) if channel is None else self._posts(channel, reader),
            "thread": self._thread(channel, reader, spot.thread) if channel and spot.thread else None,
            "modal": self._modal(reader),
            "sidebar": self._sidebar(reader),
            "happened": list(self._happened(reader)),
            "clock": f"{day_of(now, reader.zone)}, {clock_of(now, reader.zone)} {zone_of(now, reader.zone)}",
            "places": {place.id: self._newest(place, reader) for place in places_of(spot.user, directory)},
        }

    def _channel(self, spot: Spot) -> Channel:
        channel = self._workspace.directory.channel(spot.place)
        if channel is None or spot.user not in channel.members:
            msg = f"{spot.user} sees no channel {spot.place!r}."
            raise LookupError(msg)
        return channel

    def _title(self, channel: Channel | None) -> str:
        return self._drawing.other("title", channel=channel)

    def _sidebar(self, reader: Reader) -> list[Json]:
        return [
            {"id": f"place-{channel.id}", "html": self._drawing.other("place", channel=channel)}
            for channel in places_of(reader.person_id, reader.directory)
            if channel.name
        ]

    def _posts(self, channel: Channel, reader: Reader) -> list[Json]:
        seen = self._workspace.seen(channel.id, reader.person_id)
        replies = Counter(post.thread_ts for post in seen if post.is_reply and not post.to)
        shown = [post for post in seen if post.broadcast or not post.is_reply][-MOST_POSTS:]
        first = self._drawing.other("welcome", channel=channel, reader=reader)
        return [{"id": "welcome", "html": first}, *self._dated(shown, reader, replies)]

    def _dated(self, posts: Sequence[Post], reader: Reader, replies: Counter[str | None]) -> Iterator[Json]:
        """The posts, with the day above the first of each."""
        day = ""
        for post in posts:
            if (today := day_of(post.ts, reader.zone)) != day:
                day = today
                yield {"id": f"day-{day}", "html": f"<span>{day}</span>", "kind": "day"}
            yield self._item(post, reader, replies[post.ts])

    def _item(self, post: Post, reader: Reader, replies: int, *, in_thread: bool = False) -> Json:
        key = (post.channel, post.ts, post.edited, reader.person_id, replies, in_thread)
        if key not in self._drawn:
            self._drawn[key] = self._drawing.message(post, reader, replies, in_thread=in_thread)
        item = {"id": post.ts, "html": self._drawn[key], "kind": "message", "channel": post.channel}
        author = reader.person(post.user)
        return item | {"private": post.to is not None, "said": f"{author}: {post.text}" if post.bot else ""}

    def _thread(self, channel: Channel, reader: Reader, ts: str) -> list[Json]:
        seen = self._workspace.seen(channel.id, reader.person_id)
        return [self._item(post, reader, 0, in_thread=True) for post in seen if ts in (post.ts, post.thread_ts)]

    def _home(self, reader: Reader) -> list[Json]:
        view = self._workspace.home(reader.person_id)
        html = self._drawing.home(view, reader) if view else self._drawing.other("no_home")
        return [{"id": view["id"] if view else "no-home", "html": html, "kind": "home"}]

    def _modal(self, reader: Reader) -> Json | None:
        stack = self._workspace.screen(reader.person_id)
        if not stack:
            return None
        return {"id": stack[-1]["id"], "html": self._drawing.modal(stack[-1], reader, len(stack) - 1)}

    def _happened(self, reader: Reader) -> Iterator[Json]:
        for number, happening in self._chronicle.latest():
            key = ("happening", number, reader.zone)
            if key not in self._drawn:
                clock = clock_of(happening.at, reader.zone)
                self._drawn[key] = self._drawing.other("happening", happening=happening, clock=clock)
            yield {"id": f"happening-{number}", "html": self._drawn[key]}

    def _newest(self, channel: Channel, reader: Reader) -> str:
        """The ts of the last thing that the bot said there, by which the page tells what is unread."""
        seen = self._workspace.seen(channel.id, reader.person_id)
        return max((post.ts for post in seen if post.bot), key=float, default="")


def places_of(user: str, directory: Directory) -> list[Channel]:
    """The channels somebody is in, their direct messages with the bot last."""
    person = directory.person(user)
    if person is not None:
        directory.direct_messages(person)
    mine = (channel for channel in directory.channels if user in channel.members and not channel.is_archived)
    return sorted(mine, key=lambda channel: channel.partner is not None)


def _reader(user: str, directory: Directory) -> Reader:
    person = directory.person(user)
    if person is None:
        msg = f"Nobody here has the id {user!r}."
        raise LookupError(msg)
    return Reader(person.id, person.zone, directory)
