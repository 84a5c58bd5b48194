"""An event as somebody at a helpdesk reads it: what happened, why, and what to do next."""

from collections.abc import Set as AbstractSet

from bot.domain.audits import AuditEvent, AuditStatus, Target
from bot.domain.codes import explain_sign_in
from bot.domain.event_answers import ChangedProperty, EventRow
from bot.domain.provisioning import ProvisioningEvent, ProvisioningStatus
from bot.domain.sign_ins import SignInEvent, SignInStatus


def sign_in_row(event: SignInEvent, app: str | None, interrupts: AbstractSet[int], *, blocked: bool) -> EventRow:
    """A sign-in; of one that did not succeed also why. `blocked` shows only the policies that stopped it."""
    status = event.status(interrupts)
    code = explain_sign_in(event.error_code, event.failure_reason, interrupts)
    went_well = status is SignInStatus.SUCCESS
    return EventRow(
        id=event.id,
        at=event.at,
        status=status,
        facts={
            "user": event.user,
            "user_name": event.user_name,
            "user_type": event.user_type,
            "service_principal": event.service_principal,
            "signin_type": str(event.kind),
            "app": app,
            "app_id": event.app_id,
            "resource": event.resource,
            "ip": event.ip,
            "country": event.country,
            "city": event.city,
            "client_app": event.client_app,
            "browser": event.browser,
            "os": event.os,
            "device": event.device,
            "ca_status": event.ca_status,
            "ca_policy": event.failed_policy_names if blocked else event.policy_names,
            "mfa": event.mfa,
            "auth_method": event.auth_methods,
            "session_policy": event.session_policies,
            "risk_level": event.risk_level,
            "error_code": event.error_code,
            "correlation_id": event.correlation_id,
            "request_id": event.id,
        },
        reason="" if went_well else code.meaning,
        remedy="" if went_well else code.remedy,
        tell_the_user="" if went_well else code.tell_the_user,
    )


def audit_row(event: AuditEvent) -> EventRow:
    """A change: who, what, whom, and each property before and after."""
    failed = event.status == AuditStatus.FAILED
    return EventRow(
        id=event.id,
        at=event.at,
        status=event.status,
        facts={
            "activity": event.activity,
            "category": event.category,
            "service": event.service,
            "actor": event.actor,
            "target": tuple(said for target in event.targets if (said := _name(target))),
            "property": event.properties,
            "correlation_id": event.correlation_id,
        },
        changes=tuple(_changes(event)),
        reason=(event.reason or "The log gives no reason.") if failed else "",
    )


def provisioning_row(event: ProvisioningEvent) -> EventRow:
    """An object carried from one system to another; of one that was not also why, and what Graph recommends."""
    went_well = event.status == ProvisioningStatus.SUCCESS
    return EventRow(
        id=event.id,
        at=event.at,
        status=event.status,
        facts={
            "action": event.action,
            "object": event.object,
            "identity": event.identity,
            "source_system": event.source_system,
            "target_system": event.target_system,
            "error_code": event.error_code,
            "job_id": event.job_id,
            "cycle_id": event.cycle_id,
            "change_id": event.change_id,
        },
        changes=tuple(
            ChangedProperty(target=event.identity or "", name=change.name, old=change.old_text, new=change.new_text)
            for change in event.changes
            if change.is_one
        ),
        reason="" if went_well else event.error_reason or event.error_details or "",
        remedy="" if went_well else event.recommended_action or "",
    )


def _name(target: Target) -> str | None:
    return target.address or target.name or target.id


def _changes(event: AuditEvent) -> list[ChangedProperty]:
    known = set(event.changes)
    return [
        ChangedProperty(target=_name(target) or "", name=change.name, old=change.old_text, new=change.new_text)
        for target in event.targets
        for change in target.changes
        if change in known
    ]
