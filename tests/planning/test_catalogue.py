"""The catalogue agrees with the fields of the domain, with the events and with Graph's reference."""

from dataclasses import fields

import pytest

from bot.domain.events import SignUpEvent
from bot.domain.question import Is, Log, Not, OneOf
from bot.planning.catalogue import LOGS, Operator, can_graph_filter, log_row

ROWS = [pytest.param(row, id=log.value) for log, row in LOGS.items()]


@pytest.mark.parametrize("row", ROWS)
def test_every_column_names_an_attribute_of_its_event(row):
    attributes = {field.name for field in fields(SignUpEvent)} | {"identifier_key", "provider_key", "domain"}

    assert {column.attribute for column in row.columns.values()} | {row.time.attribute} <= attributes


@pytest.mark.parametrize("row", ROWS)
def test_only_a_property_of_graph_can_have_operators(row):
    assert [c.field for c in row.columns.values() if c.path is None and (c.documented or c.probe)] == []


@pytest.mark.parametrize("row", ROWS)
def test_what_is_documented_needs_no_probe(row):
    assert [c.field for c in row.columns.values() if c.documented & c.probe] == []


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
