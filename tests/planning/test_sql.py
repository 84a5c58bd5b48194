"""The WHERE text: columns from the catalogue, question marks for everything else."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from bot.domain.question import And, Is, Log, Not, OneOf, Within
from bot.domain.window import Window
from bot.planning import sql

SECOND = Within(Window(datetime(1970, 1, 1, tzinfo=UTC), datetime(1970, 1, 1, 0, 0, 1, tzinfo=UTC)))


@pytest.mark.parametrize(
    ("condition", "text", "parameters"),
    [
        pytest.param(Is("user", "O'Brien@A.com"), "identifier_key = ?", ["o'brien@a.com"], id="the key column"),
        pytest.param(Is("error_code", "50181"), "error_code = ?", [50181], id="a number"),
        pytest.param(OneOf("app", ("a", "b")), "app_id IN (?, ?)", ["a", "b"], id="any of"),
        pytest.param(OneOf("app", ()), "app_id IN ()", [], id="any of nothing"),
        pytest.param(Not(Is("user_domain", "A.com")), "(domain = ?) IS NOT TRUE", ["a.com"], id="not"),
        pytest.param(SECOND, "at >= ? AND at < ?", [0, 1_000_000], id="a window, its end excluded"),
        pytest.param(
            And((SECOND, Is("app", "a"))),
            "(at >= ? AND at < ?) AND (app_id = ?)",
            [0, 1_000_000, "a"],
            id="all of several, parameters in order",
        ),
        pytest.param(And(()), "TRUE", [], id="nothing is asked"),
    ],
)
def test_a_condition_becomes_text_and_parameters(condition, text, parameters):
    assert sql.write(condition, Log.SIGN_UPS) == (text, parameters)


@pytest.mark.parametrize(
    "field",
    [pytest.param("1=1 OR app", id="a field that is SQL"), pytest.param("app_id", id="a column, where fields belong")],
)
def test_a_name_outside_the_catalogue_never_enters_the_text(field):
    with pytest.raises(ValueError, match="no field"):
        sql.write(Is(field, "x"), Log.SIGN_UPS)


def test_microseconds_are_exact_whatever_the_zone_and_the_century():
    moment = datetime(9999, 12, 31, 23, 59, 59, 999_999, tzinfo=UTC)

    assert sql.micros(moment) == 253_402_300_799_999_999
    assert sql.micros(moment.astimezone(timezone(timedelta(hours=-5)))) == 253_402_300_799_999_999


SOMEBODY = "4562bcc8-c436-4f95-b7c0-4f8ce89dca5e"
TARGETS = "EXISTS (SELECT 1 FROM json_each(target_ids) WHERE value = ?)"


@pytest.mark.parametrize(
    ("log", "condition", "text", "parameters"),
    [
        pytest.param(Log.SIGN_INS, Is("os", "Win"), "instr(os_key, ?) = 1", ["win"], id="the beginning"),
        pytest.param(
            Log.SIGN_INS,
            OneOf("os", ("Win", "Ios")),
            "instr(os_key, ?) = 1 OR instr(os_key, ?) = 1",
            ["win", "ios"],
            id="one of several beginnings",
        ),
        pytest.param(Log.SIGN_INS, OneOf("os", ()), "FALSE", [], id="the beginning of nothing"),
        pytest.param(
            Log.PROVISIONING,
            Is("system", "Zoom"),
            "(instr(source_system_key, ?) > 0) OR (instr(target_system_key, ?) > 0)",
            ["zoom", "zoom"],
            id="a part, on either side",
        ),
        pytest.param(Log.AUDIT, Is("target", SOMEBODY.upper()), TARGETS, [SOMEBODY], id="any of a list"),
        pytest.param(
            Log.SIGN_INS,
            OneOf("user", ("A@b.com", SOMEBODY)),
            "(user_key = ?) OR (user_id = ?)",
            ["a@b.com", SOMEBODY],
            id="each value where its look says",
        ),
    ],
)
def test_a_column_says_how_its_values_are_compared(log, condition, text, parameters):
    assert sql.write(condition, log) == (text, parameters)


@pytest.mark.parametrize("field", ["mfa", "client_app", "auth_method", "ca_policy"])
def test_what_only_the_event_can_tell_has_no_sql(field):
    assert not sql.is_written(Is(field, "x"), Log.SIGN_INS)
    with pytest.raises(ValueError, match=f"no column of {field}"):
        sql.write(Is(field, "x"), Log.SIGN_INS)
