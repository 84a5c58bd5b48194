"""Text -> what it means: a Question, a choice to be made, or a wish for help. Pure, and the same every time."""

import re
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.domain.names import TenantNames
from bot.domain.question import Log, Question
from bot.errors import Mistake, QuestionError
from bot.language.choosing import Undecided, choose_log, is_request
from bot.language.claims import Claims
from bot.language.cleaning import clean
from bot.language.clock import Clock, TwoWays
from bot.language.grammar import claims_of
from bot.language.known import index_names
from bot.language.reader import read_pieces
from bot.language.settling import settle
from bot.language.spelling import nearest, spell
from bot.language.tokens import Shape, Token, tokenise
from bot.language.values import Page
from bot.language.wording import COMMANDS, LOG_NAMES

LONGEST = 1_000
"""Characters of a question; nobody types more, and pasted logs are not questions."""

COMMAND = re.compile(r"\s*/(\w+)\b\s*", re.ASCII)
LOGS = {command.removeprefix("/"): log for log, command in COMMANDS.items()}
ANY_LOG = "entra"


@dataclass(frozen=True, slots=True)
class Reading:
    """A question as it was understood; `notes` say what was read differently from how it was typed, or assumed."""

    question: Question
    notes: tuple[str, ...] = ()

    def to_json(self) -> dict[str, object]:
        """The canonical question, with its notes."""
        return self.question.to_json() | {"notes": list(self.notes)}


@dataclass(frozen=True, slots=True)
class Clarification:
    """Two readings that give different queries; each of `choices` is a question that has only one."""

    about: str
    choices: tuple[str, ...]
    message: str

    def to_json(self) -> dict[str, object]:
        """The clarify shape of the question language."""
        return {"clarify": True, "about": self.about, "choices": list(self.choices), "message": self.message}


@dataclass(frozen=True, slots=True)
class HelpRequest:
    """Somebody asks what can be asked, of one log or of all."""

    about: Log | None = None

    def to_json(self) -> dict[str, object]:
        """The help shape of the question language."""
        return {"help": True, "about": self.about and self.about.value}


Understood = Reading | Clarification | HelpRequest


def parse(
    text: str,
    now: datetime,
    zone: ZoneInfo,
    names: TenantNames | None = None,
    *,
    command: str | None = None,
) -> Understood:
    """What `text` means to somebody in `zone` at `now`; the command may stand in it or come apart.

    Raises `QuestionError` for what cannot be read, and nothing else.
    """
    names = names or TenantNames()
    if len(text) > LONGEST:
        raise QuestionError(
            Mistake.TOO_LONG,
            f"That is {len(text):,} characters, and a question has at most {LONGEST:,}; ask it in one sentence",
            suggestions=("/signups failed last 24h",),
        )
    return _parse(clean(f"{command} {text}" if command else text, names.users), Clock(now, zone), names)


def _parse(cleaned: str, clock: Clock, names: TenantNames) -> Understood:
    log, body, notes = _command(cleaned)
    if not body:
        return _nothing_more(cleaned, log, clock)
    try:
        return _read(body, log, clock, names, notes)
    except TwoWays as ways:
        return _two_ways(ways, cleaned)


def _command(cleaned: str) -> tuple[Log | None, str, tuple[str, ...]]:
    """The log that a leading command fixes, the rest, and a note where the command was misspelt."""
    found = COMMAND.match(cleaned)
    if found is None:
        return None, cleaned.strip(), ()
    name, rest = found[1].lower(), cleaned[found.end() :].strip()
    if name in LOGS or name == ANY_LOG:
        return LOGS.get(name), rest, ()
    near = nearest(name, (*LOGS, ANY_LOG))
    if len(near) != 1:
        raise QuestionError(
            Mistake.UNKNOWN_COMMAND,
            f"There is no command /{name}; there is {', '.join(COMMANDS.values())} and /{ANY_LOG}",
            word=f"/{name}",
            suggestions=tuple(f"/{command}" for command in near) or ("/entra help",),
        )
    return LOGS.get(near[0]), rest, (f"read */{name}* as */{near[0]}*",)


def _nothing_more(cleaned: str, log: Log | None, clock: Clock) -> Understood:
    if log is None and not cleaned.strip():
        raise QuestionError(
            Mistake.EMPTY, "There is no question yet; write one, like this", suggestions=("/signups failed last 24h",)
        )
    if log in {None, Log.USER}:
        return HelpRequest(log)
    assert log is not None
    question, assumed = settle(Claims(), log, clock)
    return Reading(question, assumed)


def _read(body: str, log: Log | None, clock: Clock, names: TenantNames, notes: tuple[str, ...]) -> Understood:
    tokens = tokenise(body)
    spelled = spell(tokens, index_names(names).words, _values(tokens))
    claims = claims_of(read_pieces(Page(body, spelled.tokens, clock, names)))
    if claims.help and not claims.filters:
        return HelpRequest(log or next((name.log for name, _ in claims.logs), None))
    if is_request(claims) and (log is None or log is Log.AUDIT):
        raise QuestionError(
            Mistake.READ_ONLY,
            "Gatehouse only reads; it changes nothing in the directory. It can tell what happened",
            word=claims.deeds[0][1].text,
            suggestions=("/signups failed last 24h", "/entra help"),
        )
    try:
        question, assumed = settle(claims, log or choose_log(claims), clock)
    except Undecided as undecided:
        return _which_log(undecided, body)
    return Reading(question, (*notes, *spelled.notes, *assumed))


def _values(tokens: list[Token]) -> set[int]:
    """The places of values, which are never corrected: what follows a key up to the next space."""
    places: set[int] = set()
    for place, token in enumerate(tokens):
        if token.shape is Shape.KEY and place + 1 < len(tokens):
            places.add(place + 1)
        elif token.glued and place - 1 in places and token.shape is not Shape.KEY:
            places.add(place)
    return places


def _which_log(undecided: Undecided, body: str) -> Clarification:
    choices = tuple(f"{COMMANDS[log]} {body}" for log in undecided.logs)
    named = " or ".join(LOG_NAMES[log].lower() for log in undecided.logs)
    return Clarification("log", choices, f"This could be about {named}. Which one?")


def _two_ways(ways: TwoWays, cleaned: str) -> Clarification:
    choices = tuple(_settled(ways, cleaned, way) for way in ways.ways)
    return Clarification("window", choices, f"“{ways.text}” reads in more than one way. Which do you mean?")


def _settled(ways: TwoWays, cleaned: str, way: bool | int) -> str:
    if ways.settling == "few":
        return re.sub(r"\b(?:a\s+)?(?:few|couple(?:\s+of)?)\b", str(way), cleaned, count=1, flags=re.IGNORECASE)
    return cleaned.replace(ways.text, _unambiguous(ways.text, day_first=bool(way)), 1)


def _unambiguous(text: str, *, day_first: bool) -> str:
    months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    parts = re.split(r"[/.]", text)
    day, month = (parts[0], parts[1]) if day_first else (parts[1], parts[0])
    year = f" {parts[2]}" if len(parts) > 2 else ""
    return f"{int(day)} {months[int(month) - 1]}{year}"
