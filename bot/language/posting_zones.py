"""By whose clocks something is to be posted, in words: “Europe/London”, “9:00 London”, “pacific time”, “UTC”."""

from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from bot.errors import Mistake, QuestionError
from bot.language.neighbours import suggestions
from bot.language.sheets import Sheet
from bot.language.times.timewords import NAMED_ZONES, ZONES

_PLACES = ("Europe/London", "Europe/Berlin", "America/New_York")
_CONTINENTS = frozenset("Africa America Asia Atlantic Australia Europe Indian Pacific".split())
_WRITTEN = r"(?:in )?(?P<zone>[A-Za-z]+(?:/[A-Za-z0-9_+-]+)+|UTC|GMT)(?: time)?"
_NAMED = rf"(?P<zone>{'|'.join(NAMED_ZONES)})(?: time)?"
_SHORT = rf"(?P<zone>{'|'.join(zone for zone in ZONES if len(zone) > 2)})(?: time)?"
_OFFSET = r"(?:\d{1,2}:\d\d(?=\+))?(?P<zone>(?:utc|gmt)? ?[+-]\d{1,2}(?::?\d\d)?)"
_OWN = r"(?:in )?(?:my|my local|my own|our|local|your)(?: time)? ?(?:zone|time)"
_AFTER_A_CLOCK = r"(?:(?<=\d )|(?<=\d, )|(?<=[ap]m )|(?<=[ap]m, )|(?<=noon )|(?<=midday )|(?<=midnight )|(?<=o'clock ))"


def read_zone(sheet: Sheet, asker: ZoneInfo) -> tuple[ZoneInfo, list[str]]:
    """The zone, crossed out on `sheet`, and notes on how it was read; the asker's where none is said.

    A zone that is only right for half of the year is refused. Raises `QuestionError`.
    """
    if sheet.take(_OWN):
        return asker, []
    if found := sheet.take(_WRITTEN):
        zone = _written(found["zone"])
        if second := sheet.take(_WRITTEN):
            raise QuestionError(Mistake.CONFLICT, "I read two time zones; say one", word=second["zone"])
        return zone, []
    if named := sheet.take(_NAMED):
        return ZoneInfo(NAMED_ZONES[named["zone"].lower()]), []
    if half := sheet.take(_SHORT) or sheet.take(_OFFSET):
        raise _half_right(half["zone"])
    if city := _city(sheet):
        meant = _cities()[city.lower()]
        return ZoneInfo(meant), [f"read “{city}” as the time zone {meant}"]
    return asker, [f"no time zone was said: yours, {asker.key}"]


def _written(said: str) -> ZoneInfo:
    known = _zones().get(said.lower())
    if known is None:
        raise QuestionError(
            Mistake.BAD_VALUE,
            f"There is no time zone “{said}”",
            word=said,
            suggestions=_begun(said) or suggestions(said, _zones().values(), furthest=4) or ("Europe/London", "UTC"),
        )
    return ZoneInfo(known)


def _begun(said: str) -> tuple[str, ...]:
    """The zones of which only the first word was read, as of America/New York."""
    return tuple(name for name in _zones().values() if name.lower().startswith(f"{said.lower()}_"))


def _half_right(said: str) -> QuestionError:
    return QuestionError(
        Mistake.BAD_VALUE,
        f"{said.strip().upper()} is the time of some of the year or of some places; name a place",
        word=said.strip(),
        suggestions=(*_PLACES, "UTC"),
    )


def _city(sheet: Sheet) -> str | None:
    """A city that a zone is named after, behind the time of day or before “time”."""
    cities = rf"(?:in )?(?P<city>{'|'.join(sorted(_cities(), key=len, reverse=True))})"
    if found := sheet.take(f"{cities} time") or sheet.take(_AFTER_A_CLOCK + cities):
        return found["city"]
    if unknown := sheet.take(r"(?:in )?(?P<place>[^\s,]+) time"):
        raise QuestionError(
            Mistake.BAD_VALUE,
            f"I do not know the time zone of “{unknown['place']}”",
            word=unknown["place"],
            suggestions=_PLACES,
        )
    return None


@cache
def _zones() -> dict[str, str]:
    return {name.lower(): name for name in sorted(available_timezones())} | {"gmt": "UTC"}


@cache
def _cities() -> dict[str, str]:
    """The zone by the city it is named after, in lower case."""
    parted = (name.partition("/") for name in sorted(available_timezones()))
    return {
        city.replace("_", " ").lower(): f"{continent}/{city}"
        for continent, _, city in parted
        if continent in _CONTINENTS and "/" not in city
    }
