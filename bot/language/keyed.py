"""Reads `key:value`: a field's values, or what another key sets, such as a time, a form or a number."""

from collections.abc import Callable
from typing import TypeVar

from bot.domain.fields import FIELDS
from bot.domain.question import Format, Log, Metric, Output
from bot.errors import Mistake, QuestionError
from bot.language.keyed_filters import Reading, read_filter, read_values, value_end
from bot.language.keys import FIELD_KEYS, OTHER_KEYS
from bot.language.literals import bad_value
from bot.language.neighbours import suggestions
from bot.language.page import Page
from bot.language.pieces import MOST_DIGITS, Amount, Edge, Keyed, When
from bot.language.senses import Facet, Role, Share, Wish
from bot.language.times.ahead import read_ahead
from bot.language.times.clock import Stretch, bad_window, word
from bot.language.times.compared import read_before
from bot.language.times.durations import read_duration
from bot.language.times.stretches import read_stretch
from bot.language.times.windows import read_span
from bot.language.tokens import Shape

E = TypeVar("E", Metric, Output, Format)


def read_key(page: Page, place: int) -> Reading:
    """What the key at `place` and its value mean, and where the value ends."""
    token = page.tokens[place]
    banged = place + 1 < len(page.tokens) and page.tokens[place + 1].shape is Shape.BANG
    if place + 1 + banged >= len(page.tokens):
        raise bad_value(token.text, f"“{token.text.strip()}” needs a value, like {token.word}:…")
    if token.word in FIELD_KEYS:
        return read_filter(page, place)
    return _READERS[OTHER_KEYS[token.word]](page, place)


def _choice(page: Page, place: int, kind: type[E]) -> E:
    raw, _ = page.chunk(place + 1)
    plain = raw.lower().replace("-", "").replace("_", "")
    plain = page.tokens[place + 1].word if page.tokens[place + 1].word in set(kind) else plain
    try:
        return kind(plain)
    except ValueError:
        known = tuple(value.value for value in kind)
        near = suggestions(raw, known) or known
        raise QuestionError(
            Mistake.UNKNOWN_VALUE,
            f"{page.tokens[place].word} cannot be “{raw}”; it can be {', '.join(known)}",
            word=raw,
            suggestions=near,
        ) from None


def _output(page: Page, place: int) -> Reading:
    raw, end = page.chunk(place + 1)
    if raw.lower() in set(Format):
        return (Wish(Output.EXPORT, Format(raw.lower())),), end
    output = _choice(page, place, Output)
    return (Share(None) if output is Output.RATE else Wish(output),), end


def _amount(page: Page, place: int) -> Amount:
    raw, _ = page.chunk(place + 1)
    digits = raw.rstrip("+")
    if not digits.lstrip("-").isdecimal() or len(digits) > MOST_DIGITS:
        raise bad_value(raw, f"{page.tokens[place].word} needs a number, not “{raw}”")
    return Amount(int(digits))


def _last(page: Page, place: int) -> Reading:
    if found := read_duration(page.tokens, place + 1, page.clock, spelled=True):
        span = read_span(page.tokens, place + 1, page.clock)
        if span and span[1] == found[1]:
            return (When(span[0]),), span[1]
    raw, end = page.chunk(place + 1)
    if raw.lstrip("-").isdecimal():
        return (Role.TOP, Amount(int(raw))), end
    tokens = [page.tokens[0].__class__(Shape.WORD, "last", "last", 0, 0), *page.tokens[place + 1 :]]
    span = read_span(tokens, 0, page.clock)
    if span is None:
        raise bad_window(raw, f"last:“{raw}” is no length of time; write it like last:24h or last:7d")
    return (When(span[0]),), place + span[1]


def _edge(page: Page, place: int) -> Reading:
    opens = OTHER_KEYS[page.tokens[place].word] == "since"
    if word(page.tokens, place + 1) == "now" and not opens:
        return (Edge(Stretch(page.clock.now, page.clock.now), opens),), place + 2
    found = read_stretch(page.tokens, place + 1, page.clock, bare=True)
    if found is None:
        raw, _ = page.chunk(place + 1)
        if fields := _systems(page, place):
            return fields
        raise bad_window(raw, f"“{raw}” is no time; write it like {word(page.tokens, place)}:2026-11-01 or monday")
    return (Edge(found[0], opens),), found[1]


def _systems(page: Page, place: int) -> Reading | None:
    """`from:Workday to:ServiceNow`: the two sides of provisioning, said with the keys of time."""
    name = "source_system" if page.tokens[place].word == "from" else "target_system"
    if page.tokens[place].word not in ("from", "to") or page.index.find(page.tokens, place + 1) is None:
        return None
    field = FIELDS[Log.PROVISIONING][name]
    values, end = read_values(field, page, place + 1)
    return (Keyed(page.tokens[place].word, ((field, values),), page.tokens[place].negated),), end


def _window(page: Page, place: int) -> Reading:
    if found := read_before(page.tokens, place + 1) or read_ahead(page.tokens, place + 1, page.clock):
        return (When(found[0]),), found[1]
    span = read_span(page.tokens, place + 1, page.clock)
    if span is None:
        raw, _ = page.chunk(place + 1)
        raise bad_window(raw, f"“{raw}” is no time I can read; write it like window:yesterday or window:last_week")
    return (When(span[0]),), span[1]


def _show(page: Page, place: int) -> Reading:
    raw, end = page.chunk(place + 1)
    shows = {"auth_methods": "auth_methods", "methods": "auth_methods", "mfa": "auth_methods", "provider": "provider"}
    if raw.lower() not in shows:
        near = suggestions(raw, tuple(shows)) or ("auth_methods", "provider")
        raise QuestionError(
            Mistake.UNKNOWN_VALUE, f"show can be auth_methods or provider, not “{raw}”", word=raw, suggestions=near
        )
    return (Facet(shows[raw.lower()]),), end


def _metric(page: Page, place: int) -> Reading:
    return (Share(_choice(page, place, Metric)),), value_end(page, place)


def _format(page: Page, place: int) -> Reading:
    return (Wish(Output.EXPORT, _choice(page, place, Format)),), value_end(page, place)


def _top(page: Page, place: int) -> Reading:
    return (Role.TOP, _amount(page, place)), value_end(page, place)


def _floor(page: Page, place: int) -> Reading:
    return (Role.AT_LEAST, _amount(page, place)), value_end(page, place)


def _compare(page: Page, place: int) -> Reading:
    found, end = _window(page, place)
    return (Role.VERSUS, *found), end


def _count(_: Page, place: int) -> Reading:
    return (Role.HOW_MANY, Wish(Output.COUNT)), place + 1


_READERS: dict[str, Callable[[Page, int], Reading]] = {
    "metric": _metric,
    "output": _output,
    "format": _format,
    "top": _top,
    "min": _floor,
    "last": _last,
    "since": _edge,
    "until": _edge,
    "window": _window,
    "compare": _compare,
    "count": _count,
    "show": _show,
}
