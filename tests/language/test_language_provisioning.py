"""Provisioning: which accounts were written to which system, and from where."""

import pytest
from language_readings import (
    DAY,
    HOUR,
    LAST_MONTH,
    LAST_WEEK,
    THIS_MONTH,
    THIS_WEEK,
    TODAY,
    YESTERDAY,
    Shape,
    asks,
    last,
    none_of,
    provisioning,
    reading,
)

AD = "Active Directory"

SIDES = [
    asks(
        "groups created in ServiceNow this month",
        provisioning(object="group", action="create", target_system="ServiceNow"),
        window=THIS_MONTH,
    ),
    asks(
        "users removed from Adobe last 7 days",
        provisioning(object="user", action="delete", target_system="Adobe"),
        window=last(7 * DAY),
    ),
    asks(
        "users disabled in Salesforce yesterday",
        provisioning(object="user", action="disable", target_system="Salesforce"),
        window=YESTERDAY,
    ),
    asks(
        "who was disabled from Salesforce this week",
        provisioning(object="user", action="disable", target_system="Salesforce"),
        window=THIS_WEEK,
    ),
    asks(
        "Workday users created in Active Directory yesterday",
        provisioning(object="user", action="create", source_system="Workday", target_system=AD),
        window=YESTERDAY,
    ),
    asks(
        "which Workday users were created in AD last week",
        provisioning(object="user", action="create", source_system="Workday", target_system=AD),
        window=LAST_WEEK,
    ),
    asks(
        "provisioning from Workday to AD failed today",
        provisioning(source_system="Workday", target_system=AD, status="failed"),
        window=TODAY,
    ),
    asks("/provisioning Workday -> Active Directory 24h", provisioning(source_system="Workday", target_system=AD)),
    asks(
        "/provisioning workday to ad failures", provisioning(source_system="Workday", target_system=AD, status="failed")
    ),
    asks(
        "/provisioning SuccessFactors→AD skipped",
        provisioning(source_system="SuccessFactors", target_system=AD, status="skipped"),
    ),
    asks("/provisioning ServiceNow failed", provisioning(system="ServiceNow", status="failed")),
    asks(
        "users provisioned to ServiceNow last week",
        provisioning(object="user", target_system="ServiceNow"),
        window=LAST_WEEK,
    ),
    asks("provisioning from SuccessFactors today", provisioning(source_system="SuccessFactors"), window=TODAY),
    asks("what was synced into Adobe yesterday", provisioning(target_system="Adobe"), window=YESTERDAY),
    asks(
        "how many users were created in ServiceNow last month",
        provisioning(object="user", action="create", target_system="ServiceNow"),
        window=LAST_MONTH,
        output="count",
        count_of="user",
    ),
    asks("roles updated in ServiceNow", provisioning(object="role", action="update", target_system="ServiceNow")),
    asks(
        "was lee@northwind.com created in Adobe today?",
        provisioning(action="create", identity="lee@northwind.com", target_system="Adobe"),
        window=TODAY,
    ),
    asks("accounts deleted from ServiceNow", provisioning(object="user", action="delete", target_system="ServiceNow")),
    asks(
        "users deleted in Adobe or Salesforce",
        provisioning(object="user", action="delete", target_system=["Adobe", "Salesforce"]),
    ),
    asks(
        "did provisioning to ServiceNow fail for lee@northwind.com",
        provisioning(identity="lee@northwind.com", target_system="ServiceNow", status="failed"),
    ),
    asks(
        "new users in Salesforce this week",
        provisioning(object="user", action="create", target_system="Salesforce"),
        window=THIS_WEEK,
    ),
    asks(
        "users and groups created in Adobe",
        provisioning(object=["user", "group"], action="create", target_system="Adobe"),
    ),
]

FORMS = [
    asks("/provisioning", provisioning()),
    asks(
        "/provisioning failed last 7d by system",
        provisioning(status="failed"),
        window=last(7 * DAY),
        group_by=["system"],
    ),
    asks("/provisioning action:create,update object:group", provisioning(action=["create", "update"], object="group")),
    asks("/provisioning removed users 6h", provisioning(action="delete", object="user"), window=last(6 * HOUR)),
    asks("/provisioning users created", provisioning(action="create", object="user")),
    asks("/provisioning code:EntryConflict last 2d", provisioning(error_code="EntryConflict"), window=last(2 * DAY)),
    asks(
        "provisioning EntryConflict errors this week",
        provisioning(error_code="EntryConflict", status="failed"),
        window=THIS_WEEK,
    ),
    asks("provisioning warnings today", provisioning(status="warning"), window=TODAY),
    asks(
        "top 5 provisioning error codes last month", provisioning(), window=LAST_MONTH, group_by=["error_code"], top=5
    ),
    asks("/provisioning staged deletes", provisioning(action="stagedDelete")),
    asks("/provisioning -system:Workday", provisioning(system=none_of("Workday"))),
    asks("provisioning events except Adobe", provisioning(system=none_of("Adobe"))),
    asks("/provisioning identity:lee@northwind.com", provisioning(identity="lee@northwind.com")),
    asks("/provisioning for <@U42> yesterday", provisioning(identity="lee@northwind.com"), window=YESTERDAY),
    asks("/provisioning job:scim.1234 cycle:abc", provisioning(job_id="scim.1234", cycle_id="abc")),
    asks(
        "provisioning success rate by target system this month",
        provisioning(),
        window=THIS_MONTH,
        group_by=["target_system"],
        metric="success",
        output="rate",
    ),
    asks(
        "chart of provisioning failures per day last 14 days",
        provisioning(status="failed"),
        window=last(14 * DAY),
        group_by=["day"],
        output="chart",
    ),
    asks(
        "which system has the most provisioning failures this week",
        provisioning(status="failed"),
        window=THIS_WEEK,
        group_by=["system"],
    ),
    asks(
        "provisoning failres to servicenow lst 3d",
        provisioning(status="failed", target_system="ServiceNow"),
        window=last(3 * DAY),
    ),
    asks("/provisioning source:Workday target:AD", provisioning(source_system="Workday", target_system=AD)),
    asks(
        "/provisioning from:Workday to:AD yesterday",
        provisioning(source_system="Workday", target_system=AD),
        window=YESTERDAY,
    ),
    asks("how often was provisioning skipped today", provisioning(status="skipped"), window=TODAY, output="count"),
    asks("provisioning by action yesterday", provisioning(), window=YESTERDAY, group_by=["action"]),
]


@pytest.mark.parametrize(("text", "expected"), [*SIDES, *FORMS])
def test_provisioning_is_read_with_its_sides(text: str, expected: Shape) -> None:
    assert reading(text) == expected
