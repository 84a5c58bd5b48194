"""Columns of the kinds that most logs have. The mirror calls them as the event does; a folded copy ends in `_key`."""

from bot.planning.columns import Column, LiteralKind, Match
from bot.planning.operators import EQ, NE, Operator
from bot.planning.shapes import Shape

Operators = frozenset[Operator]


def exact(
    field: str, path: str, attribute: str = "", *, documented: Operators = EQ, beta: bool = False, steady: bool = False
) -> Column:
    """A value that is compared whole and letter by letter; `attribute` where the event does not call it `field`."""
    name = attribute or field
    return Column(field=field, path=path, documented=documented, mirror=name, attribute=name, beta=beta, steady=steady)


def guid(field: str, path: str, attribute: str, *, documented: Operators = EQ, beta: bool = False) -> Column:
    """An object id, one of the ways in which `field` may be given."""
    return Column(
        field=field,
        path=path,
        documented=documented,
        mirror=attribute,
        attribute=attribute,
        shape=Shape.GUID,
        beta=beta,
    )


def named(
    field: str,
    path: str,
    attribute: str = "",
    *,
    documented: Operators = frozenset(),
    probe: Operators = frozenset(),
    match: Match = Match.WHOLE,
    beta: bool = False,
) -> Column:
    """A name: we compare it without regard to case, where Graph may mind it and so leave out rows."""
    name = attribute or field
    return Column(
        field=field,
        path=path,
        documented=documented,
        probe=probe,
        mirror=f"{name}_key",
        attribute=name,
        match=match,
        beta=beta,
        caseless=True,
        may_miss=True,
    )


ERROR_CODE = Column(
    field="error_code",
    path="status/errorCode",
    documented=EQ,
    probe=NE,
    literal=LiteralKind.NUMBER,
    mirror="error_code",
    attribute="error_code",
)
