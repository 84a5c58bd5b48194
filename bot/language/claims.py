"""What a question claims before its log is known: filters, groups, numbers, forms, times, with all their meanings."""

from dataclasses import dataclass, field

from bot.domain.question import Format, Metric, Output
from bot.language.pieces import Edge, Piece, When
from bot.language.senses import Deed, Facet, LogName, Role, Thing


@dataclass(frozen=True, slots=True)
class Claim:
    """A piece that filters, with the little words around it.

    `thing` is the noun right before it, as in “app Zoom”; `joined` follows an and, or, comma or versus.
    """

    piece: Piece
    prep: Role | None = None
    thing: Thing | None = None
    negated: bool = False
    joined: bool = False


@dataclass(slots=True)
class Claims:
    """Everything that one text claims.

    `groups` are said, `subjects` only lean that way: the noun that is asked for or that a superlative is about.
    `left_out` are the deeds, each with its nouns, that a “not” takes out of what is asked for, and out of `pieces`.
    `counted` is what a count or, when `floored`, a floor counts: users with more than 3 countries.
    """

    logs: list[tuple[LogName, Piece]] = field(default_factory=list)
    filters: list[Claim] = field(default_factory=list)
    deeds: list[tuple[Deed, Piece]] = field(default_factory=list)
    left_out: list[tuple[Piece, ...]] = field(default_factory=list)
    things: list[tuple[Thing, Piece]] = field(default_factory=list)
    groups: list[tuple[Thing, Piece]] = field(default_factory=list)
    asked: list[tuple[Thing, Piece]] = field(default_factory=list)
    subjects: list[tuple[Thing, Piece]] = field(default_factory=list)
    counted: tuple[Thing, Piece] | None = None
    floored: bool = False
    top: int | None = None
    min_count: int | None = None
    min_level: tuple[str, bool] | None = None
    outputs: list[Output] = field(default_factory=list)
    format: Format | None = None
    metrics: list[Metric] = field(default_factory=list)
    rate: bool = False
    whens: list[tuple[When, bool]] = field(default_factory=list)
    edges: list[Edge] = field(default_factory=list)
    facets: list[Facet] = field(default_factory=list)
    roles: set[Role] = field(default_factory=set)
    contrast: bool = False
    help: bool = False
    open_side: str | None = None
    pieces: list[Piece] = field(default_factory=list)
