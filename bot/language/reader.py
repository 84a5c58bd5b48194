"""Tokens to pieces: at each place the longest thing that can be read there."""

from bot.domain.fields import FIELDS
from bot.domain.question import Log
from bot.domain.window import Span
from bot.errors import Mistake, QuestionError
from bot.language.country_codes import is_country_code
from bot.language.keyed import read_key
from bot.language.keys import FIELD_KEYS, GROUP_KEYS, OTHER_KEYS
from bot.language.known import Name
from bot.language.neighbours import suggestions
from bot.language.page import Page
from bot.language.pieces import Found, Literal, Mark, Piece, Quoted, Unread, When
from bot.language.senses import Each, Fact, Meaning, Role, Thing
from bot.language.singles import LITERALS, read_aadsts, read_single
from bot.language.times.ahead import Ahead, read_ahead
from bot.language.times.compared import read_before
from bot.language.times.timewords import WORDS
from bot.language.times.windows import Before, read_span
from bot.language.tokens import Shape
from bot.language.vocabulary import lexicon

TIMED = (Shape.NUMBER, Shape.MOMENT, Shape.DATE, Shape.CLOCK, Shape.BOUND)
GROUPS = tuple(dict.fromkeys(name for fields in FIELDS.values() for name in fields))

LEADING = {"with", "by", "via", "using", "through", "in", "at", "on", "from", "the", "to", "for", "without", "no"} | {
    *("was", "were", "is", "are", "did", "does", "do", "has", "have", "had", "been"),
}


def read_pieces(page: Page) -> list[Piece]:
    """All pieces of the text, in order."""
    pieces: list[Piece] = []
    place = 0
    while place < len(page.tokens):
        found, end = _read(page, place)
        token = page.tokens[end - 1]
        if found:
            text = page.text[page.tokens[place].start : token.end]
            read = " ".join(each.word for each in page.tokens[place:end])
            pieces.append(Piece(found, text, place, end, token.possessive, read))
        place = end
    return _merged(pieces, page)


def _both_capitals(first: Piece, second: Piece) -> bool:
    """“Finance Team”: a word we know belongs to the unknown name before it, where both begin with a capital."""
    return first.text[:1].isupper() and second.text[:1].isupper() and second.get(Thing) is not None


def _merged(pieces: list[Piece], page: Page) -> list[Piece]:
    """Unknown words side by side as one, since a name may have several."""
    merged: list[Piece] = []
    for piece in pieces:
        last = merged[-1] if merged else None
        if last and last.get(Unread) and last.end == piece.start and (piece.get(Unread) or _both_capitals(last, piece)):
            text = page.text[page.tokens[last.start].start : page.tokens[piece.end - 1].end]
            merged[-1] = Piece((Unread(text),), text, last.start, piece.end, piece.possessive)
        else:
            merged.append(piece)
    return merged


def _read(page: Page, place: int) -> tuple[tuple[Found, ...], int]:
    token = page.tokens[place]
    match token.shape:
        case Shape.KEY:
            return _key(page, place)
        case Shape.QUOTED:
            return _quoted(page, place)
        case Shape.COMMA:
            return (Mark.COMMA,), place + 1
        case Shape.ARROW:
            return (Mark.ARROW,), place + 1
        case Shape.BANG:
            return (Role.NOT,), place + 1
        case Shape.OFFSET | Shape.DASH:
            return (), place + 1
    return _words(page, place)


def _key(page: Page, place: int) -> tuple[tuple[Found, ...], int]:
    token = page.tokens[place]
    spaced = place + 1 == len(page.tokens) or not page.tokens[place + 1].glued
    if token.word in GROUP_KEYS:
        _check_group(page, place + 1)
        return (Role.BY,), place + 1
    if token.word in FIELD_KEYS or token.word in OTHER_KEYS:
        return read_key(page, place)
    if spaced or token.text.startswith("--"):
        return _spoken(page, place), place + 1
    return (Unread(token.text),), min(place + 2, len(page.tokens))


def _check_group(page: Page, place: int) -> None:
    """Raises QuestionError when `by:` is followed by nothing that answers can be grouped by."""
    found = lexicon().find(page.tokens, place) if place < len(page.tokens) else None
    if found is None or not any(isinstance(meaning, Thing | Each) for meaning in found[0].meanings):
        raw = page.chunk(place)[0] if place < len(page.tokens) else ""
        raise QuestionError(
            Mistake.UNKNOWN_VALUE,
            f"Answers cannot be grouped by “{raw}”; they can by app, user, day and every field of the log",
            word=raw,
            suggestions=suggestions(raw, GROUPS) or ("app", "user", "day"),
        )


def _spoken(page: Page, place: int) -> tuple[Found, ...]:
    """A word that only looked like a key: “failed: last 24h”, “Zoom: failed”."""
    token = page.tokens[place]
    if (name := page.index.find(page.tokens, place)) and name[1] == place + 1:
        return (name[0],)
    bare = lexicon().phrases.get(token.word, ())
    meanings: tuple[Meaning, ...] = next((phrase.meanings for phrase in bare if len(phrase.words) == 1), ())
    return meanings or (Unread(token.text.strip("-:= ")),)


def _quoted(page: Page, place: int) -> tuple[tuple[Found, ...], int]:
    token = page.tokens[place]
    inner = page.inside_quotes(place).tokens
    if not inner:
        return (), place + 1
    if (name := page.index.find(inner, 0)) and name[1] == len(inner):
        return (name[0], Quoted(token.text)), place + 1
    if len(inner) == 1 and inner[0].shape in LITERALS:
        return (Literal(inner[0].shape, inner[0].text),), place + 1
    if len(inner) == 1 and (coded := read_aadsts(inner[0])):
        return (coded,), place + 1
    meanings: tuple[Meaning, ...] = ()
    if (phrase := lexicon().find(inner, 0)) and phrase[1] == len(inner):
        meanings = phrase[0].meanings
    return (Quoted(token.text), *meanings), place + 1


def _words(page: Page, place: int) -> tuple[tuple[Found, ...], int]:
    """The longest of a known name, a time, a phrase; a name and a phrase of one length are both kept."""
    tokens = page.tokens
    token = tokens[place]
    name = page.index.find(tokens, place)
    phrase = lexicon().find(tokens, place)
    if phrase and _leads_to_more(page, place, phrase[1]):
        phrase = lexicon().find(tokens[: place + 1], place)
    ends = (name[1] if name else 0, phrase[1] if phrase else 0)
    timed = token.word in WORDS or token.word[:1] in ("q", "h") or token.shape in TIMED or "_" in token.word
    if timed and (when := _time(page, place)) and when[1] >= max(ends) and not (name and name[1] == when[1]):
        return (When(when[0]),), when[1]
    if not name and is_country_code(page, place):
        return (Fact("country", (token.text.upper(),), (Log.SIGN_INS,)),), place + 1
    if name or phrase:
        end = max(ends)
        names: tuple[Name, ...] = (name[0],) if name and name[1] == end else ()
        meanings = phrase[0].meanings if phrase and phrase[1] == end else ()
        return (*names, *meanings), end
    return read_single(token), place + 1


def _leads_to_more(page: Page, place: int, end: int) -> bool:
    """Whether a phrase that begins with a preposition cuts a longer one: “with email” of “with email otp”."""
    if end - place < 2 or page.tokens[place].word not in LEADING:
        return False
    inner = [lexicon().find(page.tokens, within) for within in range(place + 1, end)]
    return any(found is not None and found[1] > end for found in inner)


def _time(page: Page, place: int) -> tuple[Span | Before | Ahead, int] | None:
    if found := read_before(page.tokens, place) or read_ahead(page.tokens, place, page.clock):
        return found
    return read_span(page.tokens, place, page.clock)


def unread(text: str, suggestions: tuple[str, ...]) -> QuestionError:
    """The mistake of a word that nobody could read."""
    suggestions = tuple(other for other in suggestions if other != text.lower())
    hint = f"; did you mean {' or '.join(suggestions)}?" if suggestions else "; names and addresses go in quotes"
    return QuestionError(
        Mistake.UNKNOWN_WORD, f"I do not know the word “{text}”{hint}", word=text, suggestions=suggestions
    )
