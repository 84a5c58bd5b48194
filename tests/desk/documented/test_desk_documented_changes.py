"""What Microsoft's pages say an administrator asks of changes in the directory, from words to numbers."""

from collections import Counter

import event_recount as recount
import pytest
from documented_logs import LAST, has


def audit(**filters):
    return {"log": "audit", "window": LAST["month"], "filters": filters}


def called(*names):
    """The changes whose activity begins so, in Graph's spelling or another."""
    starts = tuple(name.casefold() for name in names)

    def of(raw):
        return [row for row in raw.audits if row["activityDisplayName"].casefold().startswith(starts)]

    return of


def updated_users(raw):
    """A user flow begins so too, and is none."""
    return list(filter(has("activityDisplayName", "Update user"), raw.audits))


def renamed(raw):
    return [
        row
        for row in called("Update application")(raw)
        if any(name == "DisplayName" and old != new for name, old, new in recount.changes_of(row))
    ]


@pytest.mark.parametrize(
    ("text", "said", "sent", "wanted"),
    [
        pytest.param(
            "which updates were applied to users in the last 30 days?",
            audit(activity="user_updated"),
            "activityDisplayName eq 'Update user'",
            updated_users,
            id="updates applied to users",
        ),
        pytest.param(
            "which groups were added in the last 30 days?",
            audit(activity="group_created"),
            "activityDisplayName eq 'Add group'",
            called("Add group"),
            id="groups added",
        ),
        pytest.param(
            "which groups had membership changes in the last 30 days?",
            audit(activity=["group_member_added", "group_member_removed"]),
            "(activityDisplayName eq 'Add member to group' or activityDisplayName eq 'Remove member from group')",
            called("Add member to group", "Remove member from group"),
            id="membership changes",
        ),
        pytest.param(
            "which owners of groups were changed in the last 30 days?",
            audit(activity=["group_owner_added", "group_owner_removed"]),
            "(activityDisplayName eq 'Add owner to group' or activityDisplayName eq 'Remove owner from group')",
            called("Add owner to group", "Remove owner from group"),
            id="owners changed",
        ),
        pytest.param(
            "which licences were changed in the last 30 days?",
            audit(activity="license_changed"),
            "activityDisplayName eq 'Set group license'",
            called("Change user license", "Set group license"),
            id="licences",
        ),
        pytest.param(
            "which applications were added or updated in the last 30 days?",
            audit(activity=["app_created", "app_updated"]),
            "startswith(activityDisplayName,'Update application')",
            called("Add application", "Update application"),
            id="applications added or updated",
        ),
        pytest.param(
            "which applications were removed in the last 30 days?",
            audit(activity="app_deleted"),
            "activityDisplayName eq 'Hard Delete application'",
            called("Delete application", "Hard Delete application"),
            id="applications removed",
        ),
        pytest.param(
            "service principal updates in the last 30 days",
            audit(activity="sp_updated"),
            "activityDisplayName eq 'Update service principal'",
            called("Update service principal"),
            id="service principals changed",
        ),
        pytest.param(
            "which app names were changed in the last 30 days?",
            audit(activity="app_updated", property="DisplayName"),
            "startswith(activityDisplayName,'Update application')",
            renamed,
            id="app names changed",
        ),
        pytest.param(
            "who consented to applications in the last 30 days?",
            audit(activity="app_consented"),
            "activityDisplayName eq 'Consent to application'",
            called("Consent to application"),
            id="who consented",
        ),
    ],
)
def test_changes(asked, raw, text, said, sent, wanted):
    answer, filters = asked(text, said)
    rows = wanted(raw)

    assert rows
    assert answer["totals"] == recount.audit_totals(rows)
    assert {row["id"] for row in answer["rows"]} == {row["id"] for row in rows}
    assert any(sent in asked_for for asked_for in filters)
    assert all("activityDateTime ge " in asked_for or "activityDateTime le " in asked_for for asked_for in filters)


def test_how_many_users_were_changed(asked, raw):
    answer, _ = asked(
        "how many users were changed in the last 30 days?",
        audit(activity="user_updated") | {"output": "count", "count_of": "user"},
    )

    assert answer["totals"]["users"] == recount.users_changed(updated_users(raw)) > 0


def test_how_many_passwords_were_changed_each_once(asked, raw):
    answer, _ = asked(
        "how many passwords were changed in the last 30 days?", audit(activity="password_changed") | {"output": "count"}
    )
    logged = called("Change user password", "Change password")(raw)

    assert answer["totals"]["events"] == len(recount.passwords_once(logged)) < len(logged)


def test_what_an_administrator_has_done(asked, raw):
    people = [row["initiatedBy"]["user"] for row in raw.audits if row["initiatedBy"]["user"]]
    ((admin, _),) = Counter(one["userPrincipalName"] for one in people if one["userPrincipalName"]).most_common(1)
    answer, filters = asked(f"what has {admin} done in the last 30 days?", audit(actor=admin))

    mine = [row for row in raw.audits if (row["initiatedBy"]["user"] or {}).get("userPrincipalName") == admin]
    assert {row["id"] for row in answer["rows"]} == {row["id"] for row in mine}
    assert any(f"initiatedBy/user/userPrincipalName eq '{admin}'" in sent for sent in filters)
