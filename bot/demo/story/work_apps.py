"""What the town's staff and machines use: resources, apps, and the workload identities that sign in by themselves."""

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from uuid import NAMESPACE_URL, uuid5

from bot.demo.story.registrations import TENANT_DOMAIN


@cache
def object_id(kind: str, key: str) -> str:
    """The id of a directory object, the same in every story."""
    return str(uuid5(NAMESPACE_URL, f"https://{TENANT_DOMAIN}/{kind}/{key}"))


@dataclass(frozen=True, slots=True)
class Resource:
    """An API that is reached through a sign-in; its id is the app id of its service principal."""

    resource_id: str
    name: str

    @property
    def principal_id(self) -> str:
        """The object id of its service principal."""
        return object_id("servicePrincipals", self.resource_id)


MICROSOFT_GRAPH = Resource("00000003-0000-0000-c000-000000000000", "Microsoft Graph")
DIRECTORY_API = Resource("00000002-0000-0000-c000-000000000000", "Windows Azure Active Directory")
EXCHANGE = Resource("00000002-0000-0ff1-ce00-000000000000", "Office 365 Exchange Online")
SHAREPOINT = Resource("00000003-0000-0ff1-ce00-000000000000", "Office 365 SharePoint Online")
AZURE_MANAGEMENT = Resource("797f4846-ba00-4fd7-ba43-dac1f8f63013", "Windows Azure Service Management API")
KEY_VAULT = Resource("cfa8b339-82a2-471a-a3c9-0fc0be7a4093", "Azure Key Vault")
STORAGE = Resource("e406a681-f3d4-42a8-90b6-c2b029497af1", "Azure Storage")
SQL = Resource("022907d3-0f1b-48f7-badc-1ba6abab6d66", "Azure SQL Database")
RESOURCES = (MICROSOFT_GRAPH, DIRECTORY_API, EXCHANGE, SHAREPOINT, AZURE_MANAGEMENT, KEY_VAULT, STORAGE, SQL)


@dataclass(frozen=True, slots=True)
class WorkApp:
    """An app that staff sign in to."""

    app_id: str
    name: str
    resource: Resource
    weight: int
    ours: bool = False
    """Whether it is registered in this tenant; else it exists as a service principal only."""
    for_admins: bool = False


HR_CENTRAL = WorkApp(
    "2f6a1c84-9d3e-4b57-8c10-6e5f7a9b0c01",
    "HR Central",
    Resource("2f6a1c84-9d3e-4b57-8c10-6e5f7a9b0c01", "HR Central"),
    14,
    ours=True,
)
ZOOM = WorkApp("7c9e2b15-4a8f-4d36-b1e7-0f3a6d8c5e02", "Zoom", DIRECTORY_API, 12)
GITHUB = WorkApp("a18d5f03-6b2c-4e79-9f84-3c7e1b5d9a03", "GitHub Enterprise Cloud", DIRECTORY_API, 7)
SALESFORCE = WorkApp("d4b7e096-1f5a-4c83-a2d9-8e6c0f3b7d04", "Salesforce", DIRECTORY_API, 8)
AZURE_PORTAL = WorkApp("c44b4083-3bb0-49c1-b47d-974e53cbdf3c", "Azure Portal", AZURE_MANAGEMENT, 8, for_admins=True)
TEAMS = WorkApp("1fec8e78-bce4-4aaf-ab1b-5451cc387264", "Microsoft Teams", EXCHANGE, 18)
OUTLOOK = WorkApp("9199bf20-a13f-4107-85dc-02114787ef48", "One Outlook Web", EXCHANGE, 20)
OFFICE_HOME = WorkApp("4765445b-32c6-49b0-83e6-1d93765276ca", "OfficeHome", MICROSOFT_GRAPH, 10)
GRAPH_EXPLORER = WorkApp("de8bc8b5-d9f9-48b1-a8ad-b748da725064", "Graph Explorer", MICROSOFT_GRAPH, 2, for_admins=True)
MAIL_PROTOCOLS = WorkApp("00000002-0000-0ff1-ce00-000000000000", "Office 365 Exchange Online", EXCHANGE, 0)
WORK_APPS = (HR_CENTRAL, ZOOM, GITHUB, SALESFORCE, AZURE_PORTAL, TEAMS, OUTLOOK, OFFICE_HOME, GRAPH_EXPLORER)


class WorkloadKind(StrEnum):
    """Graph's sign-in event type of a workload."""

    SERVICE_PRINCIPAL = "servicePrincipal"
    MANAGED_IDENTITY = "managedIdentity"


@dataclass(frozen=True, slots=True)
class Workload:
    """A service principal or managed identity that signs in with a credential of its own."""

    app_id: str
    name: str
    kind: WorkloadKind
    credential: str
    """Graph's `clientCredentialType`."""
    resources: tuple[Resource, ...]
    per_day: int
    azure_resource: str = ""
    user_assigned: bool = False
    expires_in_days: int = 365
    """When its credential ends, counted from the story's present."""

    @property
    def principal_id(self) -> str:
        """The object id of its service principal."""
        return object_id("servicePrincipals", self.app_id)

    @property
    def key_id(self) -> str:
        """The id of the credential that it signs in with."""
        return object_id("credentials", self.app_id)


_GROUP = "/subscriptions/3f1d7a60-52c4-4e8b-9b06-7a1c5e2d4f90/resourceGroups/town/providers"
_SP, _MI = WorkloadKind.SERVICE_PRINCIPAL, WorkloadKind.MANAGED_IDENTITY

BACKUP_JOB = Workload(
    "51c8e7d2-0a4b-4f69-8d13-b2e6f09a7c11",
    "Backup job",
    _SP,
    "clientSecret",
    (STORAGE, KEY_VAULT),
    9,
    expires_in_days=20,
)
REPORT_EXPORT = Workload(
    "6e2f9b04-7d1c-4a85-b3e0-c9f5a1d86b12",
    "Report export",
    _SP,
    "certificate",
    (MICROSOFT_GRAPH,),
    8,
    expires_in_days=45,
)
BUILD_RUNNER = Workload(
    *("83a5d1f7-2c6e-4b90-a7d4-e1f8b30c5d13", "Build runner", _SP, "federatedIdentityCredential"),
    (AZURE_MANAGEMENT, KEY_VAULT),
    11,
)
HR_SYNC = Workload(
    "97b4c0e6-5f3a-4d21-9e8c-f6a2d71b4e14", "HR sync", _SP, "clientSecret", (MICROSOFT_GRAPH,), 6, expires_in_days=6
)
MONITORING = Workload(
    "ab06d3f8-1e7c-4952-8b4a-07c9e5f2d315", "Monitoring agent", _SP, "clientAssertion", (MICROSOFT_GRAPH, SQL), 8
)
SHOP_FUNCTIONS = Workload(
    *("bc17e4a9-2f8d-4063-9c5b-18d0f6a3e416", "shop-functions", _MI, "managedIdentity", (KEY_VAULT, STORAGE), 12),
    f"{_GROUP}/Microsoft.Web/sites/shop-functions",
)
ORDER_LOGIC = Workload(
    *("cd28f5ba-309e-4174-8d6c-29e1a7b4f517", "order-logic", _MI, "managedIdentity", (STORAGE, SQL), 9),
    f"{_GROUP}/Microsoft.Logic/workflows/order-logic",
)
BUILD_VM = Workload(
    *("de39a6cb-41af-4285-9e7d-3af2b8c5a618", "build-vm", _MI, "managedIdentity", (AZURE_MANAGEMENT, KEY_VAULT), 7),
    f"{_GROUP}/Microsoft.Compute/virtualMachines/build-vm",
)
TOWN_IDENTITY = Workload(
    *("ef4ab7dc-52b0-4396-8f8e-4b03c9d6b719", "town-identity", _MI, "managedIdentity", (MICROSOFT_GRAPH, SQL), 6),
    f"{_GROUP}/Microsoft.ManagedIdentity/userAssignedIdentities/town-identity",
    user_assigned=True,
)
WORKLOADS = (
    *(BACKUP_JOB, REPORT_EXPORT, BUILD_RUNNER, HR_SYNC, MONITORING),
    *(SHOP_FUNCTIONS, ORDER_LOGIC, BUILD_VM, TOWN_IDENTITY),
)
