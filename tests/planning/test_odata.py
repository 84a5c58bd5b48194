"""What Graph is sent, to the letter."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from bot.domain.question import And, Is, Log, Not, OneOf, Within
from bot.domain.window import Window
from bot.planning import odata

DAY = Within(Window(datetime(2026, 11, 12, tzinfo=UTC), datetime(2026, 11, 13, tzinfo=UTC)))
T = "createdDateTime ge 2026-11-12T00:00:00Z and createdDateTime le 2026-11-13T00:00:00Z"
OTP, PASSWORD = "Email OTP", "Email Password"


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        pytest.param(DAY, T, id="a window, its end included"),
        pytest.param(And((DAY,)), T, id="an And of one"),
        pytest.param(And((DAY, Is("app", "94559aba"))), f"{T} and appId eq '94559aba'", id="one app"),
        pytest.param(
            And((DAY, OneOf("app", ("a", "b")))),
            f"{T} and (appId eq 'a' or appId eq 'b')",
            id="or beside and in brackets",
        ),
        pytest.param(And((DAY, OneOf("app", ("a",)))), f"{T} and appId eq 'a'", id="a chain of one needs no brackets"),
        pytest.param(
            OneOf("correlation_id", ("x", "y")),
            "correlationId eq 'x' or correlationId eq 'y'",
            id="or alone needs none",
        ),
        pytest.param(And((DAY, And((Is("id", "i"),)))), f"{T} and id eq 'i'", id="nested And"),
        pytest.param(Is("user", "o'brien@a.com"), "signUpIdentity/signUpIdentifier eq 'o''brien@a.com'", id="quote"),
        pytest.param(Is("user", "'"), "signUpIdentity/signUpIdentifier eq ''''", id="nothing but a quote"),
        pytest.param(Is("user", "Jane@A.com"), "signUpIdentity/signUpIdentifier eq 'Jane@A.com'", id="text as typed"),
        pytest.param(Is("app", "{appId:Store}"), "appId eq '{appId:Store}'", id="a name still to be bound"),
        pytest.param(Is("error_code", "50181"), "status/errorCode eq 50181", id="a number stands bare"),
        pytest.param(Is("error_code", 0), "status/errorCode eq 0", id="a number given as one"),
        pytest.param(Not(Is("error_code", "0")), "status/errorCode ne 0", id="not"),
        pytest.param(
            Not(OneOf("error_code", ("0", "1002013"))),
            "status/errorCode ne 0 and status/errorCode ne 1002013",
            id="none of several",
        ),
        pytest.param(
            And((Is("stage", "userCreation"), Not(Is("error_code", "0")))),
            "signUpStage eq 'userCreation' and status/errorCode ne 0",
            id="failed while the account was created",
        ),
        pytest.param(
            OneOf("provider", (OTP, PASSWORD)),
            "signUpIdentityProvider eq 'Email OTP' or signUpIdentityProvider eq 'Email Password'",
            id="local accounts",
        ),
    ],
)
def test_a_condition_is_written_as_graph_takes_it(condition, expected):
    assert odata.write(condition, Log.SIGN_UPS) == expected


@pytest.mark.parametrize(
    "condition",
    [
        pytest.param(Is("user_domain", "a.com"), id="Graph has no such property"),
        pytest.param(Is("user_id", "9fb7"), id="a property without operators"),
        pytest.param(Not(Is("app", "a")), id="ne on a text"),
        pytest.param(Is("status", "failed"), id="a fact about attempts"),
        pytest.param(Is("nonsense eq 1 or id", "x"), id="a field that was made up"),
        pytest.param(Is("error_code", "0 or id eq 'x'"), id="text where a number belongs"),
        pytest.param(Is("error_code", "-1"), id="a negative code"),
        pytest.param(Is("error_code", "٣"), id="digits of another script"),
        pytest.param(Is("error_code", str(2**31)), id="more than 32 bits"),
        pytest.param(Is("error_code", value=True), id="a truth value is no code"),
        pytest.param(OneOf("app", ()), id="no value"),
        pytest.param(And(()), id="no condition"),
    ],
)
def test_what_graph_would_refuse_cannot_be_written(condition):
    with pytest.raises(ValueError, match=r"."):
        odata.write(condition, Log.SIGN_UPS)


def test_a_log_without_a_catalogue_row_is_refused_by_name():
    with pytest.raises(ValueError, match="risk"):
        odata.write(DAY, Log.RISK)


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        pytest.param(datetime(2026, 11, 12, tzinfo=UTC), "2026-11-12T00:00:00Z", id="whole seconds"),
        pytest.param(datetime(2026, 11, 12, 0, 0, 0, 42, tzinfo=UTC), "2026-11-12T00:00:00.000042Z", id="microseconds"),
        pytest.param(
            datetime(2026, 11, 12, 1, 30, tzinfo=timezone(timedelta(hours=1))),
            "2026-11-12T00:30:00Z",
            id="another zone",
        ),
    ],
)
def test_an_instant_is_bare_and_in_utc(moment, expected):
    assert odata.instant(moment) == expected


def test_a_moment_without_a_zone_is_no_instant():
    with pytest.raises(ValueError, match="zone"):
        odata.instant(datetime(2026, 11, 12))  # noqa: DTZ001 - the very mistake
