"""What a question is grouped by: by X, per X, X breakdown, top X."""

from bot.domain.question import Log
from bot.errors import Mistake, QuestionError
from bot.language.claims import Claim
from bot.language.known import Name
from bot.language.pieces import Literal, Mark, Piece, Quoted
from bot.language.positions import ANYBODY
from bot.language.senses import Deed, Each, Fact, LogName, Role, State, Thing
from bot.language.walk import NAMED, Walk
from bot.language.words.activity_keys import ACTIVITIES

ARTICLES = ("the", "a", "an", "now", "then", "our", "your", "their", "my", "any", "all")


def read_group(walk: Walk, place: int, piece: Piece) -> int | None:
    """By X, per X, X breakdown, breakdown of X, daily."""
    if each := piece.get(Each):
        walk.claims.groups.append((Thing(each.key, tuple((log, each.key) for log in Log)), piece))
        return None if piece.get(LogName) else place + 1  # “monthly active users” names its report as well
    after = walk.after(place)
    if after is not None and piece.words == "by" and walk.pieces[after].has(Role.HOW_MANY) and _heads(walk, place):
        walk.claims.groups.append(walk.claims.things.pop())
        return place + 1
    if piece.has(Role.BY, Role.PER) or (after is not None and spreads_over(piece, walk.pieces[after])):
        return _read_list(walk, place)
    return _read_split(walk, place) if piece.has(Role.SPLIT) else None


def _heads(walk: Walk, place: int) -> bool:
    """“Apps by number of sign-ins”: the noun right before is what the numbers are told of."""
    before = walk.claims.things[-1] if walk.claims.things else None
    return before is not None and before[1] is walk.pieces[place - 1] and bool(before[0].keys)


def spreads_over(piece: Piece, noun: Piece) -> bool:
    """“Over hours”, “across countries”: by each of them."""
    return piece.words in {"over", "across"} and noun.get(Thing) is not None and noun.plural


def _read_split(walk: Walk, place: int) -> int | None:
    """The noun before the word, or the one after it."""
    if walk.claims.things and walk.claims.things[-1][1] is walk.pieces[place - 1]:
        walk.claims.groups.append(walk.claims.things.pop())
        return place + 1
    if place and walk.pieces[place - 1].names("error") and (error := walk.pieces[place - 1].get(Thing)):
        walk.claims.groups.append((error, walk.pieces[place - 1]))
        return place + 1
    after = walk.after(place)
    if after is None or _names_value(walk, after):
        return place + 1
    after = walk.after(after) if walk.pieces[after].has(Role.OF, Role.FOR) else after
    if after is None or walk.pieces[after].get(Thing) is None or walk.pieces[after].get(LogName) is not None:
        return place + 1
    return _read_list(walk, after - 1)


def _read_list(walk: Walk, place: int) -> int | None:
    found = False
    after = walk.after(place)
    _refuse_filler(walk, place, after)
    if after is not None and walk.pieces[place].has(Role.BY) and _names_doers(walk, after):
        return None
    if after is not None and walk.claims.top and walk.claims.groups and _ranks(walk.pieces[after]):
        return None
    while after is not None and (thing := walk.pieces[after].get(Thing)) and not _names_value(walk, after):
        walk.claims.groups.append((thing, walk.pieces[after]))
        _keep_fact(walk, walk.pieces[after])
        found, place = True, after
        joint = walk.after(after)
        if joint is None or not walk.pieces[joint].has(Mark.COMMA, Role.AND, Role.BY):
            break
        after = walk.after(joint)
        while after is not None and walk.pieces[after].has(Role.BY, Role.PER, Role.AND):
            after = walk.after(after)
    return place + 1 if found else None


def _refuse_filler(walk: Walk, place: int, after: int | None) -> None:
    """“By tenant”: a word that says nothing elsewhere is no group, and would be passed over. Raises QuestionError."""
    last = place + 1 == len(walk.pieces)
    said = None if last else walk.pieces[place + 1]
    if said is None or not said.silent or said.words in ARTICLES or walk.pieces[place].words not in {"by", "per"}:
        return
    follows = walk.pieces[after] if after is not None else None
    if follows is None or not any(follows.get(kind) for kind in (Thing, *NAMED)):
        raise QuestionError(
            Mistake.UNKNOWN_VALUE,
            f"Answers cannot be grouped by “{said.text}”; they can by app, user, day and every field of the log",
            word=said.text,
            suggestions=("by app", "by user", "by day"),
        )


def _ranks(piece: Piece) -> bool:
    """“Top 5 groups by membership changes”, “top 5 apps by errors”: how many there are, not what to group by."""
    thing = piece.get(Thing)
    return thing is not None and (not thing.keys or thing.noun == "error" or thing.noun in ACTIVITIES)


def _names_doers(walk: Walk, place: int) -> bool:
    """“By guests”, “by people outside the EU”: who does it, not what to group by."""
    piece, after = walk.pieces[place], walk.after(place)
    following = walk.pieces[after] if after is not None else None
    described = following is not None and (
        following.has(Role.NOT, Role.WHO, Role.FROM, Role.IN, Role.WITH) or following.get(Fact) is not None
    )
    return _is_agent(piece) or (piece.words in {"people", *ANYBODY} and described)


def _is_agent(piece: Piece) -> bool:
    """“By guests”, “by service principals”, “by admins”: who does it, not what to group by."""
    thing, fact = piece.get(Thing), piece.get(Fact)
    field = fact.field if fact else ""
    agent = field == "signin_type" or (thing is not None and thing.noun in {"user", "actor"})
    return field == "user_type" or (agent and piece.plural)


def _keep_fact(walk: Walk, piece: Piece) -> None:
    """“By service principal” also says which sign-ins."""
    fact = piece.get(Fact)
    if fact and fact.field == "signin_type":
        walk.claims.filters.append(Claim(piece))


def _names_value(walk: Walk, place: int) -> bool:
    """Whether the noun at `place` is followed by its value: “by user sam@contoso.com”."""
    after = walk.after(place)
    return after is not None and any(walk.pieces[after].get(kind) for kind in (Literal, Quoted, Name))


def group_ahead(walk: Walk, place: int) -> int:
    """Groups by the noun a top or a superlative is about, if one follows before a preposition."""
    for look in range(place, len(walk.pieces)):
        piece = walk.pieces[look]
        thing = piece.get(Thing)
        told = thing is not None and (bool(thing.keys) or (thing.noun in {"group", "role"} and piece.plural))
        if thing and told and piece.get(Deed) is None and not _names_value(walk, look):
            return place if thing.noun == "attempt" else _group_by(walk, place, look)
        describes = any(piece.get(kind) for kind in (State, LogName, Fact))
        if not describes and not piece.has(Role.SKIP, Role.MOST, Role.DISTINCT, Role.OF):
            return place
    return place


def _group_by(walk: Walk, place: int, look: int) -> int:
    """Groups by the noun at `look`, and reads what stands before it."""
    piece = walk.pieces[look]
    thing = piece.get(Thing)
    assert thing is not None
    walk.claims.groups.append((thing, piece))
    _keep_fact(walk, piece)
    if piece.get(State):
        walk.claim(piece)
    walk.claims.roles.add(Role.MOST)
    for between in range(place, look):
        walk.step(between)
    return look + 1
