"""What a follow-up takes back: “all apps” lifts the filter on apps, “in total” the grouping."""

import re
from dataclasses import dataclass

from bot.language.senses import Thing
from bot.language.tokens import tokenise
from bot.language.vocabulary import lexicon

LIFTED = re.compile(
    r"(?:\b(?:for|in|with|across|of|over|at)\s+)?"
    r"\b(?:all|any|every|each of|regardless of|irrespective of|whatever)(?:\s+of)?(?:\s+(?:the|our))?"
    r"\s+(?P<noun>[\w-]+)",
    re.IGNORECASE,
)
UNGROUPED = re.compile(
    r"\b(?:in total|overall|altogether|all together|ungrouped|not grouped"
    r"|(?:without|no)\s+(?:the\s+)?(?:groups?|grouping|breakdown))\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Unsaid:
    """`things` are the nouns whose filters are lifted, `rest` is the text without all this."""

    rest: str
    things: tuple[Thing, ...] = ()
    ungrouped: bool = False


def unsaid(body: str) -> Unsaid:
    """What `body`, a cleaned text, takes back of the question before it."""
    rest, ungrouped = UNGROUPED.subn(" ", body)
    things: list[Thing] = []

    def lift(found: re.Match[str]) -> str:
        thing = _noun(found["noun"])
        if thing is None:
            return found[0]
        things.append(thing)
        return " "

    return Unsaid(LIFTED.sub(lift, rest), tuple(things), ungrouped > 0)


def _noun(word: str) -> Thing | None:
    tokens = tokenise(word)
    known = lexicon().find(tokens, 0) if tokens else None
    meanings = known[0].meanings if known else ()
    return next((thing for thing in meanings if isinstance(thing, Thing) and thing.keys), None)
