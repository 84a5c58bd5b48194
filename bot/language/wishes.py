"""What somebody may want to have done about subscriptions, as it was understood."""

from dataclasses import dataclass
from enum import StrEnum

from bot.domain.cadence import Cadence
from bot.domain.question import Filter
from bot.domain.subscriptions import Channel, DigestKind

EXAMPLE = "/entra subscribe signups daily 9:00"


class Deed(StrEnum):
    """What can be done with a subscription that there is, by the word for it."""

    PAUSE = "pause"
    RESUME = "resume"
    UNSUBSCRIBE = "unsubscribe"
    PREVIEW = "preview"
    SEND = "send"
    HISTORY = "history"
    TAKE_OVER = "take over"


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscribe:
    """A new subscription. `channel` is `None` where it was not said; `to_me` asks for direct messages.

    `about` says its filters in words; `personal` that one of them names somebody. `notes` tell what was assumed.
    """

    kind: DigestKind
    cadence: Cadence
    where: tuple[Filter, ...]
    about: str
    channel: Channel | None
    to_me: bool
    skip_quiet: bool
    personal: bool
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Listing:
    """All subscriptions of the asker are wanted."""


@dataclass(frozen=True, slots=True)
class Handle:
    """Something is to be done with the subscription of that number."""

    deed: Deed
    number: int


Wish = Subscribe | Listing | Handle
