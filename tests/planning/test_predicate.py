"""What each condition means, said on single rows."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.events import SignUpEvent
from bot.domain.question import And, Is, Log, Not, OneOf, Within
from bot.domain.sign_ins import SignInEvent
from bot.domain.window import Window
from bot.planning.predicate import holds

NOON = datetime(2026, 11, 12, 12, tzinfo=UTC)
HOUR = Window(NOON, NOON + timedelta(hours=1))


def event(**members):
    usual = {"id": "1", "at": NOON, "correlation_id": "c", "app_id": "a", "stage": "userCreation"}
    return SignUpEvent(**(usual | members))


@pytest.mark.parametrize(
    ("condition", "row", "expected"),
    [
        pytest.param(Is("user", "JANE@b.com"), event(identifier="jane@B.COM"), True, id="an address in any case"),
        pytest.param(Is("user", "strasse@b.de"), event(identifier="straße@b.de"), True, id="casefolded, not lowered"),
        pytest.param(Is("user", "Straße@b.de"), event(identifier="STRASSE@b.de"), True, id="on both sides"),
        pytest.param(Is("user", "jane@b.com"), event(), False, id="no address is no match"),
        pytest.param(Not(Is("user", "jane@b.com")), event(), True, id="no address is another address"),
        pytest.param(Not(OneOf("user", ("x@b.com", "y@b.com"))), event(identifier="Y@b.com"), False, id="none of them"),
        pytest.param(Is("user", "%@b.com"), event(identifier="jane@b.com"), False, id="a percent sign is just that"),
        pytest.param(Is("user_domain", "B.com"), event(identifier="jane@b.COM"), True, id="domain in any case"),
        pytest.param(
            Is("user_domain", "b.com"), event(identifier="jane@sub.b.com"), False, id="a sub-domain is another"
        ),
        pytest.param(Is("provider", "email otp"), event(provider="Email OTP"), True, id="provider in any case"),
        pytest.param(Is("stage", "usercreation"), event(), False, id="stages are Graph's own words"),
        pytest.param(Is("app", "A"), event(), False, id="ids are exact"),
        pytest.param(Is("error_code", "50181"), event(error_code=50181), True, id="a code given as text"),
        pytest.param(OneOf("error_code", (0, "50181")), event(error_code=50181), True, id="any of several codes"),
        pytest.param(OneOf("error_code", ()), event(), False, id="any of nothing"),
        pytest.param(Within(HOUR), event(at=HOUR.since), True, id="the start is inside"),
        pytest.param(Within(HOUR), event(at=HOUR.until), False, id="the end is not"),
        pytest.param(And((Is("app", "a"), Is("stage", "consent"))), event(), False, id="both must hold"),
        pytest.param(And(()), event(), True, id="nothing is asked"),
    ],
)
def test_a_condition_holds_for_a_row_or_does_not(condition, row, expected):
    assert holds(condition, Log.SIGN_UPS)(row) is expected


SOMEBODY = "4562bcc8-c436-4f95-b7c0-4f8ce89dca5e"


def sign_in(**members):
    return SignInEvent(**({"id": "1", "at": NOON, "correlation_id": "c"} | members))


@pytest.mark.parametrize(
    ("condition", "row", "expected"),
    [
        pytest.param(Is("browser", "chrome"), sign_in(browser="Chrome 99.0"), True, id="the beginning is enough"),
        pytest.param(Is("browser", "Chrome"), sign_in(browser="Mobile Chrome 1"), False, id="the middle is not"),
        pytest.param(Is("ip", "198.51."), sign_in(ip="198.51.100.7"), True, id="the start of an address"),
        pytest.param(Is("ip", "198.51."), sign_in(ip="10.198.51.1"), False, id="the start and nothing else"),
        pytest.param(Is("ip", "198.51.100.7"), sign_in(ip="198.51.100.70"), False, id="a whole address is no start"),
        pytest.param(Not(Is("ip", "198.51.")), sign_in(), True, id="no address is another address"),
        pytest.param(Is("user", SOMEBODY.upper()), sign_in(user_id=SOMEBODY), True, id="an object id in capitals"),
        pytest.param(Is("user", "jane@b.com"), sign_in(user_name="jane@b.com"), False, id="an address is not a name"),
        pytest.param(
            OneOf("user", ("nobody@b.com", "jane doe")),
            sign_in(user_name="Jane Doe"),
            True,
            id="each in its place",
        ),
        pytest.param(
            Not(OneOf("user", ("jane@b.com", "Jane Doe"))), sign_in(user_name="Jane Doe"), False, id="in none of them"
        ),
    ],
)
def test_the_look_of_a_value_says_where_it_is_looked_for_and_how(condition, row, expected):
    assert holds(condition, Log.SIGN_INS)(row) is expected


@pytest.mark.parametrize(
    "condition",
    [
        pytest.param(Is("status", "failed"), id="a fact about attempts"),
        pytest.param(Is("error_code", "many"), id="not a number"),
        pytest.param(Is("app", 7), id="a number where text belongs"),
    ],
)
def test_what_no_row_can_answer_is_refused_before_any_row_is_read(condition):
    with pytest.raises(ValueError, match=condition.field):
        holds(condition, Log.SIGN_UPS)
