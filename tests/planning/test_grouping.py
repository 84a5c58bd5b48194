"""By what attempts are put together: one value for each field, in the asker's zone."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sign_up_samples import ASKED, CREATE, VALIDATE, WRONG_CODE, event, one, otp_path

from bot.domain.events import AppliedExtension
from bot.domain.fields.sign_ups import SIGN_UPS
from bot.planning.grouping import Labels, keys_by, time_key
from bot.planning.selection import Facts

BERLIN, UTC_ZONE = ZoneInfo("Europe/Berlin"), ZoneInfo("UTC")


def labels(**changes):
    usual = {
        "zone": UTC_ZONE,
        "app": lambda attempt: f"App {attempt.app_id}",
        "flow_by_app": {"store": "Shop sign-up"},
        "extension": {"ext-1": "Postcode check"},
        "facts": Facts(had_account=lambda _: True),
    }
    return Labels(**(usual | changes))


def values(attempt, field, **changes):
    return [dict(key)[field] for key in keys_by([field], labels(**changes))(attempt)]


SUCCESS = one(*otp_path(who="Jane@Contoso.com"))
FAILED = one(
    event(0, who=None, provider=None),
    event(1, VALIDATE, WRONG_CODE, who=None, provider=None),
    event(2, VALIDATE, ASKED, who=None, provider=None),
)
ABANDONED = one(event(0, provider="Google"), event(1, VALIDATE, ASKED, provider="Google", app_id="store"))


@pytest.mark.parametrize(
    ("field", "of_success", "of_failed", "of_abandoned"),
    [
        ("status", "success", "failed", "abandoned"),
        ("stage", CREATE, VALIDATE, VALIDATE),
        ("error_code", "0", str(WRONG_CODE), str(ASKED)),
        ("had_error", "false", "true", "false"),
        ("existing_account", "true", "true", "true"),
        ("app", "App store", "App store", "App store"),
        ("user_flow", "Shop sign-up", "Shop sign-up", "Shop sign-up"),
        ("provider", "Email OTP", None, "Google"),
        ("provider_kind", "local", None, "social"),
        ("user", "jane@contoso.com", None, "jane@contoso.com"),
        ("user_domain", "contoso.com", None, "contoso.com"),
        ("correlation_id", "one", "one", "one"),
        ("extension", None, None, None),
        ("hour", "2026-11-12T09:00+00:00", "2026-11-12T09:00+00:00", "2026-11-12T09:00+00:00"),
        ("day", "2026-11-12", "2026-11-12", "2026-11-12"),
        ("week", "2026-11-09", "2026-11-09", "2026-11-09"),
        ("month", "2026-11", "2026-11", "2026-11"),
    ],
)
def test_what_a_field_says_of_an_attempt(field, of_success, of_failed, of_abandoned):
    assert values(SUCCESS, field) == [of_success]
    assert values(FAILED, field) == [of_failed]
    assert values(ABANDONED, field) == [of_abandoned]


def test_every_field_of_a_sign_up_can_be_grouped_by():
    for field in SIGN_UPS:
        assert len(values(SUCCESS, field.name)) == 1


def test_an_attempt_asked_about_for_its_prompt_stands_where_that_was():
    attempt = one(event(0, CREATE, 399279), event(1, VALIDATE, ASKED))

    assert values(attempt, "stage") == [CREATE]
    assert values(attempt, "stage", as_interrupted=lambda _: True) == [VALIDATE]
    assert values(attempt, "error_code", as_interrupted=lambda _: True) == [str(ASKED)]


def test_user_and_provider_are_those_of_the_last_event_that_has_one():
    attempt = one(
        event(0, who="jnae@x.com", provider="Google"),
        event(1, who="jane@y.com", provider="Email OTP"),
        event(2, who=None, provider=None),
    )

    assert values(attempt, "user") == ["jane@y.com"]
    assert values(attempt, "user_domain") == ["y.com"]
    assert values(attempt, "provider_kind") == ["local"]


def test_an_attempt_stands_once_for_each_extension_it_called():
    called = AppliedExtension(event_type="attributeCollectionSubmit", extension_id="ext-1")
    unknown = AppliedExtension(event_type="emailOtpSend", extension_id="ext-9")
    nameless = AppliedExtension(event_type="pageRenderStart")
    attempt = one(event(0, extensions=(called, nameless)), event(1, extensions=(called, unknown)))

    assert values(attempt, "extension") == ["Postcode check", "ext-9", "pageRenderStart"]


def test_several_fields_make_one_key_in_the_order_asked():
    (key,) = keys_by(["provider_kind", "day"], labels())(SUCCESS)

    assert key == (("provider_kind", "local"), ("day", "2026-11-12"))


def test_what_nobody_knows_is_no_value():
    assert values(SUCCESS, "existing_account", facts=Facts()) == [None]
    assert values(SUCCESS, "user_flow", flow_by_app={}) == [None]


def at(text, zone):
    return datetime.fromisoformat(text).replace(tzinfo=UTC).astimezone(zone)


@pytest.mark.parametrize(
    ("field", "moment", "zone", "key"),
    [
        pytest.param("day", "2026-11-12T23:30", BERLIN, "2026-11-13", id="already tomorrow in Berlin"),
        pytest.param("day", "2026-11-12T03:00", ZoneInfo("America/New_York"), "2026-11-11", id="still yesterday in NY"),
        pytest.param("week", "2026-11-15T22:59", BERLIN, "2026-11-09", id="Sunday belongs to the Monday before"),
        pytest.param("week", "2026-11-15T23:00", BERLIN, "2026-11-16", id="Monday in Berlin, Sunday in UTC"),
        pytest.param("week", "2027-01-01T12:00", UTC_ZONE, "2026-12-28", id="a week that crosses the year"),
        pytest.param("month", "2026-10-31T23:00", BERLIN, "2026-11", id="November in Berlin, October in UTC"),
        pytest.param("hour", "2026-10-25T00:30", BERLIN, "2026-10-25T02:00+02:00", id="the first of two such hours"),
        pytest.param("hour", "2026-10-25T01:30", BERLIN, "2026-10-25T02:00+01:00", id="the second"),
        pytest.param("hour", "2026-03-29T01:30", BERLIN, "2026-03-29T03:00+02:00", id="the hour after the gap"),
        pytest.param("hour", "2026-11-12T10:10", ZoneInfo("Asia/Kolkata"), "2026-11-12T15:00+05:30", id="half past"),
        pytest.param(
            "hour", "2026-04-04T15:10", ZoneInfo("Australia/Lord_Howe"), "2026-04-05T01:00+10:30", id="half doubled"
        ),
    ],
)
def test_times_are_the_asker_s(field, moment, zone, key):
    assert time_key(field, at(moment, zone)) == key


def test_nothing_else_is_a_time():
    with pytest.raises(ValueError, match="year"):
        time_key("year", at("2026-11-12T09:00", UTC_ZONE))


moments = st.datetimes(
    datetime.fromisoformat("2020-01-01"), datetime.fromisoformat("2030-01-01"), timezones=st.just(UTC)
)
zones = st.sampled_from([UTC_ZONE, BERLIN, ZoneInfo("Asia/Kolkata"), ZoneInfo("Pacific/Auckland")])


@given(moments, zones)
def test_an_hour_s_key_is_where_that_hour_began(moment, zone):
    began = datetime.fromisoformat(time_key("hour", moment.astimezone(zone)))

    assert timedelta() <= moment - began < timedelta(hours=1)


@given(moments, zones)
def test_a_week_s_key_is_a_monday_of_its_seven_days(moment, zone):
    local = moment.astimezone(zone)
    monday = datetime.fromisoformat(time_key("week", local)).date()

    assert monday.weekday() == 0
    assert 0 <= (local.date() - monday).days < 7
