"""What each claim filters in the log that was chosen, and how several claims on one field go together."""

from bot.domain.fields import FIELDS, Field, Kind
from bot.domain.question import Filter, Is, Log, Not, OneOf, Value
from bot.errors import Mistake, QuestionError
from bot.language.claims import Claim, Claims
from bot.language.known import Name
from bot.language.literals import check_address, check_person
from bot.language.pieces import Keyed, Literal, Quoted, Unread
from bot.language.reader import unread
from bot.language.senses import Fact, Role, State
from bot.language.spelling import suggestions
from bot.language.tokens import Shape

Found = tuple[str, tuple[Value, ...]]
LITERAL_FIELDS = {
    Shape.GUID: "correlation_id",
    Shape.NUMBER: "error_code",
    Shape.NETWORK: "ip",
    Shape.DOMAIN: "user_domain",
}
NAME_FIELDS = {
    "apps": ("app", "target"),
    "flows": ("user_flow",),
    "extensions": ("extension",),
    "policies": ("ca_policy", "target"),
    "groups": ("target",),
}


def filters_of(claims: Claims, log: Log) -> tuple[Filter, ...]:
    """The filters of a question about `log`. Raises QuestionError for what it cannot be filtered by."""
    gathered: dict[tuple[str, bool], list[Value]] = {}
    loose: dict[tuple[str, bool], int] = {}
    for claim in claims.filters:
        field, values = filter_of(claim, log)
        key = (field, claim.negated or bool((keyed := claim.piece.get(Keyed)) and keyed.negated))
        known = gathered.setdefault(key, [])
        fresh = [value for value in values if value not in known]
        if known and fresh and not claim.joined and not claim.piece.get(Keyed):
            loose[key] = loose.get(key, 0) + 1
        known += fresh
    _refuse_conflicts(gathered, loose, log)
    return tuple(_filter(field, tuple(values), negated=negated) for (field, negated), values in gathered.items())


def filter_of(claim: Claim, log: Log) -> Found:
    """The field of `log` and the values that one claim means. Raises QuestionError."""
    piece = claim.piece
    if word := piece.get(Unread):
        raise unread(word.text, suggestions(word.text))
    if keyed := piece.get(Keyed):
        return _keyed(keyed, log)
    if (name := piece.get(Name)) and (found := _named(name, claim, log)):
        return found
    if literal := piece.get(Literal):
        return _literal(literal, claim, log)
    for meaning in piece.meanings:
        if isinstance(meaning, Fact) and meaning.fits(log):
            return meaning.field, meaning.values
    if (state := piece.get(State)) and "status" in FIELDS[log]:
        return "status", (_status(state, log),)
    if quoted := piece.get(Quoted):
        return _quoted(quoted, claim, log)
    raise unsupported(_field_named(claim), log)


def unsupported(field: str, log: Log) -> QuestionError:
    """The mistake of filtering or grouping by what a log does not hold."""
    known = tuple(FIELDS[log])
    return QuestionError(
        Mistake.UNSUPPORTED_FIELD,
        f"The log {log.value} holds no {field.replace('_', ' ')}; it knows {', '.join(known)}",
        word=field,
        suggestions=suggestions(field, known) or known[:4],
    )


def _keyed(keyed: Keyed, log: Log) -> Found:
    for field, values in keyed.readings:
        known = FIELDS[log].get(field)
        if known is None or not known.filterable:
            continue
        if isinstance(values, QuestionError):
            raise values
        _check_choice(known, values)
        return field, values
    raise unsupported(keyed.readings[0][0], log)


def _check_choice(field: Field, values: tuple[Value, ...]) -> None:
    wrong = [value for value in values if field.kind is Kind.CHOICE and value not in field.values]
    if wrong:
        raise QuestionError(
            Mistake.UNKNOWN_VALUE,
            f"{field.name} cannot be “{wrong[0]}” there; it can be {', '.join(field.values)}",
            word=str(wrong[0]),
            suggestions=field.values,
        )


def _named(name: Name, claim: Claim, log: Log) -> Found | None:
    if (system := name.among("systems")) and log is Log.PROVISIONING:
        return _side(claim), (system,)
    for names, spelled in name.lists:
        for field in NAME_FIELDS.get(names, ()):
            if field in FIELDS[log]:
                return field, (spelled,)
    return None


def _side(claim: Claim) -> str:
    match claim.prep:
        case Role.FROM:
            return "source_system"
        case Role.TO | Role.IN:
            return "target_system"
    return "system"


def _literal(literal: Literal, claim: Claim, log: Log) -> Found:
    field = LITERAL_FIELDS.get(literal.shape)
    if literal.shape is Shape.PERSON:
        return _person_field(claim, log), (check_person(literal.text),)
    if literal.shape is Shape.GUID and claim.thing and claim.thing.key(log) in {"app", "user", "request_id"}:
        field = claim.thing.key(log)
    if field is None or field not in FIELDS[log]:
        raise unsupported(field or literal.shape.value, log)
    value = literal.text.upper().removeprefix("AADSTS") if field == "error_code" else literal.text
    return field, (value.lower() if field == "user_domain" else value,)


def _person_field(claim: Claim, log: Log) -> str:
    if log is not Log.AUDIT:
        return "user" if "user" in FIELDS[log] else "identity"
    return "actor" if claim.prep is Role.BY else "target"


def _quoted(quoted: Quoted, claim: Claim, log: Log) -> Found:
    field = claim.thing.key(log) if claim.thing else None
    if field in FIELDS[log] and FIELDS[log][field].filterable:
        return field, (quoted.text,)
    if "@" in quoted.text:
        return _person_field(claim, log), (check_address(quoted.text),)
    if "user" in FIELDS[log]:
        return "user", (quoted.text,)
    raise unsupported(quoted.text, log)


def _status(state: State, log: Log) -> str:
    if state.value not in FIELDS[log]["status"].values:
        raise QuestionError(
            Mistake.UNKNOWN_VALUE,
            f"Nothing in the log {log.value} is {state.value}; its results are "
            f"{', '.join(FIELDS[log]['status'].values)}",
            word=state.value,
            suggestions=FIELDS[log]["status"].values,
        )
    return state.value


def _field_named(claim: Claim) -> str:
    fact = claim.piece.get(Fact)
    return fact.field if fact else claim.piece.text


def _refuse_conflicts(
    gathered: dict[tuple[str, bool], list[Value]], loose: dict[tuple[str, bool], int], log: Log
) -> None:
    for (field, negated), values in gathered.items():
        if loose.get((field, negated)) and FIELDS[log][field].kind in {Kind.CHOICE, Kind.FLAG} and field == "status":
            raise _conflict(field, values)
        if not negated and set(values) & set(gathered.get((field, True), ())):
            raise _conflict(field, values)
        if FIELDS[log][field].kind is Kind.FLAG and len(values) > 1 and True in values and False in values:
            raise _conflict(field, values)


def _conflict(field: str, values: list[Value]) -> QuestionError:
    said = " and ".join(str(value) for value in values)
    return QuestionError(
        Mistake.CONFLICT,
        f"{field.replace('_', ' ')} cannot be {said} at once; say “or” between them for either",
        word=said,
        suggestions=(f"{field}:{','.join(str(value) for value in values)}",),
    )


def _filter(field: str, values: tuple[Value, ...], *, negated: bool) -> Filter:
    positive = Is(field, values[0]) if len(values) == 1 else OneOf(field, values)
    return Not(positive) if negated else positive
