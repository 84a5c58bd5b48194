"""Which log a question is about, when no command says so: every claim points to the logs that could meet it."""

from collections.abc import Iterator

from bot.domain.fields import FIELDS
from bot.domain.question import Log, Metric, Output
from bot.errors import Mistake, QuestionError
from bot.language.claims import Claim, Claims
from bot.language.known import Name
from bot.language.pieces import Keyed, Literal
from bot.language.senses import EVENT_LOGS, Fact, Role, State
from bot.language.tokens import Shape

NAMES = {
    "apps": (Log.SIGN_UPS, Log.SIGN_INS, Log.APPS, Log.AUDIT),
    "systems": (Log.PROVISIONING,),
    "flows": (Log.SIGN_UPS,),
    "extensions": (Log.SIGN_UPS,),
    "policies": (Log.SIGN_INS, Log.AUDIT),
    "groups": (Log.AUDIT,),
}
LITERALS = {
    Shape.PERSON: (Log.SIGN_UPS, Log.SIGN_INS, Log.AUDIT, Log.USER, Log.RISK, Log.PROVISIONING),
    Shape.GUID: (Log.SIGN_UPS, Log.SIGN_INS, Log.AUDIT, Log.USER),
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


class Undecided(Exception):
    """Several logs fit, and nothing in the text tells them apart."""

    def __init__(self, logs: tuple[Log, ...]) -> None:
        super().__init__(", ".join(logs))
        self.logs = logs


def choose_log(claims: Claims) -> Log:
    """The log that the words point to. Raises `Undecided`, and QuestionError when nothing points anywhere."""
    strong = {name.log for name, _ in claims.logs if not name.weak}
    if len(strong) == 1:
        return _with_facets(claims, strong.pop())
    fitting = tuple(
        log for log in Log if all(log in logs for logs in _pointers(claims)) and (not strong or log in strong)
    )
    pointing = any(True for _ in _pointers(claims))
    if len(fitting) == 1:
        return fitting[0]
    weak = [name.log for name, _ in claims.logs if name.weak]
    if weak and (not pointing or weak[0] in fitting):
        return weak[0]
    if not pointing and not claims.groups and not claims.whens and not claims.outputs:
        raise QuestionError(
            Mistake.NOT_UNDERSTOOD,
            "I found no word that says what this is about; name a log, like sign-ups",
            suggestions=("/signups failed last 24h", "/signups help"),
        )
    raise Undecided(tuple(log for log in fitting if log in EVENT_LOGS) or EVENT_LOGS)


def _with_facets(claims: Claims, log: Log) -> Log:
    """What somebody has registered is a question about a person, not about the log."""
    return Log.USER if claims.facets and log is Log.SIGN_INS and not claims.groups and claims.filters else log


def _pointers(claims: Claims) -> Iterator[tuple[Log, ...]]:
    """For each claim the logs that could meet it."""
    for claim in claims.filters:
        if logs := _of_claim(claim):
            yield logs
    yield from (METRICS[metric] for metric in claims.metrics)
    yield from (tuple(log for log, _ in thing.keys) for thing, _ in claims.groups if thing.keys)
    if Output.FUNNEL in claims.outputs:
        yield (Log.SIGN_UPS,)
    if claims.facets:
        yield (Log.USER,)
    if claims.deeds:
        yield (Log.AUDIT, Log.PROVISIONING, Log.SIGN_UPS) if _systemless(claims) else (Log.PROVISIONING,)


def _systemless(claims: Claims) -> bool:
    return not any(name.among("systems") for claim in claims.filters if (name := claim.piece.get(Name)))


def _of_claim(claim: Claim) -> tuple[Log, ...]:
    piece = claim.piece
    if keyed := piece.get(Keyed):
        fields = {field for field, _ in keyed.readings}
        return tuple(log for log in Log if fields & FIELDS[log].keys())
    if name := piece.get(Name):
        return tuple({log for names, _ in name.lists for log in NAMES[names]})
    if literal := piece.get(Literal):
        return LITERALS.get(literal.shape, ())
    facts = tuple({log for meaning in piece.meanings if isinstance(meaning, Fact) for log in meaning.logs})
    if facts:
        return facts
    if state := piece.get(State):
        return tuple(log for log in EVENT_LOGS if state.value in FIELDS[log]["status"].values)
    return ()


def is_request(claims: Claims) -> bool:
    """Whether the text asks to change something: a bare verb at its start, or after a please."""
    if not claims.deeds:
        return False
    deed, piece = claims.deeds[0]
    before = [each for each in claims.pieces if each.start < piece.start]
    polite = any(each.has(Role.POLITE) for each in before)
    return deed.asked and all(each.has(Role.SKIP, Role.POLITE) for each in before) and (polite or not before)
