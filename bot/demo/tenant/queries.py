"""The `$` options of one call, read under its endpoint's law."""

import re
from dataclasses import dataclass

from bot.demo.tenant.calls import Call
from bot.demo.tenant.endpoint import Endpoint, Family
from bot.demo.tenant.odata.comparisons import Test
from bot.demo.tenant.odata.filters import FilterNotSupportedError, FilterReader, Stretch, stretch_of
from bot.demo.tenant.odata.parser import FilterSyntaxError, parse_filter
from bot.demo.tenant.odata.tree import Filter
from bot.demo.tenant.refusals import (
    Refusal,
    invalid_filter,
    invalid_order,
    invalid_top,
    needs_advanced_query,
    option_not_allowed,
    unknown_property,
    unsupported_filter_property,
)

_NUMBER = re.compile(r"\d{1,9}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Query:
    """What a list call asks for."""

    tree: Filter | None
    stretch: Stretch
    tests: tuple[Test, ...]
    """What must hold besides the stretch."""
    top: int
    select: tuple[str, ...]
    newest_first: bool
    count: bool
    skip_token: str | None


def read_query(endpoint: Endpoint, call: Call, *, probes: bool) -> Query:
    """The query of a call.

    Raises:
        Refusal: 400 for what the endpoint does not document; a directory passes over options that it does not know.
    """
    options = _options(endpoint, call, probes=probes)
    count = options.get("$count", "").lower() == "true"
    advanced = count and call.headers.get("consistencylevel", "").lower() == "eventual"
    reader = FilterReader(endpoint.law, probes, advanced and endpoint.family is Family.DIRECTORY)
    tree = _tree(endpoint, options["$filter"], reader) if "$filter" in options else None
    stretch = stretch_of(tree, endpoint.time_property)
    return Query(
        tree=tree,
        stretch=stretch,
        tests=tuple(reader.test(part) for part in stretch.rest),
        top=_top(endpoint, options.get("$top")),
        select=_select(endpoint, options.get("$select")),
        newest_first=_newest_first(endpoint, options.get("$orderby")),
        count=count,
        skip_token=options.get("$skiptoken"),
    )


def _options(endpoint: Endpoint, call: Call, *, probes: bool) -> dict[str, str]:
    known = endpoint.options | (endpoint.probe_options if probes else frozenset())
    found: dict[str, str] = {}
    for written_name, value in call.options:
        name = written_name.lower()
        strict = endpoint.family is Family.LOG or name == "$search"
        if name in known and name not in found:
            found[name] = value
        elif strict or name in found:
            raise option_not_allowed(written_name)
    return found


def _tree(endpoint: Endpoint, text: str, reader: FilterReader) -> Filter:
    try:
        tree = parse_filter(text)
        reader.test(tree)
    except FilterSyntaxError as error:
        raise _refused_syntax(endpoint, error) from error
    except FilterNotSupportedError as error:
        raise _refused_filter(endpoint, error) from error
    return tree


def _refused_syntax(endpoint: Endpoint, error: FilterSyntaxError) -> Refusal:
    if endpoint.family is Family.LOG:
        return invalid_filter()
    return Refusal(400, "BadRequest", f"Invalid filter clause: {error}")


def _refused_filter(endpoint: Endpoint, error: FilterNotSupportedError) -> Refusal:
    if endpoint.family is Family.LOG:
        return invalid_filter()
    if error.needs_advanced:
        return needs_advanced_query(error.path)
    return unsupported_filter_property(error.path, endpoint.type_name.rpartition(".")[2].capitalize())


def _top(endpoint: Endpoint, text: str | None) -> int:
    if text is None:
        return endpoint.page
    if _NUMBER.fullmatch(text) is None or not 1 <= int(text) <= endpoint.most:
        raise invalid_top(text, endpoint.most)
    return int(text)


def _select(endpoint: Endpoint, text: str | None) -> tuple[str, ...]:
    names = tuple(name.strip() for name in (text or "").split(",") if name.strip())
    for name in names:
        if endpoint.properties and name not in endpoint.properties:
            raise unknown_property(name, endpoint.type_name)
    return names


def _newest_first(endpoint: Endpoint, text: str | None) -> bool:
    if text is None:
        return endpoint.family is Family.LOG
    name, _, direction = text.strip().partition(" ")
    if name != endpoint.time_property or direction.strip().lower() not in ("", "asc", "desc"):
        raise invalid_order(text)
    return direction.strip().lower() == "desc"
