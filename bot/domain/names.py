"""The names that only one tenant knows: its apps, systems, flows, extensions, policies, groups and people."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class TenantNames:
    """Names a question may use without quotes.

    A list that is `None` is not known, so any name is accepted; an empty one means that none exists.
    `users` maps a Slack user id to that person's address.
    """

    apps: tuple[str, ...] | None = None
    systems: tuple[str, ...] | None = None
    flows: tuple[str, ...] | None = None
    extensions: tuple[str, ...] | None = None
    policies: tuple[str, ...] | None = None
    groups: tuple[str, ...] | None = None
    users: Mapping[str, str] = field(default_factory=dict)
