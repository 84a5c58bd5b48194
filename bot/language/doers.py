"""Who did it, in audits: the log names the actor, and does not say whether that is an admin, a guest or an app."""

from dataclasses import replace
from itertools import pairwise

from bot.domain.question import Log, Question
from bot.errors import Mistake, QuestionError
from bot.language.activities import activities_of
from bot.language.claims import Claims
from bot.language.commands import write_command
from bot.language.known import Name
from bot.language.pieces import Piece
from bot.language.senses import Fact, Role, Thing
from bot.language.sides import OpenSide, is_about_people
from bot.language.walk import NAMED

KINDS = ("actor", "user", "app", "service principal", "managed identity", "workload")
"""Nouns for kinds of those who do things."""

CHANGED = {"group": "group_", "app": "app_", "role": "role_", "policy": "ca_policy", "service principal": "sp_"}
"""Nouns for what things are done to, and how the activities begin that do them."""


def kind_of_doer(claims: Claims) -> Piece | None:
    """The kind that deeds are said to be done by: “password resets by admins”."""
    loud = [piece for piece in claims.pieces if not piece.silent]
    for first, second in pairwise(loud):
        by = first.has(Role.BY) or first.words.endswith(" by")
        if by and _is_kind(second) and not _is_named(second, loud):
            return second
    return None


def _is_kind(piece: Piece) -> bool:
    fact, name = piece.get(Fact), piece.get(Name)
    if name is not None:
        return name.among("groups") is not None and len(name.lists) == 1
    guests = fact is not None and fact.field == "user_type"
    return piece.plural and (guests or any(piece.names(noun) for noun in KINDS))


def _is_named(piece: Piece, loud: list[Piece]) -> bool:
    """Whether the one who did it is named right after: “by user sam@contoso.com”."""
    after = next((each for each in loud if each.start >= piece.end), None)
    return after is not None and any(after.get(kind) for kind in NAMED)


def without(claims: Claims, doer: Piece) -> Claims:
    """The claims with nothing said of that doer."""
    return replace(
        claims,
        pieces=[piece for piece in claims.pieces if piece is not doer],
        filters=[claim for claim in claims.filters if claim.piece is not doer],
        things=[noun for noun in claims.things if noun[1] is not doer],
        groups=[noun for noun in claims.groups if noun[1] is not doer],
    )


def untold(doer: Piece, rest: Question) -> QuestionError:
    """The mistake of asking for what one kind did; `rest` is the question without it."""
    return QuestionError(
        Mistake.NOT_UNDERSTOOD,
        f"The audit log names who did it, and does not tell {doer.text} from others; group by the actor, or name one",
        word=doer.text,
        suggestions=(write_command(replace(rest, group_by=("actor",))),),
    )


def side_key(thing: Thing, log: Log, claims: Claims) -> str | None:
    """What “by user” groups by where rows have no user: who did it in audits, who was written in provisioning.

    Where only groups, apps or roles were changed, they are the targets. Raises `OpenSide` where it may be whose account
    or password was changed as well.
    """
    if log is Log.PROVISIONING and thing.noun in {"user", "group"}:
        return "identity"
    if log is not Log.AUDIT:
        return None
    if thing.noun in CHANGED and all(key.startswith(CHANGED[thing.noun]) for key in activities_of(claims) or ("",)):
        return "target"
    if thing.noun != "user":
        return None
    if not is_about_people(claims):
        return "actor"
    if claims.open_side is None:
        raise OpenSide
    return claims.open_side
