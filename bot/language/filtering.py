"""What one claim filters in the log that was chosen: a field and its values, or nothing."""

from dataclasses import dataclass

from bot.domain.fields import FIELDS, Field
from bot.domain.names import TenantNames
from bot.domain.question import Log, Value
from bot.errors import Mistake, QuestionError
from bot.language.claims import Claim, Claims
from bot.language.clock import Clock
from bot.language.known import Name
from bot.language.literals import check_address, check_code, check_domain, check_guid, check_network, check_person
from bot.language.misfits import check_choice, check_status, refuse_unmet, takes, unsupported
from bot.language.pieces import Keyed, Literal, Piece, Quoted, Unread
from bot.language.positions import preceding
from bot.language.senses import Deed, Fact, Role, State, Thing
from bot.language.sides import audit_side, system_side
from bot.language.strangers import APP_PREPS, LIST_FIELDS, Strangers
from bot.language.tokens import Shape
from bot.language.values import CA_STATES, Page, read_value, unknown_name
from bot.language.words.activity_keys import ACTIVITIES

Found = tuple[str, tuple[Value, ...]]

NAME_FIELDS: dict[Log, dict[str, str]] = {
    Log.SIGN_UPS: {"apps": "app", "flows": "user_flow", "extensions": "extension"},
    Log.SIGN_INS: {"apps": "app", "policies": "ca_policy"},
    Log.PROVISIONING: {"systems": "system", "groups": "identity"},
    Log.APPS: {"apps": "app"},
}
LITERAL_FIELDS = {
    Shape.GUID: "correlation_id",
    Shape.NUMBER: "error_code",
    Shape.NETWORK: "ip",
    Shape.DOMAIN: "user_domain",
}


SAYING = frozenset("says say saying said sees saw seeing reads message error get gets getting got with".split())
"""What stands before a message that somebody quotes."""


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
            return Strangers(self.claims, self.log, self.names).read(word, claim)
        if keyed := piece.get(Keyed):
            return self._keyed(keyed)
        if (quoted := piece.get(Quoted)) and len(piece.meanings) == 1:
            self._refuse_message(quoted, claim)
        if found := self._valued(claim):
            return found
        if (name := piece.get(Name)) and (found := self._named(name, claim)):
            return found
        if literal := piece.get(Literal):
            return self._literal(literal, claim)
        if found := self._word(claim):
            return found
        if quoted:
            return self._quoted(quoted, claim)
        refuse_unmet(piece, self.log, self.claims)
        return None

    @property
    def fields(self) -> dict[str, Field]:
        """The fields of the log."""
        return FIELDS[self.log]

    def _keyed(self, keyed: Keyed) -> Found:
        for field, values in keyed.readings:
            known = self.fields.get(field.name)
            if known is None or not known.filterable or known.kind is not field.kind:
                continue
            if isinstance(values, QuestionError):
                raise values
            for value in values:
                check_choice(known, value)
            return field.name, values
        raise unsupported(keyed.readings[0][0].name, self.log)

    def _valued(self, claim: Claim) -> Found | None:
        """A value right after the noun of its field: app Zoom, code 50126, correlation 3f2a…"""
        key = claim.thing.key(self.log) if claim.thing else None
        field = self.fields.get(key or "")
        piece = claim.piece
        if field is None or not field.filterable or not (piece.get(Quoted) or piece.get(Literal) or piece.get(Name)):
            return None
        if (literal := piece.get(Literal)) and not takes(field, literal):
            return None
        name = piece.get(Name)
        if name and (self.log is Log.AUDIT or field.name == "system"):
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
        return "status", (check_status(state, self.fields["status"], self.log),)

    def _is_object(self, piece: Piece, fact: Fact) -> bool:
        """In the audit log a word that deeds are done to is that, and no filter."""
        thing = piece.get(Thing)
        done_to = thing is not None and thing.noun in ACTIVITIES and fact.field not in {"target", "service"}
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
        Strangers(self.claims, self.log, self.names).refuse_near_names(quoted.text)
        return "user", (quoted.text,)

    def _refuse_message(self, quoted: Quoted, claim: Claim) -> None:
        """“The user says "verification failed"”: what a screen said, and nobody's name."""
        before = preceding(claim.piece, self.claims, silent=True)
        if before and before.words in SAYING and quoted.text[:1].islower():
            raise QuestionError(
                Mistake.UNKNOWN_WORD,
                f"No log holds the message “{quoted.text}”; ask by its code, or for what failed",
                word=quoted.text,
                suggestions=("failed",),
            )

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


_CHECKED = {
    Shape.GUID: check_guid,
    Shape.NUMBER: check_code,
    Shape.NETWORK: check_network,
    Shape.DOMAIN: check_domain,
}
