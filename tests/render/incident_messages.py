"""The messages about incidents that `golden/` keeps as people read them."""

from dataclasses import replace

from incident_samples import (
    COURSE,
    DROP,
    FULL_CARE,
    GOOGLE,
    GUESSES,
    HOUR,
    NINE,
    NO_MAIL,
    RECOVERED,
    STOPPED,
    WAVE,
    course_of,
    notice,
    stopped,
    traffic,
    unfinished,
)

from bot.domain.incident_notice import Affected, Cause, Total
from bot.domain.incident_records import Part
from bot.domain.known_good import KnownGood
from bot.domain.question import Log
from bot.render import Message, Renderer

RENDERER = Renderer()
STAGES = ("credentialCollection", "attributeCollectionAndValidation", "consent", "newStage")
GUESSED = (Cause("50126", "The password is wrong.", "Reset it if it is forgotten.", 1472, 94),)


def incident() -> Message:
    return RENDERER.incident(notice(), Part.MESSAGE)


def incident_taken_on() -> Message:
    return RENDERER.incident(notice(GOOGLE, *FULL_CARE, held_back=2), Part.MESSAGE)


def incident_recovered() -> Message:
    return RENDERER.incident(notice(RECOVERED, FULL_CARE[0]), Part.MESSAGE)


def incident_details() -> Message:
    return RENDERER.incident(notice(), Part.DETAILS)


def incident_over() -> Message:
    return RENDERER.incident(notice(RECOVERED), Part.RECOVERY)


def incident_with_unknown_hours() -> Message:
    affected = Affected(Total(44, 43, 5, 2), 41, all_people=False)
    return RENDERER.incident(notice(affected=affected), Part.MESSAGE)


def incident_details_with_unknown_hours() -> Message:
    points = (replace(point, now=None) if n in {3, 7} else point for n, point in enumerate(COURSE.points))
    known = KnownGood(frozenset({"50053", "50055"}), frozenset({"load test"}))
    course = replace(COURSE, points=tuple(points), so_far=True)
    return RENDERER.incident(notice(course=course, known_good=known), Part.DETAILS)


def drop() -> Message:
    return RENDERER.incident(traffic(DROP), Part.MESSAGE)


def drop_going_on() -> Message:
    longer = replace(
        DROP, last_hour=NINE + 8 * HOUR, window_end=NINE + 8 * HOUR, window_hours=9, observed=0, expected=362
    )
    affected = Affected(Total(0, 0, 9), 0)
    said = traffic(longer, FULL_CARE[0], affected=affected, causes=(), now=NINE + 9 * HOUR)
    return RENDERER.incident(said, Part.MESSAGE)


def drop_of_one_app() -> Message:
    where = (("app", "Contoso Store"), ("provider", "Google"))
    return RENDERER.incident(traffic(DROP, where=where), Part.MESSAGE)


def drop_details() -> Message:
    return RENDERER.incident(traffic(DROP), Part.DETAILS)


def drop_recovered() -> Message:
    return RENDERER.incident(traffic(replace(DROP, recovered_at=NINE + 6 * HOUR)), Part.MESSAGE)


def drop_over() -> Message:
    return RENDERER.incident(traffic(replace(DROP, recovered_at=NINE + 6 * HOUR)), Part.RECOVERY)


def surge() -> Message:
    return RENDERER.incident(traffic(WAVE), Part.MESSAGE)


def surge_going_on() -> Message:
    longer = replace(WAVE, last_hour=NINE + 3 * HOUR, window_end=NINE + 3 * HOUR, window_hours=4, observed=1240)
    said = traffic(longer, *FULL_CARE[:2], affected=Affected(Total(1240, 15, 4), 1231))
    return RENDERER.incident(said, Part.MESSAGE)


def surge_details() -> Message:
    course = course_of((0, 0), (None, 0), (0, None), (280, 0), (310, 1), (322, 0), so_far=True)
    return RENDERER.incident(traffic(WAVE, course=course), Part.DETAILS)


def surge_recovered() -> Message:
    return RENDERER.incident(traffic(replace(WAVE, recovered_at=NINE + 5 * HOUR)), Part.MESSAGE)


def surge_over() -> Message:
    return RENDERER.incident(traffic(replace(WAVE, recovered_at=NINE + 5 * HOUR)), Part.RECOVERY)


def surge_of_sign_ins() -> Message:
    affected = Affected(Total(1480, 1472, 3), 96)
    return RENDERER.incident(traffic(GUESSES, log=Log.SIGN_INS, affected=affected, causes=GUESSED), Part.MESSAGE)


def surge_of_sign_ins_recovered() -> Message:
    affected = Affected(Total(1480, 1472, 3), 96)
    over = replace(GUESSES, recovered_at=NINE + 5 * HOUR)
    return RENDERER.incident(traffic(over, log=Log.SIGN_INS, affected=affected, causes=GUESSED), Part.MESSAGE)


NO_MAIL_ANY_MORE = replace(NO_MAIL, recovered_at=NINE + 3 * HOUR)


def unfinished_sign_ups() -> Message:
    return RENDERER.incident(unfinished(), Part.MESSAGE)


def unfinished_sign_ups_of_one_domain() -> Message:
    where = (("user_domain", "quickpost.example"),)
    spread = (replace(STOPPED[0], attempts=33, people=28), *(stopped(stage, 0, 5, 5) for stage in STAGES))
    incident = replace(NO_MAIL, dims=where, share=0.8)
    return RENDERER.incident(unfinished(incident, FULL_CARE[0], causes=spread), Part.MESSAGE)


def unfinished_sign_ups_details() -> Message:
    return RENDERER.incident(unfinished(), Part.DETAILS)


def unfinished_sign_ups_recovered() -> Message:
    return RENDERER.incident(unfinished(NO_MAIL_ANY_MORE), Part.MESSAGE)


def unfinished_sign_ups_over() -> Message:
    return RENDERER.incident(unfinished(NO_MAIL_ANY_MORE), Part.RECOVERY)


INCIDENTS = (
    incident,
    incident_taken_on,
    incident_recovered,
    incident_details,
    incident_over,
    incident_with_unknown_hours,
    incident_details_with_unknown_hours,
    drop,
    drop_going_on,
    drop_of_one_app,
    drop_details,
    drop_recovered,
    drop_over,
    surge,
    surge_going_on,
    surge_details,
    surge_recovered,
    surge_over,
    surge_of_sign_ins,
    surge_of_sign_ins_recovered,
    unfinished_sign_ups,
    unfinished_sign_ups_of_one_domain,
    unfinished_sign_ups_details,
    unfinished_sign_ups_recovered,
    unfinished_sign_ups_over,
)
