"""The `$` options of one call, read under its endpoint's law."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.demo.tenant.calls import Call
from bot.demo.tenant.endpoint import Endpoint, Family
from bot.demo.tenant.odata.comparisons import Test
from bot.demo.tenant.odata.filters import FilterNotSupportedError, FilterReader, paths_of
from bot.demo.tenant.odata.parser import FilterSyntaxError, parse_filter
from bot.demo.tenant.odata.stretches import Stretch, stretch_of
from bot.demo.tenant.odata.tree import Filter
from bot.demo.tenant.refusals import (
    Refusal,
    invalid_filter,
    invalid_order,
    invalid_top,
    needs_advanced_query,
    not_alone,
    option_not_allowed,
    unknown_property,
    unsupported_filter_property,
)

_NEWEST_FIRST = (Family.LOG, Family.RISK)
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
    is_paged: bool
    """Whether a page that does not hold everything links to the next one."""
    wants_costly: bool
    """Whether the endpoint's costly property is selected or filtered."""


def read_query(endpoint: Endpoint, call: Call, *, probes: bool) -> Query:
    """The query of a call.

    Raises:
        Refusal: 400 for what the endpoint does not document; a directory passes over options that it does not know.
    """
    options = _options(endpoint, call, probes=probes)
    count = options.get("$count", "").lower() == "true"
    advanced = count and call.headers.get("consistencylevel", "").lower() == "eventual"
    law = endpoint.law_of(call.version)
    reader = FilterReader(law, probes, advanced and endpoint.family is Family.DIRECTORY)
    tree = _tree(endpoint, options["$filter"], reader) if "$filter" in options else None
    stretch = stretch_of(tree, endpoint.time_property, law)
    select = _select(endpoint, options.get("$select"))
    wants_costly = endpoint.costly is not None and endpoint.costly.name in {*select, *_named(tree)}
    return Query(
        tree=tree,
        stretch=stretch,
        tests=(*_standing(endpoint, call.version, tree), *(reader.test(part) for part in stretch.rest)),
        top=_top(endpoint, options.get("$top"), wants_costly=wants_costly),
        select=select,
        newest_first=_newest_first(endpoint, options.get("$orderby")),
        count=count,
        skip_token=options.get("$skiptoken"),
        is_paged="$top" in options or not endpoint.pages_only_with_top,
        wants_costly=wants_costly,
    )


def _named(tree: Filter | None) -> set[str]:
    """The properties a filter names."""
    return set() if tree is None else {path[0] for path in paths_of(tree)}


def _standing(endpoint: Endpoint, version: str, tree: Filter | None) -> Iterator[Test]:
    """What holds without being asked for."""
    if version in endpoint.holds:
        yield endpoint.holds[version]
    for name, test in endpoint.unless_asked.items():
        if name not in _named(tree):
            yield test


def _options(endpoint: Endpoint, call: Call, *, probes: bool) -> dict[str, str]:
    known = endpoint.options | (endpoint.probe_options if probes else frozenset())
    found: dict[str, str] = {}
    for written_name, value in call.options:
        name = written_name.lower()
        strict = endpoint.is_strict or name == "$search"
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
    if endpoint.is_strict:
        return invalid_filter()
    return Refusal(400, "BadRequest", f"Invalid filter clause: {error}")


def _refused_filter(endpoint: Endpoint, error: FilterNotSupportedError) -> Refusal:
    if endpoint.is_strict:
        return invalid_filter()
    if error.path == endpoint.law.alone:
        return not_alone(error.path)
    if error.needs_advanced:
        return needs_advanced_query(error.path)
    return unsupported_filter_property(error.path, endpoint.type_name.rpartition(".")[2].capitalize())


def _top(endpoint: Endpoint, text: str | None, *, wants_costly: bool) -> int:
    most = endpoint.costly.most if endpoint.costly and wants_costly else endpoint.most
    if text is None:
        return endpoint.page
    if _NUMBER.fullmatch(text) is None or not 1 <= int(text) <= most:
        raise invalid_top(text, most)
    return int(text)


def _select(endpoint: Endpoint, text: str | None) -> tuple[str, ...]:
    names = tuple(name.strip() for name in (text or "").split(",") if name.strip())
    for name in names:
        if endpoint.properties and name not in endpoint.properties:
            raise unknown_property(name, endpoint.type_name)
    return names


def _newest_first(endpoint: Endpoint, text: str | None) -> bool:
    if text is None:
        return endpoint.family in _NEWEST_FIRST
    name, _, direction = text.strip().partition(" ")
    if name != endpoint.time_property or direction.strip().lower() not in ("", "asc", "desc"):
        raise invalid_order(text)
    return direction.strip().lower() == "desc"
