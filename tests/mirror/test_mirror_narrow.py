"""Whatever filters are drawn, the mirror reads the rows that a walk over all of them would find."""

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st
from migrated import migrated
from mirror_samples import event, hours

from bot.domain.question import Is, Log, Not, OneOf, field_of
from bot.mirror.store import Mirror
from bot.planning.predicate import holds

LOG = Log.SIGN_UPS
WINDOW = hours(0, 1)
VALUES = {
    "app": ["a", "b"],
    "correlation_id": ["c", "d", "e"],
    "user": ["jane@b.com", "SAM@b.com"],
    "user_domain": ["b.com", "c.com"],
    "provider": ["google", "Email OTP"],
    "error_code": ["0", "50181"],
}

events = st.builds(
    event,
    st.just(""),
    st.integers(-2, 62),
    app_id=st.sampled_from(VALUES["app"]),
    correlation_id=st.sampled_from(VALUES["correlation_id"]),
    identifier=st.sampled_from([None, "Jane@b.com", "sam@c.com"]),
    provider=st.sampled_from([None, "Google", "Email OTP"]),
    error_code=st.sampled_from([0, 50181]),
)
positive = st.sampled_from(sorted(VALUES)).flatmap(
    lambda field: (
        st.builds(Is, st.just(field), st.sampled_from(VALUES[field]))
        | st.builds(OneOf, st.just(field), st.lists(st.sampled_from(VALUES[field]), max_size=2).map(tuple))
    )
)
narrows = st.lists(positive | st.builds(Not, positive), max_size=3)


def walked(sample, narrow):
    """The docstring of `Mirror.events`, word for word and slowly."""
    found = [row for row in sample if row.at in WINDOW]
    for condition in narrow:
        test = holds(condition, LOG)
        if field_of(condition) in ("app", "correlation_id"):
            found = [row for row in found if test(row)]
        else:
            ids = {row.correlation_id for row in sample if row.at in WINDOW and test(row)}
            found = [row for row in found if row.correlation_id in ids]
    return found


@settings(max_examples=60, deadline=None)
@given(st.lists(events, max_size=10), narrows)
def test_the_mirror_reads_what_a_walk_would_find(drawn, narrow):
    sample = [replace(row, id=str(place)) for place, row in enumerate(drawn)]
    with TemporaryDirectory() as folder:
        mirror = Mirror(migrated(Path(folder) / "gatehouse.db"))
        mirror.store(LOG, sample)
        read = mirror.events(LOG, WINDOW, narrow)

    assert sorted(read, key=lambda row: int(row.id)) == walked(sample, narrow)
