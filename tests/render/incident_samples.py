"""Notices of incidents, as the desk puts them together."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.domain.codes import explain_many_leaving
from bot.domain.incident_care import Act, Deed, care_of
from bot.domain.incident_notice import Affected, Cause, Course, CoursePoint, IncidentNotice, Total
from bot.domain.incident_records import IncidentRecord, Votes
from bot.domain.incidents import Incident, IncidentKind
from bot.domain.question import Log
from bot.domain.sources import GraphQuery

NINE = datetime(2026, 11, 19, 8, tzinfo=UTC)
"""Nine o'clock in Berlin."""

STORE = "5f1d0a1c-0000-0000-0000-000000000001"
HOUR = timedelta(hours=1)

GOOGLE = Incident(
    id="google-1",
    kind=IncidentKind.FAILURE,
    dims=(("provider", "Google"),),
    since=NINE,
    opened_at=NINE + 1.1 * HOUR,
    last_hour=NINE + 2 * HOUR,
    window_end=NINE + 2 * HOUR,
    window_hours=3,
    observed=41,
    expected=3.2,
    attempts=44,
    failures=43,
    share=0.97,
)
CAUSES = (
    Cause("50126", "The identity provider answered with an error.", "Look at Google's status page.", 40, 38),
    Cause("399279", "The account could not be created.", "Try once more; ask Microsoft support if it stays.", 3, 3),
)
QUERY = GraphQuery("beta", "auditLogs/signUps", "createdDateTime ge 2026-11-19T07:00:00Z", {}, ("status",))
COURSE = Course(
    tuple(
        CoursePoint(NINE + (n - 6) * HOUR, now, before)
        for n, (now, before) in enumerate([(0, 0), (0, 1), (1, 0), (0, 0), (1, 1), (2, 1), (12, 1), (15, 2), (14, 1)])
    )
)


def act(deed, minutes=0.0, **more):
    return Act(deed=deed, who="U1", name="anna", at=NINE + timedelta(hours=1, minutes=minutes), **more)


def notice(incident=GOOGLE, *acts, log=Log.SIGN_UPS, now=NINE + 3 * HOUR, **changes):
    care = care_of(acts)
    record = IncidentRecord(
        id="5c1f0a9b8e7d6c5b4a39", channel="C1", log=log, incident=incident, failed=43, care=care, votes=Votes()
    )
    usual = IncidentNotice(
        record=record,
        state=record.state(now),
        mute=care.muted(now),
        zone="Europe/Berlin",
        where=incident.dims,
        affected=Affected(Total(44, 43, 3), 41),
        worst=Affected(Total(44, 43, 3), 41),
        causes=CAUSES,
        course=COURSE,
        queries=(QUERY,),
        command="/signups failed provider:Google since 2026-11-19 08:00 UTC",
        portal_path="/#view/Microsoft_AAD_IAM/SignInEventsV3Blade",
    )
    return replace(usual, **changes)


RECOVERED = replace(GOOGLE, recovered_at=NINE + 5 * HOUR)
FULL_CARE = (
    act(Deed.ACKNOWLEDGE, 1),
    act(Deed.ASSIGN, 2, whom="sam"),
    act(Deed.MUTE, 3, until=NINE + 20 * HOUR),
)

DROP = replace(
    GOOGLE,
    id="drop-1",
    kind=IncidentKind.DROP,
    dims=(),
    opened_at=NINE + 6 * HOUR,
    observed=3,
    expected=118.4,
    attempts=3,
    failures=0,
    share=1.0,
)
WAVE = replace(
    DROP,
    id="surge-1",
    kind=IncidentKind.SURGE,
    dims=(("user_domain", "throwaway.example"),),
    observed=912,
    expected=0.2,
    attempts=912,
)
GUESSES = replace(WAVE, id="surge-2", dims=(("country", "KP"),), observed=1480, expected=2.1, attempts=1480)


def course_of(*counts, so_far=False):
    """Hour by hour up to the end of the samples' worst stretch: now and a week before."""
    first = NINE + (3 - len(counts)) * HOUR
    return Course(tuple(CoursePoint(first + n * HOUR, *pair) for n, pair in enumerate(counts)), so_far=so_far)


def traffic(incident, *acts, log=Log.SIGN_UPS, **changes):
    """A notice of a drop or a surge."""
    usual = {
        IncidentKind.DROP: {
            "affected": Affected(Total(3, 1, 3), 3),
            "causes": (CAUSES[0],),
            "course": course_of((41, 38), (44, 40), (39, 41), (2, 39), (0, 40), (1, 42)),
        },
        IncidentKind.SURGE: {
            "affected": Affected(Total(912, 12, 3), 905),
            "causes": (replace(CAUSES[1], attempts=12, people=11),),
            "course": course_of((0, 0), (1, 0), (0, 0), (280, 0), (310, 1), (322, 0)),
        },
    }[incident.kind]
    where = "".join(f"{name}:{value} " for name, value in incident.dims)
    command = f"/{log.value} {where}since 2026-11-19 08:00 UTC"
    found = usual | {"command": command} | changes
    return notice(incident, *acts, log=log, **({"worst": found["affected"]} | found))


NO_MAIL = replace(
    GOOGLE,
    id="left-1",
    kind=IncidentKind.ABANDONMENT,
    dims=(("provider", "Email OTP"), ("stage", "credentialValidation")),
    observed=48,
    expected=9.4,
    attempts=61,
    failures=48,
)


def stopped(stage, code, attempts, people):
    known = explain_many_leaving(stage, code)
    return Cause(str(code), known.meaning, known.remedy, attempts, people, stage)


STOPPED = (stopped("credentialValidation", 1002013, 50, 45), stopped("credentialValidation", 0, 3, 3))


def unfinished(incident=NO_MAIL, *acts, **changes):
    """A notice of sign-ups that stay unfinished."""
    usual = {
        "affected": Affected(Total(61, 53, 3), 48),
        "worst": Affected(Total(61, 53, 3), 48),
        "causes": STOPPED,
        "course": course_of((3, 4), (2, 3), (4, 2), (15, 3), (17, 4), (18, 3)),
        "command": '/signups abandoned provider:"Email OTP" stage:credentialValidation since 2026-11-19 08:00 UTC',
        "judged_until": NINE + 3 * HOUR if incident.is_open else None,
        "now": NINE + 4.2 * HOUR,
    }
    return notice(incident, *acts, **(usual | changes))
