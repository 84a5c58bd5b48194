"""One row of the tables, and the sentences that several rows share."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class Entry:
    """What is said about some codes; `names` gives each of them Entra's own name, "" where it has none.

    `meaning` and `remedy` are for the helpdesk; `tell_the_user` can be sent to the person as it stands.
    """

    names: Mapping[int, str]
    meaning: str
    remedy: str
    tell_the_user: str


class Advice(NamedTuple):
    """The same three texts for what has no code of its own."""

    meaning: str
    remedy: str
    tell_the_user: str


OUR_SIDE = (
    "Something on our side is not set up as it should be, and that is ours to put right. "
    "Please reply here if you need access soon, and we will see what we can do meanwhile."
)
TRY_AGAIN = (
    "A step on our side did not work just then. Please wait a few minutes and try again; "
    "if it still fails, reply here and we will look into it."
)
SIGN_IN_AGAIN = (
    "Your earlier session has ended, so please sign in again. "
    "If that does not work, reply here and we will look into it."
)
