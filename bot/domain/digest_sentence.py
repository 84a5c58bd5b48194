"""One sentence that says what changed from the like days to these, and the likeliest reason; the first that is true."""

from collections.abc import Callable

from bot.domain.attempts import Outcome, SignUpAttempt
from bot.domain.changes import WORTH_SAYING, is_small
from bot.domain.code_tables.stages import STAGE_NAMES
from bot.domain.codes import explain_sign_up
from bot.domain.digest_causes import A_REASON, Loss, Sample, likeliest
from bot.domain.digest_parts import Stretch
from bot.domain.measures import Rates
from bot.domain.pace import Pace, Shares, Usual

Namer = Callable[[SignUpAttempt], str]

SURE = 3.0
"""Of many ways of ending some move by chance: without a change to explain, one must stand out by more."""


def what_changed(now: Stretch, like: Stretch | None, app_name: Namer, usual: Usual | None = None) -> str:
    """The sentence; `like` is `None` where those days are not known, `usual` where too few days are."""
    if like is None:
        return _alone(now)
    attempts = Pace(now.totals.attempts, now.days.length, like.totals.attempts, like.days.length)
    then = like.days.said_as_like()
    if not attempts.now and not attempts.before:
        return f"Nobody tried to sign up, as {then}."
    if not attempts.now:
        return f"Nobody tried to sign up; {then} {_people(attempts.before)}."
    if not attempts.before:
        return f"{_people(attempts.now)}; {then} nobody tried."
    rates, before = now.rates, like.rates
    if rates is None or before is None:
        return f"No attempt is old enough to be judged yet; attempts {attempts.said(then)}."
    if is_small(rates) or is_small(before):
        return f"Too few attempts to call it a change: {_share(rates)} got in, against {_share(before)} {then}."
    lost, lost_then = _sample(now, rates, app_name), _sample(like, before, app_name)
    shares = Shares(rates.conversion, rates.mature, before.conversion, before.mature)
    if shares.moved:
        cause = likeliest(lost, lost_then, more=shares.now < shares.before, at_least=shares.apart * A_REASON)
        why = f"; most of all, {cause.said('attempts')}" if cause else ""
        return f"Conversion {shares.said_to_move(usual)}{why}."
    held = shares.said_to_hold("conversion is", then)
    worse = likeliest(lost, lost_then, more=True, at_least=WORTH_SAYING, sure=SURE)
    yet = f". Yet {worse.said('attempts')}" if worse else ""
    if attempts.beyond_chance:
        return f"Attempts {attempts.said(then, usual)}, while {held}{yet}."
    return f"{held[0].upper()}{held[1:]}{yet}." if yet else f"Nothing stands out: {held}."


def _sample(stretch: Stretch, rates: Rates, app_name: Namer) -> Sample:
    """The attempts that are in the rates and made no account, so that young ones count on neither side."""
    lost = [attempt for attempt in stretch.attempts if attempt.mature and not attempt.converted]
    return Sample([Loss(_ending(attempt), _places(attempt, app_name)) for attempt in lost], rates.mature)


def _ending(attempt: SignUpAttempt) -> str:
    event = attempt.deciding_event()
    if attempt.outcome is Outcome.FAILED:
        meaning = explain_sign_up(event.error_code, event.failure_reason).meaning.rstrip(".")
        return f"ended with code {event.error_code} ({meaning})"
    return f"were given up at “{STAGE_NAMES.get(event.stage, event.stage)}”"


def _places(attempt: SignUpAttempt, app_name: Namer) -> tuple[str, ...]:
    return f"in {app_name(attempt)}", f"with {attempt.provider or 'no provider said'}"


def _alone(now: Stretch) -> str:
    rates = now.rates
    if not now.attempts:
        return "Nobody tried to sign up."
    if rates is None:
        return f"{len(now.attempts)} attempts began, and none is old enough to be judged yet."
    earlier = "month" if now.days.is_month else "week"
    return f"{_share(rates)} got in; there is no earlier {earlier} to compare with yet."


def _share(rates: Rates) -> str:
    return f"{round(rates.conversion * rates.mature)} of {rates.mature}"


def _people(attempts: int) -> str:
    return f"{attempts:,} attempt{'' if attempts == 1 else 's'} began"
