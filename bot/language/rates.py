"""Rates: which one is asked for, what it is the share of, and where words of rates ask for counts instead."""

from collections.abc import Iterable, Sequence

from bot.domain.question import Filter, Is, Log, Metric, OneOf, Output, field_of, values_of
from bot.errors import Mistake, QuestionError
from bot.language.claims import Claims
from bot.language.pieces import Piece
from bot.language.senses import EVENT_LOGS, LogName, Role, Share, State

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


def counted_beside(claims: Claims, log: Log) -> tuple[str, ...] | None:
    """The statuses of “how many signed up and how many failed”; none where the first count is of everything.

    `None` where no second count of an ending is asked for.
    """
    starts = [place for place, piece in enumerate(claims.pieces) if piece.has(Role.HOW_MANY)]
    if len(starts) != 2:
        return None
    first, second = (_ended(part, log) for part in (claims.pieces[: starts[1]], claims.pieces[starts[1] :]))
    if len(second) != 1 or first == second:
        return None
    return (*first, *second) if first else ()


def _ended(pieces: Sequence[Piece], log: Log) -> tuple[str, ...]:
    """How what these pieces tell of ended: by a status, or by the tense of “signed up”."""
    done = [named for piece in pieces if (named := piece.get(LogName)) and named.done and named.log is log]
    states = [state.value for piece in pieces if (state := piece.get(State))]
    return (*states, *(["success"] if done and not states else []))


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


def counted_states(claims: Claims, log: Log) -> tuple[str, ...]:
    """The statuses that “how many converted” counts. Raises QuestionError where nothing ends so in `log`."""
    return STATES[_refuse_elsewhere(claims.metrics[0], log)] if counts_instead(claims) else ()
