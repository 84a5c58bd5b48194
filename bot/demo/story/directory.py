"""The registrations as Graph's directory objects print them."""

from typing import Any
from uuid import NAMESPACE_URL, uuid5

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

_CREATED = "2023-05-02T08:00:00Z"
_MICROSOFT_GRAPH = "00000003-0000-0000-c000-000000000000"
_BOT_NAME = "Gatehouse"
_PROVIDER_TYPES = {
    ProviderKind.LOCAL: "#microsoft.graph.builtInIdentityProvider",
    ProviderKind.SOCIAL: "#microsoft.graph.socialIdentityProvider",
    ProviderKind.CUSTOM: "#microsoft.graph.oidcIdentityProvider",
}


def _object_id(kind: str, key: str) -> str:
    return str(uuid5(NAMESPACE_URL, f"https://{TENANT_DOMAIN}/{kind}/{key}"))


def applications() -> list[Row]:
    """The town's apps and the bot's own registration."""
    names = {app.app_id: app.name for app in APPS} | {CLIENT_ID: _BOT_NAME}
    return [
        {
            "id": _object_id("applications", app_id),
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
    """One for each app, and one for Microsoft Graph, which has no application object here."""
    names = {app["appId"]: app["displayName"] for app in applications()} | {_MICROSOFT_GRAPH: "Microsoft Graph"}
    return [
        {
            "id": _object_id("servicePrincipals", app_id),
            "accountEnabled": True,
            "appId": app_id,
            "appDisplayName": name,
            "createdDateTime": _CREATED,
            "displayName": name,
            "servicePrincipalType": "Application",
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


def staff() -> list[Row]:
    """A work account, as every tenant has one."""
    principal = f"admin@{TENANT_DOMAIN}"
    return [
        {
            "id": _object_id("users", principal),
            "accountEnabled": True,
            "businessPhones": [],
            "createdDateTime": _CREATED,
            "creationType": None,
            "displayName": "Town Administrator",
            "externalUserState": None,
            "givenName": "Town",
            "identities": [{"signInType": "userPrincipalName", "issuer": TENANT_DOMAIN, "issuerAssignedId": principal}],
            "jobTitle": None,
            "mail": principal,
            "mobilePhone": None,
            "officeLocation": None,
            "otherMails": [],
            "preferredLanguage": "en",
            "surname": "Administrator",
            "userPrincipalName": principal,
            "userType": "Member",
        }
    ]
