"""What staff, customers and machines do in the town, and that all logs tell of the same people and things."""

from collections import Counter, defaultdict
from datetime import timedelta

import pytest
from tenant_calls import NOW

from bot.demo.moments import printed_to_the_second
from bot.demo.story import directory
from bot.demo.story.episodes import EpisodeKind
from bot.demo.story.policies import POLICIES
from bot.demo.story.telling import tell_story

INTERRUPTS = {16000, 50055, 50058, 50072, 50074, 50125, 50140, 50158, 65001, 81010}


@pytest.fixture(scope="module")
def prompts(story):
    """Interactive sign-ins."""
    return [row for row in story.sign_ins if row["isInteractive"]]


def code(row):
    return row["status"]["errorCode"]


def told(story, kind):
    """The episodes that lie in the story from beginning to end."""
    return [one for one in story.lives.of(kind) if one.since in story.stretch and one.until in story.stretch]


def audits_of(story, user_id):
    return [row for row in story.audits if any(target["id"] == user_id for target in row["targetResources"])]


def test_the_same_seed_tells_every_log_alike():
    first, again, other = (tell_story(seed, 3, NOW) for seed in (1, 1, 2))
    for log in ("sign_ins", "audits", "provisioning"):
        assert getattr(first, log) == getattr(again, log) != getattr(other, log)


def test_stories_of_one_seed_agree_on_what_staff_did_on_days_they_share(story):
    later = tell_story(1, 12, NOW + timedelta(days=2))

    def of_staff(told_story):
        ids = {one.user_id for one in told_story.lives.people if one.stays}
        rows = [row for row in told_story.sign_ins if row["userId"] in ids]
        return [row for row in rows if "2026-11-03" <= row["createdDateTime"] < "2026-11-11"]

    def copied(told_story):
        return [row for row in told_story.provisioning if "2026-11-03" <= row["activityDateTime"] < "2026-11-11"]

    assert len(of_staff(story)) > 500
    assert of_staff(later) == of_staff(story)
    assert copied(later) == copied(story)


def test_the_other_logs_stay_those_of_a_small_town_whatever_the_number_of_sign_ups():
    few, many = (tell_story(1, 7, NOW, rows=rows) for rows in (10, 8_000))

    def of_staff(told_story):
        ids = {one.user_id for one in told_story.lives.people}
        return [row["id"] for row in told_story.sign_ins if row["userId"] in ids]

    assert of_staff(few) == of_staff(many)
    assert few.provisioning == many.provisioning
    assert len(many.sign_ins) > len(few.sign_ins) + 1_500


def test_every_log_is_in_order_and_its_rows_are_apart(story):
    for rows, time in (
        (story.sign_ins, "createdDateTime"),
        (story.audits, "activityDateTime"),
        (story.provisioning, "activityDateTime"),
    ):
        times = [row[time] for row in rows]
        assert times == sorted(times)
    assert len({row["id"] for row in story.audits}) == len(story.audits)
    assert len({row["id"] for row in story.provisioning}) == len(story.provisioning)


def test_some_sign_ins_are_in_the_log_twice_under_one_id(prompts):
    twice = {key for key, count in Counter(row["id"] for row in prompts).items() if count > 1}
    rows = [row for row in prompts if row["id"] in twice]

    assert 5 <= len(twice) < len(prompts) / 50
    assert {code(row) for row in rows} == {0}
    first, second = sorted((row for row in rows if row["id"] == rows[0]["id"]), key=lambda row: row["createdDateTime"])
    assert first["createdDateTime"] < second["createdDateTime"]
    assert len(first["authenticationDetails"]) < len(second["authenticationDetails"])


def test_a_prompt_on_the_way_shares_the_original_request_with_what_follows(prompts):
    sequences = defaultdict(list)
    for row in prompts:
        sequences[row["originalRequestId"]].append(row)
    longer = [rows for rows in sequences.values() if len({row["id"] for row in rows}) > 1]

    assert len(longer) > 100
    assert all(rows[0]["id"] == rows[0]["originalRequestId"] for rows in longer)
    assert all(len({row["correlationId"] for row in rows}) == 1 for rows in longer)
    assert any(code(rows[0]) == 50074 and code(rows[-1]) == 0 for rows in longer)


def test_a_second_factor_tried_twice_is_one_row(prompts):
    retried = [
        row
        for row in prompts
        if code(row) == 0 and [step["succeeded"] for step in row["authenticationDetails"]] == [True, False, True]
    ]

    assert len(retried) > 10


def test_names_are_in_lower_case_but_for_the_mark_of_guests(prompts):
    for row in prompts:
        name = row["userPrincipalName"].replace("#EXT#", "")
        assert name == name.lower()
        assert ("#EXT#" in row["userPrincipalName"]) == (row["userType"] == "guest" and "@" in name)


def test_most_sign_ins_succeed_and_failures_have_many_reasons(prompts):
    counts = Counter(code(row) for row in prompts)

    assert 0.6 < counts[0] / len(prompts) < 0.9
    assert {50126, 50053, 500121, 53003, 53000, 50057, 50034, 50105} <= set(counts)
    assert set(counts) >= INTERRUPTS
    assert all(row["status"]["failureReason"] for row in prompts if code(row))


def test_every_dimension_has_variety(prompts):
    assert len({row["location"]["countryOrRegion"] for row in prompts}) >= 7
    assert len({row["deviceDetail"]["browser"] for row in prompts}) >= 7
    assert len({row["appDisplayName"] for row in prompts}) >= 12
    assert {row["conditionalAccessStatus"] for row in prompts} == {"success", "failure", "notApplied"}
    assert {row["userType"] for row in prompts} == {"member", "guest"}
    assert {"Browser", "Mobile Apps and Desktop clients", "IMAP4", "POP3", "Exchange ActiveSync"} <= {
        row["clientAppUsed"] for row in prompts
    }
    methods = {step["authenticationMethod"] for row in prompts for step in row["authenticationDetails"]}
    assert {"Password", "SMS", "Authenticator App", "Software OATH token", "Previously satisfied"} <= methods
    assert {"Windows Hello for Business", "FIDO2 security key", "Passwordless phone sign-in"} <= methods


def test_legacy_clients_are_stopped_by_the_policy_against_them(prompts):
    legacy = [row for row in prompts if row["clientAppUsed"] not in ("Browser", "Mobile Apps and Desktop clients")]

    assert legacy
    for row in legacy:
        stopped = [one["displayName"] for one in row["appliedConditionalAccessPolicies"] if one["result"] == "failure"]
        assert (code(row), stopped) == (53003, ["Block legacy authentication"])


def test_a_failed_policy_is_named_and_a_status_of_failure_has_one(prompts):
    names = {policy.name for policy in POLICIES}
    for row in prompts:
        failed = {one["displayName"] for one in row["appliedConditionalAccessPolicies"] if one["result"] == "failure"}
        assert bool(failed) == (row["conditionalAccessStatus"] == "failure")
        assert failed <= names


def test_session_policies_hold_for_administration(prompts):
    limited = {row["appDisplayName"] for row in prompts if row["sessionLifetimePolicies"]}

    assert limited
    assert limited <= {"Azure Portal", "Graph Explorer"}


def test_passwords_are_guessed_from_one_country(story, prompts):
    for attack in told(story, EpisodeKind.ATTACK):
        since, until = printed_to_the_second(attack.since), printed_to_the_second(attack.until)
        during = [row for row in prompts if since <= row["createdDateTime"] <= until]
        guesses = [row for row in during if row["location"]["countryOrRegion"] == "VN"]

        assert len(guesses) > 100
        assert len({row["userId"] for row in guesses}) > 20
        assert {code(row) for row in guesses} == {50126, 50053, 53003}
    assert told(story, EpisodeKind.ATTACK)


def test_customers_sign_in_after_they_signed_up(story, prompts):
    first = {}
    for row in prompts:
        first.setdefault((row["correlationId"], row["userId"]), row)
    made = [event for event in story.events if event["userId"]]
    pairs = [(event, first.get((event["correlationId"], event["userId"]))) for event in made]
    joined = [(event, sign_in) for event, sign_in in pairs if sign_in]

    assert len(joined) > 0.8 * len(made)
    assert all(sign_in["createdDateTime"] > event["createdDateTime"][:19] for event, sign_in in joined)
    assert all(sign_in["appId"] == event["appId"] for event, sign_in in joined)


def test_tokens_for_partners_are_augmented_at_sign_in(prompts):
    called = [row for row in prompts if row["appliedEventListeners"]]

    assert {row["appDisplayName"] for row in called} == {"Partner Portal"}
    assert {one["eventType"] for row in called for one in row["appliedEventListeners"]} == {"tokenIssuanceStart"}


def test_machines_reach_resources_and_have_credentials(story):
    machines = [row for row in story.sign_ins if row["signInEventTypes"][0] in ("servicePrincipal", "managedIdentity")]

    assert {"Azure Key Vault", "Azure Storage", "Microsoft Graph"} <= {row["resourceDisplayName"] for row in machines}
    assert {"clientSecret", "certificate", "managedIdentity"} <= {row["clientCredentialType"] for row in machines}
    assert all(row["servicePrincipalId"] and not row["userId"] for row in machines)
    assert {row["managedServiceIdentity"]["msiType"] for row in machines} == {"none", "systemAssigned", "userAssigned"}


def test_a_secret_that_ended_stops_its_workload_until_there_is_a_new_one(story):
    found = 0
    for episode in told(story, EpisodeKind.SECRET):
        since, until = printed_to_the_second(episode.since), printed_to_the_second(episode.until - 1)
        tries = [
            row
            for row in story.sign_ins
            if row["appId"] == episode.workload.app_id and since < row["createdDateTime"] < until
        ]
        assert all(code(row) == 7000222 for row in tries)
        found += len(tries)
        assert "Add service principal credentials" in {
            row["activityDisplayName"] for row in audits_of(story, episode.workload.principal_id)
        }
    assert found


def test_every_app_of_the_logs_is_in_the_directory(story):
    known = {row["appId"] for row in directory.service_principals()}

    assert {row["appId"] for row in story.sign_ins} <= known
    assert {row["resourceId"] for row in story.sign_ins} <= known


def test_every_person_of_the_logs_is_in_the_directory(story):
    known = {one.user_id for one in story.lives.people} | {user["id"] for user in story.users}
    named = {row["userId"] for row in story.sign_ins if row["userId"].strip("0-")}
    changed = {target["id"] for row in story.audits for target in row["targetResources"] if target["type"] == "User"}

    assert named <= known
    assert changed <= known


def test_who_is_hired_is_provisioned_added_and_signs_in(story):
    hires = told(story, EpisodeKind.HIRE)

    assert hires
    for hire in hires:
        who = hire.who
        audits = audits_of(story, who.user_id)
        (added,) = [row for row in audits if row["activityDisplayName"] == "Add user"]
        created = [row for row in story.provisioning if row["sourceIdentity"]["id"] == who.user_id]
        signed_in = [row for row in story.sign_ins if row["userId"] == who.user_id]
        assert added["activityDateTime"][:16] == printed_to_the_second(who.created)[:16]
        assert {"Add member to group", "Change user license"} <= {row["activityDisplayName"] for row in audits}
        assert "Workday" in {row["sourceSystem"]["displayName"] for row in created}
        assert [code(row) for row in signed_in[:2]] == [50072, 0]


def test_who_left_is_switched_off_and_cannot_get_in(story):
    leavers = told(story, EpisodeKind.LEAVER)

    assert leavers
    for leaver in leavers:
        audits = audits_of(story, leaver.who.user_id)
        after = [
            row
            for row in story.sign_ins
            if row["userId"] == leaver.who.user_id
            and row["isInteractive"]
            and row["createdDateTime"] > printed_to_the_second(leaver.since)
        ]
        assert "Disable account" in {row["activityDisplayName"] for row in audits}
        assert {code(row) for row in after} <= {50057}
        assert not leaver.who.account(story.stretch[-1])["accountEnabled"]
        assert ("Delete user" in {row["activityDisplayName"] for row in audits}) == (
            leaver.who.deleted in story.stretch
        )


def test_a_reset_alone_is_logged_by_two_services_under_one_correlation_id(story):
    by_id = defaultdict(set)
    for row in story.audits:
        by_id[row["correlationId"]].add((row["loggedByService"], row["activityDisplayName"]))

    assert {
        ("Self-service Password Management", "Reset password (self-service)"),
        ("Core Directory", "Reset password"),
    } in by_id.values()
    assert {
        ("Self-service Password Management", "Change password (self-service)"),
        ("Core Directory", "Change user password"),
    } in by_id.values()


def test_an_account_made_by_signing_up_is_audited_with_an_app_as_its_maker(story):
    made = {event["userId"] for event in story.events if event["userId"] and event["createdDateTime"] < "2026-11-12T09"}
    added = [
        row
        for row in story.audits
        if row["activityDisplayName"] == "Add user" and row["initiatedBy"]["app"] is not None
    ]

    assert made <= {row["targetResources"][0]["id"] for row in added}


@pytest.mark.parametrize(
    "activity",
    [
        *("Update user", "Change user license", "Reset password", "Disable account", "Invite external user"),
        *("Delete user", "Enable account", "Redeem external user invite", "Change password (self-service)"),
        *("Add group", "Add member to group", "Remove member from group", "Add owner to group", "Set group license"),
        *("Add application", "Update application", "Update service principal", "Consent to application"),
        *("Add member to role", "Update conditional access policy", "Add service principal credentials"),
    ],
)
def test_what_administrators_ask_about_has_happened(story, activity):
    assert activity in {row["activityDisplayName"] for row in story.audits}


def test_old_and_new_values_are_json_text(story):
    changes = [
        change
        for row in story.audits
        for target in row["targetResources"]
        for change in target["modifiedProperties"]
        if change["displayName"] == "Department"
    ]

    assert changes
    assert all(change["newValue"].startswith('["') for change in changes)
    assert any(change["oldValue"] != change["newValue"] for change in changes)


def test_accounts_are_copied_between_the_systems_with_every_outcome(story):
    pairs = {(row["sourceSystem"]["displayName"], row["targetSystem"]["displayName"]) for row in story.provisioning}
    statuses = {row["provisioningStatusInfo"]["status"] for row in story.provisioning}
    failed = [row for row in story.provisioning if row["provisioningStatusInfo"]["status"] == "failure"]

    assert ("Workday", "Active Directory") in pairs
    assert {"ServiceNow", "Dropbox", "Zendesk", "Adobe Identity Management"} <= {target for _, target in pairs}
    assert statuses == {"success", "failure", "skipped", "warning"}
    for row in failed:
        assert row["provisioningStatusInfo"]["errorInformation"]["recommendedAction"]
        assert row["provisioningSteps"][-1]["status"] == "failure"


def test_what_was_risky_is_settled_in_the_audit_log(story):
    settled = [one for one in story.detections if one.settlement[0] == "remediated" and one.settled in story.stretch]

    assert settled
    for one in settled:
        if hasattr(one.who, "user_id"):
            resets = [
                row for row in audits_of(story, one.who.user_id) if row["activityDisplayName"] == "Reset password"
            ]
            assert any(row["activityDateTime"][:16] == printed_to_the_second(one.settled)[:16] for row in resets)
