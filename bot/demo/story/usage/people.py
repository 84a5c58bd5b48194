"""Usage by people: when they last signed in, what they have registered, and what they did about their passwords."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping

from bot.demo.moments import TICKS_PER_DAY, printed, printed_to_the_second
from bot.demo.rows import Row
from bot.demo.story.employees import Employee
from bot.demo.story.methods import NAMES, PASSWORD_METHOD_ID, SECOND_FACTORS, Method, MethodKind
from bot.demo.story.work_apps import object_id

_NEVER = "0001-01-01T00:00:00Z"
_LAST = ("lastSignIn", "lastNonInteractiveSignIn", "lastSuccessfulSignIn")
_PASSWORDS = {
    "Change password (self-service)": "changePasswordSelfServiceCount",
    "Reset password (by admin)": "passwordResetsByAdminCount",
    "Reset password (self-service)": "passwordResetsSelfServiceCount",
}
_EVENTS = {
    "User registered security info": "registration",
    "Security info saved for self-service password reset": "registration",
    "Reset password (self-service)": "reset",
}


def with_activity(users: Iterable[Row], sign_ins: Iterable[Row], now: int) -> Iterator[Row]:
    """Directory objects with `signInActivity`, as of a time in ticks; who never came has the year 1."""
    until = printed_to_the_second(now)
    last: defaultdict[str, dict[str, Row]] = defaultdict(dict)
    for row in sign_ins:
        if row["createdDateTime"] <= until:
            last[row["userId"]] |= dict.fromkeys(_counted_as(row), row)
    for user in users:
        known = last.get(user["id"], {})
        activity = {}
        for name in _LAST:
            activity[f"{name}DateTime"] = known[name]["createdDateTime"] if name in known else _NEVER
            activity[f"{name}RequestId"] = known[name]["id"] if name in known else ""
        yield user | {"signInActivity": activity}


def _counted_as(row: Row) -> Iterator[str]:
    """Failed tries count as the last sign-in too."""
    yield "lastSignIn" if row["isInteractive"] else "lastNonInteractiveSignIn"
    if row["status"]["errorCode"] == 0:
        yield "lastSuccessfulSignIn"


def customer_methods(user: Row) -> list[Method]:
    """What a customer's account can be entered with; a social one has nothing here."""
    if user["identities"][0]["signInType"] != "emailAddress":
        return []
    address = user["identities"][0]["issuerAssignedId"]
    if user["mail"]:
        return [Method(object_id("methods", user["id"]), MethodKind.EMAIL, 0, address)]
    return [Method(PASSWORD_METHOD_ID, MethodKind.PASSWORD, 0, "")]


def registration_details(staff: Iterable[Employee], customers: Iterable[Row], now: int) -> Iterator[Row]:
    """userRegistrationDetails: one row for everybody who has an account by then."""
    for one in staff:
        if one.created <= now and (one.deleted is None or one.deleted > now):
            methods = [method for method in one.methods if method.since <= now]
            yield _registered(one.user_id, one.principal, one.name, one.user_type, methods, now, is_admin=one.is_admin)
    until = printed_to_the_second(now)
    for user in customers:
        if user["createdDateTime"] <= until:
            name, principal = user["displayName"], user["userPrincipalName"]
            yield _registered(user["id"], principal, name, "member", customer_methods(user), now, is_admin=False)


def _registered(
    user_id: str, principal: str, name: str, user_type: str, methods: Iterable[Method], now: int, *, is_admin: bool
) -> Row:
    kinds = [method.kind for method in methods if method.kind is not MethodKind.PASSWORD]
    factors = [kind for kind in kinds if kind in SECOND_FACTORS]
    passwordless = any(NAMES[kind].passwordless for kind in kinds)
    for_reset = bool(factors) or MethodKind.EMAIL in kinds
    midnight = now // TICKS_PER_DAY * TICKS_PER_DAY
    return {
        "id": user_id,
        "userPrincipalName": principal,
        "userDisplayName": name,
        "isAdmin": is_admin,
        "isSsprRegistered": for_reset,
        "isSsprEnabled": user_type == "member",
        "isSsprCapable": for_reset and user_type == "member",
        "isMfaRegistered": bool(factors) or passwordless,
        "isMfaCapable": bool(factors) or passwordless,
        "isPasswordlessCapable": passwordless,
        "lastUpdatedDateTime": printed(midnight),
        "methodsRegistered": [kind.value for kind in kinds],
        "isSystemPreferredAuthenticationMethodEnabled": True,
        "systemPreferredAuthenticationMethods": [NAMES[kind].preferred for kind in factors[:1]],
        "userPreferredMethodForSecondaryAuthentication": NAMES[factors[0]].preferred if factors else "",
        "userType": user_type,
    }


def passwords_by_day(audits: Iterable[Row], now: int) -> Iterator[Row]:
    """userPasswordResetsAndChangesSummary: what succeeded, by UTC day; each change once, though two services log it."""
    days: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for row in _recent(audits, now):
        name = _PASSWORDS.get(row["activityDisplayName"])
        if name and row["result"] == "success":
            days[row["activityDateTime"][:10]][name] += 1
    for day, counts in days.items():
        totals: Mapping[str, int] = {name: counts[name] for name in _PASSWORDS.values()}
        yield {"id": object_id("passwords", day), "aggregatedDateTime": f"{day}T00:00:00Z", **totals}


def method_events(audits: Iterable[Row], now: int) -> Iterator[Row]:
    """userEventsSummary: who registered a method or reset a password."""
    for row in _recent(audits, now):
        feature = _EVENTS.get(row["activityDisplayName"])
        if feature is None:
            continue
        person = row["targetResources"][0]
        done = row["result"] == "success"
        yield {
            "id": row["id"],
            "authMethod": "email" if feature == "reset" else "mobilePhone",
            "eventDateTime": row["activityDateTime"],
            "failureReason": "" if done else row["resultReason"],
            "feature": feature,
            "isSuccess": done,
            "userDisplayName": person["displayName"],
            "userPrincipalName": person["userPrincipalName"],
        }


def _recent(audits: Iterable[Row], now: int) -> Iterator[Row]:
    since, until = printed(now - 30 * TICKS_PER_DAY), printed(now)
    return (row for row in audits if since <= row["activityDateTime"] <= until)
