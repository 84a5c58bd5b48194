"""Getting, losing and having a role or a license: to give it is a change, and who has it now is in no log."""

from collections.abc import Sequence
from dataclasses import replace

from bot.errors import Mistake, QuestionError
from bot.language.pieces import Piece
from bot.language.senses import Deed, Fact, Role

GAINED = ("get", "got", "gets", "getting", "gotten", "received", "receive", "gained", "obtained", "became", "become")
LOST = ("lost", "lose", "loses", "losing")
HOLDS = ("has", "have", "holds", "hold", "is", "are", "am", "who is", "who are", "whos")
BETWEEN = ("a", "an", "the", "any", "now", "currently", "in", "with", "his", "her", "their", "my")


def read_possession(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces with “got” and “lost” before a role as giving and taking it.

    Raises QuestionError where somebody only has it, or where those who have it did something.
    """
    read = list(pieces)
    if any(piece.get(Deed) for piece in pieces):
        return read
    for place, piece in enumerate(pieces):
        if not (piece.names("role") or piece.names("license")) or (before := _before(pieces, place)) is None:
            continue
        if pieces[before].words in GAINED:
            read[before] = replace(pieces[before], meanings=(Deed("assign"),))
        elif pieces[before].words in LOST:
            read[before] = replace(pieces[before], meanings=(Deed("revoke"),))
        elif (role := _name(piece)) and (_only_has(pieces, before) or _act(pieces, place)):
            raise QuestionError(
                Mistake.NOT_UNDERSTOOD,
                f"The logs say who was given the role {role}, not who has it now; ask for the changes, or by address",
                word=piece.text,
                suggestions=(f'/audit activity:role_assigned target:"{role}" last 30d',),
            )
    return read


def _before(pieces: Sequence[Piece], place: int) -> int | None:
    """The place of what stands before a role, past little words."""
    return next((before for before in range(place - 1, -1, -1) if pieces[before].words not in BETWEEN), None)


def _only_has(pieces: Sequence[Piece], before: int) -> bool:
    """“Who has Global Administrator”, “is sam@contoso.com a global admin”."""
    asked = pieces[before].is_person and before > 0
    return pieces[before - asked].words in HOLDS


def _act(pieces: Sequence[Piece], place: int) -> bool:
    """“What did global admins do”."""
    return any(piece.has(Role.DID) for piece in pieces[place + 1 : place + 2])


def _name(piece: Piece) -> str:
    fact = piece.get(Fact)
    return str(fact.values[0]) if fact and fact.field == "target" else ""
