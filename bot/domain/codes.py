"""Error codes in plain words: what one means, what to do next, and what to tell the person.

Microsoft warns that codes and texts change without notice, so unknown ones stay readable and keep Entra's own reason.
"""

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from bot.domain.code_tables import (
    accounts,
    apps,
    extensions,
    policies,
    second_factor,
    service,
    sign_up,
    stages,
)
from bot.domain.code_tables.entry import TRY_AGAIN, Advice, Entry


class CodeKind(StrEnum):
    """What a code says about the step that answered it."""

    OK = "ok"
    INTERRUPT = "interrupt"  # the person was asked for something, as expected
    CHALLENGE = "challenge"  # a policy asked for more proof; later rows tell whether it was given
    FAILURE = "failure"


@dataclass(frozen=True, slots=True)
class ErrorCode:
    """One code explained. `name` is Entra's own ("" where it has none); no text is ever empty.

    `meaning` and `remedy` are for the helpdesk; `tell_the_user` can be sent to the person as it stands.
    """

    code: int
    name: str
    kind: CodeKind
    meaning: str
    remedy: str
    tell_the_user: str


SIGN_UP_INTERRUPTS: frozenset[int] = frozenset({1002013, 50140, 55106})
"""Prompts of a normal sign-up; every other code but 0 is an error there (Entra, sign-up logs)."""

CHALLENGES: frozenset[int] = frozenset({50076, 50078, 50079, 50097, 50142, 70043, 70046})
"""Demands for more proof: Microsoft's public query for success rates counts them as failures, we as neither."""

SIGN_IN_INTERRUPTS: frozenset[int] = CHALLENGES | {
    *(16000, 16001, 16003, 50055, 50058, 50059, 50072, 50074, 50125, 50127, 50129, 50140, 50143, 50144),
    *(51006, 52004, 65001, 81010, 81012, 81014),  # up to here from that same public query
    *(50158, 50168, 50199, 55106, 1002013),  # ours, by their official names
}
"""Codes of a sign-in that is neither a success nor a failure."""

STAGE_NAMES: Mapping[str, str] = MappingProxyType(stages.STAGE_NAMES)
"""Graph's signUpStage values in plain words."""


def _by_code(entries: Iterable[Entry]) -> Mapping[int, Entry]:
    return {code: entry for entry in entries for code in entry.names}


_SIGN_UP = _by_code((*sign_up.ENTRIES, *extensions.ENTRIES))
_SIGN_IN = _by_code(
    (*accounts.ENTRIES, *second_factor.ENTRIES, *policies.ENTRIES, *apps.ENTRIES, *service.ENTRIES),
)
EXTENSION_CODES = range(1003000, 1004000)
"""Codes of custom authentication extensions that failed."""

_QUOTED_LENGTH = 90


def sign_up_kind(code: int, interrupts: AbstractSet[int] = SIGN_UP_INTERRUPTS) -> CodeKind:
    """What `code` is in the sign-up log, where only `interrupts` are not errors."""
    if code == 0:
        return CodeKind.OK
    return CodeKind.INTERRUPT if code in interrupts else CodeKind.FAILURE


def sign_in_kind(code: int, interrupts: AbstractSet[int] = SIGN_IN_INTERRUPTS) -> CodeKind:
    """What `code` is in the sign-in log."""
    if code in interrupts and code in CHALLENGES:
        return CodeKind.CHALLENGE
    return sign_up_kind(code, interrupts)


def explain_sign_up(
    code: int, reason: str | None = None, interrupts: AbstractSet[int] = SIGN_UP_INTERRUPTS
) -> ErrorCode:
    """What `code` means in a sign-up; `reason` is Graph's failureReason, kept where we know no better."""
    entry = _SIGN_UP.get(code) or _SIGN_IN.get(code) or _unknown(code, reason, "sign-up")
    return _explained(code, sign_up_kind(code, interrupts), entry)


def explain_sign_in(
    code: int, reason: str | None = None, interrupts: AbstractSet[int] = SIGN_IN_INTERRUPTS
) -> ErrorCode:
    """What `code` means in a sign-in; `reason` is Graph's failureReason, kept where we know no better."""
    entry = _SIGN_IN.get(code) or _SIGN_UP.get(code) or _unknown(code, reason, "sign-in")
    return _explained(code, sign_in_kind(code, interrupts), entry)


def explain_code(code: int) -> ErrorCode:
    """What `code` means where nobody says in which log it stands."""
    return explain_sign_up(code) if code in _SIGN_UP or code in EXTENSION_CODES else explain_sign_in(code)


def is_known(code: int) -> bool:
    """Whether there are words for `code`."""
    return code in _SIGN_UP or code in _SIGN_IN


def explain_abandonment(stage: str, code: int) -> Advice:
    """What it means that an attempt went quiet with `stage` and `code` as its last event."""
    if code in stages.STOPPED_AT_PROMPT:
        return stages.STOPPED_AT_PROMPT[code]
    if code == 0 and stage in stages.STOPPED_AFTER:
        return stages.STOPPED_AFTER[stage]
    name = _shortened(STAGE_NAMES.get(stage, stage)) or "unnamed"
    return Advice(
        f"The attempt went quiet at the stage “{name}”.",
        "Nothing for single cases; if many stop here, try the sign-up with a test account and watch this stage.",
        (
            "Your sign-up did not get to the end. "
            "Please start again when you like, and reply here if something holds you up."
        ),
    )


def explain_many_leaving(stage: str, code: int) -> Advice:
    """What it means, and what to look at, when unusually many attempts go quiet there."""
    alone = explain_abandonment(stage, code)
    remedy = stages.MANY_AT_PROMPT.get(code) or stages.MANY_AFTER.get(stage, stages.MANY_ANYWHERE)
    return alone._replace(remedy=remedy)


def _explained(code: int, kind: CodeKind, entry: Entry) -> ErrorCode:
    return ErrorCode(code, entry.names[code], kind, entry.meaning, entry.remedy, entry.tell_the_user)


def _unknown(code: int, reason: str | None, what: str) -> Entry:
    said = _shortened(reason or "").rstrip(".")
    # Entra writes "Other." where it has nothing to say.
    because = f"Entra says: “{said}”." if said.casefold() not in {"", "other"} else "Entra gives no reason for it."
    look_up = f"Look it up at https://login.microsoftonline.com/error?code={code} and ask Microsoft support"
    if code in EXTENSION_CODES:
        return Entry(
            {code: ""},
            f"Probably our own extension failed. {because}",
            f"Read the extension's own log at that time. {look_up} if that does not help.",
            TRY_AGAIN,
        )
    return Entry(
        {code: ""},
        f"A code we have no words for yet. {because}",
        f"{look_up} with the correlation id if that does not help.",
        (
            f"Your {what} did not get to the end, and we cannot tell yet why. "
            "Please try once more; if it stops again, reply here with the time and we will look into it."
        ),
    )


def _shortened(text: str) -> str:
    """`text` on one line without control characters, cut at a word where it is too long to quote."""
    line = " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())
    if len(line) <= _QUOTED_LENGTH:
        return line
    head, _, _ = line[:_QUOTED_LENGTH].rpartition(" ")
    return (head or line[: _QUOTED_LENGTH - 1]) + "…"
