"""The settings, a field each. Secrets are `SecretStr` and never print."""

from datetime import time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from pydantic import AliasChoices, Field, SecretStr, ValidationInfo, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.domain.alert_channels import channels_of
from bot.domain.codes import SIGN_IN_INTERRUPTS, SIGN_UP_INTERRUPTS
from bot.errors import SettingsError
from bot.settings.values import AlertChannels, CommaList, CommaSet, ErrorCodes, LogLevel, Networks, WallTime, Zone

PREFIX = "GATEHOUSE_"
ENV_FILE = ".env"


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
    allowed_users: CommaSet = Field(frozenset(), description="Slack user ids that may ask, between commas.")
    default_zone: Zone = Field("UTC", description="The time zone of somebody whose Slack profile names none.")

    refresh_minutes: int = Field(5, ge=1, le=1440, description="How often the mirror is brought up to date.")
    keep_days: int = Field(400, ge=8, le=36_500, description="How long the mirror keeps rows and who asked what.")
    quiet_minutes: int = Field(60, ge=1, description="After how long in silence an attempt counts as abandoned.")
    sign_up_interrupts: ErrorCodes = Field(
        SIGN_UP_INTERRUPTS, description="Codes that only ask the person for something, between commas."
    )
    sign_in_interrupts: ErrorCodes = Field(
        SIGN_IN_INTERRUPTS, description="Codes of a sign-in that is neither a success nor a failure, between commas."
    )
    social_providers: CommaSet = Field(
        frozenset(), description="Providers that count as social besides Google, Facebook and Apple."
    )

    digest_channel: str | None = Field(None, description="The channel id of the morning's digest; unset means none.")
    digest_time: WallTime = Field(time(9), description="When it is posted, as HH:MM.")
    digest_zone: Zone = Field("UTC", description="The time zone of its day and its time, as Europe/London.")

    alert_channels: AlertChannels = Field(
        (), description="Channel ids that are told of incidents, between commas; `C0123:fewer` or `:more` to tune one."
    )
    alert_known_good: CommaList = Field(
        (),
        description="What is no incident: `code:50126`, `app:Load test`, `network:203.0.113.0/24`; "
        "`C0123/code:50126` for one channel.",
    )
    alert_known_networks: Networks = Field(
        (), description="Networks whose sign-ins no channel watches, as `203.0.113.0/24`, between commas."
    )

    alert_zone: Zone | None = Field(
        None,
        description="The zone in which incidents tell times; unset, that of the digest, else the default one.",
    )

    log_level: LogLevel = Field("INFO", description="DEBUG, INFO, WARNING or ERROR.")

    @field_validator("alert_known_good")
    @classmethod
    def _known_to_its_channels(cls, value: tuple[str, ...], info: ValidationInfo) -> tuple[str, ...]:
        channels_of(info.data.get("alert_channels", ()), value)
        return value

    def required(self, field: str) -> str:
        """The value of a field that must be set, a secret in clear. Raises `SettingsError` that names its variable."""
        value = getattr(self, field)
        if not value:
            raise SettingsError(f"{variable(field)} is not set. docs/settings.md says what belongs there.")
        return value.get_secret_value() if isinstance(value, SecretStr) else str(value)

    @property
    def incident_zone(self) -> ZoneInfo:
        """Incidents tell times as the digest does, unless somebody chose."""
        digest = self.digest_zone if "digest_zone" in self.model_fields_set else self.default_zone
        return ZoneInfo(self.alert_zone or digest)

    @property
    def quiet(self) -> timedelta:
        """The quiet time as a length."""
        return timedelta(minutes=self.quiet_minutes)


def variable(field: str) -> str:
    """The environment variable of a field."""
    alias = Settings.model_fields[field].validation_alias
    return str(alias.choices[0]) if isinstance(alias, AliasChoices) else f"{PREFIX}{field.upper()}"
