"""What Microsoft's pages say an administrator asks of sign-ins, from words to numbers."""

from collections import Counter
from datetime import datetime

import event_recount as recount
import pytest
from desk_town import DAY, NOW
from documented_logs import LAST, LEGACY, MONDAY, WEEK, blocked_by, browser_of, has, system_of


def signins(last, **filters):
    return {"log": "signins", "window": LAST[last], "filters": filters}


@pytest.mark.parametrize(
    ("text", "said", "sent", "wanted"),
    [
        pytest.param(
            "failed sign-ins in the last 24 hours",
            signins("day", status="failed"),
            "",
            lambda raw: [row for row in raw.signed_in(NOW - DAY) if recount.status_of(row) == "failed"],
            id="failed attempts in 24 hours",
        ),
        pytest.param(
            "interrupted sign-ins in the last 24 hours",
            signins("day", status="interrupted"),
            "",
            lambda raw: [row for row in raw.signed_in(NOW - DAY) if recount.status_of(row) == "interrupted"],
            id="interrupted",
        ),
        pytest.param(
            "successful sign-ins in the last 24 hours",
            signins("day", status="success"),
            "status/errorCode eq 0",
            lambda raw: [row for row in raw.signed_in(NOW - DAY) if recount.code_of(row) == 0],
            id="successful",
        ),
        pytest.param(
            "sign-ins with code 50126 in the last 7 days",
            signins("week", error_code="50126"),
            "status/errorCode eq 50126",
            lambda raw: [row for row in raw.signed_in() if recount.code_of(row) == 50126],
            id="one code",
        ),
        pytest.param(
            "sign-ins with Chrome in the last 7 days",
            signins("week", browser="Chrome"),
            "startsWith(deviceDetail/browser,'Chrome')",
            lambda raw: [row for row in raw.signed_in() if (browser_of(row) or "").startswith("Chrome")],
            id="by browser",
        ),
        pytest.param(
            "sign-ins on Windows in the last 7 days",
            signins("week", os="Windows"),
            "startsWith(deviceDetail/operatingSystem,'Windows')",
            lambda raw: [
                row for row in raw.signed_in() if row["deviceDetail"]["operatingSystem"].startswith("Windows")
            ],
            id="by system",
        ),
        pytest.param(
            "sign-ins where conditional access was not applied in the last 24 hours",
            signins("day", ca_status="notApplied"),
            "conditionalAccessStatus eq 'notApplied'",
            lambda raw: list(filter(has("conditionalAccessStatus", "notApplied"), raw.signed_in(NOW - DAY))),
            id="Conditional Access not applied",
        ),
        pytest.param(
            "sign-ins that passed conditional access in the last 24 hours",
            signins("day", ca_status="success"),
            "conditionalAccessStatus eq 'success'",
            lambda raw: list(filter(has("conditionalAccessStatus", "success"), raw.signed_in(NOW - DAY))),
            id="Conditional Access succeeded",
        ),
        pytest.param(
            "sign-ins where conditional access failed in the last 7 days",
            signins("week", ca_status="failure"),
            "conditionalAccessStatus eq 'failure'",
            lambda raw: list(filter(has("conditionalAccessStatus", "failure"), raw.signed_in())),
            id="Conditional Access failed",
        ),
        pytest.param(
            "sign-ins blocked by policy Block legacy authentication in the last 7 days",
            signins("week", ca_policy="Block legacy authentication", ca_status="failure"),
            "conditionalAccessStatus eq 'failure'",
            lambda raw: list(filter(blocked_by("Block legacy authentication"), raw.signed_in())),
            id="blocked by a named policy",
        ),
        pytest.param(
            'sign-ins to resource "Microsoft Graph" in the last 24 hours',
            signins("day", resource="Microsoft Graph"),
            "resourceDisplayName eq 'Microsoft Graph'",
            lambda raw: list(filter(has("resourceDisplayName", "Microsoft Graph"), raw.signed_in(NOW - DAY))),
            id="a resource",
        ),
        pytest.param(
            "sign-ins from ip 203.0. in the last 7 days",
            signins("week", ip="203.0."),
            "startsWith(ipAddress,'203.0.')",
            lambda raw: [row for row in raw.signed_in() if row["ipAddress"].startswith("203.0.")],
            id="the start of an address",
        ),
        pytest.param(
            "sign-ins from Paris in the last 7 days",
            signins("week", city="Paris"),
            "location/city eq 'Paris'",
            lambda raw: list(filter(has("location/city", "Paris"), raw.signed_in())),
            id="a city",
        ),
        pytest.param(
            "sign-ins from France in the last 7 days",
            signins("week", country="FR"),
            "location/countryOrRegion eq 'FR'",
            lambda raw: list(filter(has("location/countryOrRegion", "FR"), raw.signed_in())),
            id="a country",
        ),
        pytest.param(
            "sign-ins with a browser client in the last 24 hours",
            signins("day", client_app="browser"),
            "clientAppUsed eq 'Browser'",
            lambda raw: list(filter(has("clientAppUsed", "Browser"), raw.signed_in(NOW - DAY))),
            id="a client app",
        ),
        pytest.param(
            "sign-ins with legacy authentication in the last 7 days",
            signins("week", client_app="legacy"),
            "",
            lambda raw: [row for row in raw.signed_in() if row["clientAppUsed"] in LEGACY],
            id="legacy authentication",
        ),
        pytest.param(
            "sign-ins that required MFA in the last 7 days",
            signins("week", mfa="required"),
            "authenticationRequirement eq 'multiFactorAuthentication'",
            lambda raw: list(
                filter(has("authenticationRequirement", "multiFactorAuthentication"), raw.signed_in_once())
            ),
            id="MFA",
        ),
        pytest.param(
            "sign-ins with high risk in the last 7 days",
            signins("week", risk_level="high"),
            "riskLevelDuringSignIn eq 'high'",
            lambda raw: list(filter(has("riskLevelDuringSignIn", "high"), raw.signed_in())),
            id="risky",
        ),
        pytest.param(
            "sign-ins by guests in the last 7 days",
            signins("week", user_type="guest"),
            "",
            lambda raw: list(filter(has("userType", "guest"), raw.signed_in_once())),
            id="guests",
        ),
        pytest.param(
            "how many users signed in over the last 7 days?",
            signins("week", status="success") | {"output": "count", "count_of": "user"},
            "status/errorCode eq 0",
            lambda raw: list(filter(has("status/errorCode", 0), raw.signed_in())),
            id="how many users signed in over a week",
        ),
        pytest.param(
            "how many users signed in to HR Central this week?",
            signins("week", app="HR Central", status="success")
            | {"window": {"named": "this_week"}, "output": "count", "count_of": "user"},
            "appId eq '2f6a1c84-9d3e-4b57-8c10-6e5f7a9b0c01' and status/errorCode eq 0",
            lambda raw: [
                row
                for row in raw.signed_in(MONDAY)
                if row["appDisplayName"] == "HR Central" and recount.code_of(row) == 0
            ],
            id="how many users signed in to an app this week",
        ),
    ],
)
def test_sign_ins(asked, raw, text, said, sent, wanted):
    answer, filters = asked(text, said)
    rows = wanted(raw)

    assert rows
    assert answer["totals"] == recount.sign_in_totals(rows)
    assert filters
    assert all("createdDateTime ge " in asked_for and sent in asked_for for asked_for in filters)


@pytest.mark.parametrize(
    ("text", "group", "key_of"),
    [
        pytest.param("sign-ins by browser in the last 7 days", "browser", browser_of, id="browser"),
        pytest.param("sign-ins by operating system in the last 7 days", "os", system_of, id="system"),
        pytest.param("sign-ins by status in the last 7 days", "status", recount.status_of, id="their status"),
    ],
)
def test_sign_ins_by(asked, raw, text, group, key_of):
    answer, _ = asked(text, {"log": "signins", "window": LAST["week"], "group_by": [group]})

    assert {one["key"][group]: one["events"] for one in answer["groups"]} == Counter(map(key_of, raw.signed_in()))


def test_the_resources_that_machines_reached(asked, raw):
    text = "which Azure resources were reached by managed identities and service principals in the last 7 days?"
    said = signins("week", signin_type=["managedIdentity", "servicePrincipal"]) | {"group_by": ["resource"]}
    answer, filters = asked(text, said)

    reached = Counter(row["resourceDisplayName"] for row in recount.within(raw.services, NOW - WEEK, NOW))
    assert {one["key"]["resource"]: one["events"] for one in answer["groups"]} == reached
    assert sorted(one.partition("any(t: t eq ")[2].partition(")")[0] for one in filters) == [
        "'managedIdentity'",
        "'servicePrincipal'",
    ]


def test_the_pattern_of_a_user_by_hour(asked, raw):
    who = Counter(row["userPrincipalName"] for row in raw.signed_in() if "@contosotown" in row["userPrincipalName"])
    ((name, _),) = who.most_common(1)
    mine = [row for row in raw.signed_in() if row["userPrincipalName"] == name]
    answer, (sent,) = asked(
        f"sign-in pattern of {name} in the last 7 days by hour", signins("week", user=name) | {"group_by": ["hour"]}
    )

    hours = Counter(recount.moment(row["createdDateTime"]).replace(minute=0, second=0, microsecond=0) for row in mine)
    assert {datetime.fromisoformat(one["key"]["hour"]): one["events"] for one in answer["groups"]} == hours
    assert f"userPrincipalName eq '{name}'" in sent


def test_sign_ins_with_the_same_correlation_id(asked, raw):
    known = raw.signed_in()[0]["correlationId"]
    answer, filters = asked(
        f"sign-ins with correlation id {known} in the last 7 days", signins("week", correlation_id=known)
    )

    assert answer["totals"]["events"] == sum(row["correlationId"] == known for row in raw.signed_in())
    assert all(f"correlationId eq '{known}'" in sent for sent in filters)
