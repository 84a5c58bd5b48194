"""Text -> what it means, from its command to the question or the choice. Pure, and the same every time."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.domain.names import TenantNames
from bot.domain.question import Log, Metric, Question
from bot.errors import Mistake, QuestionError
from bot.language.choosing import Undecided, choose_log
from bot.language.claims import Claims
from bot.language.clarifying import (
    Clarification,
    which_log,
    which_rate,
    which_side,
    which_status,
    which_window,
    with_state,
)
from bot.language.cleaning import clean
from bot.language.commands import write_command
from bot.language.grammar import claims_of
from bot.language.known import index_names
from bot.language.leading import leading_command
from bot.language.misfits import WhichStatus
from bot.language.neighbours import nearest
from bot.language.page import Page
from bot.language.rates import WhichRate
from bot.language.reader import read_pieces
from bot.language.requests import refuse_requests
from bot.language.settling import settle
from bot.language.sides import OpenSide
from bot.language.spelling import Spelled, spell
from bot.language.times.clock import Clock, TwoWays
from bot.language.tokens import tokenise
from bot.language.understood import AdminRequest, HelpRequest, Reading, Understood
from bot.language.values import value_places
from bot.language.vocabulary import lexicon

LONGEST = 1_000
"""Characters of a question; nobody types more, and pasted logs are not questions."""

ADMIN = {name: name for name in ("status", "subscriptions", "settings", "history", "favourites")} | {
    "favorites": "favourites"
}
HELP = re.compile(r"[?!.\s]*\?[?!.\s]*\Z")


def parse(
    text: str, now: datetime, zone: ZoneInfo, names: TenantNames | None = None, *, command: str | None = None
) -> Understood:
    """What `text` means to somebody in `zone` at `now`; the command may stand in it or come apart.

    Raises `QuestionError` for what cannot be read, and nothing else.
    """
    names = names or TenantNames()
    whole = f"{command} {text}" if command else text
    if len(whole) > LONGEST:
        raise QuestionError(
            Mistake.TOO_LONG,
            f"That is {len(whole):,} characters, and a question has at most {LONGEST:,}; ask it in one sentence",
            suggestions=("/signups failed last 24h",),
        )
    log, body, notes = leading_command(clean(whole, names.users))
    if not any(character.isalnum() for character in body):
        return _nothing_more(body, log, Clock(now, zone), names)
    if log is None and whole.lstrip().startswith("/") and (about := _about_gatehouse(body.strip().lower())):
        return AdminRequest(about)
    understood = Parser(body, log, names, Clock(now, zone)).understand()
    return replace(understood, notes=(*notes, *understood.notes)) if isinstance(understood, Reading) else understood


def _about_gatehouse(word: str) -> str | None:
    """What of Gatehouse's own a single word names, misspelt or not."""
    if word in lexicon().words or not word.isalpha():
        return ADMIN.get(word)
    near = nearest(word, ADMIN)
    return ADMIN[near[0]] if near and len({ADMIN[each] for each in near}) == 1 else None


def _nothing_more(body: str, log: Log | None, clock: Clock, names: TenantNames) -> Understood:
    if HELP.match(body):
        return HelpRequest(log)
    if log in {None, Log.USER}:
        raise QuestionError(
            Mistake.EMPTY,
            "There is no question yet; write one",
            suggestions=("/whois jane@contoso.com",) if log else ("/signups failed last 24h", "/entra help"),
        )
    assert log is not None
    question, assumed = settle(Claims(), log, names, clock)
    return Reading(question, assumed)


Settle = Callable[[Claims, Log, TenantNames, Clock], tuple[Question, tuple[str, ...]]]
"""Makes of claims about a log their question, and notes on what was assumed; as `settling.settle` does."""


@dataclass(frozen=True, slots=True)
class Parser:
    """One text on its way through the readers; `log` is fixed where a command said it.

    `settle` is given by whoever knows more than the text says, such as what was asked before.
    """

    body: str
    log: Log | None
    names: TenantNames
    clock: Clock
    settle: Settle = settle

    def understand(self) -> Understood:
        """What the text means. Raises `QuestionError`."""
        try:
            claims, spelled = self.claims()
        except TwoWays as ways:
            return self._two_ways(ways)
        if claims.help and not claims.filters:
            return HelpRequest(self.log or next((name.log for name, _ in claims.logs), None))
        refuse_requests(claims, self.log)
        return self._settled(claims, spelled)

    def claims(self) -> tuple[Claims, Spelled]:
        """What the text claims, and how it was spelled. Raises `QuestionError` and `TwoWays`."""
        tokens = tokenise(self.body)
        spelled = spell(tokens, index_names(self.names).words, value_places(tokens), names=self.log is Log.USER)
        return claims_of(read_pieces(Page(self.body, spelled.tokens, self.clock, self.names))), spelled

    def _settled(self, claims: Claims, spelled: Spelled) -> Understood:
        try:
            log = self.log or choose_log(claims)
        except Undecided as undecided:
            found = which_log(undecided.logs, claims, self._build)
            if isinstance(found, Clarification):
                return found
            log = found.log
        try:
            question, assumed = self.settle(claims, log, self.names, self.clock)
        except WhichRate:
            return which_rate(claims, log, self._build)
        except WhichStatus:
            return which_status(claims, log, self._build)
        except OpenSide:
            return which_side(lambda side: self._build(replace(claims, open_side=side), log))
        return Reading(question, (*spelled.notes, *assumed))

    def _build(self, claims: Claims, log: Log) -> Question:
        """The question of one choice; what else it leaves open is filled in, and stands in the choice to be seen."""
        try:
            return self.settle(claims, log, self.names, self.clock)[0]
        except OpenSide:
            return self._build(replace(claims, open_side="target"), log)
        except WhichStatus:
            return self._build(with_state(claims, "failed"), log)
        except WhichRate:
            usual = Metric.CONVERSION if log is Log.SIGN_UPS else Metric.SUCCESS
            return self._build(replace(claims, metrics=[usual]), log)

    def _two_ways(self, ways: TwoWays) -> Understood:
        """Each way that can be asked about, as a command; one way alone is the reading."""
        readings: list[Reading] = []
        mistake: QuestionError | None = None
        for way in ways.ways:
            try:
                understood = replace(self, clock=self.clock.settling(ways, way)).understand()
            except QuestionError as error:
                mistake = mistake or error
                continue
            if not isinstance(understood, Reading):
                return understood
            readings.append(understood)
        if not readings:
            assert mistake is not None
            raise mistake
        if len(readings) == 1:
            return readings[0]
        return which_window(tuple(write_command(reading.question) for reading in readings), ways.text)
