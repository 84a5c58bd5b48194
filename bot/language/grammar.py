"""Pieces to claims: the walk over a text with all its readers, and the little words that bind what follows."""

from bot.errors import Mistake, QuestionError
from bot.language.asking import read_asked, read_asker, read_count, read_label
from bot.language.beyond import refuse_beyond
from bot.language.claims import Claims
from bot.language.exclusions import read_left_out
from bot.language.grouping import read_group
from bot.language.numbering import read_keyed_number, read_number
from bot.language.pieces import Edge, Mark, Piece, When
from bot.language.rephrasing import rephrased
from bot.language.senses import PREPOSITIONS, Deed, Fact, LogName, Role, State, Thing
from bot.language.subjects import settle_subjects
from bot.language.times.clock import bad_window
from bot.language.walk import SAYING, Walk

RUNS = {"run", "sync", "cycle"}
"""One turn of provisioning: the last one is the newest row."""

VERBAL = {
    *"isnt arent wasnt werent dont doesnt didnt hasnt havent hadnt wont".split(),
    *("is not", "are not", "was not", "were not", "do not", "does not", "did not", "has not", "have not"),
}
"""Negated verbs; where one opens a question, the next word is who does it: “why didn't lee@contoso.com sign in”."""


def claims_of(pieces: list[Piece]) -> Claims:
    """What the pieces claim together. Raises QuestionError where they cannot."""
    refuse_beyond(pieces)
    pieces = rephrased(pieces)
    walk = Walk(pieces, Claims(pieces=pieces), READERS)
    place = 0
    while place < len(pieces):
        place = walk.step(place)
    settle_subjects(walk.claims)
    if walk.versus and len(set(walk.claims.metrics)) < 2:
        raise QuestionError(
            Mistake.NOT_UNDERSTOOD,
            "I read a “versus” with nothing after it that I could set beside the rest; name two of a kind, or a time",
            suggestions=("this week vs last week", "google vs facebook"),
        )
    if walk.negated:
        raise QuestionError(
            Mistake.NOT_UNDERSTOOD,
            "I read a “not” with nothing after it that I could leave out; say what to exclude, like not Google",
            suggestions=("not google", "except Zoom", "-status:success"),
        )
    return walk.claims


def _read_time(walk: Walk, place: int, piece: Piece) -> int | None:
    if edge := piece.get(Edge):
        walk.claims.edges.append(edge)
        return place + 1
    when = piece.get(When)
    if when is None:
        return None
    if place and walk.pieces[place - 1].has(Role.BY):
        raise bad_window(piece.text, "“By” says where it ends; say where it starts too, like 1 Nov until 5 Nov")
    walk.claims.whens.append((when, walk.versus or piece.has(Role.VERSUS) or _is_set_against(walk)))
    walk.versus = walk.joined = False
    walk.prep = None
    return place + 1


def _is_set_against(walk: Walk) -> bool:
    """“Compare sign-ups with last week”: the verb comes first, and only a “with” or “to” before the period."""
    return walk.prep in {Role.WITH, Role.TO} and any(piece.words == "compare" for piece in walk.pieces)


def _read_little_word(walk: Walk, place: int, piece: Piece) -> int | None:
    """A word that is grammar alone: it waits for what follows."""
    if Mark.COMMA in piece.meanings:
        walk.joined, walk.prep = True, None
        return place + 1
    roles = {meaning for meaning in piece.meanings if isinstance(meaning, Role)}
    if not roles or any(isinstance(meaning, SAYING) for meaning in piece.meanings):
        return None
    walk.claims.roles |= roles
    if roles - {Role.SKIP, Role.NOT}:
        walk.thing = None
    walk.prep = None if Role.WHO in roles else walk.prep
    if Role.NOT in roles:
        walk.negated = True
        walk.inverted = piece.words in VERBAL and all(before.silent for before in walk.pieces[:place])
    elif roles & {Role.AND, Role.OR}:
        walk.joined = True
    elif Role.VERSUS in roles:
        walk.versus = walk.joined = True
    elif preps := [prep for prep in PREPOSITIONS if prep in roles]:
        walk.prep = preps[0]
    elif Role.LAST in roles and _one_ahead(walk, place):
        walk.claims.top = 1
    elif Role.HELP in roles:
        walk.claims.help = True
    return place + 1


def _one_ahead(walk: Walk, place: int) -> bool:
    """Whether “last” means the one last event: last sign-in, last failed attempt, last signed in, last change."""
    for ahead in walk.pieces[place + 1 : place + 4]:
        named = ahead.get(LogName)
        if named or ahead.names("attempt") or ahead.has(Role.TIME) or ahead.get(Deed):
            return ahead.has(Role.TIME) or not ahead.plural or (named is not None and named.done)
        ended = ahead.get(State) is not None and ahead.words in {"failure", "error", "success"}
        if ended or ahead.words in RUNS:
            return True
        passed = ahead.get(State) or ahead.get(Fact) or ahead.has(Role.SKIP) or ahead.get(Thing)
        if not passed or (ahead.plural and ahead.get(Thing) is not None):
            return False
    return False


READERS = (
    read_left_out,
    read_asker,
    read_label,
    read_keyed_number,
    read_number,
    read_group,
    read_count,
    read_asked,
    _read_time,
    _read_little_word,
)
"""In the order they are tried at each place; what none of them reads is content."""
