"""Which filters an endpoint accepts, and the test that an accepted filter becomes.

Microsoft documents the operators property by property and log by log; whatever is not in an endpoint's `Law` is
refused, as Graph refuses it, so that nobody comes to rely on more than is promised.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any, assert_never

from bot.demo.moments import read_ticks
from bot.demo.tenant.odata.comparisons import Test, comparison, value_at
from bot.demo.tenant.odata.tree import And, AnyOf, Compare, Filter, Literal, Moment, Not, Operator, Or, Path


class Kind(StrEnum):
    """The type of a property, which its literals must have."""

    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    FLAG = "flag"


@dataclass(frozen=True, slots=True)
class Rule:
    """What one property may be asked."""

    kind: Kind
    operators: frozenset[Operator]
    """Documented on the resource's own page."""
    probe: frozenset[Operator] = frozenset()
    """Used by Microsoft's guide only: one has to try."""
    advanced: frozenset[Operator] = frozenset()
    """Advanced queries: header `ConsistencyLevel: eventual` and `$count=true`."""
    ignored: frozenset[Operator] = frozenset()
    """Taken without an error and without effect."""
    any_case: bool = False
    """Whether text is compared without case, where the rest of the log minds it."""
    may_be_quoted: bool = False
    """Whether a date may stand in quotes as well."""


@dataclass(frozen=True, slots=True)
class Law:
    """The filters of one endpoint, keyed `status/errorCode`, `otherMails/any` or `targetResources/any/id`."""

    rules: Mapping[str, Rule]
    lambdas: Mapping[str, Callable[[Filter], Test]] = field(default_factory=dict)
    """Collections whose `any` follows a rule of its own; the function refuses a body with `FilterNotSupportedError`."""
    directory: bool = False
    """Directory objects compare text without case and may be asked for null; the logs do neither."""
    alone: str | None = None
    """A property that cannot be filtered beside another one."""


class FilterNotSupportedError(ValueError):
    """The filter reads well, and this endpoint does not take it."""

    def __init__(self, path: str, message: str, *, needs_advanced: bool = False) -> None:
        super().__init__(message)
        self.path = path
        self.needs_advanced = needs_advanced


@dataclass(frozen=True, slots=True)
class FilterReader:
    """Turns trees into tests on rows, under one endpoint's law."""

    law: Law
    probes: bool = True
    advanced: bool = False

    def test(self, tree: Filter) -> Test:
        """A test on one row.

        Raises:
            FilterNotSupportedError: for a property, operator or type of value that the law does not name.
        """
        self._check_alone(tree)
        return self._test(tree, "")

    def _check_alone(self, tree: Filter) -> None:
        named = {path[0] for path in paths_of(tree)}
        if self.law.alone in named and len(named) > 1:
            raise FilterNotSupportedError(self.law.alone, f"'{self.law.alone}' is filtered on its own")

    def _test(self, tree: Filter, within: str) -> Test:
        match tree:
            case Compare():
                return self._compare(tree, within)
            case AnyOf(path, body):
                return self._any(path, body)
            case And(parts):
                tests = [self._test(part, within) for part in parts]
                return lambda row: all(test(row) for test in tests)
            case Or(parts):
                tests = [self._test(part, within) for part in parts]
                return lambda row: any(test(row) for test in tests)
            case Not(inner):
                if not self.advanced:
                    raise FilterNotSupportedError("", "'not' is not supported here", needs_advanced=True)
                test = self._test(inner, within)
                return lambda row: not test(row)
            case _ as never:
                assert_never(never)

    def _any(self, path: Path, body: Filter) -> Test:
        name = "/".join((*path, "any"))
        special = self.law.lambdas.get(name)
        test = special(body) if special else self._test(body, name)
        values = value_at(path)
        return lambda row: any(test(element) for element in values(row) or ())

    def _compare(self, compare: Compare, within: str) -> Test:
        name = "/".join((within, *compare.path)) if within else "/".join(compare.path)
        rule = self.law.rules.get(name)
        if rule is None:
            raise FilterNotSupportedError(name, f"no filter is offered on '{name}'")
        if rule.may_be_quoted:
            compare = replace(compare, literals=tuple(_unquoted(literal) for literal in compare.literals))
        for literal in compare.literals:
            if not _fits(literal, rule.kind, nullable=self.law.directory):
                raise FilterNotSupportedError(name, f"'{name}' takes a {rule.kind}, not {literal!r}")
        if compare.operator in rule.ignored:
            return _anything
        self._allow(name, rule, compare.operator)
        return comparison(compare, ignore_case=self.law.directory or rule.any_case)

    def _allow(self, name: str, rule: Rule, asked: Operator) -> None:
        allowed = rule.operators | (rule.probe if self.probes else frozenset())
        if asked in allowed or (asked in rule.advanced and self.advanced):
            return
        raise FilterNotSupportedError(
            name, f"operator '{asked}' is not supported on '{name}'", needs_advanced=asked in rule.advanced
        )


def paths_of(tree: Filter) -> Iterator[Path]:
    """The properties a filter names at the top of a row."""
    match tree:
        case Compare(path) | AnyOf(path):
            yield path
        case And(parts) | Or(parts):
            for part in parts:
                yield from paths_of(part)
        case Not(inner):
            yield from paths_of(inner)
        case _ as never:
            assert_never(never)


def _anything(_row: Any) -> bool:
    return True


def _unquoted(literal: Literal) -> Literal:
    ticks = read_ticks(literal) if isinstance(literal, str) else None
    return literal if ticks is None else Moment(ticks)


def _fits(literal: Literal, kind: Kind, *, nullable: bool) -> bool:
    match literal:
        case None:
            return nullable
        case bool():
            return kind is Kind.FLAG
        case str():
            return kind is Kind.TEXT
        case int() | float():
            return kind is Kind.NUMBER
        case Moment():
            return kind is Kind.DATE
        case _ as never:
            assert_never(never)
