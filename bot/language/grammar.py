"""Pieces to claims: which noun is grouped by, which number is a top or a floor, what is negated, joined or compared."""

from dataclasses import replace
from itertools import pairwise

from bot.domain.question import Log, Output
from bot.errors import Mistake, QuestionError
from bot.language.claims import Claim, Claims
from bot.language.known import Name
from bot.language.literals import bad_value
from bot.language.pieces import Amount, Edge, Keyed, Literal, Mark, Piece, Quoted, Unread, When
from bot.language.senses import Deed, Each, Facet, Fact, LogName, Role, Share, State, Thing, Wish
from bot.language.tokens import Shape

MOST = 1_000_000
"""Rows or groups that somebody may ask for; a larger number is a slip of the keyboard."""

PREPS = (Role.BY, Role.FROM, Role.TO, Role.IN, Role.AT, Role.FOR, Role.ON, Role.WITH, Role.OF)
VALUES = (Keyed, Name, Literal, Quoted, Fact, State, Unread)
WHO = Thing("who", ((Log.SIGN_UPS, "user"), (Log.SIGN_INS, "user"), (Log.AUDIT, "actor"), (Log.RISK, "user")))
RIVALS = ("better", "worse", "compare", "comparing", "compared", "comparison", "difference between", "contrast")
WORKLOADS = ("service principal", "managed identity", "workload")
ORDERS = ("get", "give", "find", "pull", "fetch", "check", "look", "search", "make")
SINGULAR = (
    "stage",
    "country",
    "ip",
    "city",
    "browser",
    "os",
    "device",
    "provider",
    "kind",
    "code",
    "error",
    "client",
    "hour",
    "day",
    "method",
    "session",
    "domain",
    "resource",
    "week",
    "month",
)


def claims_of(pieces: list[Piece]) -> Claims:
    """What the pieces claim together. Raises QuestionError where they cannot."""
    return _Grammar(pieces).read()


ROWS = ("attempt", "error", "code", "status", "actor", "name")
"""Nouns that stand for the rows themselves when they follow a floor."""


class _Grammar:
    """One walk over the pieces with the little words that wait for what follows them."""

    def __init__(self, pieces: list[Piece]) -> None:
        self.pieces = pieces
        self.claims = Claims(pieces=pieces)
        self.prep: Role | None = None
        self.thing: Thing | None = None
        self.negated = False
        self.joined = False
        self.versus = False

    def read(self) -> Claims:
        place = 0
        while place < len(self.pieces):
            place = self._step(place)
        self._settle_most()
        self._settle_contrast()
        if self.negated:
            raise QuestionError(
                Mistake.NOT_UNDERSTOOD,
                "I read a “not” with nothing after it that I could leave out; say what to exclude, like not Google",
                suggestions=("not google", "except Zoom", "-status:success"),
            )
        return self.claims

    def _step(self, place: int) -> int:
        piece = self.pieces[place]
        self.claims.roles |= {meaning for meaning in piece.meanings if isinstance(meaning, Role)} - {
            Role.MOST,
            Role.TOP,
        }
        for read in (
            self._myself,
            self._label,
            self._keyed_number,
            self._numbers,
            self._groups,
            self._counting,
            self._asking,
            self._time,
            self._little_word,
        ):
            if (after := read(place, piece)) is not None:
                return after
        self._content(piece)
        return place + 1

    def _myself(self, place: int, piece: Piece) -> int | None:
        """The asker: my sign-ins, sign-ins of me, did I; not “show me”, nor “for me” after a list that is asked for."""
        text = piece.text.lower()
        if not (
            (text == "my" and self._is_about_asker(place))
            or (text in {"me", "myself"} and self.prep in {Role.FOR, Role.OF, Role.BY} and not self._is_order(place))
            or (text == "i" and place and self.pieces[place - 1].has(Role.DID))
        ):
            return None
        self._claim(Piece((Literal(Shape.PERSON, "me"),), piece.text, piece.start, piece.end))
        return place + 1

    def _label(self, place: int, piece: Piece) -> int | None:
        """“Error 50126”: the word names the code that follows, and says nothing of how it ended."""
        thing, after = piece.get(Thing), self._after(place)
        code = self.pieces[after].get(Literal) if after is not None else None
        if thing is None or thing.noun != "error" or code is None or code.shape is not Shape.NUMBER:
            return None
        self.thing = thing
        return place + 1

    def _is_about_asker(self, place: int) -> bool:
        for ahead in self.pieces[place + 1 : place + 4]:
            if ahead.get(LogName) or ahead.get(Facet) or ahead.text.lower() in {"account", "attempts", "methods"}:
                return True
            if not (ahead.get(State) or ahead.get(Fact) or ahead.has(Role.LAST, Role.SKIP)):
                return False
        return False

    def _is_order(self, place: int) -> bool:
        return any(
            piece.get(Wish) or piece.has(Role.POLITE) or piece.text.lower() in ORDERS for piece in self.pieces[:place]
        )

    def _keyed_number(self, place: int, piece: Piece) -> int | None:
        amount = piece.get(Amount)
        if amount is None or len(piece.meanings) != 2 or not isinstance(piece.meanings[0], Role):
            return None
        if piece.meanings[0] is Role.TOP:
            self._set_top(amount.value, piece.text)
        else:
            self._set_floor(amount.value, piece.text)
        return place + 1

    def _numbers(self, place: int, piece: Piece) -> int | None:
        """Tops and floors: top 5, last 5, 5 most common, more than 10, 10+, 10 or more."""
        amount = piece.get(Amount)
        after = self._after(place)
        if amount is not None and piece.get(Literal) is None:
            if amount.open or (after is not None and self.pieces[after].has(Role.OR_MORE)):
                self._set_floor(amount.value, piece.text)
                return self._different(place + 1 if amount.open or after is None else after + 1)
            if after is not None and self.pieces[after].has(Role.MOST, Role.LAST):
                self._set_top(amount.value, piece.text)
                return self._group_ahead(after + 1)
            if after is not None and self._most_of(after):
                self._set_top(amount.value, piece.text)
                return self._group_ahead(after)
            raise self._loose_number(piece)
        if after is None or (number := self.pieces[after].get(Amount)) is None:
            return self._above_level(piece, after)
        if piece.has(Role.TOP, Role.LAST, Role.MOST):
            self._set_top(number.value, self.pieces[after].text)
            return self._group_ahead(after + 1) if not piece.has(Role.LAST) else after + 1
        if piece.has(Role.MORE_THAN, Role.AT_LEAST):
            self._set_floor(number.value + piece.has(Role.MORE_THAN), self.pieces[after].text)
            return self._different(after + 1)
        return None

    def _different(self, place: int) -> int:
        """“More than 3 countries”: the noun after a floor is what is counted in each group."""
        while place < len(self.pieces) and self.pieces[place].has(Role.DISTINCT):
            place += 1
        if place >= len(self.pieces):
            return place
        piece = self.pieces[place]
        named, thing = piece.get(LogName), piece.get(Thing)
        if thing is None or thing.noun in ROWS or not thing.keys or named:
            return place
        self.claims.counted, self.claims.floored = (thing, piece), True
        return place + 1

    def _most_of(self, place: int) -> bool:
        """“5 apps with the most failures”: a noun, and a superlative after it."""
        noun = self.pieces[place].get(Thing)
        return noun is not None and any(ahead.has(Role.MOST) for ahead in self.pieces[place:])

    def _loose_number(self, piece: Piece) -> QuestionError:
        return QuestionError(
            Mistake.UNKNOWN_WORD,
            f"I do not know what “{piece.text}” counts; write top {piece.text}, or last {piece.text}h",
            word=piece.text,
            suggestions=(f"top {piece.text}", f"last {piece.text}h"),
        )

    def _above_level(self, piece: Piece, after: int | None) -> int | None:
        """At least medium, above low, medium or above."""
        if after is None:
            return None
        level = _level(self.pieces[after])
        if piece.has(Role.AT_LEAST, Role.MORE_THAN) and level:
            self.claims.min_level = (level, piece.has(Role.MORE_THAN))
            return after + 1
        if (level := _level(piece)) is None:
            return None
        step = self._after(after) if self.pieces[after].get(Thing) or self.pieces[after].get(LogName) else after
        if step is not None and self.pieces[step].has(Role.OR_ABOVE, Role.OR_MORE):
            self.claims.min_level = (level, False)
            if step != after:
                self._content(self.pieces[after])
            return step + 1
        return None

    def _groups(self, place: int, piece: Piece) -> int | None:
        """By X, per X, X breakdown, breakdown of X."""
        if each := piece.get(Each):
            self.claims.groups.append((Thing(each.key, tuple((log, each.key) for log in Log)), piece))
            return place + 1
        if piece.has(Role.BY, Role.PER):
            return self._group_list(place)
        if piece.has(Role.SPLIT):
            if self.claims.things and self.claims.things[-1][1] is self.pieces[place - 1]:
                self.claims.groups.append(self.claims.things.pop())
            elif (after := self._after(place)) is not None and not self._names_value(after):
                after = self._after(after) if self.pieces[after].has(Role.OF, Role.FOR) else after
                thing = self.pieces[after].get(Thing) if after is not None else None
                if after is not None and thing and self.pieces[after].get(LogName) is None:
                    return self._group_list(after - 1)
            return place + 1
        return None

    def _group_list(self, place: int) -> int | None:
        found = False
        after = self._after(place)
        if after is not None and self.pieces[place].has(Role.BY) and self._is_agent(self.pieces[after]):
            return None
        while after is not None and (thing := self.pieces[after].get(Thing)) and not self._names_value(after):
            self.claims.groups.append((thing, self.pieces[after]))
            self._keep_fact(self.pieces[after])
            found, place = True, after
            joint = self._after(after)
            if joint is None or not self.pieces[joint].has(Mark.COMMA, Role.AND, Role.BY):
                break
            after = self._after(joint)
            if after is not None and self.pieces[after].has(Role.BY, Role.PER):
                after = self._after(after)
        return place + 1 if found else None

    @staticmethod
    def _is_agent(piece: Piece) -> bool:
        """“By guests”, “by service principals”, “by admins”: who does it, not what to group by."""
        thing, fact = piece.get(Thing), piece.get(Fact)
        agents = (thing is not None and thing.noun in {"user", "actor"}) or (
            fact is not None and fact.field == "signin_type"
        )
        return agents and _plural(piece)

    def _keep_fact(self, piece: Piece) -> None:
        """“By service principal” also says which sign-ins."""
        fact = piece.get(Fact)
        if fact and fact.field == "signin_type":
            self.claims.filters.append(Claim(piece))

    def _names_value(self, place: int) -> bool:
        """Whether the noun at `place` is followed by its value: “by user sam@contoso.com”."""
        after = self._after(place)
        return after is not None and any(self.pieces[after].get(kind) for kind in (Literal, Quoted, Name))

    def _group_ahead(self, place: int) -> int:
        """Groups by the noun a top or a superlative is about, if one follows before a preposition."""
        look = place
        while look < len(self.pieces):
            piece = self.pieces[look]
            thing = piece.get(Thing)
            if thing and thing.keys and piece.get(Deed) is None and not self._names_value(look):
                if thing.noun == "attempt":
                    return place
                self.claims.groups.append((thing, piece))
                self._keep_fact(piece)
                if piece.get(State):
                    self._claim(piece)
                self.claims.roles.add(Role.MOST)
                for between in range(place, look):
                    self._step(between)
                return look + 1
            if not piece.has(Role.SKIP, Role.MOST, Role.DISTINCT, Role.OF) and not (
                piece.get(State) or piece.get(LogName) or piece.get(Fact)
            ):
                return place
            look += 1
        return place

    def _counting(self, place: int, piece: Piece) -> int | None:
        """How many X: what is counted is the next noun, if one comes before a preposition."""
        if not piece.has(Role.HOW_MANY) or (piece.has(Role.SKIP) and self._after(place) is None):
            return None
        self.claims.outputs.append(Output.COUNT)
        for look in range(place + 1, min(place + 6, len(self.pieces))):
            ahead = self.pieces[look]
            named = ahead.get(LogName)
            if (
                named
                and named.log is not Log.RISK
                and not (look + 1 < len(self.pieces) and _is_attempt(self.pieces[look + 1]))
            ):
                break
            if (thing := ahead.get(Thing)) and ahead.get(Share) is None:
                self.claims.counted = (thing, ahead)
                break
            if ahead.get(When) or ahead.has(Role.PER) or (ahead.has(*PREPS) and not ahead.has(Role.OF)):
                break
        return place + 1

    def _asking(self, place: int, piece: Piece) -> int | None:
        """Which X, what X."""
        if not piece.has(Role.WHICH):
            return None
        after = self._after(place)
        if after is not None and self.pieces[after].has(Role.DISTINCT, Role.MOST):
            after = self._after(after) if self.pieces[after].has(Role.DISTINCT) else after
        while after is not None and (thing := self.pieces[after].get(Thing)):
            self.claims.asked.append((thing, self.pieces[after]))
            joint = self._after(after)
            after = self._after(joint) if joint is not None and self.pieces[joint].has(Role.AND, Mark.COMMA) else None
        return place + 1

    def _time(self, place: int, piece: Piece) -> int | None:
        if edge := piece.get(Edge):
            self.claims.edges.append(edge)
            return place + 1
        when = piece.get(When)
        if when is None:
            return None
        self.claims.whens.append((when, self.versus or piece.has(Role.VERSUS)))
        self.versus = self.joined = False
        self.prep = None
        return place + 1

    def _little_word(self, place: int, piece: Piece) -> int | None:
        roles = {meaning for meaning in piece.meanings if isinstance(meaning, Role)}
        if Mark.COMMA in piece.meanings:
            self.joined = True
            self.prep = None
            return place + 1
        if not roles or any(
            isinstance(meaning, (*VALUES, LogName, Deed, Share, Wish, Facet, Thing)) for meaning in piece.meanings
        ):
            return None
        self.claims.roles |= roles
        if roles - {Role.SKIP, Role.NOT}:
            self.thing = None
        if Role.NOT in roles:
            self.negated = True
        elif roles & {Role.AND, Role.OR}:
            self.joined = True
        elif Role.VERSUS in roles:
            self.versus = self.joined = True
        elif preps := [prep for prep in PREPS if prep in roles]:
            self.prep = preps[0]
            self.thing = None
        elif Role.LAST in roles and self._one_ahead(place):
            self.claims.top = 1
        elif Role.HELP in roles:
            self.claims.help = True
        return place + 1

    def _one_ahead(self, place: int) -> bool:
        """Whether “last” means the one last event: last sign-in, last failed attempt, last signed in."""
        for ahead in self.pieces[place + 1 : place + 4]:
            named = ahead.get(LogName)
            if named or _is_attempt(ahead) or ahead.has(Role.TIME) or ahead.get(Deed):
                return ahead.has(Role.TIME) or not _plural(ahead) or (named is not None and named.done)
            if ahead.get(Thing) and not _plural(ahead):
                continue
            if not (ahead.get(State) or ahead.get(Fact) or ahead.has(Role.SKIP)):
                return bool(ahead.get(State))
            if ahead.get(State) and _plural(ahead) is False and ahead.text.lower() in ("failure", "error", "success"):
                return True
        return False

    def _content(self, piece: Piece) -> None:
        if wish := piece.get(Wish):
            self.claims.outputs.append(wish.output)
            self.claims.format = wish.format or self.claims.format
        if facet := piece.get(Facet):
            self.claims.facets.append(facet)
        if share := piece.get(Share):
            self._share(share)
        if log := piece.get(LogName):
            self.claims.logs.append((log, piece))
        if deed := piece.get(Deed):
            self.claims.deeds.append((deed, piece))
        if (thing := piece.get(Thing)) and thing.noun == "updates":
            self.claims.groups.append((thing, piece))
            return
        if thing and not self._claimable(piece):
            self.claims.things.append((thing, piece))
            self.thing = replace(thing, plural=_plural(piece))
            return
        if self._claimable(piece) or (log and log.done and self.negated):
            self._claim(piece)
            if thing and thing.noun in WORKLOADS:
                self.thing = thing
        elif wish or share or log or deed:
            self.thing = None
            if log or deed:
                self.prep = None

    @staticmethod
    def _claimable(piece: Piece) -> bool:
        return any(isinstance(meaning, VALUES) for meaning in piece.meanings)

    def _claim(self, piece: Piece) -> None:
        previous = self.claims.filters[-1] if self.claims.filters else None
        carried = self.joined and previous is not None and previous.negated and _alike(previous.piece, piece)
        prep = self.prep or (previous.prep if previous and self.joined and _alike(previous.piece, piece) else None)
        thing = self.thing if any(piece.get(kind) for kind in (Literal, Quoted, Name, Unread)) else None
        claim = Claim(piece, prep, thing, self.negated or carried, self.joined)
        if (
            (self.versus or Role.COMPARE in self.claims.roles)
            and self.joined
            and previous
            and _alike(previous.piece, piece)
        ):
            self.claims.contrast = True
        self.claims.filters.append(claim)
        self.prep = self.thing = None
        self.negated = self.joined = self.versus = False

    def _share(self, share: Share) -> None:
        if share.metric is None:
            self.claims.rate = True
        else:
            self.claims.metrics.append(share.metric)

    def _set_top(self, value: int, text: str) -> None:
        if not 0 < value <= MOST:
            raise bad_value(text, f"top needs a number from 1 to {MOST:,}, not {text}")
        if self.claims.top not in {None, value}:
            raise QuestionError(Mistake.CONFLICT, f"I read two tops, {self.claims.top} and {value}; say one", word=text)
        self.claims.top = value

    def _set_floor(self, value: int, text: str) -> None:
        if not 0 < value <= MOST:
            raise bad_value(text, f"the least number must be from 1 to {MOST:,}, not {text}")
        self.claims.min_count = value

    def _after(self, place: int) -> int | None:
        """The next place that holds more than a filler word."""
        for after in range(place + 1, len(self.pieces)):
            piece = self.pieces[after]
            if not all(meaning in (Role.SKIP, Role.POLITE) for meaning in piece.meanings):
                return after
        return None

    def _settle_contrast(self) -> None:
        """“Do social or local sign-ups convert better?” sets two values side by side, wherever “better” stands."""
        rivals = any(piece.has(Role.COMPARE) and piece.text.lower() in RIVALS for piece in self.pieces)
        pairs = pairwise(self.claims.filters)
        joined = any(second.joined and _alike(first.piece, second.piece) for first, second in pairs)
        self.claims.contrast = self.claims.contrast or (rivals and joined)

    def _errors(self) -> tuple[Thing, Piece] | None:
        """“The most common errors”: the word is a status and what to group by."""
        pieces = ((piece.get(Thing), piece) for piece in self.pieces)
        return next(((thing, piece) for thing, piece in pieces if thing and thing.noun == "error"), None)

    def _settle_most(self) -> None:
        """Superlatives and floors group by what was asked for, else by the first noun that can be."""
        claims = self.claims
        if claims.groups:
            return
        if {Role.MOST, Role.TOP} & claims.roles or claims.min_count is not None:
            subject = next(iter(claims.asked), None) or next((found for found in claims.things if found[0].keys), None)
            subject = subject or self._errors()
            if subject is None and (Role.WHO in claims.roles or claims.min_count is not None):
                subject = (WHO, claims.pieces[0])
            found = claims.groups if Role.TOP in claims.roles else claims.subjects
            found += [subject] if subject else []
            return
        if Role.SPLIT in claims.roles:
            claims.groups += [found for found in claims.things if found[0].keys][-1:]
            return
        person = any(_is_person(claim.piece) for claim in claims.filters)
        for thing, piece in (*claims.asked, *self._subjects()):
            workloads = thing.noun in WORKLOADS and _plural(piece)
            measured = bool(claims.metrics or claims.rate) and bool(claims.asked) and bool(thing.keys)
            if thing.noun in SINGULAR or workloads or measured or (thing.noun == "app" and person):
                claims.subjects += [] if piece.get(Facet) and person else [(thing, piece)]

    def _settle_distinct(self) -> None:
        """“Unique IPs per user” counts them, as “how many” does."""
        claims = self.claims
        if Role.DISTINCT not in claims.roles or claims.counted or claims.outputs or not claims.groups:
            return
        pairs = zip(self.pieces, self.pieces[1:], strict=False)
        found = next(((thing, piece) for word, piece in pairs if word.has(Role.DISTINCT) and (thing := piece.get(Thing))), None)
        if found and found[0].keys:
            claims.counted = found
            claims.outputs.append(Output.COUNT)

    def _subjects(self) -> list[tuple[Thing, Piece]]:
        """“Reasons for failed sign-ins”: a plural noun that the text begins with."""
        first = next((piece for piece in self.pieces if not piece.has(Role.SKIP)), None)
        return [(thing, piece) for thing, piece in self.claims.things if piece is first and _plural(piece)]


def _is_person(piece: Piece) -> bool:
    literal = piece.get(Literal)
    return literal is not None and literal.shape is Shape.PERSON


def _level(piece: Piece) -> str | None:
    fact = piece.get(Fact)
    return str(fact.values[0]) if fact and fact.field == "risk_level" else None


def _is_attempt(piece: Piece) -> bool:
    thing = piece.get(Thing)
    return thing is not None and thing.noun == "attempt"


def _plural(piece: Piece) -> bool:
    return piece.text.lower().endswith("s")


def _alike(first: Piece, second: Piece) -> bool:
    """Whether two pieces could be values of one field."""
    return bool(_fields(first) & _fields(second))


def _fields(piece: Piece) -> set[str]:
    found: set[str] = set()
    for meaning in piece.meanings:
        match meaning:
            case Fact(field=field):
                found.add(field)
            case State():
                found.add("status")
            case Name(lists=lists):
                found |= {name for name, _ in lists}
            case Literal(shape=shape):
                found.add(shape)
            case Quoted() | Unread():
                found.add("quoted")
            case Keyed():
                found |= meaning.fields
    return found
