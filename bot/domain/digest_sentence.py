"""One sentence that says what changed from a like day to this one; the first that is true."""

from collections.abc import Sequence

from bot.domain.changes import Change, conversion_moved, is_small
from bot.domain.digest_parts import Day, Reason
from bot.domain.measures import Rates


def what_changed(day: Day, like: Day | None, reasons: Sequence[Reason]) -> str:
    """The sentence; `like` is `None` where that day is not known."""
    if like is None:
        return _alone(day)
    attempts = Change(day.totals.attempts, like.totals.attempts)
    weekday = f"last {like.date:%A}"
    if not attempts.now:
        return f"Nobody tried to sign up; {weekday} {_people(attempts.before or 0)}."
    if not attempts.before:
        return f"{_people(attempts.now)}; {weekday} nobody tried."
    now, before = day.rates, like.rates
    if now is None or before is None:
        return f"No attempt is old enough to be judged yet; attempts {_volume(attempts, weekday)}."
    if is_small(now) or is_small(before):
        return f"Too few attempts to call it a change: {_share(now)} got in, against {_share(before)} {weekday}."
    if conversion_moved(now, before):
        verb = "rose" if now.conversion > before.conversion else "fell"
        return f"Conversion {verb} from {before.conversion:.0%} to {now.conversion:.0%}{_likeliest(reasons, verb)}."
    held = f"conversion is much as {weekday} ({now.conversion:.0%}, then {before.conversion:.0%})"
    if attempts.beyond_chance:
        return f"Attempts {_volume(attempts, weekday)}, while {held}."
    return f"Nothing stands out: {held}."


def _alone(day: Day) -> str:
    rates = day.rates
    if not day.attempts:
        return "Nobody tried to sign up."
    if rates is None:
        return f"{len(day.attempts)} attempts began, and none is old enough to be judged yet."
    return f"{_share(rates)} got in; there is no earlier week to compare with yet."


def _share(rates: Rates) -> str:
    return f"{round(rates.conversion * rates.mature)} of {rates.mature}"


def _people(attempts: int) -> str:
    return f"{attempts:,} attempt{'' if attempts == 1 else 's'} began"


def _volume(attempts: Change, weekday: str) -> str:
    if not attempts.share:
        return f"stayed at {attempts.now:,}"
    verb = "rose" if attempts.share > 0 else "fell"
    return f"{verb} {abs(attempts.share):.0%} ({attempts.before:,} {weekday}, now {attempts.now:,})"


def _likeliest(reasons: Sequence[Reason], verb: str) -> str:
    """The code that moved most in the direction that would explain the change, if it moved beyond chance."""
    wanted = 1 if verb == "fell" else -1
    moves = [(wanted * (r.change.now - (r.change.before or 0)), r) for r in reasons if r.change.beyond_chance]
    best = max(moves, key=lambda move: move[0], default=None)
    if best is None or best[0] <= 0:
        return ""
    reason = best[1]
    more = "more" if wanted > 0 else "fewer"
    return (
        f"; most of all, {abs(best[0]):,} {more} attempts ended with code {reason.code} ({reason.meaning.rstrip('.')})"
    )
