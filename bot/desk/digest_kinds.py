"""Composes digests of every kind."""

from dataclasses import dataclass
from typing import assert_never

from bot.desk.digest import DigestDesk
from bot.desk.incident_digest import IncidentDigestDesk
from bot.desk.sign_in_digest import SignInDigestDesk
from bot.domain.days import Days
from bot.domain.digest_kinds import Digest
from bot.domain.subscriptions import DigestKind, Subscription


@dataclass(frozen=True, slots=True)
class DigestDesks:
    """Fits `desk.digest_ports.Composer`."""

    sign_ups: DigestDesk
    sign_ins: SignInDigestDesk
    incidents: IncidentDigestDesk

    def check(self, kind: DigestKind) -> None:
        """Raises `QuestionError` for a kind that cannot be composed here."""
        if kind is DigestKind.INCIDENTS:
            self.incidents.check()

    def compose(self, subscription: Subscription, days: Days) -> Digest:
        """What `subscription` says about `days`. Raises `GraphError`, `MirrorError` and `QuestionError`."""
        match subscription.kind:
            case DigestKind.SIGN_UPS:
                return self.sign_ups.compose(subscription, days)
            case DigestKind.SIGN_INS:
                return self.sign_ins.compose(subscription, days)
            case DigestKind.INCIDENTS:
                return self.incidents.compose(subscription, days)
            case _:
                assert_never(subscription.kind)
