"""Words that mean something else beside others: pieces read anew before anything is claimed of them."""

from dataclasses import replace
from itertools import pairwise

from bot.language.pieces import Piece
from bot.language.possession import read_possession
from bot.language.senses import Deed, Facet, Fact, Role, State, Thing

FINISHING = (
    "complete",
    "finish",
    "succeed",
    "pass",
    "go through",
    "get through",
    "make it",
    "make it through",
    "manage to",
)
VERDICTS = ("ok", "fine", "good")
ENDINGS = ("failed", "error", "errors", "failures", "failure")
"""Words for a failure that are no verb with another after it."""
BETWEEN = ("a", "an", "any", "the", "his", "her", "their", "new", "up", "already", "yet")


def rephrased(pieces: list[Piece]) -> list[Piece]:
    """The pieces as they are meant together. Raises QuestionError where they ask what no log says."""
    for rephrase in (_without_break_down, _without_run, _without_verdict, _without_undone, _with_methods):
        pieces = rephrase(pieces)
    return read_possession(pieces)


def _without_break_down(pieces: list[Piece]) -> list[Piece]:
    """“Break the sign-ups down by app”: the verb in two parts asks for groups, and nothing broke."""
    if not any(piece.words.startswith("down by") for piece in pieces):
        return pieces
    return [replace(piece, meanings=(Role.SKIP,)) if piece.words == "break" else piece for piece in pieces]


def _without_verdict(pieces: list[Piece]) -> list[Piece]:
    """“Are sign-ups ok?” asks for all of them, and not for those that went well."""
    if not pieces or pieces[0].words not in ("is", "are"):
        return pieces
    return [replace(piece, meanings=(Role.SKIP,)) if piece.words in VERDICTS else piece for piece in pieces]


def _without_undone(pieces: list[Piece]) -> list[Piece]:
    """“Unable to complete”, “cannot finish”: what somebody fails to do is no success."""
    loud = [piece for piece in pieces if not piece.silent]
    undone = {
        id(second)
        for first, second in pairwise(loud)
        if first.get(State) == State("failed") and first.words not in ENDINGS and second.words in FINISHING
    }
    return [replace(piece, meanings=(Role.SKIP,)) if id(piece) in undone else piece for piece in pieces]


def _without_run(pieces: list[Piece]) -> list[Piece]:
    """“Did provisioning run today”: that something ran says no more than that it is there."""
    if not any(piece.words == "run" for piece in pieces):
        return pieces
    asked = any(piece.has(Role.DID, Role.LAST) for piece in pieces)
    return [replace(piece, meanings=(Role.SKIP,)) if asked and piece.words == "run" else piece for piece in pieces]


def _with_methods(pieces: list[Piece]) -> list[Piece]:
    """“Does X have a passkey” asks for a person's methods, “X registered an authenticator” for a change of them."""
    if not any(piece.is_person for piece in pieces):
        return pieces
    read = list(pieces)
    loud = [place for place, piece in enumerate(pieces) if piece.words not in BETWEEN]
    for before, place in pairwise(loud):
        fact = pieces[place].get(Fact)
        if fact is None or fact.field != "auth_method":
            continue
        if _registers(pieces[before]):
            read[place] = replace(pieces[place], meanings=(Thing("security info"),))
        elif pieces[0].words in ("does", "has", "do") and pieces[before].words in ("have", "got"):
            read[place] = replace(pieces[place], meanings=(Facet("auth_methods"),))
    return read


def _registers(piece: Piece) -> bool:
    deed = piece.get(Deed)
    return deed is not None and deed.verb == "register"
