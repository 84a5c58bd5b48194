"""Questions that nobody thought of: drawn at random, asked of mirrors that hold some of the log, and recounted."""

from zoneinfo import ZoneInfo

import pytest
from desk_questions import METRICS, STAGES, STATUSES, complete, filled_in, picks
from desk_town import DAY, NOW, differences, question_of
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from recount import recount

BERLIN = "Europe/Berlin"
CODES = ["0", "1002013", "50181", "50182", "399279", "1003037", "1002027", "55106", "50140"]
PROVIDERS = ["Email OTP", "Email Password", "google", "Facebook", "APPLE", "Fabrikam Staff"]
APPS = ["Contoso Store", "contoso rewards", "Partner Portal", "Field App"]
KINDS = ["local", "social", "federated"]
OUTPUTS = ["list", "count", "rate", "funnel", "chart"]


def values_of(*choices):
    """One value, some of them, or all but one or some."""
    one = st.sampled_from(choices)
    some = st.lists(one, min_size=2, max_size=3, unique=True)
    return one | some | st.builds(lambda value: {"not": value}, one | some)


FILTERS = st.fixed_dictionaries(
    {},
    optional={
        "status": values_of(*STATUSES),
        "stage": values_of(*STAGES),
        "had_error": st.booleans(),
        "provider": values_of(*PROVIDERS),
        "provider_kind": values_of(*KINDS),
        "app": values_of(*APPS),
        "user_domain": values_of("northwind.example", "GMAIL.example", "quickpost.example"),
        "error_code": values_of(*CODES),
        "user_flow": values_of("Shop sign-up", "rewards sign-up"),
        "extension": st.just(value=True) | values_of("attributeCollectionSubmit", "emailOtpSend", "Postcode check"),
        "user": values_of("$frequent", "$mistyped"),
        "correlation_id": values_of("$two apps", "$two people", "$hours apart"),
    },
).filter(lambda filters: len(filters) <= 4)

MINUTES = st.integers(0, 3 * 24 * 60)
STRETCHES = (
    st.tuples(MINUTES, MINUTES)
    .filter(lambda ends: ends[0] != ends[1])
    .map(
        lambda ends: {
            "from": (NOW - DAY * max(ends) / 1_440).isoformat(),
            "to": (NOW - DAY * min(ends) / 1_440).isoformat(),
        }
    )
)
WINDOWS = STRETCHES | st.sampled_from([{"named": "today"}, {"named": "yesterday"}, {"last": 86_400}])
GROUPED_BY = ["status", "stage", "provider", "provider_kind", "app", "user_domain", "error_code", "had_error"]
GROUPED_BY += ["user_flow", "extension", "hour", "day", "user"]
GROUPS = st.lists(st.sampled_from(GROUPED_BY), max_size=2, unique=True)


@st.composite
def questions(draw):
    said = {"filters": draw(FILTERS), "window": draw(WINDOWS), "output": draw(st.sampled_from(OUTPUTS))}
    optional = {
        "group_by": draw(GROUPS),
        "compare": draw(st.none() | WINDOWS),
        "top": draw(st.none() | st.integers(1, 5)),
        "metric": draw(st.none() | st.sampled_from(METRICS)),
        "count_of": draw(st.none() | st.sampled_from(["user", "attempts", "provider", "app"])),
        "min_count": draw(st.none() | st.integers(1, 20)),
    }
    return complete(said | {name: value for name, value in optional.items() if value})


@pytest.fixture(scope="module")
def picked(town):
    return picks(town, NOW)


@settings(max_examples=120, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(said=questions())
def test_a_drawn_question_equals_the_recount(said, town, filled, picked):
    said = filled_in(said, picked)

    assert differences(filled.answer(question_of(said), ZoneInfo(BERLIN)), recount(said, town, NOW, BERLIN)) == {}


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(asked=st.lists(questions(), min_size=1, max_size=3))
def test_questions_one_after_the_other_never_spoil_the_mirror(asked, town, desks, half_filled, picked):
    """Whatever the questions before left in the mirror, whole or narrowed, the next answer is right all the same."""
    desk = desks.new(like=half_filled)
    for said in (filled_in(said, picked) for said in asked):
        assert differences(desk.answer(question_of(said), ZoneInfo(BERLIN)), recount(said, town, NOW, BERLIN)) == {}
