"""Questions about sign-ins, changes and provisioning, from their words to numbers equal to a recount of raw rows."""

from dataclasses import dataclass
from urllib.parse import unquote
from zoneinfo import ZoneInfo

import event_recount as recount
import httpx
import orjson
import pytest
from desk_town import DAY, NOW, desks_on, question_of, raw_rows

from bot.demo.options import TenantOptions
from bot.demo.town import running_tenant
from bot.desk.event_notes import PROMPTS
from bot.desk.explanation import EVENTS
from bot.domain.names import TenantNames
from bot.domain.question import Log
from bot.errors import GraphRefused, QuestionError
from bot.language.parser import parse

BERLIN = ZoneInfo("Europe/Berlin")
WEEK = 7 * DAY
TIME = "activityDateTime"


@dataclass
class RawLogs:
    """All that Graph shows of the logs of events, as JSON rows."""

    sign_ins: list
    silent: list
    services: list
    identities: list
    audits: list
    provisioning: list


@pytest.fixture(scope="module")
def raw(tenant):
    with httpx.Client(base_url=tenant.graph_url, timeout=60) as http:
        form = {
            "grant_type": "client_credentials",
            "client_id": tenant.client_id,
            "client_secret": tenant.client_secret,
            "scope": "https://graph.microsoft.com/.default",
        }
        token = http.post(f"/{tenant.tenant_id}/oauth2/v2.0/token", data=form).json()["access_token"]
        http.headers["Authorization"] = f"Bearer {token}"
        since = f"{NOW - WEEK:%Y-%m-%dT%H:%M:%SZ}"
        beta = f"/beta/auditLogs/signIns?$filter=createdDateTime ge {since}"
        kinds = ("nonInteractiveUser", "servicePrincipal", "managedIdentity")
        others = [raw_rows(http, f"{beta} and signInEventTypes/any(t: t eq '{kind}')") for kind in kinds]
        return RawLogs(
            recount.each_once(raw_rows(http, beta)),
            *others,
            raw_rows(http, f"/v1.0/auditLogs/directoryAudits?$filter={TIME} ge {since}"),
            raw_rows(http, f"/v1.0/auditLogs/provisioning?$top=1000&$filter={TIME} gt {since}"),
        )


@pytest.fixture(scope="module")
def full(desks):
    """A desk whose mirror holds all these logs."""
    desk = desks.new()
    for log in (Log.SIGN_INS, Log.AUDIT, Log.PROVISIONING):
        desk.refresh.run(log, since=NOW - WEEK - DAY)
    return desk


@pytest.fixture
def asked(desks, full):
    """The answer as JSON, once from Graph and once from the mirror, whose numbers must be the same."""

    def call(text):
        question = parse(text, NOW, BERLIN, TenantNames()).question
        fresh = orjson.loads(orjson.dumps(desks.new().answer(question, BERLIN).to_json()))
        held = orjson.loads(orjson.dumps(full.answer(question, BERLIN).to_json()))
        for part in ("totals", "rates", "groups", "distinct", "rows", "compare", "complete", "notes"):
            if part != "rows" or not _tells_less(fresh):
                assert fresh.get(part) == held.get(part), part
        assert (fresh["source"], held["source"], held["requests"]) == ("graph", "mirror", [])
        return fresh

    return call


def _tells_less(answer):
    """Rows of v1.0 lack what the mirror has from beta."""
    return any("/v1.0/auditLogs/signIns" in call["url"] for call in answer["requests"])


def filters_sent(answer):
    return [unquote(call["url"]) for call in answer["requests"] if "auditLogs/" in call["url"]]


def group_counts(answer):
    return {tuple(group["key"].values()): group["events"] for group in answer["groups"]}


def test_failed_sign_ins_are_those_that_neither_succeeded_nor_met_a_prompt(asked, raw):
    answer = asked("/signins failed last 24h")

    day = recount.within(raw.sign_ins, NOW - DAY, NOW)
    failed = [row for row in day if recount.status_of(row) == "failed"]
    assert answer["totals"] == recount.sign_in_totals(failed)
    assert [row["id"] for row in answer["rows"]] != []
    assert {row["id"] for row in answer["rows"]} == {row["id"] for row in failed}
    assert all(row["reason"] and row["remedy"] and row["tell_the_user"] for row in answer["rows"])


def test_three_things_and_their_shares(asked, raw):
    answer = asked("/signins last 7d count")

    totals = recount.sign_in_totals(recount.within(raw.sign_ins, NOW - WEEK, NOW))
    assert answer["totals"] == totals
    assert min(totals.values()) > 0
    finished = totals["success"] + totals["failed"]
    assert answer["rates"] == {
        "finished": finished,
        "success": totals["success"] / finished,
        "failure": totals["failed"] / finished,
    }


def test_people_of_one_app(asked, raw):
    answer = asked('how many users signed in to app "HR Central" in the last 7d')

    rows = recount.within(raw.sign_ins, NOW - WEEK, NOW)
    wanted = [r for r in rows if r["appDisplayName"] == "HR Central" and recount.code_of(r) == 0]
    assert answer["totals"] == recount.sign_in_totals(wanted)
    (url,) = filters_sent(answer)
    assert f"appId eq '{wanted[0]['appId']}' and status/errorCode eq 0" in url
    assert "/v1.0/auditLogs/signIns" in url


@pytest.mark.parametrize(
    ("by", "key_of"),
    [
        pytest.param("browser", lambda row: row["deviceDetail"]["browser"] or None, id="browser"),
        pytest.param("os", lambda row: row["deviceDetail"]["operatingSystem"] or None, id="system"),
        pytest.param("country", lambda row: row["location"]["countryOrRegion"] or None, id="country"),
        pytest.param("city", lambda row: row["location"]["city"] or None, id="city"),
        pytest.param("app", lambda row: row["appDisplayName"], id="app"),
        pytest.param("ip", lambda row: row["ipAddress"], id="address"),
        pytest.param("code", lambda row: str(row["status"]["errorCode"]), id="code"),
        pytest.param("ca", lambda row: row["conditionalAccessStatus"], id="conditional access"),
        pytest.param("status", recount.status_of, id="result"),
    ],
)
def test_sign_ins_in_groups(asked, raw, by, key_of):
    answer = asked(f"/signins last 2d by:{by}")

    groups = recount.by(recount.within(raw.sign_ins, NOW - 2 * DAY, NOW), key_of)
    assert group_counts(answer) == {(key,): len(rows) for key, rows in groups.items()}
    assert len(groups) > 1


@pytest.mark.parametrize(
    ("text", "sent", "is_wanted"),
    [
        pytest.param(
            "/signins ca:notApplied last 2d",
            "conditionalAccessStatus eq 'notApplied'",
            lambda row: row["conditionalAccessStatus"] == "notApplied",
            id="conditional access",
        ),
        pytest.param(
            "/signins 50126 last 2d", "status/errorCode eq 50126", lambda r: recount.code_of(r) == 50126, id="code"
        ),
        pytest.param(
            "/signins country:NL last 2d",
            "location/countryOrRegion eq 'NL'",
            lambda row: row["location"]["countryOrRegion"] == "NL",
            id="country",
        ),
        pytest.param(
            '/signins resource:"Microsoft Graph" last 2d',
            "resourceDisplayName eq 'Microsoft Graph'",
            lambda row: row["resourceDisplayName"] == "Microsoft Graph",
            id="resource",
        ),
        pytest.param(
            "/signins browser:Chrome last 2d",
            "startsWith(deviceDetail/browser,'Chrome')",
            lambda row: (row["deviceDetail"]["browser"] or "").startswith("Chrome"),
            id="browser",
        ),
        pytest.param(
            "/signins client:browser last 2d",
            "clientAppUsed eq 'Browser'",
            lambda row: row["clientAppUsed"] == "Browser",
            id="client",
        ),
        pytest.param(
            "/signins legacy last 7d",
            "createdDateTime ge",
            lambda row: row["clientAppUsed"] not in {"Browser", "Mobile Apps and Desktop clients"},
            id="legacy clients, which are decided here",
        ),
    ],
)
def test_sign_ins_are_narrowed_by_what_graph_documents(asked, raw, text, sent, is_wanted):
    answer = asked(text)

    back = WEEK if "7d" in text else 2 * DAY
    wanted = [row for row in recount.within(raw.sign_ins, NOW - back, NOW) if is_wanted(row)]
    assert answer["totals"] == recount.sign_in_totals(wanted)
    assert sent in filters_sent(answer)[0]


def test_one_person_whatever_the_case(asked, raw):
    name = next(row["userPrincipalName"] for row in raw.sign_ins if "#" not in row["userPrincipalName"])
    answer = asked(f"/signins user:{name.upper()} last 7d")

    wanted = [r for r in recount.within(raw.sign_ins, NOW - WEEK, NOW) if r["userPrincipalName"] == name]
    assert answer["totals"] == recount.sign_in_totals(wanted)
    assert f"userPrincipalName eq '{name}'" in filters_sent(answer)[0]


def test_one_sign_in_told_in_several_rows_counts_once(asked, raw):
    answer = asked("/signins mfa required last 7d count")

    rows = recount.within(raw.sign_ins, NOW - WEEK, NOW)
    asked_for = [row for row in rows if row["authenticationRequirement"] == "multiFactorAuthentication"]
    once = recount.sign_ins_once(asked_for)
    assert answer["totals"] == recount.sign_in_totals(once)
    assert len(once) < len(asked_for)
    assert "A sign-in that the log tells of in several rows counts once, as its last row ended it." in answer["notes"]
    assert "authenticationRequirement eq 'multiFactorAuthentication'" in filters_sent(answer)[0]


def test_how_a_sign_in_ended_is_asked_of_its_last_row(asked, raw):
    answer = asked("/signins mfa required interrupted last 7d count")

    rows = recount.within(raw.sign_ins, NOW - WEEK, NOW)
    once = recount.sign_ins_once(r for r in rows if r["authenticationRequirement"] == "multiFactorAuthentication")
    ended = [row for row in once if recount.status_of(row) == "interrupted"]
    assert answer["totals"] == recount.sign_in_totals(ended)


def test_guests_are_told_by_beta_alone(asked, raw):
    answer = asked("/signins guests last 7d count")

    once = recount.sign_ins_once(recount.within(raw.sign_ins, NOW - WEEK, NOW))
    assert answer["totals"] == recount.sign_in_totals([row for row in once if row["userType"] == "guest"])


def home_address(principal):
    """`ana_x.com#EXT#@town` is `ana@x.com` at home; no domain has an underscore."""
    return "@".join(principal.partition("#EXT#")[0].rsplit("_", 1))


def test_a_guest_is_found_by_the_address_at_home_as_by_the_name_here(asked, raw):
    rows = recount.within(raw.sign_ins, NOW - WEEK, NOW)
    principal = next(row["userPrincipalName"] for row in rows if row["userType"] == "guest")
    by_address = asked(f"/signins {home_address(principal)} last 7d")
    by_name = asked(f'/signins user:"{principal}" last 7d')

    assert "#EXT#@" in principal
    assert by_address["totals"] == recount.sign_in_totals([r for r in rows if r["userPrincipalName"] == principal])
    assert by_address["rows"] == by_name["rows"] != []
    (sent,) = filters_sent(by_address)
    assert f"(userPrincipalName eq '{home_address(principal)}' or userPrincipalName eq '{principal}')" in sent


def test_what_was_done_to_a_guest_is_found_by_the_address_at_home(asked, raw):
    targets = [target for row in raw.audits for target in row["targetResources"] if target["userPrincipalName"]]
    principal = next(target["userPrincipalName"] for target in targets if "#EXT#" in target["userPrincipalName"])
    answer = asked(f"/audit target:{home_address(principal)} last 7d")

    about = [row for row in raw.audits if any(t["userPrincipalName"] == principal for t in row["targetResources"])]
    assert {row["id"] for row in answer["rows"]} == {row["id"] for row in about}


def test_where_the_tenants_domain_may_not_be_read_it_is_said_how_to_ask_for_a_guest(tmp_path):
    faults = "no-Organization.Read.All,no-Directory.Read.All"
    options = TenantOptions(days=2, now=NOW, frozen=True, throttle=False, faults=faults)
    with running_tenant(options) as tenant, desks_on(tenant, tmp_path) as desks:
        question = parse("/signins jane@fabrikam.com last 24h", NOW, BERLIN, TenantNames()).question
        answer = desks.new().answer(question, BERLIN)

    assert any("ends in #EXT#@" in note for note in answer.notes)


def test_what_services_and_managed_identities_reached(asked, raw):
    answer = asked("/signins type:managedIdentity,servicePrincipal by:resource last 7d")

    rows = recount.within([*raw.services, *raw.identities], NOW - WEEK, NOW)
    groups = recount.by(rows, lambda row: row["resourceDisplayName"])
    assert group_counts(answer) == {(key,): len(some) for key, some in groups.items()}
    assert sorted(url.partition("any(t: ")[2].partition(")")[0] for url in filters_sent(answer) if "any" in url) == [
        "t eq 'managedIdentity'",
        "t eq 'servicePrincipal'",
    ]


def test_who_did_what_to_whom_with_old_and_new(asked, raw):
    admin = next(r["initiatedBy"]["user"]["userPrincipalName"] for r in raw.audits if r["initiatedBy"]["user"])
    answer = asked(f"/audit actor:{admin} last 7d")

    rows = recount.within(raw.audits, NOW - WEEK, NOW, TIME)
    done = [r for r in rows if (r["initiatedBy"]["user"] or {}).get("userPrincipalName") == admin]
    assert answer["totals"] == recount.audit_totals(done)
    told = {row["id"]: row for row in answer["rows"]}
    assert told.keys() == {row["id"] for row in done}
    for row in done:
        said = [(c["property"], c["old"], c["new"]) for c in told[row["id"]].get("changes", [])]
        assert said == recount.changes_of(row)
    assert f"initiatedBy/user/userPrincipalName eq '{admin}'" in filters_sent(answer)[0]


def test_users_changed_are_distinct_people(asked, raw):
    answer = asked("how many users were changed in the last 7d")

    rows = recount.within(raw.audits, NOW - WEEK, NOW, TIME)
    updated = [row for row in rows if row["activityDisplayName"].startswith("Update user")]
    assert answer["totals"]["users"] == recount.users_changed(updated)
    assert "activityDisplayName eq 'Update user'" in filters_sent(answer)[0]


@pytest.mark.parametrize("verb", ["password_changed", "password_reset"])
def test_a_new_password_logged_by_two_services_counts_once(asked, raw, verb):
    answer = asked(f"/audit activity:{verb} last 7d")

    words = ("Change user password", "Change password") if verb == "password_changed" else ("Reset password",)
    rows = recount.within(raw.audits, NOW - WEEK, NOW, TIME)
    logged = [row for row in rows if row["activityDisplayName"].startswith(words)]
    assert answer["totals"] == recount.audit_totals(recount.passwords_once(logged))
    repeated = len(recount.passwords_once(logged)) < len(logged)
    assert ("A new password that two services logged counts once." in answer["notes"]) == repeated


def test_changes_in_groups(asked, raw):
    answer = asked("/audit by:activity last 7d")

    groups = recount.by(recount.within(raw.audits, NOW - WEEK, NOW, TIME), lambda row: row["activityDisplayName"])
    assert group_counts(answer) == {(key,): len(rows) for key, rows in groups.items()}


def test_provisioning_of_one_system(asked, raw):
    answer = asked("/provisioning target:ServiceNow success last 7d")

    rows = recount.within(raw.provisioning, NOW - WEEK, NOW, TIME)
    wanted = [
        row
        for row in rows
        if row["targetSystem"]["displayName"] == "ServiceNow" and recount.provisioning_status(row) == "success"
    ]
    assert answer["totals"] == recount.provisioning_totals(wanted)
    assert "contains(targetSystem/displayName,'ServiceNow')" in filters_sent(answer)[0]
    assert "provisioningStatusInfo/status eq 'success'" in filters_sent(answer)[0]


def test_a_system_typed_in_another_case_is_found_all_the_same(asked, raw):
    answer = asked("/provisioning target:servicenow last 7d")

    rows = recount.within(raw.provisioning, NOW - WEEK, NOW, TIME)
    wanted = [row for row in rows if row["targetSystem"]["displayName"] == "ServiceNow"]
    assert wanted
    assert answer["totals"] == recount.provisioning_totals(wanted)


def test_what_failed_to_be_provisioned_says_why_and_what_to_do(asked, raw):
    answer = asked("/provisioning failed last 7d")

    rows = recount.within(raw.provisioning, NOW - WEEK, NOW, TIME)
    failed = {
        r["id"]: r["provisioningStatusInfo"]["errorInformation"]
        for r in rows
        if recount.provisioning_status(r) == "failed"
    }
    assert {row["id"] for row in answer["rows"]} == failed.keys()
    for row in answer["rows"]:
        why = failed[row["id"]]
        assert (row["error_code"], row["reason"], row["remedy"]) == (
            why["errorCode"],
            why["reason"],
            why["recommendedAction"],
        )


def test_a_comparison_counts_both_periods(asked, raw):
    answer = asked("/signins count today vs yesterday")

    rows = recount.within(raw.sign_ins, NOW - WEEK, NOW)
    midnight = NOW.astimezone(BERLIN).replace(hour=0, minute=0, second=0, microsecond=0)
    assert answer["totals"] == recount.sign_in_totals(recount.within(rows, midnight, NOW))
    assert answer["compare"]["totals"] == recount.sign_in_totals(recount.within(rows, midnight - DAY, midnight))


@pytest.mark.parametrize("text", ["/signins failed last 2h", "/provisioning failed last 2h"])
def test_a_missing_licence_is_told_and_costs_no_other_log(tmp_path, text):
    options = TenantOptions(days=1, now=NOW, frozen=True, throttle=False, faults="403-licence")
    with running_tenant(options) as tenant, desks_on(tenant, tmp_path) as desks:
        desk = desks.new()
        with pytest.raises(GraphRefused, match="licence"):
            desk.answer(parse(text, NOW, BERLIN, TenantNames()).question, BERLIN)
        audits = desk.answer(parse("/audit last 2h", NOW, BERLIN, TenantNames()).question, BERLIN)
        desk.refresh.run_each([Log.SIGN_INS, Log.AUDIT])

        assert audits.complete
        assert desk.mirror.held(Log.AUDIT) != []
        assert desk.mirror.held(Log.SIGN_INS) == []


def test_only_sign_ups_have_a_funnel(desks):
    question = parse("/signups funnel last 7d", NOW, BERLIN, TenantNames()).question
    for log in EVENTS:
        with pytest.raises(QuestionError, match="Only sign-ups have stages"):
            desks.new().answer(_about(question, log), BERLIN)


def _about(question, log):
    return type(question)(log=log, window=question.window, output=question.output)


def test_systems_are_known_by_the_rows_that_named_them(desks, full):
    assert "ServiceNow" in full.ask.known_names().systems
    assert desks.new().ask.known_names().systems is None


def test_a_count_that_cannot_tell_steps_says_that_prompts_are_in_it(desks):
    """So that nobody holds it against the digest, which counts each sign-in once."""
    count = {"log": "signins", "output": "count"}
    counted, by_mfa = (
        desks.new().answer(question_of(count | more), ZoneInfo("UTC")) for more in ({}, {"group_by": ["mfa"]})
    )

    assert PROMPTS in counted.notes
    assert PROMPTS not in by_mfa.notes
    assert [dict(counted.totals.statuses)[end] for end in ("success", "failed")] == [
        dict(by_mfa.totals.statuses)[end] for end in ("success", "failed")
    ]
