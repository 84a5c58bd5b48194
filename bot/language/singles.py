"""What one token says that stands in no table: a value by its look, a number, or a word that nobody knows."""

from bot.language.pieces import MOST_DIGITS, Amount, Found, Literal, Unread
from bot.language.times.timewords import NUMBERS, OFTEN
from bot.language.tokens import Shape, Token

LITERALS = (Shape.PERSON, Shape.GUID, Shape.NETWORK, Shape.DOMAIN)
SILENT = {"?", "%", "|"}


def read_single(token: Token) -> tuple[Found, ...]:
    """All that the token can mean by itself; nothing for a sign that says nothing."""
    if token.shape in LITERALS:
        return (Literal(token.shape, token.text),)
    if token.word in OFTEN:
        return (Amount(OFTEN[token.word]),)
    if NUMBERS.get(token.word, 1) > 1:
        return (Amount(NUMBERS[token.word]),)
    if token.shape is Shape.NUMBER:
        return _number(token)
    if coded := read_aadsts(token):
        return (coded,)
    if token.word in SILENT:
        return ()
    if token.shape is Shape.OTHER:
        return ()
    return (Unread(token.text),)


def read_aadsts(token: Token) -> Literal | None:
    """`AADSTS50126`: an error code with Entra's letters before it."""
    coded = token.shape is Shape.WORD and token.word.startswith("aadsts") and token.word[6:].isdecimal()
    return Literal(Shape.NUMBER, token.text) if coded else None


def _number(token: Token) -> tuple[Found, ...]:
    digits = token.text.rstrip("+").replace(",", "")
    if not digits.lstrip("-").isdecimal() or len(digits) > MOST_DIGITS:
        return (Unread(token.text),)
    amount = Amount(int(digits), open=token.text.endswith("+"))
    if 5 <= len(digits) <= 7 and digits.isdecimal() and "," not in token.text:
        return (Literal(Shape.NUMBER, digits), amount)
    return (amount,)
