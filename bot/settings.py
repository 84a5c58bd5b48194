"""Settings: the only reader of the environment and of `.env`. Secrets are `SecretStr` and never print."""

import os
from collections.abc import Mapping
from datetime import time, timedelta
from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AliasChoices, Field, SecretStr, ValidationError, ValidationInfo, field_validator
from pydantic_settings import BaseSettings, NoDecode, PydanticBaseSettingsSource, SettingsConfigDict

from bot.domain.alert_channels import channels_of
from bot.domain.codes import SIGN_IN_INTERRUPTS, SIGN_UP_INTERRUPTS
from bot.domain.known_good import networks_of
from bot.errors import SettingsError

PREFIX = "GATEHOUSE_"
ENV_FILE = ".env"

CommaList = Annotated[frozenset[str], NoDecode]
CommaOrder = Annotated[tuple[str, ...], NoDecode]
CommaNumbers = Annotated[frozenset[int], NoDecode]


class Settings(BaseSettings):
    """What an operator may set; docs/settings.md explains each. Unset secrets are `None`.

    Names are `GATEHOUSE_` and the field's name, but for Slack's usual three.
    """

    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
        env_file=ENV_FILE,
        env_file_encoding="utf-8",
        env_ignore_empty=True,  # `GATEHOUSE_DIGEST_CHANNEL=` in a .env file means unset
        extra="ignore",
        hide_input_in_errors=True,
        populate_by_name=True,
    )

    tenant_id: str | None = Field(None, description="The Entra tenant: its id or its domain.")
    client_id: str | None = Field(None, description="The application (client) id of Gatehouse's app registration.")
    client_secret: SecretStr | None = Field(None, description="The app's client secret: its value, not its id.")
    certificate_file: Path | None = Field(None, description="Instead of a secret: a PEM or PFX file with key.")
    certificate_password: SecretStr | None = Field(None, description="The password of the certificate file.")
    federated_token_file: Path | None = Field(None, description="Instead of a secret: a file with an assertion.")
    managed_identity: str | None = Field(None, description="Instead of a secret: `true`, or a client id, on Azure.")
    cloud: str = Field("global", description="`global`, `usgov`, `dod` or `china`.")
    graph_url: str | None = Field(None, description="Another address for Graph; plain http on loopback only.")
    login_url: str | None = Field(None, description="Another address for signing in; plain http on loopback only.")

    slack_bot_token: SecretStr | None = Field(
        None, validation_alias=AliasChoices("SLACK_BOT_TOKEN", "slack_bot_token"), description="The bot token, xoxb-…"
    )
    slack_app_token: SecretStr | None = Field(
        None,
        validation_alias=AliasChoices("SLACK_APP_TOKEN", "slack_app_token"),
        description="The app-level token, xapp-…, for Socket Mode.",
    )
    slack_signing_secret: SecretStr | None = Field(
        None,
        validation_alias=AliasChoices("SLACK_SIGNING_SECRET", "slack_signing_secret"),
        description="The signing secret, for HTTP mode.",
    )
    slack_url: str | None = Field(None, description="Another address for Slack's Web API; plain http on loopback only.")

    database: Path = Field(Path("gatehouse.sqlite3"), description="The mirror and the memory: one SQLite file.")
    allowed_users: CommaList = Field(frozenset(), description="Slack user ids that may ask, between commas.")
    default_zone: str = Field("UTC", description="The time zone of somebody whose Slack profile names none.")

    refresh_minutes: int = Field(5, ge=1, le=1440, description="How often the mirror is brought up to date.")
    keep_days: int = Field(400, ge=8, description="How long the mirror keeps rows and who asked what.")
    quiet_minutes: int = Field(60, ge=1, description="After how long in silence an attempt counts as abandoned.")
    sign_up_interrupts: CommaNumbers = Field(
        SIGN_UP_INTERRUPTS, description="Codes that only ask the person for something, between commas."
    )
    sign_in_interrupts: CommaNumbers = Field(
        SIGN_IN_INTERRUPTS, description="Codes of a sign-in that is neither a success nor a failure, between commas."
    )
    social_providers: CommaList = Field(
        frozenset(), description="Providers that count as social besides Google, Facebook and Apple."
    )

    digest_channel: str | None = Field(None, description="The channel id of the morning's digest; unset means none.")
    digest_time: time = Field(time(9), description="When it is posted, as HH:MM.")
    digest_zone: str = Field("UTC", description="The time zone of its day and its time, as Europe/London.")

    alert_channels: CommaOrder = Field(
        (), description="Channel ids that are told of incidents, between commas; `C0123:fewer` or `:more` to tune one."
    )
    alert_known_good: CommaOrder = Field(
        (),
        description="What is no incident: `code:50126`, `app:Load test`, `network:203.0.113.0/24`; "
        "`C0123/code:50126` for one channel.",
    )
    alert_known_networks: CommaOrder = Field(
        (), description="Networks whose sign-ins no channel watches, as `203.0.113.0/24`, between commas."
    )

    log_level: str = Field("INFO", description="DEBUG, INFO, WARNING or ERROR.")

    @field_validator("allowed_users", "social_providers", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        return frozenset(part.strip() for part in value.split(",") if part.strip()) if isinstance(value, str) else value

    @field_validator("alert_channels", "alert_known_good", "alert_known_networks", mode="before")
    @classmethod
    def _split_in_order(cls, value: object) -> object:
        return tuple(part.strip() for part in value.split(",") if part.strip()) if isinstance(value, str) else value

    @field_validator("alert_known_networks")
    @classmethod
    def _readable_networks(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        networks_of(value)
        return value

    @field_validator("alert_known_good")
    @classmethod
    def _readable_channels(cls, value: tuple[str, ...], info: ValidationInfo) -> tuple[str, ...]:
        channels_of(info.data.get("alert_channels", ()), value)
        return value

    @field_validator("alert_channels")
    @classmethod
    def _readable_words(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        channels_of(value, ())
        return value

    @field_validator("sign_up_interrupts", "sign_in_interrupts", mode="before")
    @classmethod
    def _split_numbers(cls, value: object) -> object:
        if not isinstance(value, str):
            return value
        try:
            return frozenset(int(part) for part in value.split(",") if part.strip())
        except ValueError:
            raise ValueError("must be numbers between commas") from None

    @field_validator("sign_up_interrupts", "sign_in_interrupts")
    @classmethod
    def _not_success(cls, value: frozenset[int]) -> frozenset[int]:
        if any(code <= 0 for code in value):
            raise ValueError("must be codes above 0, since 0 says that a step was done")
        return value

    @field_validator("default_zone", "digest_zone")
    @classmethod
    def _known_zone(cls, value: str) -> str:
        try:
            ZoneInfo(value)
        except (ZoneInfoNotFoundError, ValueError, OSError):  # OSError for a folder of zones, such as Europe
            raise ValueError("is no time zone; write one as Europe/London") from None
        return value

    @field_validator("digest_time")
    @classmethod
    def _wall_time(cls, value: time) -> time:
        if value.tzinfo is not None or value.second or value.microsecond:
            raise ValueError("must be HH:MM, on the clocks of GATEHOUSE_DIGEST_ZONE")
        return value

    @field_validator("log_level")
    @classmethod
    def _known_level(cls, value: str) -> str:
        if value.upper() not in {"DEBUG", "INFO", "WARNING", "ERROR"}:
            raise ValueError("must be DEBUG, INFO, WARNING or ERROR")
        return value.upper()

    def required(self, field: str) -> str:
        """The value of a field that must be set, a secret in clear. Raises `SettingsError` that names its variable."""
        value = getattr(self, field)
        if not value:
            raise SettingsError(f"{variable(field)} is not set. docs/settings.md says what belongs there.")
        return value.get_secret_value() if isinstance(value, SecretStr) else str(value)

    @property
    def quiet(self) -> timedelta:
        """The quiet time as a length."""
        return timedelta(minutes=self.quiet_minutes)


class _Given(Settings):
    """Settings that look neither at the environment nor at a file."""

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],  # noqa: ARG003  # pydantic-settings' signature, as all below
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,  # noqa: ARG003
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        return (init_settings,)


def load() -> Settings:
    """Settings from the environment and `.env`. Raises `SettingsError`, which never shows a value."""
    return _checked(Settings, {})


def given(values: Mapping[str, object]) -> Settings:
    """Settings of just these values, by field name, as a demo needs them. Raises `SettingsError`."""
    return _checked(_Given, values)


def variable(field: str) -> str:
    """The environment variable of a field."""
    alias = Settings.model_fields[field].validation_alias
    return str(alias.choices[0]) if isinstance(alias, AliasChoices) else f"{PREFIX}{field.upper()}"


def unknown_variables() -> list[str]:
    """Names in the environment that look like settings and are none: a mistyped one is a setting that is not heeded."""
    known = {variable(field) for field in Settings.model_fields}
    return sorted(name for name in os.environ if name.upper().startswith(PREFIX) and name.upper() not in known)


def _checked(kind: type[Settings], values: Mapping[str, object]) -> Settings:
    try:
        return kind(**dict(values))  # type: ignore[arg-type]  # each value is checked by its field
    except ValidationError as error:
        wrong = "; ".join(f"{_variable_at(part['loc'])}: {_plain(part['msg'])}" for part in error.errors())
        raise SettingsError(f"These settings cannot be used. {wrong}.") from None
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"The file {ENV_FILE} cannot be read: {error}.") from None


def _variable_at(place: tuple[int | str, ...]) -> str:
    name = str(place[0])
    return variable(name) if name in Settings.model_fields else name


def _plain(message: str) -> str:
    said = message.removeprefix("Value error, ")
    return said[0].lower() + said[1:]
