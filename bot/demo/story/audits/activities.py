"""What is done in the directory on an ordinary day, as a table: names, services, who does it, to what, how often."""

from dataclasses import dataclass
from enum import StrEnum

CORE = "Core Directory"
SELF_SERVICE = "Self-service Password Management"
INVITES = "Invited Users"
B2C = "B2C"
PIM = "PIM"
METHODS = "Authentication Methods"


class Actor(StrEnum):
    """Who does it."""

    ADMINISTRATOR = "one of the administrators"
    HELPDESK = "the helpdesk"
    SELF = "the person whose account it is"
    SERVICE = "an app, with no person behind it"


class Target(StrEnum):
    """Graph's type of a target resource."""

    USER = "User"
    GROUP = "Group"
    APPLICATION = "Application"
    SERVICE_PRINCIPAL = "ServicePrincipal"
    ROLE = "Role"
    POLICY = "Policy"
    OTHER = "Other"


@dataclass(frozen=True, slots=True)
class Activity:
    """One row of the table."""

    name: str
    category: str
    operation: str
    per_week: float
    actor: Actor
    targets: tuple[Target, ...]
    service: str = CORE
    changes: tuple[tuple[str, str, str], ...] = ()
    """Property, old and new value; `{department}` and the like stand for what fits the target."""
    fails: float = 0.02
    """The part that comes to nothing."""


_USERS, _GROUPS, _APPS, _ROLES = "UserManagement", "GroupManagement", "ApplicationManagement", "RoleManagement"
_ADMIN, _HELPDESK, _SELF, _SERVICE = Actor.ADMINISTRATOR, Actor.HELPDESK, Actor.SELF, Actor.SERVICE
_USER, _GROUP, _APP, _PRINCIPAL = (Target.USER,), (Target.GROUP,), (Target.APPLICATION,), (Target.SERVICE_PRINCIPAL,)
_MEMBER = (("Group.DisplayName", "", "{group}"),)
_ROLE = (("Role.DisplayName", "", "{role}"),)

ORDINARY = (
    Activity("Update user", _USERS, "Update", 14, _ADMIN, _USER, changes=(("Department", "Stores", "{department}"),)),
    Activity("Update user", _USERS, "Update", 6, _HELPDESK, _USER, changes=(("JobTitle", "Trainee", "{title}"),)),
    Activity("Update user", _USERS, "Update", 5, _SERVICE, _USER, changes=(("Manager", "", "{name}"),)),
    Activity(
        "Change user license", _USERS, "Update", 5, _ADMIN, _USER, changes=(("AssignedLicense", "", "{licence}"),)
    ),
    Activity("Set force change user password", _USERS, "Update", 1, _HELPDESK, _USER),
    Activity("Update StsRefreshTokenValidFrom Timestamp", _USERS, "Update", 4, _SELF, _USER),
    Activity("Set user manager", _USERS, "Update", 2, _ADMIN, _USER),
    Activity("Security info saved for self-service password reset", _USERS, "Update", 3, _SELF, _USER, SELF_SERVICE),
    Activity("User registered security info", _USERS, "Add", 3, _SELF, _USER, METHODS),
    Activity("Unlock user account (self-service)", _USERS, "Update", 1, _SELF, _USER, SELF_SERVICE, fails=0.3),
    Activity("Restore user", _USERS, "Update", 0.6, _ADMIN, _USER),
    Activity(
        *("Enable account", _USERS, "Update", 0.8, _HELPDESK, _USER), changes=(("AccountEnabled", "false", "true"),)
    ),
    Activity("Add group", _GROUPS, "Add", 2, _ADMIN, _GROUP, changes=(("DisplayName", "", "{group}"),)),
    Activity("Update group", _GROUPS, "Update", 3, _ADMIN, _GROUP, changes=(("Description", "", "Kept by {name}"),)),
    Activity("Delete group", _GROUPS, "Delete", 0.5, _ADMIN, _GROUP),
    Activity("Add member to group", _GROUPS, "Assign", 12, _ADMIN, (Target.USER, Target.GROUP), changes=_MEMBER),
    Activity("Add member to group", _GROUPS, "Assign", 5, _HELPDESK, (Target.USER, Target.GROUP), changes=_MEMBER),
    Activity(
        *("Remove member from group", _GROUPS, "Unassign", 6, _ADMIN, (Target.USER, Target.GROUP)),
        changes=(("Group.DisplayName", "{group}", ""),),
    ),
    Activity("Add owner to group", _GROUPS, "Assign", 2, _ADMIN, (Target.USER, Target.GROUP), changes=_MEMBER),
    Activity("Remove owner from group", _GROUPS, "Unassign", 1, _ADMIN, (Target.USER, Target.GROUP), changes=_MEMBER),
    Activity(
        "Set group license", _GROUPS, "Update", 1, _ADMIN, _GROUP, changes=(("AssignedLicense", "", "{licence}"),)
    ),
    Activity("Add application", _APPS, "Add", 1.5, _ADMIN, _APP, changes=(("DisplayName", "", "{app}"),)),
    Activity("Update application", _APPS, "Update", 4, _ADMIN, _APP, changes=(("AppAddress", "", "https://{app}"),)),
    Activity(
        "Update application", _APPS, "Update", 1, _ADMIN, _APP, changes=(("DisplayName", "{app} (old)", "{app}"),)
    ),
    Activity(
        *("Update application \N{EN DASH} Certificates and secrets management ", _APPS, "Update", 1.5, _ADMIN, _APP),
        changes=(("KeyDescription", "", "{name}'s secret"),),
    ),
    Activity("Delete application", _APPS, "Delete", 0.5, _ADMIN, _APP),
    Activity("Hard Delete application", _APPS, "Delete", 0.3, _SERVICE, _APP),
    Activity("Add service principal", _APPS, "Add", 2, _ADMIN, _PRINCIPAL, changes=(("DisplayName", "", "{app}"),)),
    Activity(
        *("Update service principal", _APPS, "Update", 3, _SERVICE, _PRINCIPAL),
        changes=(("AccountEnabled", "false", "true"),),
    ),
    Activity("Remove service principal", _APPS, "Delete", 0.5, _ADMIN, _PRINCIPAL),
    Activity("Add owner to application", _APPS, "Assign", 1, _ADMIN, (Target.USER, Target.APPLICATION)),
    Activity(
        *("Consent to application", _APPS, "Assign", 2, _SELF, _PRINCIPAL),
        changes=(("ConsentContext.IsAdminConsent", "", "False"), ("ConsentAction.Permissions", "", "User.Read")),
        fails=0.15,
    ),
    Activity(
        *("Consent to application", _APPS, "Assign", 0.7, _ADMIN, _PRINCIPAL),
        changes=(("ConsentContext.IsAdminConsent", "", "True"),),
    ),
    Activity("Add delegated permission grant", _APPS, "Assign", 1.5, _SELF, _PRINCIPAL),
    Activity("Add app role assignment to service principal", _APPS, "Assign", 1, _ADMIN, _PRINCIPAL),
    Activity("Add member to role", _ROLES, "Assign", 0.8, _ADMIN, (Target.USER, Target.ROLE), changes=_ROLE),
    Activity("Remove member from role", _ROLES, "Unassign", 0.5, _ADMIN, (Target.USER, Target.ROLE), changes=_ROLE),
    Activity(
        *("Add eligible member to role", _ROLES, "Assign", 0.6, _ADMIN, (Target.USER, Target.ROLE), PIM),
        changes=_ROLE,
    ),
    Activity("Update conditional access policy", "Policy", "Update", 1, _ADMIN, (Target.POLICY,)),
    Activity("Add conditional access policy", "Policy", "Add", 0.3, _ADMIN, (Target.POLICY,)),
    Activity("Delete conditional access policy", "Policy", "Delete", 0.2, _ADMIN, (Target.POLICY,)),
    Activity("Update user flow", "ResourceManagement", "Update", 0.7, _ADMIN, (Target.OTHER,), B2C),
    Activity("Get user flow", "ResourceManagement", "Get", 1, _ADMIN, (Target.OTHER,), B2C),
)

ADD_USER = Activity("Add user", _USERS, "Add", 0, _ADMIN, _USER, changes=(("AccountEnabled", "", "true"),), fails=0)
CUSTOMER_ADDED = Activity("Add user", _USERS, "Add", 0, _SERVICE, _USER, fails=0)
DISABLE = Activity(
    "Disable account", _USERS, "Update", 0, _ADMIN, _USER, changes=(("AccountEnabled", "true", "false"),), fails=0
)
JOIN = Activity(
    "Add member to group", _GROUPS, "Assign", 0, _ADMIN, (Target.USER, Target.GROUP), changes=_MEMBER, fails=0
)
DELETE = Activity("Delete user", _USERS, "Delete", 0, _ADMIN, _USER, fails=0)
LICENSE = Activity(
    "Change user license", _USERS, "Update", 0, _ADMIN, _USER, changes=(("AssignedLicense", "", "{licence}"),), fails=0
)
HELPDESK_RESET = Activity("Reset password", _USERS, "Reset", 0, _HELPDESK, _USER, fails=0)
HELPDESK_RESET_LOGGED = Activity(
    "Reset password (by admin)", _USERS, "Reset", 0, _HELPDESK, _USER, SELF_SERVICE, fails=0
)
SELF_RESET_LOGGED = Activity("Reset password (self-service)", _USERS, "Reset", 0, _SELF, _USER, SELF_SERVICE, fails=0)
PASSWORD_CHANGED = Activity("Change user password", _USERS, "Update", 0, _SELF, _USER, fails=0)
SELF_CHANGE_LOGGED = Activity(
    "Change password (self-service)", _USERS, "Update", 0, _SELF, _USER, SELF_SERVICE, fails=0
)
INVITE = Activity("Invite external user", _USERS, "Add", 0, _ADMIN, _USER, INVITES, fails=0)
REDEEM = Activity("Redeem external user invite", _USERS, "Update", 0, _SELF, _USER, INVITES, fails=0)
NEW_SECRET = Activity(
    "Update application \N{EN DASH} Certificates and secrets management ",
    *(_APPS, "Update", 0, _ADMIN, _APP),
    changes=(("KeyDescription", "", "{app} secret"),),
    fails=0,
)
NEW_CREDENTIAL = Activity("Add service principal credentials", _APPS, "Add", 0, _ADMIN, _PRINCIPAL, fails=0)
SELF_CHANGES_PER_WEEK = 6
"""Passwords changed by their owners on ordinary days; each is logged by two services."""
