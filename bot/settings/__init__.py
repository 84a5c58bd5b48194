"""Settings: the only reader of the environment and of `.env`."""

import os
from collections.abc import Mapping

from pydantic import ValidationError
from pydantic_settings import BaseSettings, DotEnvSettingsSource, PydanticBaseSettingsSource

from bot.errors import SettingsError
from bot.settings.declared import ENV_FILE, PREFIX, Settings, variable

__all__ = ["PREFIX", "Settings", "given", "load", "unknown_variables", "variable"]


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
