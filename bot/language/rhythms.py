"""On which days something is to be posted, in words: “daily”, “every monday”, “on the last day of the month”."""

import re

from bot.domain.cadence import LONGEST_MONTH, MONDAY, Every
from bot.errors import Mistake, QuestionError
from bot.language.sheets import Sheet
from bot.language.times.timewords import WEEKDAYS

EXAMPLES = ("daily 9:00", "weekdays 9:00", "weekly monday 9:00", "monthly 1 9:00")

_RHYTHMS = {
    r"daily|(?:every|each) ?(?:day|morning)": Every.DAILY,
    r"(?:on )?(?:weekdays|workdays|working days)|(?:every|each) (?:weekday|workday|working day)"
    r"|(?:from )?mon(?:days?)?(?: ?- ?| to | through )fri(?:days?)?": Every.WEEKDAYS,
    r"weekly|(?:every|each) week": Every.WEEKLY,
    r"monthly|(?:every|each) month": Every.MONTHLY,
}
_HOW_OFTEN = ("daily", "weekdays", "workdays", "weekly", "monthly")
_ON_WHICH_DAY = tuple(day for day in WEEKDAYS if day.endswith("day"))
_WEEKDAY = rf"(?P<day>{'|'.join(sorted(WEEKDAYS, key=len, reverse=True))})s?"
_OTHER = (
    r"(?:every|each) (?:hour|night|evening|afternoon|quarter|year|other|second|third|\d+|two|three|four)(?: [a-z]+)?"
)
_OTHER_WORD = (
    r"hourly|nightly|bi-?weekly|fortnightly|bi-?monthly|quarterly|yearly|annually|(?:on |every |each )?weekends?"
)
_OF_MONTH = r" of (?:the|each|every) month"
_DAY_OF_MONTH = (
    r"(?:on )?(?:the )?(?:day )?(?<!at )(?P<day>last day|first(?: day)?|\d{1,2}(?:st|nd|rd|th)?)"
    r"(?! ?(?:[ap]\.?m\.?\b|h\b|[:.h]\d))"
)


def read_rhythm(sheet: Sheet) -> tuple[Every, int, list[str]]:
    """How often, on which weekday (0 is Monday) or day of the month, and notes on what was assumed.

    All of it is crossed out on `sheet`. Raises `QuestionError`.
    """
    if other := sheet.take(_OTHER):
        raise _none_of_ours(other[0])
    day = _day_of(sheet.take(_DAY_OF_MONTH + _OF_MONTH))
    notes = [] if day else _spelled(sheet)
    every, weekday = _every(sheet, Every.MONTHLY if day else None)
    match every:
        case Every.WEEKLY:
            return every, weekday or MONDAY, notes if weekday is not None else [*notes, "no day was said: Monday"]
        case Every.MONTHLY:
            day = day or _day_of(sheet.take(_DAY_OF_MONTH))
            return every, day or 1, notes if day else [*notes, "no day was said: the 1st"]
        case _:
            return every, MONDAY, notes


def _spelled(sheet: Sheet) -> list[str]:
    """Misspelt words of how often and on which day, read as what was meant, where none is spelled right."""
    said = [every for pattern, every in _RHYTHMS.items() if sheet.has(pattern)]
    if not said and (other := sheet.take(_OTHER_WORD)):
        raise _none_of_ours(other[0])
    is_day_lacking = said in ([], [Every.WEEKLY]) and not sheet.has(_WEEKDAY)
    lacking = (*(() if said else _HOW_OFTEN), *(_ON_WHICH_DAY if is_day_lacking else ()))
    return sheet.mend(lacking)


def _every(sheet: Sheet, monthly: Every | None) -> tuple[Every, int | None]:
    """The one rhythm that is said, and the weekday; `monthly` where a day of the month says the first already."""
    found = [every for pattern, every in _RHYTHMS.items() if sheet.take(pattern)]
    if monthly and monthly not in found:
        found.append(monthly)
    weekdays = _weekdays(sheet)
    if not found and weekdays:
        found = [Every.WEEKLY]
    if len(found) != 1:
        raise _how_often(found)
    if weekdays and found[0] is not Every.WEEKLY:
        raise QuestionError(
            Mistake.CONFLICT,
            f"“{found[0].value}” and a weekday do not go together; a digest of one weekday is weekly",
            word=weekdays[0],
            suggestions=(f"weekly {weekdays[0]} 9:00",),
        )
    if len(weekdays) > 1:
        raise QuestionError(
            Mistake.CONFLICT,
            "A subscription comes on one weekday, or on all; subscribe once for each",
            word=weekdays[1],
            suggestions=tuple(f"weekly {day} 9:00" for day in weekdays),
        )
    return found[0], WEEKDAYS[weekdays[0]] if weekdays else None


def _weekdays(sheet: Sheet) -> list[str]:
    """The weekdays that are said, as they are written, in lower case."""
    first = sheet.take(rf"(?:(?:every|each|on) )?{_WEEKDAY}")
    found = [first] if first else []
    while found and (more := sheet.take(rf"(?:[,&+] ?)?(?:and )?(?:on )?{_WEEKDAY}")):
        found.append(more)
    return [each["day"].lower() for each in found]


def _day_of(found: re.Match[str] | None) -> int | None:
    """The day of the month that was found; the last one stands for the longest month's."""
    if found is None:
        return None
    said = found["day"].lower()
    if said.startswith(("last", "first")):
        return LONGEST_MONTH if said.startswith("last") else 1
    day = int(said.rstrip("stndrh"))
    if not 1 <= day <= LONGEST_MONTH:
        raise QuestionError(
            Mistake.BAD_VALUE, "A day of the month is 1 to 31", word=found["day"], suggestions=("monthly 1 9:00",)
        )
    return day


def _how_often(found: list[Every]) -> QuestionError:
    if found:
        said = " and ".join(every.value for every in found)
        return QuestionError(Mistake.CONFLICT, f"I read {said}; say one of them", suggestions=EXAMPLES)
    return QuestionError(
        Mistake.NOT_UNDERSTOOD,
        "Say how often: daily, weekdays, weekly or monthly",
        suggestions=tuple(f"/entra subscribe signups {example}" for example in EXAMPLES),
    )


def _none_of_ours(said: str) -> QuestionError:
    return QuestionError(
        Mistake.BAD_VALUE,
        f"Digests do not come “{said.lower()}”: they come daily, on weekdays, weekly or monthly",
        word=said,
        suggestions=EXAMPLES,
    )
