"""The story is the same for the same seed, and like the sign-ups of a small town."""

from collections import Counter, defaultdict
from datetime import datetime, timedelta

import pytest
from tenant_calls import NOW

from bot.demo.moments import printed, ticks_of
from bot.demo.story.episodes import EpisodeKind
from bot.demo.story.incidents import IncidentKind, incident_of
from bot.demo.story.registrations import APPS, REWARDS, STORE
from bot.demo.story.telling import VISITS_PER_DAY, tell_story

INTERRUPTS = {1002013, 50140, 55106}
LOCAL = {"Email OTP", "Email Password"}


def text_of(moment):
    return printed(ticks_of(moment))


def until_now(story):
    return [event for event in story.events if event["createdDateTime"] <= text_of(story.now)]


def attempts_of(events):
    """By correlation id, app and hour of quiet, the order of time kept."""
    found = []
    latest = {}
    for event in events:
        key = (event["correlationId"], event["appId"])
        at = datetime.fromisoformat(event["createdDateTime"])
        known = latest.get(key)
        if known is None or at - datetime.fromisoformat(known[-1]["createdDateTime"]) > timedelta(hours=1):
            known = latest[key] = []
            found.append(known)
        known.append(event)
    return found


def code(event):
    return event["status"]["errorCode"]


def test_the_same_seed_days_and_time_tell_the_same_story(story):
    again = tell_story(1, 21, NOW)

    assert (again.events, again.users, again.incidents) == (story.events, story.users, story.incidents)
    assert tell_story(2, 21, NOW).events != story.events


def test_stories_of_one_seed_agree_on_the_days_they_share(story):
    later = tell_story(1, 21, NOW + timedelta(days=2, hours=5))

    def days(told):
        return [event for event in told.events if "2026-10-25" <= event["createdDateTime"] < "2026-11-11"]

    assert len(days(story)) > 5000
    assert days(later) == days(story)


@pytest.mark.parametrize("rows", [0, 1, 7, 500, 5_000])
@pytest.mark.parametrize("days", [1, 14])
def test_a_story_can_be_told_in_exactly_so_many_events(rows, days):
    story = tell_story(1, days, NOW, rows=rows, days_ahead=1)

    assert len(until_now(story)) == rows
    assert all(event["createdDateTime"] >= text_of(story.since) for event in story.events)


@pytest.mark.parametrize(("days", "rows"), [(0, None), (1, -1)])
def test_a_story_of_no_days_or_less_than_no_rows_cannot_be_told(days, rows):
    with pytest.raises(ValueError, match="at least one day"):
        tell_story(1, days, NOW, rows=rows)


def test_events_are_in_order_and_each_has_an_id_of_its_own(story):
    times = [event["createdDateTime"] for event in story.events]

    assert times == sorted(times)
    assert {len(time) for time in times} == {len("2026-11-12T09:30:00.0000000Z")}
    assert len({event["id"] for event in story.events}) == len(story.events)


def test_a_success_is_the_creation_of_a_user_and_nothing_else_has_a_user_id(story):
    for event in story.events:
        made = event["signUpStage"] == "userCreation" and code(event) == 0
        assert (event["userId"] is not None) == made


def test_every_made_account_is_in_the_directory_since_its_creation(story):
    users = {user["id"]: user for user in story.users}
    made = [event for event in story.events if event["userId"]]

    assert len(users) == len(story.users)
    assert len(made) > 1000
    for event in made:
        user = users[event["userId"]]
        address = event["signUpIdentity"]["signUpIdentifier"].lower()
        identity = user["identities"][0]
        assert user["createdDateTime"] == event["createdDateTime"][:19] + "Z"
        assert address in {identity["issuerAssignedId"], user["mail"], *user["otherMails"]}
        assert (identity["signInType"] == "emailAddress") == (event["signUpIdentityProvider"] in LOCAL)


def test_nobody_has_two_accounts_of_one_address(story):
    addresses = Counter(
        address
        for user in story.users
        for address in {user["mail"], *user["otherMails"], user["identities"][0]["issuerAssignedId"]} - {None}
    )

    assert set(addresses.values()) == {1}


def test_who_is_told_that_the_account_exists_had_one_before(story):
    since = {}
    for user in story.users:
        for address in (user["identities"][0]["issuerAssignedId"], user["mail"], *user["otherMails"]):
            since[address] = user["createdDateTime"]
    known = [event for event in story.events if code(event) == 1003037]

    assert len(known) > 20
    for event in known:
        assert since[event["signUpIdentity"]["signUpIdentifier"].lower()] < event["createdDateTime"]


def test_the_totals_are_those_of_a_small_town(story):
    attempts = attempts_of(until_now(story))
    succeeded = sum(any(event["userId"] for event in attempt) for attempt in attempts)
    failed = sum(
        not any(event["userId"] for event in attempt)
        and next((code(event) for event in reversed(attempt) if code(event) not in INTERRUPTS), 0) != 0
        for attempt in attempts
    )

    assert 21 * VISITS_PER_DAY < len(attempts) < 21 * VISITS_PER_DAY * 1.6
    assert 0.5 < succeeded / len(attempts) < 0.7
    assert 0.08 < failed / len(attempts) < 0.25


def test_days_are_busier_than_nights(story):
    hours = Counter(event["createdDateTime"][11:13] for event in story.events)

    assert hours["19"] > 5 * hours["03"]


def test_every_stage_provider_and_app_takes_part(story):
    assert {event["signUpStage"] for event in story.events} == {
        "credentialCollection",
        "credentialValidation",
        "credentialFederation",
        "consent",
        "attributeCollectionAndValidation",
        "userCreation",
    }
    assert {event["signUpIdentityProvider"] for event in story.events} == {
        *("Email OTP", "Email Password", "Google", "Facebook", "Apple", "Fabrikam Staff")
    }
    assert {event["appId"] for event in story.events} == {app.app_id for app in APPS}


def test_every_code_shows_at_its_stage(story):
    stages = defaultdict(set)
    for event in story.events:
        stages[code(event)].add(event["signUpStage"])

    assert {number: stages[number] for number in sorted(stages) if number} == {
        50140: {"credentialFederation"},
        50181: {"credentialValidation"},
        50182: {"credentialValidation"},
        55106: {"attributeCollectionAndValidation"},
        65004: {"consent"},
        90006: {"credentialFederation"},
        90101: {"credentialCollection"},
        399246: {"credentialCollection"},
        399279: {"userCreation"},
        399284: {"credentialFederation"},
        901011: {"credentialFederation"},
        901012: {"credentialFederation"},
        901014: {"credentialFederation"},
        1002013: {"credentialValidation"},
        1002027: {"attributeCollectionAndValidation"},
        1003005: {"attributeCollectionAndValidation"},
        1003037: {"userCreation"},
    }


def test_people_leave_at_every_stage_but_the_last(story):
    ends = Counter(
        attempt[-1]["signUpStage"] for attempt in attempts_of(until_now(story)) if code(attempt[-1]) in {0, 1002013}
    )

    assert {"credentialCollection", "credentialValidation", "credentialFederation", "consent"} < set(ends)
    assert ends["attributeCollectionAndValidation"] > 20


def test_a_wrong_code_may_be_followed_by_the_right_one_in_one_attempt(story):
    retried = [
        attempt
        for attempt in attempts_of(story.events)
        if 50181 in map(code, attempt) and attempt[-1]["userId"] is not None
    ]

    assert len(retried) > 20


def test_an_address_is_corrected_within_an_attempt(story):
    corrected = [
        attempt
        for attempt in attempts_of(story.events)
        if len({(e["signUpIdentity"] or {}).get("signUpIdentifier") for e in attempt} - {None}) > 1
        and attempt[-1]["userId"] is not None
    ]

    assert len(corrected) > 10


def test_people_who_failed_come_back_with_a_new_correlation_id(story):
    tries = defaultdict(set)
    for event in story.events:
        if event["signUpIdentity"]:
            tries[event["signUpIdentity"]["signUpIdentifier"].lower()].add(event["correlationId"])

    assert sum(len(ids) > 1 for ids in tries.values()) > 100


def test_correlation_ids_are_used_again_by_another_app_hours_later_and_by_the_next_person(story):
    by_id = defaultdict(list)
    for attempt in attempts_of(story.events):
        by_id[attempt[0]["correlationId"]].append(attempt)
    shared = [attempts for attempts in by_id.values() if len(attempts) > 1]
    two_people = [attempt for attempt in attempts_of(story.events) if any(event["userId"] for event in attempt[:-1])]

    assert sum(len({attempt[0]["appId"] for attempt in attempts}) > 1 for attempts in shared) >= 10
    assert sum(len({attempt[0]["appId"] for attempt in attempts}) == 1 for attempts in shared) >= 10
    assert len(two_people) >= 5


def test_addresses_are_typed_with_capitals_at_times(story):
    typed = {event["signUpIdentity"]["signUpIdentifier"] for event in story.events if event["signUpIdentity"]}

    assert any(address == address.upper() for address in typed)
    assert 0.02 < sum(address != address.lower() for address in typed) / len(typed) < 0.3


def test_the_first_event_of_some_apps_has_no_name(story):
    unnamed = [event for event in story.events if event["appDisplayName"] is None]

    assert STORE.app_id in {event["appId"] for event in unnamed}
    assert {event["signUpStage"] for event in unnamed} == {"credentialCollection"}
    assert REWARDS.app_id not in {event["appId"] for event in unnamed}


def test_before_apple_answers_nobody_knows_who_comes(story):
    unknown = [event for event in story.events if event["signUpIdentity"] is None]

    assert {event["signUpIdentityProvider"] for event in unknown} == {"Apple"}


def test_hostile_text_is_among_the_names_and_the_reasons(story):
    assert any("<!channel>" in (event["appDisplayName"] or "") for event in story.events)
    assert any("<!channel>" in (event["status"]["failureReason"] or "") for event in story.events)


def test_extensions_are_called_and_say_what_came_of_it(story):
    called = defaultdict(set)
    for event in story.events:
        for listener in event["appliedEventListeners"]:
            result = listener["handlerResult"]
            called[listener["eventType"]].add((result["errorCode"], result["httpStatus"], result["numberOfAttempts"]))

    assert called == {
        "attributeCollectionStart": {(0, 200, 1)},
        "attributeCollectionSubmit": {(0, 200, 1), (1003005, 504, 2)},
        "emailOtpSend": {(0, 200, 1)},
        "tokenIssuanceStart": {(0, 200, 1)},
    }


def test_somebody_is_signing_up_at_the_moment_the_story_begins(story):
    now = text_of(NOW)
    under_way = [
        attempt
        for attempt in attempts_of(story.events)
        if attempt[0]["createdDateTime"] <= now < attempt[-1]["createdDateTime"]
    ]

    assert len(under_way) >= 2


def during(story, incident):
    since, until = text_of(incident.since), text_of(incident.until)
    return [event for event in story.events if since <= event["createdDateTime"] < until]


def test_the_weeks_have_a_few_incidents_of_each_kind(story):
    assert 4 <= len(story.incidents) <= 8
    assert {incident.kind for incident in story.incidents} == set(IncidentKind)


@pytest.mark.parametrize(
    "kind", [IncidentKind.PROVIDER_OUTAGE, IncidentKind.FORM_RELEASE, IncidentKind.EXTENSION_TIMEOUT]
)
def test_an_incident_makes_most_of_those_it_concerns_fail_with_its_code(story, kind):
    incidents = [incident for incident in story.incidents if incident.kind is kind]

    assert incidents
    for incident in incidents:
        concerned = [
            event
            for event in during(story, incident)
            if event["signUpStage"] == incident.stage
            and (incident.app is None or event["appId"] == incident.app.app_id)
            and (incident.provider is None or event["signUpIdentityProvider"] == incident.provider.name)
        ]
        assert sum(code(event) == incident.error_code for event in concerned) >= 0.45 * len(concerned) > 0


def test_when_mail_does_not_arrive_people_wait_at_the_passcode(story):
    for incident in story.incidents:
        if incident.kind is IncidentKind.MAIL_NOT_ARRIVING:
            waited = [
                attempt[-1]
                for attempt in attempts_of(during(story, incident))
                if attempt[0]["signUpIdentityProvider"] == "Email OTP"
            ]
            assert sum(code(event) == 1002013 for event in waited) > len(waited) / 2 > 2


@pytest.mark.parametrize("days_later", range(7))
def test_whose_own_troubles_are_told_meets_no_others_from_then_on(days_later):
    now = NOW + timedelta(days=days_later)
    outage = incident_of(IncidentKind.EXTENSION_TIMEOUT, now + timedelta(days=1), timedelta(hours=5))
    story = tell_story(1, 1, now, rows=50, days_ahead=7, besides=[outage])

    assert [one for one in story.incidents if one.until > now] == [outage]
    assert not [one for one in story.lives.of(EpisodeKind.ATTACK) if one.until > ticks_of(now)]


def test_a_bot_wave_comes_from_one_domain_and_makes_no_account(story):
    waves = [incident for incident in story.incidents if incident.kind is IncidentKind.BOT_WAVE]
    bots = [
        event
        for event in story.events
        if event["signUpIdentity"] and event["signUpIdentity"]["signUpIdentifier"].endswith("@quickpost.example")
    ]

    assert len({event["correlationId"] for event in bots}) > 100
    assert not any(event["userId"] for event in bots)
    assert all(any(event in during(story, wave) for wave in waves) for event in bots[:20])
