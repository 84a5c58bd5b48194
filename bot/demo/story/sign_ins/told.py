"""What episodes leave in the sign-in log."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from random import Random

from bot.demo.moments import TICKS_PER_DAY, TICKS_PER_MINUTE, TICKS_PER_SECOND
from bot.demo.story.clients import SCRIPT, Client
from bot.demo.story.employees import Employee
from bot.demo.story.episodes import Episode, EpisodeKind, Lives
from bot.demo.story.people import draw_guid
from bot.demo.story.places import HANOI, OFFICE, SYDNEY, TORONTO, Place
from bot.demo.story.policies import Circumstances
from bot.demo.story.sign_ins import codes
from bot.demo.story.sign_ins.drafts import NOT_APPLIED, Risk, SignIn
from bot.demo.story.sign_ins.staff import Session, of_session, row_of
from bot.demo.story.work_apps import AZURE_PORTAL, OFFICE_HOME, OUTLOOK, WorkApp

_GUESSES = (130, 220)
_GUESSED = Risk(
    "high", "high", "remediated", "userPerformedSecuredPasswordReset", ("passwordSpray", "maliciousIPAddress")
)
_TRAVELLED = Risk("medium", "medium", "dismissed", "adminDismissedAllRiskForUser", ("unlikelyTravel",))


def told_sign_ins(episode: Episode, lives: Lives) -> Iterator[SignIn]:
    """The rows of one episode, oldest first; some kinds leave none."""
    told = _TOLD.get(episode.kind)
    if told is not None:
        yield from told(episode.rng("sign-ins"), episode, lives)


def _lockout(rng: Random, episode: Episode, _: Lives) -> Iterator[SignIn]:
    wrong = [codes.WRONG_PASSWORD] * 6 + [codes.LOCKED] * 2
    yield from _tries(rng, episode.who, episode.since, wrong)
    yield from _success(rng, episode.who, episode.until + 10 * TICKS_PER_MINUTE)


def _self_reset(rng: Random, episode: Episode, _: Lives) -> Iterator[SignIn]:
    yield from _tries(rng, episode.who, episode.since, [codes.WRONG_PASSWORD] * 2)
    yield from _success(rng, episode.who, episode.until + 5 * TICKS_PER_MINUTE)


def _travel(rng: Random, episode: Episode, _: Lives) -> Iterator[SignIn]:
    for draft in _success(rng, episode.who, episode.since, rng.choice((SYDNEY, TORONTO))):
        yield replace(draft, risk=_TRAVELLED)


def _leaver(rng: Random, episode: Episode, _: Lives) -> Iterator[SignIn]:
    for days in (1, 2, 5):
        yield from _tries(rng, episode.who, episode.since + days * TICKS_PER_DAY, [codes.DISABLED])


def _hire(rng: Random, episode: Episode, _: Lives) -> Iterator[SignIn]:
    yield from _tries(rng, episode.who, episode.until - 5 * TICKS_PER_MINUTE, [codes.MFA_REGISTRATION])
    yield from _success(rng, episode.who, episode.until)


def _guest(rng: Random, episode: Episode, _: Lives) -> Iterator[SignIn]:
    yield from _success(rng, episode.who, episode.until, episode.who.home)


def _attack(rng: Random, episode: Episode, lives: Lives) -> Iterator[SignIn]:
    """Guesses at many people's passwords; the right one is stopped by the policy on locations."""
    people = [one for one in lives.people if one.stays]
    times = sorted(rng.randrange(episode.since, episode.until) for _ in range(rng.randint(*_GUESSES)))
    for at in times:
        session = _session(rng, rng.choice(people), at, OFFICE_HOME, HANOI, SCRIPT)
        code = codes.LOCKED if rng.random() < 0.12 else codes.WRONG_PASSWORD
        yield _stopped(rng, session, at, code)
    session = _session(rng, episode.who, episode.until, AZURE_PORTAL, HANOI, SCRIPT)
    for draft in of_session(rng, session):
        yield replace(draft, risk=_GUESSED)


def _tries(rng: Random, who: Employee, since: int, tried: Sequence[int]) -> Iterator[SignIn]:
    for number, code in enumerate(tried):
        at = since + number * rng.randrange(15, 50) * TICKS_PER_SECOND
        yield _stopped(rng, _session(rng, who, at, OUTLOOK, who.home, who.client), at, code)


def _stopped(rng: Random, session: Session, at: int, code: int) -> SignIn:
    """A try that ended before any policy looked at it."""
    sign_in_id = draw_guid(rng)
    facts = Circumstances(session.app, session.client, session.place)
    return replace(row_of(rng, session, sign_in_id, sign_in_id, at, code, facts), verdict=NOT_APPLIED)


def _success(rng: Random, who: Employee, at: int, place: Place = OFFICE) -> Iterator[SignIn]:
    session = _session(rng, who, at, OUTLOOK, place, who.client)
    sign_in_id = draw_guid(rng)
    facts = Circumstances(OUTLOOK, session.client, place, is_guest=who.is_guest)
    yield row_of(rng, session, sign_in_id, sign_in_id, at, codes.OK, facts)


def _session(rng: Random, who: Employee, at: int, app: WorkApp, place: Place, client: Client) -> Session:
    return Session(who, app, client, place, place.address(rng), at, draw_guid(rng))


_TOLD: dict[EpisodeKind, Callable[[Random, Episode, Lives], Iterator[SignIn]]] = {
    EpisodeKind.ATTACK: _attack,
    EpisodeKind.LOCKOUT: _lockout,
    EpisodeKind.SELF_RESET: _self_reset,
    EpisodeKind.TRAVEL: _travel,
    EpisodeKind.LEAVER: _leaver,
    EpisodeKind.HIRE: _hire,
    EpisodeKind.GUEST: _guest,
}
