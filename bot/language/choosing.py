"""Which log a question is about, when no command says so: every claim points to the logs that could meet it."""

from collections.abc import Iterator

from bot.domain.fields import FIELDS
from bot.domain.question import Log, Metric, Output
from bot.errors import Mistake, QuestionError
from bot.language.claims import Claim, Claims
from bot.language.known import Name
from bot.language.pieces import Keyed, Literal, Piece, Quoted
from bot.language.pointers import deed_logs, deeds_point
from bot.language.senses import EVENT_LOGS, UNCLEAR, Deed, Fact, LogName, Role, State, Thing
from bot.language.telling import is_person, names_system, told_log
from bot.language.tokens import Shape, tokenise
from bot.language.vocabulary import lexicon
from bot.language.words.activity_keys import ACTIVITIES, AUDIT_NOUNS

NAMES = {
    "apps": (Log.SIGN_UPS, Log.SIGN_INS, Log.APPS),
    "systems": (Log.PROVISIONING,),
    "flows": (Log.SIGN_UPS,),
    "extensions": (Log.SIGN_UPS,),
    "policies": (Log.SIGN_INS,),
    "groups": (Log.AUDIT,),
}
LITERALS = {
    Shape.PERSON: (Log.SIGN_UPS, Log.SIGN_INS, Log.AUDIT, Log.USER, Log.RISK, Log.PROVISIONING),
    Shape.GUID: (Log.SIGN_UPS, Log.SIGN_INS, Log.AUDIT),
    Shape.NUMBER: (Log.SIGN_UPS, Log.SIGN_INS),
    Shape.NETWORK: (Log.SIGN_INS,),
    Shape.DOMAIN: (Log.SIGN_UPS, Log.SIGN_INS),
}
METRICS = {
    Metric.CONVERSION: (Log.SIGN_UPS,),
    Metric.ABANDONMENT: (Log.SIGN_UPS,),
    Metric.DROPOFF: (Log.SIGN_UPS,),
    Metric.SUCCESS: EVENT_LOGS,
    Metric.FAILURE: EVENT_LOGS,
}
ACTED = ("invite", "delete", "restore", "reset", "assign", "revoke", "rename", "rotate")
LOOSE = ("user", "hour", "day", "week", "month", "attempt", "method", "name", "status", "report", "identity")
"""Nouns that point nowhere."""


class Undecided(Exception):
    """Several logs fit, and nothing in the text tells them apart."""

    def __init__(self, logs: tuple[Log, ...]) -> None:
        super().__init__(", ".join(logs))
        self.logs = logs


def choose_log(claims: Claims) -> Log:
    """The log that the words point to. Raises `Undecided`, and QuestionError when nothing points anywhere."""
    strong = list(dict.fromkeys(name.log for name, _ in claims.logs if not name.weak))
    if found := told_log(claims, strong):
        return found
    if len(strong) == 1:
        return strong[0]
    if len(strong) > 1:
        raise Undecided(tuple(strong))
    pointers = list(_pointers(claims))
    fitting = tuple(log for log in Log if all(log in logs for logs in pointers))
    weak = [name.log for name, _ in claims.logs if name.weak]
    if weak and (weak[0] in fitting or not fitting):
        return weak[0]
    if len(fitting) == 1:
        return fitting[0]
    if not fitting:
        return _only_meter(claims) or _of_deed(claims) or _most_pointed(pointers)
    _refuse_emptiness(claims, pointers)
    logs = tuple(log for log in fitting if log in EVENT_LOGS) or fitting
    raise Undecided((Log.USER, *logs) if _only_a_person(claims) else logs)


def _only_a_person(claims: Claims) -> bool:
    """An address alone may be looked up as well."""
    alone = len(claims.filters) == 1 and is_person(claims.filters[0].piece)
    return alone and not (claims.whens or claims.groups or claims.outputs or claims.deeds)


def _refuse_emptiness(claims: Claims, pointers: list[tuple[Log, ...]]) -> None:
    if not (
        pointers or claims.groups or claims.whens or claims.edges or claims.outputs or claims.filters or claims.things
    ):
        raise QuestionError(
            Mistake.NOT_UNDERSTOOD,
            "I found no word that says what this is about; name a log, like sign-ups",
            suggestions=("/signups failed last 24h", "/entra help"),
        )


def _only_meter(claims: Claims) -> Log | None:
    """The one log that has the rate that is asked for."""
    return next((METRICS[metric][0] for metric in claims.metrics if len(METRICS[metric]) == 1), None)


def _of_deed(claims: Claims) -> Log | None:
    """A verb of the audit log outweighs nouns: “guests invited”."""
    return Log.AUDIT if any(deed.verb in ACTED and not deed.noun for deed, _ in claims.deeds) else None


def _most_pointed(pointers: list[tuple[Log, ...]]) -> Log:
    """The log that most claims point to; what it does not hold is then said."""
    return max(Log, key=lambda log: sum(log in logs for logs in pointers))


def _pointers(claims: Claims) -> Iterator[tuple[Log, ...]]:
    """For each claim the logs that could meet it."""
    said = (*claims.groups, *claims.asked, *claims.things)
    audited = any(deed.verb != "other" for deed, _ in claims.deeds) or any(
        _of_thing(thing, piece) == (Log.AUDIT,) for thing, piece in said
    )
    for claim in claims.filters:
        if logs := _of_claim(claim):
            yield (*logs, Log.AUDIT) if audited and claim.piece.get(Name) is not None else logs
    yield from (METRICS[metric] for metric in claims.metrics)
    for thing, piece in said:
        if logs := _of_thing(thing, piece, deeds=audited):
            yield logs
    if Output.FUNNEL in claims.outputs:
        yield (Log.SIGN_UPS,)
    if claims.min_level:
        yield (Log.RISK,)
    if claims.left_out:
        yield (Log.AUDIT, Log.PROVISIONING)
    if deeds_point(claims):
        yield deed_logs(claims, system=names_system(claims))


def _of_thing(thing: Thing, piece: Piece, *, deeds: bool = False) -> tuple[Log, ...]:
    if thing.noun in AUDIT_NOUNS and thing.noun not in {"password", "policy", "ca"} and piece.get(Fact) is None:
        return (Log.AUDIT,)
    if thing.noun in LOOSE or piece.has(Role.SKIP):
        return ()
    logs = [log for log, _ in thing.keys]
    if thing.noun in {"service principal", "workload"}:
        logs += [Log.RISK, Log.APPS]
    return tuple([*logs, Log.AUDIT] if deeds and thing.noun in ACTIVITIES and logs else logs)


def _is_activity(text: str) -> bool:
    """“Add member to group”: a verb and a small letter after it, unlike the name of a person."""
    words = tokenise(text)
    found = lexicon().find(words, 0) if len(words) > 1 else None
    return found is not None and words[1].text.islower() and any(isinstance(each, Deed) for each in found[0].meanings)


def _of_claim(claim: Claim) -> tuple[Log, ...]:
    piece = claim.piece
    if piece.get(LogName):
        return ()
    if keyed := piece.get(Keyed):
        return tuple(log for log in Log if keyed.fields & FIELDS[log].keys())
    if name := piece.get(Name):
        return tuple(dict.fromkeys(log for names, _ in name.lists for log in NAMES[names]))
    if literal := piece.get(Literal):
        return LITERALS.get(literal.shape, ())
    if (quoted := piece.get(Quoted)) and claim.prep is None and _is_activity(quoted.text):
        return (Log.AUDIT,)
    logs = [log for meaning in piece.meanings if isinstance(meaning, Fact) for log in meaning.logs]
    if logs:
        nouns = {thing.noun for thing in piece.meanings if isinstance(thing, Thing)}
        audited = [Log.AUDIT] if nouns & set(AUDIT_NOUNS) else []
        return tuple(dict.fromkeys([*logs, *audited]))
    if state := piece.get(State):
        return tuple(log for log in EVENT_LOGS if state.value in {UNCLEAR, *FIELDS[log]["status"].values})
    return ()
