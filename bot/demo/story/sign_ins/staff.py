"""Sign-ins of staff and guests on one day: interactive ones, what goes wrong with them, and the silent ones after."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from random import Random

from bot.demo.moments import TICKS_PER_MINUTE, TICKS_PER_SECOND
from bot.demo.story.clients import DESKTOP_APP, LEGACY, Client
from bot.demo.story.employees import Employee
from bot.demo.story.people import draw_guid
from bot.demo.story.places import OFFICE, Place
from bot.demo.story.policies import Circumstances, verdict
from bot.demo.story.rhythm import work_times
from bot.demo.story.sign_ins import codes
from bot.demo.story.sign_ins.codes import After
from bot.demo.story.sign_ins.drafts import UNKNOWN_ID, Account, SignIn, SignInKind
from bot.demo.story.sign_ins.steps import full_sign_in
from bot.demo.story.work_apps import HR_CENTRAL, MAIL_PROTOCOLS, WORK_APPS, WorkApp

_PER_DAY = 1.7
_SPLIT_SHARE = 0.02
_LEGACY_SHARE = 0.02


@dataclass(frozen=True, slots=True)
class Session:
    """Somebody sits down to work."""

    who: Employee
    app: WorkApp
    client: Client
    place: Place
    address: str
    started: int
    """In ticks."""
    correlation_id: str


def staff_sign_ins(seed: int, people: Sequence[Employee], day: date) -> Iterator[SignIn]:
    """The rows of one UTC day, each person drawn apart, so that one more person changes nobody else's day."""
    for who in people:
        rng = Random(f"{seed}|sign-ins|{day}|{who.principal}")
        for started in work_times(rng, day, _PER_DAY):
            if started > max(who.created, who.first_day) and (who.left is None or started < who.left):
                yield from of_session(rng, drawn_session(rng, who, started))


def drawn_session(rng: Random, who: Employee, started: int) -> Session:
    """An app, a device and a place that fit the person."""
    at_office = not who.is_guest and rng.random() < 0.6
    place = OFFICE if at_office else who.home
    client = rng.choices((who.client, who.phone, DESKTOP_APP), (70, 18, 12))[0]
    usable = [app for app in WORK_APPS if who.is_admin or not app.for_admins]
    app = rng.choices(usable, [app.weight for app in usable])[0]
    if app is HR_CENTRAL and rng.random() < 0.8:
        client = who.client
    if rng.random() < _LEGACY_SHARE:
        app, client = MAIL_PROTOCOLS, rng.choice(LEGACY)
    return Session(who, app, client, place, place.address(rng), started, draw_guid(rng))


def of_session(rng: Random, session: Session) -> Iterator[SignIn]:
    """The rows of one session: troubles, the success if there is one, and token refreshes after it."""
    facts = Circumstances(session.app, session.client, session.place, is_guest=session.who.is_guest)
    first, said = draw_guid(rng), verdict(facts)
    if said.code is not None:
        yield row_of(rng, session, first, first, session.started, said.code, facts)
        return
    at, original = session.started, first
    for code, after, passes in _troubles(rng, session.who):
        yield row_of(rng, session, first, original, at, code, facts)
        if after is After.STOP or not passes:
            return
        pause = rng.randrange(2, 9) if after is After.GO_ON else rng.randrange(15, 90)
        at, first = at + pause * TICKS_PER_SECOND, draw_guid(rng)
        if after is After.TRY_AGAIN:
            original = first
    success = row_of(rng, session, first, original, at, codes.OK, facts)
    yield from _once_or_twice(rng, success)
    yield from _silent(rng, session, success, facts)


def row_of(
    rng: Random, session: Session, sign_in_id: str, original: str, at: int, code: int, facts: Circumstances
) -> SignIn:
    """One row; what a policy asked for in vain is a failure of that policy."""
    unmet = code in (codes.MFA_ASKED, codes.MFA_DENIED, 50076, 50079)
    modern = not session.client.is_legacy
    return SignIn(
        at=at,
        sign_in_id=sign_in_id,
        correlation_id=session.correlation_id,
        original_id=original,
        kind=SignInKind.INTERACTIVE,
        account=account_of(session.who, unknown=code == codes.NO_SESSION),
        app_id=session.app.app_id,
        app_name=session.app.name,
        resource=session.app.resource,
        place=session.place,
        address=session.address,
        client=session.client,
        code=code,
        verdict=verdict(replace(facts, has_mfa=not unmet)),
        steps=tuple(full_sign_in(rng, at, session.who.methods, code)) if modern else (),
        requires_mfa=modern,
        protocol="oAuth2" if modern else "ropc",
    )


def account_of(who: Employee, *, unknown: bool = False) -> Account:
    """What the log writes of somebody; a silent try without a session knows nobody."""
    if unknown:
        return Account(UNKNOWN_ID, UNKNOWN_ID, UNKNOWN_ID, "", who.user_type)
    return Account(who.user_id, who.name, who.principal, who.mail, who.user_type)


def _troubles(rng: Random, who: Employee) -> Iterator[tuple[int, After, bool]]:
    for trouble in codes.PERSONAL:
        if (who.is_admin or not trouble.admins_only) and rng.random() < trouble.odds:
            yield trouble.code, trouble.after, rng.random() < trouble.recovers


def _once_or_twice(rng: Random, success: SignIn) -> Iterator[SignIn]:
    """Now and then the log holds a sign-in twice under one id: while MFA was under way, and when it was done."""
    if len(success.steps) > 1 and rng.random() < _SPLIT_SHARE:
        yield replace(success, steps=success.steps[:1])
        yield replace(success, at=success.at + rng.randrange(5, 40) * TICKS_PER_SECOND)
    else:
        yield success


def _silent(rng: Random, session: Session, success: SignIn, facts: Circumstances) -> Iterator[SignIn]:
    """Token refreshes of the hours after; one in many is turned away."""
    at = success.at
    for _ in range(rng.choice((0, 1, 1, 2, 3))):
        at += rng.randrange(35, 95) * TICKS_PER_MINUTE
        new_id = draw_guid(rng)
        code = drawn_code(rng, codes.SILENT)
        app = session.app if rng.random() < 0.6 else rng.choice(WORK_APPS[5:8])
        yield replace(
            success,
            at=at,
            sign_in_id=new_id,
            correlation_id=draw_guid(rng),
            original_id=new_id,
            kind=SignInKind.SILENT,
            app_id=app.app_id,
            app_name=app.name,
            resource=app.resource,
            code=code,
            verdict=verdict(replace(facts, app=app, has_mfa=code != 50076)),
            steps=(),
            protocol="none",
            requires_mfa=rng.random() < 0.3,
        )


def drawn_code(rng: Random, odds: Sequence[tuple[int, float]]) -> int:
    """0 unless one of the codes comes up."""
    lot = rng.random()
    for code, share in odds:
        lot -= share
        if lot < 0:
            return code
    return codes.OK
