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
    """“Yesterday and today” as one window, where one time begins when the other ends.

    “On Friday evening last week” is the shorter, where that lies in the longer; else both.
    """
    places = [place for place, piece in enumerate(claims.pieces) if piece.get(When)]
    if len(places) != 2:
        return [one, other]
    inner = [piece for piece in claims.pieces[places[0] + 1 : places[1]] if not piece.silent]
    joined = len(inner) == 1 and inner[0].has(Mark.COMMA, Role.AND, Role.OR)
    if inner and not joined:
        return [one, other]
    windows = {span: resolve(span, clock.now, clock.zone) for span in (one, other)}
    first, last = sorted(windows.values(), key=lambda window: window.since)
    if joined and first.until == last.since:
        return [between(first.since, last.until, clock)]
    long, short = sorted((one, other), key=lambda span: windows[span].length, reverse=True)
    within = windows[long].since <= windows[short].since and windows[short].until <= windows[long].until
    told = not isinstance(short, Last) and not isinstance(long, Last) and windows[short].length != AN_HOUR_EITHER_SIDE
    return [short] if within and told else [one, other]


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
    if compare == window:
        return window, second_period(Before(None), window, clock)
    return window or implied_window(compare), compare


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
