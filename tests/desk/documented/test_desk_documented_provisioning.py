"""What Microsoft's pages say an administrator asks of provisioning, from words to numbers."""

import event_recount as recount
import pytest
from documented_logs import LAST


def carried(target="", source="", action="", kind="", status=""):
    """Provisioned objects, by what each must be."""

    def is_so(row):
        return (
            target in {"", row["targetSystem"]["displayName"]}
            and source in {"", row["sourceSystem"]["displayName"]}
            and action in {"", row["provisioningAction"]}
            and kind in {"", row["targetIdentity"]["identityType"].casefold()}
            and status in {"", row["provisioningStatusInfo"]["status"]}
        )

    return lambda raw: list(filter(is_so, raw.provisioning))


def provisioning(**filters):
    return {"log": "provisioning", "window": LAST["month"], "filters": filters}


@pytest.mark.parametrize(
    ("text", "said", "sent", "wanted"),
    [
        pytest.param(
            "which groups were created in ServiceNow in the last 30 days?",
            provisioning(action="create", object="group", target_system="ServiceNow"),
            ("contains(targetSystem/displayName,'ServiceNow')", "provisioningAction eq 'create'"),
            carried(target="ServiceNow", action="create", kind="group"),
            id="groups created in ServiceNow",
        ),
        pytest.param(
            "which users were removed from Adobe Identity Management in the last 30 days?",
            provisioning(action="delete", object="user", target_system="Adobe Identity Management"),
            ("contains(targetSystem/displayName,'Adobe Identity Management')", "provisioningAction eq 'delete'"),
            carried(target="Adobe Identity Management", action="delete", kind="user"),
            id="users removed from Adobe",
        ),
        pytest.param(
            "which Workday users were created in Active Directory in the last 30 days?",
            provisioning(action="create", object="user", source_system="Workday", target_system="Active Directory"),
            (
                "contains(sourceSystem/displayName,'Workday')",
                "contains(targetSystem/displayName,'Active Directory')",
                "provisioningAction eq 'create'",
            ),
            carried(source="Workday", target="Active Directory", action="create", kind="user"),
            id="Workday users created in Active Directory",
        ),
        pytest.param(
            "what failed to be provisioned in the last 30 days?",
            provisioning(status="failed"),
            ("provisioningStatusInfo/status eq 'failure'",),
            carried(status="failure"),
            id="failures",
        ),
    ],
)
def test_provisioned_objects(asked, raw, text, said, sent, wanted):
    answer, filters = asked(text, said)
    rows = wanted(raw)

    assert rows
    assert answer["totals"] == recount.provisioning_totals(rows)
    assert {row["id"] for row in answer["rows"]} == {row["id"] for row in rows}
    assert any(all(part in asked_for for part in ("activityDateTime gt ", *sent)) for asked_for in filters)
