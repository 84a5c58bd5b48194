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
