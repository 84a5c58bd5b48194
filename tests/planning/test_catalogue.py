"""The catalogue agrees with the fields of the domain, with the events and with Graph's reference."""

import pytest

from bot.domain.fields import FIELDS
from bot.domain.question import Is, Log, Not, OneOf
from bot.planning.catalogue import LOGS, Operator, can_graph_filter, graph_may_miss, log_row
from bot.planning.predicate import holds

ROWS = [pytest.param(row, id=log.value) for log, row in LOGS.items()]
DECIDED_ELSEWHERE = {
    Log.SIGN_UPS: {"status", "had_error", "provider_kind", "user_flow", "extension", "existing_account"},
    Log.SIGN_INS: {"status"},
    Log.AUDIT: set(),
    Log.PROVISIONING: set(),
}
"""Facts about whole attempts, about the directory, and what a setting says of error codes."""


@pytest.mark.parametrize("row", ROWS)
def test_every_column_names_an_attribute_of_its_event(row):
    attributes = {name for name in dir(row.event) if not name.startswith("_")}

    assert {column.attribute for column in row.places} | {row.time.attribute} <= attributes


@pytest.mark.parametrize("row", ROWS)
def test_every_field_of_a_question_has_its_columns(row):
    asked = {field.name for field in FIELDS[row.log].values() if field.filterable}

    assert asked - row.columns.keys() == DECIDED_ELSEWHERE[row.log]


@pytest.mark.parametrize("row", ROWS)
def test_every_known_value_of_a_question_can_be_looked_for(row):
    for field in FIELDS[row.log].values():
        for value in field.values if field.name in row.columns else ():
            assert callable(holds(Is(field.name, value), row.log))


@pytest.mark.parametrize("row", ROWS)
def test_only_a_property_of_graph_can_have_operators(row):
    assert [c.field for c in row.places if c.path is None and (c.documented or c.probe)] == []


@pytest.mark.parametrize("row", ROWS)
def test_what_is_documented_needs_no_probe(row):
    assert [c.field for c in row.places if c.documented & c.probe] == []


def test_sign_ups_are_asked_for_where_graph_serves_them():
    row = log_row(Log.SIGN_UPS)

    assert (row.version, row.path, row.time.path) == ("beta", "auditLogs/signUps", "createdDateTime")
    assert row.time.operators == {Operator.EQ, Operator.GE, Operator.LE}


@pytest.mark.parametrize(
    ("condition", "documented", "probed"),
    [
        pytest.param(Is("app", "a"), True, True, id="app"),
        pytest.param(OneOf("correlation_id", ("a", "b")), True, True, id="correlation ids"),
        pytest.param(Is("error_code", "50181"), True, True, id="error code"),
        pytest.param(Not(Is("error_code", "0")), False, True, id="any other error code"),
        pytest.param(Is("stage", "consent"), False, True, id="stage"),
        pytest.param(Is("provider", "Google"), False, True, id="provider"),
        pytest.param(Is("user", "a@b.c"), False, True, id="identifier"),
        pytest.param(Not(Is("provider", "Google")), False, False, id="any other provider"),
        pytest.param(Not(Is("app", "a")), False, False, id="any other app"),
        pytest.param(Is("user_domain", "b.c"), False, False, id="domain"),
        pytest.param(Is("user_id", "9fb7"), False, False, id="user id"),
        pytest.param(Is("status", "failed"), False, False, id="outcome of an attempt"),
    ],
)
def test_which_filters_graph_takes(condition, documented, probed):
    assert can_graph_filter(Log.SIGN_UPS, condition, probes_allowed=False) is documented
    assert can_graph_filter(Log.SIGN_UPS, condition, probes_allowed=True) is probed


def test_a_field_that_no_row_has_is_refused_by_name():
    with pytest.raises(ValueError, match="had_error"):
        log_row(Log.SIGN_UPS).column("had_error")


PERSON, SOMEBODY = "jane@contoso.com", "4562bcc8-c436-4f95-b7c0-4f8ce89dca5e"


@pytest.mark.parametrize(
    ("log", "condition", "taken", "may_miss"),
    [
        pytest.param(Log.SIGN_INS, Is("user", PERSON), True, False, id="an address, which the log keeps in lower case"),
        pytest.param(Log.SIGN_INS, Is("user", SOMEBODY), True, False, id="an object id"),
        pytest.param(Log.SIGN_INS, Is("user", "Jane Doe"), True, True, id="a display name may differ in case"),
        pytest.param(Log.SIGN_INS, OneOf("user", (PERSON, "Jane Doe")), True, True, id="both at once"),
        pytest.param(Log.SIGN_INS, Not(Is("user", PERSON)), False, False, id="anybody else"),
        pytest.param(Log.SIGN_INS, Is("ip", "198.51.100.7"), True, False, id="an IP address"),
        pytest.param(Log.SIGN_INS, Is("ip", "198.51."), True, False, id="the start of IP addresses"),
        pytest.param(Log.SIGN_INS, Is("client_app", "browser"), True, False, id="the one client whose name is settled"),
        pytest.param(Log.SIGN_INS, Is("client_app", "legacy"), False, False, id="a group of clients"),
        pytest.param(Log.SIGN_INS, Is("mfa", "required"), True, False, id="a second factor"),
        pytest.param(Log.SIGN_INS, Is("mfa", "claim"), False, False, id="what the token brought along"),
        pytest.param(
            Log.SIGN_INS, OneOf("mfa", ("none", "claim")), False, False, id="one that is taken, one that is not"
        ),
        pytest.param(Log.SIGN_INS, Not(Is("signin_type", "interactive")), True, False, id="any other kind"),
        pytest.param(Log.SIGN_INS, Is("user_type", "guest"), False, False, id="guests"),
        pytest.param(Log.SIGN_INS, Is("ca_policy", "Require MFA"), False, False, id="a policy"),
        pytest.param(Log.AUDIT, Is("activity", "group_created"), True, True, id="an activity"),
        pytest.param(Log.AUDIT, Is("category", "Policy"), False, False, id="a category"),
        pytest.param(Log.AUDIT, Is("status", "failed"), False, False, id="how a change ended"),
        pytest.param(Log.AUDIT, Is("target", SOMEBODY), True, False, id="somebody acted on, by id"),
        pytest.param(Log.AUDIT, Is("target", PERSON), False, False, id="somebody acted on, by address"),
        pytest.param(Log.PROVISIONING, Is("status", "failed"), True, False, id="how an object was carried over"),
        pytest.param(
            Log.PROVISIONING, Is("target_system", "ServiceNow"), True, True, id="a system, with regard to case"
        ),
        pytest.param(Log.PROVISIONING, Is("object", "role"), False, True, id="roles have many names"),
        pytest.param(Log.PROVISIONING, OneOf("action", ()), False, False, id="nothing at all"),
    ],
)
def test_what_graph_takes_of_the_other_logs_and_whether_that_finds_every_row(log, condition, taken, may_miss):
    assert can_graph_filter(log, condition, probes_allowed=False) is taken
    assert graph_may_miss(log, condition) is may_miss


def test_a_part_that_no_log_has_is_refused_by_name():
    with pytest.raises(ValueError, match="batch"):
        log_row(Log.SIGN_INS).part("batch")
