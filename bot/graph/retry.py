"""When a request that went wrong is sent again, and after how long: a pure rule, with no clock and no network in it."""

from dataclasses import dataclass
from enum import StrEnum
from typing import assert_never


class Mishap(StrEnum):
    """What may go wrong with a request and yet be well the next time."""

    THROTTLED = "throttled"  # 429
    OVERLOADED = "overloaded"  # 502, 503
    FAILED = "failed"  # 500
    TIMED_OUT = "timed out"  # 504, UnknownError, or no answer within our own timeout
    DROPPED = "dropped"  # no connection, or one that broke
    TRUNCATED = "truncated"  # a body that ends too early, or is no JSON
    UNTRUSTED = "untrusted"  # 401: the token has aged, or is not for here


@dataclass(frozen=True, slots=True)
class RetryRule:
    """How often and how patiently, in seconds; `throttled_tries` counts apart, for waiting is all that 429 asks."""

    tries: int = 5
    throttled_tries: int = 8
    first_wait: float = 0.5
    longest_wait: float = 60.0


def wait_before_retry(
    mishap: Mishap, failures: int, retry_after: float | None, chance: float, rule: RetryRule
) -> float | None:
    """Seconds until the next try, or `None` to give up.

    `failures` counts this kind of mishap for one request, this one included. `chance` in 0..1 spreads the waits, so
    that many who failed together do not come back together. Graph's own Retry-After is never undercut.
    """
    match mishap:
        case Mishap.UNTRUSTED:
            return 0.0 if failures == 1 else None  # one new token; a second refusal is a matter of configuration
        case Mishap.THROTTLED:
            allowed = rule.throttled_tries
        case Mishap.OVERLOADED | Mishap.FAILED | Mishap.TIMED_OUT | Mishap.DROPPED | Mishap.TRUNCATED:
            allowed = rule.tries
        case _:
            assert_never(mishap)
    if failures >= allowed:
        return None
    ceiling = min(rule.longest_wait, rule.first_wait * 2.0**failures)
    backoff = ceiling / 2 + chance * ceiling / 2
    return backoff if retry_after is None else max(retry_after, 0.0) + chance * min(1.0, rule.first_wait)
