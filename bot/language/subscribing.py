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
from bot.language.understood import Reading
from bot.language.wishes import EXAMPLE, Deed, Handle, Listing, Subscribe, Wish
from bot.language.wording import say_filters

_KINDS = {
    r"sign[- ]?ups?|registrations": DigestKind.SIGN_UPS,
    r"sign[- ]?ins?|log[- ]?ins?|logons": DigestKind.SIGN_INS,
    r"(?:failure )?(?:spikes?|incidents?|alerts?)": DigestKind.INCIDENTS,
}
_KIND_OF_COMMAND = {"/signups": DigestKind.SIGN_UPS, "/signins": DigestKind.SIGN_INS}
_LOGS = {DigestKind.SIGN_UPS: Log.SIGN_UPS, DigestKind.SIGN_INS: Log.SIGN_INS}
_COMMANDS = ("/entra", "/signups", "/signins", "")
_POLITE = re.compile(
    r"\A\s*(?:(?:please|(?:can|could|would) you|i(?: want| would like|['’]d like) to|let me|just)[\s,]+)*",
    re.IGNORECASE,
)
_WHOM = re.compile(r"\A\s*(?:me|us|this channel|the channel)\b(?!:)", re.IGNORECASE)
_COMMAND = re.compile(r"\A\s*/(?:entra|signups|signins)\b", re.IGNORECASE)
_LIST = re.compile(r"(?:(?:list|show|my|all)\s+)*(?:my\s+)?subscriptions[.?!]*\Z", re.IGNORECASE)
_NUMBERED = re.compile(
    r"(?:over\s+)?(?:subscription\s+)?(?:no\.?\s*)?#?(\d{1,9})(?:\s+now)?(?:,?\s+(?:please|thanks|thank you))?[.!]*\Z",
    re.IGNORECASE,
)
_QUIET = (
    r"(?:skip|leave out|not|nothing|stay silent)(?: it)?(?: (?:when|if|on))?(?: it is)? quiet(?: days)?|unless quiet"
)


def read_wish(text: str, command: str, now: datetime, zone: ZoneInfo, names: TenantNames) -> Wish | None:
    """What `text` wants done about subscriptions; `None` where it is about something else.

    `zone` is the asker's, where none is said. Raises `QuestionError` for what cannot be read.
    """
    words = _POLITE.sub("", text).split(maxsplit=1)
    if not words or command not in _COMMANDS:
        return None
    if _LIST.match(text.strip()):
        return Listing()
    deed, rest = _deed(words[0]), words[1] if len(words) > 1 else ""
    if deed == "subscribe":
        return _Subscribing(command, now, zone, names).read(rest, _note(words[0], deed))
    return _handled(Deed(deed), words[0], rest) if deed else None


def is_about_subscriptions(text: str) -> bool:
    """Whether `text`, after a command or by itself, asks for a new subscription or for a list of them."""
    words = _POLITE.sub("", _COMMAND.sub("", text)).split(maxsplit=1)
    return bool(words) and (_deed(words[0]) == "subscribe" or bool(_LIST.match(_COMMAND.sub("", text).strip())))


def _deed(said: str) -> str | None:
    word = said.lower()
    known = {"subscribe": "subscribe", **{deed.split()[0]: deed.value for deed in Deed}}
    if word in known:
        return known[word]
    near = nearest(word, [deed for deed in known if len(deed) > len("history")])
    return str(near[0]) if len(near) == 1 and len(word) > len("history") else None


def _note(said: str, meant: str) -> list[str]:
    return [] if said.lower() == meant else [f"read “{said}” as “{meant}”"]


def _handled(deed: Deed, said: str, rest: str) -> Handle | None:
    if found := _NUMBERED.match(rest.strip()):
        return Handle(deed, int(found[1]))
    is_half_said = said.lower() == Deed.UNSUBSCRIBE or rest.strip().lower().startswith(
        ("subscription", "#", "now", "over")
    )
    if deed is Deed.HISTORY or (rest.strip() and not is_half_said):
        return None  # other things have a history, and other questions begin with such a word
    raise QuestionError(
        Mistake.NOT_UNDERSTOOD,
        f"Which subscription? Say its number, as in {deed.value} 3; “/entra subscriptions” shows yours",
        word=said,
        suggestions=("/entra subscriptions",),
    )


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
        kind = self._kind(sheet)
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
            notes=(*notes, *assumed, *read),
        )

    def _kind(self, sheet: Sheet) -> DigestKind:
        kind = next((kind for pattern, kind in _KINDS.items() if sheet.take(rf"(?:to )?(?:the )?(?:{pattern})")), None)
        kind = kind or _KIND_OF_COMMAND.get(self.command)
        if kind is None:
            raise QuestionError(
                Mistake.NOT_UNDERSTOOD,
                "Say which digest: signups, signins or incidents",
                suggestions=tuple(f"/entra subscribe {each.value} daily 9:00" for each in DigestKind),
            )
        sheet.take("digests?|reports?|summary")
        return kind

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
