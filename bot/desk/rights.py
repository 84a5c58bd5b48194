"""Who may ask. Until roles are built this is one list of Slack user ids, and an empty list means nobody."""

from dataclasses import dataclass

from bot.domain.subscriptions import Person, Subscription

SETTING = "GATEHOUSE_ALLOWED_USERS"


@dataclass(frozen=True, slots=True)
class Rights:
    """`allowed` are Slack user ids."""

    allowed: frozenset[str] = frozenset()

    def refusal(self, user: str) -> str | None:
        """Why `user` gets no answer and what to do about it, or `None` for somebody who may ask."""
        if user in self.allowed:
            return None
        if not self.allowed:
            return (
                "Nobody may ask Gatehouse yet: the list of allowed people is empty. "
                f"Whoever runs Gatehouse can put your Slack user id, {user}, into {SETTING} and restart it."
            )
        return (
            "You are not on the list of people who may ask Gatehouse. "
            f"Whoever runs it can add your Slack user id, {user}, to {SETTING} and restart it."
        )

    def may_receive(self, subscription: Subscription) -> bool:
        """Whether its digests are still to be sent: to a channel, or to somebody who may ask."""
        return not isinstance(subscription.to, Person) or subscription.to.id in self.allowed


def channel_refusal(*, is_shared: bool | None) -> str | None:
    """Why nothing is answered in a channel, or `None`; `is_shared` is `None` where nobody could find out."""
    if is_shared is None:
        return (
            "Gatehouse could not find out who reads along in this channel, so it answers nothing here. "
            "Ask in a direct message to it, or with /entra, whose answers only you see."
        )
    if is_shared:
        return (
            "People from outside this workspace read along in this channel, so Gatehouse answers nothing here. "
            "Ask in a direct message to it, or with /entra, whose answers only you see."
        )
    return None
