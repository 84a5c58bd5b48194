"""The registrations as Graph's directory objects print them."""

from typing import Any

from bot.demo.rows import Row
from bot.demo.story.registrations import (
    APPS,
    CLIENT_ID,
    EXTENSIONS,
    TENANT_DOMAIN,
    TENANT_ID,
    TENANT_NAME,
    USER_FLOWS,
    Extension,
    Provider,
    ProviderKind,
    UserFlow,
)
from bot.demo.story.work_apps import RESOURCES, WORK_APPS, WORKLOADS, WorkloadKind, object_id

_CREATED = "2023-05-02T08:00:00Z"
_BOT_NAME = "Gatehouse"
_PROVIDER_TYPES = {
    ProviderKind.LOCAL: "#microsoft.graph.builtInIdentityProvider",
    ProviderKind.SOCIAL: "#microsoft.graph.socialIdentityProvider",
    ProviderKind.CUSTOM: "#microsoft.graph.oidcIdentityProvider",
}


def applications() -> list[Row]:
    """The town's apps, those of its staff and machines that are registered here, and the bot's own registration."""
    names = {app.app_id: app.name for app in APPS} | {CLIENT_ID: _BOT_NAME}
    names |= {app.app_id: app.name for app in WORK_APPS if app.ours}
    names |= {one.app_id: one.name for one in WORKLOADS if one.kind is WorkloadKind.SERVICE_PRINCIPAL}
    return [
        {
            "id": object_id("applications", app_id),
            "appId": app_id,
            "createdDateTime": _CREATED,
            "displayName": name,
            "identifierUris": [],
            "publisherDomain": TENANT_DOMAIN,
            "signInAudience": "AzureADMyOrg",
        }
        for app_id, name in names.items()
    ]


def service_principals() -> list[Row]:
    """One for each app and managed identity, and those of outside apps and APIs, which have no application object."""
    names = {app["appId"]: app["displayName"] for app in applications()}
    names |= {resource.resource_id: resource.name for resource in RESOURCES}
    names |= {app.app_id: app.name for app in (*WORK_APPS, *WORKLOADS)}
    managed = {one.app_id for one in WORKLOADS if one.kind is WorkloadKind.MANAGED_IDENTITY}
    return [
        {
            "id": object_id("servicePrincipals", app_id),
            "accountEnabled": True,
            "appId": app_id,
            "appDisplayName": name,
            "createdDateTime": _CREATED,
            "displayName": name,
            "servicePrincipalType": "ManagedIdentity" if app_id in managed else "Application",
            "signInAudience": "AzureADMyOrg",
        }
        for app_id, name in names.items()
    ]


def organization() -> list[Row]:
    """The tenant itself: `tenantType` CIAM says that it is an external one, which has a sign-up log."""
    return [
        {
            "id": TENANT_ID,
            "countryLetterCode": "NL",
            "createdDateTime": _CREATED,
            "displayName": TENANT_NAME,
            "preferredLanguage": "en",
            "technicalNotificationMails": [f"admin@{TENANT_DOMAIN}"],
            "tenantType": "CIAM",
            "verifiedDomains": [
                {
                    "capabilities": "Email, OfficeCommunicationsOnline",
                    "isDefault": True,
                    "isInitial": True,
                    "name": TENANT_DOMAIN,
                    "type": "Managed",
                }
            ],
        }
    ]


def user_flows() -> list[Row]:
    """The flows with their apps, providers and attributes."""
    return [_user_flow(flow) for flow in USER_FLOWS]


def _user_flow(flow: UserFlow) -> Row:
    providers = dict.fromkeys(provider for app in flow.apps for provider in app.providers)
    return {
        "@odata.type": "#microsoft.graph.externalUsersSelfServiceSignUpEventsFlow",
        "id": flow.flow_id,
        "displayName": flow.name,
        "description": flow.description,
        "priority": 500,
        "conditions": {
            "applications": {
                "includeAllApplications": False,
                "includeApplications": [{"appId": app.app_id} for app in flow.apps],
            }
        },
        "onInteractiveAuthFlowStart": {
            "@odata.type": "#microsoft.graph.onInteractiveAuthFlowStartExternalUsersSelfServiceSignUp",
            "isSignUpAllowed": True,
        },
        "onAuthenticationMethodLoadStart": {
            "@odata.type": "#microsoft.graph.onAuthenticationMethodLoadStartExternalUsersSelfServiceSignUp",
            "identityProviders": [_identity_provider(provider) for provider in providers],
        },
        "onAttributeCollection": _attribute_collection(flow.attributes),
        "onUserCreateStart": {
            "@odata.type": "#microsoft.graph.onUserCreateStartExternalUsersSelfServiceSignUp",
            "userTypeToCreate": "member",
        },
    }


def _identity_provider(provider: Provider) -> dict[str, Any]:
    return {
        "@odata.type": _PROVIDER_TYPES[provider.kind],
        "id": provider.flow_id,
        "displayName": provider.name,
        "identityProviderType": provider.flow_id.partition("-")[0],
    }


def _attribute_collection(attributes: tuple[str, ...]) -> dict[str, Any]:
    inputs = [
        {"attribute": name, "label": name, "inputType": "text", "hidden": name == "email", "required": name == "email"}
        for name in attributes
    ]
    return {
        "@odata.type": "#microsoft.graph.onAttributeCollectionExternalUsersSelfServiceSignUp",
        "attributes": [
            {"id": name, "displayName": name, "userFlowAttributeType": "builtIn", "dataType": "string"}
            for name in attributes
        ],
        "attributeCollectionPage": {"views": [{"title": None, "description": None, "inputs": inputs}]},
    }


def custom_extensions() -> list[Row]:
    """The extensions, with the address each calls."""
    return [_custom_extension(extension) for extension in EXTENSIONS]


def _custom_extension(extension: Extension) -> Row:
    host = f"{extension.name.lower().replace(' ', '-')}.contosotown.example"
    return {
        "@odata.type": extension.odata_type,
        "id": extension.extension_id,
        "displayName": extension.name,
        "description": None,
        "clientConfiguration": None,
        "authenticationConfiguration": {
            "@odata.type": "#microsoft.graph.azureAdTokenAuthentication",
            "resourceId": f"api://{host}/{extension.extension_id}",
        },
        "endpointConfiguration": {
            "@odata.type": "#microsoft.graph.httpRequestEndpoint",
            "targetUrl": f"https://{host}",
        },
    }
