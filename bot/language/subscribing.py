"""Text -> what somebody wants to have done about subscriptions: made, listed, paused, looked at, sent, ended. Pure."""

import re
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.domain.fields import FIELDS
from bot.domain.names import TenantNames
from bot.domain.question import Log, Output, Question, field_of
from bot.domain.subscriptions import DigestKind
from bot.errors import Mistake, QuestionError
from bot.language.cadences import read_cadence
from bot.language.cleaning import clean
from bot.language.neighbours import nearest
from bot.language.parser import LONGEST, parse
from bot.language.places import named_channel
from bot.language.settling import NO_TIME
from bot.language.sheets import Sheet
from bot.language.subscription_deeds import SUBSCRIBE, handled, refuse_a_change, refuse_half_an_end, said_deed
from bot.language.understood import Reading
from bot.language.wishes import EXAMPLE, Deed, Listing, Subscribe, Wish
from bot.language.wording import say_filters

_KINDS = {
    r"sign[- ]?ups?|registrations": DigestKind.SIGN_UPS,
    r"sign[- ]?ins?|log[- ]?ins?|logons": DigestKind.SIGN_INS,
    r"(?:failure )?(?:spikes?|incidents?|alerts?)": DigestKind.INCIDENTS,
}
_KIND_WORDS = ("signups", "signins", "registrations", "logins", "incidents", "spikes", "alerts")
_KIND_OF_COMMAND = {"/signups": DigestKind.SIGN_UPS, "/signins": DigestKind.SIGN_INS}
_LOGS = {DigestKind.SIGN_UPS: Log.SIGN_UPS, DigestKind.SIGN_INS: Log.SIGN_INS}
_COMMANDS = ("/entra", "/signups", "/signins", "")
_POLITE = re.compile(
    r"\A\s*(?:(?:please|(?:can|could|would) you|i(?: want| would like|['’]d like) to|let me|just)[\s,]+)*",
    re.IGNORECASE,
)
_WHOM = re.compile(r"\A\s*(?:me|us|this channel|the channel)\b(?!:)", re.IGNORECASE)
_COMMAND = re.compile(r"\A\s*/(?:entra|signups|signins)\b", re.IGNORECASE)
_LIST = re.compile(r"(?:(?:list|show|my|all|help)\s+)*(?P<what>\w+)(?P<more>.*)", re.IGNORECASE | re.DOTALL)
_LISTED = ("subscriptions", "subscription")
_QUIET = (
    r"(?:skip|leave out|not|nothing|stay silent)(?: it)?(?: (?:when|if|on))?(?: it is| it's)? (?:quiet|empty)(?: days)?"
    r"|(?:skip|not|nothing)(?: it)? (?:when|if) (?:nothing happen(?:s|ed)|there (?:is|was) nothing)|unless quiet"
)
_EVEN_QUIET = r"(?:say(?: so| it)?|even|also)(?: (?:when|if|on))?(?: it is| it's)? (?:quiet|empty)(?: days)?"


def read_wish(text: str, command: str, now: datetime, zone: ZoneInfo, names: TenantNames) -> Wish | None:
    """What `text` wants done about subscriptions; `None` where it is about something else.

    `zone` is the asker's, where none is said. Raises `QuestionError` for what cannot be read.
    """
    words = _POLITE.sub("", text).split(maxsplit=1)
    if not words or command not in _COMMANDS:
        return None
    if _is_listing(text):
        return Listing()
    rest = words[1] if len(words) > 1 else ""
    refuse_half_an_end(words[0], rest)
    refuse_a_change(words[0], rest)
    deed = said_deed(words[0], rest)
    if deed == SUBSCRIBE:
        return _Subscribing(command, now, zone, names).read(rest, _note(words[0], deed))
    return handled(Deed(deed), words[0], rest) if deed else None


def is_about_subscriptions(text: str) -> bool:
    """Whether `text`, after a command or by itself, asks for a new subscription or for a list of them."""
    words = _POLITE.sub("", _COMMAND.sub("", text)).split(maxsplit=1)
    return bool(words) and (said_deed(words[0]) == SUBSCRIBE or _is_listing(_COMMAND.sub("", text)))


def _is_listing(text: str) -> bool:
    """Whether it asks for those there are; misspelt, the word must stand alone."""
    found = _LIST.match(text.strip())
    if found is None:
        return False
    what = found["what"].lower()
    return what in _LISTED or (not found["more"].strip(".?! ") and bool(nearest(what, _LISTED)))


def _note(said: str, meant: str) -> list[str]:
    return [] if said.lower() == meant else [f"read “{said}” as “{meant}”"]


@dataclass(frozen=True, slots=True)
class _Subscribing:
    """One text on its way to a subscription."""

    command: str
    now: datetime
    zone: ZoneInfo
    names: TenantNames

    def read(self, text: str, notes: list[str]) -> Subscribe:
        if len(text) > LONGEST:
            raise QuestionError(Mistake.TOO_LONG, f"That is {len(text):,} characters; at most {LONGEST:,} are read")
        channel, text = named_channel(_WHOM.sub("", text))
        sheet = Sheet(clean(text, self.names.users))
        to_me = bool(sheet.take(r"(?:send (?:it )?)?(?:to me|dm me|by dm|in a dm|as a dm|dm|just me)"))
        if to_me and channel:
            raise QuestionError(Mistake.CONFLICT, "I read a channel and “to me”; say one", suggestions=(EXAMPLE,))
        sheet.take("here")
        skip_quiet = bool(sheet.take(_QUIET))
        sheet.take(_EVEN_QUIET)  # as is usual
        kind, spelled = self._kind(sheet)
        cadence, assumed = read_cadence(sheet, self.zone)
        question, read = self._filters(kind, sheet.rest)
        return Subscribe(
            kind=kind,
            cadence=cadence,
            where=question.where if question else (),
            about=say_filters(question) if question else "",
            channel=channel,
            to_me=to_me,
            skip_quiet=skip_quiet,
            personal=_is_personal(question),
            notes=(*notes, *spelled, *assumed, *read),
        )

    def _kind(self, sheet: Sheet) -> tuple[DigestKind, list[str]]:
        """What it is about, and how that was read."""
        notes = [] if self.command in _KIND_OF_COMMAND else _spelled(sheet)
        found = [kind for pattern, kind in _KINDS.items() if sheet.take(rf"(?:(?:to|and) )?(?:the )?(?:{pattern})")]
        if len(found) > 1:
            raise QuestionError(
                Mistake.CONFLICT,
                f"I read {' and '.join(kind.value for kind in found)}; subscribe once for each",
                suggestions=tuple(f"/entra subscribe {kind.value} daily 9:00" for kind in found),
            )
        kind = found[0] if found else _KIND_OF_COMMAND.get(self.command)
        if kind is None:
            raise QuestionError(
                Mistake.NOT_UNDERSTOOD,
                "Say which digest: signups, signins or incidents",
                suggestions=tuple(f"/entra subscribe {each.value} daily 9:00" for each in DigestKind),
            )
        sheet.take("digests?|reports?|summary")
        return kind, notes

    def _filters(self, kind: DigestKind, rest: str) -> tuple[Question | None, tuple[str, ...]]:
        """What the rest narrows the digest to, by the same words as in a question."""
        if not any(character.isalnum() for character in rest):
            return None, ()
        if kind is DigestKind.INCIDENTS:
            raise QuestionError(
                Mistake.UNSUPPORTED_FIELD,
                "The digest of incidents tells of all of them and takes no filter",
                word=rest.strip(),
                suggestions=("/entra subscribe incidents daily 9:00",),
            )
        log = _LOGS[kind]
        understood = parse(rest, self.now, self.zone, self.names, command=f"/{log.value}")
        if not isinstance(understood, Reading):
            raise QuestionError(
                Mistake.NOT_UNDERSTOOD,
                "This can be read in several ways; write a filter as app:Store or provider:Google",
                word=rest.strip(),
                suggestions=(f'{EXAMPLE} app:"Store"',),
            )
        _refuse_more(understood, rest)
        return understood.question, tuple(note for note in understood.notes if note != NO_TIME)


def _spelled(sheet: Sheet) -> list[str]:
    """The word for what it is about, misspelt and read as what was meant, where none is spelled right."""
    return [] if any(sheet.has(pattern) for pattern in _KINDS) else sheet.mend(_KIND_WORDS)


def _refuse_more(understood: Reading, rest: str) -> None:
    """Refuse what a question may have and a digest has by itself: a time, groups, a form, an outcome."""
    question = understood.question
    more = {
        "a time: that follows from how often it is posted": NO_TIME not in understood.notes or question.compare,
        "groups": question.group_by or question.top or question.min_count,
        "a form or a number to count": question.metric or question.count_of or question.output is not Output.LIST,
        "an outcome: it tells of every way in which things ended": question.filter("status"),
    }
    for what, said in more.items():
        if said:
            raise QuestionError(
                Mistake.UNSUPPORTED_FIELD,
                f"A digest takes filters, but not {what}",
                word=rest.strip(),
                suggestions=(f'{EXAMPLE} app:"Store"', f"{EXAMPLE} provider:Google"),
            )


def _is_personal(question: Question | None) -> bool:
    return question is not None and any(FIELDS[question.log][field_of(each)].personal for each in question.where)
