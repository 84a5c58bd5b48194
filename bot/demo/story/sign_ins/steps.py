"""How somebody proves who they are: the steps that `authenticationDetails` lists."""

from collections.abc import Iterator
from random import Random

from bot.demo.moments import TICKS_PER_SECOND, printed_to_the_second
from bot.demo.rows import Row
from bot.demo.story.methods import NAMES, SECOND_FACTORS, Method, MethodKind
from bot.demo.story.sign_ins import codes

PRIMARY = "Primary authentication"
SECONDARY = "Multifactor authentication"
_BY_CLAIM = "MFA requirement satisfied by claim in the token"
_WRONG = "Invalid username or password or Invalid on-premise username or password."


def step(at: int, method: str, requirement: str, *, succeeded: bool = True, said: str = "", detail: str = "") -> Row:
    """One authenticationDetail."""
    return {
        "authenticationStepDateTime": printed_to_the_second(at),
        "authenticationMethod": method,
        "authenticationMethodDetail": detail or None,
        "succeeded": succeeded,
        "authenticationStepResultDetail": said or ("" if succeeded else "Authentication failed."),
        "authenticationStepRequirement": requirement,
    }


def password(at: int, *, succeeded: bool = True) -> Row:
    """The first factor of most sign-ins."""
    said = "" if succeeded else _WRONG
    return step(at, "Password", PRIMARY, succeeded=succeeded, said=said, detail="Password in the cloud")


def full_sign_in(rng: Random, at: int, methods: tuple[Method, ...], code: int) -> Iterator[Row]:
    """A sign-in with MFA: without a password, by a claim of an earlier one, or with a second factor.

    A second factor that fails and is tried again stays one row of the log, with a step for each try.
    """
    if code == codes.WRONG_PASSWORD:
        yield password(at, succeeded=False)
        return
    kinds = [method for method in methods if method.kind is not MethodKind.PASSWORD]
    without_password = [method for method in kinds if NAMES[method.kind].passwordless]
    if without_password and code == codes.OK and rng.random() < 0.6:
        yield step(at, NAMES[rng.choice(without_password).kind].in_log, PRIMARY)
        yield step(at, "Previously satisfied", SECONDARY, said=_BY_CLAIM)
        return
    yield password(at)
    if code == codes.OK and rng.random() < 0.45:
        yield step(at, "Previously satisfied", SECONDARY, said=_BY_CLAIM)
    else:
        yield from _second_factor(rng, at, kinds, code)


def _second_factor(rng: Random, at: int, methods: list[Method], code: int) -> Iterator[Row]:
    usable = [method for method in methods if method.kind in SECOND_FACTORS]
    if not usable or code == codes.MFA_REGISTRATION:
        return
    method = rng.choice(usable)
    name, detail = NAMES[method.kind].in_log, method.detail if method.kind is MethodKind.PHONE else ""
    later = at + 12 * TICKS_PER_SECOND
    if code in (codes.MFA_ASKED, codes.MFA_DENIED):
        said = "MFA denied; user declined the authentication" if code == codes.MFA_DENIED else "MFA required"
        yield step(later, name, SECONDARY, succeeded=False, said=said, detail=detail)
        return
    if code != codes.OK:
        return
    if rng.random() < 0.12:
        yield step(later, name, SECONDARY, succeeded=False, said="MFA denied; user did not respond", detail=detail)
        later += 30 * TICKS_PER_SECOND
    yield step(later, name, SECONDARY, said="MFA completed in Azure AD", detail=detail)
