"""Draws any Question that the language can say, so that writer and reader can be shown to agree."""

from datetime import datetime, timedelta

from hypothesis import strategies as st
from language_readings import NOW, PARIS, TENANT

from bot.domain.fields import FIELDS, Field, Kind
from bot.domain.question import Filter, Format, Is, Log, Metric, Not, OneOf, Output, Question, Value
from bot.domain.window import Between, Last, Named, Period, Span
from bot.language.rates import METRICS_OF
from bot.language.words.countries import COUNTRIES

GUIDS = st.uuids().map(str)
WORDS = st.text(st.sampled_from("abcdefghijklmnopqrstuvwxyzABCDÉß0123456789"), max_size=8).map("Qx{}".format)
"""No word of the language begins so: a value that is one would be read in the language's own spelling."""

PHRASES = st.lists(WORDS, min_size=1, max_size=3).map(" ".join)
ADDRESSES = st.builds(
    "{}.{}@{}.com".format, st.sampled_from(["jo", "o'brien", "zoë"]), st.integers(0, 99), st.sampled_from("ab")
)
VALUES: dict[Kind, st.SearchStrategy[Value]] = {
    Kind.FLAG: st.booleans(),
    Kind.TEXT: PHRASES,
    Kind.USER: st.one_of(
        ADDRESSES, GUIDS, st.just("me"), st.just("slack:U7"), PHRASES.filter(lambda text: text != "me")
    ),
    Kind.DOMAIN: st.sampled_from(["gmail.com", "mail.example.org", "x-y.co.uk"]),
    Kind.CODE: st.integers(1, 9_999_999).map(str),
    Kind.GUID: GUIDS,
    Kind.ADDRESS: st.one_of(st.ip_addresses().map(str), st.sampled_from(["198.51.", "10.0.0.", "10."])),
    Kind.COUNTRY: st.sampled_from(sorted(COUNTRIES)),
}
COUNTED = {
    log: [
        name
        for name, field in FIELDS[log].items()
        if field.kind in {Kind.NAME, Kind.ADDRESS, Kind.COUNTRY, Kind.DOMAIN}
    ]
    for log in Log
} | {Log.AUDIT: ["actor", "user"]}
"""What “how many” can count beside rows."""

COUNTING = (Output.COUNT, Output.LIST)
"""Forms in which something else than rows may be counted: a list by users with more than 3 countries."""


def values_for(field: Field) -> st.SearchStrategy[Value]:
    """Values that `field` can have."""
    if field.kind is Kind.NAME:
        return st.sampled_from(getattr(TENANT, field.names or ""))
    return st.sampled_from(field.values) if field.values else VALUES[field.kind]


def filters_on(field: Field) -> st.SearchStrategy[Filter]:
    """One filter on `field`: a value, any of several, or none of them."""
    one = values_for(field).map(lambda value: Is(field.name, value))
    if field.kind is Kind.FLAG or field.names in {"flows", "extensions"}:
        return one
    several = st.lists(values_for(field), min_size=2, max_size=3, unique=True).map(
        lambda values: OneOf(field.name, tuple(values))
    )
    plain = st.one_of(one, several)
    return st.one_of(plain, plain.map(Not))


@st.composite
def between_moments(draw: st.DrawFn) -> Between:
    """A window with an end that is past."""
    until = NOW - timedelta(minutes=draw(st.integers(0, 100_000)))
    since = until - timedelta(minutes=draw(st.integers(1, 300_000)))
    return Between(_local(since), _local(until))


@st.composite
def between_moments_ahead(draw: st.DrawFn) -> Between:
    """A window with an end that is still to come, as that in which secrets expire."""
    until = NOW + timedelta(minutes=draw(st.integers(1, 200_000)))
    since = until - timedelta(minutes=draw(st.integers(1, 300_000)))
    return Between(_local(since), _local(until))


def _local(moment: datetime) -> datetime:
    return moment.astimezone(PARIS)


SPANS: st.SearchStrategy[Span] = st.one_of(
    st.integers(1, 366 * 86_400).map(Last), st.sampled_from(Period).map(Named), between_moments()
)


@st.composite
def questions(draw: st.DrawFn, log: Log) -> Question:
    """Any question about `log`."""
    fields = [field for field in FIELDS[log].values() if field.filterable]
    chosen = draw(st.lists(st.sampled_from(fields), unique_by=lambda field: field.name, max_size=4))
    if log is Log.USER:
        chosen = fields
    events = log in {Log.SIGN_UPS, Log.SIGN_INS, Log.AUDIT, Log.PROVISIONING}
    window = draw(SPANS if events else st.none())
    if log is Log.APPS and draw(st.booleans()):
        return Question(log=log, where=(Is("report", "credentials"),), window=draw(between_moments_ahead()))
    metric = draw(st.none() | st.sampled_from(METRICS_OF[log])) if events else None
    forms = [Output.CHART, Output.FUNNEL, Output.RATE] if metric else [*Output]
    output = draw(st.sampled_from([form for form in forms if form is not Output.RATE or metric]))
    groups = tuple(draw(st.lists(st.sampled_from(sorted(FIELDS[log])), unique=True, max_size=3))) if events else ()
    if metric is Metric.DROPOFF:
        groups = tuple(key for key in groups if key != "stage")  # the funnel has the stages already
    return Question(
        log=log,
        where=tuple(draw(filters_on(field)) for field in chosen),
        window=window,
        compare=draw(st.none() | SPANS.filter(lambda span: span != window)) if events else None,
        group_by=groups,
        top=draw(st.none() | st.integers(1, 999)),
        output=output,
        format=draw(st.none() | st.sampled_from(Format)) if output is Output.EXPORT else None,
        metric=metric,
        count_of=draw(st.none() | st.sampled_from(COUNTED[log])) if output in COUNTING and events else None,
        min_count=draw(st.none() | st.integers(1, 999)) if groups else None,
        show=draw(st.none() | st.sampled_from(["auth_methods", "provider"])) if log is Log.USER else None,
    )
