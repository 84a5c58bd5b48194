"""The times of a question together: its window, and the second period of a comparison."""

from datetime import timedelta

from bot.domain.question import Log
from bot.domain.usage import Report
from bot.domain.window import Last, Span, resolve
from bot.errors import Mistake, QuestionError
from bot.language.claims import Claims
from bot.language.pieces import Edge, Keyed, Mark, Piece, When
from bot.language.rates import has_moved
from bot.language.senses import Fact, Role
from bot.language.times.ahead import Ahead
from bot.language.times.clock import Clock, not_yet
from bot.language.times.compared import implied_window, second_period
from bot.language.times.windows import Before, between

ENDING = ("until", "till", "up to", "before", "through", "thru")
"""“This week until Wednesday noon” begins with the week."""

AN_HOUR_EITHER_SIDE = timedelta(hours=2)
"""What a clock time alone means; beside another time it may have been meant as an end."""

DEFAULT_WINDOW = Last(86_400)


def windows_of(claims: Claims, log: Log, clock: Clock) -> tuple[Span | None, Span | None]:
    """The window that was said and the second period, each if there is one. Raises QuestionError for two windows."""
    whens = [(_known(when, claims, log), second) for when, second in claims.whens]
    said = [span for span, later in whens if not later and not isinstance(span, Before)]
    second = [span for span, later in whens if later or isinstance(span, Before)]
    if claims.edges:
        said.append(_between_edges(claims.edges, clock, ahead=_knows_ahead(claims, log)))
    said = list(dict.fromkeys(said))
    if len(said) == 2 and not second and Role.COMPARE in claims.roles:
        second = [said.pop()]
    if len(said) == 2 and not second:
        said = _together(said[0], said[1], claims, clock)
    if len(said) > 1 or len(second) > 1:
        raise QuestionError(
            Mistake.CONFLICT,
            "I read two times; say one, or “compared with” between them",
            suggestions=("this week compared with last week",),
        )
    window = said[0] if said else None
    if not second and has_moved(claims):
        second = [Before(None)]
    return _compared(window, second[0], clock) if second else (window, None)


def _together(one: Span, other: Span, claims: Claims, clock: Clock) -> list[Span]:
    """One window of two times that stand side by side, where they make one; else both.

    “Yesterday and today” are one, as are “last week” and what is said of it: “on Friday evening”, “until Friday noon”.
    """
    whens = [place for place, piece in enumerate(claims.pieces) if piece.get(When)]
    if len(whens) != 2:
        return [one, other]
    first, last = sorted((one, other), key=lambda span: resolve(span, clock.now, clock.zone).since)
    since, until = (resolve(span, clock.now, clock.zone) for span in (first, last))
    inner = [piece for piece in claims.pieces[whens[0] + 1 : whens[1]] if not piece.silent]
    if len(inner) == 1 and inner[0].has(Mark.COMMA, Role.AND, Role.OR) and since.until == until.since:
        return [between(since.since, until.until, clock)]
    long, short = sorted((one, other), key=lambda span: resolve(span, clock.now, clock.zone).length, reverse=True)
    return [one, other] if inner else _within(long, short, claims, clock) or [one, other]


def _within(long: Span, short: Span, claims: Claims, clock: Clock) -> list[Span]:
    """The part of `long` that `short` tells; none where it lies elsewhere, or is only a length or a clock time."""
    outer, inner = (resolve(span, clock.now, clock.zone) for span in (long, short))
    lies = outer.since <= inner.since and inner.until <= outer.until
    if not lies or isinstance(short, Last) or isinstance(long, Last) or inner.length == AN_HOUR_EITHER_SIDE:
        return []
    text = next((piece.words for piece in claims.pieces if (when := piece.get(When)) and when.span == short), "")
    return [between(outer.since, inner.until, clock) if text.startswith(ENDING) else short]


def _known(when: When, claims: Claims, log: Log) -> Span | Before:
    """Time to come as a window where secrets end in it. Raises `window_future` where only what happened is known."""
    if not isinstance(when.span, Ahead):
        return when.span
    if not _knows_ahead(claims, log):
        raise not_yet(when.span.text)
    return when.span.window()


def _knows_ahead(claims: Claims, log: Log) -> bool:
    """Whether what is asked about ends at a time that is known before: secrets and certificates."""
    return log is Log.APPS and any(piece.names("credential") or _reports_credentials(piece) for piece in claims.pieces)


def _reports_credentials(piece: Piece) -> bool:
    keyed, fact = piece.get(Keyed), piece.get(Fact)
    values = fact.values if fact and fact.field == "report" else ()
    if keyed:
        values = next(
            (read for field, read in keyed.readings if field.name == "report" and isinstance(read, tuple)), ()
        )
    return Report.CREDENTIALS in values


def _compared(window: Span | None, compare: Span | Before, clock: Clock) -> tuple[Span, Span]:
    if isinstance(compare, Before):
        window = window or (implied_window(compare) if compare.whole else DEFAULT_WINDOW)
        return window, second_period(compare, window, clock)
    window = window or implied_window(compare)
    if compare == window:
        return window, second_period(Before(None), window, clock)
    return window, compare


def _between_edges(edges: list[Edge], clock: Clock, *, ahead: bool) -> Span:
    openings = {edge.stretch.since for edge in edges if edge.opens}
    closings = {
        edge.stretch.since if {edge.stretch.until} == openings else edge.stretch.until
        for edge in edges
        if not edge.opens
    }
    if not openings:
        raise QuestionError(
            Mistake.BAD_WINDOW,
            "An end needs a start: write from:… as well",
            suggestions=("from:2026-11-01 to:2026-11-07",),
        )
    if len(openings) > 1 or len(closings) > 1:
        raise QuestionError(Mistake.CONFLICT, "I read two starts or two ends; say one of each")
    return between(openings.pop(), closings.pop() if closings else clock.now, clock, ahead=ahead)
