"""Takes off what Slack, phone keyboards and odd Unicode put around the words; values are never folded or corrected."""

import re
import unicodedata
from collections.abc import Mapping

SLACK_TOKEN = re.compile(r"<([^<>]*)>")
USER_ID = re.compile(r"[UW][A-Z0-9]+\Z")
PLAIN = re.compile(r"[^\s\"`*,]+\Z")

# Slack's own three; anything else that looks like an entity was typed as it stands.
ENTITIES = re.compile(r"&(amp|lt|gt);")
CHARACTERS = {"amp": "&", "lt": "<", "gt": ">"}

QUOTES = str.maketrans(
    {
        "\u201c": '"',
        "\u201d": '"',
        "\u201e": '"',
        "\u201f": '"',
        "\u00ab": '"',
        "\u00bb": '"',
        "\u2018": "'",
        "\u2019": "'",
        "\u201a": "'",
        "\u201b": "'",
        "`": None,
    }
)
STYLED = re.compile(r"(?<![\w*_~])([*_~])(?=\S)((?:(?!\1).)+?)(?<=\S)\1(?![\w*_~])")
QUOTED_LINE = re.compile(r"\A(?:\s*>)+(?=\s)")
LIST_MARK = re.compile(
    r"\A\s*(?:\d{1,2}[.)]|[*\u2022-])\s+(?=[^\W\d_])(?!(?i:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec))"
)
"""“1. failed sign-ups”: somebody's list, and no number of theirs."""

SHORT_YEAR = re.compile(r"\b((?i:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?)\s+'(\d\d)\b(?!')")
"""“Oct '26”: a month and a year, and no day of it."""

LONG_FLAG = re.compile(r"(?<!\S)[\u2014\u2013](?=[^\W\d_])")
EMOJI_NAME = re.compile(r"(?<!\S):[a-z0-9_+'-]+:(?!\S)")


def clean(text: str, users: Mapping[str, str]) -> str:
    """The words of `text`, on one line.

    Slack's escapes come off first: a link gives its target, never its label; a person their address from `users`,
    else `slack:ID`; channels and pings nothing.
    """
    pieces: list[str] = []
    end = 0
    for token in SLACK_TOKEN.finditer(text):
        pieces += (_decode(text[end : token.start()]), _slack_token(_decode(token[1]), users))
        end = token.end()
    pieces.append(_decode(text[end:]))
    return _plain_typing("".join(pieces))


def _decode(text: str) -> str:
    return ENTITIES.sub(lambda entity: CHARACTERS[entity[1]], text)


def _slack_token(inner: str, users: Mapping[str, str]) -> str:
    target, _, label = inner.partition("|")
    if target.startswith(("#", "!")):
        return " "
    if target.startswith("@"):
        person = target[1:]
        return _whole(users.get(person, f"slack:{person}")) if USER_ID.match(person) else _whole(label or person)
    for scheme in ("mailto:", "https://", "http://", "tel:"):
        if target.lower().startswith(scheme):
            return _whole(target[len(scheme) :].rstrip("/"))
    return f"<{inner}>"


def _whole(value: str) -> str:
    """`value` as one token: what could split it goes into quotes, and fails there as a value."""
    return value if PLAIN.match(value) else '"' + value.replace('"', "") + '"'


def _plain_typing(text: str) -> str:
    plain = text if text.isascii() and text.isprintable() else "".join(map(_plain_character, text))
    plain = plain.translate(QUOTES)
    plain = EMOJI_NAME.sub(" ", STYLED.sub(r"\2", plain))
    plain = SHORT_YEAR.sub(r"\1 20\2", plain)
    return " ".join(LONG_FLAG.sub("--", LIST_MARK.sub("", QUOTED_LINE.sub("", plain))).split())


def _plain_character(character: str) -> str:
    if character.isascii():
        return character if character.isprintable() else " "
    match unicodedata.category(character):
        case "Zs" | "Nd":
            return unicodedata.normalize("NFKC", character)
        case "Zl" | "Zp" | "Cc" | "Cs" | "Co" | "Cn":
            return " "
        case "Cf":
            return ""
    return "" if character == "\ufe0f" else character
