"""Tells a request to change something, which is refused, from a question about what was changed."""

from bot.domain.question import Log
from bot.errors import Mistake, QuestionError
from bot.language.claims import Claims
from bot.language.known import Name
from bot.language.pieces import Literal, Piece, Quoted
from bot.language.senses import Deed, Facet, Role, State, Wish


def refuse_requests(claims: Claims, log: Log | None) -> None:
    """Raises `read_only` for a bare verb at the start, or after a please: “please reset …”, “unlock …”."""
    for place, piece in enumerate(claims.pieces):
        if not (_asks(piece) or _grants(piece, claims) or _makes(piece, claims.pieces[place + 1 : place + 3])):
            continue
        before = [each for each in claims.pieces[:place] if not _only_filler(each)]
        polite = place > 0 and _politely(claims.pieces[:place])
        if not (polite or not before) or _wants_output(claims.pieces[place + 1 : place + 4]):
            continue
        if (piece.words == "send" and claims.outputs) or _says_movement(piece, claims.pieces[place + 1 : place + 2]):
            continue
        if not polite and _only_describes(claims.pieces[place + 1 : place + 2]):
            continue
        if polite or log not in {Log.AUDIT, Log.PROVISIONING} or _names_somebody(claims):
            raise QuestionError(
                Mistake.READ_ONLY,
                f"Gatehouse only reads: it cannot {piece.words} anything, but say what happened and who did it",
                word=piece.text,
                suggestions=("/audit password resets this week", "/entra help"),
            )


def _asks(piece: Piece) -> bool:
    return any(isinstance(meaning, Deed) and meaning.asked for meaning in piece.meanings) and not piece.has(Role.SKIP)


def _grants(piece: Piece, claims: Claims) -> bool:
    """“Give sam the admin role”, unlike “give me the sign-ups”."""
    if piece.words != "give":
        return False
    granted = any(each.names(noun) for each in claims.pieces for noun in ("role", "license", "owner", "member"))
    return granted and _names_somebody(claims)


def _says_movement(piece: Piece, after: list[Piece]) -> bool:
    """“Drop in conversion” is a noun."""
    return piece.has(Role.MOVED) and any(each.has(Role.IN) for each in after)


def _makes(piece: Piece, after: list[Piece]) -> bool:
    """“Make sam@contoso.com an admin”, “make me global admin”, unlike “make a list” and “make me a list”."""
    return piece.words == "make" and any(each.is_person or each.names("role") for each in after if each.words != "me")


def _only_filler(piece: Piece) -> bool:
    return all(meaning in {Role.SKIP, Role.POLITE} or meaning is Role.WAS for meaning in piece.meanings)


def _politely(before: list[Piece]) -> bool:
    """Whether a please or can-you stands right before, with nothing but filler between."""
    for piece in reversed(before):
        if piece.has(Role.POLITE):
            return True
        if not piece.has(Role.SKIP):
            return False
    return False


def _wants_output(after: list[Piece]) -> bool:
    """“Create a chart”, “send me a csv” only ask for an answer."""
    return any(piece.get(Wish) or piece.get(Facet) for piece in after)


def _only_describes(after: list[Piece]) -> bool:
    """“Update failures”, “email changes”, “disable vs delete” name what happened."""
    return any(piece.get(State) or piece.has(Role.VERSUS) or _is_noun(piece) for piece in after)


def _is_noun(piece: Piece) -> bool:
    deed = piece.get(Deed)
    return deed is not None and deed.noun and piece.plural


def _names_somebody(claims: Claims) -> bool:
    return any(claim.piece.get(Literal) or claim.piece.get(Name) or claim.piece.get(Quoted) for claim in claims.filters)
