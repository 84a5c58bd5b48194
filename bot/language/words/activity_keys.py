"""Which activities of the audit log, and which actions of provisioning, a verb and a noun mean. Data only."""

MADE, CHANGED, GONE = ("create", "add", "register"), ("update", "rename", "rotate"), ("delete", "remove", "revoke")

_TABLE: dict[str, tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]] = {
    "security info": (((*MADE, *CHANGED, "enable", ""), ("security_info_registered",)),),
    "member": (
        (("create", "add", "assign", "invite"), ("group_member_added",)),
        (GONE, ("group_member_removed",)),
        ((*CHANGED, ""), ("group_member_added", "group_member_removed")),
    ),
    "owner": (
        (("create", "add", "assign"), ("group_owner_added",)),
        (GONE, ("group_owner_removed",)),
        ((*CHANGED, ""), ("group_owner_added", "group_owner_removed")),
    ),
    "license": (((*MADE, *CHANGED, *GONE, "assign", ""), ("license_changed",)),),
    "role": (
        (("create", "add", "assign", "enable"), ("role_assigned",)),
        (GONE, ("role_removed",)),
        ((*CHANGED, ""), ("role_assigned", "role_removed")),
    ),
    "consent": (((*MADE, *CHANGED, "assign", ""), ("app_consented",)),),
    "credential": (((*MADE, *CHANGED, *GONE, "reset", "assign", ""), ("app_credentials_changed",)),),
    "password": (
        (("reset",), ("password_reset",)),
        ((*CHANGED,), ("password_changed",)),
        (("",), ("password_reset", "password_changed")),
    ),
    "policy": (((*MADE, *CHANGED, *GONE, "enable", "disable", ""), ("ca_policy_changed",)),),
    "group": (
        (MADE, ("group_created",)),
        (CHANGED, ("group_updated",)),
        (GONE, ("group_deleted",)),
    ),
    "service principal": (
        (MADE, ("sp_created",)),
        (CHANGED, ("sp_updated",)),
        (GONE, ("sp_deleted",)),
    ),
    "app": (
        (MADE, ("app_created",)),
        (CHANGED, ("app_updated",)),
        (GONE, ("app_deleted",)),
    ),
    "user": (
        (MADE, ("user_created",)),
        (CHANGED, ("user_updated",)),
        (GONE, ("user_deleted",)),
        (("restore",), ("user_restored",)),
        (("disable",), ("user_disabled",)),
        (("enable",), ("user_enabled",)),
        (("invite",), ("user_invited",)),
        (("unlock",), ("Unlock user account",)),
    ),
}

_TABLE["ca"] = _TABLE["policy"]

ACTIVITIES = {noun: {verb: keys for verbs, keys in rows for verb in verbs} for noun, rows in _TABLE.items()}
"""For each noun and verb the activity keys; the verb `""` stands for none."""

ACTIONS: dict[str, tuple[str, ...]] = {
    "create": ("create",),
    "add": ("create",),
    "update": ("update",),
    "rename": ("update",),
    "delete": ("delete",),
    "remove": ("delete",),
    "disable": ("disable",),
    "deprovision": ("disable", "delete"),
}
"""What provisioning calls the same verbs."""

CHANGES = ("changes", "change")
"""All that provisioning does are changes."""

OBJECTS = ("user", "group", "role")
"""What provisioning writes."""

GENERAL = ("user", "group", "app", "service principal")
"""Nouns that yield to the more special ones: the password of a user is a password."""

ALONE = {"invite": "user", "reset": "password", "assign": "role"}
"""Verbs that need no noun."""

NAMED = {"groups": "group", "apps": "app", "policies": "policy"}
AUDIT_NOUNS = tuple(noun for noun in ACTIVITIES if noun not in GENERAL)
