"""The fields of the directory audit log."""

from dataclasses import replace

from bot.domain.fields.field import Field, Kind
from bot.domain.fields.shared import CORRELATION_ID, STATUS, TIMES

ACTIVITIES = (
    "user_created",
    "user_updated",
    "user_deleted",
    "user_restored",
    "user_disabled",
    "user_enabled",
    "user_invited",
    "password_reset",
    "password_changed",
    "security_info_registered",
    "group_created",
    "group_updated",
    "group_deleted",
    "group_member_added",
    "group_member_removed",
    "group_owner_added",
    "group_owner_removed",
    "license_changed",
    "app_created",
    "app_updated",
    "app_deleted",
    "app_credentials_changed",
    "app_consented",
    "sp_created",
    "sp_updated",
    "sp_deleted",
    "role_assigned",
    "role_removed",
    "ca_policy_changed",
)

CATEGORIES = (
    "UserManagement",
    "GroupManagement",
    "ApplicationManagement",
    "RoleManagement",
    "Policy",
    "DirectoryManagement",
    "DeviceConfiguration",
    "DeviceManagement",
    "AdministrativeUnit",
    "Authentication",
    "Authorization",
    "EntitlementManagement",
    "ResourceManagement",
    "KerberosDomain",
    "Label",
    "ProvisioningManagement",
)

AUDIT = (
    Field(name="activity", kind=Kind.TEXT, heading="Activity", values=ACTIVITIES),
    Field(name="category", kind=Kind.TEXT, heading="Category", values=CATEGORIES),
    Field(name="actor", kind=Kind.USER, heading="By", personal=True),
    Field(name="target", kind=Kind.USER, heading="On", personal=True),
    replace(STATUS, values=("success", "failed")),
    Field(name="service", kind=Kind.TEXT, heading="Service"),
    Field(name="property", kind=Kind.TEXT, heading="Changed property"),
    CORRELATION_ID,
    *TIMES,
)
