"""Sign-ins of customers: right after they signed up, and when they come back."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from random import Random

from bot.demo.moments import TICKS_PER_MINUTE, TICKS_PER_SECOND, printed, read_ticks
from bot.demo.rows import Row
from bot.demo.story.clients import CUSTOMER_CLIENTS, Client
from bot.demo.story.people import draw_guid
from bot.demo.story.places import CUSTOMER_PLACES, Place
from bot.demo.story.registrations import APPS, PARTNERS, REWARDS, STORE, App, EventType
from bot.demo.story.sign_ins import codes
from bot.demo.story.sign_ins.codes import After
from bot.demo.story.sign_ins.drafts import Account, SignIn, SignInKind
from bot.demo.story.sign_ins.steps import PRIMARY, SECONDARY, step
from bot.demo.story.work_apps import MICROSOFT_GRAPH

_AT_ONCE = 0.9
_COMES_BACK = (0, 0, 1, 1, 2, 3)
_RESIDENT_VISITS = (0, 0, 0, 1, 2)
_HOURS_BETWEEN = (6, 200)
_FIRST_FACTOR = {"emailAddress": "Password", "federated": "Federated"}


@dataclass(frozen=True, slots=True)
class _Visit:
    """A customer at an app's door."""

    account: Account
    app: App
    client: Client
    place: Place
    address: str
    first_factor: str
    correlation_id: str


def customer_sign_ins(seed: int, events: Iterable[Row], users: Iterable[Row], since: int) -> Iterator[SignIn]:
    """Rows of everybody who signed up, as their sign-up left them, and of those who had an account before.

    The first sign-in has the sign-up's correlation id, which may join the two logs.
    """
    apps = {app.app_id: app for app in APPS}
    made = {event["userId"]: event for event in events if event["userId"]}
    for user in users:
        rng = Random(f"{seed}|customer|{user['id']}")
        event = made.get(user["id"])
        app = apps[event["appId"]] if event else rng.choice((STORE, REWARDS))
        at = (read_ticks(event["createdDateTime"]) or 0) + 2 * TICKS_PER_SECOND if event else since
        visits = rng.choice(_COMES_BACK if event else _RESIDENT_VISITS)
        if event and rng.random() < _AT_ONCE:
            yield from _arrives(rng, _visit(rng, user, app, event["correlationId"]), at)
        for _ in range(visits):
            at += rng.randrange(_HOURS_BETWEEN[0] * 60, _HOURS_BETWEEN[1] * 60) * TICKS_PER_MINUTE
            yield from _arrives(rng, _visit(rng, user, app, draw_guid(rng)), at)


def _visit(rng: Random, user: Row, app: App, correlation_id: str) -> _Visit:
    identity = user["identities"][0]
    address = identity["issuerAssignedId"] if identity["signInType"] == "emailAddress" else user["mail"]
    place = rng.choices(list(CUSTOMER_PLACES), list(CUSTOMER_PLACES.values()))[0]
    return _Visit(
        Account(user["id"], user["displayName"], user["userPrincipalName"].lower(), address or user["otherMails"][0]),
        app,
        rng.choices(list(CUSTOMER_CLIENTS), list(CUSTOMER_CLIENTS.values()))[0],
        place,
        place.address(rng),
        _FIRST_FACTOR[identity["signInType"]],
        correlation_id,
    )


def _arrives(rng: Random, visit: _Visit, at: int) -> Iterator[SignIn]:
    first = original = draw_guid(rng)
    for trouble in codes.OF_CUSTOMERS:
        if rng.random() >= trouble.odds:
            continue
        yield _row(visit, first, original, at, trouble.code)
        if trouble.after is After.STOP or rng.random() >= trouble.recovers:
            return
        pause = rng.randrange(2, 9) if trouble.after is After.GO_ON else rng.randrange(15, 90)
        at, first = at + pause * TICKS_PER_SECOND, draw_guid(rng)
        if trouble.after is After.TRY_AGAIN:
            original = first
    yield _row(visit, first, original, at, codes.OK)


def _row(visit: _Visit, sign_in_id: str, original: str, at: int, code: int) -> SignIn:
    with_mfa = visit.app is REWARDS
    missing = code == codes.NO_ACCOUNT
    account = Account("", visit.account.identifier, visit.account.identifier, visit.account.identifier)
    return SignIn(
        at=at,
        sign_in_id=sign_in_id,
        correlation_id=visit.correlation_id,
        original_id=original,
        kind=SignInKind.INTERACTIVE,
        account=account if missing else visit.account,
        app_id=visit.app.app_id,
        app_name=visit.app.name,
        resource=MICROSOFT_GRAPH,
        place=visit.place,
        address=visit.address,
        client=visit.client,
        code=code,
        steps=tuple(_steps(visit, at, code, with_mfa=with_mfa)),
        requires_mfa=with_mfa,
        protocol="authorizationCodeWithPkce",
        listeners=tuple(_listeners(visit.app, at)) if code == codes.OK else (),
    )


def _steps(visit: _Visit, at: int, code: int, *, with_mfa: bool) -> Iterator[Row]:
    if code == codes.NO_ACCOUNT:
        return
    yield step(at, visit.first_factor, PRIMARY, succeeded=code != codes.WRONG_PASSWORD)
    if with_mfa and code in (codes.OK, codes.MFA_DENIED):
        yield step(at + 10 * TICKS_PER_SECOND, "SMS", SECONDARY, succeeded=code == codes.OK)


def _listeners(app: App, at: int) -> Iterator[Row]:
    """Tokens are made at sign-in, so that is where the extension for claims is called."""
    for extension in app.extensions if app is PARTNERS else ():
        if extension.event_type is EventType.TOKEN_START:
            yield {
                "@odata.type": "#microsoft.graph.appliedAuthenticationEventListener",
                "eventType": extension.event_type.value,
                "executedListenerId": extension.listener_id,
                "handlerResult": {
                    "@odata.type": "#microsoft.graph.customExtensionCalloutResult",
                    "calloutDateTime": printed(at),
                    "customExtensionId": extension.extension_id,
                    "errorCode": 0,
                    "httpStatus": 200,
                    "numberOfAttempts": 1,
                },
            }
