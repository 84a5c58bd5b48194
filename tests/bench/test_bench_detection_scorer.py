"""The scorer, held against detectors whose figures are known beforehand and against single alerts."""

from dataclasses import replace
from datetime import timedelta

import pytest
from bench_watchers import AllKnowing, Guessing, Silent

from bench.detection.assumptions import Size
from bench.detection.disturbances import Disturbance, DisturbanceKind
from bench.detection.happenings import Change, Span
from bench.detection.incidents import Incident, IncidentKind
from bench.detection.match import watch
from bench.detection.scorer import figures, is_tellable, score
from bench.detection.tenants import tenant
from bench.detection.traffic import Excess, draw
from bench.detection.watchers import Alert

HOUR = timedelta(hours=1)


@pytest.fixture(scope="module")
def judged():
    tenants = [tenant(seed, size, history_weeks=1, scored_weeks=2) for seed, size in enumerate(Size)]
    return [(each, draw(each)) for each in tenants]


def scored(judged, make):
    scores = []
    for each, traffic in judged:
        told = watch(each, traffic, {"it": make(each)})
        scores.append(score(each, traffic.excess, told["it"]))
    return figures(scores)


def test_who_says_nothing_finds_nothing_and_raises_nothing(judged):
    silent = scored(judged, lambda _: Silent())

    assert silent.tellable > 5
    assert (silent.recall, silent.false_a_week) == (0, 0)
    assert silent.delay != silent.delay


def test_who_knows_all_finds_all_at_once_by_its_name(judged):
    knowing = scored(judged, AllKnowing)

    assert (knowing.recall, knowing.named, knowing.alerts_each, knowing.false_a_week) == (1, 1, 1, 0)
    assert 0 < knowing.delay <= 1


def test_who_guesses_is_given_away_by_false_alerts_and_wrong_names(judged):
    guessing = scored(judged, Guessing)

    assert guessing.false_a_week > 15
    assert guessing.named < 0.5
    assert guessing.alerts_each > 1.2


@pytest.fixture
def outage():
    """A tenant with one incident alone: Google's first page, for six hours in the scored weeks."""
    base = tenant(5, Size.MIDDLE, history_weeks=1, scored_weeks=1)
    start = base.scored_from + 20 * HOUR
    google = Incident(
        IncidentKind.PROVIDER_DOWN,
        Span(start, start + 6 * HOUR),
        guilty=({"provider": "Google"},),
        true={
            "provider": frozenset({"Google"}),
            "stage": frozenset({"credentialFederation"}),
            "errorCode": frozenset({"50000"}),
        },
    )
    return replace(base, incidents=(google,), disturbances=())


PLAIN = [Excess([1.0], [40])]


@pytest.mark.parametrize(
    ("hours", "dims", "kind", "told", "false"),
    [
        pytest.param(1, {"provider": "Google"}, "failure", True, 0, id="while-it-lasts"),
        pytest.param(7.5, {"provider": "Google"}, "failure", True, 0, id="when-its-last-hour-is-complete"),
        pytest.param(9, {"provider": "Google"}, "failure", False, 1, id="its-tail"),
        pytest.param(-1, {"provider": "Google"}, "failure", False, 1, id="before-it-began"),
        pytest.param(-60, {"provider": "Google"}, "failure", False, 0, id="in-the-history"),
        pytest.param(1, {"provider": "Apple"}, "failure", False, 1, id="another-provider"),
        pytest.param(1, {"stage": "userCreation"}, "failure", False, 1, id="another-stage"),
        pytest.param(1, {"app": "Store"}, "failure", True, 0, id="a-slice-that-has-some-of-it"),
        pytest.param(1, {}, "failure", True, 0, id="the-whole-tenant"),
        pytest.param(1, {"provider": "Google"}, "volume", False, 0, id="volume-is-neither"),
    ],
)
def test_an_alert_tells_of_an_incident_by_time_and_slice(outage, hours, dims, kind, told, false):
    alert = Alert(outage.incidents[0].span.start + hours * HOUR, dims, kind)
    judged = score(outage, PLAIN, [alert])

    assert bool(judged.cases[0].alerts) is told
    assert len(judged.false) == false


@pytest.mark.parametrize(
    ("dims", "named"),
    [
        pytest.param({"provider": "Google"}, True, id="the-guilty-one"),
        pytest.param({"provider": "Google", "stage": "credentialFederation"}, True, id="and-where"),
        pytest.param({"provider": "Google", "errorCode": "50000"}, True, id="and-with-which-code"),
        pytest.param({"provider": "Google", "app": "Store"}, False, id="blaming-an-app-too"),
        pytest.param({"stage": "credentialFederation"}, False, id="only-where"),
        pytest.param({}, False, id="nothing"),
    ],
)
def test_naming_is_the_guilty_dimension_and_nothing_untrue(outage, dims, named):
    alert = Alert(outage.incidents[0].span.start + HOUR, dims)

    assert score(outage, PLAIN, [alert]).cases[0].named is named


def test_the_first_alert_counts_for_delay_and_name_and_all_of_them_for_how_many(outage):
    start = outage.incidents[0].span.start
    alerts = [Alert(start + 2 * HOUR, {"app": "Store"}), Alert(start + 3 * HOUR, {"provider": "Google"})]
    judged = figures([score(outage, PLAIN, alerts)])

    assert (judged.delay, judged.named, judged.alerts_each) == (2, 0, 2)


@pytest.mark.parametrize(
    ("hours", "kind", "told"),
    [
        pytest.param(2, "volume", True, id="while-nobody-comes"),
        pytest.param(2, "failure", False, id="as-a-failure"),
        pytest.param(20, "volume", False, id="when-they-have-come-back"),
    ],
)
def test_an_alert_on_volume_tells_of_sign_ups_that_vanish(outage, hours, kind, told):
    start = outage.scored_from + 40 * HOUR
    span = Span(start, start + 12 * HOUR)
    gone = Disturbance(DisturbanceKind.VANISHED, span, (Change(span, {}, traffic=0),))
    judged = score(replace(outage, disturbances=(gone,)), PLAIN, [Alert(start + hours * HOUR, {}, kind)])

    assert [drop.told for drop in judged.drops] == [told]
    assert judged.drops[0].missing > 200
    assert judged.volume_alerts == (kind == "volume")


def test_of_two_at_once_an_alert_tells_of_the_one_it_names(outage):
    google = outage.incidents[0]
    country = replace(google, guilty=({"country": "VN"},), true={"country": frozenset({"VN"})})
    both = replace(outage, incidents=(google, country))
    judged = score(both, PLAIN * 2, [Alert(google.span.start + HOUR, {"country": "VN"})])

    assert [len(case.alerts) for case in judged.cases] == [0, 1]


@pytest.mark.parametrize(
    ("expected", "observed", "tellable"),
    [
        pytest.param([1, 1], [1, 2], False, id="as-usual"),
        pytest.param([0.01, 0.01], [1, 1], False, id="rare-but-two-people"),
        pytest.param([0.01, 0.01], [2, 2], True, id="four-people-where-nobody-fails"),
        pytest.param([1, 200], [12, 200], True, id="its-beginning-alone-stands-out"),
        pytest.param([1000], [1100], False, id="a-large-count-whose-rate-wanders"),
    ],
)
def test_an_incident_counts_if_the_truth_makes_it_stand_out(outage, expected, observed, tellable):
    wandering = replace(outage, traits=replace(outage.traits, spread=0.1))

    assert is_tellable(wandering, Excess(expected, observed)) is tellable
