"""What somebody types, as Slack's clients send it: escaped, with the names of people and channels as their ids."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from bot.demo.workspace.people import BOT_USER, Channel, Person

_COMMAND = re.compile(r"(/[a-z][\w-]*)(?:\s+(.*))?", re.DOTALL)
_NAME = re.compile(r"(?<![\w@#<])([@#])([\w-]+)")


@dataclass(frozen=True, slots=True)
class Typed:
    """A message that names the bot or not; with a `command`, a slash command and what follows it."""

    text: str
    command: str | None = None

    @property
    def mentions_bot(self) -> bool:
        """Whether it names the bot, and so reaches it in a channel."""
        return f"<@{BOT_USER}>" in self.text


def read_typed(text: str, people: Iterable[Person], channels: Iterable[Channel]) -> Typed:
    """Slack's form of it. A command carries names beside ids, as `should_escape` asks for; a message ids alone."""
    members = {person.name.casefold(): person.id for person in people}
    places = {channel.name.casefold(): channel.id for channel in channels if channel.name}
    command = _COMMAND.fullmatch(text.strip())

    def escaped(words: str, form: Callable[[str, str, str], str]) -> str:
        def named(match: re.Match[str]) -> str:
            sign, name = match.groups()
            id_ = (members if sign == "@" else places).get(name.casefold())
            return form(sign, id_, name) if id_ else match[0]

        return _NAME.sub(named, words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"))

    if command:
        return Typed(escaped(command[2] or "", lambda sign, id_, name: f"<{sign}{id_}|{name}>"), command[1])
    return Typed(escaped(text.strip(), lambda sign, id_, _: f"<{sign}{id_}>"))
