"""Users beside their logs, reports over them, and risk: what each shows, to whom, and how often."""

from collections import Counter
from datetime import datetime

import pytest

from bot.demo.moments import TICKS_PER_DAY, ticks_of
from bot.demo.story.usage.federation import federated_sign_ins

UNTIL = "2026-11-12T09:30:00Z"
USERS = "/v1.0/users"
METHODS = "/v1.0/reports/authenticationMethods"
RISK = "/v1.0/identityProtection"
INSIGHTS = "/beta/reports/userInsights"


def past(rows, time="createdDateTime"):
    return [row for row in rows if row[time] <= UNTIL]


def codes(rows):
    return Counter(row["status"]["errorCode"] for row in rows)


def test_a_person_is_read_by_principal_name_too(graph, story):
    guest = next(one for one in story.lives.people if one.is_guest)
    quoted = guest.principal.replace("#", "%23")

    assert graph.get(f"{USERS}/{quoted}").json()["id"] == guest.user_id
    assert graph.rows(USERS, filter=f"userPrincipalName eq '{guest.principal.replace('#', '%23')}'") == []
    assert [row["id"] for row in graph.rows(USERS, filter=f"userPrincipalName eq '{guest.principal}'")] == [
        guest.user_id
    ]


def test_the_last_sign_ins_of_a_person_are_those_of_the_log(graph, story):
    mine = [row for row in past(story.sign_ins) if row["userPrincipalName"].startswith("omar.operations@")]
    person = graph.get(f"{USERS}/{mine[0]['userId']}", select="id,signInActivity").json()
    activity = person["signInActivity"]

    assert activity["lastSignInDateTime"] == max(row["createdDateTime"] for row in mine if row["isInteractive"])
    assert activity["lastNonInteractiveSignInDateTime"] == max(
        row["createdDateTime"] for row in mine if not row["isInteractive"]
    )
    assert activity["lastSuccessfulSignInRequestId"] in {row["id"] for row in mine if codes([row])[0]}


@pytest.mark.parametrize(
    ("options", "status"),
    [
        pytest.param({"filter": "signInActivity/lastSignInDateTime le 2026-11-01T00:00:00Z"}, 200, id="alone"),
        pytest.param(
            {"filter": "signInActivity/lastSignInDateTime le 2026-11-01T00:00:00Z and accountEnabled eq true"},
            400,
            id="beside another property",
        ),
        pytest.param({"select": "id,signInActivity", "top": "500"}, 200, id="500 at a time"),
        pytest.param({"select": "id,signInActivity", "top": "501"}, 400, id="not more"),
        pytest.param({"select": "id", "top": "501"}, 200, id="but without it"),
    ],
)
def test_the_last_sign_in_has_rules_of_its_own(graph, options, status):
    assert graph.get(USERS, **options).status_code == status


@pytest.mark.parametrize("fault", ["403-licence", "no-AuditLog.Read.All"])
def test_the_last_sign_in_wants_licence_and_permission_and_the_person_does_not(start_tenant, fault):
    graph = start_tenant(faults=fault)

    assert graph.get(USERS, select="id", top="1").status_code == 200
    assert graph.get(USERS, select="signInActivity", top="1").status_code == 403


def test_single_last_sign_ins_are_read_ten_times_a_minute(start_tenant):
    graph = start_tenant(throttle=True)
    path = f"{USERS}/admin@contosotown.onmicrosoft.com"
    answers = [graph.get(path, select="signInActivity").status_code for _ in range(11)]

    assert answers == [200] * 10 + [429]
    assert graph.get(path, select="id").status_code == 200


def test_methods_are_a_mixed_list_and_need_their_own_permission(graph, start_tenant, story):
    one = max(story.lives.people, key=lambda person: len(person.methods))
    rows = graph.rows(f"{USERS}/{one.user_id}/authentication/methods")
    refusing = start_tenant(faults="no-UserAuthenticationMethod.Read.All")

    assert rows == [method.printed for method in one.methods]
    assert len({row["@odata.type"] for row in rows}) > 2
    assert all(row["password"] is None for row in rows if "password" in row)
    assert refusing.error(f"{USERS}/{one.user_id}/authentication/methods")[:2] == (403, "Authorization_RequestDenied")
    assert refusing.get(f"{USERS}/{one.user_id}").status_code == 200
    assert graph.error(f"{USERS}/nobody/authentication/methods")[:2] == (404, "Request_ResourceNotFound")


def test_a_customers_method_follows_from_how_the_account_was_made(graph, story):
    user = next(user for user in story.users if user["identities"][0]["signInType"] == "emailAddress" and user["mail"])
    (method,) = graph.rows(f"{USERS}/{user['id']}/authentication/methods")

    assert method["emailAddress"] == user["identities"][0]["issuerAssignedId"]


def test_everybody_has_a_row_in_the_registration_report(graph):
    rows = graph.rows(f"{METHODS}/userRegistrationDetails")
    capable = graph.rows(f"{METHODS}/userRegistrationDetails", filter="isMfaCapable eq true")
    with_key = graph.rows(
        f"{METHODS}/userRegistrationDetails", filter="methodsRegistered/any(m: m eq 'microsoftAuthenticatorPush')"
    )

    assert {row["id"] for row in rows} == {row["id"] for row in graph.rows(USERS, top="999")}
    assert {row["id"] for row in capable} == {row["id"] for row in rows if row["isMfaCapable"]}
    assert with_key
    assert graph.error(f"{METHODS}/userRegistrationDetails", filter="isAdmin eq true")[0] == 400


@pytest.mark.parametrize(
    "path",
    [
        f"{METHODS}/usersRegisteredByMethod(includedUserTypes='all',includedUserRoles='all')",
        f"{METHODS}/usersRegisteredByFeature(includedUserTypes='member',includedUserRoles='user')",
        "/beta/reports/applicationSignInDetailedSummary",
    ],
)
def test_an_app_without_a_user_is_refused_where_only_users_may_ask(graph, path):
    assert graph.error(path)[:2] == (403, "Authorization_RequestDenied")


def test_passwords_are_counted_once_though_two_services_log_them(graph, story):
    rows = graph.rows("/beta/reports/authenticationMethods/userPasswordResetsAndChangesSummary")
    names = {
        "changePasswordSelfServiceCount": "Change password (self-service)",
        "passwordResetsByAdminCount": "Reset password (by admin)",
        "passwordResetsSelfServiceCount": "Reset password (self-service)",
    }
    done = Counter(
        row["activityDisplayName"] for row in past(story.audits, "activityDateTime") if row["result"] == "success"
    )

    assert {name: sum(row[name] for row in rows) for name in names} == {key: done[name] for key, name in names.items()}


def test_the_share_of_mfa_is_that_of_successful_sign_ins(graph, story):
    rows = graph.rows("/beta/reports/authenticationMethods/userMfaSignInSummary")
    good = [row for row in past(story.sign_ins) if row["isInteractive"] and row["status"]["errorCode"] == 0]
    expected = Counter(row["authenticationRequirement"] for row in good)

    assert sum(row["multiFactorSignIns"] for row in rows) == expected["multiFactorAuthentication"]
    assert sum(row["totalSignIns"] for row in rows) == len(good)


def test_the_app_summary_counts_seven_days(graph, story):
    rows = graph.rows("/beta/reports/getAzureADApplicationSignInSummary(period='D7')")
    week = [
        row for row in past(story.sign_ins) if row["isInteractive"] and row["createdDateTime"] >= "2026-11-05T09:30:00Z"
    ]

    assert {row["id"]: row["successfulSignInCount"] + row["failedSignInCount"] for row in rows} == Counter(
        row["appId"] for row in week
    )
    assert sum(row["successfulSignInCount"] for row in rows) == codes(week)[0]
    assert graph.error("/beta/reports/getAzureADApplicationSignInSummary(period='D9')")[0] == 400


def test_the_last_use_of_a_service_principal_is_in_the_log(graph, story):
    backup = next(row for row in reversed(past(story.sign_ins)) if row["appDisplayName"] == "Backup job")
    path = "/beta/reports/servicePrincipalSignInActivities"
    (activity,) = graph.rows(path, filter=f"appId eq '{backup['appId']}'")

    assert activity["lastSignInActivity"]["lastSignInDateTime"] <= backup["createdDateTime"]
    assert activity["delegatedClientSignInActivity"] is None
    assert graph.error(path, filter="appId ne 'x'")[0] == 400


def test_credentials_have_an_end_and_a_last_use(graph):
    rows = graph.rows("/beta/reports/appCredentialSignInActivities")

    assert {row["keyType"] for row in rows} == {"clientSecret", "certificate"}
    assert min(row["expirationDateTime"] for row in rows) == "2026-11-18T00:00:00Z"
    assert all(row["signInActivity"]["lastSignInDateTime"] <= UNTIL for row in rows)


def test_completed_sign_ups_are_those_of_the_sign_up_log(graph, story):
    daily, monthly = (graph.rows(f"{INSIGHTS}/{span}/signUps") for span in ("daily", "monthly"))
    made = Counter(event["createdDateTime"][:10] for event in past(story.events) if event["userId"])
    counted = Counter()
    for row in daily:
        counted[row["factDate"]] += row["count"]

    assert counted == made
    assert sum(row["count"] for row in monthly) == sum(made.values())


@pytest.mark.parametrize(
    ("metric", "options", "status"),
    [
        pytest.param("signUps", {"filter": "factDate ge 2026-11-01"}, 200, id="a filter"),
        pytest.param("activeUsers", {}, 200, id="none"),
        pytest.param("activeUsers", {"filter": "factDate ge 2026-11-01"}, 400, id="none where none is taken"),
        pytest.param("requests", {}, 400, id="monthly only"),
    ],
)
def test_metrics_have_their_own_options(graph, metric, options, status):
    assert graph.get(f"{INSIGHTS}/daily/{metric}", **options).status_code == status


def test_every_metric_answers(graph):
    for span, metrics in {
        "daily": "authentications mfaCompletions userCount summary inactiveUsers inactiveUsersByApplication",
        "monthly": "authentications mfaCompletions activeUsers requests summary inactiveUsers",
    }.items():
        for metric in metrics.split():
            assert graph.rows(f"{INSIGHTS}/{span}/{metric}"), metric


def test_a_detection_of_a_sign_in_is_about_a_row_of_the_log(graph, story):
    rows = [row for row in graph.rows(f"{RISK}/riskDetections") if row["activity"] == "signin"]
    logged = {row["id"]: row for row in story.sign_ins}

    assert rows
    for row in rows:
        sign_in = logged[row["requestId"]]
        assert (sign_in["correlationId"], sign_in["userId"]) == (row["correlationId"], row["userId"])
        assert sign_in["riskLevelDuringSignIn"] == row["riskLevel"]
        assert row["riskEventType"] in sign_in["riskEventTypes_v2"]


def test_risky_people_are_those_of_whom_something_was_detected(graph):
    people = graph.rows(f"{RISK}/riskyUsers")
    detected = graph.rows(f"{RISK}/riskDetections", top="500")
    (one, *_) = people

    assert {row["id"] for row in people} == {row["userId"] for row in detected}
    assert graph.get(f"{RISK}/riskyUsers/{one['id']}").json()["riskState"] == one["riskState"]
    history = graph.rows(f"{RISK}/riskyUsers/{one['id']}/history")
    assert history[0]["riskState"] == one["riskState"]
    assert {row["userId"] for row in history} == {one["id"]}
    at_risk = graph.rows(f"{RISK}/riskyUsers", filter="riskState eq 'atRisk'")
    assert {row["id"] for row in at_risk} == {row["id"] for row in people if row["riskState"] == "atRisk"}


def test_detections_come_twenty_at_a_time_unless_more_are_asked_for(start_tenant, tmp_path):
    rows = ",".join(f'{{"id": "{number}", "detectedDateTime": "2026-11-01T00:00:00Z"}}' for number in range(30))
    (tmp_path / "riskDetections-list.json").write_text(f'{{"value": [{rows}]}}')
    graph = start_tenant(load=tmp_path)

    assert len(graph.get(f"{RISK}/riskDetections").json()["value"]) == 20
    assert len(graph.get(f"{RISK}/riskDetections", top="500").json()["value"]) == 30
    assert graph.error(f"{RISK}/riskDetections", top="501")[0] == 400


def test_identity_protection_answers_once_a_second_and_does_not_say_when(start_tenant):
    graph = start_tenant(throttle=True)
    graph.renew()
    first, second = graph.get(f"{RISK}/riskyUsers"), graph.get(f"{RISK}/riskDetections")

    assert (first.status_code, second.status_code) == (200, 429)
    assert "Retry-After" not in second.headers


@pytest.mark.parametrize(
    ("fault", "refused"),
    [
        pytest.param("403-licence", {"riskyUsers", "riskDetections", "riskyServicePrincipals"}, id="free"),
        pytest.param("no-p2", {"riskyUsers", "riskyServicePrincipals"}, id="P1"),
        pytest.param("no-workload-id", {"riskyServicePrincipals"}, id="P2"),
        pytest.param("no-IdentityRiskyUser.Read.All", {"riskyUsers"}, id="one permission less"),
        pytest.param("no-IdentityRiskEvent.Read.All", {"riskDetections"}, id="another one less"),
    ],
)
def test_each_kind_of_risk_has_its_licence_and_permission(start_tenant, fault, refused):
    graph = start_tenant(faults=fault)
    paths = ("riskyUsers", "riskDetections", "riskyServicePrincipals")

    assert {path for path in paths if graph.get(f"{RISK}/{path}").status_code == 403} == refused


def test_workloads_at_risk_are_there(graph):
    (row, *_) = graph.rows(f"{RISK}/riskyServicePrincipals")
    detected = graph.rows(f"{RISK}/servicePrincipalRiskDetections")

    assert row["appId"] in {detection["appId"] for detection in detected}


@pytest.mark.parametrize(("period", "days"), [("D1", 1), ("D7", 7), ("D30", 30)])
def test_ad_fs_is_summed_up_over_its_own_sign_ins(graph, period, days):
    until = ticks_of(datetime.fromisoformat(UNTIL))
    seen = list(federated_sign_ins(until - days * TICKS_PER_DAY, until))
    rows = graph.rows(f"/v1.0/reports/getRelyingPartyDetailedSummary(period='{period}')")

    assert {row["relyingPartyName"]: row["totalSignInCount"] for row in rows} == Counter(
        sign_in.party.name for sign_in in seen
    )
    assert sum(row["successfulSignInCount"] for row in rows) == sum(sign_in.succeeded for sign_in in seen)
    assert all(row["successfulSignInCount"] + row["failedSignInCount"] == row["totalSignInCount"] for row in rows)
    assert graph.error("/v1.0/reports/getRelyingPartyDetailedSummary(period='D2')")[0] == 400
