"""A directory user, as far as a sign-up is concerned."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Account:
    """`created` is aware and in UTC; `id` is the directory object's."""

    id: str
    created: datetime
