"""Refuses what no log says, with the question that comes nearest: averages, incidents, who may do something."""

from collections.abc import Sequence
from itertools import pairwise

from bot.domain.question import Log, Metric
from bot.errors import Mistake, QuestionError
from bot.language.pieces import Piece, When
from bot.language.senses import Beyond, Deed, Fact, LogName, Role, Share, State, Thing

MAY = ("can", "may", "could", "allowed to", "able to", "permitted to", "authorised to", "authorized to", "entitled to")
STOCK = ("do we have", "have we got", "we have", "do we currently have", "do we own", "exist", "are there in total")
TELLING = (LogName, State, Share, Deed, When, Fact)
"""Meanings of words that say what happened."""

OWNING = ("has", "have", "had", "having", "got", "gets")
ENTERED = (Log.SIGN_INS, Log.SIGN_UPS)


def refuse_beyond(pieces: Sequence[Piece]) -> None:
    """Raises QuestionError at the first words that ask what no log says."""
    for place, piece in enumerate(pieces):
        after = pieces[place + 1] if place + 1 < len(pieces) else None
        beyond = piece.get(Beyond)
        if beyond and not (after and after.get(Share)):  # a rate is an average already
            raise QuestionError(Mistake.UNKNOWN_WORD, beyond.reason, word=piece.text, suggestions=beyond.suggestions)
    _refuse_stock(pieces)
    _refuse_steps(pieces)
    _refuse_permissions([piece for piece in pieces if not piece.silent or piece.words in MAY])


def _refuse_steps(pieces: Sequence[Piece]) -> None:
    """“Drop-off between OTP and attributes”: the funnel tells it of every stage at once. Raises QuestionError."""
    said = [place for place, piece in enumerate(pieces) if piece.words == "between"]
    stages = [piece for piece in pieces if (fact := piece.get(Fact)) and fact.field in {"stage", "provider"}]
    lost = any((share := piece.get(Share)) and share.metric is Metric.DROPOFF for piece in pieces)
    if said and lost and len(stages) > 1:
        raise QuestionError(
            Mistake.NOT_UNDERSTOOD,
            "A drop-off is told of each stage, and not between two; the funnel has all of them, one after another",
            word=f"between {stages[0].text}",
            suggestions=("/signups dropoff by:stage last 7d",),
        )


def _refuse_stock(pieces: Sequence[Piece]) -> None:
    """“How many users do we have”: what there is now, and not what happened. Raises QuestionError."""
    words = f" {' '.join(piece.words for piece in pieces)} "
    told = any(piece.get(kind) for piece in pieces if not piece.get(Thing) for kind in TELLING)
    nouns = [piece for piece in pieces if piece.get(Thing)]
    if nouns and not told and any(f" {stock} " in words for stock in STOCK):
        raise QuestionError(
            Mistake.NOT_UNDERSTOOD,
            f"The logs say what happened, not how many {nouns[0].text} there are; ask for those that came or went",
            word=nouns[0].text,
            suggestions=("/audit by activity last 30d", "/audit users created last 30d"),
        )


def _refuse_permissions(pieces: Sequence[Piece]) -> None:
    """“Who can sign in to Zoom”, “who has access to Zoom”: what may be, not what was. Raises QuestionError."""
    for first, second in pairwise(pieces):
        named = second.get(LogName)
        if named is None or named.done or named.log not in ENTERED:
            continue
        if (first.words in MAY and _asks_who(pieces)) or (first.words in OWNING and second.words == "access"):
            raise QuestionError(
                Mistake.NOT_UNDERSTOOD,
                "The logs say who got in, not who may; ask who signed in",
                word=f"{first.text} {second.text}",
                suggestions=("/signins success by user last 7d",),
            )


def _asks_who(pieces: Sequence[Piece]) -> bool:
    """Whether the text begins by asking for people."""
    first, after = pieces[0], pieces[1]
    return first.has(Role.WHO) or (first.has(Role.WHICH, Role.HOW_MANY) and after.get(Thing) is not None)
