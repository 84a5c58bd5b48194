"""The plain words for logs of events: what their rows are called, how they ended, and what their values mean."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bot.domain.answers import AnswerKind
from bot.domain.changes import SMALL, percent
from bot.domain.codes import explain_sign_in
from bot.domain.event_answers import EventAnswer
from bot.domain.fields import FIELDS
from bot.domain.measures import Key
from bot.domain.question import Is, Log
from bot.domain.tallies import EventRates, EventTotals
from bot.render.figures import many, marked, number, series
from bot.render.labels import NOT_SAID, is_time
from bot.render.times import Calendar


@dataclass(frozen=True, slots=True)
class Noun:
    """What one row of a log is called, and several; `by` says how people are connected to it."""

    one: str
    several: str
    by: str


NOUNS: Mapping[Log, Noun] = {
    Log.SIGN_INS: Noun("sign-in", "sign-ins", "by"),
    Log.AUDIT: Noun("change", "changes", "to"),
    Log.PROVISIONING: Noun("provisioning step", "provisioning steps", "for"),
}
ENDINGS: Mapping[str, tuple[str, str]] = {
    "success": ("succeeded", "succeeded"),
    "failed": ("failed", "failed"),
    "interrupted": ("was interrupted", "were interrupted"),
    "skipped": ("was skipped", "were skipped"),
    "warning": ("ended with a warning", "ended with a warning"),
}
_OTHERWISE = ("ended in a way that has no name yet", "ended in ways that have no name yet")
_VALUES: Mapping[str, Mapping[str, str]] = {
    "signin_type": {
        "interactive": "at a prompt",
        "nonInteractive": "silent",
        "servicePrincipal": "service principal",
        "managedIdentity": "managed identity",
    },
    "mfa": {"required": "asked for", "none": "not asked for", "claim": "brought along by the token"},
    "ca_status": {"success": "passed", "failure": "blocked", "notApplied": "none applied"},
    "auth_method": {
        "sms": "text message",
        "voice": "phone call",
        "authenticatorApp": "authenticator app",
        "oath": "code of an app or token",
        "fido2": "passkey or FIDO2 key",
        "windowsHello": "Windows Hello",
        "passwordlessPhone": "phone without password",
        "temporaryAccessPass": "temporary access pass",
    },
    "client_app": {
        "browser": "browser",
        "mobileDesktop": "mobile or desktop app",
        "exchangeActiveSync": "Exchange ActiveSync",
        "imap": "IMAP",
        "pop": "POP",
        "smtp": "SMTP",
        "mapi": "MAPI",
        "ews": "Exchange Web Services",
        "exchangePowerShell": "Exchange PowerShell",
        "legacy": "other legacy client",
        "other": "other clients",
    },
    "action": {"stagedDelete": "staged delete"},
}


def heading_of(log: Log, field: str) -> str:
    """What a column or sentence calls `field`."""
    known = FIELDS[log].get(field)
    return known.heading if known else field.replace("_", " ").capitalize()


def heading_of_several(log: Log, field: str) -> str:
    """The same of several values: `Apps`, `Kinds of user`."""
    first, of, rest = heading_of(log, field).partition(" of ")
    if first.endswith("y"):
        return f"{first[:-1]}ies{of}{rest}"
    return f"{first}{'es' if first.endswith(('s', 'ch')) else 's'}{of}{rest}"


def value_of(log: Log, field: str, value: str | None, calendar: Calendar) -> str:
    """What a group's `value` of `field` is called."""
    if value is None:
        return NOT_SAID
    if is_time(field):
        return calendar.period(field, value)
    if field == "error_code" and log is Log.SIGN_INS:
        return f"{value}: {explain_sign_in(int(value)).meaning}" if value != "0" else "0: it succeeded"
    return _VALUES.get(field, {}).get(value, value)


def key_name(log: Log, key: Key, calendar: Calendar) -> str:
    """What a group is called: the values of its key."""
    return " · ".join(value_of(log, field, value, calendar) for field, value in key)


def headline(answer: EventAnswer) -> str:
    """One sentence with the numbers that the question is after."""
    totals, counted, noun = answer.totals, answer.question.count_of, NOUNS[answer.question.log]
    if not totals.events:
        return f"No {noun.one} matches this question."
    events = many(totals.events, noun.one, noun.several)
    asked = asked_ending(answer)
    if counted == "user":
        return f"{_people(totals)} in {events}{_ended(answer)}."
    if counted is not None and answer.distinct is not None:
        log = answer.question.log
        names = heading_of(log, counted).lower(), heading_of_several(log, counted).lower()
        return f"{many(answer.distinct, *names)} in {events}{_ended(answer)}."
    if asked:
        return f"{events} {asked}{_by(answer, ', ')}."
    return f"{events}{_by(answer, ' ')}{_ended(answer)}."


def share_sentences(answer: EventAnswer) -> Iterator[str]:
    """The shares of what finished, and what they leave out; why there are none where some were asked for."""
    totals, noun = answer.totals, NOUNS[answer.question.log]
    if not totals.events:
        return
    if answer.rates:
        # Who asks for a handful of events wants to see them; a share of so few would only be in the way.
        if answer.kind is AnswerKind.LIST and not answer.question.metric and answer.rates.finished < SMALL:
            return
        yield shares(answer.rates, noun, failure_first=answer.question.metric == "failure")
        left_out = totals.events - answer.rates.finished
        if left_out:
            yield f"What neither succeeded nor failed counts in no share: {many(left_out, noun.one, noun.several)}."
    elif answer.question.metric is not None:
        yield "There is no rate: a share says nothing once the result is part of the question, or nothing finished."


def shares(rates: EventRates, noun: Noun, *, failure_first: bool) -> str:
    """Both shares with their counts, the asked one first."""
    parts = [("success", rates.success), ("failure", rates.failure)]
    if failure_first:
        parts.reverse()
    (name, share), (other, rest) = parts
    finished = many(rates.finished, f"finished {noun.one}", f"finished {noun.several}")
    asked = f"{name.capitalize()} {percent(share)} ({number(round(share * rates.finished))} of {finished})"
    return f"{asked}, {other} {percent(rest)} ({number(round(rest * rates.finished))})."


def share_of(rates: EventRates | None, *, failure: bool) -> str:
    """One of the shares, for a table."""
    return marked(rates.failure if failure else rates.success, rates.finished) if rates else "none"


def endings(totals: EventTotals) -> str:
    """`251 succeeded and 100 failed`; `it failed` where there is only one."""
    named = [(ENDINGS[status], count) for status, count in totals.statuses]
    rest = totals.events - sum(count for _, count in named)
    said = [(words, count) for words, count in [*named, (_OTHERWISE, rest)] if count]
    return series([f"{number(count) if totals.events > 1 else 'it'} {words[count != 1]}" for words, count in said])


def asked_ending(answer: EventAnswer) -> str:
    """How all of these ended, where the question fixes it."""
    match answer.question.filter("status"):
        case Is(_, str(status)) if status in ENDINGS:
            return ENDINGS[status][answer.totals.events != 1]
        case _:
            return ""


def _ended(answer: EventAnswer) -> str:
    asked = asked_ending(answer)
    return f", which {asked}" if asked else f": {endings(answer.totals)}"


def _people(totals: EventTotals) -> str:
    return many(totals.users or 0, "person", "people")


def _by(answer: EventAnswer, before: str) -> str:
    return f"{before}{NOUNS[answer.question.log].by} {_people(answer.totals)}" if answer.totals.users else ""
