"""Of every log besides sign-ups: SQL, `$filter` under the tenant's law, and the predicate choose the same rows."""

from contextlib import closing
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from log_samples import (
    AUDIT_ROWS,
    AUDIT_VALUES,
    NOON,
    PROVISIONING_ROWS,
    PROVISIONING_VALUES,
    SIGN_IN_ROWS,
    SIGN_IN_VALUES,
    Rows,
)
from sqlite_utils import Database

from bot.demo.tenant.endpoints import DIRECTORY_AUDITS, PROVISIONING, SIGN_INS
from bot.demo.tenant.odata.filters import FilterReader, Law
from bot.demo.tenant.odata.parser import parse_filter
from bot.domain.question import And, Is, Log, Not, OneOf, Within
from bot.domain.window import Window
from bot.graph.wire import READERS
from bot.mirror import log_tables, statements
from bot.mirror.rows import form_of
from bot.planning import odata, sql
from bot.planning.catalogue import can_graph_filter, graph_may_miss, log_row
from bot.planning.predicate import holds


@dataclass(frozen=True, eq=False)
class Ground:
    """One log: rows to choose from, values to choose by, and who judges."""

    log: Log
    rows: Rows
    values: dict
    law: Law


GROUNDS = [
    pytest.param(Ground(Log.SIGN_INS, SIGN_IN_ROWS, SIGN_IN_VALUES, SIGN_INS.law_of("beta")), id="sign-ins"),
    pytest.param(Ground(Log.AUDIT, AUDIT_ROWS, AUDIT_VALUES, DIRECTORY_AUDITS.law), id="audits"),
    pytest.param(Ground(Log.PROVISIONING, PROVISIONING_ROWS, PROVISIONING_VALUES, PROVISIONING.law), id="provisioning"),
]


@cache
def filters(ground, is_wanted):
    """`Is`, `OneOf`, and the opposite of both, over all fields of the log."""
    positive = [condition for field, values in ground.values.items() for condition in about(field, values)]
    both = [*positive, *map(Not, positive)]
    return st.sampled_from([condition for condition in both if is_wanted(ground, condition)])


def about(field, values):
    yield OneOf(field, ())
    for place, value in enumerate(values):
        yield Is(field, value)
        yield OneOf(field, (value, values[place - 1]))


edges = st.integers(-2, 2).map(lambda micros: NOON + timedelta(microseconds=micros))
windows = st.tuples(edges, edges).map(lambda ends: Within(Window(min(ends), max(ends))))
seeds = st.integers(0, 2**32)


def sample_of(ground, seed):
    """Rows as Graph sends them, each with the event that is read from it."""
    rng = Random(seed)
    drawn = [ground.rows.draw(rng, str(place)) for place in range(rng.randint(0, 12))]
    return [(row, READERS[ground.log](row)) for row in drawn]


def is_kept(ground, condition):
    return sql.is_written(condition, ground.log)


def is_taken(ground, condition):
    return can_graph_filter(ground.log, condition, probes_allowed=True)


def is_taken_exactly(ground, condition):
    return is_taken(ground, condition) and not graph_may_miss(ground.log, condition)


def by_predicate(ground, condition, sample):
    test = holds(condition, ground.log)
    return [event.id for _, event in sample if test(event)]


def by_sql(ground, condition, sample):
    row = log_row(ground.log)
    where, parameters = sql.write(condition, ground.log)
    with closing(Database(memory=True)) as db:
        getattr(log_tables, row.table)(db)
        form = form_of(ground.log)
        db.conn.executemany(statements.insert(ground.log), [form.row_of(event) for _, event in sample])
        found = db.execute(f"SELECT id FROM {row.table} WHERE {where} ORDER BY rowid", parameters)
        return [event_id for (event_id,) in found]


def by_graph(ground, condition, sample):
    test = FilterReader(ground.law).test(parse_filter(odata.write(condition, ground.log)))
    return [event.id for row, event in sample if test(row)]


@pytest.mark.parametrize("ground", GROUNDS)
def test_every_field_is_drawn(ground):
    assert set(ground.values) == set(log_row(ground.log).columns)


@pytest.mark.parametrize("ground", GROUNDS)
@settings(max_examples=100, deadline=None)
@given(data=st.data())
def test_sql_chooses_the_rows_that_the_predicate_chooses(ground, data):
    condition = And(tuple(data.draw(st.lists(filters(ground, is_kept) | windows, min_size=1, max_size=2))))
    sample = sample_of(ground, data.draw(seeds))

    assert by_sql(ground, condition, sample) == by_predicate(ground, condition, sample)


@pytest.mark.parametrize("ground", GROUNDS)
@settings(max_examples=100, deadline=None)
@given(data=st.data())
def test_graph_chooses_the_rows_that_the_predicate_chooses_once_the_edges_are_trimmed(ground, data):
    window = data.draw(windows)
    condition = And((window, *data.draw(st.lists(filters(ground, is_taken_exactly), max_size=1))))
    sample = sample_of(ground, data.draw(seeds))
    inside = set(by_predicate(ground, window, sample))
    chosen = [event_id for event_id in by_graph(ground, condition, sample) if event_id in inside]

    assert chosen == by_predicate(ground, condition, sample)


@pytest.mark.parametrize("ground", GROUNDS)
@settings(max_examples=100, deadline=None)
@given(data=st.data())
def test_graph_chooses_no_row_that_the_predicate_does_not(ground, data):
    """What Graph may miss it may miss: fewer rows, never others."""
    condition = data.draw(filters(ground, is_taken))
    sample = sample_of(ground, data.draw(seeds))

    assert set(by_graph(ground, condition, sample)) <= set(by_predicate(ground, condition, sample))
