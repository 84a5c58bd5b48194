"""How often something is to be posted, when and by whose clocks, in words: “weekly monday 9:00 Europe/London”."""

import re
from datetime import time
from zoneinfo import ZoneInfo

from bot.domain.cadence import Cadence
from bot.errors import Mistake, QuestionError
from bot.language.posting_zones import read_zone
from bot.language.rhythms import read_rhythm
from bot.language.sheets import Sheet
from bot.language.times.timewords import NUMBERS, SPOKEN

USUAL = time(9)

_CLOCK = r"(?:at )?(?P<hour>\d{1,2})[:.h](?P<minute>\d\d)(?: ?(?P<half>[ap]\.?m\.?))?"
_DIGITS = r"(?:at (?=\d{4})|(?=0\d{3}|\d{4} ?h))(?P<hour>\d\d)(?P<minute>\d\d)(?: ?(?:h|hrs|hours))?"
_HALF = r"(?:at )?(?P<hour>\d{1,2}) ?(?P<half>[ap]\.?m\.?)"
_HOUR = r"(?:at )?(?P<hour>\d{1,2})(?: ?(?:h|o'clock))?"
_SPOKEN = (
    rf"(?:at )?(?:a )?(?P<minutes>{'|'.join(SPOKEN)}) (?P<hour>\d{{1,2}}|{'|'.join(NUMBERS)})"
    r"(?: ?(?P<half>[ap]\.?m\.?))?"
)
_SECOND = r"(?:and |or |at |and at )?(?P<time>\d{1,2}(?:[:.h]\d\d(?: ?[ap]\.?m\.?)?| ?[ap]\.?m\.?))"


def read_cadence(sheet: Sheet, asker: ZoneInfo) -> tuple[Cadence, list[str]]:
    """The cadence, crossed out on `sheet`, and notes on what was assumed. Raises `QuestionError`."""
    every, on, notes = read_rhythm(sheet)
    zone, read = read_zone(sheet, asker)
    at = _time(sheet)
    if at is None:
        notes.append("no time was said: 9:00")
    return Cadence(every, at or USUAL, zone, on), [*notes, *read]


def _time(sheet: Sheet) -> time | None:
    if named := sheet.take(r"(?:at )?(?P<named>noon|midday|midnight)"):
        return time(0) if named["named"].lower() == "midnight" else time(12)
    found = sheet.take(_SPOKEN) or sheet.take(_CLOCK) or sheet.take(_HALF) or sheet.take(_DIGITS) or sheet.take(_HOUR)
    if found is None:
        return None
    if second := sheet.take(_SECOND):
        raise QuestionError(
            Mistake.CONFLICT,
            "A subscription comes at one time of day; subscribe once for each",
            word=second["time"],
            suggestions=(f"daily {second['time']}",),
        )
    return _time_of_day(found)


def _time_of_day(found: re.Match[str]) -> time:
    said = found.groupdict()
    hour = int(said["hour"]) if said["hour"].isdecimal() else NUMBERS[said["hour"].lower()]
    minute = int(said.get("minute") or 0)
    half = (said.get("half") or "").lower()[:1]
    if hour > 23 or minute > 59 or (half and not 1 <= hour <= 12):
        raise QuestionError(
            Mistake.BAD_VALUE, "That is no time of day", word=found[0].strip(), suggestions=("9:00", "9am", "17:30")
        )
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    minutes = (hour * 60 + minute + SPOKEN.get((said.get("minutes") or "").lower(), 0)) % (24 * 60)
    return time(minutes // 60, minutes % 60)
