"""What claims need to know of the question before, to be read as they are meant: its times, sides, nouns, person."""

from dataclasses import replace

from bot.domain.fields import FIELDS
from bot.domain.question import Filter, Is, Log, Not, Question, field_of, values_of
from bot.domain.usage import Report
from bot.domain.window import Span
from bot.language.claims import Claim, Claims
from bot.language.pieces import Keyed, Piece, When
from bot.language.senses import EVENT_LOGS, Role, Thing
from bot.language.times.ahead import Ahead
from bot.language.times.clock import Clock
from bot.language.times.compared import second_period
from bot.language.times.windows import Before
from bot.language.timing import DEFAULT_WINDOW
from bot.language.words.activity_keys import ACTIVITIES

PEOPLE = ("user", "actor", "target", "identity")


def primed(base: Question, claims: Claims, clock: Clock) -> Claims:
    """`claims` with what `base`, the question before, says for them."""
    read = replace(claims, whens=_whens(base, claims, clock), open_side=claims.open_side or _side(base))
    if person_of(base):
        read = replace(read, roles=read.roles - {Role.PRONOUN})
    if claims.min_count is not None and not claims.groups and base.group_by:
        read = replace(read, min_count=None, subjects=[])
    if base.log is Log.USER and not claims.filters:
        read = replace(read, filters=[_same(condition) for condition in base.where])
    if _asks_only_which(claims):
        read = replace(read, groups=[noun for noun in claims.asked if noun[0].keys])
    if noun := _noun_before(base, claims):
        read = replace(read, pieces=[*claims.pieces, Piece((Thing(noun),), noun, -1, -1)])
    return read


def person_of(base: Question) -> str | None:
    """The one person that a question is about."""
    people = [condition.value for condition in base.where if isinstance(condition, Is) and condition.field in PEOPLE]
    return str(people[0]) if len(people) == 1 else None


def _asks_only_which(claims: Claims) -> bool:
    """“Which apps?”: the rows of the question before, told apart."""
    more = claims.filters or claims.deeds or claims.logs or claims.metrics or claims.groups or claims.facets
    return bool(claims.asked) and not more


def _noun_before(base: Question, claims: Claims) -> str | None:
    """What “and removed?” is about: the noun of the activities that were asked for, where the verb has none."""
    activity = base.filter("activity")
    said = any(thing.noun in ACTIVITIES for piece in claims.pieces if (thing := piece.get(Thing)))
    if base.log is not Log.AUDIT or activity is None or said or not claims.deeds:
        return None
    before = set(values_of(activity))
    known = {noun: {key for keys in verbs.values() for key in keys} for noun, verbs in ACTIVITIES.items()}
    return next((noun for noun, keys in known.items() if before <= keys), None)


def _whens(base: Question, claims: Claims, clock: Clock) -> list[tuple[When, bool]]:
    """The times, with the window of the question before where one is needed beside them."""
    if base.log not in EVENT_LOGS:
        return [(_ahead(base, when), second) for when, second in claims.whens]
    window = base.window or DEFAULT_WINDOW
    comparing = bool({Role.COMPARE, Role.VERSUS} & claims.roles) or any(second for _, second in claims.whens)
    whens = [(_earlier(when, window, clock, comparing=comparing), second) for when, second in claims.whens]
    first = [place for place, (when, second) in enumerate(whens) if not second and not isinstance(when.span, Before)]
    if comparing and len(first) == len(whens) == 1 and not claims.edges:
        return [(When(window), False), (whens[0][0], True)]
    return whens if first or claims.edges else [(When(window), False), *whens]


def _ahead(base: Question, when: When) -> When:
    """“Next 30 days?” after secrets: the time in which they end."""
    ends = base.log is Log.APPS and any(Report.CREDENTIALS in values_of(condition) for condition in base.where)
    return When(when.span.window()) if ends and isinstance(when.span, Ahead) else when


def _earlier(when: When, window: Span, clock: Clock, *, comparing: bool) -> When:
    """“And the week before?” asks about that week; only “compared with” sets it beside this one."""
    if comparing or not isinstance(when.span, Before):
        return when
    return When(second_period(when.span, window, clock))


def _side(base: Question) -> str | None:
    """Whether the question before was about what somebody did, or what was done to them."""
    sides = [side for side in ("actor", "target") if base.filter(side)]
    return sides[0] if len(sides) == 1 else None


def _same(condition: Filter) -> Claim:
    """A filter of the question before as if it had been typed again."""
    field = FIELDS[Log.USER][field_of(condition)]
    keyed = Keyed(field.name, ((field, values_of(condition)),), negated=isinstance(condition, Not))
    return Claim(Piece((keyed,), "", 0, 0))
