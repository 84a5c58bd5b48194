"""Filters that nouns and verbs say by themselves: what was done, who is at risk, which report."""

from collections.abc import Iterator
from itertools import pairwise

from bot.domain.fields import FIELDS
from bot.domain.question import Log, Value
from bot.errors import Mistake, QuestionError
from bot.language.activities import activities_of, lacks_activity, nouns_of, renames, unmet_verbs, verbs_of
from bot.language.categories import category_of
from bot.language.claims import Claims
from bot.language.gathering import Gathered
from bot.language.levels import levels_from
from bot.language.misfits import unsupported
from bot.language.pieces import Mark, Piece
from bot.language.reader import unread
from bot.language.reports import report_filters
from bot.language.senses import Fact, LogName, Role, Thing
from bot.language.words.activity_keys import ACTIONS, CHANGES, OBJECTS

PLAIN_NOUNS = (
    "user",
    "users",
    "account",
    "accounts",
    "group",
    "groups",
    "role",
    "roles",
    "user account",
    "user accounts",
    "employee",
    "employees",
    "people",
    *("leavers", "joiners", "starters", "hires", "new hires", "new starters", "new joiners"),
)
SUBJECTS = {
    "user": "user",
    "service principal": "workload",
    "workload": "workload",
    "app": "workload",
    "managed identity": "workload",
}


def implied_filters(claims: Claims, log: Log, gathered: Gathered) -> Iterator[tuple[str, tuple[Value, ...]]]:
    """Filters that nouns and verbs say in this log, beside those `gathered`. Raises QuestionError."""
    if claims.min_level:
        level, beyond = claims.min_level
        if "risk_level" not in FIELDS[log]:
            raise unsupported("risk_level", log)
        yield "risk_level", levels_from(level, beyond=beyond)
    match log:
        case Log.AUDIT:
            yield from _audited(claims, gathered)
        case Log.PROVISIONING:
            yield from _provisioned(claims)
        case Log.RISK:
            yield from _at_risk(claims, gathered)
        case Log.APPS:
            yield from report_filters(claims, gathered)
        case Log.SIGN_UPS:
            told_apart = claims.counted is not None and claims.counted[0].noun == "extension"
            named = any(thing.noun == "extension" for thing, _ in bare_things(claims))
            if named and not (told_apart or gathered.has("extension")):
                yield "extension", (True,)
        case Log.SIGN_INS | Log.USER:
            pass


def _audited(claims: Claims, gathered: Gathered) -> Iterator[tuple[str, tuple[Value, ...]]]:
    if category := category_of(claims):
        yield "category", (category,)
        return
    if gathered.has("activity"):
        return
    _refuse_possessions(claims)
    if lacks_activity(claims) and not renames(claims):
        raise QuestionError(
            Mistake.NOT_UNDERSTOOD,
            f"The audit log has no activity for {_deeds_without(claims)} with {' or '.join(nouns_of(claims))}; "
            "name one with activity:, or quote its name from the portal",
            word=claims.deeds[0][1].text,
            suggestions=("activity:user_updated", "activity:group_member_added"),
        )
    if keys := activities_of(claims):
        yield "activity", keys
    if renames(claims):
        yield "property", ("DisplayName",)


def _deeds_without(claims: Claims) -> str:
    """The verbs that no activity is known for, in words."""
    return " or ".join(unmet_verbs(claims) or verbs_of(claims))


def _refuse_possessions(claims: Claims) -> None:
    """“What licenses does X have” asks how it stands, which no log of changes says. Raises QuestionError."""
    owns = any(first.is_person and second.words == "have" for first, second in pairwise(claims.pieces))
    held = [piece for piece in claims.pieces if _is_property(piece)] if _asks_what_is(claims) else []
    if ((owns and claims.asked) or held) and not claims.deeds:
        noun = held[0] if held else claims.asked[0][1]
        raise QuestionError(
            Mistake.NOT_UNDERSTOOD,
            f"The audit log knows what changed, not which {noun.text} somebody has now; ask for the changes",
            word=noun.text,
            suggestions=("/audit license changes last 30d", "/audit role changes last 30d"),
        )


def _asks_what_is(claims: Claims) -> bool:
    """“What's X's phone number”, with no time in which it may have changed."""
    return bool(claims.pieces) and claims.pieces[0].words.startswith("what") and not (claims.whens or claims.edges)


def _is_property(piece: Piece) -> bool:
    fact = piece.get(Fact)
    return fact is not None and fact.field == "property"


def _provisioned(claims: Claims) -> Iterator[tuple[str, tuple[Value, ...]]]:
    for deed, piece in claims.deeds:
        several = len(claims.deeds) > 1 or (deed.verb == "update" and claims.outputs)
        describes = (deed.noun and deed.verb in {"add", "update"} and several) or piece.words in CHANGES
        if deed.verb in ACTIONS and not describes:
            yield "action", ACTIONS[deed.verb]
        elif deed.verb not in ACTIONS and not piece.has(Role.SKIP) and piece.get(LogName) is None:
            raise unread(piece.text, ("created", "updated", "removed", "disabled"))
    objects = [
        thing.noun
        for thing, piece in bare_things(claims)
        if _is_object(thing, piece) and not _counts_by_key(piece, claims)
    ]
    for noun in objects or (["user"] if Role.WHO in claims.roles and claims.deeds else []):
        yield "object", (noun,)


def _counts_by_key(piece: Piece, claims: Claims) -> bool:
    """`count:user` says what is counted, and “how many users” what was written as well."""
    return any(first.text.lower().startswith("count:") and second is piece for first, second in pairwise(claims.pieces))


def _is_object(thing: Thing, piece: Piece) -> bool:
    return thing.noun in OBJECTS and piece.words in PLAIN_NOUNS


def _at_risk(claims: Claims, gathered: Gathered) -> Iterator[tuple[str, tuple[Value, ...]]]:
    joined = _joined_subjects(claims)
    if len(joined) > 1:
        gathered.values.pop(("subject", False), None)
        yield "subject", joined
    if gathered.has("subject") or len(joined) > 1:
        return
    for thing, _ in (*claims.subjects, *bare_things(claims)):
        if thing.noun in SUBJECTS and not (thing.noun == "user" and gathered.has("user")):
            yield "subject", (SUBJECTS[thing.noun],)
            return
    if any(name.log is Log.SIGN_INS for name, _ in claims.logs):
        yield "subject", ("signin",)
    elif Role.WHO in claims.roles and not gathered.has("user") and not any(bare_things(claims)):
        yield "subject", ("user",)


def _joined_subjects(claims: Claims) -> tuple[Value, ...]:
    """“Users, sign-ins and workloads”: the subjects that are named side by side, each once."""
    found: list[str] = []
    awaits = True
    for piece in claims.pieces:
        subject = _subject_of(piece)
        if subject and awaits:
            found.append(subject)
            awaits = False
        elif found and piece.has(Role.AND, Role.OR, Mark.COMMA):
            awaits = True
        elif subject or not (piece.has(Role.SKIP) or piece.get(LogName) is not None):
            if len(found) > 1:
                break
            found, awaits = ([subject], False) if subject else ([], True)
    return tuple(dict.fromkeys(found))


def _subject_of(piece: Piece) -> str | None:
    """What may be at risk, by a word for it or by that of its log."""
    fact, thing, name = piece.get(Fact), piece.get(Thing), piece.get(LogName)
    if fact and fact.field == "subject":
        return str(fact.values[0])
    if thing and thing.noun in SUBJECTS:
        return SUBJECTS[thing.noun]
    return "signin" if name and name.log is Log.SIGN_INS else None


def bare_things(claims: Claims) -> Iterator[tuple[Thing, Piece]]:
    """Nouns that are neither grouped by nor the name of a value's field."""
    grouped = {id(piece) for _, piece in (*claims.groups, *claims.subjects)}
    valued = {claim.thing.noun for claim in claims.filters if claim.thing}
    for piece in claims.pieces:
        thing = piece.get(Thing)
        if thing and id(piece) not in grouped and thing.noun not in valued:
            yield thing, piece
