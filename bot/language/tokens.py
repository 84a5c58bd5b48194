"""Cuts a cleaned text into tokens that remember where they stand, so that a value can be given back as typed."""

import re
from dataclasses import dataclass
from enum import StrEnum

from bot.language.keys import ALL_KEYS


class Shape(StrEnum):
    """What a token looks like before anybody knows what it means."""

    QUOTED = "quoted"
    KEY = "key"
    PERSON = "person"
    GUID = "guid"
    MOMENT = "moment"
    NETWORK = "network"
    DOMAIN = "domain"
    DATE = "date"
    CLOCK = "clock"
    OFFSET = "offset"
    BOUND = "bound"
    NUMBER = "number"
    WORD = "word"
    COMMA = "comma"
    DASH = "dash"
    ARROW = "arrow"
    BANG = "bang"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Token:
    """One token of a cleaned text.

    `word` is its form for comparison; `start` and `end` its place; `glued` says that no space stands before it;
    `possessive` that an owner's 's came off; `negated` belongs to a key: `-key:x`, `key!=x`, `key:!x`.
    """

    shape: Shape
    text: str
    word: str
    start: int
    end: int
    glued: bool = False
    possessive: bool = False
    negated: bool = False


_HEX = "[0-9a-fA-F]"
_BESIDE_DATES = "|".join(
    rf"(?<=\b(?i:{lead})\s)" for lead in ("on", "since", "until", "till", "before", "after", "between")
)
"""“10.11.” begins a private network, unless one of these says that it is a day; no other “31.10.” is a network."""
_SHAPES = re.compile(
    rf"""
      (?P<quoted>"[^"]*"|(?<![\w'])'(?=\S)[^']*[^\s']'(?![\w@]))
    | (?P<person>slack:\w+|[^\s,;<>"()@:=!][^\s,;<>"()@:=]*@[^\s,;<>"()]*|@[^\s,;<>"()@]+)
    | (?P<key>(?:--|(?<![\w)])[-!])?[A-Za-z][A-Za-z_]*(?:-[A-Za-z_]+)*
        (?:\s?(?:!=|=!|=(?!>))\s?|:!|:(?![/:]))(?=\s?[^\s:=]|\s*\Z))
    | (?P<flag>(?<!\S)--[A-Za-z][A-Za-z_-]*)
    | (?P<guid>\{{?{_HEX}{{8}}-{_HEX}{{4}}-{_HEX}{{4}}-{_HEX}{{4}}-{_HEX}{{12}}\}}?(?![\w-]))
    | (?P<moment>\d{{4}}-\d\d?-\d\d?(?:T\d\d:?\d\d(?::?\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?(?![\w-]))
    | (?P<daymonth>(?<![\w.:=])(?:{_BESIDE_DATES}|(?!10\.))(?:0?[1-9]|[12]\d|3[01])\.(?:0?[1-9]|1[0-2])\.(?=[\s,–-]|$))
    | (?P<network>\d+(?:\.\d+){{3}}(?:/\d+)?(?![\w.]*\w)|\d+\.\d+(?:\.\d+)?\.(?=[\s,*]|$)\*?|\d+\.\*
        |(?={_HEX}*:)(?:{_HEX}{{0,4}}:){{2,}}[0-9a-fA-F:.]*(?:/\d+)?(?!\w))
    | (?P<date>\d{{1,4}}/\d{{1,2}}(?:/\d{{2,4}})?(?![\w/])|\d{{1,2}}\.\d{{1,2}}\.\d{{4}}(?!\w))
    | (?P<domain>(?:[^\W_][\w-]*\.)+[^\W\d_]{{2,}}(?![\w-]))
    | (?P<clock>\d{{1,2}}:\d\d(?::\d\d)?(?!\d)|\d{{1,2}}\.\d\d(?=\s?[ap]m\b))
    | (?P<offset>(?:(?<=[\d\s])\+|(?<=[\sCTct])-)\d\d:\d\d(?!\d)
        |(?:(?<=UTC)|(?<=GMT)|(?<=utc)|(?<=gmt))[+-]\d{{1,2}}(?![\d:]))
    | (?P<bound>[<>]=?|≥|≤|~(?=\d))
    | (?P<number>(?:(?<![\w.])-|(?<!\w))(?:(?<![:=,])\d{{1,3}}(?:,\d{{3}})+(?![\d,])|\d+(?:\.\d+)?)\+?|(?<=[a-z])\d+)
    | (?P<arrow>-+>|→|⇒|=>)
    | (?P<unit>(?<=\d)[^\W\d_]+)
    | (?P<joined>(?:top|last|past|this)(?=\d|(?:hour|week|month|quarter|year)\b))
    | (?P<word>[^\W\d_](?:[\w']*\w)?)
    | (?P<comma>,)
    | (?P<dash>[-–—]|(?<=\d)\.\.(?=\d))
    | (?P<bang>!(?=\w))
    | (?P<other>[&?+%/|])
    """,
    re.VERBOSE,
)
_NEGATION = re.compile(r"^[-!](?!-)|!")
_EDGE = ".?!;:…'"


def tokenise(text: str) -> list[Token]:
    """The tokens of a cleaned text; punctuation that says nothing is left out, and so is a hyphen inside a word."""
    tokens: list[Token] = []
    place = 0
    while found := _SHAPES.search(text, place):
        token = _token(found, tokens[-1].end if tokens else -1)
        if token.shape is Shape.KEY and _only_ends_in_colon(token, text):
            text = f"{text[: token.end - 1]} {text[token.end :]}"
            continue
        if token.shape is Shape.WORD and _hyphenated(token, tokens):
            tokens.pop()
        tokens.append(token)
        place = max(token.end, found.start() + 1)
    return tokens


def _only_ends_in_colon(token: Token, text: str) -> bool:
    """“Today: failed sign-ups”: a word before a colon and a space, and no key that we know."""
    apart = text[token.end : token.end + 1].isspace() or token.end == len(text)
    return apart and token.text.endswith(":") and token.text[:1].isalpha() and token.word not in ALL_KEYS


def _hyphenated(token: Token, before: list[Token]) -> bool:
    match before[-2:]:
        case [Token(shape=Shape.WORD), Token(shape=Shape.DASH, glued=True)]:
            return token.glued
    return False


def _token(found: re.Match[str], previous_end: int) -> Token:
    kind = found.lastgroup or "other"
    raw, start, end = found[0], found.start(), found.end()
    glued = previous_end == start
    match kind:
        case "quoted":
            inner = raw[1:-1].strip()
            return Token(Shape.QUOTED, inner, inner.lower(), start, end, glued)
        case "key" | "flag":
            name = re.sub(r"[^A-Za-z_-]", "", raw).strip("-").replace("-", "_").lower()
            negated = kind == "key" and bool(_NEGATION.search(raw))
            return Token(Shape.KEY, raw, name, start, end, glued, negated=negated)
        case "person" | "domain" | "network":
            return _value(Shape(kind), raw, start, glued)
        case "daymonth":
            day = raw.removesuffix(".")
            return Token(Shape.DATE, day, day, start, end - 1, glued)
        case "word" | "unit" | "joined":
            return _word(raw, start, glued)
    return Token(Shape(kind), raw, raw.lower(), start, end, glued)


def _value(shape: Shape, raw: str, start: int, glued: bool) -> Token:
    possessive = raw.lower().endswith("'s")
    text = raw[:-2] if possessive else raw
    if shape is not Shape.NETWORK:
        text = text.rstrip(_EDGE if shape is Shape.DOMAIN else ".?!;:…") or text
    return Token(shape, text, text.lower(), start, start + len(text) + 2 * possessive, glued, possessive)


def _word(raw: str, start: int, glued: bool) -> Token:
    possessive = raw.lower().endswith("'s")
    text = raw[:-2] if possessive else raw
    return Token(Shape.WORD, text, text.lower().replace("'", ""), start, start + len(raw), glued, possessive)
