"""The sign-in log: which rows each version has, what it takes as a filter, and what it leaves out for whom."""

from collections import Counter
from datetime import UTC, datetime

import pytest
from tenant_calls import LAST_DAY, MovableClock

from bot.demo.story.sign_ins.drafts import SignInKind

V1 = "/v1.0/auditLogs/signIns"
BETA = "/beta/auditLogs/signIns"
DAY = ("2026-11-11T09:30:00Z", "2026-11-12T09:30:00Z")
REFUSED = (400, "BadRequest", "Invalid filter clause")
POLICIES = "appliedConditionalAccessPolicies"


def told(story, since=DAY[0], until=DAY[1]):
    return [row for row in story.sign_ins if since <= row["createdDateTime"] <= until]


def interactive(rows):
    return [row for row in rows if row["isInteractive"]]


def ids(rows):
    return sorted(row["id"] for row in rows)


def kinds(rows):
    return {kind for row in rows for kind in row["signInEventTypes"]}


def of_types(*names, operator="eq"):
    tests = " or ".join(f"t {operator} '{name}'" for name in names)
    return f"signInEventTypes/any(t: {tests})"


@pytest.mark.parametrize("path", [V1, BETA])
def test_interactive_sign_ins_only_unless_the_filter_names_kinds(graph, story, path):
    assert ids(graph.rows(path, filter=LAST_DAY)) == ids(interactive(told(story)))


@pytest.mark.parametrize("kind", SignInKind)
def test_beta_has_each_kind_for_who_asks(graph, story, kind):
    rows = graph.rows(BETA, filter=f"{LAST_DAY} and {of_types(kind)}")

    assert kinds(rows) == {kind}
    assert ids(rows) == ids(row for row in told(story) if row["signInEventTypes"] == [kind])


def test_kinds_may_be_joined_or_excluded(graph, story):
    machines = graph.rows(BETA, filter=f"{LAST_DAY} and {of_types('servicePrincipal', 'managedIdentity')}")
    separate = f"({of_types('servicePrincipal')} or {of_types('managedIdentity')})"
    others = graph.rows(BETA, filter=f"{LAST_DAY} and ({of_types('interactiveUser', operator='ne')})")

    assert kinds(machines) == {"servicePrincipal", "managedIdentity"}
    assert ids(machines) == ids(graph.rows(BETA, filter=f"{LAST_DAY} and {separate}"))
    assert ids(others) == ids(row for row in told(story) if not row["isInteractive"])


def test_a_sign_in_without_a_prompt_is_not_in_v1_even_by_its_id(graph, story):
    (silent, *_) = [row for row in told(story) if not row["isInteractive"]]

    assert graph.get(f"{BETA}/{silent['id']}").json()["id"] == silent["id"]
    assert graph.error(f"{V1}/{silent['id']}")[:2] == (404, "Request_ResourceNotFound")


def test_what_only_beta_has_is_not_shown_in_v1(graph):
    (row, *_), (beta, *_) = graph.rows(V1, filter=LAST_DAY), graph.rows(BETA, filter=LAST_DAY)

    assert row["id"] == beta["id"]
    assert {"signInEventTypes", "authenticationDetails", "userType", "authenticationRequirement"} <= set(beta)
    assert not {"signInEventTypes", "authenticationDetails", "userType", "authenticationRequirement"} & set(row)
    assert row["riskEventTypes"] == beta["riskEventTypes_v2"]


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        pytest.param("appDisplayName eq 'Zoom'", lambda row: row["appDisplayName"] == "Zoom", id="app"),
        pytest.param("startsWith(appDisplayName,'Z')", lambda row: row["appDisplayName"][0] == "Z", id="app prefix"),
        pytest.param("clientAppUsed eq 'Browser'", lambda row: row["clientAppUsed"] == "Browser", id="client app"),
        pytest.param(
            "conditionalAccessStatus eq 'failure'", lambda row: row["conditionalAccessStatus"] == "failure", id="CA"
        ),
        pytest.param(
            "startsWith(deviceDetail/browser,'Chrome')",
            lambda row: row["deviceDetail"]["browser"].startswith("Chrome"),
            id="browser",
        ),
        pytest.param(
            "startsWith(deviceDetail/operatingSystem,'Windows')",
            lambda row: row["deviceDetail"]["operatingSystem"].startswith("Windows"),
            id="system",
        ),
        pytest.param("startsWith(ipAddress,'203.0.113.')", lambda row: row["ipAddress"][:4] == "203.", id="address"),
        pytest.param("location/city eq 'Paris'", lambda row: row["location"]["city"] == "Paris", id="city"),
        pytest.param(
            "location/countryOrRegion eq 'NL'", lambda row: row["location"]["countryOrRegion"] == "NL", id="country"
        ),
        pytest.param(
            "resourceDisplayName eq 'Microsoft Graph'",
            lambda row: row["resourceDisplayName"] == "Microsoft Graph",
            id="resource",
        ),
        pytest.param("status/errorCode eq 50126", lambda row: row["status"]["errorCode"] == 50126, id="code"),
        pytest.param("status/errorCode ne 0", lambda row: row["status"]["errorCode"] != 0, id="probe"),
        pytest.param("riskState eq 'none'", lambda row: row["riskState"] == "none", id="risk"),
    ],
)
def test_a_documented_filter_chooses_its_rows_in_both_versions(graph, story, text, holds):
    expected = ids(row for row in interactive(told(story)) if holds(row))

    assert expected
    for path in (V1, BETA):
        assert ids(graph.rows(path, filter=f"{LAST_DAY} and {text}")) == expected


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        pytest.param(
            "authenticationRequirement eq 'multiFactorAuthentication'",
            lambda row: row["authenticationRequirement"] == "multiFactorAuthentication",
            id="requirement",
        ),
        pytest.param("startsWith(userAgent,'Mozilla')", lambda row: row["userAgent"][:7] == "Mozilla", id="agent"),
        pytest.param("servicePrincipalName eq ''", lambda row: row["servicePrincipalName"] == "", id="principal"),
    ],
)
def test_some_filters_are_betas_only(graph, story, text, holds):
    expected = ids(row for row in interactive(told(story)) if holds(row))

    assert expected == ids(graph.rows(BETA, filter=f"{LAST_DAY} and {text}"))
    assert graph.error(V1, filter=f"{LAST_DAY} and {text}") == REFUSED


@pytest.mark.parametrize(
    "text",
    [
        "isInteractive eq true",
        "userType eq 'guest'",
        "crossTenantAccessType eq 'none'",
        "authenticationProtocol eq 'ropc'",
        "homeTenantId eq 'x'",
        "authenticationDetails/any(d: d/authenticationMethod eq 'SMS')",
        "appliedConditionalAccessPolicies/any(p: p/result eq 'failure')",
        "appliedEventListeners/any(l: l/eventType eq 'tokenIssuanceStart')",
        "contains(userDisplayName,'a')",
        "endswith(userPrincipalName,'com')",
        "resourceDisplayName ne 'x'",
        "startsWith(resourceDisplayName,'Micro')",
        "createdDateTime ge '2026-11-11T00:00:00Z'",
        "status/errorCode eq '0'",
        "not (status/errorCode eq 0)",
        "clientAppUsed in ('Browser')",
    ],
)
@pytest.mark.parametrize("path", [V1, BETA])
def test_everything_else_is_an_invalid_filter_clause(graph, path, text):
    assert graph.error(path, filter=text) == REFUSED


def test_kinds_cannot_be_asked_of_v1(graph):
    assert graph.error(V1, filter=of_types("interactiveUser")) == REFUSED


@pytest.mark.parametrize(
    "bound", ["createdDateTime gt 2026-11-12T09:00:00Z", "createdDateTime lt 2026-10-30T00:00:00Z"]
)
def test_strict_bounds_are_passed_over_without_a_word(graph, bound):
    assert ids(graph.rows(V1, filter=f"{bound} and {LAST_DAY}")) == ids(graph.rows(V1, filter=LAST_DAY))
    assert graph.get(V1, filter=bound).json()["value"] == graph.get(V1).json()["value"]


def test_without_the_probe_not_equal_is_refused(start_tenant):
    graph = start_tenant(faults="no-probe")

    assert graph.error(V1, filter="status/errorCode ne 0") == REFUSED
    assert graph.get(V1, filter="status/errorCode eq 0").status_code == 200


@pytest.mark.parametrize("option", ["skip", "count", "search", "expand"])
def test_other_options_are_not_allowed(graph, option):
    status, code, message = graph.error(V1, **{option: "1"})

    assert (status, code) == (400, "BadRequest")
    assert message == f"Query option '{option.capitalize()}' is not allowed."


def test_at_most_a_thousand_rows_come_on_a_page(graph):
    pages = graph.pages(V1)

    assert {len(page["value"]) for page in pages[:-1]} == {1000}
    assert graph.error(V1, top="1001")[0] == 400
    times = [row["createdDateTime"] for page in pages for row in page["value"]]
    assert times == sorted(times, reverse=True)


def test_policies_are_shown_to_who_may_read_them(graph, start_tenant):
    one_of_two = start_tenant(faults="no-Policy.Read.All")
    without = start_tenant(faults="no-Policy.Read.All,no-Policy.Read.ConditionalAccess")

    assert all(POLICIES in row for row in graph.rows(V1, filter=LAST_DAY))
    assert all(POLICIES in row for row in one_of_two.rows(V1))
    rows = without.rows(BETA)
    assert rows
    assert not any(POLICIES in row for row in rows)
    assert POLICIES not in without.get(f"{BETA}/{rows[0]['id']}").json()


@pytest.mark.parametrize("fault", ["403-licence", "403-consent", "no-AuditLog.Read.All"])
def test_without_licence_or_permission_there_are_no_sign_ins(start_tenant, fault):
    code = (
        "Authentication_RequestFromNonPremiumTenantOrB2CTenant"
        if fault == "403-licence"
        else "Authentication_MSGraphPermissionMissing"
    )

    assert start_tenant(faults=fault).error(V1)[:2] == (403, code)


def test_the_steps_of_a_sign_in_are_written_later(start_tenant):
    clock = MovableClock(datetime(2026, 11, 12, 7, 0, tzinfo=UTC))
    graph = start_tenant(clock=clock, frozen=False)
    row = next(row for row in reversed(graph.tenant.story.sign_ins) if len(row["authenticationDetails"]) > 1)
    clock.forward(seconds=(datetime.fromisoformat(row["createdDateTime"]) - clock.start).total_seconds() + 1)

    first_shown = graph.get(f"{BETA}/{row['id']}").json()
    assert first_shown["authenticationDetails"] == row["authenticationDetails"][:1]
    clock.forward(minutes=10)
    assert graph.get(f"{BETA}/{row['id']}").json()["authenticationDetails"] == row["authenticationDetails"]


def test_unknown_properties_reach_sign_ins_too(start_tenant):
    rows = start_tenant(faults="unknown-values").rows(V1)

    assert rows
    assert all("attestation" in row for row in rows)


def test_printed_rows_of_both_versions_can_be_loaded(start_tenant, tmp_path):
    (tmp_path / "signIns-v1-list.json").write_text(
        '{"value": [{"id": "old", "createdDateTime": "2020-03-13T19:15:41.6195833Z", "isInteractive": true}]}'
    )
    (tmp_path / "signIns-beta-list.json").write_text(
        '{"value": [{"id": "silent", "createdDateTime": "2021-03-13T19:15:41Z", '
        '"signInEventTypes": ["nonInteractiveUser"], "unheardOf": 1}]}'
    )
    graph = start_tenant(load=tmp_path)

    assert [row["id"] for row in graph.rows(V1)] == ["old"]
    (silent,) = graph.rows(BETA, filter=of_types("nonInteractiveUser"))
    assert silent["unheardOf"] == 1


def test_counts_by_app_and_day_are_those_of_the_log(graph, story):
    until = "2026-11-12T09:30:00Z"
    past = [row for row in interactive(story.sign_ins) if row["createdDateTime"] <= until]
    apps = graph.rows("/beta/auditLogs/signInEventsAppSummary")
    days = graph.rows("/beta/auditLogs/signInEventsSummary")

    assert {row["appId"]: row["signInCount"] for row in apps} == Counter(row["appId"] for row in past)
    assert {row["activityDateTime"][:10]: row["signInCount"] for row in days} == Counter(
        row["createdDateTime"][:10] for row in past
    )


@pytest.mark.parametrize(
    ("text", "status"),
    [
        pytest.param("activityDateTime gt 2026-11-10T00:00:00Z", 200, id="bare date"),
        pytest.param("activityDateTime gt '2026-11-10T00:00:00Z'", 200, id="quoted, as the page has it"),
        pytest.param("signInCount gt 100", 200, id="count"),
        pytest.param("activityDateTime ge 2026-11-10T00:00:00Z", 400, id="other operator"),
    ],
)
def test_the_daily_counts_take_their_own_operators(graph, text, status):
    assert graph.get("/beta/auditLogs/signInEventsSummary", filter=text).status_code == status


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("NonInteractive", SignInKind.SILENT),
        ("ServicePrincipal", SignInKind.SERVICE_PRINCIPAL),
        ("MSI", SignInKind.MANAGED_IDENTITY),
    ],
)
@pytest.mark.parametrize("window", ["h1", "h6", "d1"])
def test_groups_of_like_sign_ins_add_up(graph, story, name, kind, window):
    rows = graph.rows(f"/beta/auditLogs/getSummarized{name}SignIns(aggregationWindow='{window}')")
    past = [row for row in story.sign_ins if row["createdDateTime"] <= "2026-11-12T09:30:00Z"]

    assert sum(row["signInCount"] for row in rows) == sum(row["signInEventTypes"] == [kind] for row in past)
    assert len({row["id"] for row in rows}) == len(rows)
    assert all(row["aggregationDateTime"] <= row["firstSignInDateTime"] for row in rows)


def test_a_function_wants_its_argument(graph):
    path = "/beta/auditLogs/getSummarizedMSISignIns"

    for wrong in ("", "()", "(aggregationWindow='d2')", "(window='d1')"):
        assert graph.error(path + wrong)[:2] == (400, "BadRequest")
