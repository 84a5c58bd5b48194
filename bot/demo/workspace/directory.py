"""The people and channels of a running workspace, found by id and by address."""

from collections.abc import Iterable
from dataclasses import replace

from bot.demo.workspace.people import BOT_USER, CHANNELS, PEOPLE, Channel, Person


class Directory:
    """The people and channels of a workspace. Channels may change while it runs: somebody archives one."""

    def __init__(self, people: Iterable[Person] = PEOPLE, channels: Iterable[Channel] = CHANNELS) -> None:
        self._people = {person.id: person for person in people}
        self._channels = {channel.id: channel for channel in channels}

    def person(self, id_: str) -> Person | None:
        """Somebody by id."""
        return self._people.get(id_)

    def with_email(self, email: str) -> Person | None:
        """Somebody by address, in letters of either case."""
        known = (person for person in self._people.values() if person.email)
        return next((person for person in known if person.email.casefold() == email.casefold()), None)

    def channel(self, id_: str) -> Channel | None:
        """A channel by id."""
        return self._channels.get(id_)

    @property
    def people(self) -> tuple[Person, ...]:
        """Everybody, in the order they were added."""
        return tuple(self._people.values())

    @property
    def channels(self) -> tuple[Channel, ...]:
        """All channels, direct messages too."""
        return tuple(self._channels.values())

    def admit(self, channel: Channel, user: str) -> Channel:
        """The channel with one member more."""
        self._channels[channel.id] = replace(channel, members=channel.members | {user})
        return self._channels[channel.id]

    def put(self, entry: Person | Channel) -> None:
        """Add a person or a channel, or take it in place of the one with the same id."""
        if isinstance(entry, Person):
            self._people[entry.id] = entry
        else:
            self._channels[entry.id] = entry

    def remove_channel(self, id_: str) -> None:
        """Delete a channel, as somebody may while the bot runs."""
        del self._channels[id_]

    def direct_messages(self, person: Person) -> Channel:
        """The channel of direct messages with somebody, opened on first use."""
        id_ = person.id.replace("U", "D", 1)
        members = frozenset({person.id, BOT_USER})
        return self._channels.setdefault(id_, Channel(id=id_, name="", members=members, partner=person.id))
