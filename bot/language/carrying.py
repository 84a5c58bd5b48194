"""What stays of a question when the next one changes it, part by part."""

from dataclasses import dataclass, replace

from bot.domain.names import TenantNames
from bot.domain.question import Filter, Is, Log, Metric, Not, OneOf, Output, Question, field_of, values_of
from bot.language.claims import Claims
from bot.language.forms import thing_key
from bot.language.misfits import unsupported
from bot.language.moving import OF_METRICS
from bot.language.priming import primed
from bot.language.senses import Role, Thing, Wish
from bot.language.settling import settle
from bot.language.times.clock import Clock
from bot.language.unsaying import Unsaid

FAMILIES = (
    frozenset({"provider", "provider_kind"}),
    frozenset({"user", "user_domain"}),
    frozenset({"system", "source_system", "target_system"}),
    frozenset({"activity", "category"}),
)
"""Fields that say the same thing more or less closely: a new word on one takes the place of the others too."""

LISTING = frozenset("list|list of|table|table of|listing|listed|enumerate".split("|"))
"""Words that ask for rows. “Show me” goes before anything, so it asks for none."""

POINTING = frozenset("they them those these".split())


@dataclass(frozen=True, slots=True, kw_only=True)
class _Kept:
    """The parts of the form that go together: how an answer looks, and the numbers that belong to that look."""

    output: Output
    metric: Metric | None
    count_of: str | None


@dataclass(frozen=True, slots=True)
class Carried:
    """Settles claims as changes of `base`. `adds` where values and groups are to join those that are there."""

    base: Question
    said: Unsaid
    adds: bool

    def settle(self, claims: Claims, log: Log, names: TenantNames, clock: Clock) -> tuple[Question, tuple[str, ...]]:
        """As `settling.settle`; nothing is assumed, since what is not said stands in the question before."""
        question, _ = settle(primed(self.base, claims, clock), log, names, clock)
        return self._merged(question, claims), ()

    def _merged(self, said: Question, claims: Claims) -> Question:
        form = self._form(said, claims)
        groups = self._groups(said, claims)
        same_groups = groups == self.base.group_by and form.output is self.base.output
        times_said = bool(claims.whens or claims.edges)
        return replace(
            said,
            where=self._where(said),
            compare=said.compare if times_said else self.base.compare,
            group_by=groups,
            top=said.top or (self.base.top if same_groups else None),
            output=form.output,
            format=said.format or (self.base.format if form.output is Output.EXPORT else None),
            metric=form.metric,
            count_of=form.count_of,
            min_count=claims.min_count or (self.base.min_count if same_groups else None),
            show=said.show or self.base.show,
        )

    def _where(self, said: Question) -> tuple[Filter, ...]:
        gone = {field for thing in self.said.things for field in _family(self._field(thing))}
        if said.metric:
            gone.add("status")  # a share of those that ended in one way says nothing
        kept = {field_of(condition): condition for condition in self.base.where if field_of(condition) not in gone}
        for condition in (_on_same_side(condition, kept) for condition in said.where):
            field = field_of(condition)
            before = kept.get(field)
            for relative in _family(field):
                kept.pop(relative, None)
            kept[field] = _joined(before, condition, adds=self.adds) if before else condition
        return tuple(kept.values())

    def _field(self, thing: Thing) -> str:
        key = thing_key(thing, self.base.log)
        if key is None:
            raise unsupported(thing.noun, self.base.log)
        return key

    def _groups(self, said: Question, claims: Claims) -> tuple[str, ...]:
        if self.said.ungrouped or (_asks_for_rows(claims) and not said.group_by):
            return ()
        if self.adds:
            return tuple(dict.fromkeys((*self.base.group_by, *said.group_by)))
        return said.group_by or self.base.group_by

    def _form(self, said: Question, claims: Claims) -> _Kept:
        base = self.base
        if said.metric:
            chart = said.output is Output.RATE and base.output is Output.CHART
            return _Kept(output=Output.CHART if chart else said.output, metric=said.metric, count_of=None)
        if _asks_for_rows(claims):
            return _Kept(output=Output.LIST, metric=None, count_of=None)
        if said.output is not Output.LIST:
            metric = base.metric if said.output in OF_METRICS and not said.filter("status") else None
            if said.output is Output.FUNNEL and metric is not Metric.DROPOFF:
                metric = None
            count_of = said.count_of or (base.count_of if said.output is base.output else None)
            return _Kept(output=said.output, metric=metric, count_of=count_of)
        if said.filter("status") and base.metric:
            output = Output.LIST if base.output is Output.RATE else base.output
            return _Kept(output=output, metric=None, count_of=None)
        return _Kept(output=base.output, metric=base.metric, count_of=base.count_of)


def _asks_for_rows(claims: Claims) -> bool:
    """“List them”, “who were they?”, “who?”: the rows themselves."""
    pointing = any(piece.words in POINTING for piece in claims.pieces)
    for piece in claims.pieces:
        if piece.has(Wish(Output.LIST)) and (pointing or piece.words in LISTING):
            return True
    more = claims.filters or claims.deeds or claims.logs or claims.metrics or claims.groups or claims.asked
    return Role.WHO in claims.roles and (pointing or not more)


def _family(field: str) -> frozenset[str]:
    return next((family for family in FAMILIES if field in family), frozenset({field}))


def _on_same_side(condition: Filter, kept: dict[str, Filter]) -> Filter:
    """“And ServiceNow?” after provisioning to Dropbox: the new system is where the one before was."""
    sides = [side for side in ("source_system", "target_system") if side in kept]
    if field_of(condition) != "system" or len(sides) != 1:
        return condition
    values = values_of(condition)
    positive = Is(sides[0], values[0]) if len(values) == 1 else OneOf(sides[0], values)
    return Not(positive) if isinstance(condition, Not) else positive


def _joined(before: Filter, condition: Filter, *, adds: bool) -> Filter:
    """What is left out adds up; what is wanted does only where the words say so."""
    if isinstance(before, Not) != isinstance(condition, Not) or not (adds or isinstance(condition, Not)):
        return condition
    values = tuple(dict.fromkeys((*values_of(before), *values_of(condition))))
    field = field_of(condition)
    wish = Is(field, values[0]) if len(values) == 1 else OneOf(field, values)
    return Not(wish) if isinstance(condition, Not) else wish
