"""Several claims on one field together: any of them, none of them, or a conflict."""

from collections.abc import Iterator

from bot.domain.fields import FIELDS, Kind
from bot.domain.names import TenantNames
from bot.domain.question import Filter, Is, Log, Not, OneOf, Value
from bot.errors import Mistake, QuestionError
from bot.language.activities import activities_of, category_of, lacks_activity, nouns_of, renames, verbs_of
from bot.language.claims import Claim, Claims
from bot.language.clock import Clock
from bot.language.filtering import Filtering, unsupported
from bot.language.known import Name
from bot.language.pieces import Keyed, Piece
from bot.language.reader import unread
from bot.language.senses import Fact, LogName, Role, Share, Thing

LEVELS = ("low", "medium", "high")
KINDS = {"Email OTP": "local", "Email Password": "local", "Google": "social", "Facebook": "social", "Apple": "social"}
ACTIONS: dict[str, tuple[Value, ...]] = {
    "create": ("create",),
    "add": ("create",),
    "update": ("update",),
    "rename": ("update",),
    "delete": ("delete",),
    "remove": ("delete",),
    "disable": ("disable",),
    "deprovision": ("disable", "delete"),
}
OBJECTS = ("user", "group", "role")
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
)
SUBJECTS = {
    "user": "user",
    "service principal": "workload",
    "workload": "workload",
    "app": "workload",
    "managed identity": "workload",
}
REPORTS = {
    "activity": "activity",
    "credential": "credentials",
    "service principal": "service_principals",
    "method": "auth_methods",
    "app": "activity",
}

Key = tuple[str, bool]


class Gathered:
    """Values by field, wanted and excluded, in the order they were said."""

    def __init__(self) -> None:
        self.values: dict[Key, list[Value]] = {}

    def add(self, field: str, values: tuple[Value, ...], *, negated: bool = False, joined: bool = True) -> None:
        """Adds values to a field. Raises a conflict for a second status that no “or” joins to the first."""
        known = self.values.setdefault((field, negated), [])
        fresh = [value for value in values if value not in known]
        if known and fresh and not joined and field == "status":
            raise conflict(field, [*known, *fresh])
        known += fresh

    def has(self, field: str) -> bool:
        """Whether anything was said about `field`."""
        return (field, False) in self.values or (field, True) in self.values

    def filters(self, log: Log) -> tuple[Filter, ...]:
        """One filter for each field. Raises a conflict where they leave nothing."""
        self._settle(log)
        return tuple(_filter(field, tuple(values), negated=negated) for (field, negated), values in self.values.items())

    def _settle(self, log: Log) -> None:
        for (field, negated), values in list(self.values.items()):
            if not negated and (excluded := self.values.get((field, True))):
                left = [value for value in values if value not in excluded]
                if not left:
                    raise conflict(field, values, excluded)
                self.values[field, False] = left
                del self.values[field, True]
            if FIELDS[log][field].kind is Kind.FLAG and {True, False} <= set(values):
                raise conflict(field, values)
        self._plain_negations()
        self._refuse_impossible()

    def _plain_negations(self) -> None:
        """“No existing account” is a false one."""
        for field in ("existing_account", "had_error"):
            if (wrong := self.values.pop((field, True), None)) is not None:
                self.values[field, False] = [not wrong[0]]

    def _refuse_impossible(self) -> None:
        kinds, providers = self.values.get(("provider_kind", False)), self.values.get(("provider", False))
        if kinds and providers and all(KINDS.get(str(name), kinds[0]) not in kinds for name in providers):
            raise conflict("provider", [*providers, *kinds])


def filters_of(claims: Claims, log: Log, names: TenantNames, clock: Clock) -> tuple[Filter, ...]:
    """The filters of a question about `log`. Raises QuestionError for what it cannot be filtered by."""
    filtering = Filtering(claims, log, names, clock)
    gathered = Gathered()
    for claim in claims.filters:
        if claim.piece.get(LogName) and _only_a_log(claim):
            continue
        if (found := filtering.found(claim)) is not None:
            keyed = claim.piece.get(Keyed)
            negated = claim.negated != bool(keyed and keyed.negated)
            if negated and keyed is None and found == ("mfa", ("required",)):
                found, negated = ("mfa", ("none",)), False
            gathered.add(*found, negated=negated, joined=claim.joined or keyed is not None)
    for field, values in _implied(claims, log, gathered):
        gathered.add(field, values)
    _check_nouns(claims, log)
    return gathered.filters(log)


def _only_a_log(claim: Claim) -> bool:
    return claim.piece.get(Fact) is None and not claim.negated


def _implied(claims: Claims, log: Log, gathered: Gathered) -> Iterator[tuple[str, tuple[Value, ...]]]:
    """Filters that nouns and verbs say in this log."""
    if claims.min_level:
        level, beyond = claims.min_level
        if "risk_level" not in FIELDS[log]:
            raise unsupported("risk_level", log)
        yield "risk_level", LEVELS[LEVELS.index(level) + beyond :]
    match log:
        case Log.AUDIT:
            yield from _audited(claims, gathered)
        case Log.PROVISIONING:
            yield from _provisioned(claims)
        case Log.RISK:
            yield from _at_risk(claims, gathered)
        case Log.APPS:
            yield from _reported(claims, gathered)
        case Log.SIGN_UPS | Log.SIGN_INS:
            _refuse_deeds(claims, log)
        case Log.USER:
            pass


def _audited(claims: Claims, gathered: Gathered) -> Iterator[tuple[str, tuple[Value, ...]]]:
    if category := category_of(claims):
        yield "category", (category,)
        return
    if gathered.has("activity"):
        return
    if keys := activities_of(claims):
        yield "activity", keys
        if renames(claims):
            yield "property", ("DisplayName",)
    elif lacks_activity(claims):
        raise QuestionError(
            Mistake.NOT_UNDERSTOOD,
            f"The audit log has no activity for {' or '.join(verbs_of(claims))} with {' or '.join(nouns_of(claims))}; "
            "name one with activity:, or quote its name from the portal",
            word=claims.deeds[0][1].text,
            suggestions=("activity:user_updated", "activity:group_member_added"),
        )


def _provisioned(claims: Claims) -> Iterator[tuple[str, tuple[Value, ...]]]:
    for deed, piece in claims.deeds:
        several = len(claims.deeds) > 1 or (deed.verb == "update" and claims.outputs)
        describes = deed.noun and deed.verb in {"add", "update"} and several
        if deed.verb in ACTIONS and not describes:
            yield "action", ACTIONS[deed.verb]
        elif deed.verb not in ACTIONS and not piece.has(Role.SKIP) and piece.get(LogName) is None:
            raise unread(piece.text, ("created", "updated", "removed", "disabled"))
    objects = [thing.noun for thing, piece in _bare_things(claims) if _is_object(thing, piece)]
    for noun in objects or (["user"] if Role.WHO in claims.roles and claims.deeds else []):
        yield "object", (noun,)


def _is_object(thing: Thing, piece: Piece) -> bool:
    return thing.noun in OBJECTS and piece.text.lower() in PLAIN_NOUNS


def _at_risk(claims: Claims, gathered: Gathered) -> Iterator[tuple[str, tuple[Value, ...]]]:
    if gathered.has("subject"):
        return
    for thing, _ in (*claims.subjects, *_bare_things(claims)):
        if thing.noun in SUBJECTS and not (thing.noun == "user" and gathered.has("user")):
            yield "subject", (SUBJECTS[thing.noun],)
            return
    if any(name.log is Log.SIGN_INS for name, _ in claims.logs):
        yield "subject", ("signin",)
    elif Role.WHO in claims.roles and not gathered.has("user") and not any(_bare_things(claims)):
        yield "subject", ("user",)


def _reported(claims: Claims, gathered: Gathered) -> Iterator[tuple[str, tuple[Value, ...]]]:
    if gathered.has("report"):
        return
    nouns = [thing.noun for piece in claims.pieces for thing in piece.meanings if isinstance(thing, Thing)]
    report = next((REPORTS[noun] for noun in REPORTS if noun in nouns and noun != "app"), None)
    if report is None and claims.facets:
        report = "auth_methods"
    if report is None and "user" in nouns:
        raise unsupported("user", Log.APPS)
    if report or claims.logs or "app" in nouns:
        yield "report", (report or "activity",)


def _bare_things(claims: Claims) -> Iterator[tuple[Thing, Piece]]:
    """Nouns that are neither grouped by nor the name of a value's field."""
    grouped = {id(piece) for _, piece in (*claims.groups, *claims.subjects)}
    valued = {claim.thing.noun for claim in claims.filters if claim.thing}
    for piece in claims.pieces:
        thing = piece.get(Thing)
        if thing and id(piece) not in grouped and thing.noun not in valued:
            yield thing, piece


def _refuse_deeds(claims: Claims, log: Log) -> None:
    """A verb that this log knows nothing of is an unread word, unless it only describes: new, changed."""
    runs = any((name := claim.piece.get(Name)) and name.among("extensions") for claim in claims.filters)
    for deed, piece in claims.deeds:
        describes = deed.verb in {"add", "update", "create", "register"} and (deed.noun or deed.verb != "add")
        means_more = any(isinstance(meaning, LogName | Fact | Share) for meaning in piece.meanings)
        if not (describes or means_more or piece.has(Role.SKIP) or (piece.text.lower() == "run" and runs)):
            raise QuestionError(
                Mistake.UNKNOWN_WORD,
                f"The log {log.value} knows nothing of “{piece.text}”; who did what is in the audit log",
                word=piece.text,
                suggestions=(f"/audit {piece.text}",),
            )


NEUTRAL = (
    *(
        "user",
        "attempt",
        "app",
        "error",
        "code",
        "status",
        "type",
        "action",
        "activity",
        "target",
        "service",
        "subject",
    ),
    *("report", "name", "kind", "identity", "state", "level", "change", "job", "object", "source system", "settings"),
    *(
        "hour",
        "day",
        "week",
        "month",
        "property",
        "request",
        "session",
        "method",
        "password",
        "security info",
        "risk type",
    ),
    *("consent", "updates", "existing", "actor"),
)
"""Nouns that ask for no filter when they stand alone."""


def _check_nouns(claims: Claims, log: Log) -> None:
    """A noun of a field that the log does not have is an error, not a word to pass over."""
    for thing, piece in _bare_things(claims):
        if thing.noun in NEUTRAL or thing.key(log) or log in {Log.AUDIT, Log.APPS, Log.USER} or _means_more(piece, log):
            continue
        if log is Log.PROVISIONING and thing.noun in {"group", "role", "member", "service principal"}:
            continue
        if log is Log.RISK and thing.noun in SUBJECTS:
            continue
        raise unsupported(dict(thing.keys).get(Log.SIGN_INS) or dict(thing.keys).get(Log.SIGN_UPS) or thing.noun, log)


def _means_more(piece: Piece, log: Log) -> bool:
    return piece.has(Role.SKIP) or any(isinstance(meaning, Fact) and meaning.fits(log) for meaning in piece.meanings)


def conflict(field: str, values: list[Value], excluded: list[Value] | None = None) -> QuestionError:
    """The mistake of claims that exclude each other."""
    said = " and ".join(str(value) for value in values)
    name = field.replace("_", " ")
    if excluded:
        return QuestionError(
            Mistake.CONFLICT, f"{name} cannot be {said} and not be it; leave one of the two out", word=said
        )
    either = ",".join(str(value) for value in values)
    return QuestionError(
        Mistake.CONFLICT,
        f"{name} cannot be {said} at once; say “or” between them for either",
        word=said,
        suggestions=(f"{field}:{either}",),
    )


def _filter(field: str, values: tuple[Value, ...], *, negated: bool) -> Filter:
    positive = Is(field, values[0]) if len(values) == 1 else OneOf(field, values)
    return Not(positive) if negated else positive
