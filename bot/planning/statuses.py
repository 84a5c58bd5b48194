"""How a sign-in ended, said in error codes: the log has no other word for it, and which are interrupts is a setting."""

from collections.abc import Set as AbstractSet

from bot.domain.question import Filter, Is, Not, OneOf, values_of
from bot.domain.sign_ins import SignInStatus

FIELD = "error_code"
ANY_TROUBLE = Not(Is(FIELD, "0"))


def as_codes(status: Filter, interrupts: AbstractSet[int]) -> Filter | None:
    """The filter on error codes that a filter on `status` amounts to; `None` when every sign-in meets it."""
    prompts = tuple(str(code) for code in sorted(interrupts))
    match _wanted(status):
        case (True, True, True):
            return None
        case (True, False, False):
            return Is(FIELD, "0")
        case (True, False, True):
            return OneOf(FIELD, ("0", *prompts))
        case (True, True, False):
            return Not(OneOf(FIELD, prompts))
        case (False, True, True):
            return ANY_TROUBLE
        case (False, True, False):
            return Not(OneOf(FIELD, ("0", *prompts)))
        case (_, _, wants_interrupted):
            return OneOf(FIELD, prompts if wants_interrupted else ())


def as_sent(status: Filter) -> Filter | None:
    """What of it Graph may be sent, rows too many rather than too few: the list of interrupts is too long to send."""
    match _wanted(status):
        case (True, False, False):
            return Is(FIELD, "0")
        case (False, _, _):
            return ANY_TROUBLE
        case _:
            return None


def _wanted(status: Filter) -> tuple[bool, bool, bool]:
    """Whether success, failed and interrupted are wanted."""
    named, excluded = values_of(status), isinstance(status, Not)
    success, failed, interrupted = ((word.value in named) is not excluded for word in SignInStatus)
    return success, failed, interrupted
