"""The rows of every endpoint have the properties and JSON types of Microsoft's printed examples.

`graph_shapes.json` holds, for each printed row, its paths and the types that stand there.
"""

import json
from collections import defaultdict
from pathlib import Path

import pytest
from tenant_calls import LAST_DAY

SHAPES = json.loads((Path(__file__).parents[1] / "data" / "graph_shapes.json").read_text())
NAMES = {
    str: "string",
    int: "number",
    float: "number",
    bool: "boolean",
    type(None): "null",
    list: "array",
    dict: "object",
}
OPEN_ENDED = ("additionalDetails[]", "authenticationContextClassReferences[]", "businessPhones[]", "identifierUris[]")
"""Lists that were not empty in the example and may well be."""
ALL_KINDS = "signInEventTypes/any(t: t eq 'interactiveUser' or t eq 'servicePrincipal' or t eq 'nonInteractiveUser')"
PATHS = {
    "signIns-v1": ("/v1.0/auditLogs/signIns", {"filter": LAST_DAY}),
    "signIns-beta": ("/beta/auditLogs/signIns", {"filter": f"{LAST_DAY} and {ALL_KINDS}"}),
    "directoryAudits": ("/v1.0/auditLogs/directoryAudits", {}),
    "provisioning": ("/v1.0/auditLogs/provisioning", {"top": "1000"}),
    "riskDetections": ("/v1.0/identityProtection/riskDetections", {}),
    "riskyServicePrincipals": ("/v1.0/identityProtection/riskyServicePrincipals", {}),
    "riskyUsers": ("/v1.0/identityProtection/riskyUsers", {}),
    "servicePrincipalRiskDetections": ("/v1.0/identityProtection/servicePrincipalRiskDetections", {}),
    "servicePrincipalSignInActivities": ("/beta/reports/servicePrincipalSignInActivities", {}),
    "appCredentialSignInActivities": ("/beta/reports/appCredentialSignInActivities", {}),
    "applicationSignInSummary": ("/beta/reports/getAzureADApplicationSignInSummary(period='D7')", {}),
    "relyingPartyDetailedSummary": ("/v1.0/reports/getRelyingPartyDetailedSummary(period='D7')", {}),
    "signInEventsAppSummary": ("/beta/auditLogs/signInEventsAppSummary", {}),
    "signInEventsSummary": ("/beta/auditLogs/signInEventsSummary", {}),
    "summarizedSignIns": ("/beta/auditLogs/getSummarizedMSISignIns(aggregationWindow='d1')", {}),
    "userInsights-activeUsers": ("/beta/reports/userInsights/daily/activeUsers", {}),
    "userInsights-authentications": ("/beta/reports/userInsights/daily/authentications", {}),
    "userInsights-mfaCompletions": ("/beta/reports/userInsights/daily/mfaCompletions", {}),
    "userInsights-signUps": ("/beta/reports/userInsights/daily/signUps", {}),
    "userInsights-summary": ("/beta/reports/userInsights/daily/summary", {}),
    "userInsights-userCount": ("/beta/reports/userInsights/daily/userCount", {}),
    "userInsights-requests": ("/beta/reports/userInsights/monthly/requests", {}),
    "userRegistrationDetails": ("/v1.0/reports/authenticationMethods/userRegistrationDetails", {}),
    "users": ("/v1.0/users", {"filter": "creationType in ('Invitation') or startswith(displayName,'A')"}),
    "users-signInActivity": ("/v1.0/users", {"select": "displayName,userPrincipalName,signInActivity"}),
    "servicePrincipals": ("/v1.0/servicePrincipals", {}),
    "applications": ("/v1.0/applications", {}),
}


def shape(rows):
    found = defaultdict(set)

    def walk(value, path):
        found[path].add(NAMES[type(value)])
        if isinstance(value, dict):
            for name, inner in value.items():
                walk(inner, f"{path}/{name}")
        elif isinstance(value, list):
            for inner in value:
                walk(inner, f"{path}[]")

    for row in rows:
        for name, value in row.items():
            walk(value, name)
    return found


def misfits(rows, name):
    """What is printed and missing, and what has another type than the printed one; null tells nothing."""
    told, printed = shape(rows), SHAPES[name]
    missing = {path for path in printed if path not in told and not path.startswith(OPEN_ENDED)}
    wrong = {
        path: kinds
        for path, kinds in told.items()
        if path in printed and printed[path] != "null" and kinds - set(printed[path].split("|")) - {"null"}
    }
    return missing, wrong


@pytest.mark.parametrize("name", PATHS)
def test_rows_have_the_members_and_types_of_the_printed_ones(graph, name):
    path, options = PATHS[name]
    rows = graph.rows(path, **options)

    assert rows
    assert misfits(rows, name) == (set(), {})


def test_the_history_of_a_risky_person_has_the_printed_members(graph):
    users = graph.rows("/v1.0/identityProtection/riskyUsers")
    rows = graph.rows(f"/v1.0/identityProtection/riskyUsers/{users[0]['id']}/history")

    assert misfits(rows, "riskyUsers-history") == (set(), {})


def test_authentication_methods_have_the_printed_members(graph, story):
    methods = [row for one in story.lives.people for row in (method.printed for method in one.methods)]

    assert misfits(methods, "authenticationMethods") == (set(), {})


def test_every_printed_shape_is_looked_at():
    assert set(SHAPES) == {*PATHS, "riskyUsers-history", "authenticationMethods"}


def test_a_missing_member_and_a_wrong_type_are_seen(graph):
    (row,) = graph.get("/v1.0/users", top="1").json()["value"]
    bent = {name: value for name, value in row.items() if name != "surname"} | {"displayName": 5}

    assert misfits([bent], "users") == ({"surname"}, {"displayName": {"number"}})
