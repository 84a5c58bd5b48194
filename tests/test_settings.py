"""Settings come from the environment or a file, are checked at once, and never show a secret."""

from datetime import time, timedelta
from pathlib import Path

import pytest

from bot.domain.codes import SIGN_UP_INTERRUPTS
from bot.errors import SettingsError
from bot.settings import Settings, given, load, unknown_variables, variable

SECRET = "hush~nobody.may-see-this"


@pytest.fixture(autouse=True)
def bare(monkeypatch, tmp_path):
    """An environment without settings, in a folder without a `.env`."""
    for field in Settings.model_fields:
        monkeypatch.delenv(variable(field), raising=False)
    monkeypatch.chdir(tmp_path)
    return monkeypatch


def loaded(bare, **environment):
    for name, value in environment.items():
        bare.setenv(name, value)
    return load()


def test_nothing_has_to_be_set_to_start():
    settings = load()

    assert settings.tenant_id is None
    assert settings.allowed_users == frozenset()
    assert settings.digest_channel is None
    assert settings.digest_time == time(9)
    assert settings.quiet == timedelta(hours=1)
    assert settings.sign_up_interrupts == SIGN_UP_INTERRUPTS


@pytest.mark.parametrize(
    ("name", "text", "field", "value"),
    [
        ("GATEHOUSE_TENANT_ID", "contoso.onmicrosoft.com", "tenant_id", "contoso.onmicrosoft.com"),
        ("GATEHOUSE_DATABASE", "/var/lib/gatehouse.db", "database", Path("/var/lib/gatehouse.db")),
        ("GATEHOUSE_ALLOWED_USERS", " U1, U2 ,,", "allowed_users", {"U1", "U2"}),
        ("GATEHOUSE_ALLOWED_USERS", "", "allowed_users", set()),
        ("GATEHOUSE_SOCIAL_PROVIDERS", "LinkedIn,X", "social_providers", {"LinkedIn", "X"}),
        ("GATEHOUSE_SIGN_UP_INTERRUPTS", "1002013, 50140", "sign_up_interrupts", {1002013, 50140}),
        ("GATEHOUSE_SIGN_IN_INTERRUPTS", "50140, 50076", "sign_in_interrupts", {50140, 50076}),
        ("GATEHOUSE_DIGEST_TIME", "07:45", "digest_time", time(7, 45)),
        ("GATEHOUSE_DIGEST_TIME", "00:00", "digest_time", time(0)),
        ("GATEHOUSE_DIGEST_ZONE", "Asia/Kolkata", "digest_zone", "Asia/Kolkata"),
        ("GATEHOUSE_QUIET_MINUTES", "30", "quiet", timedelta(minutes=30)),
        ("GATEHOUSE_LOG_LEVEL", "debug", "log_level", "DEBUG"),
        ("GATEHOUSE_DIGEST_CHANNEL", "", "digest_channel", None),
    ],
)
def test_a_setting_is_read_from_the_environment(bare, name, text, field, value):
    assert getattr(loaded(bare, **{name: text}), field) == value


@pytest.mark.parametrize("name", ["SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "SLACK_SIGNING_SECRET"])
def test_slack_s_usual_three_keep_their_names(bare, name):
    assert getattr(loaded(bare, **{name: SECRET}), name.lower()).get_secret_value() == SECRET


def test_a_setting_is_read_from_a_file_and_the_environment_goes_before_it(bare, tmp_path):
    (tmp_path / ".env").write_text("GATEHOUSE_TENANT_ID=from-file\nGATEHOUSE_CLIENT_ID=from-file\n")

    settings = loaded(bare, GATEHOUSE_CLIENT_ID="from-environment")

    assert (settings.tenant_id, settings.client_id) == ("from-file", "from-environment")


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("GATEHOUSE_DIGEST_ZONE", "Europe/Lodnon", "no time zone"),
        ("GATEHOUSE_DIGEST_ZONE", "Europe", "no time zone"),
        ("GATEHOUSE_DEFAULT_ZONE", "../secret", "no time zone"),
        ("GATEHOUSE_DIGEST_TIME", "9", "a time of the day, as 09:00"),
        ("GATEHOUSE_DIGEST_TIME", "0900", "time"),
        ("GATEHOUSE_DIGEST_TIME", "25:00", "time"),
        ("GATEHOUSE_DIGEST_TIME", "09:00Z", "HH:MM"),
        ("GATEHOUSE_DIGEST_TIME", "09:00:30", "HH:MM"),
        ("GATEHOUSE_SIGN_UP_INTERRUPTS", "1002013,soon", "numbers"),
        ("GATEHOUSE_SIGN_UP_INTERRUPTS", "0,1002013", "above 0"),
        ("GATEHOUSE_SIGN_UP_INTERRUPTS", "-5", "above 0"),
        ("GATEHOUSE_QUIET_MINUTES", "0", "must be 1 or more"),
        ("GATEHOUSE_REFRESH_MINUTES", "often", "must be a whole number"),
        ("GATEHOUSE_KEEP_DAYS", "7", "must be 8 or more"),
        ("GATEHOUSE_KEEP_DAYS", "99999999", "must be 36500 or less"),
        ("GATEHOUSE_LOG_LEVEL", "LOUD", "DEBUG"),
    ],
)
def test_a_setting_that_cannot_be_is_named_and_its_value_is_not_shown(bare, name, text, said):
    with pytest.raises(SettingsError) as refused:
        loaded(bare, **{name: text})

    assert name in refused.value.message
    assert said in refused.value.message
    assert f"“{text}”" not in refused.value.message
    assert f"'{text}'" not in refused.value.message


def test_all_wrong_settings_are_named_at_once_each_on_a_line_of_its_own(bare):
    with pytest.raises(SettingsError) as refused:
        loaded(bare, GATEHOUSE_LOG_LEVEL="LOUD", GATEHOUSE_QUIET_MINUTES="0")

    first, *wrong = refused.value.message.splitlines()
    assert first == "These settings cannot be used:"
    assert sorted(wrong) == [
        "  GATEHOUSE_LOG_LEVEL: must be DEBUG, INFO, WARNING or ERROR.",
        "  GATEHOUSE_QUIET_MINUTES: must be 1 or more.",
    ]


def test_a_file_that_cannot_be_read_is_named(tmp_path):
    (tmp_path / ".env").write_bytes(b"GATEHOUSE_TENANT_ID=\xff\xfe\n")

    with pytest.raises(SettingsError, match=r"\.env"):
        load()


def test_no_secret_ever_prints(bare):
    names = ["GATEHOUSE_CLIENT_SECRET", "GATEHOUSE_CERTIFICATE_PASSWORD"]
    names += ["SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "SLACK_SIGNING_SECRET"]
    settings = loaded(bare, **dict.fromkeys(names, SECRET))

    for said in (repr(settings), str(settings), str(settings.model_dump()), settings.model_dump_json()):
        assert SECRET not in said


def test_a_needed_setting_that_is_missing_is_named(bare):
    with pytest.raises(SettingsError, match="GATEHOUSE_TENANT_ID is not set"):
        load().required("tenant_id")
    with pytest.raises(SettingsError, match="SLACK_BOT_TOKEN is not set"):
        load().required("slack_bot_token")


def test_a_needed_setting_is_given_in_clear(bare):
    settings = loaded(bare, GATEHOUSE_CLIENT_SECRET=SECRET, GATEHOUSE_TENANT_ID="contoso")

    assert settings.required("client_secret") == SECRET
    assert settings.required("tenant_id") == "contoso"


def test_given_settings_look_at_nothing_else(bare, tmp_path):
    bare.setenv("GATEHOUSE_TENANT_ID", "from-environment")
    (tmp_path / ".env").write_text("GATEHOUSE_CLIENT_ID=from-file\n")

    settings = given({"digest_zone": "Europe/Berlin"})

    assert (settings.tenant_id, settings.client_id, settings.digest_zone) == (None, None, "Europe/Berlin")


def test_a_mistyped_variable_is_found(bare):
    bare.setenv("GATEHOUSE_TENNANT_ID", "contoso")
    bare.setenv("GATEHOUSE_TENANT_ID", "contoso")

    assert "GATEHOUSE_TENNANT_ID" in unknown_variables()
    assert "GATEHOUSE_TENANT_ID" not in unknown_variables()


def test_a_mistyped_setting_is_told_from_others_in_the_file_too(tmp_path):
    (tmp_path / ".env").write_text("GATEHOUSE_ALOWED_USERS=U1\nGATEHOUSE_DATABASE=x.sqlite3\nPORT=8000\n")

    assert "GATEHOUSE_ALOWED_USERS" in unknown_variables()
    assert not {"GATEHOUSE_DATABASE", "PORT"} & set(unknown_variables())


@pytest.mark.parametrize(
    ("chosen", "zone"),
    [
        pytest.param({}, "UTC", id="nothing chosen"),
        pytest.param({"default_zone": "Europe/Berlin"}, "Europe/Berlin", id="as the default"),
        pytest.param({"default_zone": "Europe/Berlin", "digest_zone": "Asia/Tokyo"}, "Asia/Tokyo", id="as the digest"),
        pytest.param({"digest_zone": "UTC", "default_zone": "Europe/Berlin"}, "UTC", id="as a digest in UTC"),
        pytest.param({"digest_zone": "UTC", "alert_zone": "Europe/Paris"}, "Europe/Paris", id="of their own"),
    ],
)
def test_incidents_tell_times_in_the_zone_of_the_digest_unless_told_otherwise(chosen, zone):
    assert given(chosen).incident_zone.key == zone


def test_a_zone_of_incidents_that_nobody_knows_is_refused():
    with pytest.raises(SettingsError, match="GATEHOUSE_ALERT_ZONE"):
        given({"alert_zone": "Middle/Earth"})


def test_a_network_for_one_channel_is_written_elsewhere_and_the_refusal_says_where():
    with pytest.raises(SettingsError, match="for one channel alone GATEHOUSE_ALERT_KNOWN_GOOD takes C0123/network:"):
        given({"alert_known_networks": "C0123/203.0.113.0/24"})


def test_networks_of_both_settings_are_read():
    settings = given(
        {
            "alert_channels": "C1",
            "alert_known_good": "C1/network:203.0.113.0/24",
            "alert_known_networks": "198.51.100.0/24, 2001:db8::/32",
        }
    )

    assert settings.alert_known_networks == ("198.51.100.0/24", "2001:db8::/32")
    assert settings.alert_known_good == ("C1/network:203.0.113.0/24",)
