"""A sign-in as beta prints it; v1.0 shows less of the same row (Graph API reference, signIn)."""

import base64
from functools import cache

from bot.demo.moments import printed_to_the_second
from bot.demo.rows import Row
from bot.demo.story.places import Place
from bot.demo.story.registrations import TENANT_ID
from bot.demo.story.sign_ins.codes import EXPECTED_MISTAKES, OK, REASONS, WRONG_PASSWORD
from bot.demo.story.sign_ins.drafts import SignIn, SignInKind
from bot.demo.story.work_apps import WorkloadKind

_NO_LINK = {"policyId": "", "policyName": "", "resourceId": "", "policyTenantId": ""}
_NO_AGENT = {"agentType": "notAgentic", "parentAppId": None}


def printed_sign_in(draft: SignIn) -> Row:
    """The row, every property of the printed examples in it."""
    silent = draft.kind is not SignInKind.INTERACTIVE
    workload, account = draft.workload, draft.account
    return {
        "id": draft.sign_in_id,
        "createdDateTime": printed_to_the_second(draft.at),
        "userDisplayName": account.name,
        "userPrincipalName": account.principal,
        "userId": account.user_id,
        "appId": draft.app_id,
        "appDisplayName": draft.app_name,
        "ipAddress": draft.address,
        "ipAddressFromResourceProvider": None,
        "clientAppUsed": draft.client.client_app if workload is None else "",
        "userAgent": draft.client.user_agent,
        "correlationId": draft.correlation_id,
        "conditionalAccessStatus": draft.verdict.status,
        "originalRequestId": draft.original_id,
        "isInteractive": not silent,
        "tokenIssuerName": "",
        "tokenIssuerType": "AzureAD",
        "processingTimeInMilliseconds": 80 + draft.at // 10_000_000 % 700,
        **_risk(draft),
        "resourceDisplayName": draft.resource.name,
        "resourceId": draft.resource.resource_id,
        "resourceServicePrincipalId": draft.resource.principal_id,
        "resourceTenantId": TENANT_ID,
        "resourceOwnerTenantId": TENANT_ID,
        "appOwnerTenantId": TENANT_ID,
        "homeTenantId": TENANT_ID,
        "homeTenantName": "",
        "authenticationMethodsUsed": [],
        "authenticationContextClassReferences": [],
        "authenticationRequirement": (
            "multiFactorAuthentication" if draft.requires_mfa else "singleFactorAuthentication"
        ),
        "authenticationRequirementPolicies": _requirement(draft),
        "signInIdentifier": account.identifier,
        "signInIdentifierType": None,
        "signInEventTypes": [draft.kind.value],
        **_machine(draft),
        "federatedCredentialId": "",
        "userType": account.user_type,
        "flaggedForReview": False,
        "isTenantRestricted": False,
        "autonomousSystemNumber": draft.place.asn,
        "crossTenantAccessType": "b2bCollaboration" if account.user_type == "guest" else "none",
        "uniqueTokenIdentifier": _token_id(draft.sign_in_id),
        "incomingTokenType": "primaryRefreshToken" if silent and workload is None else "none",
        "authenticationProtocol": draft.protocol,
        "mfaDetail": None,
        "status": status(draft.code, silent=silent),
        "deviceDetail": draft.client.printed,
        "location": draft.place.printed,
        "appliedConditionalAccessPolicies": list(draft.verdict.printed),
        "authenticationProcessingDetails": _PROCESSING if silent else _PROMPTED,
        "networkLocationDetails": network(draft.place),
        "authenticationDetails": list(draft.steps),
        "sessionLifetimePolicies": list(draft.verdict.sessions),
        "privateLinkDetails": _NO_LINK,
        "conditionalAccessAudiences": [],
        "appliedEventListeners": list(draft.listeners),
        "agent": _NO_AGENT,
    }


_PROMPTED = [{"key": "Login Hint Present", "value": "True"}]
_PROCESSING = [{"key": "Root Key Type", "value": "Unknown"}]


@cache
def status(code: int, *, silent: bool = False) -> Row:
    """Graph's `signInStatus`; a silent success has the reason "Other."."""
    reason = REASONS.get(code) if code != OK else "Other." if silent else None
    return {
        "errorCode": code,
        "failureReason": reason,
        "additionalDetails": EXPECTED_MISTAKES if code == WRONG_PASSWORD else None,
    }


@cache
def network(place: Place) -> list[Row]:
    """The named network of a place, if it is one."""
    if place.network_name is None:
        return []
    return [{"networkType": "namedNetwork", "networkNames": [place.network_name]}]


def _risk(draft: SignIn) -> Row:
    return {
        "riskDetail": draft.risk.detail,
        "riskLevelAggregated": draft.risk.aggregated,
        "riskLevelDuringSignIn": draft.risk.during,
        "riskState": draft.risk.state,
        "riskEventTypes_v2": list(draft.risk.types),
    }


def _requirement(draft: SignIn) -> list[Row]:
    return [{"requirementProvider": "multiConditionalAccess", "detail": "Conditional Access"}] * draft.requires_mfa


def _machine(draft: SignIn) -> Row:
    """What is set for workloads and empty for people."""
    workload = draft.workload
    managed = workload is not None and workload.kind is WorkloadKind.MANAGED_IDENTITY
    kind = "none" if not managed else "userAssigned" if workload and workload.user_assigned else "systemAssigned"
    return {
        "servicePrincipalId": workload.principal_id if workload else "",
        "servicePrincipalName": workload.name if workload else "",
        "servicePrincipalCredentialKeyId": workload.key_id if workload and not managed else "",
        "servicePrincipalCredentialThumbprint": "",
        "clientCredentialType": workload.credential if workload else "none",
        "azureResourceId": workload.azure_resource if workload else "",
        "managedServiceIdentity": {
            "msiType": kind,
            "associatedResourceId": workload.azure_resource if workload else "",
            "federatedTokenId": None,
            "federatedTokenIssuer": None,
        },
    }


def _token_id(sign_in_id: str) -> str:
    return base64.b64encode(sign_in_id.encode()).decode().rstrip("=")
