"""What a text in quotes that is no known name filters: a person, an activity, an app; and never what a screen said."""

from dataclasses import dataclass

from bot.domain.fields import FIELDS
from bot.domain.names import TenantNames
from bot.domain.question import Log, Value
from bot.errors import Mistake, QuestionError
from bot.language.claims import Claim, Claims
from bot.language.literals import check_address
from bot.language.misfits import unsupported
from bot.language.page import Page
from bot.language.pieces import Quoted
from bot.language.positions import preceding
from bot.language.senses import Deed, Role
from bot.language.sides import person_field, system_side, told_side
from bot.language.strangers import APP_PREPS, Strangers
from bot.language.times.clock import Clock
from bot.language.values import unknown_name

Found = tuple[str, tuple[Value, ...]]

SAYING = frozenset("says say saying said sees saw seeing reads message error get gets getting got with".split())
"""What stands before a message that somebody quotes."""


@dataclass(frozen=True, slots=True)
class Quotes:
    """Reads quoted texts in the questions of one log."""

    claims: Claims
    log: Log
    names: TenantNames
    clock: Clock

    def read(self, quoted: Quoted, claim: Claim) -> Found:
        """Its field, with the text as typed. Raises QuestionError where it can be none."""
        if "@" in quoted.text:
            return person_field(claim, self.claims, self.log), (check_address(quoted.text),)
        if self.log is Log.AUDIT:
            return self._of_audit(quoted, claim)
        if self.log is Log.PROVISIONING:
            return self._of_provisioning(quoted, claim)
        if "user" not in FIELDS[self.log] or (claim.prep in APP_PREPS and "app" in FIELDS[self.log]):
            return self._app(quoted.text)
        Strangers(self.claims, self.log, self.names).refuse_near_names(quoted.text)
        return "user", (quoted.text,)

    def _of_audit(self, quoted: Quoted, claim: Claim) -> Found:
        """A quoted activity is kept as typed: it begins with a verb, and no preposition stands before it."""
        page = Page.of(quoted.text, self.clock, self.names)
        if claim.prep is None and claim.thing is None and page.begins_with(Deed):
            return "activity", (quoted.text,)
        return told_side(claim, self.claims), (quoted.text,)

    def _of_provisioning(self, quoted: Quoted, claim: Claim) -> Found:
        if claim.prep not in {Role.FROM, Role.TO, Role.IN}:
            return "identity", (quoted.text,)
        if self.names.systems is not None:
            raise unknown_name("system", self.names.systems, quoted.text)
        return system_side(claim, self.claims), (quoted.text,)

    def _app(self, text: str) -> Found:
        if "app" not in FIELDS[self.log]:
            raise unsupported("app", self.log)
        if self.names.apps is not None:
            raise unknown_name("app", self.names.apps, text)
        return "app", (text,)


def refuse_message(quoted: Quoted, claim: Claim, claims: Claims) -> None:
    """“The user says "verification failed"” quotes a screen, and names nobody. Raises QuestionError."""
    before = preceding(claim.piece, claims, silent=True)
    if before and before.words in SAYING and quoted.text[:1].islower():
        raise QuestionError(
            Mistake.UNKNOWN_WORD,
            f"No log holds the message “{quoted.text}”; ask by its code, or for what failed",
            word=quoted.text,
            suggestions=("failed",),
        )
