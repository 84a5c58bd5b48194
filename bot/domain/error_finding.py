"""Error codes and the ids of attempts in any text: a screenshot typed off, a mail, a page of Entra copied whole."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bot.domain.codes import ErrorCode, explain_code, is_known
from bot.domain.guids import GUID

MOST_CODES = 8
MOST_IDS = 3

_NAMED = re.compile(
    r"\b(?:AADSTS|AADB2C|error(?:\s*code)?\W{0,3}|code\W{0,3}|errorCode\W{0,4})\s*(\d{5,7})\b", re.IGNORECASE
)
_BARE = re.compile(r"(?<![\w.:/-])(\d{5,7})(?![\w:/-]|\.\d)")
_ID = re.compile(rf"(?P<label>[A-Za-z][A-Za-z _-]{{0,18}})?\W{{0,4}}\b(?P<guid>{GUID})\b")
# Entra's pages say “Request Id” or “Trace ID” for what the sign-in log has as the id of its row.
_REQUEST = re.compile(r"(?:request|trace)[ _-]?id", re.IGNORECASE)
_CORRELATION = re.compile(r"correlation", re.IGNORECASE)
_OTHERS = re.compile(r"(?:tenant|app(?:lication)?|client|object|user|session|device|resource)[ _-]?id", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Findings:
    """What a text tells of errors: explained codes, ids of attempts and ids of single requests, each once, in order."""

    codes: tuple[ErrorCode, ...] = ()
    correlation_ids: tuple[str, ...] = ()
    request_ids: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.codes or self.correlation_ids or self.request_ids)


def errors_in(text: str) -> Findings:
    """The codes and ids in `text`.

    A number that nothing calls a code is one only if there are words for it; an id that is called something else, such
    as a tenant's, is none of ours. Where some are called correlation ids, those without a name are not.
    """
    without_ids = re.sub(GUID, " ", text)
    named = [int(found[1]) for found in _NAMED.finditer(without_ids)]
    bare = [code for found in _BARE.finditer(without_ids) if is_known(code := int(found[1]))]
    codes = tuple(explain_code(code) for code in dict.fromkeys((*named, *bare)) if code)
    ids = list(_ids(text))
    called = [id_ for id_, label in ids if _CORRELATION.search(label)]
    nameless = [id_ for id_, label in ids if not _REQUEST.search(label)]
    requests = [id_ for id_, label in ids if _REQUEST.search(label)]
    return Findings(codes[:MOST_CODES], _each_once(called or nameless), _each_once(requests))


def _ids(text: str) -> Iterator[tuple[str, str]]:
    """Each id in lower case, and what it is called."""
    for found in _ID.finditer(text):
        label = found["label"] or ""
        if not _OTHERS.search(label):
            yield found["guid"].lower(), label


def _each_once(ids: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(ids))[:MOST_IDS]
