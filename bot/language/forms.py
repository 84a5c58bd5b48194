"""In which form an answer is wanted: list, count, rate, funnel, chart or export; counting what."""

from bot.domain.fields import FIELDS
from bot.domain.question import Log, Metric, Output
from bot.language.claims import Claims
from bot.language.pieces import Literal
from bot.language.senses import Fact, Role, State, Thing, Wish

FORMS = (Output.EXPORT, Output.FUNNEL, Output.CHART, Output.COUNT)
"""Where several forms are said, the first of these wins: “show me a chart” is a chart."""

TIMES = ("hour", "day", "week", "month")
UNCOUNTED = ("error", "status", "existing", "target", "name", "type", "updates")


def loses_by_stage(claims: Claims, log: Log, metric: Metric | None) -> bool:
    """Whether drop-off is wanted stage by stage: a funnel, in which the stage is no group."""
    if metric is not Metric.DROPOFF or log is not Log.SIGN_UPS:
        return False
    groups = {thing.noun for thing, _ in (*claims.groups, *claims.subjects)}
    if groups - {"stage"}:
        return False
    asked = any(thing.noun == "stage" for thing, _ in (*claims.asked, *claims.groups, *claims.subjects, *claims.things))
    return asked or Role.WHERE in claims.roles


def output_of(claims: Claims, log: Log, metric: Metric | None, *, shares: bool = False) -> Output:
    """The form of the answer; `shares` of a kind are counts side by side."""
    said = Output.LIST if _keyed_list(claims) else next((form for form in FORMS if form in claims.outputs), None)
    if said in {Output.CHART, Output.EXPORT, Output.FUNNEL}:
        return said
    if loses_by_stage(claims, log, metric):
        return Output.FUNNEL
    return Output.RATE if metric else Output.COUNT if shares else said or Output.LIST


def file_note(claims: Claims) -> tuple[str, ...]:
    """Tells that a file takes the place of the funnel or chart that was said beside it."""
    drawn = [form.value for form in (Output.FUNNEL, Output.CHART) if form in claims.outputs]
    return (f"a file holds the rows, and no {drawn[0]}",) if drawn and Output.EXPORT in claims.outputs else ()


def _keyed_list(claims: Claims) -> bool:
    """`out:list` beside `count:ip`: a list, of which the floor counts something else than rows."""
    said = [piece.words for piece in claims.pieces if piece.get(Wish) and piece.words.startswith(("out ", "output "))]
    return bool(said) and said[-1].endswith(" list")


def count_of(claims: Claims, log: Log) -> str | None:
    """What is counted where the text says so: people, attempts, apps."""
    if claims.counted is None or not (claims.floored or Output.COUNT in claims.outputs):
        return None
    thing, piece = claims.counted
    if claims.floored and log is Log.AUDIT and piece.words.startswith("member"):
        return None
    if thing.noun == "user" and log in {Log.AUDIT, Log.PROVISIONING} and "account" not in piece.words:
        return "user"
    key = thing.key(log)
    if key is None or key in TIMES or thing.noun in UNCOUNTED or piece.words.startswith(("account", "identit")):
        return None
    return key if key == "attempts" or key in FIELDS[log] else None


def asks_where(claims: Claims, log: Log) -> str | None:
    """The field that “where” asks for: the stage of a sign-up, the country of a sign-in."""
    if not _begins_with_where(claims) or any(claim.piece.get(Literal) for claim in claims.filters):
        return None
    facts = {fact.field for claim in claims.filters if (fact := claim.piece.get(Fact))}
    match log:
        case Log.SIGN_UPS if "stage" not in facts and any(claim.piece.get(State) for claim in claims.filters):
            return "stage"
        case Log.SIGN_INS if "country" not in facts:
            return "country"
    return None


def asks_why_failed(claims: Claims) -> bool:
    """“The most common failure reason” is one of what failed; “by failure reason” only groups."""
    nouns = (*claims.groups, *claims.subjects, *claims.asked)
    named = any(thing.noun == "code" and piece.words.startswith("failure") for thing, piece in nouns)
    return named and not {Role.BY, Role.PER} & claims.roles


def _begins_with_where(claims: Claims) -> bool:
    """“Sign-ins where MFA failed” joins, it does not ask for a place."""
    first = next(
        (piece for piece in claims.pieces if piece.has(Role.WHERE) or not piece.has(Role.SKIP, Role.FROM)), None
    )
    return first is not None and first.has(Role.WHERE)


def thing_key(thing: Thing, log: Log) -> str | None:
    """The field that a noun names in `log`, for grouping."""
    key = thing.key(log) or (thing.noun if thing.noun in FIELDS[log] else None)
    return key if key in FIELDS[log] else None
