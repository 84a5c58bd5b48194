"""The detector of those who leave is told of them as of failures, and speaks of abandonment alone."""

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

import pytest

from bot.desk.judges import judge_of
from bot.domain.hourly_counts import HOUR
from bot.domain.incidents import Incident, IncidentKind, Opened, Recovered, Updated
from bot.domain.question import Log
from bot.domain.spikes import Detector, Sensitivity
from bot.domain.watching import Series

TEN = datetime(2026, 11, 20, 10, tzinfo=UTC)
FAILURE, LEFT = IncidentKind.FAILURE, IncidentKind.ABANDONMENT


def incident(kind=FAILURE, id_="i", observed=20, **changes):
    usual = Incident(
        id=id_,
        kind=kind,
        dims=(("provider", "Email OTP"),),
        since=TEN,
        opened_at=TEN + 2 * HOUR,
        last_hour=TEN,
        window_end=TEN,
        window_hours=1,
        observed=observed,
        expected=10.0,
        attempts=40,
        failures=observed,
        share=1.0,
    )
    return replace(usual, **changes)


@dataclass
class Saying:
    """A detector that says what it was given to say, poll by poll; it remembers how it was made."""

    rounds: list
    made_with: list = field(default_factory=list)

    def __call__(self, dimensions, *, sensitivity, incidents):
        self.made_with = list(incidents)
        return self

    def poll(self, now, updates):
        return self.rounds.pop(0)


def judge(detector, *known, series=Series.ABANDONMENT, sensitivity=Sensitivity.NORMAL):
    return judge_of(series, Log.SIGN_UPS, detector, sensitivity, known)


def told(*rounds, known=()):
    """What is told in each round of what a detector finds."""
    said = judge(Saying([list(each) for each in rounds]), *known)
    return [[(type(change).__name__, change.incident.observed) for change in said.poll(TEN, ())] for _ in rounds]


def test_what_it_finds_is_abandonment_under_an_id_of_its_own():
    (change,) = judge(Saying([[Opened(incident())]])).poll(TEN, ())

    assert change.incident.kind is LEFT
    assert change.incident.id != incident().id
    assert replace(change.incident, kind=FAILURE, id="i") == incident()


@pytest.mark.parametrize("kind", [IncidentKind.DROP, IncidentKind.SURGE])
def test_traffic_is_left_to_the_judge_of_failures(kind):
    assert told([Opened(incident(kind))], [Recovered(incident(kind))]) == [[], []]


def test_each_judge_knows_what_was_found_in_its_series_alone():
    known = [incident(kind, kind.value) for kind in IncidentKind]
    failures, left = Saying([]), Saying([])
    judge(failures, *known, series=Series.FAILURE)
    judge(left, *known)

    assert [each.id for each in failures.made_with] == ["failure", "drop", "surge"]
    assert [(each.id, each.kind) for each in left.made_with] == [("abandonment", FAILURE)]


def test_after_a_restart_an_incident_goes_on_under_its_id():
    (opened,) = judge(Saying([[Opened(incident())]])).poll(TEN, ())
    again = Saying([])
    said = judge(again, opened.incident)
    again.rounds = [[Updated(replace(again.made_with[0], observed=30))]]
    (change,) = said.poll(TEN, ())

    assert (type(change), change.incident) == (Updated, replace(opened.incident, observed=30))


FAINT = 14
"""Of ten that are usual."""


@pytest.mark.parametrize(
    ("rounds", "said"),
    [
        pytest.param(
            [[Opened(incident(observed=FAINT))], [Recovered(incident(observed=FAINT, recovered_at=TEN + HOUR))]],
            [[], []],
            id="faint to the end",
        ),
        pytest.param(
            [[Opened(incident(observed=FAINT))], [Updated(incident(observed=30))], [Updated(incident(observed=31))]],
            [[], [("Opened", 30)], [("Updated", 31)]],
            id="faint at first",
        ),
        pytest.param(
            [[Opened(incident(observed=30))], [Updated(incident(observed=FAINT))]],
            [[("Opened", 30)], [("Updated", FAINT)]],
            id="faint at last",
        ),
        pytest.param(
            [[Opened(incident(observed=FAINT))], [Recovered(incident(observed=30, recovered_at=TEN + HOUR))]],
            [[], []],
            id="over before it could be told",
        ),
    ],
)
def test_a_faint_rise_is_not_told_of(rounds, said):
    assert told(*rounds) == said


@pytest.mark.parametrize(
    ("sensitivity", "least"),
    [
        pytest.param(Sensitivity.FEWER, 20, id="fewer"),
        pytest.param(Sensitivity.NORMAL, 15, id="normal"),
        pytest.param(Sensitivity.MORE, 14, id="more"),
    ],
)
def test_how_faint_is_what_the_channel_asked_for(sensitivity, least):
    rounds = [[Opened(incident(id_=f"{observed}", observed=observed))] for observed in range(10, 30)]
    said = judge(Saying(list(rounds)), sensitivity=sensitivity)

    assert [each.incident.observed for _ in rounds for each in said.poll(TEN, ())] == list(range(least, 30))


def test_a_known_one_is_followed_however_faint():
    known = incident(LEFT, "left i", observed=FAINT)

    assert told([Updated(incident(observed=FAINT))], known=[known]) == [[("Updated", FAINT)]]


def test_the_detector_of_production_is_made_so():
    assert judge(Detector, incident(LEFT)).poll(TEN, ()) == []
