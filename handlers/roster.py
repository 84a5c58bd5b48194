"""Who can no longer use Gatehouse, of those who subscribed once."""

from dataclasses import dataclass
from typing import assert_never

from bot.desk.rights import Rights
from bot.domain.deliveries import Departed
from handlers.people import People, Standing


@dataclass(frozen=True, slots=True)
class Roster:
    """Fits `bot.desk.digest_ports.Roster`."""

    rights: Rights
    people: People

    def departed(self, user: str) -> Departed | None:
        """Why `user` can no longer ask; `None` for who can, also where Slack does not tell what became of them."""
        person = self.people.find((user,)).get(user)
        why = _why(person.standing) if person else ""
        if not why and self.rights.refusal(user):
            why = "They are not on the list of people who may ask any more."
        return Departed(person.name if person else "", why) if why else None

    def name(self, user: str) -> str:
        """What somebody is called, or nothing where Slack does not tell."""
        person = self.people.find((user,)).get(user)
        return person.name if person else ""


def _why(standing: Standing) -> str:
    match standing:
        case Standing.COLLEAGUE:
            return ""
        case Standing.LEFT:
            return "Their Slack account is deactivated."
        case Standing.GUEST:
            return "They are a guest of this workspace now."
        case Standing.STRANGER:
            return "They do not belong to this workspace any more."
        case Standing.BOT:
            return "Theirs is the account of an app."
        case _:
            assert_never(standing)
