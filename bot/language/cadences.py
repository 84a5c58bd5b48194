"""How often, when and by which clocks, as people write it: “weekly monday 9:00 Europe/London”."""

import re
from datetime import time
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from bot.domain.cadence import MONDAY, Cadence, Every
from bot.errors import Mistake, QuestionError
from bot.language.neighbours import nearest, suggestions
from bot.language.sheets import Sheet
from bot.language.times.timewords import NAMED_ZONES, WEEKDAYS, ZONES

EXAMPLES = ("daily 9:00", "weekdays 9:00", "weekly monday 9:00", "monthly 1 9:00")
USUAL = time(9)

_RHYTHMS = {
    r"daily|(?:every|each) ?day": Every.DAILY,
    r"(?:on )?(?:weekdays|workdays|working days)|(?:every|each) (?:weekday|workday|working day)": Every.WEEKDAYS,
    r"weekly|(?:every|each) week": Every.WEEKLY,
    r"monthly|(?:every|each) month": Every.MONTHLY,
}
_SPELLED = ("daily", "weekdays", "workdays", "weekly", "monthly", *(day for day in WEEKDAYS if day.endswith("day")))
_WEEKDAY = "|".join(sorted(WEEKDAYS, key=len, reverse=True))
_CLOCK = r"(?:at )?(?P<hour>\d{1,2})[:.](?P<minute>\d\d)(?: ?(?P<half>[ap]\.?m\.?))?"
_HALF = r"(?:at )?(?P<hour>\d{1,2}) ?(?P<half>[ap]\.?m\.?)"
_HOUR = r"(?:at )?(?P<hour>\d{1,2})(?: ?(?:h|o'clock))?"
_ZONE = r"(?:in )?(?P<zone>[A-Za-z]+(?:/[A-Za-z0-9_+-]+)+|UTC|GMT)(?: time)?"


def read_cadence(sheet: Sheet, asker: ZoneInfo) -> tuple[Cadence, list[str]]:
    """The cadence, crossed out on `sheet`, and notes on what was assumed. Raises `QuestionError`."""
    notes = _spelled(sheet)
    every, on = _rhythm(sheet)
    if on is None and every in {Every.WEEKLY, Every.MONTHLY}:
        on = MONDAY if every is Every.WEEKLY else 1
        notes.append("no day was said: " + ("Monday" if every is Every.WEEKLY else "the 1st"))
    zone, said_zone = _zone(sheet)
    at = _time(sheet)
    if at is None:
        notes.append("no time was said: 9:00")
    if not said_zone:
        notes.append(f"no time zone was said: yours, {asker.key}")
    return Cadence(every, at or USUAL, zone or asker, on or MONDAY), notes


def _spelled(sheet: Sheet) -> list[str]:
    """Misspelt words of how often, read as what was meant, where none is spelled right."""
    if any(re.search(rf"(?<!\S)(?:{pattern})(?!\S)", sheet.rest, re.IGNORECASE) for pattern in _RHYTHMS):
        return []
    for word in sheet.words():
        near = nearest(word[0].lower(), _SPELLED)
        if len(near) == 1 and near[0] != word[0].lower():
            sheet.correct(word, near[0])
            return [f"read “{word[0]}” as “{near[0]}”"]
    return []


def _rhythm(sheet: Sheet) -> tuple[Every, int | None]:
    found = [every for pattern, every in _RHYTHMS.items() if sheet.take(pattern)]
    day = sheet.take(rf"(?:(?:every|each|on) )?(?P<day>{_WEEKDAY})s?")
    weekday = WEEKDAYS[day["day"].lower()] if day else None
    if not found and weekday is not None:
        found = [Every.WEEKLY]
    if len(found) != 1:
        raise _how_often(found)
    every = found[0]
    if weekday is not None and every is not Every.WEEKLY:
        assert day is not None
        raise QuestionError(
            Mistake.CONFLICT,
            f"“{every.value}” and a weekday do not go together; a digest of one weekday is weekly",
            word=day[0],
            suggestions=(f"weekly {day['day'].lower()} 9:00",),
        )
    return every, _day_of_month(sheet) if every is Every.MONTHLY else weekday


def _how_often(found: list[Every]) -> QuestionError:
    if found:
        said = " and ".join(every.value for every in found)
        return QuestionError(Mistake.CONFLICT, f"I read {said}; say one of them", suggestions=EXAMPLES)
    return QuestionError(
        Mistake.NOT_UNDERSTOOD,
        "Say how often: daily, weekdays, weekly or monthly",
        suggestions=tuple(f"/entra subscribe signups {example}" for example in EXAMPLES),
    )


def _day_of_month(sheet: Sheet) -> int | None:
    found = sheet.take(r"(?:on )?(?:the )?(?:day )?(?P<day>\d{1,2})(?:st|nd|rd|th)?(?! ?(?:[ap]\.?m\.?\b|h\b|[:.]\d))")
    if found is None:
        return None
    day = int(found["day"])
    if not 1 <= day <= 31:
        raise QuestionError(
            Mistake.BAD_VALUE, "A day of the month is 1 to 31", word=found["day"], suggestions=("monthly 1 9:00",)
        )
    return day


def _time(sheet: Sheet) -> time | None:
    if named := sheet.take(r"(?:at )?(?P<named>noon|midday|midnight)"):
        return time(0) if named["named"].lower() == "midnight" else time(12)
    found = sheet.take(_CLOCK) or sheet.take(_HALF) or sheet.take(_HOUR)
    if found is None:
        return None
    said = found.groupdict()
    hour, minute, half = int(said["hour"]), int(said.get("minute") or 0), (said.get("half") or "").lower()[:1]
    if half and not 1 <= hour <= 12:
        raise _bad_time(found[0])
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    if hour > 23 or minute > 59:
        raise _bad_time(found[0])
    return time(hour, minute)


def _bad_time(said: str) -> QuestionError:
    return QuestionError(
        Mistake.BAD_VALUE, "That is no time of day", word=said.strip(), suggestions=("9:00", "9am", "17:30")
    )


def _zone(sheet: Sheet) -> tuple[ZoneInfo | None, bool]:
    found = sheet.take(_ZONE)
    if found is None:
        return _named_zone(sheet)
    said = found["zone"]
    known = _zones().get(said.lower())
    if known is None:
        raise QuestionError(
            Mistake.BAD_VALUE,
            f"There is no time zone “{said}”",
            word=said,
            suggestions=suggestions(said, _zones().values(), furthest=4) or ("Europe/London", "UTC"),
        )
    return ZoneInfo(known), True


def _named_zone(sheet: Sheet) -> tuple[ZoneInfo | None, bool]:
    """A zone by its short name; one that is only right for half of the year is refused."""
    if named := sheet.take(rf"(?P<zone>{'|'.join(NAMED_ZONES)})(?: time)?"):
        return ZoneInfo(NAMED_ZONES[named["zone"].lower()]), True
    if short := sheet.take(rf"(?P<zone>{'|'.join(zone for zone in ZONES if len(zone) > 2)})(?: time)?"):
        raise QuestionError(
            Mistake.BAD_VALUE,
            f"{short['zone'].upper()} is the time of some of the year or of some places; name a place",
            word=short["zone"],
            suggestions=("Europe/London", "Europe/Berlin", "America/New_York"),
        )
    return None, False


@cache
def _zones() -> dict[str, str]:
    return {name.lower(): name for name in available_timezones()} | {"gmt": "UTC"}
