"""What one claim filters in the log that was chosen: a field and its values, or nothing."""

from dataclasses import dataclass

from bot.domain.fields import FIELDS, Field
from bot.domain.names import TenantNames
from bot.domain.question import Log, Value
from bot.errors import QuestionError
from bot.language.claims import Claim, Claims
from bot.language.known import Name
from bot.language.literals import check_code, check_domain, check_guid, check_network, check_person
from bot.language.misfits import check_choice, check_status, refuse_unmet, takes, unsupported
from bot.language.page import Page
from bot.language.pieces import LITERAL_FIELDS, Keyed, Literal, Piece, Quoted, Unread
from bot.language.quotes import Quotes, refuse_message
from bot.language.senses import Fact, State, Thing
from bot.language.sides import person_field, system_side, told_side
from bot.language.strangers import LIST_FIELDS, Strangers
from bot.language.times.clock import Clock
from bot.language.tokens import Shape
from bot.language.values import CA_STATES, read_value, unknown_name
from bot.language.words.activity_keys import ACTIVITIES

Found = tuple[str, tuple[Value, ...]]

NAME_FIELDS: dict[Log, dict[str, str]] = {
    Log.SIGN_UPS: {"apps": "app", "flows": "user_flow", "extensions": "extension"},
    Log.SIGN_INS: {"apps": "app", "policies": "ca_policy"},
    Log.PROVISIONING: {"systems": "system", "groups": "identity"},
    Log.APPS: {"apps": "app"},
}


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
            refuse_message(quoted, claim, self.claims)
        if found := self._valued(claim):
            return found
        if (name := piece.get(Name)) and (found := self._named(name, claim)):
            return found
        if literal := piece.get(Literal):
            return self._literal(literal, claim)
        if found := self._word(claim):
            return found
        if quoted:
            return Quotes(self.claims, self.log, self.names, self.clock).read(quoted, claim)
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
            return told_side(claim, self.claims), (name.lists[0][1],)
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

    def _literal(self, literal: Literal, claim: Claim) -> Found:
        if literal.shape is Shape.PERSON:
            if literal.text.startswith(("@", "*@")):
                return self._held("user_domain"), (check_domain(literal.text),)
            return person_field(claim, self.claims, self.log), (check_person(literal.text),)
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
        done_to = thing is not None and thing.noun in ACTIVITIES and fact.field not in {"target", "service", "property"}
        return self.log is Log.AUDIT and done_to

    def _about_policies(self) -> bool:
        """“CA failed”, “blocked by Require MFA”: the status of the policy, not of the sign-in."""
        grouped = {id(piece) for _, piece in self.claims.groups}
        said = (*self.claims.things, *self.claims.asked)
        nouns = {thing.noun for thing, piece in said if id(piece) not in grouped}
        named = any((name := claim.piece.get(Name)) and name.among("policies") for claim in self.claims.filters)
        return bool(nouns & {"ca", "policy"}) or named


_CHECKED = {
    Shape.GUID: check_guid,
    Shape.NUMBER: check_code,
    Shape.NETWORK: check_network,
    Shape.DOMAIN: check_domain,
}
