"""What messages about incidents say of hours that nobody knows of, what a listener hears of a chart, and what to do."""

from dataclasses import replace

import pytest
from incident_samples import COURSE, DROP, GOOGLE, NINE, RECOVERED, notice, traffic

from bot.domain.incident_care import Act, Deed
from bot.domain.incident_notice import Affected, Course, CoursePoint, Side, Total
from bot.domain.incident_records import Part
from bot.domain.incidents import IncidentKind
from bot.domain.question import Log
from bot.render import Renderer
from bot.render.incident_forms import assigned, mute_form
from bot.render.incident_words import place_of
from bot.render.times import Calendar

RENDERER = Renderer()


def text(part=Part.MESSAGE, incident=GOOGLE, **changes):
    return RENDERER.incident(notice(incident, **changes), part).text


def without(*hours):
    """The course of the samples with these points not known."""
    points = COURSE.points
    return replace(
        COURSE, points=tuple(replace(point, now=None) if n in hours else point for n, point in enumerate(points))
    )


def chart_of(course):
    blocks = RENDERER.incident(notice(course=course), Part.DETAILS).blocks
    return next((block["chart"] for block in blocks if block["type"] == "data_visualization"), None)


def test_an_hour_that_is_not_known_is_left_out_of_the_chart_and_named_in_its_words():
    (line, before) = chart_of(without(7))["series"]

    assert [(point["label"], point["value"]) for point in line["data"]][-2:] == [("09:00", 12), ("11:00", 14)]
    assert [point["label"] for point in before["data"]] == [point["label"] for point in line["data"]]
    assert "09:00 12, 10:00 not known, 11:00 14. A week before" in text(Part.DETAILS, course=without(7))


def test_what_is_hardly_known_is_no_chart():
    assert chart_of(without(*range(8))) is None
    assert text(Part.DETAILS, course=without(*range(8))).count("not known") == 8


@pytest.mark.parametrize(
    ("before", "said"),
    [
        pytest.param((3, 4), "A week before, together 7.", id="known"),
        pytest.param((3, None), "A week before is known in part only.", id="in part"),
        pytest.param((None, None), "A week before is not known.", id="not at all"),
    ],
)
def test_a_week_before_is_told_as_far_as_it_is_known(before, said):
    course = Course(tuple(CoursePoint(NINE, 5, then) for then in before))

    assert text(Part.DETAILS, course=course).count(said) == 1
    assert len(chart_of(course)["series"]) == (2 if None not in before else 1)


def test_the_hour_that_goes_on_is_told_as_it_stands_so_far():
    assert "11:00 14 so far. A week before" in text(Part.DETAILS, course=replace(COURSE, so_far=True))


@pytest.mark.parametrize(
    ("affected", "said"),
    [
        pytest.param(
            Affected(Total(44, 43, 5), 41), "Since it began: 43 of 44 attempts failed, 41 people.", id="all known"
        ),
        pytest.param(
            Affected(Total(44, 43, 5, 2), 41, all_people=False),
            "Since it began: 43 of 44 attempts failed, at least 41 people. "
            "Of these 5 hours 2 are not known, so there may be more.",
            id="two hours not known",
        ),
        pytest.param(
            Affected(Total(44, 43, 5), 30, all_people=False),
            "Since it began: 43 of 44 attempts failed, at least 30 people.",
            id="rows of its beginning are gone",
        ),
        pytest.param(
            Affected(Total(44, 43, 5), 0, all_people=False),
            "Since it began: 43 of 44 attempts failed.",
            id="all rows are gone",
        ),
        pytest.param(
            Affected(Total(0, 0, 1, 1), 0, all_people=False),
            "Since it began: 0 of 0 attempts failed. That hour is not known, so there may be more.",
            id="nothing is known",
        ),
    ],
)
def test_a_message_says_what_its_numbers_leave_out(affected, said):
    assert f"\n{said}\n" in text(affected=affected)


def test_the_end_says_so_too():
    said = text(Part.RECOVERY, RECOVERED, affected=Affected(Total(44, 43, 5, 2), 41, all_people=False))

    assert said.endswith("In that time at least 43 attempts failed (2 of 5 hours not known).")


@pytest.mark.parametrize(
    ("where", "log", "said"),
    [
        pytest.param((), Log.SIGN_UPS, "Try to sign up yourself, with a test account", id="everywhere"),
        pytest.param((), Log.SIGN_INS, "Try to sign in yourself, with a test account", id="sign-ins"),
        pytest.param((("app", "Store"),), Log.SIGN_UPS, "Try to sign up to Store yourself", id="an app"),
        pytest.param((("app", ""),), Log.SIGN_UPS, "Try to sign up to the app yourself", id="an app without a name"),
        pytest.param((("provider", "Google"),), Log.SIGN_UPS, "Try to sign up with Google yourself", id="a provider"),
        pytest.param((("provider", ""),), Log.SIGN_UPS, "Try to sign up yourself", id="a provider that is not said"),
        pytest.param(
            (("user_domain", "b.c"),), Log.SIGN_UPS, "Ask somebody with such an address to try", id="a domain"
        ),
        pytest.param((("country", "FR"),), Log.SIGN_INS, "Ask somebody there to try", id="a country"),
    ],
)
def test_what_to_do_where_people_stay_away(where, log, said):
    assert f"*Next step:* {said}" in RENDERER.incident(traffic(DROP, log=log, where=where), Part.MESSAGE).text


def test_what_somebody_closed_asks_for_nothing():
    closed = Act(deed=Deed.CLOSE, who="U1", name="anna", at=NINE, reason="fixed")

    assert "Next step" not in RENDERER.incident(notice(GOOGLE, closed), Part.MESSAGE).text


def test_few_failures_are_no_reason_why_people_stay_away():
    said = [RENDERER.incident(traffic(DROP), part).text for part in (Part.MESSAGE, Part.DETAILS)]

    assert "50126" not in str(said)


@pytest.mark.parametrize(
    ("dims", "said"),
    [
        pytest.param(
            (("error_code", "50181"),),
            "code 50181 (The emailed code did not match, or it could not be checked)",
            id="a code alone, with its meaning",
        ),
        pytest.param((("error_code", "777"),), "code 777", id="a code nobody has words for"),
        pytest.param((("error_code", "?*"),), "code ?*", id="no number"),
        pytest.param(
            (("provider", "Google"), ("error_code", "50181")), "Google and code 50181", id="a code beside a place"
        ),
        pytest.param((), "everywhere", id="everybody"),
    ],
)
def test_where_it_is_in_plain_words(dims, said):
    assert place_of(dims) == said


def test_the_mute_form_names_apps_by_their_names():
    record = notice(GOOGLE).record
    form = mute_form((("app", "Store"),), [(record, (("app", "Rewards"),))], Calendar.of("Europe/Berlin", NINE))

    assert form.about == "app Store"
    assert form.hidden == (
        "This week it would have hidden 1 alert:",
        "• app Rewards, Thu 19 Nov 09:00 CET, still going on",
    )


@pytest.mark.parametrize(
    ("incident", "said"),
    [
        pytest.param(GOOGLE, "Sign-ups fail more than usual: app Store, since Thu 19 Nov 09:00 CET. ", id="open"),
        pytest.param(DROP, "Sign-ups have all but stopped: app Store, since Thu 19 Nov 09:00 CET. ", id="a drop"),
        pytest.param(RECOVERED, "Sign-ups fail more than usual: app Store, over by now. ", id="over"),
    ],
)
def test_who_was_assigned_is_told_what_and_since_when(incident, said):
    told = assigned(notice(incident).record, (("app", "Store"),), "anna", Calendar.of("Europe/Berlin", NINE))

    assert told.startswith(f"anna assigned an incident to you: {said}")


@pytest.mark.parametrize(
    ("side", "said"),
    [
        pytest.param(
            Side(IncidentKind.ABANDONMENT, 71), "71 attempts there stayed unfinished, more than usual.", id="left"
        ),
        pytest.param(Side(IncidentKind.FAILURE, 1), "1 attempt there failed, more than usual.", id="failed"),
        pytest.param(
            Side(IncidentKind.FAILURE, 40, apart=True),
            "40 attempts there failed, more than usual; that has a message of its own.",
            id="told apart",
        ),
        pytest.param(
            Side(IncidentKind.SURGE, 912, at_least=True),
            "unusually many come from there: at least 912 attempts in that time.",
            id="many, in part known",
        ),
        pytest.param(
            Side(IncidentKind.DROP, 0), "hardly anybody comes there any more: 0 attempts in that time.", id="hardly any"
        ),
    ],
)
def test_what_is_told_with_an_incident_is_a_sentence_of_its_message(side, said):
    assert f" people. Besides, {said}\n" in text(sides=(side,))
