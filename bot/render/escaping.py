"""The way of a value into a message: cleaned, carried through JSON as entities, and said so that it stays only text.

A name from a log is an attacker's text. In a template it becomes entities, which neither end a JSON string nor mean
anything to Slack; once the JSON is parsed they are turned back as far as the place allows.
"""

import re
import unicodedata
from html import unescape

from markupsafe import Markup, escape

MOST_OF_A_VALUE = 2_800
"""Characters of one value that are shown; what is longer ends in `…`."""

# Zero-width joiners hold emoji and several scripts together; every other invisible character is dropped.
_JOINERS = frozenset("\u200c\u200d")
_MARKUP = str.maketrans({"\\": "&#92;", "*": "&#42;", "~": "&#126;", "`": "&#96;"})
_SPACES = re.compile(r"\s+")
# Slack formats between underscores only at the edge of a word, so those inside of addresses stay exact.
_EDGE_UNDERSCORE = re.compile(r"(?<![^\W_])_|_(?![^\W_])")
_BROKEN_ENTITY = re.compile(r"&[#\w]{0,5}$")
_ENTITY = re.compile(r"&#(34|39|42|62|92|95|96|126);")

# Slack has no escape for its formatting marks, so in mrkdwn a value shows their nearest look-alikes.
_LOOK_ALIKES = {"*": "∗", "_": "ˍ", "~": "∼", "`": "ˋ", ">": "›"}
_BACK = str.maketrans({look: mark for mark, look in _LOOK_ALIKES.items()})


def clean(text: str) -> str:
    """`text` on one line, without control characters, direction marks, lone surrogates and other invisible ones."""
    visible = "".join(_shown(sign) for sign in text)
    return cut(_SPACES.sub(" ", visible), MOST_OF_A_VALUE)


def _shown(sign: str) -> str:
    if sign in _JOINERS or sign.isprintable():
        return sign
    match unicodedata.category(sign):
        case "Cf" | "Cs":
            return ""
        case "Cn" | "Co":
            return sign
        case _:
            return " "


def cut(text: str, most: int) -> str:
    """`text` with at most `most` characters, ending in `…` where something was left out.

    The cut is between two words where one is near, and never inside an entity.
    """
    if len(text) <= most:
        return text
    head = _BROKEN_ENTITY.sub("", text[: most - 1])
    space = head.rfind(" ")
    return (head[:space] if space > 0.7 * most else head).rstrip() + "…"


def finalize(value: object) -> Markup:
    """What a template shows for `value`; Jinja2 calls it for every expression.

    Markup is what macros and blocks made of values that came this way already.
    """
    if isinstance(value, Markup):
        return value
    escaped = str(escape(clean("–" if value is None else str(value)))).translate(_MARKUP)
    escaped = _EDGE_UNDERSCORE.sub("&#95;", escaped)
    # At the start of a line Slack takes even an escaped > for a quotation.
    return Markup("&#62;" + escaped.removeprefix("&gt;") if escaped.startswith("&gt;") else escaped)  # noqa: S704  # escaped above


def as_plain(text: str) -> str:
    """A template's string for a place that takes no markup: every entity is its character again."""
    return unescape(text)


def as_mrkdwn(text: str) -> str:
    """A template's string for mrkdwn: `& < >` stay escaped, and a value's formatting marks show as look-alikes."""

    def said(entity: re.Match[str]) -> str:
        sign = chr(int(entity[1]))
        return _LOOK_ALIKES.get(sign, sign)

    return _ENTITY.sub(said, text)


def neutral(text: str) -> str:
    """Plain text as mrkdwn that shows it and does nothing else."""
    return as_mrkdwn(finalize(text))


def from_mrkdwn(text: str) -> str:
    """What `text`, mrkdwn without its formatting, says in plain characters."""
    return unescape(text.translate(_BACK))
