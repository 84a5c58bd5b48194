"""Who may ask. Until roles are built this is one list of Slack user ids, and an empty list means nobody."""

from dataclasses import dataclass

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
