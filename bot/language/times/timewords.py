"""The words of time: units, numbers, weekdays, months, parts of the day, zones. Data only."""

from datetime import time, timedelta

from bot.domain.window import Period


def _spread(table: dict[str, int]) -> dict[str, int]:
    return {word: value for words, value in table.items() for word in words.split()}


DAY = 86_400
UNITS = _spread(
    {
        "s sec secs second seconds": 1,
        "m min mins minute minutes": 60,
        "h hr hrs hour hours": 3_600,
        "d day days dy dys": DAY,
        "w wk wks week weeks": 7 * DAY,
        "fortnight fortnights": 14 * DAY,
        "mo mos mth mths month months mnth mnths": 30 * DAY,
        "quarter quarters qtr qtrs": 90 * DAY,
        "y yr yrs year years": 365 * DAY,
    }
)
"""Seconds of a rolling unit: a month is 30 days."""

NUMBERS = _spread(
    {
        "a an one": 1,
        "two couple": 2,
        "three": 3,
        "four": 4,
        "five": 5,
        "six": 6,
        "seven": 7,
        "eight": 8,
        "nine": 9,
        "ten": 10,
        "eleven": 11,
        "twelve dozen": 12,
        "fourteen": 14,
        "fifteen": 15,
        "twenty": 20,
        "thirty": 30,
        "forty": 40,
        "sixty": 60,
        "ninety": 90,
        "hundred": 100,
    }
)

OFTEN = {"once": 1, "twice": 2, "thrice": 3}
"""How often something happened, in one word."""

WEEKDAYS = _spread(
    {
        "monday mon": 0,
        "tuesday tue tues": 1,
        "wednesday wed weds": 2,
        "thursday thu thur thurs": 3,
        "friday fri": 4,
        "saturday sat": 5,
        "sunday sun": 6,
    }
)

MONTHS = _spread(
    {
        "january jan": 1,
        "february feb": 2,
        "march mar": 3,
        "april apr": 4,
        "may": 5,
        "june jun": 6,
        "july jul": 7,
        "august aug": 8,
        "september sep sept": 9,
        "october oct": 10,
        "november nov": 11,
        "december dec": 12,
    }
)

SPOKEN = {"half past": 30, "quarter past": 15, "quarter to": -15}
"""Minutes that words before an hour add to it."""

DAY_PARTS = {
    "morning": (time(0), time(12)),
    "afternoon": (time(12), time(18)),
    "evening": (time(18), time(0)),
    "night": (time(18), time(6)),
}
"""Local start and end; an end that is not later lies on the next day."""

PERIODS = {
    "day": (Period.TODAY, Period.YESTERDAY),
    "week": (Period.THIS_WEEK, Period.LAST_WEEK),
    "month": (Period.THIS_MONTH, Period.LAST_MONTH),
    "quarter": (Period.THIS_QUARTER, Period.LAST_QUARTER),
}
"""The present and the previous calendar period of a unit."""

CALENDAR_UNITS = {
    word: unit
    for unit, words in {
        "day": "day",
        "week": "week wk",
        "month": "month mth mo mnth",
        "quarter": "quarter qtr",
        "year": "year yr",
    }.items()
    for word in words.split()
}

DAY_WORDS = {
    "today": 0,
    "tdy": 0,
    "2day": 0,
    "yesterday": 1,
    "yday": 1,
    "ystrday": 1,
    "ystrdy": 1,
    "yest": 1,
    "tomorrow": -1,
    "tmrw": -1,
}
"""How many days back."""

TO_DATE = {"wtd": "week", "mtd": "month", "qtd": "quarter", "ytd": "year"}

OFFSETS = {
    "z": 0.0,
    "utc": 0.0,
    "gmt": 0.0,
    "wet": 0.0,
    "bst": 1.0,
    "cet": 1.0,
    "cest": 2.0,
    "eet": 2.0,
    "eest": 3.0,
    "msk": 3.0,
    "ist": 5.5,
    "sgt": 8.0,
    "jst": 9.0,
    "kst": 9.0,
    "aest": 10.0,
    "aedt": 11.0,
    "acst": 9.5,
    "awst": 8.0,
    "nzst": 12.0,
    "nzdt": 13.0,
    "est": -5.0,
    "edt": -4.0,
    "cst": -6.0,
    "cdt": -5.0,
    "mst": -7.0,
    "mdt": -6.0,
    "pst": -8.0,
    "pdt": -7.0,
}
ZONES = {word: timedelta(hours=hours) for word, hours in OFFSETS.items()}
"""What a zone's short name is ahead of UTC."""

NAMED_ZONES = {
    "et": "America/New_York",
    "eastern": "America/New_York",
    "ct": "America/Chicago",
    "mt": "America/Denver",
    "pt": "America/Los_Angeles",
    "pacific": "America/Los_Angeles",
}

JOINING = (
    "last past previous this current since from between until till through thru before after around about at on "
    "in ago next over during within noon midday midnight tonight overnight weekend wkend beginning start end date "
    "far so half year early mid middle late am pm up starting commencing same true false all coming upcoming calendar "
    "wow mom dod period "
    "following preceding prior rolling trailing st nd rd th of "
    "first second third fourth fifth final circa approximately oclock"
)

WORDS = frozenset(
    (
        *UNITS,
        *NUMBERS,
        *OFTEN,
        *WEEKDAYS,
        *MONTHS,
        *DAY_PARTS,
        *("mornings", "afternoons", "evenings", "nights", "weekends", "weekdays"),
        *(f"{name}s" for name in WEEKDAYS if name.endswith("day")),
        *DAY_WORDS,
        *TO_DATE,
        *ZONES,
        *NAMED_ZONES,
        *JOINING.split(),
    )
)
"""All of them, so that spelling knows what is a word already."""
