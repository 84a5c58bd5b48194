"""Directory changes: who did what to whom, in any order and voice."""

import pytest
from language_readings import (
    DAY,
    LAST_MONTH,
    LAST_WEEK,
    THIS_MONTH,
    THIS_WEEK,
    TODAY,
    YESTERDAY,
    Shape,
    asks,
    audit,
    between,
    last,
    none_of,
    reading,
    unclear,
)

LEE, OPS = "lee@northwind.com", "ops@northwind.com"
MEMBERS = ["group_member_added", "group_member_removed"]
OWNERS = ["group_owner_added", "group_owner_removed"]

DEEDS = [
    asks("who deleted users last week", audit(activity="user_deleted"), window=LAST_WEEK),
    asks("deleted users this month", audit(activity="user_deleted"), window=THIS_MONTH),
    asks("users deleted yesterday", audit(activity="user_deleted"), window=YESTERDAY),
    asks("which accounts were deleted today?", audit(activity="user_deleted"), window=TODAY),
    asks("user deletions last 7d", audit(activity="user_deleted"), window=last(7 * DAY)),
    asks("were any users restored this week?", audit(activity="user_restored"), window=THIS_WEEK),
    asks("who disabled accounts yesterday", audit(activity="user_disabled"), window=YESTERDAY),
    asks("accounts enabled again last week", audit(activity="user_enabled"), window=LAST_WEEK),
    asks("guest invitations last month", audit(activity="user_invited"), window=LAST_MONTH),
    asks("who invited external users this week", audit(activity="user_invited"), window=THIS_WEEK),
    asks("/audit users created yesterday", audit(activity="user_created"), window=YESTERDAY),
    asks("who created users last week?", audit(activity="user_created"), window=LAST_WEEK),
    asks("who added new users today", audit(activity="user_created"), window=TODAY),
    asks("users modified in the past 2 days", audit(activity="user_updated"), window=last(2 * DAY)),
    asks("which users were changed yesterday", audit(activity="user_updated"), window=YESTERDAY),
    asks("password resets this week", audit(activity="password_reset"), window=THIS_WEEK),
    asks("who reset passwords yesterday", audit(activity="password_reset"), window=YESTERDAY),
    asks("/audit pw resets 30d", audit(activity="password_reset"), window=last(30 * DAY)),
    asks("how many passwords were reset last week", audit(activity="password_reset"), window=LAST_WEEK, output="count"),
    asks("passwords changed today", audit(activity="password_changed"), window=TODAY),
    asks("password changes by day this month", audit(activity="password_changed"), window=THIS_MONTH, group_by=["day"]),
    asks("security info registered today", audit(activity="security_info_registered"), window=TODAY),
    asks("who registered security info last week", audit(activity="security_info_registered"), window=LAST_WEEK),
    asks("groups created this month", audit(activity="group_created"), window=THIS_MONTH),
    asks("which groups were added last week", audit(activity="group_created"), window=LAST_WEEK),
    asks("groups deleted", audit(activity="group_deleted")),
    asks("who updated groups yesterday", audit(activity="group_updated"), window=YESTERDAY),
    asks("membership changes this week", audit(activity=MEMBERS), window=THIS_WEEK),
    asks("group memberships changed yesterday", audit(activity=MEMBERS), window=YESTERDAY),
    asks("who added members to Contractors", audit(activity="group_member_added", target="Contractors")),
    asks(
        "users added to Contractors last week",
        audit(activity="group_member_added", target="Contractors"),
        window=LAST_WEEK,
    ),
    asks(
        "who was removed from VPN Users this week?",
        audit(activity="group_member_removed", target="VPN Users"),
        window=THIS_WEEK,
    ),
    asks("members removed from groups today", audit(activity="group_member_removed"), window=TODAY),
    asks("membership changes in group Contractors", audit(activity=MEMBERS, target="Contractors")),
    asks("owners changed last month", audit(activity=OWNERS), window=LAST_MONTH),
    asks("group owner changes", audit(activity=OWNERS)),
    asks("who added owners to Shop Managers", audit(activity="group_owner_added", target="Shop Managers")),
    asks("group owners removed yesterday", audit(activity="group_owner_removed"), window=YESTERDAY),
    asks("licences assigned this week", audit(activity="license_changed"), window=THIS_WEEK),
    asks("who changed licenses today", audit(activity="license_changed"), window=TODAY),
    asks(
        "license changes by actor last 30d",
        audit(activity="license_changed"),
        window=last(30 * DAY),
        group_by=["actor"],
    ),
    asks("applications added last month", audit(activity="app_created"), window=LAST_MONTH),
    asks("which apps were registered this week", audit(activity="app_created"), window=THIS_WEEK),
    asks("new app registrations this month", audit(activity="app_created"), window=THIS_MONTH),
    asks("apps deleted yesterday", audit(activity="app_deleted"), window=YESTERDAY),
    asks("who removed applications last week", audit(activity="app_deleted"), window=LAST_WEEK),
    asks("application updates this week", audit(activity="app_updated"), window=THIS_WEEK),
    asks("app names changed last month", audit(activity="app_updated", property="DisplayName"), window=LAST_MONTH),
    asks("which applications were renamed", audit(activity="app_updated", property="DisplayName")),
    asks("new client secrets this week", audit(activity="app_credentials_changed"), window=THIS_WEEK),
    asks("who added a certificate to an app yesterday", audit(activity="app_credentials_changed"), window=YESTERDAY),
    asks("secrets removed from apps today", audit(activity="app_credentials_changed"), window=TODAY),
    asks("consents granted this month", audit(activity="app_consented"), window=THIS_MONTH),
    asks("who consented to Zoom", audit(activity="app_consented", target="Zoom")),
    asks("which apps got consent last week", audit(activity="app_consented"), window=LAST_WEEK),
    asks("service principals created today", audit(activity="sp_created"), window=TODAY),
    asks("who deleted service principals last week", audit(activity="sp_deleted"), window=LAST_WEEK),
    asks("service principal updates this month", audit(activity="sp_updated"), window=THIS_MONTH),
    asks("role assignments last 7 days", audit(activity="role_assigned"), window=last(7 * DAY)),
    asks("who was given an admin role this week", audit(activity="role_assigned"), window=THIS_WEEK),
    asks("roles removed yesterday", audit(activity="role_removed"), window=YESTERDAY),
    asks("role changes last week", audit(activity=["role_assigned", "role_removed"]), window=LAST_WEEK),
    asks("CA policy changes this month", audit(activity="ca_policy_changed"), window=THIS_MONTH),
    asks("who edited conditional access policies", audit(activity="ca_policy_changed")),
    asks("conditional access policies deleted last week", audit(activity="ca_policy_changed"), window=LAST_WEEK),
    asks(
        "what kinds of updates were made to users last week",
        audit(category="UserManagement"),
        window=LAST_WEEK,
        group_by=["activity"],
    ),
    asks("failed password resets today", audit(activity="password_reset", status="failed"), window=TODAY),
    asks("users deleted or disabled yesterday", audit(activity=["user_deleted", "user_disabled"]), window=YESTERDAY),
    asks("users and groups deleted yesterday", audit(activity=["user_deleted", "group_deleted"]), window=YESTERDAY),
    asks('/audit "Update policy" today', audit(activity="Update policy"), window=TODAY),
    asks('audit activity "Add device" last week', audit(activity="Add device"), window=LAST_WEEK),
]

PEOPLE = [
    asks(f"who reset {LEE}'s password", audit(activity="password_reset", target=LEE)),
    asks(f"was {LEE}'s password reset yesterday?", audit(activity="password_reset", target=LEE), window=YESTERDAY),
    asks(f"when was {LEE} disabled? last week", audit(activity="user_disabled", target=LEE), window=LAST_WEEK),
    asks(f"who disabled {LEE} yesterday", audit(activity="user_disabled", target=LEE), window=YESTERDAY),
    asks(f"what did {OPS} change yesterday", audit(actor=OPS), window=YESTERDAY),
    asks(f"what has {OPS} done this week", audit(actor=OPS), window=THIS_WEEK),
    asks(f"everything {OPS} did today", audit(actor=OPS), window=TODAY),
    asks(f"changes by {OPS} last 7d", audit(actor=OPS), window=last(7 * DAY)),
    asks(f"changes made by {OPS} today", audit(actor=OPS), window=TODAY),
    asks(f"{OPS} changes today", audit(actor=OPS), window=TODAY),
    asks(f"which users did {OPS} delete last month", audit(activity="user_deleted", actor=OPS), window=LAST_MONTH),
    asks(f"users {OPS} deleted", audit(activity="user_deleted", actor=OPS)),
    asks(
        f"did {OPS} reset {LEE}'s password today", audit(activity="password_reset", actor=OPS, target=LEE), window=TODAY
    ),
    asks(f"{LEE} password reset by {OPS}", audit(activity="password_reset", actor=OPS, target=LEE)),
    asks(f"groups created by {OPS} this month", audit(activity="group_created", actor=OPS), window=THIS_MONTH),
    asks(f"users created by {OPS}", audit(activity="user_created", actor=OPS)),
    asks(f"changes to {LEE} this week", audit(target=LEE), window=THIS_WEEK),
    asks(f"what changed for {LEE} yesterday", audit(target=LEE), window=YESTERDAY),
    asks(f"audit for {LEE} last 3d", audit(target=LEE), window=last(3 * DAY)),
    asks("/audit target:Zoom last 2d", audit(target="Zoom"), window=last(2 * DAY)),
    asks("changes to Zoom this week", audit(target="Zoom"), window=THIS_WEEK),
    asks("new secrets for Payroll", audit(activity="app_credentials_changed", target="Payroll")),
    asks("what have I changed today", audit(actor="me"), window=TODAY),
    asks("who made changes to the group Contractors", audit(target="Contractors")),
    asks("who gave <@U42> a role this week", audit(activity="role_assigned", target=LEE), window=THIS_WEEK),
    asks(
        'who was made "Global Administrator" last week',
        audit(activity="role_assigned", target="Global Administrator"),
        window=LAST_WEEK,
    ),
    asks(
        f"what did {OPS} delete",
        audit(actor=OPS, activity=["user_deleted", "group_deleted", "app_deleted", "sp_deleted"]),
    ),
    asks(f"/audit not by {OPS} today", audit(actor=none_of(OPS)), window=TODAY),
    asks(f"who changed the display name of {LEE}", audit(activity="user_updated", property="DisplayName", target=LEE)),
    asks(f"licence changes for {LEE}", audit(activity="license_changed", target=LEE)),
    asks(f"stuff {OPS} did last month as csv", audit(actor=OPS), window=LAST_MONTH, output="export", format="csv"),
    asks(f"admin activity of {OPS} since monday", audit(actor=OPS), window=between("2026-11-16", "2026-11-18T11:30")),
]

FORMS = [
    asks("/audit", audit()),
    asks("/audit failed", audit(status="failed")),
    asks(
        "/audit category:GroupManagement by:activity last:7d",
        audit(category="GroupManagement"),
        window=last(7 * DAY),
        group_by=["activity"],
    ),
    asks("/audit user management this week", audit(category="UserManagement"), window=THIS_WEEK),
    asks("/audit activity:user_deleted,group_deleted", audit(activity=["user_deleted", "group_deleted"])),
    asks(f"/audit actor:{OPS} -activity:password_reset", audit(actor=OPS, activity=none_of("password_reset"))),
    asks("/audit activity!=user_updated yesterday", audit(activity=none_of("user_updated")), window=YESTERDAY),
    asks("top 5 admins by changes this month", audit(), window=THIS_MONTH, group_by=["actor"], top=5),
    asks("who made the most changes last week", audit(), window=LAST_WEEK, group_by=["actor"]),
    asks("how many audit events yesterday", audit(), window=YESTERDAY, output="count"),
    asks("/audit service:PIM today", audit(service="PIM"), window=TODAY),
    asks("/audit property:DisplayName 7d", audit(property="DisplayName"), window=last(7 * DAY)),
    asks(
        "how many admins deleted users last month",
        audit(activity="user_deleted"),
        window=LAST_MONTH,
        output="count",
        count_of="actor",
    ),
    asks("audit log last 3h by category", audit(), window=last(3 * 3600), group_by=["category"]),
    asks("export audit json yesterday", audit(), window=YESTERDAY, output="export", format="json"),
    asks("/audit last 10", audit(), top=10),
    asks("pasword rests yday", audit(activity="password_reset"), window=YESTERDAY),
    asks("who delted users tody", audit(activity="user_deleted"), window=TODAY),
]


@pytest.mark.parametrize(("text", "expected"), [*DEEDS, *PEOPLE, *FORMS])
def test_a_change_is_read_as_what_was_done_by_whom_and_to_whom(text: str, expected: Shape) -> None:
    assert reading(text) == expected


@pytest.mark.parametrize(
    ("text", "about"),
    [
        unclear("users created yesterday", "log"),
        unclear("how many accounts were created last week", "log"),
        unclear("new users this month", "log"),
        unclear(f"/audit {LEE} today", "target"),
    ],
)
def test_a_deed_that_several_logs_know_is_asked_back(text: str, about: str) -> None:
    found = reading(text)

    assert (found.get("clarify"), found.get("about")) == (True, about)
    assert all("log" in reading(choice) for choice in found["choices"])
