"""What an incident's message says of its attempts is what its hourly counts say, to the last row of each attempt."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from migrated import migrated

from bot.desk.incident_counts import IncidentCounts
from bot.desk.incident_evidence import EvidenceDesk
from bot.desk.incident_marks import MOST_HOURS, IncidentMarks
from bot.domain.attempts import AttemptRules
from bot.domain.codes import SIGN_IN_INTERRUPTS
from bot.domain.events import SignUpEvent
from bot.domain.hourly_counts import HOUR
from bot.domain.incident_notice import Affected, Total
from bot.domain.incidents import Incident, IncidentKind
from bot.domain.known_good import NO_NETWORKS, NOTHING_KNOWN
from bot.domain.question import Log
from bot.domain.sign_ins import SignInEvent
from bot.domain.window import Window
from bot.mirror.recounting import SignInHours, SignUpHours
from bot.mirror.rollups import Rollups
from bot.mirror.store import Mirror

TEN = datetime(2026, 11, 20, 10, tzinfo=UTC)
NOON = TEN + 2 * HOUR
PARTS = {
    Log.SIGN_UPS: ("",),
    Log.SIGN_INS: ("interactiveDetails", "nonInteractive", "servicePrincipal", "managedIdentity"),
}


def at(minutes):
    """So many minutes after ten."""
    return TEN + timedelta(minutes=minutes)


def sign_up(number, minutes, code, who):
    stage = "userCreation" if code == 0 else "credentialFederation"
    return SignUpEvent(
        id=f"row-{number}",
        at=at(minutes),
        correlation_id=f"try-{who}",
        app_id="store",
        stage=stage,
        provider="Google",
        identifier=who,
        error_code=code,
    )


def sign_in(number, minutes, code, who):
    return SignInEvent(
        id=f"row-{number}",
        at=at(minutes),
        correlation_id=f"try-{who}",
        app_id="store",
        user_id=who,
        original_request_id=f"try-{who}",
        error_code=code,
        detailed=True,
    )


def over_at_eleven():
    """An incident of the hour from ten to eleven that recovered since."""
    return Incident(
        id="i",
        kind=IncidentKind.FAILURE,
        dims=(("app", "store"),),
        since=TEN,
        opened_at=TEN + HOUR,
        last_hour=TEN,
        window_end=TEN,
        window_hours=1,
        observed=1,
        expected=0.1,
        attempts=2,
        failures=1,
        share=1.0,
        recovered_at=NOON,
    )


def desk_of(path, log, rows):
    mirror = Mirror(migrated(path))
    mirror.store(log, rows)
    held = Window(TEN - 3 * HOUR, NOON + 4 * HOUR)
    for part in PARTS[log]:
        mirror.mark(log, held, NOON, part)
    rules = AttemptRules()
    counter = SignUpHours(rules) if log is Log.SIGN_UPS else SignInHours()
    rollups = Rollups(path, counter)
    rollups.update()
    marks = IncidentMarks(log=log, store=mirror, rules=rules, interrupts=SIGN_IN_INTERRUPTS, known=NO_NETWORKS)
    desk = EvidenceDesk(mirror, marks)
    return desk, IncidentCounts(log, rollups, NOTHING_KNOWN, {}, rules)


@pytest.mark.parametrize(
    ("log", "rows", "tried"),
    [
        pytest.param(
            Log.SIGN_UPS,
            [sign_up(1, 20, 50126, "ann"), sign_up(2, 50, 50126, "bob"), sign_up(3, 70, 0, "bob")],
            2,
            id="a sign-up that failed before eleven and got in after",
        ),
        pytest.param(
            Log.SIGN_UPS,
            [
                sign_up(1, 20, 50126, "ann"),
                *(sign_up(minutes, minutes, 50126, "bob") for minutes in (50, 100, 150)),
                sign_up(2, 190, 0, "bob"),
            ],
            2,
            id="a sign-up that went on for hours",
        ),
        pytest.param(
            Log.SIGN_INS,
            [sign_in(1, 20, 50126, "ann"), sign_in(2, 58, 50126, "bob"), sign_in(3, 62, 0, "bob")],
            1,
            id="a sign-in whose last step fell after eleven",
        ),
    ],
)
def test_an_attempt_that_went_on_after_the_incident_counts_as_it_ended(tmp_path, log, rows, tried):
    desk, counts = desk_of(tmp_path / "mirror", log, rows)
    incident = over_at_eleven()
    found = desk.of_rows(incident, counts.tally(incident, NOON), NOTHING_KNOWN)

    assert found.affected == Affected(Total(tried, 1, hours=1, unknown_hours=0), 1)
    assert found.worst == found.affected
    assert [cause.people for cause in found.causes] == [1]


def leave(number, minutes, who):
    return replace(sign_up(number, minutes, 1002013, who), stage="credentialValidation")


def left_before_eleven(**changes):
    return replace(over_at_eleven(), kind=IncidentKind.ABANDONMENT, **changes)


def test_those_who_left_are_counted_by_where_they_stopped(tmp_path):
    rows = [
        *(leave(number, 5 * number, f"person {number % 3}") for number in range(5)),
        sign_up(6, 25, 0, "done"),
        sign_up(7, 26, 50126, "failed"),
        replace(sign_up(8, 27, 0, "on the way"), stage="credentialValidation"),
    ]
    rows = [replace(row, correlation_id=row.id) for row in rows]
    desk, counts = desk_of(tmp_path / "mirror", Log.SIGN_UPS, rows)
    incident = left_before_eleven(recovered_at=None)
    found = desk.of_rows(incident, counts.tally(incident, NOON), NOTHING_KNOWN)

    assert found.affected == Affected(Total(8, 6, hours=2, unknown_hours=0), 4)
    assert found.worst == Affected(Total(8, 6), 4)
    assert [(cause.stage, cause.code, cause.people, cause.attempts) for cause in found.causes] == [
        ("credentialValidation", "1002013", 3, 5),
        ("credentialValidation", "0", 1, 1),
    ]
    assert all(cause.remedy.startswith("Sign up with a test address of your own") for cause in found.causes)


@pytest.mark.parametrize(
    ("heard", "tried", "left"),
    [
        pytest.param([], 2, 2, id="nobody comes back"),
        pytest.param([leave(3, 110, "bob")], 2, 2, id="somebody tries anew, which is another attempt"),
        pytest.param([leave(3, 75, "bob"), leave(4, 130, "bob")], 2, 2, id="somebody comes back and leaves again"),
        pytest.param([leave(3, 75, "bob"), sign_up(4, 130, 0, "bob")], 2, 1, id="somebody gets in hours later"),
    ],
)
def test_who_is_heard_of_after_the_incident_counts_as_it_ended(tmp_path, heard, tried, left):
    rows = [leave(1, 20, "ann"), leave(2, 50, "bob"), *heard]
    desk, counts = desk_of(tmp_path / "mirror", Log.SIGN_UPS, rows)
    incident = left_before_eleven()
    tally = counts.tally(incident, NOON + 4 * HOUR)

    found = desk.of_rows(incident, tally, NOTHING_KNOWN)

    assert found.affected == Affected(Total(tried, left, hours=1, unknown_hours=0), left)
    assert sum(cause.attempts for cause in found.causes) == left


def test_an_hour_in_which_somebody_may_be_under_way_is_not_known_to_anybody(tmp_path):
    rows = [leave(0, 20, "ann"), *(leave(n, 50 * n, "bob") for n in range(1, 8))]
    desk, counts = desk_of(tmp_path / "mirror", Log.SIGN_UPS, rows)
    tally = counts.tally(left_before_eleven(), NOON + 4 * HOUR)

    assert tally.total == Total(0, 0, hours=1, unknown_hours=1)
    assert desk.of_rows(left_before_eleven(), tally, NOTHING_KNOWN).affected.people == 0


def test_people_of_rows_that_are_gone_are_there_and_not_counted(tmp_path):
    rows = [sign_up(1, 20, 50126, "ann"), sign_up(2, 80, 50126, "bob")]
    desk, counts = desk_of(tmp_path / "mirror", Log.SIGN_UPS, rows)
    desk.store.forget(Log.SIGN_UPS, at(60))
    incident = replace(over_at_eleven(), last_hour=TEN + HOUR, window_end=TEN + HOUR)
    found = desk.of_rows(incident, counts.tally(incident, NOON), NOTHING_KNOWN)

    assert found.affected == Affected(Total(2, 2, hours=2, unknown_hours=0), 1, all_people=False)
    assert found.worst == Affected(Total(1, 1), 1)


def test_a_worst_stretch_whose_rows_are_gone_is_not_told_from_what_is_left(tmp_path):
    desk, counts = desk_of(tmp_path / "mirror", Log.SIGN_UPS, [sign_up(1, 20, 50126, "ann"), sign_up(2, 50, 1, "bob")])
    desk.store.forget(Log.SIGN_UPS, at(30))
    incident = over_at_eleven()

    assert desk.of_rows(incident, counts.tally(incident, NOON), NOTHING_KNOWN).worst is None


def test_of_what_goes_on_for_long_only_the_newest_people_are_told_apart(tmp_path):
    hours = [MOST_HOURS + 2, 3, 1]
    rows = [sign_up(n, -60 * hours_ago, 50126, f"p{n}") for n, hours_ago in enumerate(hours)]
    desk, counts = desk_of(tmp_path / "mirror", Log.SIGN_UPS, rows)
    begun = TEN - (MOST_HOURS + 4) * HOUR
    desk.store.mark(Log.SIGN_UPS, Window(begun - HOUR, TEN), NOON)
    counts.counts.update()
    long = replace(over_at_eleven(), since=begun, window_hours=MOST_HOURS + 5)
    found = desk.of_rows(long, counts.tally(long, NOON), NOTHING_KNOWN)

    assert found.affected.total == Total(3, 3, hours=MOST_HOURS + 5, unknown_hours=0)
    assert (found.affected.people, found.affected.all_people) == (2, False)
    assert found.worst is None
