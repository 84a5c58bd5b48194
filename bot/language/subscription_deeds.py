"""Text -> what is to be done with a subscription that there is, by its number: paused, looked at, sent, ended. Pure."""

import re

from bot.errors import Mistake, QuestionError
from bot.language.neighbours import nearest
from bot.language.wishes import EXAMPLE, Deed, Handle

SUBSCRIBE = "subscribe"

_NUMBERED = re.compile(
    r"(?:(?:over|from)\s+)?(?:subscription\s+)?(?:(?:no\.?|number)\s*)?#?(\d{1,9})"
    r"(?:\s+now)?(?:,?\s+(?:please|thanks|thank you))?[.!]*\Z",
    re.IGNORECASE,
)
_OURS_ALONE = (Deed.PAUSE, Deed.RESUME, Deed.PREVIEW, Deed.UNSUBSCRIBE)
"""No question begins with their words."""
_CHANGED = re.compile(
    r"(?:the \w+ (?:of|for) )?(?:subscription (?:(?:no\.?|number) ?)?#?|#)?(?P<number>\d{1,9})"
    r"(?: *$| (?:to|at|from|into|so|every|daily|weekly|monthly|weekdays|\d).*)",
    re.IGNORECASE,
)
_CHANGING = ("change", "edit", "move", "reschedule", "update", "alter", "modify", "rename")
_ENDING = ("cancel", "delete", "remove", "stop", "end")


def said_deed(said: str, rest: str = "") -> str | None:
    """What a text that goes on with `rest` wants by its first word: a `Deed`, or to subscribe.

    A short word must be spelled right, unless a number alone follows it.
    """
    word = said.lower()
    known = {SUBSCRIBE: SUBSCRIBE, **{deed.split()[0]: deed.value for deed in Deed}}
    if word in known:
        return known[word]
    shortest = len("pause") if _number(rest) else len("history") + 1
    near = nearest(word, [deed for deed in known if len(deed) >= shortest])
    return known[near[0]] if len(near) == 1 and len(word) >= shortest else None


def handled(deed: Deed, said: str, rest: str) -> Handle | None:
    """`deed`, said as `said`, with the number in `rest`; `None` for a question that begins with the same word.

    Raises `QuestionError` where the number is missing or more than one thing is said.
    """
    if (number := _number(rest)) is not None:
        return Handle(deed, number)
    is_half_said = deed in _OURS_ALONE or rest.strip().lower().startswith(("subscription", "#", "now", "over"))
    if deed is Deed.HISTORY or (rest.strip() and not is_half_said):
        return None  # other things have a history, and other questions begin with such a word
    raise _too_much(deed, rest.strip()) or QuestionError(
        Mistake.NOT_UNDERSTOOD,
        f"Which subscription? Say its number, as in {deed.value} 3; “/entra subscriptions” shows yours",
        word=said,
        suggestions=("/entra subscriptions",),
    )


def refuse_half_an_end(said: str, rest: str) -> None:
    """Refuse a word that may mean an end or a pause: an end is not guessed. Raises `QuestionError`."""
    number = _number(rest)
    if said.lower() in _ENDING and number is not None:
        raise QuestionError(
            Mistake.NOT_UNDERSTOOD,
            f"Say unsubscribe {number} to end that subscription, or pause {number} to stop it for a while",
            word=said,
            suggestions=(f"/entra unsubscribe {number}", f"/entra pause {number}"),
        )


def refuse_a_change(said: str, rest: str) -> None:
    """Refuse to change a subscription, which is ended and made anew instead. Raises `QuestionError`."""
    found = _CHANGED.fullmatch(rest.strip()) if said.lower() in _CHANGING else None
    if found:
        raise QuestionError(
            Mistake.NOT_UNDERSTOOD,
            "A subscription stays as it was made: "
            f"subscribe again as you want it, then say unsubscribe {found['number']}",
            word=said,
            suggestions=(EXAMPLE, f"/entra unsubscribe {found['number']}"),
        )


def _number(rest: str) -> int | None:
    found = _NUMBERED.match(rest.strip())
    return int(found[1]) if found else None


def _too_much(deed: Deed, rest: str) -> QuestionError | None:
    """What is wrong where more than a number is said."""
    number = re.match(r"#?(\d{1,9})\b", rest)
    if number is None:
        return None
    lasting = "; a pause lasts until it is resumed" if deed is Deed.PAUSE else ""
    return QuestionError(
        Mistake.NOT_UNDERSTOOD,
        f"Say one number and nothing else, as in {deed.value} {number[1]}{lasting}",
        word=rest,
        suggestions=(f"/entra {deed.value} {number[1]}",),
    )
