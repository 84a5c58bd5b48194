"""Words that nobody knows: a name where one is expected and any may come, else a mistake that offers the nearest."""

from dataclasses import dataclass

from bot.domain.fields import FIELDS, Field, Kind
from bot.domain.names import TenantNames
from bot.domain.question import Log, Value
from bot.errors import Mistake, QuestionError
from bot.language.claims import Claim, Claims
from bot.language.known import LISTS, written_out
from bot.language.neighbours import suggestions
from bot.language.pieces import Mark, Unread
from bot.language.positions import following, preceding
from bot.language.reader import unread
from bot.language.senses import Fact, Role
from bot.language.sides import audit_side, system_side
from bot.language.values import unknown_name
from bot.language.vocabulary import lexicon
from bot.language.words.activity_keys import GENERAL
from bot.language.words.tongues import ORDINARY

LIST_FIELDS = {
    "apps": "app",
    "systems": "system",
    "flows": "user_flow",
    "extensions": "extension",
    "policies": "ca_policy",
    "groups": "group",
}
"""What a name of each list is called."""

APP_PREPS = (Role.TO, Role.IN, Role.ON, Role.AT)
THROUGH = ("via", "through", "using")
SLOTS = (*APP_PREPS, Role.FOR, Role.FROM, Role.OF, Role.WITH, Role.BY)


@dataclass(frozen=True, slots=True)
class Strangers:
    """Reads unknown words in the questions of one log."""

    claims: Claims
    log: Log
    names: TenantNames

    def read(self, word: Unread, claim: Claim) -> tuple[str, tuple[Value, ...]]:
        """The field and value that the word is a name for. Raises QuestionError where no name is expected."""
        key = claim.thing.key(self.log) if claim.thing else None
        field = FIELDS[self.log].get(key or "") or self._slot(claim)
        if not any(character.isalpha() for character in word.text):
            raise unread(word.text, ())
        if field is not None and not field.filterable:
            raise QuestionError(
                Mistake.UNSUPPORTED_FIELD,
                f"{field.heading} is told for each row and cannot be asked for; group by it",
                word=word.text,
                suggestions=(f"by:{field.name}",),
            )
        named = word.text[:1].isupper() or word.text[:1].isdecimal()
        ordinary = set(word.text.lower().split()) <= ORDINARY
        if field is not None and field.names and getattr(self.names, field.names) is None and (named or not ordinary):
            return field.name, (written_out(word.text) if field.names == "systems" else word.text,)
        if self.log is Log.AUDIT and named and self._any_target(claim):
            return audit_side(claim, self.claims) or "target", (word.text,)
        expected = claim.thing is not None or self._comes_through(claim)
        if field is not None and field.kind is Kind.TEXT and not field.values and expected and named:
            return field.name, (word.text,)
        if self.log is Log.USER and self._names_nobody_else(claim):
            return "user", (word.text,)
        if field is not None and field.names and named and word.text.lower() not in ORDINARY:
            raise unknown_name(field.name, getattr(self.names, field.names), word.text)
        self.refuse_near_names(word.text)
        provider = (f"provider:{word.text}",) if self._comes_through(claim) and " " not in word.text else ()
        raise unread(word.text, (*provider, *suggestions(word.text.split()[0])))

    def _any_target(self, claim: Claim) -> bool:
        """Whether the name of a group or app is expected, and the tenant's are not known."""
        expected = claim.prep in SLOTS or (claim.thing is not None and claim.thing.noun in GENERAL)
        return expected and None in {self.names.groups, self.names.apps}

    def _names_nobody_else(self, claim: Claim) -> bool:
        """Whether the one unknown word is the name of the person who is asked about."""
        return [each for each in self.claims.filters if each.piece.get(Fact) is None] == [claim]

    def _slot(self, claim: Claim) -> Field | None:
        """The field whose name may stand after the preposition."""
        after = following(claim.piece, self.claims)
        if self.log is Log.PROVISIONING and claim.prep is None and after and after.has(Mark.ARROW, Role.TO):
            return FIELDS[self.log]["source_system"]
        if self.log is Log.PROVISIONING and claim.prep is None and self.names.systems is not None:
            return FIELDS[self.log]["system"]
        if claim.prep not in SLOTS:
            return None
        if self.log is Log.PROVISIONING:
            return FIELDS[self.log][system_side(claim, self.claims)]
        if self._comes_through(claim):
            return FIELDS[self.log]["provider"]
        return FIELDS[self.log].get("app") if claim.prep not in {Role.BY, Role.WITH, Role.FROM, Role.OF} else None

    def _comes_through(self, claim: Claim) -> bool:
        """“Sign-ups via Keycloak”: the name of a provider is kept as typed."""
        before = preceding(claim.piece, self.claims)
        told_apart = self.log is Log.SIGN_UPS and self.names.flows is not None
        return told_apart and before is not None and before.words in THROUGH

    def refuse_near_names(self, text: str) -> None:
        """A word that nearly is one of the tenant's names, or a part of one, is that name misspelt."""
        for names in LISTS:
            known = getattr(self.names, names)
            if not known:
                continue
            parts = {part.lower() for name in known for part in name.split()} - lexicon().words.keys()
            if suggestions(text, known, furthest=1 + (len(text) > 5)) or suggestions(text, parts, furthest=1):
                raise unknown_name(LIST_FIELDS[names], known, text)
