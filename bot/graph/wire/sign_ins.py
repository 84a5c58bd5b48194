"""The sign-in log's rows (Graph v1.0 and beta reference, signIn)."""

from collections.abc import Mapping
from types import MappingProxyType

import orjson

from bot.domain.sign_in_methods import AuthStep
from bot.domain.sign_ins import AppliedPolicy, SignInEvent, SignInKind
from bot.graph.wire.members import Row, moment, needed, part, parts, text, texts
from bot.graph.wire.sign_ups import extension

KINDS: Mapping[str, SignInKind] = MappingProxyType(
    {
        "interactiveUser": SignInKind.INTERACTIVE,
        "nonInteractiveUser": SignInKind.NON_INTERACTIVE,
        "servicePrincipal": SignInKind.SERVICE_PRINCIPAL,
        "managedIdentity": SignInKind.MANAGED_IDENTITY,
    }
)
"""Graph's signInEventTypes in the words of a question."""


def read_sign_in(row: Row) -> SignInEvent:
    """One `signIn`. `id` and `createdDateTime` must be there; all else may be missing, and much is in v1.0."""
    status, device, place = part(row, "status"), part(row, "deviceDetail"), part(row, "location")
    return SignInEvent(
        id=needed(row, "id"),
        at=moment(needed(row, "createdDateTime")),
        correlation_id=row.get("correlationId") or "",
        original_request_id=text(row, "originalRequestId"),
        kind=_kind(row),
        detailed="signInEventTypes" in row or "authenticationRequirement" in row,
        user_id=text(row, "userId"),
        user=text(row, "userPrincipalName"),
        user_name=text(row, "userDisplayName"),
        user_type=text(row, "userType"),
        identifier=text(row, "signInIdentifier"),
        app_id=row.get("appId") or "",
        app_name=text(row, "appDisplayName"),
        resource_id=text(row, "resourceId"),
        resource=text(row, "resourceDisplayName"),
        service_principal_id=text(row, "servicePrincipalId"),
        service_principal=text(row, "servicePrincipalName"),
        credential=text(row, "clientCredentialType"),
        credential_key_id=text(row, "servicePrincipalCredentialKeyId"),
        azure_resource_id=text(row, "azureResourceId"),
        ip=text(row, "ipAddress"),
        city=text(place, "city"),
        state=text(place, "state"),
        country=text(place, "countryOrRegion"),
        networks=tuple(name for near in parts(row, "networkLocationDetails") for name in texts(near, "networkNames")),
        client_app=text(row, "clientAppUsed"),
        user_agent=text(row, "userAgent"),
        device_id=text(device, "deviceId"),
        device_name=text(device, "displayName"),
        os=text(device, "operatingSystem"),
        browser=text(device, "browser"),
        compliant=device.get("isCompliant"),
        managed=device.get("isManaged"),
        trust=text(device, "trustType"),
        error_code=int(status.get("errorCode") or 0),
        failure_reason=text(status, "failureReason"),
        additional_details=text(status, "additionalDetails"),
        ca_status=text(row, "conditionalAccessStatus"),
        policies=tuple(map(_policy, parts(row, "appliedConditionalAccessPolicies"))),
        requirement=text(row, "authenticationRequirement"),
        requirement_policies=_reasons(row, "authenticationRequirementPolicies", "requirementProvider"),
        session_policies=_reasons(row, "sessionLifetimePolicies", "expirationRequirement"),
        steps=tuple(map(_step, parts(row, "authenticationDetails"))),
        protocol=text(row, "authenticationProtocol"),
        cross_tenant=text(row, "crossTenantAccessType"),
        risk_level=text(row, "riskLevelDuringSignIn"),
        risk_aggregated=text(row, "riskLevelAggregated"),
        risk_state=text(row, "riskState"),
        risk_detail=text(row, "riskDetail"),
        risk_types=texts(row, "riskEventTypes_v2") or texts(row, "riskEventTypes"),
        extensions=tuple(map(extension, parts(row, "appliedEventListeners"))),
        raw=orjson.dumps(row),
    )


def _kind(row: Row) -> str:
    """What the row says of itself; v1.0 says only whether it was interactive, and has no other kind."""
    types = texts(row, "signInEventTypes")
    if types:
        return KINDS.get(types[0], types[0])
    return SignInKind.NON_INTERACTIVE if row.get("isInteractive") is False else SignInKind.INTERACTIVE


def _policy(policy: Row) -> AppliedPolicy:
    return AppliedPolicy(
        name=text(policy, "displayName", "id") or "",
        result=text(policy, "result") or "",
        id=text(policy, "id"),
        grant_controls=texts(policy, "enforcedGrantControls"),
        session_controls=texts(policy, "enforcedSessionControls"),
    )


def _step(step: Row) -> AuthStep:
    at = text(step, "authenticationStepDateTime")
    return AuthStep(
        method=text(step, "authenticationMethod"),
        detail=text(step, "authenticationMethodDetail"),
        at=moment(at) if at else None,
        requirement=text(step, "authenticationStepRequirement"),
        result=text(step, "authenticationStepResultDetail"),
        succeeded=step.get("succeeded"),
    )


def _reasons(row: Row, name: str, kind: str) -> tuple[str, ...]:
    """Why something was asked, each reason in Graph's own words."""
    return tuple(said for policy in parts(row, name) if (said := text(policy, "detail", kind)))
