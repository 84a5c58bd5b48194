"""Every log has a table of its own: rows come back as they went in, are found, and are held part by part."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import timedelta

import pytest
from mirror_samples import DAY, NOON, event, hours

from bot.domain.audits import AuditEvent, Detail, Target
from bot.domain.changed import Change
from bot.domain.events import AppliedExtension
from bot.domain.provisioning import ProvisioningEvent, ProvisioningStep
from bot.domain.question import Is, Log, Not, OneOf
from bot.domain.sign_in_methods import AuthStep
from bot.domain.sign_ins import AppliedPolicy, SignInEvent, SignInKind
from bot.mirror import statements
from bot.mirror.database import opened
from bot.mirror.rows import form_of
from bot.mirror.schema import MIGRATIONS, migrate
from bot.mirror.store import Mirror
from bot.planning.catalogue import LOGS
from bot.planning.plan import Watermark

SIGN_IN = SignInEvent(
    id="s-1",
    at=NOON + timedelta(microseconds=1),
    correlation_id="c-1",
    original_request_id="s-0",
    kind=SignInKind.INTERACTIVE,
    detailed=True,
    user_id="u-1",
    user="jane_live.com#EXT#@contoso.com",
    user_name="Jane O'Doe",
    user_type="guest",
    app_id="a-1",
    app_name="Store",
    resource="Microsoft Graph",
    ip="198.51.100.7",
    city="Straße",
    country="FR",
    networks=("Office", "VPN"),
    client_app="IMAP4",
    browser="Chrome 99.0",
    os="Windows 10",
    compliant=False,
    managed=True,
    error_code=53003,
    ca_status="failure",
    policies=(
        AppliedPolicy(name="Require MFA", result="success", id="p-1", grant_controls=("Mfa",)),
        AppliedPolicy(name="Block abroad", result="failure", session_controls=("a", "b")),
    ),
    requirement="multiFactorAuthentication",
    session_policies=("Sign-in frequency",),
    steps=(AuthStep(method="SMS", at=NOON, succeeded=True), AuthStep(method="Password", succeeded=False)),
    risk_level="high",
    risk_types=("unlikelyTravel",),
    extensions=(AppliedExtension(event_type="tokenIssuanceStart", http_status=200),),
)
AUDIT = AuditEvent(
    id="d-1",
    at=NOON,
    correlation_id="c-1",
    activity="Update application – Certificates and secrets management",
    category="ApplicationManagement",
    service="Core Directory",
    result="timeout",
    actor_address="Admin@contoso.com",
    targets=(
        Target(kind="Application", id="t-1", name="Zoom", changes=(Change(name="KeyDescription", new='["x"]'),)),
        Target(kind="User", address="Jane@contoso.com"),
    ),
    details=(Detail(name="User-Agent", value="x"),),
)
CARRIED = ProvisioningEvent(
    id="p-1",
    at=NOON,
    action="create",
    result="failure",
    error_code="ContosoEntryConflict",
    recommended_action="Rename it.",
    source_system_id="s",
    source_system="Azure Active Directory",
    target_system_id="t",
    target_system="ServiceNow Prod",
    source_name="Pilot",
    target_type="Group",
    addresses=("jane@contoso.com",),
    change_id="c-1",
    duration_ms=2785,
    steps=(ProvisioningStep(name="EntryExportAdd", kind="export", status="failure"),),
    changes=(Change(name="displayName", new="Pilot"),),
)
WHOLE = {Log.SIGN_UPS: event("e-1"), Log.SIGN_INS: SIGN_IN, Log.AUDIT: AUDIT, Log.PROVISIONING: CARRIED}


@pytest.mark.parametrize("log", LOGS)
def test_an_event_comes_back_as_it_went_in(mirror, log):
    assert mirror.store(log, [WHOLE[log]]) == 1
    assert mirror.events(log, DAY) == [WHOLE[log]]
    assert mirror.oldest(log) == WHOLE[log].at


@pytest.mark.parametrize("log", LOGS)
def test_an_event_with_nothing_in_it_comes_back_too(mirror, log):
    members = {"id": "1", "at": NOON, "correlation_id": "", "app_id": "", "stage": "", "activity": "", "action": ""}
    bare = LOGS[log].event(**{name: value for name, value in members.items() if name in form_of(log).read})
    mirror.store(log, [bare])

    assert mirror.events(log, DAY) == [bare]


@pytest.mark.parametrize("log", LOGS)
def test_a_table_has_the_columns_that_its_log_asks_for(path, log):
    with closing(sqlite3.connect(path)) as connection:
        columns = connection.execute("SELECT name FROM pragma_table_info(?)", [LOGS[log].table]).fetchall()

    assert {name for (name,) in columns} == set(form_of(log).written)


@pytest.mark.parametrize("log", LOGS)
def test_logs_do_not_see_each_others_rows(mirror, log):
    for other in LOGS:
        if other is not log:
            mirror.store(other, [WHOLE[other]])

    assert mirror.events(log, DAY) == []
    assert mirror.forget(log, DAY.until) == 0


@pytest.mark.parametrize(
    ("log", "condition"),
    [
        pytest.param(Log.SIGN_INS, Is("user", "JANE_live.com#ext#@contoso.com"), id="a guest in any case"),
        pytest.param(Log.SIGN_INS, Is("user", "jane o'doe"), id="a display name"),
        pytest.param(Log.SIGN_INS, Is("user_domain", "live.com"), id="the domain a guest comes from"),
        pytest.param(Log.SIGN_INS, Is("ip", "198.51."), id="the start of an IP address"),
        pytest.param(Log.SIGN_INS, Is("browser", "chrome"), id="a browser whatever its version"),
        pytest.param(Log.SIGN_INS, Is("city", "STRASSE"), id="a city in any case"),
        pytest.param(Log.SIGN_INS, Is("client_app", "legacy"), id="legacy clients, decided on the event"),
        pytest.param(Log.SIGN_INS, OneOf("mfa", ("claim", "required")), id="MFA, decided on the event"),
        pytest.param(Log.SIGN_INS, Is("auth_method", "sms"), id="a method tried"),
        pytest.param(Log.SIGN_INS, Is("ca_policy_failed", "block abroad"), id="the policy that said no"),
        pytest.param(Log.SIGN_INS, Not(Is("ca_policy_failed", "Require MFA")), id="not one that agreed"),
        pytest.param(Log.AUDIT, Is("activity", "app_credentials_changed"), id="an activity by its key"),
        pytest.param(Log.AUDIT, Is("activity", "app_updated"), id="a kind of activity that it belongs to"),
        pytest.param(
            Log.AUDIT,
            Is("activity", "update application - certificates and secrets management"),
            id="an activity by name, with another dash",
        ),
        pytest.param(Log.AUDIT, Is("status", "failed"), id="a timeout is a failure"),
        pytest.param(Log.AUDIT, Is("target", "zoom"), id="a target by name"),
        pytest.param(Log.AUDIT, Is("target", "jane@CONTOSO.com"), id="a target by address"),
        pytest.param(Log.AUDIT, Is("property", "keydescription"), id="a changed property"),
        pytest.param(Log.AUDIT, Is("actor", "admin@contoso.com"), id="who did it"),
        pytest.param(Log.PROVISIONING, Is("system", "servicenow"), id="a part of a system's name"),
        pytest.param(Log.PROVISIONING, Is("error_code", "EntryConflict"), id="a part of an error's name"),
        pytest.param(Log.PROVISIONING, Is("identity", "JANE@contoso.com"), id="an identity by address"),
        pytest.param(Log.PROVISIONING, Is("identity", "pilot"), id="an identity by name"),
        pytest.param(Log.PROVISIONING, Is("object", "group"), id="the kind of an object"),
    ],
)
def test_a_row_is_found_by_what_it_says_and_missed_by_the_opposite(mirror, log, condition):
    mirror.store(log, [WHOLE[log]])
    opposite = condition.condition if isinstance(condition, Not) else Not(condition)

    assert mirror.events(log, DAY, [condition]) == [WHOLE[log]]
    assert mirror.events(log, DAY, [opposite]) == []


def test_outside_sign_ups_every_filter_must_hold_for_the_row_itself(mirror):
    mirror.store(Log.SIGN_INS, [SIGN_IN, replace(SIGN_IN, id="s-2", error_code=0)])

    assert [row.id for row in mirror.events(Log.SIGN_INS, DAY, [Is("error_code", 53003)])] == ["s-1"]


def test_parts_of_a_log_are_held_each_by_itself(mirror):
    mirror.mark(Log.SIGN_INS, hours(0, 2), NOON, "nonInteractive")
    mirror.mark(Log.SIGN_INS, hours(-1, 1), NOON)

    assert mirror.held(Log.SIGN_INS) == [Watermark(Log.SIGN_INS, hours(-1, 1), NOON)]
    assert mirror.watermark(Log.SIGN_INS, "interactive").held == hours(-1, 1)  # the first part by its name
    assert mirror.watermark(Log.SIGN_INS, "nonInteractive").held == hours(0, 2)
    assert mirror.held(Log.SIGN_INS, "servicePrincipal") == []


def test_what_is_forgotten_is_held_of_no_part(mirror):
    mirror.store(Log.SIGN_INS, [SIGN_IN])
    mirror.mark(Log.SIGN_INS, hours(-1, 2), NOON)
    mirror.mark(Log.SIGN_INS, hours(-2, 1), NOON, "managedIdentity")

    assert mirror.forget(Log.SIGN_INS, NOON + timedelta(minutes=30)) == 1
    assert mirror.watermark(Log.SIGN_INS).held == hours(0.5, 2)
    assert mirror.watermark(Log.SIGN_INS, "managedIdentity").held == hours(0.5, 1)


def test_a_copy_that_tells_less_adds_what_it_knows_and_takes_nothing_away(mirror):
    full = replace(SIGN_IN, raw=b'{"steps":2}')
    poor = replace(
        full, detailed=False, user_type=None, requirement=None, steps=(), risk_level="low", raw=b'{"steps":0}'
    )
    mirror.store(Log.SIGN_INS, [full])
    mirror.store(Log.SIGN_INS, [poor])

    assert mirror.events(Log.SIGN_INS, DAY) == [replace(full, risk_level="low")]
    assert list(mirror.rows(Log.SIGN_INS, DAY)) == [{"steps": 2}]


def test_a_copy_that_tells_more_takes_the_place_of_one_that_told_less(mirror):
    mirror.store(Log.SIGN_INS, [replace(SIGN_IN, detailed=False, steps=(), user_type=None)])
    mirror.store(Log.SIGN_INS, [SIGN_IN])

    assert mirror.events(Log.SIGN_INS, DAY) == [SIGN_IN]


def test_the_newest_copy_of_a_row_stays_though_an_older_one_arrives_after_it(mirror):
    newer = replace(SIGN_IN, at=SIGN_IN.at + timedelta(seconds=30), error_code=0)
    mirror.store(Log.SIGN_INS, [newer])

    assert mirror.store(Log.SIGN_INS, [SIGN_IN]) == 0
    assert mirror.events(Log.SIGN_INS, DAY) == [newer]


def test_names_of_systems_are_remembered(mirror):
    mirror.store(Log.PROVISIONING, [CARRIED, replace(CARRIED, id="p-2", target_system="ServiceNow")])
    mirror.store(Log.SIGN_INS, [SIGN_IN])

    assert set(mirror.app_names(Log.PROVISIONING).values()) == {"Azure Active Directory", "ServiceNow Prod"}
    assert mirror.app_names(Log.SIGN_INS) == {"a-1": "Store"}
    assert mirror.app_names(Log.AUDIT) == {}


def test_a_database_from_before_these_logs_keeps_its_rows_and_gets_their_tables(tmp_path):
    path = tmp_path / "old.db"
    path.touch()
    with opened(path) as db:
        MIGRATIONS.apply(db, stop_before="sign_in_events")
    Mirror(path).store(Log.SIGN_UPS, [event("kept")])

    assert migrate(path)[:3] == ["sign_in_events", "audit_events", "provisioning_events"]
    assert Mirror(path).events(Log.SIGN_UPS, DAY) == [event("kept")]
    assert Mirror(path).events(Log.AUDIT, DAY) == []


@pytest.mark.parametrize(
    ("log", "condition", "index"),
    [
        pytest.param(Log.SIGN_INS, None, "sign_ins_by_time", id="sign-ins of a window"),
        pytest.param(Log.SIGN_INS, Is("user", "a@b.com"), "sign_ins_by_person", id="of a person"),
        pytest.param(
            Log.SIGN_INS, Is("user", "26be570a-ae82-4189-b4e2-a37c6808512d"), "sign_ins_by_user_id", id="by object id"
        ),
        pytest.param(Log.SIGN_INS, Is("correlation_id", "c"), "sign_ins_by_correlation", id="by correlation id"),
        pytest.param(Log.SIGN_INS, Is("app", "a"), "sign_ins_by_app", id="of an app"),
        pytest.param(Log.AUDIT, None, "audits_by_time", id="audits of a window"),
        pytest.param(Log.AUDIT, Is("actor", "a@b.com"), "audits_by_actor", id="of an administrator"),
        pytest.param(Log.AUDIT, Is("correlation_id", "c"), "audits_by_correlation", id="of one change"),
        pytest.param(Log.PROVISIONING, None, "provisioning_by_time", id="provisioning of a window"),
        pytest.param(Log.PROVISIONING, Is("change_id", "c"), "provisioning_by_change", id="of one object"),
    ],
)
def test_rows_are_found_by_an_index(path, log, condition, index):
    text, parameters = statements.read(log, DAY, [condition] if condition else [])
    with opened(path) as db:
        steps = [detail for _, _, _, detail in db.execute(f"EXPLAIN QUERY PLAN {text}", parameters)]

    assert any(f"USING INDEX {index} " in step for step in steps), steps
