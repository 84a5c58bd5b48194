"""One sentence that says what changed in sign-ins, and the likeliest reason; the first that is true."""

from collections.abc import Callable, Sequence

from bot.domain.changes import SMALL, WORTH_SAYING
from bot.domain.codes import explain_sign_in
from bot.domain.digest_causes import A_REASON, Loss, Sample, likeliest
from bot.domain.digest_sentence import SURE
from bot.domain.pace import Pace, Shares, Usual
from bot.domain.sign_in_parts import SignInStretch
from bot.domain.sign_ins import SignInEvent
from bot.domain.tallies import FAILED, EventRates, Tally

Namer = Callable[[SignInEvent], str]


def what_changed(
    now: SignInStretch,
    like: SignInStretch | None,
    tally: Tally[SignInEvent],
    app_name: Namer,
    usual: Usual | None = None,
) -> str:
    """The sentence; `like` is `None` where those days are not known, `usual` where too few days are."""
    rates = tally.rate(now.events)
    if like is None:
        return _alone(len(now.events), rates)
    moved = Pace(len(now.events), now.days.length, len(like.events), like.days.length)
    then, before = like.days.said_as_like(), tally.rate(like.events)
    if not moved.now and not moved.before:
        return f"Nobody signed in, as {then}."
    if not moved.now:
        return f"Nobody signed in; {then} there {_were(moved.before)}."
    if not moved.before:
        return f"There {_were(moved.now)}; {then} nobody signed in."
    if rates is None or before is None:
        return f"Sign-ins {moved.said(then)}."
    if min(rates.finished, before.finished) < SMALL:
        return f"Too few sign-ins to call it a change: {_share(rates)} failed, against {_share(before)} {then}."
    lost, lost_then = (
        Sample(_losses(events, tally, app_name), of.finished)
        for events, of in ((now.events, rates), (like.events, before))
    )
    shares = Shares(rates.failure, rates.finished, before.failure, before.finished)
    if shares.moved:
        cause = likeliest(lost, lost_then, more=shares.now > shares.before, at_least=shares.apart * A_REASON)
        why = f"; most of all, {cause.said('sign-ins')}" if cause else ""
        return f"Failures {shares.said_to_move()} of finished sign-ins{why}."
    held = shares.said_to_hold("failures are", then)
    worse = likeliest(lost, lost_then, more=True, at_least=WORTH_SAYING, sure=SURE)
    yet = f". Yet {worse.said('sign-ins')}" if worse else ""
    if moved.beyond_chance:
        return f"Sign-ins {moved.said(then, usual)}, while {held}{yet}."
    return f"{held[0].upper()}{held[1:]}{yet}." if yet else f"Nothing stands out: {held}."


def _losses(events: Sequence[SignInEvent], tally: Tally[SignInEvent], app_name: Namer) -> list[Loss]:
    return [_loss(event, app_name) for event in events if tally.status_of(event) == FAILED]


def _loss(event: SignInEvent, app_name: Namer) -> Loss:
    meaning = explain_sign_in(event.error_code, event.failure_reason).meaning.rstrip(".")
    places = f"at {app_name(event)}", f"from {event.country or 'an unknown country'}"
    return Loss(f"ended with code {event.error_code} ({meaning})", places)


def _alone(sign_ins: int, rates: EventRates | None) -> str:
    if not sign_ins:
        return "Nobody signed in."
    if rates is None:
        return f"{sign_ins:,} sign-ins, none of which finished."
    return f"{_share(rates)} finished sign-ins failed; there is nothing earlier to compare with yet."


def _were(sign_ins: int) -> str:
    return "was 1 sign-in" if sign_ins == 1 else f"were {sign_ins:,} sign-ins"


def _share(rates: EventRates) -> str:
    return f"{round(rates.failure * rates.finished):,} of {rates.finished:,}"
