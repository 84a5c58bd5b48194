"""Settings: the only reader of the environment and of `.env`."""

import os
from collections.abc import Mapping

from pydantic import ValidationError
from pydantic_settings import BaseSettings, DotEnvSettingsSource, PydanticBaseSettingsSource

from bot.errors import SettingsError
from bot.settings.declared import ENV_FILE, PREFIX, Settings, variable

__all__ = ["PREFIX", "Settings", "given", "load", "unknown_variables", "variable"]


_PLAIN = {
    "int_parsing": "must be a whole number",
    "greater_than_equal": "must be {ge} or more",
    "less_than_equal": "must be {le} or less",
    "time_parsing": "must be a time of the day, as 09:00",
}
"""What pydantic's checks find, by its names for them."""


class _Given(Settings):
    """Settings that look neither at the environment nor at a file."""

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],  # noqa: ARG003  # pydantic-settings' signature, as all below
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,  # noqa: ARG003  # pydantic's signature
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003  # pydantic's signature
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003  # pydantic's signature
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        return (init_settings,)


def load() -> Settings:
    """Settings from the environment and `.env`. Raises `SettingsError`, which never shows a value."""
    return _checked(Settings, {})


def given(values: Mapping[str, object]) -> Settings:
    """Settings of just these values, by field name, as a demo needs them. Raises `SettingsError`."""
    return _checked(_Given, values)


def unknown_variables() -> list[str]:
    """Names in the environment and in `.env` that look like settings and are none: nothing heeds a mistyped one."""
    known = {variable(field) for field in Settings.model_fields}
    named = {name.upper() for name in (*os.environ, *DotEnvSettingsSource(Settings).env_vars)}
    return sorted(name for name in named if name.startswith(PREFIX) and name not in known)


def _checked(kind: type[Settings], values: Mapping[str, object]) -> Settings:
    try:
        return kind(**dict(values))  # type: ignore[arg-type]  # each value is checked by its field
    except ValidationError as error:
        wrong = "".join(
            f"\n  {_variable_at(part['loc'])}: {_plain(part['type'], part['msg'], part.get('ctx', {}))}."
            for part in error.errors()
        )
        raise SettingsError(f"These settings cannot be used:{wrong}") from None
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"The file {ENV_FILE} cannot be read: {error}.") from None


def _variable_at(place: tuple[int | str, ...]) -> str:
    name = str(place[0])
    return variable(name) if name in Settings.model_fields else name


def _plain(kind: str, message: str, bounds: Mapping[str, object]) -> str:
    """What is wrong with a value: our own words as they are, pydantic's in plainer ones."""
    if said := _PLAIN.get(kind):
        return said.format_map(bounds)
    own = message.removeprefix("Value error, ")
    return own[0].lower() + own[1:]
