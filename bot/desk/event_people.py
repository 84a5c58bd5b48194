"""Whom the events of a log are about: how many different people there are among them."""

from collections.abc import Iterable

from bot.domain.audits import AuditEvent
from bot.domain.provisioning import ProvisioningEvent
from bot.domain.sign_ins import SignInEvent

_NOBODY = "00000000-0000-0000-0000-000000000000"
"""Graph's user id where it could not tell who it was, above all at code 50058."""


def people_signing_in(events: Iterable[SignInEvent]) -> int:
    """Distinct users of the tenant; an address that no account has is nobody's."""
    return len({event.user_id for event in events if event.user_id and event.user_id != _NOBODY})


def people_changed(events: Iterable[AuditEvent]) -> int:
    """Distinct users that something was done to."""
    return len({target.id or target.address for event in events for target in event.targets if target.kind == "User"})


def people_provisioned(events: Iterable[ProvisioningEvent]) -> int:
    """Distinct users carried from one system to another."""
    return len({event.source_id or event.target_id or event.identity for event in events if event.object == "user"})
