"""One sentence that says what changed from the like days to these; the first that is true."""

from collections.abc import Sequence

from bot.domain.changes import Change, conversion_moved, is_small
from bot.domain.digest_parts import Reason, Stretch
from bot.domain.measures import Rates


def what_changed(now: Stretch, like: Stretch | None, reasons: Sequence[Reason]) -> str:
    """The sentence; `like` is `None` where those days are not known."""
    if like is None:
        return _alone(now)
    attempts = Change(now.totals.attempts, like.totals.attempts)
    then = like.days.said_as_like()
    if not attempts.now and not attempts.before:
        return f"Nobody tried to sign up, as {then}."
    if not attempts.now:
        return f"Nobody tried to sign up; {then} {_people(attempts.before or 0)}."
    if not attempts.before:
        return f"{_people(attempts.now)}; {then} nobody tried."
    rates, before = now.rates, like.rates
    if rates is None or before is None:
        return f"No attempt is old enough to be judged yet; attempts {volume(attempts, then)}."
    if is_small(rates) or is_small(before):
        return f"Too few attempts to call it a change: {_share(rates)} got in, against {_share(before)} {then}."
    if conversion_moved(rates, before):
        fell = rates.conversion < before.conversion
        verb, why = "fell" if fell else "rose", likeliest(reasons, more=fell)
        return f"Conversion {verb} from {before.conversion:.0%} to {rates.conversion:.0%}{why}."
    held = f"conversion is much as {then} ({rates.conversion:.0%}, then {before.conversion:.0%})"
    if attempts.beyond_chance:
        return f"Attempts {volume(attempts, then)}, while {held}."
    return f"Nothing stands out: {held}."


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


def volume(counted: Change, then: str) -> str:
    """`rose 29% (22 last Thursday, now 40)`; `then` names what it is compared with."""
    if not counted.share:
        return f"stayed at {counted.now:,}"
    verb = "rose" if counted.share > 0 else "fell"
    return f"{verb} {abs(counted.share):.0%} ({counted.before:,} {then}, now {counted.now:,})"


def likeliest(reasons: Sequence[Reason], *, more: bool, noun: str = "attempts") -> str:
    """The code that moved most in the direction that would explain a change, if it moved beyond chance.

    `more` where more failures would explain it.
    """
    wanted = 1 if more else -1
    moves = [(wanted * (r.change.now - (r.change.before or 0)), r) for r in reasons if r.change.beyond_chance]
    best = max(moves, key=lambda move: move[0], default=None)
    if best is None or best[0] <= 0:
        return ""
    reason = best[1]
    how_many = f"{abs(best[0]):,} {'more' if more else 'fewer'} {noun}"
    return f"; most of all, {how_many} ended with code {reason.code} ({reason.meaning.rstrip('.')})"
