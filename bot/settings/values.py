"""How the value of a setting is written; what cannot be read is refused by a `ValueError` that says how it is."""

from collections.abc import Iterator
from datetime import time
from typing import Annotated
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, BeforeValidator
from pydantic_settings import NoDecode

from bot.domain.alert_channels import channels_of
from bot.domain.known_good import networks_of

LOG_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")


def _parts(text: str) -> Iterator[str]:
    return (part.strip() for part in text.split(",") if part.strip())


def _set(value: object) -> object:
    return frozenset(_parts(value)) if isinstance(value, str) else value


def _list(value: object) -> object:
    return tuple(_parts(value)) if isinstance(value, str) else value


def _numbers(value: object) -> object:
    if not isinstance(value, str):
        return value
    try:
        return frozenset(map(int, _parts(value)))
    except ValueError:
        raise ValueError("must be numbers between commas") from None


def _above_zero(codes: frozenset[int]) -> frozenset[int]:
    if any(code <= 0 for code in codes):
        raise ValueError("must be codes above 0, since 0 says that a step was done")
    return codes


def _known_zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):  # OSError for a folder of zones, such as Europe
        raise ValueError("is no time zone; write one as Europe/London") from None
    return name


def _whole_minutes(at: time) -> time:
    if at.tzinfo is not None or at.second or at.microsecond:
        raise ValueError("must be HH:MM, on the clocks of GATEHOUSE_DIGEST_ZONE")
    return at


def _known_level(name: str) -> str:
    if name.upper() not in LOG_LEVELS:
        raise ValueError("must be DEBUG, INFO, WARNING or ERROR")
    return name.upper()


def _channels(texts: tuple[str, ...]) -> tuple[str, ...]:
    channels_of(texts)
    return texts


def _networks(texts: tuple[str, ...]) -> tuple[str, ...]:
    try:
        networks_of(texts)
    except ValueError as error:
        one_channel = "GATEHOUSE_ALERT_KNOWN_GOOD takes C0123/network:203.0.113.0/24"
        raise ValueError(f"{error}; for one channel alone {one_channel}") from None
    return texts


CommaSet = Annotated[frozenset[str], NoDecode, BeforeValidator(_set)]
CommaList = Annotated[tuple[str, ...], NoDecode, BeforeValidator(_list)]
AlertChannels = Annotated[CommaList, AfterValidator(_channels)]
Networks = Annotated[CommaList, AfterValidator(_networks)]
ErrorCodes = Annotated[frozenset[int], NoDecode, BeforeValidator(_numbers), AfterValidator(_above_zero)]
Zone = Annotated[str, AfterValidator(_known_zone)]
WallTime = Annotated[time, AfterValidator(_whole_minutes)]
LogLevel = Annotated[str, AfterValidator(_known_level)]
