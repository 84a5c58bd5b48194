"""Whole questions offered to be run by one press: the readings of what was typed, and what it may have meant."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from zoneinfo import ZoneInfo

from bot.desk.memory_ports import KeptQuestions
from bot.domain.kept import UNASKED
from bot.domain.names import TenantNames
from bot.domain.question import Question
from bot.domain.window import resolve
from bot.errors import MirrorError, QuestionError
from bot.language.clarifying import Clarification
from bot.language.parser import parse
from bot.language.understood import Reading
from bot.language.wording import say
from bot.render.controls import Action, Button, numbered
from handlers.own_address import with_own_address
from handlers.people import Person
from handlers.redaction import LOGGER

MOST = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A question that runs as it stands, and what its button says."""

    label: str
    question: Question


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What the words of one question are read against. `asker` is `None` where Slack tells nothing of them."""

    user: str
    channel: str
    asker: Person | None
    zone: ZoneInfo
    now: datetime
    names: TenantNames


@dataclass(frozen=True, slots=True)
class Offers:
    """Makes buttons of questions. `kept` waits for the database no longer than Slack's three seconds allow."""

    kept: KeptQuestions

    def readings(self, unclear: Clarification, around: Surroundings) -> tuple[Button, ...]:
        """The ways in which words may be read."""
        found = [self._read(choice, around) for choice in unclear.choices]
        return self._buttons(told_apart([question for question in found if question], around), around)

    def mended(self, mistake: QuestionError, text: str, command: str, around: Surroundings) -> tuple[Button, ...]:
        """What was typed after `command`, with each suggestion in the place of the word that is wrong."""
        offers = []
        for suggestion in mistake.suggestions:
            instead = put_right(text, mistake.word, suggestion)
            typed = instead if instead.startswith("/") else f"{command} {instead}"
            if instead and (question := self._read(typed, around)):
                offers.append(Offer(label=suggestion, question=question))
        return self._buttons(offers, around)

    def _read(self, command: str, around: Surroundings) -> Question | None:
        """The question that a whole command asks, if it asks one."""
        try:
            understood = parse(command, around.now, around.zone, around.names)
        except QuestionError:
            return None
        return with_own_address(understood.question, around.asker) if isinstance(understood, Reading) else None

    def _buttons(self, offers: Sequence[Offer], around: Surroundings) -> tuple[Button, ...]:
        """A button for each; none where they cannot be kept, since the message says them all in words too."""
        keep = partial(self.kept.keep, zone=around.zone, asked_at=around.now, asker=around.user)
        try:
            keys = [keep(offer.question, channel=around.channel, page=UNASKED) for offer in offers[:MOST]]
        except MirrorError as error:
            LOGGER.error("What was offered could not be kept, so it has no buttons: %s", error.message)
            return ()
        return numbered(Action.RUN, zip([offer.label for offer in offers], keys, strict=False))


def told_apart(questions: Sequence[Question], around: Surroundings) -> list[Offer]:
    """Each question under what it says and the others do not."""
    said = [_parts(question, around) for question in questions]
    common = set.intersection(*map(set, said)) if said else set()
    labels = [" · ".join(part for part in parts if part not in common) or parts[0] for parts in said]
    return [
        Offer(label=label[0].upper() + label[1:], question=question)
        for label, question in zip(labels, questions, strict=True)
    ]


def put_right(text: str, word: str | None, suggestion: str) -> str:
    """`text` with `suggestion` in the place of `word`; a suggestion that is a whole command stands for all of it.

    Empty where there is no such word in it.
    """
    if suggestion.startswith("/"):
        return suggestion
    at = text.casefold().find(word.casefold()) if word else -1
    if not word or at < 0 or len(text) != len(text.casefold()):
        return ""
    is_quoted = text[at - 1 : at] in {'"', "'", "“"}
    instead = f'"{suggestion}"' if " " in suggestion and not is_quoted else suggestion
    return f"{text[:at]}{instead}{text[at + len(word) :]}"


def _parts(question: Question, around: Surroundings) -> list[str]:
    window = resolve(question.window, around.now, around.zone) if question.window else None
    return say(question, window, around.zone, around.now).split(" · ")
