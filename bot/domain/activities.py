"""What is done in a directory: the activities that questions have a word for, by the names the audit log gives them."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Activity:
    """One kind of deed.

    A row of the log is of this kind when its display name begins with one of `names` and with none of `but_not`, in
    any case and with any dash. `family` says that longer names are looked for as well, so that a search by whole
    names would not find them all.
    """

    names: tuple[str, ...]
    but_not: tuple[str, ...] = ()
    family: bool = False


_CERTIFICATES = ("Update application – Certificates and secrets management",)
_POLICY = "conditional access policy"

ACTIVITIES: Mapping[str, Activity] = MappingProxyType(
    {
        "user_created": Activity(("Add user",)),
        "user_updated": Activity(("Update user",)),
        "user_deleted": Activity(("Delete user",)),
        "user_restored": Activity(("Restore user",)),
        "user_disabled": Activity(("Disable account",)),
        "user_enabled": Activity(("Enable account",)),
        "user_invited": Activity(("Invite external user",)),
        "password_reset": Activity(
            ("Reset password", "Reset password (self-service)", "Reset password (by admin)", "Reset user password"),
        ),
        "password_changed": Activity(("Change user password", "Change password", "Change password (self-service)")),
        "security_info_registered": Activity(
            (
                "User registered security info",
                "User registered all required security info",
                "Admin registered security info",
                "Security info saved for self-service password reset",
            ),
        ),
        "group_created": Activity(("Add group",)),
        "group_updated": Activity(("Update group",)),
        "group_deleted": Activity(("Delete group",)),
        "group_member_added": Activity(("Add member to group",)),
        "group_member_removed": Activity(("Remove member from group",)),
        "group_owner_added": Activity(("Add owner to group",)),
        "group_owner_removed": Activity(("Remove owner from group",)),
        "license_changed": Activity(("Change user license", "Set group license")),
        "app_created": Activity(("Add application",)),
        "app_updated": Activity(("Update application",), family=True),
        "app_deleted": Activity(("Delete application", "Hard Delete application")),
        "app_credentials_changed": Activity(
            (*_CERTIFICATES, "Add service principal credentials", "Remove service principal credentials"),
        ),
        "app_consented": Activity(("Consent to application",)),
        "sp_created": Activity(("Add service principal",), but_not=("Add service principal credentials",)),
        "sp_updated": Activity(("Update service principal",)),
        "sp_deleted": Activity(("Remove service principal",), but_not=("Remove service principal credentials",)),
        "role_assigned": Activity(("Add member to role", "Add eligible member to role"), family=True),
        "role_removed": Activity(("Remove member from role", "Remove eligible member from role"), family=True),
        "ca_policy_changed": Activity((f"Add {_POLICY}", f"Update {_POLICY}", f"Delete {_POLICY}")),
    }
)
"""Each key of the question language (Microsoft Entra, "Audit log activities")."""

_DASHES = str.maketrans("‐‑‒–—−", "------")


def activity_name_key(name: str) -> str:
    """A display name without regard to case and to the kind of its dashes."""
    return name.casefold().translate(_DASHES)


def activity_keys(name: str) -> tuple[str, ...]:
    """What a question may call the activity `name`: its keys, and the name itself without regard to case."""
    said = activity_name_key(name)
    return (*(key for key, names, but_not in _BEGINNINGS if said.startswith(names) and not _is(said, but_not)), said)


def _is(said: str, beginnings: tuple[str, ...]) -> bool:
    return said.startswith(beginnings)


def _beginnings(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(activity_name_key(name) for name in names)


_BEGINNINGS = tuple(
    (key, _beginnings(activity.names), _beginnings(activity.but_not)) for key, activity in ACTIVITIES.items()
)
