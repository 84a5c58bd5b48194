"""Slack's mrkdwn as HTML. Whatever the text says, only the tags written here come out."""

import re
from typing import Protocol

from markupsafe import Markup, escape

from bot.demo.page.moments import as_slack_prints

_FENCE = re.compile(r"```\n?(.+?)\n?```", re.DOTALL)
_CODE = re.compile(r"`([^`\n]+)`")
_CONTROL = re.compile(r"<([^<>\n]+)>")
_DATE = re.compile(r"!date\^(-?\d{1,11})\^([^|^]*)(?:\^([^|]*))?\|(.*)")
_QUOTE = re.compile(r"(?:^&gt; ?.*(?:\n|$))+", re.MULTILINE)
_KEPT = re.compile("\ue000(\\d+)\ue001")
_PRIVATE = str.maketrans({"\ue000": "\ufffd", "\ue001": "\ufffd"})
_MARKS = tuple(
    (re.compile(rf"(?<![\w{mark}]){sign}(?=[^\s{mark}])(.*?[^\s{mark}]|[^\s{mark}]){sign}(?![\w{mark}])"), tag)
    for mark, sign, tag in ((r"\*", r"\*", "strong"), ("_", "_", "em"), ("~", "~", "s"))
)
_SCHEMES = ("https://", "http://", "mailto:")
_ALL = {"here": "@here", "channel": "@channel", "everyone": "@everyone"}


class Reader(Protocol):
    """Whoever reads: their time zone, and the names of people and channels as they are shown to them."""

    @property
    def zone(self) -> str: ...

    def person(self, id_: str) -> str: ...

    def channel(self, id_: str) -> str: ...


def html_of(text: str, reader: Reader) -> Markup:
    """mrkdwn, in which the app has written `&amp;`, `&lt;` and `&gt;` for what is not markup."""
    kept: list[Markup] = []

    def keep(html: Markup) -> str:
        kept.append(html)
        return f"\ue000{len(kept) - 1}\ue001"

    text = text.translate(_PRIVATE)
    text = _FENCE.sub(lambda match: keep(Markup("<pre>{}</pre>").format(plain(match[1]))), text)
    text = _CODE.sub(lambda match: keep(Markup("<code>{}</code>").format(plain(match[1]))), text)
    text = _CONTROL.sub(lambda match: keep(_control(match[1], reader)), text)
    html = str(escape(plain(text)))
    for mark, tag in _MARKS:
        html = mark.sub(rf"<{tag}>\1</{tag}>", html)
    html = _QUOTE.sub(_quoted, html).strip("\n").replace("\n", "<br>")
    return Markup(_KEPT.sub(lambda match: str(kept[int(match[1])]), html))  # noqa: S704  # all of it was escaped above


def plain(text: str) -> str:
    """The characters that Slack shows for the three entities it knows."""
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def link(url: str, label: str) -> Markup:
    """A link that opens elsewhere; an address that is no web or mail address is shown, never followed."""
    if not url.casefold().startswith(_SCHEMES):
        return escape(label)
    return Markup('<a href="{}" target="_blank" rel="noopener noreferrer">{}</a>').format(url, label)


def mention(name: str) -> Markup:
    """Somebody or some place, named."""
    return Markup('<span class="mention">{}</span>').format(name)


def _quoted(match: re.Match[str]) -> str:
    lines = [line.removeprefix("&gt;").removeprefix(" ") for line in match[0].strip("\n").split("\n")]
    return f"<blockquote>{'<br>'.join(lines)}</blockquote>"


def _control(inside: str, reader: Reader) -> Markup:
    """What stands between angle brackets: a mention, a date or a link."""
    target, _, label = inside.partition("|")
    match target[:1]:
        case "@":
            return mention(f"@{reader.person(target[1:])}")
        case "#":
            return mention(f"#{reader.channel(target[1:])}")
        case "!":
            return _special(inside, target, plain(label), reader)
        case _:
            return link(plain(target), plain(label) or plain(target).removeprefix("mailto:"))


def _special(inside: str, target: str, label: str, reader: Reader) -> Markup:
    if date := _DATE.fullmatch(inside):
        words = as_slack_prints(int(date[1]), date[2], reader.zone) or plain(date[4])
        return link(plain(date[3]), words) if date[3] else escape(words)
    return mention(_ALL.get(target[1:], label or target[1:]))
