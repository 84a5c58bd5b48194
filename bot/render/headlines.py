"""The first sentences of an answer: how many, who, how they ended, and the shares with what they are of."""

from collections.abc import Iterator

from bot.domain.answers import Answer, AnswerKind
from bot.domain.attempts import Outcome
from bot.domain.changes import SMALL, is_small, percent
from bot.domain.measures import FunnelStep, Rates, Totals, worst_step
from bot.domain.question import Is, Metric
from bot.render.figures import many, number, series
from bot.render.labels import heading_of, heading_of_several, stage_name

_ATTEMPT = "sign-up attempt"
_ENDINGS = {
    "success": ("succeeded", "succeeded"),
    "failed": ("failed", "failed"),
    "abandoned": ("was abandoned", "were abandoned"),
    "in_progress": ("is still under way", "are still under way"),
}
_STOPPED = "stopped at a prompt that was never answered"


def headline(answer: Answer) -> str:
    """One sentence with the numbers that the question is after."""
    totals, counted = answer.totals, answer.question.count_of
    if not totals.attempts:
        return "No sign-up attempt matches this question."
    if counted == "user":
        return f"{many(totals.users, 'person', 'people')} in {_attempts(totals)}{_ended(answer)}."
    if counted not in {None, "attempts"}:
        return f"{_different(answer, str(counted))} in {_attempts(totals)}{_by(totals)}{_ended(answer)}."
    asked = asked_ending(answer)
    if asked:
        return f"{_attempts(totals)} {asked}{_by(totals, ', by')}."
    return f"{_attempts(totals)}{_by(totals)}{_ended(answer)}."


def rate_sentences(answer: Answer) -> Iterator[str]:
    """The shares, the asked one first; what they leave out; and why there are none where some were asked for."""
    totals, rates = answer.totals, answer.rates
    if not totals.attempts:
        return
    if rates:
        # Who asks for a handful of attempts wants to see them; a share of so few would only be in the way.
        if answer.kind is not AnswerKind.LIST or answer.question.metric or not is_small(rates):
            yield shares(rates, answer.question.metric)
            yield from small(rates)
        yield from young(totals, rates)
    elif answer.question.filter("status"):
        if answer.kind is AnswerKind.RATE:
            yield "There is no rate: a share says nothing once the result is part of the question."
    else:
        yield "There is no rate yet: none of these attempts is old enough to be judged."


def shares(rates: Rates, metric: Metric | None = None) -> str:
    """All attempts that count, split three ways; the counts add up even where rounded shares do not."""
    parts = {
        Metric.CONVERSION: ("conversion", rates.conversion),
        Metric.FAILURE: ("failure", rates.failure),
        Metric.ABANDONMENT: ("abandonment", rates.abandonment),
    }
    if metric is Metric.DROPOFF:
        parts = {metric: ("drop-off", rates.dropoff)} | parts
    first = Metric.CONVERSION if metric in {None, Metric.SUCCESS} else metric
    name, share = parts.pop(first or Metric.CONVERSION)
    base = f"{number(of(share, rates))} of {many(rates.mature, 'settled attempt')}"
    rest = [f"{name} {percent(share)} ({number(of(share, rates))})" for name, share in parts.values()]
    return f"{name.capitalize()} {percent(share)} ({base}), {series(rest)}."


def of(share: float, rates: Rates) -> int:
    """How many attempts a share of `rates` is."""
    return round(share * rates.mature)


def small(rates: Rates | None) -> Iterator[str]:
    """A warning where shares are over too few attempts to lean on."""
    if is_small(rates):
        yield f"These are small numbers: shares of fewer than {SMALL} attempts say little."


def young(totals: Totals, rates: Rates) -> Iterator[str]:
    """What the rates leave out, if anything."""
    left_out = totals.attempts - rates.mature
    if left_out == totals.in_progress > 0:
        yield f"What is still under way counts in no rate: {many(left_out, 'attempt')}."
    elif left_out > 0:
        yield f"What is still under way or too new to be judged counts in no rate: {many(left_out, 'attempt')}."


def worst(steps: tuple[FunnelStep, ...]) -> str:
    """The stage that loses the largest share of those who reach it."""
    step = worst_step(steps)
    if step is None:
        return "Nobody was lost on the way." if steps else ""
    return (
        f"Most are lost at “{stage_name(step.stage)}”: {number(step.left)} of {number(step.reached)} "
        f"that reached it ended there ({percent(step.dropoff)})."
    )


def endings(totals: Totals) -> str:
    """`251 succeeded, 100 failed and 5 are still under way`; `it failed` where there is only one."""
    counts = {name: getattr(totals, name) for name in _ENDINGS}
    return series(
        [f"{number(n) if totals.attempts > 1 else 'it'} {_ENDINGS[name][n != 1]}" for name, n in counts.items() if n]
    )


def asked_ending(answer: Answer) -> str:
    """How all of these ended, where the question fixes it."""
    match answer.question.filter("status"):
        case Is(_, "interrupted"):
            return _STOPPED
        case Is(_, str(status)) if status in set(Outcome):
            return _ENDINGS[status][answer.totals.attempts != 1]
        case _:
            return ""


def _ended(answer: Answer) -> str:
    asked = asked_ending(answer)
    return f", which {asked}" if asked else f": {endings(answer.totals)}"


def _attempts(totals: Totals) -> str:
    return many(totals.attempts, _ATTEMPT)


def _by(totals: Totals, by: str = " by") -> str:
    return f"{by} {many(totals.users, 'person', 'people')}" if totals.users else ""


def _different(answer: Answer, field: str) -> str:
    return many(answer.distinct or 0, heading_of(field).lower(), heading_of_several(field).lower())
