"""What one claim filters in the log that was chosen: a field and its values, or nothing."""

from dataclasses import dataclass

from bot.domain.fields import FIELDS, Field, Kind
from bot.domain.names import TenantNames
from bot.domain.question import Log, Value
from bot.errors import Mistake, QuestionError
from bot.language.activities import ACTIVITIES
from bot.language.claims import Claim, Claims
from bot.language.clock import Clock
from bot.language.known import LISTS, Name
from bot.language.literals import check_address, check_code, check_domain, check_guid, check_network, check_person
from bot.language.pieces import Keyed, Literal, Piece, Quoted, Unread
from bot.language.reader import unread
from bot.language.senses import UNCLEAR, Deed, Fact, LogName, Role, State, Thing
from bot.language.sides import audit_side, system_side
from bot.language.spelling import suggestions
from bot.language.tokens import Shape
from bot.language.values import CA_STATES, Page, read_value, unknown_name
from bot.language.vocabulary import lexicon
from bot.language.words.english import ENGLISH

Found = tuple[str, tuple[Value, ...]]

NAME_FIELDS: dict[Log, dict[str, str]] = {
    Log.SIGN_UPS: {"apps": "app", "flows": "user_flow", "extensions": "extension"},
    Log.SIGN_INS: {"apps": "app", "policies": "ca_policy"},
    Log.PROVISIONING: {"systems": "system", "groups": "identity"},
    Log.APPS: {"apps": "app"},
}
LIST_FIELDS = {
    "apps": "app",
    "systems": "system",
    "flows": "user_flow",
    "extensions": "extension",
    "policies": "ca_policy",
    "groups": "group",
}
LITERAL_FIELDS = {
    Shape.GUID: "correlation_id",
    Shape.NUMBER: "error_code",
    Shape.NETWORK: "ip",
    Shape.DOMAIN: "user_domain",
}
APP_PREPS = (Role.TO, Role.IN, Role.ON, Role.AT)
SLOTS = (*APP_PREPS, Role.FOR, Role.FROM, Role.OF, Role.WITH, Role.BY)


class OpenSide(Exception):
    """An audit names somebody, and the words do not say whether they did it or had it done to them."""


@dataclass(frozen=True, slots=True)
class Filtering:
    """Filters of one log: the claims of the text, the names of the tenant, the clock."""

    claims: Claims
    log: Log
    names: TenantNames
    clock: Clock

    def found(self, claim: Claim) -> Found | None:
        """The field and values of one claim; `None` when its words say nothing more here. Raises QuestionError."""
        piece = claim.piece
        if word := piece.get(Unread):
            return self._unread(word, claim)
        if keyed := piece.get(Keyed):
            return self._keyed(keyed)
        if found := self._valued(claim):
            return found
        if (name := piece.get(Name)) and (found := self._named(name, claim)):
            return found
        if literal := piece.get(Literal):
            return self._literal(literal, claim)
        if found := self._word(claim):
            return found
        if quoted := piece.get(Quoted):
            return self._quoted(quoted, claim)
        self._refuse_unmet(piece)
        return None

    @property
    def fields(self) -> dict[str, Field]:
        """The fields of the log."""
        return FIELDS[self.log]

    @staticmethod
    def _names_more(piece: Piece) -> bool:
        return piece.has(Role.SKIP, Role.LAST_SEEN) or any(piece.get(kind) for kind in (LogName, Deed))

    def _stands_for_nothing(self, fact: Fact, piece: Piece) -> bool:
        nouns = {thing.noun for thing in piece.meanings if isinstance(thing, Thing)}
        if fact.field == "user_type" and "member" not in nouns:
            return self.log is not Log.AUDIT or "invite" not in {deed.verb for deed, _ in self.claims.deeds}
        return not nouns & MEANT_ELSEWHERE.get(self.log, frozenset())

    def _keyed(self, keyed: Keyed) -> Found:
        for field, values in keyed.readings:
            known = self.fields.get(field.name)
            if known is None or not known.filterable or known.kind is not field.kind:
                continue
            if isinstance(values, QuestionError):
                raise values
            for value in values:
                _check_choice(known, value)
            return field.name, values
        raise unsupported(keyed.readings[0][0].name, self.log)

    def _valued(self, claim: Claim) -> Found | None:
        """A value right after the noun of its field: app Zoom, code 50126, correlation 3f2a…"""
        key = claim.thing.key(self.log) if claim.thing else None
        field = self.fields.get(key or "")
        piece = claim.piece
        if field is None or not field.filterable or not (piece.get(Quoted) or piece.get(Literal) or piece.get(Name)):
            return None
        if (literal := piece.get(Literal)) and not _takes(field, literal):
            return None
        name = piece.get(Name)
        if self.log is Log.AUDIT and name:
            return None
        if name:
            spelled = name.among(field.names or "")
            return (field.name, (spelled,)) if spelled else None
        text = f'"{piece.text}"' if literal is None and not piece.text.startswith(('"', "'")) else piece.text
        value, _ = read_value(field, Page.of(literal.text if literal else text, self.clock, self.names), 0)
        return field.name, value if isinstance(value, tuple) else (value,)

    def _named(self, name: Name, claim: Claim) -> Found | None:
        if self.log is Log.AUDIT:
            return self._side(claim), (name.lists[0][1],)
        for names, field in NAME_FIELDS.get(self.log, {}).items():
            if spelled := name.among(names):
                return (system_side(claim, self.claims) if names == "systems" else field), (spelled,)
        if any(isinstance(meaning, (Fact, State, Thing)) for meaning in claim.piece.meanings):
            return None
        names, spelled = name.lists[0]
        if names in {"apps", "systems"} and (takes := NAME_FIELDS.get(self.log, {})):
            expected = "systems" if "systems" in takes else "apps"
            if (known := getattr(self.names, expected)) is not None:
                raise unknown_name(LIST_FIELDS[expected], known, spelled)
            return (system_side(claim, self.claims) if expected == "systems" else takes[expected]), (spelled,)
        raise unsupported(LIST_FIELDS[names], self.log)

    def _side(self, claim: Claim) -> str:
        side = audit_side(claim, self.claims)
        if side is None:
            raise OpenSide
        return side

    def _literal(self, literal: Literal, claim: Claim) -> Found:
        if literal.shape is Shape.PERSON:
            if literal.text.startswith(("@", "*@")):
                return self._held("user_domain"), (check_domain(literal.text),)
            return self._person(claim), (check_person(literal.text),)
        field = self._held(self._literal_field(literal))
        return field, (_CHECKED[literal.shape](literal.text),)

    def _literal_field(self, literal: Literal) -> str:
        if literal.shape is Shape.GUID and self.log in {Log.USER, Log.RISK}:
            return "user"
        return LITERAL_FIELDS[literal.shape]

    def _held(self, field: str) -> str:
        if field not in self.fields:
            raise unsupported(field, self.log)
        return field

    def _person(self, claim: Claim) -> str:
        if self.log is Log.AUDIT:
            return self._side(claim)
        return self._held("identity" if self.log is Log.PROVISIONING else "user")

    def _word(self, claim: Claim) -> Found | None:
        for meaning in claim.piece.meanings:
            if isinstance(meaning, Fact) and meaning.fits(self.log) and not self._is_object(claim.piece, meaning):
                return meaning.field, meaning.values
        state = claim.piece.get(State)
        if state is None or "status" not in self.fields:
            return None
        if self.log is Log.SIGN_INS and state.value in CA_STATES and self._about_policies():
            return "ca_status", (CA_STATES[state.value],)
        return "status", (_status(state, self.fields["status"], self.log),)

    def _is_object(self, piece: Piece, fact: Fact) -> bool:
        """In the audit log a word that deeds are done to is that, and no filter."""
        thing = piece.get(Thing)
        done_to = thing is not None and thing.noun in ACTIVITIES and fact.field != "target"
        return self.log is Log.AUDIT and done_to

    def _about_policies(self) -> bool:
        """“CA failed”, “blocked by Require MFA”: the status of the policy, not of the sign-in."""
        grouped = {id(piece) for _, piece in self.claims.groups}
        said = (*self.claims.things, *self.claims.asked)
        nouns = {thing.noun for thing, piece in said if id(piece) not in grouped}
        named = any((name := claim.piece.get(Name)) and name.among("policies") for claim in self.claims.filters)
        return bool(nouns & {"ca", "policy"}) or named

    def _quoted(self, quoted: Quoted, claim: Claim) -> Found:
        if "@" in quoted.text:
            return self._person(claim), (check_address(quoted.text),)
        if self.log is Log.AUDIT:
            return self._quoted_audit(quoted, claim)
        if self.log is Log.PROVISIONING:
            return self._quoted_provisioning(quoted, claim)
        if "user" not in self.fields or (claim.prep in APP_PREPS and "app" in self.fields):
            return self._app(quoted.text)
        return "user", (quoted.text,)

    def _quoted_audit(self, quoted: Quoted, claim: Claim) -> Found:
        """A quoted activity is kept as typed: it begins with a verb, and no preposition stands before it."""
        page = Page.of(quoted.text, self.clock, self.names)
        if claim.prep is None and claim.thing is None and page.begins_with(Deed):
            return "activity", (quoted.text,)
        return self._side(claim), (quoted.text,)

    def _quoted_provisioning(self, quoted: Quoted, claim: Claim) -> Found:
        if claim.prep not in {Role.FROM, Role.TO, Role.IN}:
            return "identity", (quoted.text,)
        if self.names.systems is not None:
            raise unknown_name("system", self.names.systems, quoted.text)
        return system_side(claim, self.claims), (quoted.text,)

    def _app(self, text: str) -> Found:
        if "app" not in self.fields:
            raise unsupported("app", self.log)
        if self.names.apps is not None:
            raise unknown_name("app", self.names.apps, text)
        return "app", (text,)

    def _unread(self, word: Unread, claim: Claim) -> Found:
        """A word nobody knows is a name where one is expected and any may come, else a mistake."""
        key = claim.thing.key(self.log) if claim.thing else None
        field = self.fields.get(key or "") or self._slot(claim)
        named = word.text[:1].isupper() or word.text[:1].isdecimal()
        if field is not None and field.names and getattr(self.names, field.names) is None and named:
            return field.name, (word.text,)
        if field is not None and field.kind is Kind.TEXT and not field.values and claim.thing is not None and named:
            return field.name, (word.text,)
        if self.log is Log.USER and self._names_nobody_else(claim):
            return "user", (word.text,)
        if field is not None and field.names and named and word.text.lower() not in ENGLISH:
            raise unknown_name(field.name, getattr(self.names, field.names), word.text)
        self._refuse_near_names(word)
        raise unread(word.text, suggestions(word.text.split()[0]))

    def _names_nobody_else(self, claim: Claim) -> bool:
        """Whether the one unknown word is the name of the person who is asked about."""
        return [each for each in self.claims.filters if each.piece.get(Fact) is None] == [claim]

    def _slot(self, claim: Claim) -> Field | None:
        """The field whose name may stand after the preposition."""
        if claim.prep not in SLOTS:
            return None
        if self.log is Log.PROVISIONING:
            return self.fields[system_side(claim, self.claims)]
        return self.fields.get("app") if claim.prep not in {Role.BY, Role.WITH, Role.FROM, Role.OF} else None

    def _refuse_near_names(self, word: Unread) -> None:
        """A word that nearly is one of the tenant's names, or a part of one, is that name misspelt."""
        for names in LISTS:
            known = getattr(self.names, names)
            if not known:
                continue
            parts = {part.lower() for name in known for part in name.split()} - lexicon().words.keys()
            if suggestions(word.text, known, furthest=1 + (len(word.text) > 5)) or suggestions(
                word.text, parts, furthest=1
            ):
                raise unknown_name(LIST_FIELDS[names], known, word.text)

    def _refuse_unmet(self, piece: Piece) -> None:
        """A filter that this log cannot hold is a mistake, unless the word means something else here."""
        fact = piece.get(Fact)
        if fact is not None and not self._names_more(piece) and self._stands_for_nothing(fact, piece):
            raise unsupported(fact.field, self.log)
        if any(isinstance(meaning, (Thing, Deed, LogName, Role)) for meaning in piece.meanings):
            return
        raise unsupported(fact.field if fact else "status" if piece.get(State) else piece.text, self.log)


_CHECKED = {
    Shape.GUID: check_guid,
    Shape.NUMBER: check_code,
    Shape.NETWORK: check_network,
    Shape.DOMAIN: check_domain,
}


def _takes(field: Field, literal: Literal) -> bool:
    match field.kind:
        case Kind.USER:
            return literal.shape in {Shape.PERSON, Shape.GUID}
        case Kind.CODE:
            return literal.shape is Shape.NUMBER
        case Kind.GUID:
            return literal.shape is Shape.GUID
        case Kind.NAME:
            return literal.shape in {Shape.GUID, Shape.DOMAIN}
        case Kind.DOMAIN:
            return literal.shape is Shape.DOMAIN
        case Kind.ADDRESS:
            return literal.shape is Shape.NETWORK
        case Kind.TEXT:
            return True
    return False


def _check_choice(field: Field, value: Value) -> None:
    if field.kind is Kind.CHOICE and value not in field.values:
        raise QuestionError(
            Mistake.UNKNOWN_VALUE,
            f"{field.name} cannot be “{value}” there; it can be {', '.join(field.values)}",
            word=str(value),
            suggestions=field.values,
        )


MEANT_ELSEWHERE: dict[Log, frozenset[str]] = {
    Log.AUDIT: frozenset(ACTIVITIES),
    Log.RISK: frozenset({"service principal", "managed identity", "workload"}),
    Log.APPS: frozenset({"service principal", "managed identity", "credential", "method", "mfa", "security info"}),
    Log.USER: frozenset({"mfa", "method"}),
}
"""Nouns that are filters in one log and something else in another: MFA is a facet of a person."""


class WhichStatus(Exception):
    """Something is stuck, which may be failed, abandoned or interrupted."""


def _status(state: State, field: Field, log: Log) -> str:
    if state.value == UNCLEAR:
        raise WhichStatus
    if state.value not in field.values:
        raise QuestionError(
            Mistake.UNKNOWN_VALUE,
            f"Nothing in the log {log.value} is {state.value}; its results are {', '.join(field.values)}",
            word=state.value,
            suggestions=field.values,
        )
    return state.value


def unsupported(field: str, log: Log) -> QuestionError:
    """The mistake of filtering or grouping by what a log does not hold."""
    known = tuple(FIELDS[log])
    return QuestionError(
        Mistake.UNSUPPORTED_FIELD,
        f"The log {log.value} holds no {field.replace('_', ' ')}; it knows {', '.join(known)}",
        word=field,
        suggestions=suggestions(field, known) or known[:4],
    )
