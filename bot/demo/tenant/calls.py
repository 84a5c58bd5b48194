"""One call to Graph and its answer, apart from any web framework, so that a batch can make calls too."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import quote, unquote

from bot.demo.tenant.endpoint import Endpoint
from bot.demo.tenant.endpoints import ENDPOINTS
from bot.demo.tenant.refusals import bad_argument, unknown_segment

_KEYED = re.compile(r"\((?:(?P<name>\w+)=)?'(?P<key>[^']*)'\)", re.ASCII)
_ARGUMENTS = re.compile(r"\(\s*\w+\s*=\s*'[^']*'\s*(?:,\s*\w+\s*=\s*'[^']*'\s*)*\)", re.ASCII)
_ARGUMENT = re.compile(r"(\w+)\s*=\s*'([^']*)'", re.ASCII)


@dataclass(frozen=True, slots=True)
class Call:
    """A GET of some resource."""

    version: str
    path: str
    options: tuple[tuple[str, str], ...]
    headers: Mapping[str, str]
    """Names in lower case."""
    host: str

    @property
    def target(self) -> str:
        """What is asked, without the host: the same text for the same question."""
        return f"/{self.version}/{self.path}{written(self.options)}"

    @property
    def question(self) -> "Call":
        """The call without its skip token: what was asked, whichever page is meant."""
        return replace(self, options=tuple(pair for pair in self.options if pair[0].lower() != "$skiptoken"))

    @property
    def prefers(self) -> str:
        """The `Prefer` header, which may hold several preferences."""
        return self.headers.get("prefer", "").lower()


@dataclass(frozen=True, slots=True)
class Answer:
    """What is sent back, the body as a JSON value."""

    status: int
    body: Any
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Address:
    """What a path names: a collection, one object of it, or a part of that object."""

    endpoint: Endpoint
    key_name: str = "id"
    key: str | None = None
    part: str | None = None
    arguments: tuple[tuple[str, str], ...] = ()
    """Of a function, by name."""


def address_of(version: str, path: str) -> Address:
    """The resource at a path, letters of either case.

    Raises:
        Refusal: 400 as Graph's, naming the segment that it does not know in this version.
    """
    for endpoint in ENDPOINTS:
        beginning = path[: len(endpoint.path)]
        rest = path[len(endpoint.path) :]
        if beginning.lower() != endpoint.path.lower() or rest[:1] not in ("", "/", "("):
            continue
        if version not in endpoint.versions:
            raise unknown_segment(beginning.rpartition("/")[2])
        return _within(endpoint, rest)
    raise unknown_segment(path.rpartition("/")[2])


def _within(endpoint: Endpoint, rest: str) -> Address:
    if endpoint.parameters:
        return Address(endpoint, arguments=_arguments(endpoint, rest))
    if rest in ("", "/"):
        return Address(endpoint)
    if (keyed := _KEYED.match(rest)) is not None:
        name = keyed["name"] or "id"
        if name not in ("id", endpoint.other_key):
            raise unknown_segment(rest)
        key, tail = keyed["key"], rest[keyed.end() :].strip("/")
    else:
        name, (key, _, tail) = "id", rest.strip("/").partition("/")
    parts = {part.lower(): part for part in endpoint.parts}
    if tail and tail.lower() not in parts:
        raise unknown_segment(tail)
    return Address(endpoint, name, key, parts.get(tail.lower()))


def _arguments(endpoint: Endpoint, rest: str) -> tuple[tuple[str, str], ...]:
    given = dict(_ARGUMENT.findall(rest)) if _ARGUMENTS.fullmatch(rest) else {}
    if given.keys() != endpoint.parameters.keys():
        raise bad_argument(endpoint.path.rpartition("/")[2])
    for name, value in given.items():
        if value not in endpoint.parameters[name]:
            raise bad_argument(endpoint.path.rpartition("/")[2])
    return tuple(sorted(given.items()))


def read_options(query: str) -> tuple[tuple[str, str], ...]:
    """Name and value pairs of a query string, decoded, in order; `+` is a space as Graph reads it."""
    pairs = (pair.partition("=") for pair in query.split("&") if pair)
    return tuple((unquote(name).strip(), unquote(value.replace("+", " "))) for name, _, value in pairs)


def written(options: tuple[tuple[str, str], ...]) -> str:
    """Options as they stand in a URL, with the question mark; nothing when there are none."""
    pairs = "&".join(f"{quote(name, safe='$')}={quote(value, safe=_PLAIN)}" for name, value in options)
    return f"?{pairs}" if pairs else ""


_PLAIN = "$'(),:/@-_."
