"""What every act in the workspace has in common: who does it, where, and how it gets to the bot."""

from abc import ABC, abstractmethod

from bot.demo.workspace.invocations import Invocation, Kind, Retry
from bot.demo.workspace.people import TEAM, Channel, Person
from bot.demo.workspace.premises import Premises
from bot.demo.workspace.signed_http import Seal
from bot.demo.workspace.transcript import Json, Post

_WITH_TRIGGER = frozenset({"block_actions", "message_action", "shortcut", "view_submission"})


class Actor(ABC):
    """Each act goes to the bot and returns an Invocation, which tells what came of it.

    People and channels go by their ids; one that does not exist is a LookupError.
    """

    url: str
    _premises: Premises

    @abstractmethod
    def _send(self, invocation: Invocation, seal: Seal) -> None:
        """Take it to the bot, by whichever door is open."""

    def _act(
        self,
        kind: Kind,
        payload: Json,
        user: str,
        channel: str,
        *,
        source: Post | None = None,
        retry: Retry | None = None,
        seal: Seal = Seal.GENUINE,
    ) -> Invocation:
        invocation = self._premises.invocations.open(kind, payload, user, channel, source)
        invocation.retry = retry
        if kind is Kind.COMMAND or payload["type"] in _WITH_TRIGGER:
            payload["trigger_id"] = invocation.trigger_id
        address = f"{self.url}/commands/{TEAM}/{invocation.key}"
        if kind is Kind.COMMAND or (kind is Kind.INTERACTION and "channel" in payload):
            payload["response_url"] = address
        for place in payload.get("response_urls", ()):
            place["response_url"] = address
        self._send(invocation, seal)
        return invocation

    def _person(self, id_: str) -> Person:
        person = self._premises.directory.person(id_)
        if person is None:
            msg = f"Nobody in the demo workspace has the id {id_!r}; workspace/people.py lists those who do."
            raise LookupError(msg)
        return person

    def _channel(self, id_: str) -> Channel:
        channel = self._premises.directory.channel(id_)
        if channel is None:
            msg = f"No channel of the demo workspace has the id {id_!r}; workspace/people.py lists those that do."
            raise LookupError(msg)
        return channel
