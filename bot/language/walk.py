"""One walk over the pieces of a text, with the little words that wait for what follows them."""

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from bot.language.claims import Claim, Claims
from bot.language.known import Name
from bot.language.pieces import Keyed, Literal, Piece, Quoted, Unread
from bot.language.senses import Deed, Facet, Fact, LogName, Role, Share, State, Thing, Wish

VALUES = (Keyed, Name, Literal, Quoted, Fact, State, Unread)
SAYING = (*VALUES, LogName, Deed, Share, Wish, Facet, Thing)
"""Meanings of words that are more than grammar."""

NAMED = (Literal, Quoted, Name, Unread)
JOINTS = {"vs", "versus", "or", "and"}
WHY = ("why", "how come", "whys")
WORKLOADS = ("service principal", "managed identity", "workload")


@dataclass(slots=True)
class Walk:
    """Where the walk stands: what was claimed so far, and what waits.

    `readers` are tried in order at each place; one that can read there says where to go on. What none of them
    reads is content.
    """

    pieces: Sequence[Piece]
    claims: Claims
    readers: "Sequence[Reader]"
    prep: Role | None = field(default=None, init=False)
    thing: Thing | None = field(default=None, init=False)
    negated: bool = field(default=False, init=False)
    joined: bool = field(default=False, init=False)
    versus: bool = field(default=False, init=False)
    inverted: bool = field(default=False, init=False)
    _loud: list[int] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self._loud = [place for place, piece in enumerate(self.pieces) if not piece.silent]

    def step(self, place: int) -> int:
        """Reads what stands at `place`, and says where to go on."""
        piece = self.pieces[place]
        self.claims.roles |= {meaning for meaning in piece.meanings if isinstance(meaning, Role)} - {
            Role.MOST,
            Role.TOP,
        }
        for read in self.readers:
            if (after := read(self, place, piece)) is not None:
                return after
        self.content(piece)
        return place + 1

    def after(self, place: int) -> int | None:
        """The next place that holds more than a filler word."""
        found = bisect_right(self._loud, place)
        return self._loud[found] if found < len(self._loud) else None

    def content(self, piece: Piece) -> None:
        """Takes down all that a word says: forms, logs, deeds, nouns, values."""
        self._forms(piece)
        if log := piece.get(LogName):
            self.claims.logs.append((log, piece))
            self.versus &= log.weak
        if deed := piece.get(Deed):
            self.claims.deeds.append((deed, piece))
            self.claims.contrast |= self.versus
            self.versus = False
        if (thing := piece.get(Thing)) and (thing.noun == "updates" or _side_by_side(thing, piece)):
            self.claims.groups.append((thing, piece))
        elif thing and thing.noun == "extension" and self.negated:
            self.claim(replace(piece, meanings=(Fact("extension", (True,)),)))
        elif thing and not _claimable(piece):
            self.claims.things.append((thing, piece))
            self.thing = replace(thing, plural=piece.plural)
            self._name_before(thing, piece)
        elif _claimable(piece) or (log and self.negated and self._undoes(log, piece)):
            self.claim(piece)
            self.thing = thing if thing and thing.noun in WORKLOADS else None
        else:
            self.thing = None
            self.prep = None if log or deed else self.prep

    def _forms(self, piece: Piece) -> None:
        """In which form the answer is wanted: a chart, a rate, a facet of somebody, the most of something."""
        if wish := piece.get(Wish):
            self.claims.outputs.append(wish.output)
            self.claims.format = wish.format or self.claims.format
        if facet := piece.get(Facet):
            self.claims.facets.append(facet)
        if share := piece.get(Share):
            self._share(share)
        if piece.has(Role.MOST) and piece.names("error"):
            self.claims.roles.add(Role.MOST)

    def _undoes(self, log: LogName, piece: Piece) -> bool:
        """Whether a negated word for a log says what was not done; “sign-ins not using Edge” only leaves Edge out."""
        joins = piece.has(Role.WITH) and any(not named.weak for named, _ in self.claims.logs)
        return (log.done or not piece.plural) and not joins

    def claim(self, piece: Piece) -> None:
        """Claims a filter, with the preposition, noun, negation and joint that waited for it."""
        subject = self.inverted and self.negated and _is_subject(piece)
        self.negated &= not subject
        previous = self._rival_of(piece) if self.versus else self._last()
        left_out = previous is not None and previous.negated
        follows = (self.joined or self._set_beside()) and previous is not None and previous.piece.is_like(piece)
        self.claims.contrast |= follows and (self.versus or Role.COMPARE in self.claims.roles)
        self.claims.filters.append(
            Claim(
                piece,
                prep=self.prep or (previous.prep if previous and follows else None),
                thing=self.thing if any(piece.get(kind) for kind in NAMED) else None,
                negated=self.negated or (left_out and (follows or self._goes_on(piece))),
                joined=self.joined,
            )
        )
        self.prep = self.thing = None
        self.negated = subject and asks_why(self.pieces)
        self.inverted = False
        self.joined = self.versus = False

    def _goes_on(self, piece: Piece) -> bool:
        """“Excluding guests and Zoom”: values of two fields with nothing but an and between them."""
        last = self.claims.filters[-1].piece
        between = [each for each in self.pieces if last.end <= each.start < piece.start]
        joined = len(between) == 1 and between[0].has(Role.AND, Role.OR)
        said_anew = self.prep is not None or piece.words.startswith(("with ", "by ", "from ", "in ", "on ", "using "))
        return joined and not said_anew and piece.get(State) is None

    def _set_beside(self) -> bool:
        """“Compare Google with Facebook”."""
        return self.prep is Role.WITH and any(piece.words == "compare" for piece in self.pieces)

    def _last(self) -> Claim | None:
        return self.claims.filters[-1] if self.claims.filters else None

    def _rival_of(self, piece: Piece) -> Claim | None:
        """What stands against `piece`, whatever was said in between: “does Google fail more often than Facebook”."""
        return next((claim for claim in reversed(self.claims.filters) if claim.piece.is_like(piece)), self._last())

    def _name_before(self, thing: Thing, piece: Piece) -> None:
        """“The Contoso app”: a noun right after an unknown name says what it is the name of."""
        last = self._last()
        if (
            last
            and last.piece.end == piece.start
            and last.thing is None
            and last.piece.get(Unread)
            and not piece.plural
        ):
            self.claims.filters[-1] = replace(last, thing=thing)

    def _share(self, share: Share) -> None:
        if share.metric is None:
            self.claims.rate = True
            return
        rival = self._last()  # “failed vs abandonment this week” sets no time beside another
        self.versus &= bool(self.claims.metrics) or rival is None or rival.piece.get(State) is None
        self.claims.metrics.append(share.metric)


def asks_why(pieces: Sequence[Piece]) -> bool:
    """“Why didn't she sign in” is about what did not happen, “didn't she sign in” about what did."""
    return any(piece.words in WHY for piece in pieces)


def _is_subject(piece: Piece) -> bool:
    """Whether it is somebody, or a system, that does what is asked about."""
    name = piece.get(Name)
    return piece.is_person or (name is not None and name.among("systems") is not None)


Reader = Callable[[Walk, int, Piece], int | None]


def _side_by_side(thing: Thing, piece: Piece) -> bool:
    """“Members vs guests”, “success or failure”: both values in one phrase ask for the two beside each other."""
    return thing.noun in {"kind", "user type", "status", "mfa"} and bool(JOINTS & set(piece.words.split()))


def _claimable(piece: Piece) -> bool:
    return any(isinstance(meaning, VALUES) for meaning in piece.meanings)
