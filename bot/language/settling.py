"""Claims become a Question once the log is known: filters, window, groups, form, each checked against the others."""

from bot.domain.fields import FIELDS
from bot.domain.question import Filter, Is, Log, Metric, Output, Question, field_of
from bot.domain.window import Last, Span
from bot.errors import Mistake, QuestionError
from bot.language.claims import Claims
from bot.language.clock import Clock
from bot.language.compared import implied_window, second_period
from bot.language.filtering import filters_of, unsupported
from bot.language.pieces import Edge
from bot.language.senses import EVENT_LOGS, Role, Thing
from bot.language.windows import Before, between

DEFAULT_WINDOW = Last(86_400)
FORMS = (Output.EXPORT, Output.CHART, Output.FUNNEL, Output.COUNT, Output.LIST)
"""Where several forms are said, the first of these wins: “show me a chart” is a chart."""

TIMES = ("hour", "day", "week", "month")


def settle(claims: Claims, log: Log, clock: Clock) -> tuple[Question, tuple[str, ...]]:
    """The question, and notes on what was assumed. Raises QuestionError where claims exclude each other."""
    window, compare = _windows(claims, clock)
    metric = _metric(claims, log)
    where = _with_tense(claims, log, filters_of(claims, log), metric)
    if metric and claims.rate:
        where = tuple(condition for condition in where if not _says_metric(condition, metric))
    groups = _groups(claims, log, metric)
    question = Question(
        log=log,
        where=where,
        window=window or (DEFAULT_WINDOW if log in EVENT_LOGS else None),
        compare=compare,
        group_by=groups,
        top=claims.top,
        output=_output(claims, metric),
        format=claims.format,
        metric=metric,
        count_of=_count_of(claims, log),
        min_count=claims.min_count,
        show=claims.facets[0].show if claims.facets and log is Log.USER else None,
    )
    assumed = () if window or log not in EVENT_LOGS else ("No time was said, so this is about the last 24 hours.",)
    return question, assumed


def _windows(claims: Claims, clock: Clock) -> tuple[Span | None, Span | None]:
    said = [when.span for when, second in claims.whens if not second and not isinstance(when.span, Before)]
    second: list[Span | Before] = [when.span for when, later in claims.whens if later or isinstance(when.span, Before)]
    if claims.edges:
        said.append(_between_edges(claims.edges, clock))
    if len(said) == 2 and not second and Role.COMPARE in claims.roles:
        second = [said.pop()]
    if len(set(said)) > 1 or len(second) > 1:
        raise QuestionError(
            Mistake.CONFLICT,
            "I read two times; say one, or “compared with” between them",
            suggestions=("this week compared with last week",),
        )
    window = said[0] if said else None
    if not second:
        return window, None
    compare = second[0]
    if isinstance(compare, Before):
        window = window or DEFAULT_WINDOW
        return window, second_period(compare, window, clock)
    return window or implied_window(compare), compare


def _between_edges(edges: list[Edge], clock: Clock) -> Span:
    opening = next((edge.stretch.since for edge in edges if edge.opens), None)
    closing = next((edge.stretch.until for edge in edges if not edge.opens), None)
    if opening is None:
        raise QuestionError(
            Mistake.BAD_WINDOW,
            "An end needs a start: write from:… as well",
            suggestions=("from:2026-11-01 to:2026-11-07",),
        )
    return between(opening, closing or clock.now, clock)


def _metric(claims: Claims, log: Log) -> Metric | None:
    if claims.metrics:
        return claims.metrics[-1]
    if not claims.rate or log not in EVENT_LOGS:
        return None
    states = {state for claim in claims.filters for state in _states(claim.piece.meanings)}
    shares = {"failed": Metric.FAILURE, "success": Metric.SUCCESS, "abandoned": Metric.ABANDONMENT}
    return next(
        (shares[state] for state in states if state in shares),
        Metric.CONVERSION if log is Log.SIGN_UPS else Metric.SUCCESS,
    )


def _states(meanings: tuple[object, ...]) -> list[str]:
    return [str(getattr(meaning, "value", "")) for meaning in meanings if type(meaning).__name__ == "State"]


def _says_metric(condition: Filter, metric: Metric) -> bool:
    meant = {Metric.FAILURE: "failed", Metric.SUCCESS: "success", Metric.CONVERSION: "success"}
    return condition == Is("status", meant.get(metric, "abandoned"))


def _with_tense(claims: Claims, log: Log, where: tuple[Filter, ...], metric: Metric | None) -> tuple[Filter, ...]:
    """“Signed up” says success, unless somebody tried to, or something else says how it ended."""
    done = any(name.done and name.log is log for name, _ in claims.logs)
    ended = any(field_of(condition) in {"status", "had_error", "error_code"} for condition in where)
    if not done or ended or metric or Role.TRIED in claims.roles or Output.FUNNEL in claims.outputs:
        return where
    return (*where, Is("status", "success"))


def _groups(claims: Claims, log: Log, metric: Metric | None) -> tuple[str, ...]:
    found: list[str] = []
    for thing, piece in claims.groups:
        key = thing.key(log) or (thing.noun if thing.noun in FIELDS[log] else None)
        if key is None or key not in FIELDS[log]:
            raise unsupported(piece.text, log)
        found.append(key)
    if claims.contrast and (field := _contrasted(claims, log)):
        found.append(field)
    lost_where = metric is Metric.DROPOFF and (Role.WHERE in claims.roles or Role.WHICH in claims.roles)
    if lost_where and set(found) <= {"stage"}:
        return ()
    return tuple(dict.fromkeys(found))


def _contrasted(claims: Claims, log: Log) -> str | None:
    several = [field_of(condition) for condition in filters_of(claims, log) if not isinstance(condition, Is)]
    return several[0] if several else None


def _output(claims: Claims, metric: Metric | None) -> Output:
    lost_where = metric is Metric.DROPOFF and Role.WHERE in claims.roles
    asked_stage = metric is Metric.DROPOFF and any(
        thing.noun == "stage" for thing, _ in (*claims.asked, *claims.groups)
    )
    said = next((form for form in FORMS if form in claims.outputs and form is not Output.LIST), None)
    if said in {Output.CHART, Output.EXPORT, Output.FUNNEL}:
        return said
    if lost_where or asked_stage:
        return Output.FUNNEL
    if metric:
        return Output.RATE
    return said or Output.LIST


def _count_of(claims: Claims, log: Log) -> str | None:
    if claims.counted is None:
        return None
    thing, _ = claims.counted
    key = thing.key(log)
    return key if key and key not in TIMES and not _is_grouped(claims, thing) else None


def _is_grouped(claims: Claims, thing: Thing) -> bool:
    return any(grouped == thing for grouped, _ in claims.groups)
