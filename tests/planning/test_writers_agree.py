"""SQL on a real table, Graph's `$filter` under the tenant's law, and the predicate choose the same rows."""

from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import example, given, settings
from hypothesis import strategies as st
from sqlite_utils import Database

from bot.demo.moments import printed, ticks_of
from bot.demo.tenant.endpoints import SIGN_UPS
from bot.demo.tenant.odata.filters import FilterReader
from bot.demo.tenant.odata.parser import parse_filter
from bot.domain.events import SignUpEvent
from bot.domain.question import And, Is, Log, Not, OneOf, Within
from bot.domain.window import Window
from bot.mirror import schema, statements
from bot.mirror.rows import form_of
from bot.planning import odata, sql
from bot.planning.catalogue import can_graph_filter, log_row
from bot.planning.predicate import holds

NOON = datetime(2026, 11, 12, 12, tzinfo=UTC)

ADDRESSES = ["a@b.com", "A@B.COM", "o'brien@a.com", "100%@a_b.com", "straße@x.de", "STRASSE@X.DE", "İ@x.com", "i̇@x.com"]
ADDRESSES += ["", "@", "no-address", "two@at@b.com", "B.com", "'; DROP TABLE sign_up_events --", "\x00", "%", "{app:x}"]
PROVIDERS = ["Email OTP", "email otp", "Google", "ß", "SS", "eq 'x'"]
STAGES = ["userCreation", "credentialValidation", "usercreation", "somethingNew"]
IDS = ["a", "A", "b", "a b", "'"]
CODES = [0, 50181, 1002013, 2**31 - 1]

VALUES = {
    "id": IDS,
    "app": IDS,
    "correlation_id": IDS,
    "stage": STAGES,
    "provider": PROVIDERS,
    "user": ADDRESSES,
    "user_domain": ["b.com", "B.COM", "X.de", "strasse.de", "", "a.com"],
    "user_id": IDS,
    "error_code": [str(code) for code in CODES] + CODES,
}

moments = st.integers(-3, 3).map(lambda micros: NOON + timedelta(microseconds=micros))


def maybe(values):
    return st.none() | st.sampled_from(values)


events = st.builds(
    SignUpEvent,
    id=st.just(""),
    at=moments,
    correlation_id=st.sampled_from(IDS),
    app_id=st.sampled_from(IDS),
    stage=st.sampled_from(STAGES),
    provider=maybe(PROVIDERS),
    identifier=maybe(ADDRESSES) | st.text(alphabet=st.characters(codec="utf-8"), max_size=5),
    error_code=st.sampled_from(CODES),
    user_id=maybe(IDS),
)


def filters_on(fields, fewest):
    """`Is`, `OneOf` with at least so many values, and the opposite of both."""
    positive = st.sampled_from(sorted(fields)).flatmap(
        lambda field: (
            st.builds(Is, st.just(field), st.sampled_from(VALUES[field]))
            | st.builds(
                OneOf, st.just(field), st.lists(st.sampled_from(VALUES[field]), min_size=fewest, max_size=3).map(tuple)
            )
        )
    )
    return positive | st.builds(Not, positive)


windows = st.tuples(moments, moments).map(lambda ends: Within(Window(min(ends), max(ends))))
conditions = st.recursive(
    filters_on(VALUES, 0) | windows, lambda inner: st.builds(And, st.lists(inner, max_size=3).map(tuple))
)


def numbered(drawn):
    """The drawn events under ids of their own; the first keep ids that conditions ask for."""
    return [replace(event, id=IDS[place] if place < len(IDS) else str(place)) for place, event in enumerate(drawn)]


def chosen_by_predicate(condition, sample):
    test = holds(condition, Log.SIGN_UPS)
    return [event.id for event in sample if test(event)]


def chosen_by_sql(condition, sample):
    where, parameters = sql.write(condition, Log.SIGN_UPS)
    with closing(Database(memory=True)) as db:
        schema.sign_up_events(db)
        db.conn.executemany(statements.insert(Log.SIGN_UPS), [form_of(Log.SIGN_UPS).row_of(event) for event in sample])
        found = db.execute(f"SELECT id FROM sign_up_events WHERE {where} ORDER BY rowid", parameters)
        return [event_id for (event_id,) in found]


def chosen_by_graph(condition, sample):
    tree = parse_filter(odata.write(condition, Log.SIGN_UPS))
    test = FilterReader(SIGN_UPS.law).test(tree)
    return [event.id for event in sample if test(as_graph_prints(event))]


def as_graph_prints(event):
    return {
        "id": event.id,
        "appId": event.app_id,
        "correlationId": event.correlation_id,
        "createdDateTime": printed(ticks_of(event.at)),
        "signUpStage": event.stage,
        "signUpIdentityProvider": event.provider,
        "signUpIdentity": event.identifier and {"signUpIdentifier": event.identifier},
        "status": {"errorCode": event.error_code},
        "userId": event.user_id,
    }


samples = st.lists(events, max_size=12).map(numbered)


@settings(max_examples=250, deadline=None)
@given(conditions, samples)
def test_sql_chooses_the_rows_that_the_predicate_chooses(condition, sample):
    assert chosen_by_sql(condition, sample) == chosen_by_predicate(condition, sample)


def graph_takes(condition):
    return can_graph_filter(Log.SIGN_UPS, condition, probes_allowed=True)


CASELESS = {column.field for column in log_row(Log.SIGN_UPS).columns.values() if column.caseless}
WITHOUT_PATH = {column.field for column in log_row(Log.SIGN_UPS).columns.values() if column.path is None}
askable = filters_on(VALUES.keys() - WITHOUT_PATH, 1).filter(graph_takes)
exact = filters_on(VALUES.keys() - WITHOUT_PATH - CASELESS, 1).filter(graph_takes)
HALF = Within(Window(NOON - timedelta(microseconds=1), NOON + timedelta(microseconds=1)))


@settings(max_examples=100, deadline=None)
@given(st.lists(exact, max_size=3), samples)
@example([OneOf("app", ("a", "b")), Not(OneOf("error_code", ("0", "50181")))], [])
def test_graph_chooses_the_rows_that_the_predicate_chooses_once_the_end_is_trimmed(parts, sample):
    condition = And((HALF, *parts))
    before_the_end = [event for event in sample if event.at < HALF.window.until]

    assert chosen_by_graph(condition, before_the_end) == chosen_by_predicate(condition, sample)


@settings(max_examples=100, deadline=None)
@given(st.lists(askable, min_size=1, max_size=3), samples)
def test_graph_chooses_no_row_that_the_predicate_does_not(parts, sample):
    """Graph may mind the case of an address or a provider, where we do not: fewer rows, never others."""
    condition = And(tuple(parts))

    assert set(chosen_by_graph(condition, sample)) <= set(chosen_by_predicate(condition, sample))
