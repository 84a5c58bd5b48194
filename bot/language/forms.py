"""In which form an answer is wanted: list, count, rate, funnel, chart or export; of which rate; counting what."""

from collections.abc import Iterable

from bot.domain.fields import FIELDS
from bot.domain.question import Filter, Is, Log, Metric, OneOf, Output, field_of, values_of
from bot.errors import Mistake, QuestionError
from bot.language.claims import Claims
from bot.language.pieces import Literal
from bot.language.senses import EVENT_LOGS, Fact, Role, Share, State, Thing

FORMS = (Output.EXPORT, Output.FUNNEL, Output.CHART, Output.COUNT)
"""Where several forms are said, the first of these wins: “show me a chart” is a chart."""

STATES = {
    Metric.FAILURE: ("failed",),
    Metric.SUCCESS: ("success",),
    Metric.CONVERSION: ("success",),
    Metric.ABANDONMENT: ("abandoned",),
    Metric.DROPOFF: ("failed", "abandoned"),
}
"""The statuses that a rate is the share of."""

METRICS_OF = {
    Log.SIGN_UPS: tuple(Metric),
    **dict.fromkeys((Log.SIGN_INS, Log.AUDIT, Log.PROVISIONING), (Metric.SUCCESS, Metric.FAILURE)),
}
"""The rates that each log has."""

TIMES = ("hour", "day", "week", "month")
UNCOUNTED = ("error", "status", "existing", "target", "name", "type", "updates")


class WhichRate(Exception):
    """A rate is asked for, and nothing says of what."""


def metric_of(claims: Claims, log: Log) -> Metric | None:
    """The rate that is asked for. Raises `WhichRate`."""
    if endings_beside(claims):
        return None
    if claims.metrics and not counts_instead(claims) and not _only_moved(claims):
        return _refuse_elsewhere(_one_metric(claims.metrics), log)
    if not claims.rate or log not in EVENT_LOGS:
        return None
    states = [state.value for claim in claims.filters if (state := claim.piece.get(State)) and not claim.negated]
    done = "success" if any(name.done for name, _ in claims.logs) else None
    match states[0] if states else done:
        case "failed":
            return Metric.FAILURE
        case "success":
            return Metric.CONVERSION if log is Log.SIGN_UPS else Metric.SUCCESS
        case "abandoned":
            return Metric.ABANDONMENT
    raise WhichRate


def _one_metric(metrics: list[Metric]) -> Metric:
    """The one rate of several words for it; “did conversion drop” asks about conversion."""
    several = [metric for metric in dict.fromkeys(metrics) if metric is not Metric.DROPOFF] or metrics
    if len(set(several)) > 1:
        said = " and ".join(several)
        raise QuestionError(
            Mistake.CONFLICT, f"I read two rates, {said}; ask for one at a time", word=said, suggestions=("conversion",)
        )
    return several[0]


def endings_beside(claims: Claims) -> tuple[str, ...]:
    """The statuses of “abandonment vs failure”: two endings side by side, of which neither is called a rate."""
    named = any("rate" in piece.words or "%" in piece.words for piece in claims.pieces if piece.get(Share))
    states = [state.value for claim in claims.filters if (state := claim.piece.get(State)) and not claim.negated]
    if named or claims.rate or claims.metrics != [Metric.ABANDONMENT] or not {Role.VERSUS, Role.AND} & claims.roles:
        return ()
    return ("abandoned", *states) if len(states) == 1 and states != ["abandoned"] else ()


def refuse_two_rates(where: Iterable[Filter], metric: Metric) -> None:
    """“Abandonment vs failure”: a share of one ending among those that ended otherwise is none. Raises a conflict."""
    for condition in where:
        ended = field_of(condition) == "status" and isinstance(condition, Is | OneOf)
        if ended and not set(values_of(condition)) & set(STATES[metric]):
            said = " and ".join(str(value) for value in values_of(condition))
            raise QuestionError(
                Mistake.CONFLICT,
                f"What ended as {said} has no {metric.value} rate of its own; ask for one rate, or by status",
                word=said,
                suggestions=(f"metric:{metric}", "by:status"),
            )


def _refuse_elsewhere(metric: Metric, log: Log) -> Metric:
    """Raises QuestionError for a rate that the log has not: nobody abandons a sign-in."""
    known = METRICS_OF.get(log, ())
    if metric not in known:
        hint = f"there is {' and '.join(known)}" if known else "it has no rates"
        raise QuestionError(
            Mistake.UNSUPPORTED_FIELD,
            f"The log {log.value} has no {metric.value} rate; {hint}",
            word=metric.value,
            suggestions=tuple(f"metric:{metric}" for metric in known) or ("/signups conversion",),
        )
    return metric


def has_moved(claims: Claims) -> bool:
    """“Did sign-ups drop”, “has conversion risen”: how a number stands beside the time before."""
    asked = {Role.DID, Role.HAD, Role.WAS} & claims.roles
    return bool(asked) and any(piece.has(Role.MOVED) for piece in claims.pieces) and Role.WHERE not in claims.roles


def _only_moved(claims: Claims) -> bool:
    """“Did sign-ups drop” asks of their number, and not where people drop off."""
    shares = [piece for piece in claims.pieces if piece.get(Share)]
    return has_moved(claims) and all(piece.has(Role.MOVED) for piece in shares)


def counts_instead(claims: Claims) -> bool:
    """“How many converted” counts; only a word like rate or share makes it a rate."""
    said = [piece.words for piece in claims.pieces if piece.get(Share)]
    if _asks_twice(claims):
        return False
    rated = any(word in text for text in said for word in ("rate", "percent", "%", "share", "ratio", "proportion"))
    return Output.COUNT in claims.outputs and bool(claims.metrics) and not (rated or claims.rate)


def _asks_twice(claims: Claims) -> bool:
    """“What is our conversion, and how many failed”: the rate comes first, and something between it and the count."""
    rates = [place for place, piece in enumerate(claims.pieces) if piece.get(Share)]
    counts = [place for place, piece in enumerate(claims.pieces) if piece.has(Role.HOW_MANY)]
    return bool(rates and counts) and rates[-1] + 1 < counts[0]


def counted_states(claims: Claims) -> tuple[str, ...]:
    """The statuses that “how many converted” counts."""
    return STATES[claims.metrics[0]] if counts_instead(claims) else ()


def loses_by_stage(claims: Claims, log: Log, metric: Metric | None) -> bool:
    """Whether drop-off is wanted stage by stage: a funnel, in which the stage is no group."""
    if metric is not Metric.DROPOFF or log is not Log.SIGN_UPS:
        return False
    groups = {thing.noun for thing, _ in (*claims.groups, *claims.subjects)}
    if groups - {"stage"}:
        return False
    asked = any(thing.noun == "stage" for thing, _ in (*claims.asked, *claims.groups, *claims.subjects, *claims.things))
    return asked or Role.WHERE in claims.roles


def output_of(claims: Claims, log: Log, metric: Metric | None, *, shares: bool = False) -> Output:
    """The form of the answer; `shares` of a kind are counts side by side."""
    said = next((form for form in FORMS if form in claims.outputs), None)
    if said in {Output.CHART, Output.EXPORT, Output.FUNNEL}:
        return said
    if loses_by_stage(claims, log, metric):
        return Output.FUNNEL
    return Output.RATE if metric else Output.COUNT if shares else said or Output.LIST


def count_of(claims: Claims, log: Log) -> str | None:
    """What is counted where the text says so: people, attempts, apps."""
    if claims.counted is None or not (claims.floored or Output.COUNT in claims.outputs):
        return None
    thing, piece = claims.counted
    if claims.floored and log is Log.AUDIT and piece.words.startswith("member"):
        return None
    if thing.noun == "user" and log in {Log.AUDIT, Log.PROVISIONING} and "account" not in piece.words:
        return "user"
    key = thing.key(log)
    if key is None or key in TIMES or thing.noun in UNCOUNTED or piece.words.startswith(("account", "identit")):
        return None
    return key if key == "attempts" or key in FIELDS[log] else None


def asks_where(claims: Claims, log: Log) -> str | None:
    """The field that “where” asks for: the stage of a sign-up, the country of a sign-in."""
    if not _begins_with_where(claims) or any(claim.piece.get(Literal) for claim in claims.filters):
        return None
    facts = {fact.field for claim in claims.filters if (fact := claim.piece.get(Fact))}
    match log:
        case Log.SIGN_UPS if "stage" not in facts and any(claim.piece.get(State) for claim in claims.filters):
            return "stage"
        case Log.SIGN_INS if "country" not in facts:
            return "country"
    return None


def asks_why_failed(claims: Claims) -> bool:
    """“The most common failure reason” is one of what failed; “by failure reason” only groups."""
    nouns = (*claims.groups, *claims.subjects, *claims.asked)
    named = any(thing.noun == "code" and piece.words.startswith("failure") for thing, piece in nouns)
    return named and not {Role.BY, Role.PER} & claims.roles


def _begins_with_where(claims: Claims) -> bool:
    """“Sign-ins where MFA failed” joins, it does not ask for a place."""
    first = next(
        (piece for piece in claims.pieces if piece.has(Role.WHERE) or not piece.has(Role.SKIP, Role.FROM)), None
    )
    return first is not None and first.has(Role.WHERE)


def thing_key(thing: Thing, log: Log) -> str | None:
    """The field that a noun names in `log`, for grouping."""
    key = thing.key(log) or (thing.noun if thing.noun in FIELDS[log] else None)
    return key if key in FIELDS[log] else None
