"""Getting, losing and having a role or a group: what is given is a change, and who has it now is in no log."""

from collections.abc import Sequence
from dataclasses import replace

from bot.errors import Mistake, QuestionError
from bot.language.known import Name
from bot.language.pieces import Piece
from bot.language.senses import Deed, Fact, Role

GAINED = ("get", "got", "gets", "getting", "gotten", "received", "receive", "gained", "obtained", "became", "become")
LOST = ("lost", "lose", "loses", "losing")
DONE_TO_PEOPLE = ("reset", "invite", "restore", "unlock")
GIVEN = ("assign", "revoke", "remove", "add", "enable", "disable")
"""What is done to a role itself."""

HOLDS = ("has", "have", "holds", "hold", "is", "are", "am", "who is", "who are", "whos")
BETWEEN = ("a", "an", "the", "any", "now", "currently", "in", "with", "his", "her", "their", "my")


def read_possession(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces with “got” and “lost” before a role as giving and taking it.

    Raises QuestionError where somebody only has it, or where those who have it did something.
    """
    read = list(pieces)
    _refuse_acting(pieces)
    if any(piece.get(Deed) for piece in pieces):
        return read
    _refuse_members(pieces)
    for place, piece in enumerate(pieces):
        if not (piece.names("role") or piece.names("license")) or (before := _before(pieces, place)) is None:
            continue
        if pieces[before].words in GAINED:
            read[before] = replace(pieces[before], meanings=(Deed("assign"),))
        elif pieces[before].words in LOST:
            read[before] = replace(pieces[before], meanings=(Deed("revoke"),))
        elif (role := _name(piece)) and _only_has(pieces, before):
            raise _unknown_holders(piece.text, role)
    return read


def _unknown_holders(text: str, role: str) -> QuestionError:
    return QuestionError(
        Mistake.NOT_UNDERSTOOD,
        f"The logs say who was given the role {role}, not who has it now; ask for the changes, or by address",
        word=text,
        suggestions=(f'/audit activity:role_assigned target:"{role}" last 30d',),
    )


def _refuse_acting(pieces: Sequence[Piece]) -> None:
    """“What did global admins do”, “which helpdesk admin resets …”: doers told by their role. Raises QuestionError."""
    for before, piece, after in zip(pieces, pieces[1:], pieces[2:], strict=False):
        if not piece.names("role"):
            continue
        deed = after.get(Deed)
        acts = after.has(Role.DID) or (deed is not None and (deed.verb in DONE_TO_PEOPLE or before.has(Role.WHICH)))
        if (role := _name(piece)) and acts and not (deed and deed.verb in GIVEN):
            raise _unknown_holders(piece.text, role)


def _refuse_members(pieces: Sequence[Piece]) -> None:
    """“Members of Contractors”, “is X in Contractors”: who is in a group stands in no log. Raises QuestionError."""
    pieces = [piece for piece in pieces if piece.words not in {"a", "an", "the", "our"}]
    for before, piece, group in zip(pieces, pieces[1:], pieces[2:], strict=False):
        name = group.get(Name)
        if name is None or name.among("groups") is None:
            continue
        listed = before.words in ("members", "member", "owners") and piece.has(Role.OF)
        held = before.words in HOLDS or (before.is_person and _only_has(pieces, pieces.index(before)))
        if listed or (held and piece.has(Role.IN)):
            raise QuestionError(
                Mistake.NOT_UNDERSTOOD,
                f"The logs say who came and went, not who is in {group.text} now; ask for the changes",
                word=group.text,
                suggestions=(f'/audit membership changes target:"{name.lists[0][1]}" last 30d',),
            )


def _before(pieces: Sequence[Piece], place: int) -> int | None:
    """The place of what stands before a role, past little words."""
    return next((before for before in range(place - 1, -1, -1) if pieces[before].words not in BETWEEN), None)


def _only_has(pieces: Sequence[Piece], before: int) -> bool:
    """“Who has Global Administrator”, “is sam@contoso.com a global admin”."""
    asked = pieces[before].is_person and before > 0
    return pieces[before - asked].words in HOLDS


def _name(piece: Piece) -> str:
    fact = piece.get(Fact)
    return str(fact.values[0]) if fact and fact.field == "target" else ""
